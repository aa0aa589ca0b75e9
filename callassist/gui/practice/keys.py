"""Practice by keys alone: 1 to 4, Space to speak, Enter, P, R, Esc."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent


class Keys:
    """The part of the practice window that takes keys; comes before ``QWidget``."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Space on the speaking button be heard once, not with every repeat."""
        if watched is self.speaking.button and isinstance(event, QKeyEvent):
            return event.key() == Qt.Key.Key_Space and event.isAutoRepeat()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take 1 to 4, Space, Enter, P, R and Esc."""
        key = event.key()
        if event.isAutoRepeat():
            return
        if self.phase == "asking" and Qt.Key.Key_1 <= key <= Qt.Key.Key_4:
            self.choose(key - Qt.Key.Key_1)
        elif key == Qt.Key.Key_Space and self.phase == "asking":
            self.speaking.start()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.start() if self.phase == "home" else self.next()
        elif key == Qt.Key.Key_P:
            self.play_on()
        elif key == Qt.Key.Key_R and self.phase in ("asking", "told"):
            self.stage.replay()
        elif key == Qt.Key.Key_Escape:
            self.end() if self.phase != "home" else self.close()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """End speaking when Space is let go."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.speaking.finish()
