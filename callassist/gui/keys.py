"""Keys of a window that also hold while a text is being typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget


class WindowKeys(QObject):
    """Keeps text fields from taking some of their window's shortcuts.

    On Linux a field takes Ctrl+E for the end of its line and Ctrl+K to delete what follows, and
    everywhere Ctrl+Z for an undo of its own; the window's shortcut would not be heard there.
    """

    def __init__(self, window: QWidget, keys: Sequence[QKeySequence]) -> None:
        """Watch over ``window``, which owns it."""
        super().__init__(window)
        self._keys = tuple(keys)
        app = QApplication.instance()
        assert isinstance(app, QApplication), "windows have one"
        app.focusChanged.connect(self._moved)

    def _moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None:
            old.removeEventFilter(self)
        window = self.parent()
        if new is not None and isinstance(window, QWidget) and window.isAncestorOf(new):
            new.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Leave the window's keys to the window."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if QKeySequence(event.keyCombination()) not in self._keys:
            return False
        event.ignore()
        return True
