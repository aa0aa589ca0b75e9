"""What every system's way of taking keys has in common."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from callassist.gui.hotkeys.keys import Chord


class Backend(QObject):
    """Takes keys from the system.

    Signals:
        pressed: An action's key was pressed, once however long it is held.
        told: The list of every ``Problem`` with the keys that were asked for last.

    Attributes:
        asks_person: Whether the system asks its person each time that keys are bound.
    """

    asks_person = False

    pressed = Signal(str)
    told = Signal(list)

    def bind(self, chords: Mapping[str, Chord]) -> None:
        """Take these keys and let go of all others; ``told`` follows, perhaps later."""
        raise NotImplementedError

    def close(self) -> None:
        """Let go of every key."""
        raise NotImplementedError
