"""Holds and lost devices: what is taken back, and what goes on after."""

from __future__ import annotations

from callassist.detect.judge import Judge
from callassist.detect.memory.pauses import Pauses
from callassist.types import Finding, Gap, Health, Hold, Judgement, Withdrawn
from tests.scenarios.script import read_script, speech_events

WAITING = """
agent: Software support, what's the email on the account?
customer: It's mary at green barn dot com.
"""


def waiting() -> tuple[Judge, float]:
    """Return a judge whose customer has just spoken, and the second at which they stopped."""
    lines = read_script(WAITING)
    judge = Judge()
    for event in speech_events(lines):
        judge.push(event)
    return judge, lines[-1].end_s


def kinds(judgements: list[Judgement]) -> list[str]:
    return [item.kind for item in judgements if isinstance(item, Finding)]


def test_dead_air_is_taken_back_where_music_is_known_late() -> None:
    judge, end_s = waiting()
    found = judge.advance(end_s + 7.0)
    assert kinds(found) == ["wait.unexplained"]
    told = judge.told(Hold(end_s + 0.5, None, end_s + 8.7))
    assert told == [Withdrawn("wait.unexplained", found[0].start_s, end_s + 8.7)]
    assert judge.advance(end_s + 100.0) == []
    judge.told(Hold(end_s + 0.5, end_s + 100.0, end_s + 100.4))
    again = judge.advance(end_s + 107.0)
    assert kinds(again) == ["wait.unexplained"]
    assert again[0].start_s == end_s + 100.0


def test_a_hold_and_a_lost_side_at_once_end_only_when_both_are_over() -> None:
    judge, end_s = waiting()
    judge.told(Health("agent", "lost", end_s + 1.0))
    judge.told(Hold(end_s + 0.5, None, end_s + 5.0))
    judge.told(Hold(end_s + 0.5, end_s + 20.0, end_s + 20.4))
    assert judge.advance(end_s + 60.0) == []
    judge.told(Gap("agent", end_s, end_s + 60.0, "Headset was unplugged"))
    judge.told(Health("agent", "silent", end_s + 60.0))
    assert kinds(judge.advance(end_s + 67.0)) == ["wait.unexplained"]


def test_the_frustration_of_a_hold_is_that_from_before_it() -> None:
    judge, end_s = waiting()
    judge.told(Hold(end_s + 0.5, None, end_s + 5.0))
    shouted = read_script(f"agent ({end_s + 10}-{end_s + 12}): Calm down, this is your own fault.")
    assert [item for event in speech_events(shouted) for item in judge.push(event)] == []
    assert len(judge.conversation.turns) == 2


def test_a_wait_is_longer_by_the_pauses_in_it() -> None:
    pauses = Pauses()
    pauses.take(Gap("agent", 10.0, 14.0))
    pauses.take(Hold(20.0, 50.0, 50.4))
    assert pauses.later(0.0, 5.0) == 5.0
    assert pauses.later(8.0, 12.0) == 16.0
    assert pauses.later(12.0, 17.0) == 19.0
    assert pauses.later(8.0, 18.0) == 52.0
