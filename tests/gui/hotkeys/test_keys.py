"""What may be a hotkey, and what is said of those that may not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from callassist.gui.hotkeys import Chord, conflicts, keys
from callassist.settings.user import HotkeySettings


def test_the_defaults_are_all_well(qapp):
    assert conflicts(HotkeySettings()) == []
    assert set(keys.action_names()) == set(HotkeySettings.model_fields)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("D", "alone would be missing when you type"),
        ("F5", "alone would be missing"),
        ("Ctrl+C", "means something in many programs"),
        ("Shift+A", "means something in many programs"),
        ("Alt+F", "means something in many programs"),
        ("Alt+F4", "belongs to the system"),
        ("Alt+Tab", "belongs to the system"),
        ("Ctrl+Alt+Del", "belongs to the system"),
        ("Ctrl+Alt+F3", "belongs to the system"),
        ("Ctrl+Alt+Nonsense", "is no key"),
        ("Ctrl+K, Ctrl+D", "is no key"),
        ("Ctrl+Alt", "is no key"),
        ("Ctrl+", "is no key"),
        ("ŁŁŁ", "is no key"),
    ],
)
def test_a_key_that_cannot_be_is_told_in_one_line(qapp, text, words):
    (problem,) = conflicts(HotkeySettings(dismiss=text))
    assert problem.action == "dismiss"
    assert problem.keys == text
    assert words in problem.text
    assert "\n" not in problem.text
    assert "dismiss" not in keys.chords(HotkeySettings(dismiss=text))


@pytest.mark.parametrize(
    "text", ["", "Ctrl+Alt+D", "Meta+Shift+F5", "Ctrl+F9", "F13", "Ctrl+Alt+Ü"]
)
def test_a_good_key_or_none(qapp, text):
    assert conflicts(HotkeySettings(dismiss=text)) == []


def test_two_of_ours_may_not_be_the_same(qapp):
    (problem,) = conflicts(HotkeySettings(mute="alt+CTRL+d"))
    assert problem.action == "mute"
    assert problem.text == "Ctrl+Alt+D is taken by “Dismiss the prompt”: choose another"


@given(st.text(max_size=40))
def test_any_text_is_judged(text):
    for problem in conflicts(HotkeySettings(dismiss=text)):
        assert problem.text
    chord = keys.parse(text)
    if chord is not None and not keys.problem_of(text):
        assert keys.parse(chord.text) == chord


def test_a_chord_as_the_portal_writes_it():
    from callassist.gui.hotkeys.portal import trigger_of

    for text, trigger in (
        ("Ctrl+Alt+D", "CTRL+ALT+d"), ("Meta+Shift+F5", "SHIFT+LOGO+F5"), ("Ctrl+Alt+PgUp",
        "CTRL+ALT+Prior"),
    ):  # fmt: skip
        assert trigger_of(keys.parse(text)) == trigger
    assert keys.parse("Ctrl+Alt+D") == Chord(Qt.Key.Key_D, keys.CTRL | keys.ALT)
