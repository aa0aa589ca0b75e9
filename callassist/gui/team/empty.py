"""What the team window shows where there is no call."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from callassist.gui.i18n import translate
from callassist.gui.style import Button
from callassist.gui.text import TextBlock
from callassist.gui.theme import Theme
from callassist.gui.window import put_in_the_middle

NO_CALLS = QT_TRANSLATE_NOOP("Empty", "No calls to show yet")
HOW = QT_TRANSLATE_NOOP(
    "Empty",
    "Figures come from kept calls. Record one with the round button on the overlay, import "
    "recordings in the library, or show call files: callassist team FOLDER",
)
NOT_FOUND = QT_TRANSLATE_NOOP("Empty", "No call is like that")
WIDEN = QT_TRANSLATE_NOOP("Empty", "Search for something else, or look at all calls.")


class Empty(QWidget):
    """Says why there are no figures, and what to do.

    Signals:
        all_asked: Show all calls.
    """

    all_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build it."""
        super().__init__(parent)
        self._inner = QWidget(self)
        self.title, self.text = TextBlock(self._inner), TextBlock(self._inner)
        self.all = Button(self.tr("Show all calls"), self._inner, kind="main")
        self.all.clicked.connect(self.all_asked)
        self._column = QVBoxLayout(self._inner)
        self._column.addWidget(self.title)
        self._column.addWidget(self.text)
        line = QHBoxLayout()
        line.addWidget(self.all)
        line.addStretch(1)
        self._column.addLayout(line)
        put_in_the_middle(self, self._inner)

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self.title.set_look(theme.font("say"), theme.color("text"))
        self.text.set_look(theme.font("body"), theme.color("muted"))
        self.all.set_theme(theme)
        self._column.setSpacing(theme.px(0.7))
        self._inner.setFixedWidth(theme.px(28))

    def show_for(self, *, searching: bool) -> None:
        """Say what fits: nothing found, or nothing there."""
        self.title.set_text(translate("Empty", NOT_FOUND if searching else NO_CALLS))
        self.text.set_text(translate("Empty", WIDEN if searching else HOW))
        self.all.setVisible(searching)
