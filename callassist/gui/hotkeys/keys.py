"""Which keys may be global hotkeys, and why others may not."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from callassist.gui.i18n import translate
from callassist.settings.user import HotkeySettings

_Mod = Qt.KeyboardModifier
CTRL, ALT, SHIFT, META = (
    _Mod.ControlModifier, _Mod.AltModifier, _Mod.ShiftModifier, _Mod.MetaModifier
)  # fmt: skip
MODIFIERS = {"Ctrl": CTRL, "Alt": ALT, "Shift": SHIFT, "Meta": META}

RESERVED = frozenset(
    """Alt+F4 Alt+Tab Alt+Shift+Tab Alt+Esc Alt+Space Alt+Return Ctrl+Tab Ctrl+Shift+Tab Ctrl+Esc
    Ctrl+Shift+Esc Ctrl+Alt+Del Ctrl+Alt+Backspace Ctrl+Alt+Tab Ctrl+F4 Alt+Backspace
    Ctrl+Ins Shift+Ins Shift+Del Ctrl+Del Ctrl+Backspace Ctrl+Return Shift+Return Shift+Tab
    Ctrl+Left Ctrl+Right Ctrl+Up Ctrl+Down Ctrl+Home Ctrl+End Ctrl+PgUp Ctrl+PgDown
    Shift+Left Shift+Right Shift+Up Shift+Down Shift+Home Shift+End Alt+Left Alt+Right
    Ctrl+Shift+Z Ctrl+Shift+C Ctrl+Shift+V Ctrl+Shift+Left Ctrl+Shift+Right Ctrl+Shift+Home
    Ctrl+Shift+End
    Meta+L Meta+D Meta+E Meta+R Meta+Tab Meta+Space""".split()
)
"""What every desktop or every text field gives a meaning of its own."""

_MODIFIER_KEYS = {
    Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Shift, Qt.Key.Key_Meta, Qt.Key.Key_AltGr,
    Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock, Qt.Key.Key_ScrollLock,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chord:
    """One key with what is held down with it.

    Attributes:
        key: The key.
        modifiers: Of Ctrl, Alt, Shift and Meta (the Windows key, or macOS's Control).
    """

    key: Qt.Key
    modifiers: Qt.KeyboardModifier

    @property
    def text(self) -> str:
        """The chord as Qt writes it, on every system: ``Ctrl+Alt+D``."""
        return self.sequence.toString(QKeySequence.SequenceFormat.PortableText)

    @property
    def shown(self) -> str:
        """The chord as people of this system know it."""
        return self.sequence.toString(QKeySequence.SequenceFormat.NativeText)

    @property
    def sequence(self) -> QKeySequence:
        """The chord as Qt has it."""
        return QKeySequence(self.modifiers.value | self.key.value)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why one hotkey cannot work.

    Attributes:
        action: A field of ``HotkeySettings``; empty if it is about all of them.
        keys: The keys as they were set.
        text: One line for people, with what to do.
    """

    action: str
    keys: str
    text: str


def action_names() -> dict[str, str]:
    """Return what each field of ``HotkeySettings`` does, for people."""
    return {
        "call": translate("Hotkeys", "Start or end a call"),
        "dismiss": translate("Hotkeys", "Dismiss the prompt"),
        "helped": translate("Hotkeys", "This helped"),
        "mute": translate("Hotkeys", "Mute for 5 minutes"),
        "click_through": translate("Hotkeys", "Let clicks through"),
        "notes": translate("Hotkeys", "Show or hide notes"),
        "menu": translate("Hotkeys", "Open the menu"),
    }


def parse(text: str) -> Chord | None:
    """Return the chord that ``text`` writes, or ``None`` if it is none, or several."""
    sequence = QKeySequence.fromString(text, QKeySequence.SequenceFormat.PortableText)
    if sequence.count() != 1:
        return None
    combination = sequence[0]
    key = combination.key()
    if key in (Qt.Key.Key_unknown, Qt.Key(0)) or key in _MODIFIER_KEYS:
        return None
    modifiers = combination.keyboardModifiers()
    kept = _Mod.NoModifier
    for modifier in MODIFIERS.values():
        kept |= modifiers & modifier
    return Chord(key, kept)


def problem_of(text: str) -> str:
    """Return one line on why ``text`` cannot be a global hotkey, or nothing."""
    chord = parse(text)
    if chord is None:
        return translate("Hotkeys", "“{keys}” is no key: write it like Ctrl+Alt+D").format(
            keys=text
        )
    name = chord.shown
    is_far = Qt.Key.Key_F13 <= chord.key <= Qt.Key.Key_F24  # foot switches and key pads send them
    if chord.modifiers == _Mod.NoModifier and not is_far:
        return translate(
            "Hotkeys", "{keys} alone would be missing when you type: add Ctrl and Alt"
        ).format(keys=name)
    if chord.text in RESERVED or _switches_console(chord):
        return translate("Hotkeys", "{keys} belongs to the system: choose another").format(
            keys=name
        )
    if chord.modifiers in (CTRL, SHIFT, ALT) and chord.key.value < 0x01000000:
        return translate(
            "Hotkeys", "{keys} means something in many programs: add another of Ctrl, Alt, Shift"
        ).format(keys=name)
    return ""


def _switches_console(chord: Chord) -> bool:
    """Return whether the chord changes to a text console on Linux."""
    is_linux = sys.platform.startswith("linux")
    return (
        is_linux and chord.modifiers == CTRL | ALT and Qt.Key.Key_F1 <= chord.key <= Qt.Key.Key_F12
    )


def conflicts(settings: HotkeySettings) -> list[Problem]:
    """Return what is wrong with the hotkeys themselves, whatever else runs here.

    That another program holds a key is known only once it is asked for; then
    :attr:`callassist.gui.hotkeys.GlobalHotkeys.problems` tells.
    """
    problems: list[Problem] = []
    first_with: dict[Chord, str] = {}
    names = action_names()
    for action in HotkeySettings.model_fields:
        text: str = getattr(settings, action).strip()
        if not text:
            continue
        wrong = problem_of(text)
        chord = parse(text)
        if wrong or chord is None:
            problems.append(Problem(action, text, wrong))
        elif chord in first_with:
            other = names.get(first_with[chord], first_with[chord])
            problems.append(Problem(action, text, _same(chord, other)))
        else:
            first_with[chord] = action
    return problems


def refusal(settings: HotkeySettings, action: str, text: str) -> str:
    """Return one line on why ``text`` cannot become the key of ``action``, or nothing.

    Args:
        settings: All hotkeys as they are.
        action: A field of theirs.
        text: The keys that are wanted for it; none can always be had.
    """
    if not text:
        return ""
    chord = parse(text)
    for other, name in action_names().items():
        if chord is not None and other != action and parse(getattr(settings, other)) == chord:
            return _same(chord, name)
    return problem_of(text)


def _same(chord: Chord, other: str) -> str:
    line = translate("Hotkeys", "{keys} is taken by “{other}”: choose another")
    return line.format(keys=chord.shown, other=other)


def chords(settings: HotkeySettings) -> dict[str, Chord]:
    """Return the hotkeys that nothing is wrong with, by action."""
    wrong = {problem.action for problem in conflicts(settings)}
    found: dict[str, Chord] = {}
    for action in HotkeySettings.model_fields:
        chord = parse(getattr(settings, action).strip())
        if chord is not None and action not in wrong:
            found[action] = chord
    return found


def taken(action: str, chord: Chord) -> Problem:
    """Return the problem of a key that another program holds."""
    line = translate(
        "Hotkeys", "{keys} is held by another program: choose another key, or close that program"
    )
    return Problem(action, chord.text, line.format(keys=chord.shown))


def unknown_here(action: str, chord: Chord) -> Problem:
    """Return the problem of a key that this keyboard or system does not have."""
    line = translate("Hotkeys", "{keys} is not on this keyboard: choose another key")
    return Problem(action, chord.text, line.format(keys=chord.shown))
