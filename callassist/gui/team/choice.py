"""A box to choose from, with an arrow of the theme's own."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QComboBox, QWidget

from callassist.gui.theme import Theme

ARROW_EM = 1.6


class Choice(QComboBox):
    """A combo box whose arrow is two strokes; a style sheet takes the system's away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty box."""
        super().__init__(parent)
        self._theme: Theme | None = None

    @staticmethod
    def sheet(theme: Theme) -> str:
        """Return what a window's style sheet needs besides."""
        return f"QComboBox::drop-down {{ border: none; width: {theme.px(ARROW_EM)}px; }}"

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self._theme = theme
        self.setFont(theme.body_font)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box, then the arrow."""
        super().paintEvent(event)
        if self._theme is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("muted"), 1.6))
        half = self._theme.em_px * 0.27
        middle = QPointF(self.width() - self._theme.px(1.1), self.height() / 2)
        left, right = middle + QPointF(-half, -half / 2), middle + QPointF(half, -half / 2)
        painter.drawPolyline(QPolygonF([left, middle + QPointF(0, half / 2), right]))
