"""The bridge: from a session's thread to the GUI's, and commands the other way."""

from __future__ import annotations

import threading

import numpy as np
import pytest

from callassist.errors import AudioDeviceError
from callassist.gui.bridge import SessionBridge
from callassist.types import CallEnded, Features, Frustration, Health, Note, Utterance
from tests.gui.conftest import make_prompt
from tests.gui.fakes import ScriptedSession


@pytest.fixture
def session():
    return ScriptedSession()


@pytest.fixture
def bridge(qapp, session):
    bridge = SessionBridge(session)
    yield bridge
    bridge.close()


def features(start_s: float, hops: int = 10) -> Features:
    none = np.zeros(hops)
    return Features("agent", start_s, 0.01, none, none, none, none)


def test_events_of_a_foreign_thread_arrive_on_the_gui_thread(qtbot, bridge, session):
    told: list[tuple[object, int]] = []
    for signal in (
        bridge.prompt_shown,
        bridge.prompt_hidden,
        bridge.frustration_changed,
        bridge.health_changed,
        bridge.note_added,
    ):
        signal.connect(lambda event: told.append((event, threading.get_ident())))
    events = [
        make_prompt(),
        make_prompt(outcome="followed"),
        Frustration(3.0, 0.4, 3.0),
        Health("agent", "hears", 1.0),
        Note("name", "Ann", 2.0, 3.0),
    ]
    foreign = session.tell(*events)
    assert told == []
    qtbot.waitUntil(lambda: len(told) == len(events))
    assert [event for event, _ in told] == events
    assert {thread for _, thread in told} == {threading.get_ident()}
    assert foreign != threading.get_ident()


def test_time_is_told_once_a_second_and_never_backwards(qtbot, bridge, session):
    seconds: list[float] = []
    bridge.time_changed.connect(seconds.append)
    session.tell(*(features(index / 10) for index in range(35)), features(1.0))
    qtbot.waitUntil(lambda: 3.0 in seconds)
    assert seconds == [0.0, 1.0, 2.0, 3.0]


def test_what_no_screen_shows_never_reaches_the_gui_thread(qtbot, bridge, session):
    arrived: list[object] = []
    bridge._arrived.connect(arrived.append)
    session.tell(Utterance("agent", (), True, 1.0, 0.0, 1.0), CallEnded(2.0))
    qtbot.waitUntil(lambda: len(arrived) > 0)
    assert arrived == [CallEnded(2.0)]


def test_commands_run_in_order_on_one_other_thread(qtbot, bridge, session):
    states: list[str] = []
    bridge.state_changed.connect(states.append)
    bridge.start()
    bridge.pause()
    bridge.resume()
    bridge.respond(make_prompt(), "helped")
    bridge.stop()
    qtbot.waitUntil(lambda: bridge.state == "ended")
    assert session.calls == ["start", "pause", "resume", "respond", "stop"]
    assert session.answers == [("listen", "helped")]
    assert len(session.command_threads) == 1
    assert threading.get_ident() not in session.command_threads
    assert states[0] == "starting"
    assert states[-1] == "ended"


def test_a_start_that_fails_is_told_in_one_line(qtbot, qapp):
    session = ScriptedSession(start_error=AudioDeviceError("no such device: choose another"))
    bridge = SessionBridge(session)
    problems: list[str] = []
    bridge.failed.connect(problems.append)
    bridge.start()
    qtbot.waitUntil(lambda: bridge.state == "idle")
    assert problems == ["no such device: choose another"]
    bridge.close()


def test_a_fault_of_ours_does_not_kill_the_overlay(qtbot, qapp):
    bridge = SessionBridge(ScriptedSession(start_error=ZeroDivisionError("division\nby zero")))
    problems: list[str] = []
    bridge.failed.connect(problems.append)
    bridge.start()
    qtbot.waitUntil(lambda: bridge.state == "idle")
    assert len(problems) == 1
    assert "\n" not in problems[0]
    assert "ZeroDivisionError" in problems[0]
    bridge.close()


def test_a_call_that_ends_by_a_mishap_says_so(qtbot, bridge, session):
    problems: list[str] = []
    bridge.failed.connect(problems.append)
    bridge.start()
    qtbot.waitUntil(lambda: bridge.state == "listening")
    session.tell(CallEnded(5.0, "the headset is gone: plug it in"))
    qtbot.waitUntil(lambda: bridge.state == "ended")
    assert problems == ["the headset is gone: plug it in"]


def test_nothing_arrives_after_close(qtbot, bridge, session, qapp):
    told: list[object] = []
    bridge.note_added.connect(told.append)
    session.tell(Note("name", "Ann", 2.0, 3.0))
    bridge.close()
    session.tell(Note("name", "Bob", 2.0, 3.0))
    qapp.processEvents()
    assert told == []


def test_a_session_may_outlive_its_bridge(qtbot, session, qapp):
    bridge = SessionBridge(session)
    bridge.close()
    bridge.deleteLater()
    del bridge
    qapp.processEvents()
    session.tell(Health("agent", "hears", 1.0))
