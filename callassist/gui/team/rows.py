"""Rows of figures: behaviors with their bars, prompts with what came of them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from callassist.gui.core_texts import core
from callassist.gui.i18n import number
from callassist.gui.theme import Theme, blend
from callassist.review.team.figures import Figure, in_words, range_text, value_text
from callassist.review.team.measures import BY_ID
from callassist.review.team.report import BehaviorRow, PromptRow

ROW_EM = 2.1
TITLE_SHARE, LEAST_TITLE_EM = 0.3, 15.5
FIGURE_EM = 12.0
NARROW_EM = 10.0
"""Of figures where two stand side by side."""
RANGE_EM = 7.5
TAKEN, FOLLOWED = BY_ID["taken"], BY_ID["followed"]


class Row(QWidget):
    """A line of a table that paints itself, with a hairline below."""

    def __init__(self, theme: Theme, words: str, parent: QWidget | None = None) -> None:
        """Make a row; ``words`` say all of it."""
        super().__init__(parent)
        self.theme = theme
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setFixedHeight(theme.px(ROW_EM))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the least room."""
        return QSize(self.theme.px(24), self.theme.px(ROW_EM))

    def paint_line(self, painter: QPainter) -> None:
        """Paint the hairline."""
        painter.setPen(QPen(self.theme.color("track"), 1))
        y = self.height() - 0.5
        painter.drawLine(QPointF(0, y), QPointF(self.width(), y))

    def paint_text(
        self,
        painter: QPainter,
        room: QRectF,
        text: str,
        *,
        token: str = "text",
        caption: bool = False,
        right: bool = False,
    ) -> None:
        """Paint a text on the row's one baseline."""
        font = self.theme.font("caption" if caption else "body")
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        left = room.right() - metrics.horizontalAdvance(shown) if right else room.left()
        body = QFontMetricsF(self.theme.font("body"))
        painter.setFont(font)
        painter.setPen(self.theme.color(token))
        painter.drawText(QPointF(left, self.height() / 2 + body.capHeight() / 2), shown)

    def paint_figure(self, painter: QPainter, room: QRectF, figure: Figure) -> None:
        """Paint a share with its counts."""
        counts = self.tr("{top} of {bottom}").format(
            top=number(figure.top), bottom=number(figure.bottom)
        )
        middle = room.left() + room.width() / 3
        value = QRectF(room.left(), 0, room.width() / 3, room.height())
        self.paint_text(painter, value, core(value_text(TAKEN, figure)), right=True)
        rest = QRectF(middle, 0, room.right() - middle, room.height())
        self.paint_text(painter, rest, counts, token="muted", caption=True, right=True)


class HeadRow(Row):
    """The names of columns."""

    def __init__(
        self, theme: Theme, names: tuple[str, ...], widths: tuple[float, ...],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """Name the columns from the right, each so many em wide."""
        super().__init__(theme, ", ".join(names), parent)
        self._names, self._widths = names, widths

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the names."""
        painter = QPainter(self)
        self.paint_line(painter)
        right = float(self.width())
        for name, width in zip(self._names, self._widths, strict=True):
            room = QRectF(right - self.theme.px(width), 0, self.theme.px(width), self.height())
            self.paint_text(painter, room, name, token="muted", caption=True, right=True)
            right = room.left()


class BehaviorView(Row):
    """A behavior: its opportunities as a bar, taken ones dark, missed ones pale."""

    def __init__(
        self, theme: Theme, row: BehaviorRow, most: int, parent: QWidget | None = None
    ) -> None:
        """Show a behavior; the longest bar is of ``most`` opportunities."""
        words = self.tr(
            "{title}: {taken}; {given} in time, {late} put right late, {missed} missed"
        ).format(
            title=core(row.title),
            taken=core(in_words(TAKEN, row.taken)),
            given=row.given,
            late=row.late,
            missed=row.missed,
        )
        super().__init__(theme, words, parent)
        self._row, self._most = row, most

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint title, bar and figures."""
        painter = QPainter(self)
        theme, row = self.theme, self._row
        self.paint_line(painter)
        end = self.width() - theme.px(RANGE_EM)
        figure = QRectF(end - theme.px(FIGURE_EM), 0, theme.px(FIGURE_EM), self.height())
        title_px = max(theme.px(LEAST_TITLE_EM), round(self.width() * TITLE_SHARE))
        self.paint_text(painter, QRectF(0, 0, title_px, self.height()), core(row.title))
        self.paint_figure(painter, figure, row.taken)
        room = QRectF(end, 0, self.width() - end, self.height())
        text = core(range_text(TAKEN, row.taken))
        self.paint_text(painter, room, text, token="muted", caption=True, right=True)
        left, height = title_px + theme.px(0.8), theme.em_px * 0.75
        width = figure.left() - theme.px(0.8) - left
        top = (self.height() - height) / 2
        counts = (row.given, row.late, row.missed)
        for count, color in zip(counts, bar_colors(theme), strict=True):
            part = width * count / self._most
            painter.fillRect(QRectF(left, top, part, height), color)
            left += part


class PromptView(Row):
    """A prompt: how often it was followed or ignored, and what came after."""

    def __init__(
        self, theme: Theme, row: PromptRow, figures: tuple[Figure, Figure], words: str,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """Show two figures of a prompt."""
        super().__init__(theme, words, parent)
        self._row, self._figures = row, figures

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint title and figures."""
        painter = QPainter(self)
        theme = self.theme
        self.paint_line(painter)
        right = float(self.width())
        for figure in reversed(self._figures):
            width = theme.px(NARROW_EM)
            room = QRectF(right - width, 0, width, self.height())
            self.paint_figure(painter, room, figure)
            right = room.left()
        room = QRectF(0, 0, right - theme.px(0.4), self.height())
        self.paint_text(painter, room, self._row.title)


def bar_colors(theme: Theme) -> tuple[object, object, object]:
    """Return the colors of taken, put right late, and missed."""
    late = blend(theme.palette.praise, theme.palette.background, 0.5)
    return theme.color("praise"), late, theme.color("border")
