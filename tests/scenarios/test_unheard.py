"""Every scenario with a busy machine: what went unheard is never held against the agent."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import pytest

from callassist.detect.judge import Judge
from callassist.types import Finding, Gap, Health, Hold, Judgement, SpeechEvent, Utterance

from .script import Scenario, speech_events
from .test_scenarios import SCENARIOS, told_s

NOT_THE_AGENTS_FAULT = {
    "customer.turn",
    "floor.returned",
    "frustration.eased",
    "frustration.rising",
    "resolution.confirmed",
}
"""What the customer does, and what speaks for the agent."""


Told = SpeechEvent | Hold | Health | Gap


def without(events: list[Told], lost_s: Collection[float], *, told: bool) -> list[Told]:
    """Leave out words of the agent's; ``told`` leaves in that they were not heard."""
    out: list[Told] = []
    for event in events:
        if (
            isinstance(event, Utterance)
            and event.channel == "agent"
            and any(event.start_s == start_s for start_s in lost_s)
        ):
            if told:
                out.append(replace(event, words=(), heard=False))
        else:
            out.append(event)
    return out


def kinds(events: list[Told]) -> set[str]:
    """Return the kinds of what Judge finds."""
    judge = Judge()
    found: list[Judgement] = []
    for event in events:
        if isinstance(event, Hold | Health | Gap):
            found += judge.advance(told_s(event))
            found += judge.told(event)
        else:
            found += judge.push(event)
    found += judge.flush(told_s(events[-1]) + 4.0)
    return {item.kind for item in found if isinstance(item, Finding)}


def wrong(scenario: Scenario, lost: slice, *, told: bool) -> set[str]:
    """Return what is found wrong with the agent only because words went unheard."""
    events = speech_events(scenario.lines)
    starts_s = [line.start_s for line in scenario.lines if line.channel == "agent"]
    deaf = kinds(without(events, starts_s[lost], told=told))
    return deaf - kinds(events) - NOT_THE_AGENTS_FAULT


EVEN, ODD, BUT_THE_LAST = slice(0, None, 2), slice(1, None, 2), slice(0, -1)


@pytest.mark.parametrize("lost", [EVEN, ODD, BUT_THE_LAST], ids=["even", "odd", "but the last"])
def test_unheard_words_are_not_missed(lost: slice) -> None:
    found = {each.name: wrong(each, lost, told=True) for each in SCENARIOS}
    assert {name: kinds for name, kinds in found.items() if kinds} == {}


def test_words_left_out_in_silence_would_be_missed() -> None:
    found = [wrong(each, ODD, told=False) for each in SCENARIOS]
    assert len([kinds for kinds in found if kinds]) >= 8


def test_what_comes_later_is_judged_as_ever() -> None:
    telling = next(each for each in SCENARIOS if "restate.missing" in each.fires)
    events = speech_events(telling.lines)
    early = Utterance("agent", (), True, 0.2, 0.0, 0.2, heard=False)
    assert "restate.missing" in kinds([early, *events])
