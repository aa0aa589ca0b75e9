"""A day on screen: standby, calls that begin and end by themselves, and commands."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt

from callassist.errors import AudioDeviceError, CallAssistError
from callassist.gui.launch import Launch
from callassist.gui.program import OverlayProgram
from callassist.run.day import Day
from callassist.settings.user import UserSettings
from callassist.types import Health
from tests.gui.conftest import make_prompt
from tests.gui.fakes import ScriptedSession


class QuietDay(Day):
    """A day whose standby opens nothing: what it hears, a test says."""

    def __init__(self, settings):
        super().__init__(settings)
        self.rests: list[bool] = []
        self.expects_end = 0

    @property
    def waiting(self):
        return self._wanted and self._settings.calls.start == "sound"

    def _listen(self, rest):
        self.rests.append(rest)

    def expect_end(self):
        self.expects_end += 1

    def from_elsewhere(self, tell, *values):
        """Tell something on a thread of its own, as the real one does."""
        thread = threading.Thread(target=tell, args=values)
        thread.start()
        thread.join()


@pytest.fixture
def user_settings():
    settings = UserSettings()
    settings.overlay.reduced_motion = "on"
    settings.calls.start = "sound"
    return settings


@pytest.fixture
def sessions():
    return []


@pytest.fixture
def mishaps():
    """What keeps the next sessions from starting, one each."""
    return []


@pytest.fixture
def program(qapp, user_settings, sessions, mishaps, tmp_path):
    """A program in standby, which makes scripted sessions."""

    def session():
        sessions.append(ScriptedSession(start_error=mishaps.pop() if mishaps else None))
        return sessions[-1]

    launch = Launch(
        ScriptedSession(),
        user_settings,
        tmp_path / "settings.toml",
        begin=False,
        next_session=session,
        day=QuietDay(user_settings),
    )
    program = OverlayProgram(launch)
    program.start()
    yield program
    program.close()


def in_state(program, state):
    return lambda: program.overlay._state == state


def test_it_begins_in_standby_and_opens_no_session(program, qtbot, sessions):
    qtbot.waitUntil(in_state(program, "standby"))
    assert program.day.rests == [False]
    assert sessions == []
    assert program.overlay.bar.message.text == "Waiting for a call"
    assert program.overlay.bar.go_on.isVisible()
    assert program.status.now.state == "standby"


def test_a_call_that_is_heard_begins_and_ends_by_itself(program, qtbot, sessions):
    qtbot.waitUntil(in_state(program, "standby"))
    program.day.from_elsewhere(program.day.on_call)
    qtbot.waitUntil(lambda: program.bridge.state == "listening")
    assert program.day.expects_end == 1
    program.day.from_elsewhere(program.day.on_silence)
    qtbot.waitUntil(in_state(program, "standby"))
    assert sessions[0].calls == ["start", "stop"]
    assert program.day.rests == [False, False], "the next may begin at once"


def test_after_a_call_ended_by_hand_the_customer_must_first_be_silent(program, qtbot, sessions):
    qtbot.waitUntil(in_state(program, "standby"))
    program.actions.call.trigger()
    qtbot.waitUntil(lambda: program.bridge.state == "listening")
    assert program.day.expects_end == 0
    program.actions.call.trigger()
    qtbot.waitUntil(in_state(program, "standby"))
    assert program.day.rests == [False, True]


def test_a_call_that_cannot_begin_is_told_and_standby_goes_on(program, qtbot, sessions, mishaps):
    qtbot.waitUntil(in_state(program, "standby"))
    mishaps.append(AudioDeviceError("no microphone"))
    program.day.from_elsewhere(program.day.on_call)
    qtbot.waitUntil(lambda: program.day.rests == [False, True])
    assert program.overlay.alert.text.text == "No microphone."
    assert program.status.now.state == "standby"
    assert program.status.now.problem == "no microphone"


def test_a_device_lost_in_standby_is_shown(program, qtbot):
    qtbot.waitUntil(in_state(program, "standby"))
    lost = Health("customer", "lost", 0.0, "Headset: it is gone; plug it in again")
    program.day.from_elsewhere(program.day.on_health, lost)
    qtbot.waitUntil(lambda: "Headset" in program.overlay.alert.text.text)
    assert program.overlay.bar.lights["customer"].isVisible()
    assert not program.overlay.bar.lights["agent"].isVisible()
    program.day.from_elsewhere(program.day.on_health, Health("customer", "silent", 0.0))
    qtbot.waitUntil(lambda: program.overlay.alert.isHidden())


def test_a_start_that_failed_for_a_lost_device_is_forgotten_when_it_is_back(
    program, qtbot, mishaps
):
    qtbot.waitUntil(in_state(program, "standby"))
    lost = Health("customer", "lost", 0.0, "Headset: it is gone; plug it in again")
    tell = program.day.from_elsewhere
    tell(program.day.on_health, lost)
    mishaps.append(AudioDeviceError('no sound device is called "Headset"'))
    program.actions.call.trigger()
    qtbot.waitUntil(lambda: program.status.now.problem != "")
    qtbot.waitUntil(in_state(program, "standby"))
    tell(program.day.on_health, lost)
    qtbot.waitUntil(lambda: "Headset: it is gone" in program.overlay.alert.text.text)
    tell(program.day.on_health, Health("customer", "silent", 0.0))
    qtbot.waitUntil(lambda: program.overlay.alert.isHidden())
    assert program.status.now.problem == ""
    assert program.problem == ""


def test_a_problem_of_anything_else_outlasts_a_device_that_works(program, qtbot, mishaps):
    qtbot.waitUntil(in_state(program, "standby"))
    mishaps.append(AudioDeviceError("no microphone"))
    program.actions.call.trigger()
    qtbot.waitUntil(lambda: program.status.now.problem != "")
    qtbot.waitUntil(in_state(program, "standby"))
    program.day.from_elsewhere(program.day.on_health, Health("customer", "silent", 0.0))
    qtbot.waitUntil(lambda: program.status.now.customer.state == "silent")
    assert program.overlay.alert.text.text == "No microphone."
    qtbot.mouseClick(program.overlay.alert.dismiss, Qt.MouseButton.LeftButton)
    assert program.overlay.alert.isHidden()
    assert program.status.now.problem == ""


def test_after_a_call_the_status_tells_of_no_microphone(program, qtbot, sessions):
    qtbot.waitUntil(in_state(program, "standby"))
    program.actions.call.trigger()
    qtbot.waitUntil(lambda: program.bridge.state == "listening")
    sessions[0].tell(Health("agent", "hears", 1.0), Health("customer", "hears", 1.0))
    qtbot.waitUntil(lambda: program.overlay.bar.lights["agent"].health.state == "hears")
    program.actions.call.trigger()
    qtbot.waitUntil(in_state(program, "standby"))
    assert program.status.now.agent.state == "waiting"
    assert program.overlay.bar.lights["agent"].health.state == "waiting"


def test_changed_settings_act_without_a_restart(program, qtbot, user_settings):
    qtbot.waitUntil(in_state(program, "standby"))
    changed = user_settings.model_copy(deep=True)
    changed.overlay.theme = "dark"
    changed.calls.start = "manual"
    program.apply(changed)
    assert program.overlay.theme.dark
    assert program.overlay._state == "idle"
    changed.calls.start = "sound"
    program.apply(changed)
    assert program.overlay._state == "standby"


def test_quitting_from_standby_is_at_once(program, qtbot):
    qtbot.waitUntil(in_state(program, "standby"))
    with qtbot.waitSignal(program.finished, timeout=1000):
        program.quit()


def test_a_muted_call_is_told_so_before_it_starts(program, qtbot, sessions):
    qtbot.waitUntil(in_state(program, "standby"))
    program.overlay.mute.for_minutes()
    program.actions.call.trigger()
    qtbot.waitUntil(lambda: program.bridge.state == "listening")
    assert sessions[0].calls == ["mute", "start"]
    program.overlay.mute.resume()
    qtbot.waitUntil(lambda: sessions[0].calls[-1] == "unmute")


def test_a_prompt_that_makes_room_for_another_is_not_shown_twice(program, qtbot, sessions):
    qtbot.waitUntil(in_state(program, "standby"))
    program.actions.call.trigger()
    qtbot.waitUntil(lambda: program.bridge.state == "listening")
    shown, hidden = [], []
    program.bridge.prompt_shown.connect(shown.append)
    program.bridge.prompt_hidden.connect(hidden.append)
    sessions[0].tell(make_prompt(), make_prompt(show_s=2.0), make_prompt("restate", shown_s=12.0))
    qtbot.waitUntil(lambda: len(shown) == 2)
    assert [prompt.id for prompt in shown] == ["listen", "restate"]
    assert [prompt.hide_s for prompt in hidden] == [12.0]


def ordered(program, qtbot, command):
    """Give a command as the control socket does; return its answer or what it raised."""
    answers = []

    def give():
        try:
            answers.append(program.commands.do(command))
        except CallAssistError as error:
            answers.append(error)

    thread = threading.Thread(target=give)
    thread.start()
    qtbot.waitUntil(lambda: bool(answers), timeout=10_000)
    thread.join()
    return answers[0]


def test_commands_from_outside(program, qtbot, sessions, mishaps):
    qtbot.waitUntil(in_state(program, "standby"))
    assert str(ordered(program, qtbot, "pause")).startswith("no call is going on")
    assert ordered(program, qtbot, "stop").state == "standby"
    assert ordered(program, qtbot, "start").state == "listening"
    assert ordered(program, qtbot, "start").state == "listening"
    assert ordered(program, qtbot, "pause").state == "paused"
    assert ordered(program, qtbot, "resume").state == "listening"
    assert ordered(program, qtbot, "mute").muted
    assert program.overlay.mute.on
    assert not ordered(program, qtbot, "unmute").muted
    assert ordered(program, qtbot, "status").state == "listening"
    assert ordered(program, qtbot, "stop").state == "standby"
    mishaps.append(AudioDeviceError("no microphone"))
    assert str(ordered(program, qtbot, "start")) == "no microphone"
    assert [call for call in sessions[0].calls if "mute" not in call] == [
        "start", "pause", "resume", "stop",
    ]  # fmt: skip


def test_a_program_that_is_asked_to_quit_ends_the_call_first(program, qtbot, sessions):
    qtbot.waitUntil(in_state(program, "standby"))
    assert ordered(program, qtbot, "start").state == "listening"
    with qtbot.waitSignal(program.finished):
        assert ordered(program, qtbot, "quit").state == "idle"
    assert sessions[0].calls[-1] == "stop"
