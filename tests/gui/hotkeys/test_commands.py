"""What keys do to the overlay, and how it tells of those that do not work."""

from __future__ import annotations

import pytest

from callassist.gui.hotkeys import GlobalHotkeys, Problem, keys
from callassist.gui.hotkeys.backend import Backend
from callassist.gui.hotkeys.commands import HotkeyCommands
from callassist.gui.overlay.actions import Actions
from callassist.gui.overlay.answers import Answers
from callassist.settings.user import HotkeySettings
from tests.gui.conftest import make_prompt


class Desktop(Backend):
    """Gives every key but some."""

    def __init__(self) -> None:
        super().__init__()
        self.held: set[str] = set()
        self.whole: list[Problem] = []
        self.bound = []

    def bind(self, chords):
        self.bound.append(sorted(chords))
        refused = [keys.taken(name, chord) for name, chord in chords.items() if name in self.held]
        self.told.emit([*refused, *self.whole])

    def close(self):
        self.bound.append([])


@pytest.fixture
def desktop():
    return Desktop()


@pytest.fixture
def joined(overlay, desktop):
    actions = Actions(overlay, has_tray=False)
    overlay.answers = Answers(overlay, actions)
    hotkeys = GlobalHotkeys(overlay, backend=desktop)
    overlay.commands = HotkeyCommands(hotkeys, overlay, actions, overlay.answers)
    overlay.actions_ = actions
    yield hotkeys
    hotkeys.close()


def test_the_menu_shows_the_keys_that_work(overlay, desktop, joined):
    desktop.held = {"helped"}
    joined.apply(HotkeySettings())
    helped, _, dismiss = overlay.answers.for_prompt
    assert helped.shortcut().toString() == ""
    assert dismiss.shortcut().toString() == "Ctrl+Alt+D"
    assert overlay.actions_.click_through.isEnabled(), "its key lets clicks in again"
    line = overlay.status.lines["hotkeys"]
    assert line.text.text.startswith("Ctrl+Alt+H is held by another program")
    line.button.click()
    assert overlay.status.lines == {}


def test_several_that_do_not_work_are_counted(overlay, desktop, joined):
    desktop.held = {"helped"}
    joined.apply(HotkeySettings(notes="Ctrl+C"))
    assert overlay.status.lines["hotkeys"].text.text == "2 hotkeys do not work: see the settings"
    desktop.held = set()
    joined.apply(HotkeySettings())
    assert overlay.status.lines == {}
    assert joined.problems == ()


def test_a_desktop_without_hotkeys_is_told_in_the_menu_alone(overlay, desktop, joined):
    desktop.whole = [Problem("", "", "no keys here")]
    joined.apply(HotkeySettings())
    assert overlay.status.lines == {}
    assert overlay.answers.no_hotkeys.isVisible()
    assert joined.working == {}
    desktop.whole = []
    joined.apply(HotkeySettings())
    assert not overlay.answers.no_hotkeys.isVisible()


def test_the_same_keys_are_not_asked_for_again(desktop, joined):
    joined.apply(HotkeySettings())
    joined.apply(HotkeySettings())
    assert len(desktop.bound) == 1
    desktop.held = {"menu"}
    joined.apply(HotkeySettings(call="F13"))
    joined.apply(HotkeySettings(call="F13"))
    assert len(desktop.bound) == 3, "what was refused is asked for again"


def test_keys_act(overlay, desktop, joined):
    heard, asked = [], []
    overlay.responded.connect(lambda prompt, outcome: heard.append(outcome))
    overlay.actions_.call.setEnabled(True)
    overlay.actions_.end_asked.connect(lambda: asked.append("end"))
    overlay.actions_.start_asked.connect(lambda: asked.append("start"))
    joined.apply(HotkeySettings(call="F13"))
    for name in ("helped", "dismiss"):
        desktop.pressed.emit(name)  # no prompt stands: nothing happens
        overlay.show_prompt(make_prompt())
        desktop.pressed.emit(name)
    assert heard == ["helped", "dismissed"]
    desktop.pressed.emit("notes")
    assert overlay.notes.isVisible()
    desktop.pressed.emit("click_through")
    assert overlay.settings.click_through
    desktop.pressed.emit("click_through")
    assert not overlay.settings.click_through
    desktop.pressed.emit("mute")
    assert overlay.mute.on
    desktop.pressed.emit("mute")
    desktop.pressed.emit("call")
    assert asked == ["start"]
    desktop.pressed.emit("menu")
    assert overlay.actions_.menu.isVisible()
    assert overlay.actions_.menu.activeAction().text() == "Start listening"
    desktop.pressed.emit("menu")
    assert not overlay.actions_.menu.isVisible()
