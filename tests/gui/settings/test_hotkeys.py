"""Hotkeys: chosen by pressing them, refused with a reason."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.gui.settings.using import editor

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def test_clashing_hotkeys_are_told_where_they_stand(open_window, qtbot):
    window = open_window()
    keys = editor(window, "hotkeys.mute").keys
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(keys, Qt.Key.Key_D, both)
    row = window.views["hotkeys"].rows["hotkeys.mute"]
    qtbot.waitUntil(lambda: "Dismiss the prompt" in row.problem.text)
    editor(window, "hotkeys.mute").clear.click()
    assert row.problem.text == ""


@pytest.mark.parametrize(
    ("key", "modifiers", "words"),
    [
        (Qt.Key.Key_C, CTRL, "many programs"),
        (Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier, "belongs to the system"),
        (Qt.Key.Key_M, CTRL | ALT, "taken by “Mute for 5 minutes”"),
        (Qt.Key.Key_X, Qt.KeyboardModifier.NoModifier, "alone"),
    ],
)
def test_a_refused_key_leaves_the_old_one(open_window, book, qtbot, key, modifiers, words):
    window = open_window()
    keys = editor(window, "hotkeys.dismiss").keys
    row = window.views["hotkeys"].rows["hotkeys.dismiss"]
    qtbot.keyClick(keys, key, modifiers)
    qtbot.waitUntil(lambda: words in row.problem.text)
    assert keys.text == "Ctrl+Alt+D"
    assert window.status.text == ""
    assert not book.path.exists()


def test_an_empty_key_that_is_only_passed_is_no_news(open_window, book, qtbot):
    window = open_window()
    field = editor(window, "hotkeys.call").keys
    window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    qtbot.keyClick(field, Qt.Key.Key_Control)
    field.editingFinished.emit()
    assert window.status.text == ""
    assert field.line.placeholderText() == "Press keys"
    assert not book.path.exists()


def test_undo_works_in_a_key_s_field_as_everywhere(open_window, book, qtbot):
    window = open_window()
    field = editor(window, "hotkeys.call").keys
    window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClick(field, Qt.Key.Key_K, CTRL | ALT)
    qtbot.waitUntil(lambda: book.settings.hotkeys.call == "Ctrl+Alt+K")
    qtbot.keyClick(field, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: book.settings.hotkeys.call == "")
    assert field.text == ""
    window.show_page("calls")
    assert window.status.text == ""
