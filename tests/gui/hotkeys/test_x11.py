"""Real keys on a real X server."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
import xcffib
import xcffib.xproto

from callassist.gui.hotkeys import GlobalHotkeys
from callassist.gui.hotkeys.x11 import X11Keys
from callassist.settings.user import HotkeySettings
from tests.gui.xvfb import openbox, run, x_server

KEYS = HotkeySettings(call="Ctrl+Shift+F5")


@pytest.fixture(scope="module")
def display():
    with x_server() as name, openbox(name):
        yield name


@pytest.fixture
def hotkeys(qapp, display):
    made = GlobalHotkeys(backend=X11Keys(display=display))
    made.seen = []
    made.pressed.connect(made.seen.append)
    made.apply(KEYS)
    yield made
    made.close()
    made.deleteLater()


def press(qtbot, hotkeys, display, *keys: str) -> list[str]:
    """Press keys, then one that is always ours, and return what came before that."""
    hotkeys.seen.clear()
    run(display, "xdotool", "key", *keys, "ctrl+shift+F5")
    qtbot.waitUntil(lambda: "call" in hotkeys.seen, timeout=20_000)
    return hotkeys.seen[: hotkeys.seen.index("call")]


def test_each_key_does_its_own(qtbot, hotkeys, display):
    assert hotkeys.problems == ()
    keys = ("ctrl+alt+d", "ctrl+alt+h", "ctrl+alt+m", "ctrl+alt+t", "ctrl+alt+n", "ctrl+alt+a")
    wanted = ["dismiss", "helped", "mute", "click_through", "notes", "menu"]
    assert press(qtbot, hotkeys, display, *keys) == wanted


def test_other_keys_are_left_alone(qtbot, hotkeys, display):
    assert press(qtbot, hotkeys, display, "d", "ctrl+d", "ctrl+alt+shift+d", "alt+d") == []


@pytest.mark.parametrize("lock", ["Num_Lock", "Caps_Lock"])
def test_lock_keys_do_not_matter(qtbot, hotkeys, display, lock):
    run(display, "xdotool", "key", lock)
    try:
        hotkeys.seen.clear()
        run(display, "xdotool", "key", "ctrl+alt+d")
        qtbot.waitUntil(lambda: hotkeys.seen == ["dismiss"], timeout=20_000)
    finally:
        run(display, "xdotool", "key", lock)


def test_a_held_key_counts_once(qtbot, hotkeys, display):
    hotkeys.seen.clear()
    run(display, "xset", "r", "rate", "30", "100")
    run(display, "xdotool", "keydown", "ctrl", "keydown", "alt", "keydown", "d", "sleep", "0.3")
    run(display, "xdotool", "keyup", "d", "keyup", "alt", "keyup", "ctrl")
    run(display, "xdotool", "key", "ctrl+shift+F5")
    qtbot.waitUntil(lambda: "call" in hotkeys.seen, timeout=20_000)
    assert hotkeys.seen == ["dismiss", "call"]


def test_a_key_that_another_program_holds_is_told_and_the_others_work(qtbot, hotkeys, display):
    other = xcffib.connect(display=display)
    root = other.get_setup().roots[0].root
    hotkeys.apply(HotkeySettings(dismiss="", call="Ctrl+Shift+F5"))
    code = next(c for c, m in _places(display, "Ctrl+Alt+D"))
    mode = xcffib.xproto.GrabMode.Async
    mask = xcffib.xproto.ModMask.Control | xcffib.xproto.ModMask._1
    other.core.GrabKeyChecked(False, root, mask, code, mode, mode).check()
    try:
        hotkeys.apply(KEYS)
        (problem,) = hotkeys.problems
        assert problem.action == "dismiss"
        assert problem.text == (
            "Ctrl+Alt+D is held by another program: choose another key, or close that program"
        )
        assert press(qtbot, hotkeys, display, "ctrl+alt+h") == ["helped"]
    finally:
        other.disconnect()
    hotkeys.apply(KEYS)
    assert hotkeys.problems == ()
    assert press(qtbot, hotkeys, display, "ctrl+alt+d") == ["dismiss"]


def _places(display: str, text: str):
    from callassist.gui.hotkeys.keys import parse
    from callassist.gui.hotkeys.x11 import _Keyboard

    connection = xcffib.connect(display=display)
    setup = connection.get_setup()
    found = _Keyboard(connection.core, setup.min_keycode, setup.max_keycode).places(parse(text))
    connection.disconnect()
    return found


def test_keys_follow_the_layout(qtbot, hotkeys, display):
    before = _places(display, "Ctrl+Alt+M")
    try:
        run(display, "setxkbmap", "fr")
        after = _places(display, "Ctrl+Alt+M")
        assert before != after, "M stands elsewhere on a French keyboard"
        backend = hotkeys._backend
        qtbot.waitUntil(lambda: set(after) <= set(backend._actions), timeout=20_000)
        assert press(qtbot, hotkeys, display, "ctrl+alt+m") == ["mute"]
        run(display, "setxkbmap", "ru")
        qtbot.waitUntil(lambda: len(hotkeys.problems) == 6, timeout=20_000)
        assert hotkeys.problems[0].text.endswith("is not on this keyboard: choose another key")
        run(display, "setxkbmap", "us,ru")
        qtbot.waitUntil(lambda: hotkeys.problems == (), timeout=20_000)
    finally:
        run(display, "setxkbmap", "us")
        qtbot.waitUntil(lambda: set(before) <= set(hotkeys._backend._actions), timeout=20_000)


CHOOSING = """
from PySide6.QtWidgets import QApplication
from callassist.gui.settings.hotkey import KeyField
app = QApplication([])
field = KeyField()
field.taking_changed.connect(lambda on: print("taking" if on else "left", flush=True))
field.editingFinished.connect(lambda: print(field.text, flush=True))
field.show()
field.activateWindow()
app.exec()
"""


def test_another_process_has_our_keys_while_one_is_chosen_there(qtbot, hotkeys, display):
    environment = dict(os.environ, DISPLAY=display, QT_QPA_PLATFORM="xcb")
    command = [sys.executable, "-c", CHOOSING]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as child:
        try:
            assert child.stdout.readline() == "taking\n"
            run(display, "xdotool", "key", "ctrl+alt+m")
            assert child.stdout.readline() == "Ctrl+Alt+M\n"
        finally:
            child.terminate()
    assert press(qtbot, hotkeys, display) == []  # none came, and all are ours again
    assert press(qtbot, hotkeys, display, "ctrl+alt+m") == ["mute"]
