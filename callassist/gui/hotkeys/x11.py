"""Global hotkeys on X11: passive key grabs on the root window, on a connection of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain, combinations
from typing import Any

import xcffib
import xcffib.xproto
from PySide6.QtCore import QObject, QSocketNotifier, Qt, QTimer

from callassist.gui.hotkeys import keys
from callassist.gui.hotkeys.backend import Backend
from callassist.gui.hotkeys.keys import Chord, Problem
from callassist.gui.i18n import translate

SETTLE_MS = 150
"""A changed layout tells of itself many times; keys are taken anew after the last."""

_Mask = xcffib.xproto.ModMask
_CAPS_LOCK = _Mask.Lock
_NUM_LOCK, _SCROLL_LOCK = 0xFF7F, 0xFF14
_KEYSYMS_OF = {
    keys.ALT: (0xFFE9, 0xFFEA),
    keys.META: (0xFFEB, 0xFFEC),
}
"""The keysyms whose place among Mod1 to Mod5 the server tells; Shift and Ctrl have theirs."""

SPECIAL = {
    Qt.Key.Key_Tab: 0xFF09, Qt.Key.Key_Backspace: 0xFF08, Qt.Key.Key_Return: 0xFF0D,
    Qt.Key.Key_Enter: 0xFF8D, Qt.Key.Key_Escape: 0xFF1B, Qt.Key.Key_Delete: 0xFFFF,
    Qt.Key.Key_Insert: 0xFF63, Qt.Key.Key_Home: 0xFF50, Qt.Key.Key_End: 0xFF57,
    Qt.Key.Key_Left: 0xFF51, Qt.Key.Key_Up: 0xFF52, Qt.Key.Key_Right: 0xFF53,
    Qt.Key.Key_Down: 0xFF54, Qt.Key.Key_PageUp: 0xFF55, Qt.Key.Key_PageDown: 0xFF56,
    Qt.Key.Key_Pause: 0xFF13, Qt.Key.Key_Print: 0xFF61, Qt.Key.Key_Menu: 0xFF67,
    Qt.Key.Key_Help: 0xFF6A,
}  # fmt: skip
"""Keysyms of keys without a character (X11/keysymdef.h)."""


def keysym_of(key: Qt.Key) -> int | None:
    """Return the keysym of a key, or ``None`` where X11 has none."""
    if key in SPECIAL:
        return SPECIAL[key]
    if Qt.Key.Key_F1 <= key <= Qt.Key.Key_F35:
        return 0xFFBE + key.value - Qt.Key.Key_F1.value
    if key.value >= 0x01000000:
        return None
    character = ord(chr(key.value).lower()[0])
    return character if character < 0x100 else 0x01000000 | character


class X11Keys(Backend):
    """Takes keys by ``XGrabKey``; the GUI thread is woken by the connection's socket."""

    def __init__(self, parent: QObject | None = None, *, display: str | None = None) -> None:
        """Connect to ``display``, or to the one of the environment.

        Raises:
            xcffib.ConnectionException: There is no such display.
        """
        super().__init__(parent)
        self._connection = xcffib.connect(display=display)
        self._core = self._connection.core
        setup = self._connection.get_setup()
        self._keycodes = (setup.min_keycode, setup.max_keycode)
        self._root = setup.roots[self._connection.pref_screen].root
        self._chords: dict[str, Chord] = {}
        self._actions: dict[tuple[int, int], str] = {}
        self._masks = 0
        self._released = (0, 0)
        fd = self._connection.get_file_descriptor()
        self._notifier = QSocketNotifier(fd, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(lambda: self.bind(self._chords))

    def bind(self, chords: Mapping[str, Chord]) -> None:
        """Take these keys and let go of all others."""
        self._chords = dict(chords)
        try:
            problems = self._grab_all()
        except xcffib.ConnectionException:
            self._lost()
            return
        self.told.emit(problems)
        self._read()  # what came while we waited for answers wakes no notifier

    def close(self) -> None:
        """Let go of every key."""
        self._settle.stop()
        self._notifier.setEnabled(False)
        self._connection.disconnect()

    def _grab_all(self) -> list[Problem]:
        for keycode, mask in self._actions:
            for locks in self._lock_sets():
                self._core.UngrabKey(keycode, self._root, mask | locks)
        self._actions = {}
        keyboard = _Keyboard(self._core, *self._keycodes)
        self._locks = keyboard.locks
        self._masks = keyboard.all_masks
        problems: list[Problem] = []
        for action, chord in self._chords.items():
            places = keyboard.places(chord)
            if not places:
                problems.append(keys.unknown_here(action, chord))
            elif not self._grab(places):
                problems.append(keys.taken(action, chord))
            else:
                self._actions.update(dict.fromkeys(places, action))
        self._connection.flush()
        return problems

    def _grab(self, places: list[tuple[int, int]]) -> bool:
        """Take one chord with every state of the lock keys, or nothing of it."""
        mode = xcffib.xproto.GrabMode.Async
        grabs = [(code, mask | locks) for code, mask in places for locks in self._lock_sets()]
        cookies = [
            self._core.GrabKeyChecked(False, self._root, mask, code, mode, mode)
            for code, mask in grabs
        ]
        refused = False
        for cookie in cookies:
            try:
                cookie.check()
            except xcffib.xproto.AccessError:
                refused = True
        if refused:  # letting go of what another holds is no error, and changes nothing
            for code, mask in grabs:
                self._core.UngrabKey(code, self._root, mask)
        return not refused

    def _lock_sets(self) -> Iterator[int]:
        """Yield every way in which Caps, Num and Scroll Lock may be on."""
        for locks in chain.from_iterable(
            combinations(self._locks, count) for count in range(len(self._locks) + 1)
        ):
            yield sum(locks)

    def _read(self) -> None:
        try:
            while (event := self._connection.poll_for_event()) is not None:
                self._take(event)
        except xcffib.ConnectionException:
            self._lost()

    def _take(self, event: Any) -> None:  # noqa: ANN401  xcffib has no type of any event
        if isinstance(event, xcffib.xproto.KeyPressEvent):
            # A key that is held repeats as a release and a press at the same time.
            repeated = self._released == (event.detail, event.time)
            action = self._actions.get((event.detail, event.state & self._masks))
            if action is not None and not repeated:
                # Whoever answers may want the keyboard, as a menu does, before the key is up.
                self._core.UngrabKeyboard(xcffib.xproto.Time.CurrentTime)
                self._connection.flush()
                self.pressed.emit(action)
        elif isinstance(event, xcffib.xproto.KeyReleaseEvent):
            self._released = (event.detail, event.time)
        elif isinstance(event, xcffib.xproto.MappingNotifyEvent):
            pointer = xcffib.xproto.Mapping.Pointer
            if event.request != pointer:
                self._settle.start()

    def _lost(self) -> None:
        self._notifier.setEnabled(False)
        self._settle.stop()
        line = translate(
            "Hotkeys", "the screen's connection was lost: start callassist again for its keys"
        )
        self.told.emit([Problem("", "", line)])


class _Keyboard:
    """The layout as the server knows it now: which key gives what, with which modifier."""

    def __init__(self, core: xcffib.xproto.xprotoExtension, first: int, last: int) -> None:
        modifiers = core.GetModifierMapping()
        keysyms = core.GetKeyboardMapping(first, last - first + 1)
        reply = keysyms.reply()
        width = reply.keysyms_per_keycode
        self._first = first
        flat = list(reply.keysyms)
        self._rows = [flat[start : start + width] for start in range(0, len(flat), width)]
        answer = modifiers.reply()
        each = answer.keycodes_per_modifier
        codes = list(answer.keycodes)
        self._modifier_of: dict[int, int] = {}
        for number in range(8):
            for code in codes[number * each : (number + 1) * each]:
                if code:
                    self._modifier_of.setdefault(code, 1 << number)
        self._masks: dict[Qt.KeyboardModifier, int] = {
            keys.CTRL: _Mask.Control,
            keys.SHIFT: _Mask.Shift,
            **{each: self._mask_of(*syms) for each, syms in _KEYSYMS_OF.items()},
        }
        wanted = (_CAPS_LOCK, self._mask_of(_NUM_LOCK), self._mask_of(_SCROLL_LOCK))
        self.locks = [mask for mask in dict.fromkeys(wanted) if mask]
        self.all_masks = sum(dict.fromkeys(filter(None, self._masks.values())))

    def _codes(self, keysym: int, columns: tuple[int, ...]) -> list[int]:
        return [
            self._first + number
            for number, row in enumerate(self._rows)
            if any(column < len(row) and row[column] == keysym for column in columns)
        ]

    def _mask_of(self, *keysyms: int) -> int:
        """Return the modifier bit that one of these keys sets, or 0."""
        for keysym in keysyms:
            for code in self._codes(keysym, (0, 1, 2, 3)):
                if code in self._modifier_of:
                    return self._modifier_of[code]
        return 0

    def places(self, chord: Chord) -> list[tuple[int, int]]:
        """Return every key and modifier mask that gives ``chord`` in any of the layouts."""
        keysym = keysym_of(chord.key)
        if keysym is None:
            return []
        mask = 0
        for modifier, bit in self._masks.items():
            if chord.modifiers & modifier:
                if not bit:
                    return []
                mask |= bit
        found = [(code, mask) for code in self._codes(keysym, (0, 2))]
        # A character that needs Shift, as "?" does, is a chord with Shift.
        return found or [(code, mask | _Mask.Shift) for code in self._codes(keysym, (1, 3))]
