"""What the windows beside the overlay have in common: their look, their layout, their end."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from callassist.gui.theme import Theme


class Window(QWidget):
    """A window that lets go of all it holds once, however it is closed.

    Signals:
        closed: The window is gone, and everything that waited is done.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make it, without a look."""
        super().__init__(parent)
        self.setObjectName("window")  # as the style sheet calls its ground
        self.theme: Theme | None = None
        self._closing = False

    def wear(self, theme: Theme, sheet: str) -> None:
        """Use this theme's font and colors, and this style sheet."""
        self.theme = theme
        self.setFont(theme.body_font)
        self.setPalette(theme.qt_palette())
        self.setStyleSheet(sheet)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Go, and ask nothing."""
        self.shut()
        event.accept()

    def shut(self) -> None:
        """Let go of everything, and say so; safe twice."""
        if self._closing:
            return
        self._closing = True
        self.let_go()
        self.closed.emit()

    def let_go(self) -> None:
        """End timers and threads, and free what the window holds; called once."""
        raise NotImplementedError


def scrolled(content: QWidget, parent: QWidget) -> QScrollArea:
    """Return an area that scrolls ``content`` up and down where it is too high for it."""
    area = QScrollArea(parent)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    return area


def half_way_down(part: QWidget | QLayout) -> QVBoxLayout:
    """Return a column with a part in its middle; an alignment would cut its second line off."""
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addStretch(1)
    column.addWidget(part) if isinstance(part, QWidget) else column.addLayout(part)
    column.addStretch(1)
    return column


def put_in_the_middle(page: QWidget, content: QWidget) -> None:
    """Lay ``content`` out in the middle of ``page``, a little above."""
    outer = QVBoxLayout(page)
    outer.addStretch(2)
    # Not by an alignment: that would ask for no height at the width there is.
    middle = QHBoxLayout()
    middle.addStretch(1)
    middle.addWidget(content)
    middle.addStretch(1)
    outer.addLayout(middle)
    outer.addStretch(3)
