"""Deletion with a way back: for some seconds nothing has happened yet."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from callassist.gui.counts import counts
from callassist.gui.style import Button
from callassist.gui.text import TextBlock
from callassist.gui.theme import Theme

UNDO_S = 8


class DoomedBar(QFrame):
    """Says that calls are about to be deleted for good, with the seconds left to undo it.

    Signals:
        changed: The ids that are doomed now (frozenset).
        due: Delete these ids for good (tuple).
    """

    changed = Signal(object)
    due = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a hidden bar."""
        super().__init__(parent)
        self.setObjectName("panel")
        self.ids: tuple[str, ...] = ()
        self._left_s = 0
        self.text = TextBlock(self, max_lines=2)
        self.undo = Button(
            self.tr("Undo"), self, kind="main", tooltip=self.tr("Keep them (Ctrl+Z)")
        )
        self.now = Button(self.tr("Delete now"), self, kind="quiet")
        self.undo.clicked.connect(self.cancel)
        self.now.clicked.connect(self.finish)
        row = QHBoxLayout(self)
        row.addWidget(self.text, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.now)
        row.addWidget(self.undo)
        self._row = row
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(self.tick)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self.text.set_look(theme.font("body"), theme.color("text"))
        self._row.setContentsMargins(theme.px(0.9), theme.px(0.5), theme.px(0.5), theme.px(0.5))
        self._row.setSpacing(theme.px(0.4))

    def doom(self, ids: tuple[str, ...]) -> None:
        """Delete these calls after some seconds; earlier ones that wait go with them."""
        self.ids = tuple(dict.fromkeys((*self.ids, *ids)))
        self._left_s = UNDO_S
        self._say()
        self.show()
        self._timer.start()
        self.changed.emit(frozenset(self.ids))

    def cancel(self) -> None:
        """Keep them after all."""
        self._end()
        self.changed.emit(frozenset())

    def finish(self) -> None:
        """Delete what waits, at once."""
        ids = self._end()
        if ids:
            self.due.emit(ids)

    def tick(self) -> None:
        """Let a second pass."""
        self._left_s -= 1
        if self._left_s <= 0:
            self.finish()
        else:
            self._say()

    def _end(self) -> tuple[str, ...]:
        ids, self.ids = self.ids, ()
        self._timer.stop()
        self.hide()
        return ids

    def _say(self) -> None:
        self.text.set_text(counts.doomed(len(self.ids), self._left_s))
