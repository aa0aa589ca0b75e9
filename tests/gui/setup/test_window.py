"""The first run, step by step."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer

from callassist.cli import live
from callassist.gui.setup.show import run_setup
from callassist.gui.setup.steps import STEPS
from callassist.gui.setup.window import SetupWindow
from callassist.gui.theme import Theme
from callassist.paths import settings_path
from callassist.settings.policy import Policy
from callassist.settings.user import UserSettings, load, save
from tests.gui.settings.devices import cut_texts, voice


def go_to(window, step):
    window.go_to([one.id for one in STEPS].index(step))


def test_enter_alone_goes_from_welcome_to_done(open_window, book, room, qtbot):
    window = open_window(starts_program=True)
    seen = []
    for _ in STEPS:
        seen.append(window.step.id)
        qtbot.keyClick(window.next_button, Qt.Key.Key_Return)
    assert seen == [step.id for step in STEPS]
    assert window.finished
    assert not window.isVisible()
    assert load(book.path).set_up
    assert room.open == {}


@pytest.mark.parametrize("at", [0, 1, 3])
def test_left_at_any_step_it_keeps_what_was_chosen(open_window, book, room, qtbot, at):
    window = open_window()
    window.go_to(at)
    book.change({"eu_mode": True})
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()
    kept = load(book.path)
    assert (kept.set_up, kept.eu_mode) == (True, True)
    assert not window.finished
    assert room.open == {}
    assert window.sample.overlay is None


def test_alt_and_arrows_go_back_and_forth(open_window, qtbot):
    window = open_window()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    alt = Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(window, Qt.Key.Key_Right, alt)
    qtbot.keyClick(window, Qt.Key.Key_Right, alt)
    qtbot.keyClick(window, Qt.Key.Key_Left, alt)
    assert window.step.id == "sound"
    assert window.dots.accessibleName() == "Step 2 of 6"
    assert not window.skip_button.isHidden()


def test_both_sides_are_heard_on_their_step_only(open_window, room, qtbot):
    window = open_window()
    go_to(window, "sound")
    qtbot.waitUntil(lambda: set(room.open) == {"mic", "loop"})
    room.say("loop", voice(-20.0, 0.5))
    meter = window.views["sound"].rows["audio.customer_device"].editor.meter
    qtbot.waitUntil(lambda: meter.verdict == "good")
    window.next()
    qtbot.waitUntil(lambda: room.open == {})
    go_to(window, "done")
    assert any("What happens next" in text for text in window.done.facts.texts)


def test_a_sample_stands_on_the_screen_while_its_place_is_chosen(open_window, book):
    window = open_window()
    go_to(window, "place")
    assert window.sample.overlay.isVisible()
    picker = window.views["place"].rows["overlay.screen"].editor.picker
    spot = next(spot for spot in picker.spots if spot.corner == "top left")
    picker.choose(spot)
    assert window.sample.overlay.pos() == spot.place.topLeft()
    assert load(book.path).overlay.positions == {spot.screen: (16, 72)}
    window.next()
    assert window.sample.overlay is None


def test_what_a_policy_decides_is_locked(open_window, book):
    policy = {
        "schema": 1,
        "company": "Acme",
        "eu_mode": True,
        "recording": {"allowed": False, "max_keep_days": 7},
    }
    window = open_window(policies=(Policy.model_validate(policy),))
    go_to(window, "calls")
    rows = window.views["calls"].rows
    assert not rows["eu_mode"].editor.isEnabled()
    assert rows["eu_mode"].editor.button.isChecked()
    assert rows["recording.keep_days"].editor.spin.maximum() == 7
    assert window.intro.text == "No call is kept: the policy of Acme does not allow it."
    assert not book.path.exists()


def test_without_devices_and_models_every_step_says_what_to_do(open_window, room, qtbot):
    room.devices.clear()
    window = open_window()
    go_to(window, "sound")
    problem = window.views["sound"].rows["audio.agent_device"].editor.problem
    qtbot.waitUntil(lambda: "start it" in problem.text)
    go_to(window, "model")
    assert window.model.state == "missing"
    assert "Moonshine" in window.model.fallback.text
    go_to(window, "done")
    (words,) = [text for text in window.done.facts.texts if "Moonshine" in text]
    assert "Until a speech model is installed" in words
    assert any("start it" in text for text in window.done.facts.texts)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_step_fits_a_small_screen(open_window, qtbot, scale):
    window = open_window(theme=Theme.make(dark=False, text_scale=scale))
    window.resize(min(window.width(), 1334), min(window.height(), 700))
    for at, step in enumerate(STEPS):
        window.go_to(at)
        scroll = window.pages.currentWidget()
        content = scroll.widget()
        qtbot.waitUntil(lambda s=scroll, c=content: c.width() <= s.viewport().width())
        qtbot.waitUntil(lambda: cut_texts(window) == [])
        assert window.next_button.isVisible()
        bar = scroll.verticalScrollBar()
        if scale == 1.0:
            assert bar.maximum() == 0, step.id  # nothing to scroll at 100 %


def test_the_program_of_its_own_ends_with_its_window(home, qapp, qtbot):
    def finish():
        (window,) = (w for w in qapp.topLevelWidgets() if isinstance(w, SetupWindow))
        assert window.isVisible()
        window.go_to(len(STEPS) - 1)
        assert window.next_button.text() == "Start callassist"
        window.next()

    QTimer.singleShot(0, qapp, finish)
    assert run_setup(starts_program=True)
    assert load(settings_path()).set_up


def test_the_desktop_program_begins_with_them_where_they_can_be_seen(home, monkeypatch):
    def choose(*, starts_program):
        assert starts_program
        save(UserSettings(set_up=True, language="de"), settings_path())

    monkeypatch.setattr("callassist.gui.setup.show.run_setup", choose)
    first = UserSettings()
    assert live._after_setup(first) is first  # offscreen nobody could leave them
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    assert live._after_setup(first).language == "de"
