"""Rows of the overlay that come and go: an alert, a question, short lines of state."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLayout, QWidget

from callassist.gui import icons
from callassist.gui.text import TextBlock, height_by_width
from callassist.gui.theme import Theme


class OverlayRow(QWidget):
    """A row below the bar, or above it; hidden until there is something to say.

    Signals:
        changed: The row has appeared, gone or changed its height.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a hidden row."""
        super().__init__(parent)
        self._theme: Theme | None = None
        self._upward = False
        height_by_width(self)
        self.hide()

    def set_upward(self, upward: bool) -> None:
        """Say whether the row stands above the bar, where its own top is the overlay's."""
        if upward != self._upward and self._theme is not None:
            self._upward = upward
            self.set_theme(self._theme)


class SignedRow(OverlayRow):
    """A row whose text has a sign before it.

    Attributes:
        text: Its first text, beside which the sign stands.
    """

    def __init__(self, sign: str, max_lines: int, parent: QWidget | None = None) -> None:
        """Make a hidden row with the icon called ``sign`` and so many lines of text at most."""
        super().__init__(parent)
        self._sign = sign
        self._left_handed = False
        self.text = TextBlock(self, max_lines=max_lines)

    def set_left_handed(self, left_handed: bool) -> None:
        """Put the sign on the right, as all of the overlay is the other way round then."""
        if left_handed != self._left_handed:
            self._left_handed = left_handed
            if self._theme is not None:
                self.set_theme(self._theme)

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        raise NotImplementedError

    def _leave_room(
        self, layout: QLayout, theme: Theme, *, near_em: float, far_em: float, end_em: float = 1.0
    ) -> None:
        """Keep a layout off the edges: off the sign, off the bar and off the other ends."""
        near, far = (round(em * theme.em_px) for em in (near_em, far_em))
        top, bottom = (far, near) if self._upward else (near, far)
        sign, end = theme.px(2.7), theme.px(end_em)
        left, right = (end, sign) if self._left_handed else (sign, end)
        layout.setContentsMargins(left, top, right, bottom)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sign beside the text."""
        if self._theme is None:
            return
        side = self._theme.px(1.4)
        line = self.text.fontMetrics().height()
        x = self._theme.px(0.9)
        if self._left_handed:
            x = self.width() - x - side
        rect = QRectF(x, self.text.y() + (line - side) / 2, side, side)
        icons.paint(QPainter(self), self._sign, rect, self._theme.color("alert"))
