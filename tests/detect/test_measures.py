"""Voices that a policy leaves alone: nothing is measured of them, words and timing go on."""

from __future__ import annotations

import pytest

from callassist.detect.frustration.model import RAISED_VOICE
from callassist.detect.judge import Judge
from callassist.settings.measures import ALL_MEASURES, Measures
from callassist.types import Finding, Frustration, Judgement, Stretch, Utterance, Word
from tests.scenarios.script import read_script, speech_events

NOBODY = Measures(agent_voice=False, customer_voice=False)

HURRIED = """
customer (0.0-4.0): I am really angry now, this is the third time that I have to call you
agent (4.4-7.0): Okay I understand, I will look into that for you right now, one moment
customer (7.4-9.0): This is unacceptable, I am so fed up with it
agent (9.4-13.0): So what I need from you is the order number and then the name on the account \
and the street and the city and the postal code and also the date when you placed the order
agent (13.1-16.5): And then I can check whether the parcel left the warehouse and which driver \
had it and where it was scanned last and what the note on the label says about it
agent (16.6-20.0): And after that we open a claim with the carrier and they have two days to \
answer and when they do not answer we send you another one or we give you the money back
"""


def judged(script: str, measures: Measures) -> list[Judgement]:
    judge = Judge(measures=measures)
    lines = read_script(script)
    out = [item for event in speech_events(lines) for item in judge.push(event)]
    return out + judge.flush(lines[-1].end_s + 4.0)


@pytest.mark.parametrize(("measures", "told"), [(ALL_MEASURES, True), (NOBODY, False)])
def test_the_agents_pace_is_told_only_where_it_may_be_measured(
    measures: Measures, told: bool
) -> None:
    found = [item.kind for item in judged(HURRIED, measures) if isinstance(item, Finding)]
    assert ("pace.fast" in found) is told


def test_a_customer_who_asks_to_go_slower_is_heard_all_the_same() -> None:
    asked = HURRIED + "customer: Slow down please, you are going too fast for me\n"
    found = [item.kind for item in judged(asked, NOBODY) if isinstance(item, Finding)]
    assert "pace.fast" in found


def shouted(measures: Measures) -> list[Judgement]:
    """A customer who speaks quietly three times, then much higher and brighter."""
    judge = Judge(measures=measures)
    out: list[Judgement] = []
    for index, (pitch_hz, tilt_db) in enumerate([(180.0, -12.0)] * 4 + [(300.0, 0.0)]):
        start_s = 6.0 * index
        end_s = start_s + 4.0
        text = "this is not what you promised me and I will not accept it"
        spoken = text.split()
        step_s = 4.0 / len(spoken)
        words = tuple(
            Word(word, start_s + i * step_s, start_s + (i + 1) * step_s)
            for i, word in enumerate(spoken)
        )
        out += judge.push(
            Stretch(
                "customer", start_s, end_s, True, end_s + 0.3, -20.0, pitch_hz, tilt_db, 3.5, 30.0
            )
        )
        out += judge.push(Utterance("customer", words, True, end_s + 1.0, start_s, end_s))
    return out


@pytest.mark.parametrize(("measures", "told"), [(ALL_MEASURES, True), (NOBODY, False)])
def test_a_raised_voice_counts_only_where_it_may_be_measured(
    measures: Measures, told: bool
) -> None:
    reasons = {
        reason.text
        for item in shouted(measures)
        if isinstance(item, Frustration)
        for reason in item.reasons
    }
    assert any(RAISED_VOICE in text for text in reasons) is told
    assert reasons, "the words count in any case"


def test_no_loudness_of_the_agent_is_in_any_evidence() -> None:
    lines = [
        line
        for item in judged(HURRIED, NOBODY)
        if isinstance(item, Finding) and item.channel == "agent"
        for line in item.evidence
    ]
    assert not [line for line in lines if "words a minute" in line or " dB" in line]
