"""A block of text that wraps, and is never clipped."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget


def break_lines(
    text: str, font: QFont, width_px: float, max_lines: int | None = None
) -> tuple[list[str], bool]:
    """Break ``text`` into lines of at most ``width_px``, inside a word where it must be.

    Args:
        text: What to break.
        font: What it is set in.
        width_px: The room there is.
        max_lines: Lines there is room for; the last one then ends in an ellipsis.

    Returns:
        The lines, and whether something was left out.
    """
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(text, font)
    layout.setTextOption(option)
    layout.beginLayout()
    spans: list[tuple[int, int]] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width_px)
        spans.append((line.textStart(), line.textLength()))
    layout.endLayout()
    lines = [text[start : start + length].strip() for start, length in spans]
    if max_lines is None or len(lines) <= max_lines:
        return lines, False
    rest = text[spans[max_lines - 1][0] :]
    last = QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, width_px)
    return [*lines[: max_lines - 1], last], True


def height_by_width(widget: QWidget, *, wide: bool = False) -> None:
    """Let the width that there is decide how high a widget is.

    Args:
        widget: One whose text wraps.
        wide: Whether it takes all the width that it can get.
    """
    across = QSizePolicy.Policy.Expanding if wide else QSizePolicy.Policy.Preferred
    policy = QSizePolicy(across, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)


class TextBlock(QWidget):
    """Wrapped text in one color; the whole text is its accessible name.

    Unlike ``QLabel`` it breaks a word that is too long for its line, and can
    end after a number of lines with an ellipsis and the whole text as tooltip.
    """

    def __init__(self, parent: QWidget | None = None, *, max_lines: int | None = None) -> None:
        """Make an empty block that shows at most ``max_lines``."""
        super().__init__(parent)
        self._text = ""
        self._max_lines = max_lines
        self._color = QColor()
        height_by_width(self, wide=True)

    @property
    def text(self) -> str:
        """The whole text."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show ``text``."""
        self._text = " ".join(text.split())
        self.setAccessibleName(self._text)
        self._refresh()

    def set_look(self, font: QFont, color: QColor) -> None:
        """Use this font and color."""
        self.setFont(font)
        self._color = color
        self._refresh()

    @property
    def elided(self) -> bool:
        """Whether some of the text is left out at the present width."""
        return self._lines(self.width())[1]

    def hasHeightForWidth(self) -> bool:
        """Return True: narrower is taller."""
        return True

    def heightForWidth(self, width_px: int) -> int:
        """Return the height that shows every line at this width."""
        if not self._text:
            return 0
        metrics = QFontMetricsF(self.font())
        count = len(self._lines(width_px)[0])
        return int((count - 1) * metrics.lineSpacing() + metrics.height() + 0.999)

    def sizeHint(self) -> QSize:
        """Return the size of the text on one line."""
        metrics = QFontMetricsF(self.font())
        return QSize(int(metrics.horizontalAdvance(self._text) + 1), int(metrics.height() + 0.999))

    def minimumSizeHint(self) -> QSize:
        """Return room for a few letters; every longer text wraps."""
        metrics = QFontMetricsF(self.font())
        return QSize(int(metrics.averageCharWidth() * 4), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines."""
        metrics = QFontMetricsF(self.font())
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self._color)
        for number, line in enumerate(self._lines(self.width())[0]):
            baseline = metrics.ascent() + number * metrics.lineSpacing()
            painter.drawText(QPointF(0, baseline), line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the whole text as tooltip where it does not fit."""
        self.setToolTip(self._text if self.elided else "")

    def _lines(self, width_px: int) -> tuple[list[str], bool]:
        return break_lines(self._text, self.font(), width_px, self._max_lines)

    def _refresh(self) -> None:
        self.setToolTip(self._text if self.elided else "")
        self.updateGeometry()
        self.update()
