"""The tray icon: whether it listens, and everything one can do."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from callassist.gui import icons
from callassist.gui.bridge import State
from callassist.gui.overlay.bar import sign_of

GROUNDS = {"listening": "#2a62a3", "paused": "#a8620c"}
"""Ground of the icon's tile; the sign on it differs too, so color is never alone."""
OTHER_GROUND = "#4f5863"


def is_available() -> bool:
    """Return whether this desktop has a tray."""
    return QSystemTrayIcon.isSystemTrayAvailable()


class Tray(QSystemTrayIcon):
    """Shows the state as icon and tooltip, and the actions as menu."""

    def __init__(self, menu: QMenu, parent: QObject) -> None:
        """Make the icon of a program that does not listen yet."""
        super().__init__(parent)
        self.setContextMenu(menu)
        self._state_text = self._notice = ""
        self.set_state("idle")

    def set_state(self, state: State) -> None:
        """Show a state."""
        sign, text = sign_of(state)
        self.setIcon(
            icons.app_icon(sign.removeprefix("state_"), ground=GROUNDS.get(state, OTHER_GROUND))
        )
        self._state_text = f"callassist: {text}"
        self._dress()

    def set_notice(self, notice: str) -> None:
        """Add a line to the tooltip, or none: what waits to be read between calls."""
        self._notice = notice
        self._dress()

    def _dress(self) -> None:
        self.setToolTip("\n".join(filter(None, (self._state_text, self._notice))))
