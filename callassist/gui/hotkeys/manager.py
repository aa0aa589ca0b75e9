"""Binds the hotkeys of the settings by whatever way this system has."""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from callassist.gui.hotkeys import keys
from callassist.gui.hotkeys.backend import Backend
from callassist.gui.hotkeys.keys import Chord, Problem
from callassist.settings.user import HotkeySettings


def is_wayland_desktop() -> bool:
    """Return whether windows of other programs are Wayland's, whatever Qt itself uses.

    An X11 program hears no key there that is pressed in a Wayland window.
    """
    return bool(os.environ.get("WAYLAND_DISPLAY"))


def make_backend(parent: QObject) -> Backend | None:
    """Return this system's way of taking keys, or ``None`` where there is none."""
    if QGuiApplication.platformName() in ("offscreen", "minimal"):
        return None
    if sys.platform == "win32":
        from callassist.gui.hotkeys.windows import WindowsKeys

        return WindowsKeys(parent)
    if sys.platform == "darwin":
        from callassist.gui.hotkeys.macos import MacKeys

        return MacKeys(parent)
    if is_wayland_desktop():
        from callassist.gui.hotkeys.portal import PortalKeys

        return PortalKeys(parent)
    import xcffib

    from callassist.gui.hotkeys.x11 import X11Keys

    try:
        return X11Keys(parent)
    except xcffib.ConnectionException:
        return None


class GlobalHotkeys(QObject):
    """The hotkeys of the settings, bound.

    Signals:
        pressed: Name of the action (a field of ``HotkeySettings``) whose key was pressed.
        problems_changed: ``problems`` may have changed.
    """

    pressed = Signal(str)
    problems_changed = Signal()

    def __init__(self, parent: QObject | None = None, *, backend: Backend | None = None) -> None:
        """Prepare; nothing is bound before ``apply``."""
        super().__init__(parent)
        self._backend = backend
        self._wrong: list[Problem] = []
        self._refused: list[Problem] = []
        self._bound: dict[str, Chord] = {}
        self._closed = False
        self._paused = False
        if backend is not None:
            self._listen(backend)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Why which keys do not work: wrong ones first, then those not to be had here."""
        return (*self._wrong, *self._refused)

    @property
    def working(self) -> dict[str, Chord]:
        """The keys that can be pressed now, by action."""
        refused = {problem.action for problem in self._refused}
        if self._backend is None or "" in refused:
            return {}
        return {action: chord for action, chord in self._bound.items() if action not in refused}

    def apply(self, settings: HotkeySettings) -> None:
        """Bind what ``settings`` say, and nothing else; they may change at any time."""
        if self._closed:
            return
        self._wrong = keys.conflicts(settings)
        chords = keys.chords(settings)
        if chords == self._bound and not self._refused:  # a portal would ask the person again
            self.problems_changed.emit()
            return
        self._bound = chords
        if self._backend is None and chords:
            self._backend = make_backend(self)
            if self._backend is not None:
                self._listen(self._backend)
        self._refused = []
        if self._backend is not None and not self._has_let_go:
            self._backend.bind(chords)
        self.problems_changed.emit()

    def pause(self, on: bool) -> None:
        """Do nothing by keys for a while, and where it can be, let other windows have them."""
        if on == self._paused or self._closed:
            return
        self._paused = on
        if self._backend is not None and not self._backend.asks_person:
            self._backend.bind({} if on else self._bound)

    @property
    def _has_let_go(self) -> bool:
        """Whether no key is bound for now; those that a person was asked for stay."""
        return self._paused and self._backend is not None and not self._backend.asks_person

    def close(self) -> None:
        """Let go of every key."""
        self._closed = True
        if self._backend is not None:
            self._backend.close()

    def _listen(self, backend: Backend) -> None:
        backend.setParent(self)
        backend.pressed.connect(self._tell_pressed)
        backend.told.connect(self._take_problems)

    def _tell_pressed(self, action: str) -> None:
        if not self._paused:
            self.pressed.emit(action)

    def _take_problems(self, problems: list[Problem]) -> None:
        if self._has_let_go:  # it was asked for none
            return
        self._refused = problems
        self.problems_changed.emit()
