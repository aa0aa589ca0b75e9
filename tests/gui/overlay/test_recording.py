"""Keeping a call from the overlay: off by default, never without a sign, never against a "no"."""

from __future__ import annotations

import pytest

from callassist.gui.launch import Launch
from callassist.gui.program import OverlayProgram
from callassist.settings.policy import Rules
from callassist.settings.user import UserSettings
from callassist.types import Recording
from tests.gui.fakes import ScriptedSession


@pytest.fixture
def make_program(qapp, qtbot, tmp_path):
    made = []

    def make(rules: Rules | None) -> OverlayProgram:
        settings = UserSettings()
        settings.overlay.reduced_motion = "on"
        session = ScriptedSession()
        program = OverlayProgram(Launch(session, settings, tmp_path / "settings.toml", rules=rules))
        program.session = session
        made.append(program)
        program.start()
        qtbot.waitUntil(lambda: program.bridge.state == "listening")
        return program

    yield make
    for program in made:
        program.close()


def asked(program: OverlayProgram) -> list[str]:
    return [call for call in program.session.calls if "rec" in call or call == "discard"]


def test_nothing_is_recorded_unless_asked(make_program):
    program = make_program(Rules())
    assert asked(program) == []
    assert not program.overlay.recording
    assert program.overlay.bar.record.isVisible()


def test_a_click_records_says_so_and_offers_the_consent_line(make_program, qtbot):
    program = make_program(Rules(consent_line="May I record this?"))
    program.overlay.bar.record.click()
    qtbot.waitUntil(lambda: program.overlay.recording)
    assert asked(program) == ["record"]
    assert "May I record this?" in program.overlay.consent.text.text
    program.overlay.consent.agreed.click()
    assert program.overlay.consent.isHidden()
    assert program.overlay.recording
    assert asked(program) == ["record"]


def test_sign_and_menu_are_those_of_no_recording_once_the_call_is_over(make_program, qtbot):
    program = make_program(Rules())
    program.overlay.bar.record.click()
    qtbot.waitUntil(lambda: program.overlay.recording)
    assert program.actions.record.text() == "Stop recording"
    program.bridge.stop()
    qtbot.waitUntil(lambda: program.bridge.state == "ended")
    assert not program.overlay.recording
    assert program.actions.record.text() == "Record this call"


def test_a_no_deletes_what_was_kept(make_program, qtbot):
    program = make_program(Rules())
    program.overlay.bar.record.click()
    qtbot.waitUntil(lambda: program.overlay.recording)
    program.overlay.consent.refused.click()
    qtbot.waitUntil(lambda: not program.overlay.recording)
    assert asked(program) == ["record", "discard"]


def test_the_sign_stops_the_recording(make_program, qtbot):
    program = make_program(Rules())
    program.overlay.bar.record.click()
    qtbot.waitUntil(lambda: program.overlay.recording)
    program.overlay.bar.recording.click()
    qtbot.waitUntil(lambda: not program.overlay.recording)
    assert asked(program) == ["record", "stop recording"]
    assert program.overlay.consent.isHidden()


@pytest.mark.parametrize(("agrees", "calls"), [(True, ["record"]), (False, [])])
def test_where_consent_is_required_nothing_is_kept_before_it(make_program, qtbot, agrees, calls):
    program = make_program(Rules(consent_required=True))
    program.overlay.bar.record.click()
    assert program.overlay.consent.isVisible()
    assert asked(program) == []
    answer = program.overlay.consent.agreed if agrees else program.overlay.consent.refused
    answer.click()
    qtbot.waitUntil(lambda: program.overlay.recording is agrees)
    assert asked(program) == calls


def test_a_second_click_takes_the_question_back(make_program):
    program = make_program(Rules(consent_required=True))
    program.overlay.bar.record.click()
    program.overlay.bar.record.click()
    assert program.overlay.consent.isHidden()
    assert asked(program) == []


def test_a_policy_takes_the_button_away_and_says_who_decided(make_program):
    program = make_program(Rules(recording_forbidden="the policy of Example Ltd does not allow it"))
    assert program.overlay.bar.record.isHidden()
    assert not program.actions.record.isEnabled()
    assert "Example Ltd" in program.actions.record.toolTip()
    program.actions.record.trigger()
    program.recording.toggle()
    assert asked(program) == []


def test_a_full_disk_ends_the_sign_and_is_told(make_program, qtbot):
    program = make_program(Rules())
    program.overlay.bar.record.click()
    qtbot.waitUntil(lambda: program.overlay.recording)
    program.session.tell(Recording(False, 9.0, "the disk is full; the call goes on unrecorded"))
    qtbot.waitUntil(lambda: not program.overlay.recording)
    assert "disk is full" in program.overlay.alert.text.text
    assert program.overlay.consent.isHidden()


def test_the_end_of_the_call_ends_the_question(make_program, qtbot):
    program = make_program(Rules(consent_required=True))
    program.overlay.bar.record.click()
    program.bridge.stop()
    qtbot.waitUntil(lambda: program.bridge.state == "ended")
    assert program.overlay.consent.isHidden()
    program.overlay.consent.answered.emit(True)
    assert asked(program) == []


def test_a_program_that_can_keep_nothing_offers_nothing(make_program):
    program = make_program(None)
    assert program.overlay.bar.record.isHidden()
    assert not program.actions.record.isVisible()
