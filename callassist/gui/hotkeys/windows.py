"""Global hotkeys on Windows: ``RegisterHotKey`` for the GUI thread.

Written after Microsoft's documentation and tested with a made-up user32; see docs/overlay.md
for what was run where.
"""

from __future__ import annotations

import ctypes
from collections.abc import Mapping
from ctypes import wintypes
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QCoreApplication, QObject, Qt

from callassist.gui.hotkeys import keys
from callassist.gui.hotkeys.backend import Backend
from callassist.gui.hotkeys.keys import Chord, Problem

WM_HOTKEY = 0x0312
MOD_NOREPEAT = 0x4000
MOD_FLAGS = {keys.ALT: 0x1, keys.CTRL: 0x2, keys.SHIFT: 0x4, keys.META: 0x8}
FIRST_ID = 0x0C00
"""Ids of a program are below 0xC000; these are ours alone within the thread."""

VIRTUAL_KEYS = {
    Qt.Key.Key_Tab: 0x09, Qt.Key.Key_Backspace: 0x08, Qt.Key.Key_Return: 0x0D,
    Qt.Key.Key_Enter: 0x0D, Qt.Key.Key_Escape: 0x1B, Qt.Key.Key_Delete: 0x2E,
    Qt.Key.Key_Insert: 0x2D, Qt.Key.Key_Home: 0x24, Qt.Key.Key_End: 0x23,
    Qt.Key.Key_Left: 0x25, Qt.Key.Key_Up: 0x26, Qt.Key.Key_Right: 0x27, Qt.Key.Key_Down: 0x28,
    Qt.Key.Key_PageUp: 0x21, Qt.Key.Key_PageDown: 0x22, Qt.Key.Key_Pause: 0x13,
    Qt.Key.Key_Print: 0x2C, Qt.Key.Key_Menu: 0x5D, Qt.Key.Key_Space: 0x20,
}  # fmt: skip


class _Filter(QAbstractNativeEventFilter):
    """Sees the thread's messages; hands on the number of each hotkey pressed."""

    def __init__(self, backend: WindowsKeys) -> None:
        super().__init__()
        self._backend = backend

    def nativeEventFilter(self, kind: Any, message: Any) -> tuple[bool, int]:  # noqa: ANN401
        if bytes(kind) == b"windows_generic_MSG":
            told = wintypes.MSG.from_address(int(message))
            if told.message == WM_HOTKEY and self._backend.take(told.wParam):
                return True, 0
        return False, 0


class WindowsKeys(Backend):
    """Takes keys for this thread; Windows posts a message for each press."""

    def __init__(self, parent: QObject | None = None, *, user32: Any = None) -> None:  # noqa: ANN401
        """Prepare; ``user32`` is Windows' own library unless given."""
        super().__init__(parent)
        if user32 is None:
            user32 = ctypes.WinDLL("user32", use_last_error=True)
            user32.RegisterHotKey.argtypes = [
                wintypes.HWND, ctypes.c_int, wintypes.UINT, wintypes.UINT,
            ]  # fmt: skip
            user32.RegisterHotKey.restype = wintypes.BOOL
            user32.UnregisterHotKey.argtypes = [wintypes.HWND, ctypes.c_int]
            user32.VkKeyScanW.argtypes = [wintypes.WCHAR]
            user32.VkKeyScanW.restype = ctypes.c_short
        self._user32 = user32
        self._actions: dict[int, str] = {}
        self._filter = _Filter(self)
        QCoreApplication.instance().installNativeEventFilter(self._filter)

    def bind(self, chords: Mapping[str, Chord]) -> None:
        """Take these keys and let go of all others."""
        self._release()
        problems: list[Problem] = []
        for number, (action, chord) in enumerate(chords.items(), FIRST_ID):
            virtual_key = self._virtual_key(chord.key)
            if virtual_key is None:
                problems.append(keys.unknown_here(action, chord))
                continue
            flags = MOD_NOREPEAT
            for modifier, flag in MOD_FLAGS.items():
                if chord.modifiers & modifier:
                    flags |= flag
            if self._user32.RegisterHotKey(None, number, flags, virtual_key):
                self._actions[number] = action
            else:
                problems.append(keys.taken(action, chord))
        self.told.emit(problems)

    def close(self) -> None:
        """Let go of every key."""
        self._release()
        app = QCoreApplication.instance()
        if app is not None:
            app.removeNativeEventFilter(self._filter)

    def take(self, number: int) -> bool:
        """Take a message; return whether the hotkey is ours."""
        action = self._actions.get(number)
        if action is not None:
            self.pressed.emit(action)
        return action is not None

    def _release(self) -> None:
        for number in self._actions:
            self._user32.UnregisterHotKey(None, number)
        self._actions = {}

    def _virtual_key(self, key: Qt.Key) -> int | None:
        """Return the virtual key of a key in this thread's layout, or ``None``."""
        if key in VIRTUAL_KEYS:
            return VIRTUAL_KEYS[key]
        if Qt.Key.Key_F1 <= key <= Qt.Key.Key_F24:
            return 0x70 + key.value - Qt.Key.Key_F1.value
        if Qt.Key.Key_0 <= key <= Qt.Key.Key_9 or Qt.Key.Key_A <= key <= Qt.Key.Key_Z:
            return key.value  # by definition those of the characters
        if key.value > 0xFFFF:
            return None
        found = self._user32.VkKeyScanW(chr(key.value).lower())
        return None if found == -1 else found & 0xFF
