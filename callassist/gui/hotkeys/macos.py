"""Global hotkeys on macOS: Carbon's ``RegisterEventHotKey``, still the public way.

Written after Apple's headers (``CarbonEvents.h``) and linted; it was never run, see
docs/overlay.md.
"""

from __future__ import annotations

import ctypes
import ctypes.util
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Qt

from callassist.gui.hotkeys import keys
from callassist.gui.hotkeys.backend import Backend
from callassist.gui.hotkeys.keys import Chord, Problem

# Qt's Ctrl is the Command key on macOS, and its Meta the Control key.
MOD_FLAGS = {keys.CTRL: 1 << 8, keys.SHIFT: 1 << 9, keys.ALT: 1 << 11, keys.META: 1 << 12}


def _code(text: str) -> int:
    """Return a four-character code as Carbon's ``OSType``."""
    return int.from_bytes(text.encode("ascii"), "big")


KEYBOARD_CLASS = _code("keyb")
HOTKEY_PRESSED = 5
SIGNATURE = _code("CAst")
DIRECT_OBJECT = _code("----")
TYPE_HOTKEY_ID = _code("hkid")

_ROWS = {
    0: "ASDFHGZXCV", 11: "BQWERYT", 31: "O", 32: "U", 34: "I", 35: "P", 37: "L", 38: "J",
    40: "K", 45: "NM",
}  # fmt: skip
_FUNCTION = (
    122, 120, 99, 118, 96, 97, 98, 100, 101, 109, 103, 111, 105, 107, 113, 106, 64, 79, 80, 90,
)  # fmt: skip
VIRTUAL_KEYS: dict[Qt.Key, int] = {
    **{
        Qt.Key(ord(letter)): start + index
        for start, letters in _ROWS.items()
        for index, letter in enumerate(letters)
    },
    **{Qt.Key(ord("0") + digit): code for digit, code in enumerate(
        (29, 18, 19, 20, 21, 23, 22, 26, 28, 25))},
    **{Qt.Key(Qt.Key.Key_F1.value + index): code for index, code in enumerate(_FUNCTION)},
    Qt.Key.Key_Space: 49, Qt.Key.Key_Return: 36, Qt.Key.Key_Enter: 76, Qt.Key.Key_Tab: 48,
    Qt.Key.Key_Escape: 53, Qt.Key.Key_Backspace: 51, Qt.Key.Key_Delete: 117,
    Qt.Key.Key_Home: 115, Qt.Key.Key_End: 119, Qt.Key.Key_PageUp: 116, Qt.Key.Key_PageDown: 121,
    Qt.Key.Key_Left: 123, Qt.Key.Key_Right: 124, Qt.Key.Key_Down: 125, Qt.Key.Key_Up: 126,
}  # fmt: skip
"""Carbon's ``kVK_…``: places on a US keyboard, which is what hotkeys are given as."""


class _EventType(ctypes.Structure):
    _fields_ = (("eventClass", ctypes.c_uint32), ("eventKind", ctypes.c_uint32))


class _HotKeyId(ctypes.Structure):
    _fields_ = (("signature", ctypes.c_uint32), ("id", ctypes.c_uint32))


_Handler = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)


def _load_carbon() -> Any:  # noqa: ANN401
    carbon = ctypes.CDLL(ctypes.util.find_library("Carbon"))
    pointer, word = ctypes.c_void_p, ctypes.c_uint32
    carbon.GetApplicationEventTarget.restype = pointer
    carbon.InstallEventHandler.argtypes = [
        pointer, _Handler, ctypes.c_ulong, ctypes.POINTER(_EventType), pointer,
        ctypes.POINTER(pointer),
    ]  # fmt: skip
    carbon.RemoveEventHandler.argtypes = [pointer]
    carbon.RegisterEventHotKey.argtypes = [
        word, word, _HotKeyId, pointer, word, ctypes.POINTER(pointer),
    ]  # fmt: skip
    carbon.UnregisterEventHotKey.argtypes = [pointer]
    carbon.GetEventParameter.argtypes = [
        pointer, word, word, pointer, ctypes.c_ulong, pointer, pointer,
    ]  # fmt: skip
    return carbon


class MacKeys(Backend):
    """Takes keys for the program; its own event loop calls the handler."""

    def __init__(self, parent: QObject | None = None, *, carbon: Any = None) -> None:  # noqa: ANN401
        """Install the handler; ``carbon`` is the system's framework unless given."""
        super().__init__(parent)
        self._carbon = carbon if carbon is not None else _load_carbon()
        self._actions: dict[int, str] = {}
        self._held: list[ctypes.c_void_p] = []
        self._handler = _Handler(self._handle)  # kept: Carbon calls it as long as it is installed
        self._installed = ctypes.c_void_p()
        kind = _EventType(KEYBOARD_CLASS, HOTKEY_PRESSED)
        self._target = ctypes.c_void_p(self._carbon.GetApplicationEventTarget())
        self._carbon.InstallEventHandler(
            self._target, self._handler, 1, ctypes.byref(kind), None, ctypes.byref(self._installed)
        )

    def bind(self, chords: Mapping[str, Chord]) -> None:
        """Take these keys and let go of all others."""
        self._release()
        problems: list[Problem] = []
        for number, (action, chord) in enumerate(chords.items(), 1):
            code = VIRTUAL_KEYS.get(chord.key)
            if code is None:
                problems.append(keys.unknown_here(action, chord))
                continue
            flags = sum(flag for each, flag in MOD_FLAGS.items() if chord.modifiers & each)
            held = ctypes.c_void_p()
            status = self._carbon.RegisterEventHotKey(
                code, flags, _HotKeyId(SIGNATURE, number), self._target, 0, ctypes.byref(held)
            )
            if status == 0:
                self._held.append(held)
                self._actions[number] = action
            else:
                problems.append(keys.taken(action, chord))
        self.told.emit(problems)

    def close(self) -> None:
        """Let go of every key."""
        self._release()
        if self._installed:
            self._carbon.RemoveEventHandler(self._installed)
            self._installed = ctypes.c_void_p()

    def take(self, number: int) -> None:
        """Take the press of a hotkey by its number."""
        if number in self._actions:
            self.pressed.emit(self._actions[number])

    def _handle(self, _call: int, event: int, _data: int) -> int:
        which = _HotKeyId()
        self._carbon.GetEventParameter(
            event, DIRECT_OBJECT, TYPE_HOTKEY_ID, None, ctypes.sizeof(which), None,
            ctypes.byref(which),
        )  # fmt: skip
        if which.signature == SIGNATURE:
            self.take(which.id)
        return 0

    def _release(self) -> None:
        for held in self._held:
            self._carbon.UnregisterEventHotKey(held)
        self._held, self._actions = [], {}
