"""How a call's row is painted: badges, the small curve, the score and the star."""

from __future__ import annotations

from PySide6.QtCore import (
    QT_TRANSLATE_NOOP,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from callassist.gui import icons
from callassist.gui.i18n import translate
from callassist.gui.library import model
from callassist.gui.library.model import CallTable
from callassist.gui.overlay.gauge import TOKENS as LEVEL_TOKENS
from callassist.gui.overlay.gauge import band
from callassist.gui.theme import TOKENS, Theme, blend
from callassist.store.summary import CallSummary

ROW_EM = 2.7
PAD_EM = 0.55
CURVES_KEPT = 2000
"""Small curves that are kept painted."""
WIDTHS_EM = {
    model.WHEN: 9.6,
    model.CALL: 18.0,
    model.AGENT: 8.0,
    model.LENGTH: 4.6,
    model.FRUSTRATION: 8.6,
    model.SCORE: 7.6,
    model.PROMPTS: 5.4,
    model.MARKS: 5.6,
}
_BADGES = {
    "recording": (QT_TRANSLATE_NOOP("Cells", "recording"), "alert"),
    "recovered": (QT_TRANSLATE_NOOP("Cells", "recovered"), "warn"),
}


class RowDelegate(QStyledItemDelegate):
    """Paints every cell of the table in the theme's colors.

    Fonts, colors and the small curves are made once: a table is painted many times a second.
    """

    def __init__(self, table: CallTable, theme: Theme, parent: QWidget | None = None) -> None:
        """Paint the rows of ``table`` with ``theme``."""
        super().__init__(parent)
        self._table = table
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self.theme = theme
        bold = theme.font("body")
        bold.setWeight(QFont.Weight.DemiBold)
        struck = QFont(bold)
        struck.setStrikeOut(True)
        self._fonts = {
            "body": theme.font("body"),
            "caption": theme.font("caption"),
            "bold": bold,
            "struck": struck,
        }
        self._metrics = {name: QFontMetricsF(font) for name, font in self._fonts.items()}
        self._colors = {token: theme.color(token) for token in TOKENS}
        self._selected = blend(theme.palette.nudge, theme.palette.background, 0.14)
        self._line = QPen(self._colors["track"], 1)
        self._pad = theme.px(PAD_EM)
        self._curves: dict[tuple[str, int, int], QPixmap] = {}

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the width of the column and the height of a row."""
        em = WIDTHS_EM[index.column()]
        return QSize(self.theme.px(em), self.theme.px(ROW_EM))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one cell."""
        painter.save()
        column = index.column()
        cell = QRectF(option.rect)
        self._paint_ground(painter, cell, option.state, column)
        summary = self._table.summary(index.row())
        rect = cell.adjusted(self._pad, 0, -self._pad, 0)
        if summary is None:
            if column == model.CALL:
                self._text(painter, rect, "…", "muted")
        else:
            doomed = summary.id in self._table.doomed
            if doomed:
                painter.setOpacity(0.45)
            self._paint_cell(painter, rect, column, summary, doomed)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, rect: QRectF, state: QStyle.StateFlag, column: int
    ) -> None:
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(rect, self._selected)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, self._colors["raised"])
        if column == model.WHEN and (selected or state & QStyle.StateFlag.State_HasFocus):
            bar = QRectF(rect.left(), rect.top(), self.theme.px(0.2), rect.height())
            painter.fillRect(bar, self._colors["nudge"])
        painter.setPen(self._line)
        bottom = rect.bottom() - 0.5
        painter.drawLine(QPointF(rect.left(), bottom), QPointF(rect.right(), bottom))

    def _paint_cell(
        self, painter: QPainter, rect: QRectF, column: int, summary: CallSummary, doomed: bool
    ) -> None:
        words = model.in_words(summary, column)
        match column:
            case model.CALL:
                self._title(painter, rect, summary, doomed)
            case model.FRUSTRATION:
                self._curve(painter, rect, summary)
            case model.SCORE:
                self._score(painter, rect, summary.score)
            case model.PROMPTS:
                shown = sum(summary.prompts.values())
                self._text(
                    painter,
                    rect,
                    self.tr("{followed} of {shown}").format(followed=summary.followed, shown=shown)
                    if shown
                    else "",
                    "text",
                )
            case model.MARKS:
                self._marks(painter, rect, summary)
            case model.LENGTH:
                self._text(painter, rect, words, "text", Qt.AlignmentFlag.AlignRight)
            case model.WHEN:
                self._text(painter, rect, words, "muted")
            case _:
                self._text(painter, rect, words, "text")

    def _text(
        self,
        painter: QPainter,
        rect: QRectF,
        text: str,
        token: str,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        font: str = "body",
    ) -> None:
        if not text:
            return
        painter.setFont(self._fonts[font])
        painter.setPen(self._colors[token])
        shown = self._metrics[font].elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, align | Qt.AlignmentFlag.AlignVCenter, shown)

    def _title(self, painter: QPainter, rect: QRectF, summary: CallSummary, doomed: bool) -> None:
        theme = self.theme
        badge = _BADGES.get(summary.state)
        if badge is not None:
            words, token = translate("Cells", badge[0]), badge[1]
            metrics = self._metrics["caption"]
            width = metrics.horizontalAdvance(words) + 2 * theme.px(0.5)
            height = metrics.height() + theme.px(0.2)
            box = QRectF(rect.right() - width, rect.center().y() - height / 2, width, height)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(blend(getattr(theme.palette, token), theme.palette.background, 0.16))
            painter.drawRoundedRect(box, height / 2, height / 2)
            self._text(painter, box, words, token, Qt.AlignmentFlag.AlignHCenter, "caption")
            rect = rect.adjusted(0, 0, -width - theme.px(0.5), 0)
        font = "struck" if doomed else "bold"
        self._text(painter, rect, summary.title or self.tr("Untitled call"), "text", font=font)

    def _curve(self, painter: QPainter, rect: QRectF, summary: CallSummary) -> None:
        if not summary.curve:
            return
        ratio = painter.device().devicePixelRatioF()
        size = rect.size().toSize()
        key = (summary.id, size.width(), round(size.height() * ratio))
        pixmap = self._curves.get(key)
        if pixmap is None:
            pixmap = QPixmap(size * ratio)
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            inside = QPainter(pixmap)
            inside.setRenderHint(QPainter.RenderHint.Antialiasing)
            top, right = self.theme.px(0.6), self.theme.px(0.3)
            room = QRectF(0, 0, size.width(), size.height()).adjusted(2, top, -right, -top)
            paint_curve(inside, room, summary.curve, self.theme)
            inside.end()
            if len(self._curves) >= CURVES_KEPT:
                self._curves.clear()
            self._curves[key] = pixmap
        painter.drawPixmap(rect.topLeft(), pixmap)

    def _score(self, painter: QPainter, rect: QRectF, score: int | None) -> None:
        theme = self.theme
        if score is None:
            self._text(painter, rect, "–", "muted")
            return
        number = QRectF(rect.left(), rect.top(), theme.px(1.9), rect.height())
        self._text(painter, number, str(score), "text", Qt.AlignmentFlag.AlignRight)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = theme.em_px * 0.36
        left = number.right() + theme.px(0.6)
        bar = QRectF(left, rect.center().y() - height / 2, rect.right() - left, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colors["track"])
        painter.drawRoundedRect(bar, height / 2, height / 2)
        if score > 0:
            filled = QRectF(bar)
            filled.setWidth(max(height, bar.width() * score / 100.0))
            painter.setBrush(self._colors["nudge"])
            painter.drawRoundedRect(filled, height / 2, height / 2)

    def _marks(self, painter: QPainter, rect: QRectF, summary: CallSummary) -> None:
        theme = self.theme
        if not summary.marks:
            return
        side = theme.px(1.15)
        icon = QRectF(rect.left(), rect.center().y() - side / 2, side, side)
        others = summary.marks - summary.good_moments
        if summary.good_moments:
            icons.paint(painter, "star", icon, theme.color("praise"))
            after = rect.adjusted(side + theme.px(0.2), 0, 0, 0)
            self._text(painter, after, str(summary.good_moments), "text")
            icon.translate(theme.px(2.4), 0)
        if others > 0:
            icons.paint(painter, "comment", icon, theme.color("muted"))
            after = QRectF(rect)
            after.setLeft(icon.right() + theme.px(0.2))
            self._text(painter, after, str(others), "muted")


def paint_curve(
    painter: QPainter, room: QRectF, curve: tuple[float, ...], theme: Theme, width_px: float = 1.5
) -> None:
    """Paint the course of frustration with its peak as a dot in the peak's color."""
    if not curve:
        return
    levels = curve if len(curve) > 1 else curve * 2
    step = room.width() / (len(levels) - 1)
    points = [
        QPointF(room.left() + place * step, room.bottom() - room.height() * min(1.0, level))
        for place, level in enumerate(levels)
    ]
    line = QPainterPath(points[0])
    for point in points[1:]:
        line.lineTo(point)
    under = QPainterPath(line)
    under.lineTo(points[-1].x(), room.bottom())
    under.lineTo(points[0].x(), room.bottom())
    under.closeSubpath()
    ground: QColor = blend(theme.palette.calm, theme.palette.background, 0.16)
    painter.fillPath(under, ground)
    pen = QPen(theme.color("calm"), width_px)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(line)
    peak = max(range(len(levels)), key=levels.__getitem__)
    radius = theme.em_px * 0.19
    painter.setPen(QPen(theme.color("background"), 1.0))
    painter.setBrush(theme.color(LEVEL_TOKENS[band(levels[peak])]))
    painter.drawEllipse(points[peak], radius, radius)
