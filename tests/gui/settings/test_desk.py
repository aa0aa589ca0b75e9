"""The running program follows its settings."""

from __future__ import annotations

import pytest

from callassist.gui.hotkeys import Problem
from callassist.gui.launch import Launch
from callassist.gui.program import OverlayProgram
from callassist.gui.settings.book import SettingsBook
from callassist.gui.settings.desk import SettingsDesk
from callassist.gui.setup.window import SetupWindow
from callassist.paths import settings_path
from callassist.settings.user import UserSettings, load
from tests.gui.fakes import ScriptedSession
from tests.gui.hotkeys.test_commands import Desktop


@pytest.fixture
def program(qapp, home):
    settings = UserSettings()
    settings.overlay.reduced_motion = "on"
    settings.overlay.theme = "light"
    applied = []
    program = OverlayProgram(Launch(ScriptedSession(), settings, apply=applied.append, begin=False))
    program.applied = applied
    program.desk = SettingsDesk(program)
    yield program
    program.desk.close()
    program.close()


def test_a_change_in_the_window_is_followed_at_once(program, qtbot):
    assert program.actions.settings.isVisible()
    program.start()
    program.actions.settings.trigger()
    window = program.desk.window
    assert window.isVisible()
    before = program.overlay.theme.em_px
    program.desk.book.change({"overlay.theme": "dark", "overlay.text_scale": 2.0})
    assert program.overlay.theme.dark
    assert program.overlay.theme.em_px == pytest.approx(2 * before, rel=0.1)
    assert window.theme.dark
    assert program.applied[-1].overlay.theme == "dark"
    program.settings_asked.emit()
    assert program.desk.window is window  # one is enough
    window.close()
    assert program.desk.window is None


def test_the_overlay_moves_to_the_chosen_corner(program, qtbot):
    program.start()
    program.settings_asked.emit()
    window = program.desk.window
    window.show_setting("overlay.screen")
    picker = window.views["overlay"].rows["overlay.screen"].editor.picker
    spot = next(spot for spot in picker.spots if spot.corner == "bottom left")
    picker.choose(spot)
    available = program.overlay.screen().availableGeometry()
    qtbot.waitUntil(lambda: program.overlay.x() < available.center().x())
    assert program.overlay.y() > available.center().y()
    program.desk.book.undo()
    assert program.overlay.x() > available.center().x() - program.overlay.width()


def test_another_program_s_change_is_followed(program, qtbot):
    program.start()
    other = SettingsBook(settings_path())
    other.change({"overlay.theme": "dark"})
    qtbot.waitUntil(lambda: program.overlay.theme.dark)
    other.close()
    other.deleteLater()


def test_a_hotkey_that_another_program_has_is_told_in_its_row(program):
    program.settings_asked.emit()
    window = program.desk.window
    window.show_setting("hotkeys.mute")
    program.hotkeys._take_problems([Problem("mute", "Ctrl+Alt+M", "held by another program")])
    row = window.views["hotkeys"].rows["hotkeys.mute"]
    assert row.problem.text == "Held by another program"
    program.hotkeys._take_problems([])
    assert row.problem.text == ""


def test_keys_do_nothing_while_one_is_chosen(program, qtbot):
    backend = Desktop()
    program.hotkeys._backend = backend
    program.hotkeys._listen(backend)
    program.hotkeys.apply(UserSettings().hotkeys)
    program.settings_asked.emit()
    window = program.desk.window
    window.show_setting("hotkeys.mute")
    field = window.views["hotkeys"].rows["hotkeys.mute"].editor.keys
    window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(lambda: backend.bound[-1] == [])
    backend.pressed.emit("mute")  # one that was under way
    assert not program.overlay.mute.on
    field.clearFocus()
    assert "mute" in backend.bound[-1]
    field.setFocus()
    window.close()
    assert "mute" in backend.bound[-1]
    backend.pressed.emit("mute")
    assert program.overlay.mute.on


def test_without_a_tray_clicks_never_go_through(program):
    assert program.tray is None
    program.desk.book.change({"overlay.click_through": True})
    assert not program.overlay.settings.click_through
    assert load(settings_path()).overlay.click_through


def test_the_first_steps_take_the_place_of_the_settings(program, qtbot):
    program.start()
    program.settings_asked.emit()
    window = program.desk.window
    window.show_setting("set_up")
    window.views["about"].rows["set_up"].editor.button.click()
    assert not window.isVisible()
    assert isinstance(program.desk.window, SetupWindow)
    assert program.desk.window.isVisible()
