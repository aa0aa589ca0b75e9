"""The bar that finds words in the call."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from callassist.gui.counts import counts
from callassist.gui.theme import Theme
from callassist.gui.timeline.look import Look
from callassist.gui.timeline.tools import IconButton
from callassist.gui.timeline.transcript import Transcript
from callassist.review.timeline import WordFinder


class SearchBar(QWidget):
    """Finds words and goes from one place to the next.

    Signals:
        found: The words are said at this second.
    """

    found = Signal(float)

    def __init__(self, look: Look, transcript: Transcript, parent: QWidget | None = None) -> None:
        """Search the call of ``look``; make a hidden bar."""
        super().__init__(parent)
        self._look = look
        self._transcript = transcript
        self._finder: WordFinder | None = None
        self._places: list[tuple[int, tuple[int, ...]]] = []
        self._place = -1
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("Search words in the call"))
        self.line.setAccessibleName(self.tr("Search words in the call"))
        self.line.setClearButtonEnabled(False)
        self.line.textChanged.connect(self._search)
        self.count = QLabel()
        self.count.setObjectName("muted")
        self._buttons = [
            IconButton(self.tr("Previous place (Shift+Enter)"), "event_previous"),
            IconButton(self.tr("Next place (Enter)"), "event_next"),
            IconButton(self.tr("Close the search (Esc)"), "dismiss"),
        ]
        self._buttons[0].clicked.connect(lambda: self.step(-1))
        self._buttons[1].clicked.connect(lambda: self.step(1))
        self._buttons[2].clicked.connect(self.close_bar)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line, 1)
        layout.addWidget(self.count)
        for button in self._buttons:
            layout.addWidget(button)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        for button in self._buttons:
            button.set_theme(theme)

    def open(self) -> None:
        """Ask for words."""
        self.show()
        self.line.setFocus()
        self.line.selectAll()
        self._search(self.line.text())

    def close_bar(self) -> None:
        """Go away, and take the highlights along."""
        self.hide()
        self._transcript.set_hits([])
        self._transcript.setFocus()

    def step(self, by: int) -> None:
        """Go to the next place, or the one before."""
        if self._places:
            self._place = (self._place + by) % len(self._places)
            self._tell()
            turn, words = self._places[self._place]
            self._transcript.show_turn(turn)
            self.found.emit(self._look.timeline.turns.items[turn].words[words[0]].start_s)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter, back with Shift+Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.step(-1 if back else 1)
        else:
            super().keyPressEvent(event)

    def _search(self, wanted: str) -> None:
        if self._finder is None:
            self._finder = WordFinder(self._look.timeline.turns.items)
        self._places = self._finder.find(wanted)
        self._place = -1
        hits = [(turn, word) for turn, words in self._places for word in words]
        self._transcript.set_hits(hits)
        self._tell()

    def _tell(self) -> None:
        if not self.line.text().strip():
            self.count.setText("")
        elif not self._places:
            self.count.setText(self.tr("not said"))
        elif self._place < 0:
            times = len(self._places)
            self.count.setText(counts.times_said(times))
        else:
            self.count.setText(
                self.tr("{which} of {count}").format(which=self._place + 1, count=len(self._places))
            )
