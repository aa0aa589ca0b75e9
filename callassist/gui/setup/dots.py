"""Which step of the first run this is, as a row of dots."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from callassist.gui.theme import Theme


class Dots(QWidget):
    """Which of the steps this is: filled up to it, rings after it."""

    def __init__(self, count: int, parent: QWidget | None = None) -> None:
        """Make dots for ``count`` steps."""
        super().__init__(parent)
        self._count, self._at = count, 0
        self._theme: Theme | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_step(self, at: int) -> None:
        """Show that this is step ``at``, counted from 0."""
        self._at = at
        line = self.tr("Step {number} of {count}").format(number=at + 1, count=self._count)
        self.setAccessibleName(line)
        self.setToolTip(line)
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for the dots."""
        if self._theme is None:
            return QSize(60, 10)
        return QSize(self._theme.px(1.2) * self._count, self._theme.px(0.9))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint them; this step's is the largest."""
        if self._theme is None:
            return
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step = theme.px(1.2)
        for at in range(self._count):
            side = theme.em_px * (0.75 if at == self._at else 0.5)
            x, y = (at + 0.5) * step - side / 2, (self.height() - side) / 2
            reached = at <= self._at
            painter.setPen(
                Qt.PenStyle.NoPen if reached else QPen(theme.color("muted"), theme.em_px * 0.09)
            )
            painter.setBrush(theme.color("nudge") if reached else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QRectF(x, y, side, side))
