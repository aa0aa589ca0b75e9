"""A call that a crash cut off is told on screen, and never while a call runs."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from callassist.gui.launch import Launch
from callassist.gui.overlay.recovered import LINE, recovered_text
from callassist.gui.program import OverlayProgram
from callassist.run.keeping.recovering import Recovered
from callassist.settings.user import UserSettings
from callassist.store.summary import CallSummary
from tests.gui.fakes import ScriptedSession

BEGAN = datetime.now().astimezone().replace(hour=14, minute=5)
CALL = CallSummary("k3v9q2mx", "", "", BEGAN, 192.4, "recovered")
FOUND = Recovered(CALL.id, "recovered the call of 14:05 up to 3:12", CALL)


@pytest.fixture
def opened():
    return []


@pytest.fixture
def program(qapp, tmp_path, opened):
    """A program that found a call at its start, and begins without one."""
    settings = UserSettings()
    settings.overlay.reduced_motion = "on"
    launch = Launch(
        ScriptedSession(),
        settings,
        settings_path=tmp_path / "settings.toml",
        begin=False,
        next_session=ScriptedSession,
        open_library=opened.append,
        recovered=[FOUND],
    )
    program = OverlayProgram(launch)
    yield program
    program.close()


def line_of(program):
    return program.overlay.status.lines.get(LINE)


def test_it_waits_until_no_call_runs_and_comes_back_after_one(program, qtbot, opened):
    program.start()
    assert line_of(program) is None, "nothing before it is known whether a call begins"
    qtbot.waitUntil(lambda: line_of(program) is not None)
    assert line_of(program).text.text == "Recovered: the call of 14:05, up to 3:12"

    program.actions.start_asked.emit()
    assert line_of(program) is None, "gone before the call listens"
    qtbot.waitUntil(lambda: program.bridge.state == "listening")
    assert line_of(program) is None
    program.actions.end_asked.emit()
    qtbot.waitUntil(lambda: line_of(program) is not None)

    line_of(program).button.click()
    assert opened == [CALL.id]
    assert line_of(program) is None


def test_what_was_dismissed_does_not_come_back(program, qtbot, opened):
    program.start()
    qtbot.waitUntil(lambda: line_of(program) is not None)
    line_of(program).close_button.click()
    program.recovered.set_state("standby")
    assert line_of(program) is None
    assert opened == []


def test_several_calls_and_those_that_wait_share_the_line(qapp):
    other = Recovered("b", "", CallSummary("b", "", "", BEGAN - timedelta(days=400), 5.0, "whole"))
    waits = Recovered("", "a call that was cut off waits to be recovered: no passphrase was given")
    assert recovered_text([FOUND, other, waits]) == (
        "Recovered: 2 calls that were cut off. "
        "A call that was cut off waits to be recovered: no passphrase was given"
    )
    assert recovered_text([]) == ""
