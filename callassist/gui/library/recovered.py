"""What was recovered when the library opened: a line with a button, until it is put away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from callassist.gui.overlay.recovered import call_to_open, recovered_text
from callassist.gui.style import Button
from callassist.gui.text import TextBlock
from callassist.gui.theme import Theme

if TYPE_CHECKING:
    from callassist.run.keeping.recovering import Recovered


class RecoveredBar(QFrame):
    """Says which calls a crash had cut off, and up to which second they are kept.

    Signals:
        open_asked: Show the call with this id; if it is empty, all that were recovered.
    """

    open_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a hidden bar."""
        super().__init__(parent)
        self.setObjectName("panel")
        self._call_id = ""
        self.text = TextBlock(self, max_lines=3)
        self.open = Button(self.tr("Open"), self, kind="main")
        self.away = Button(self.tr("Dismiss"), self, kind="quiet")
        self.open.clicked.connect(self._open)
        self.away.clicked.connect(self.hide)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.text, 1, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self.away)
        self._row.addWidget(self.open)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self.text.set_look(theme.font("body"), theme.color("text"))
        self._row.setContentsMargins(theme.px(0.9), theme.px(0.5), theme.px(0.5), theme.px(0.5))
        self._row.setSpacing(theme.px(0.4))
        for button in (self.open, self.away):
            button.set_theme(theme)

    def show_found(self, found: Sequence[Recovered]) -> None:
        """Tell of these; the bar stays hidden if there are none."""
        text = recovered_text(found)
        self.text.set_text(text)
        self.setAccessibleName(text)
        self._call_id = call_to_open(found)
        self.open.setText(self.tr("Open") if self._call_id else self.tr("Show"))
        self.open.setVisible(any(one.summary is not None for one in found))
        self.setVisible(bool(text))

    def _open(self) -> None:
        self.hide()
        self.open_asked.emit(self._call_id)
