"""On a noisy line, words are believed less, and what was not heard least of all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from callassist.detect.judge import Judge
from callassist.detect.memory.clarity import Clarity
from callassist.prompts.findings import FINDING_KINDS
from callassist.settings.judge import (
    CLEAR_DB,
    DOUBTED,
    DOUBTED_TWICE,
    UNCLEAR_DB,
    UNCLEAR_SHARE,
)
from callassist.types import (
    Channel,
    Finding,
    Gap,
    Health,
    Hold,
    Judgement,
    Stretch,
    Utterance,
)
from tests.scenarios.script import Line, read_scenarios, speech_events

SCENARIOS = Path(__file__).parents[2] / "scenarios"


def stretch(over_noise_db: float, channel: Channel = "customer") -> Stretch:
    return Stretch(channel, 1.0, 2.0, True, 2.3, over_noise_db=over_noise_db)


def finding(kind: str) -> Finding:
    return Finding(kind, "agent", 1.0, 2.0, 2.5, 0.9, ("quoted",))


def test_clear_lines_change_nothing() -> None:
    clarity = Clarity()
    clarity.hear(stretch(CLEAR_DB))
    findings = [finding("restate.missing"), finding("argument")]
    assert clarity.doubt(list(findings)) == findings


def test_one_noisy_side_is_enough() -> None:
    clarity = Clarity()
    clarity.hear(stretch(40.0, "agent"))
    clarity.hear(stretch(UNCLEAR_DB - 5.0))
    assert clarity.share == UNCLEAR_SHARE


def test_what_was_not_heard_is_doubted_most_and_sound_not_at_all() -> None:
    clarity = Clarity()
    clarity.hear(stretch(UNCLEAR_DB))
    heard, unheard, sound, credit = clarity.doubt(
        [
            finding("argument"),
            finding("restate.missing"),
            finding("interruption"),
            finding("restate.done"),
        ]
    )
    assert isinstance(heard, Finding)
    assert isinstance(unheard, Finding)
    assert heard.score == pytest.approx(0.9 * UNCLEAR_SHARE)
    assert unheard.score == pytest.approx(0.9 * UNCLEAR_SHARE**2, abs=0.001)
    assert sound == finding("interruption")
    assert credit == finding("restate.done")


def test_a_single_noisy_stretch_does_not_condemn_a_line() -> None:
    clarity = Clarity()
    for over_noise_db in (40.0, 40.0, 10.0):
        clarity.hear(stretch(over_noise_db))
    assert clarity.share == 1.0


def test_a_stretch_without_a_level_tells_nothing() -> None:
    clarity = Clarity()
    clarity.hear(replace(stretch(5.0), over_noise_db=float("nan")))
    clarity.hear(replace(stretch(5.0), final=False))
    assert clarity.share == 1.0


BY_SOUND = {"interruption", "talk.monologue", "pace.fast"}
"""Findings of fault that are heard in the sound, or counted: which words they were is nothing."""
BY_LEVEL = {"frustration.rising", "frustration.eased", "resolution.confirmed"}
"""What the customer's state is by all there is; no fault of anybody's."""


def test_every_kind_of_finding_is_doubted_in_one_way_or_for_a_reason_in_none() -> None:
    """A new kind fails here until somebody has thought of noisy lines."""
    sorts = [DOUBTED, DOUBTED_TWICE, BY_SOUND, BY_LEVEL]
    sorts.append({kind for kind, each in FINDING_KINDS.items() if each.credits_agent})
    for kind in FINDING_KINDS:
        assert sum(kind in sort for sort in sorts) == 1, (
            f"{kind} must be in one of DOUBTED, DOUBTED_TWICE, BY_SOUND and BY_LEVEL"
        )
    assert set().union(*sorts) == FINDING_KINDS.keys()


def found_without_words(lines: tuple[Line, ...]) -> set[str]:
    """Return the kinds that Judge finds in a dialogue of which no word is recognized."""
    judge = Judge()
    out: list[Judgement] = []
    for event in speech_events(lines):
        if isinstance(event, Hold | Health | Gap):
            out += judge.told(event)
        elif not isinstance(event, Utterance):
            out += judge.push(event)
    return {item.kind for item in out if isinstance(item, Finding)}


def test_what_is_found_without_a_word_is_not_doubted_for_its_words() -> None:
    """A silence may have been announced in words that were missed: that is doubted twice."""
    scenarios = [each for path in sorted(SCENARIOS.glob("*.toml")) for each in read_scenarios(path)]
    found = {kind for each in scenarios for kind in found_without_words(each.lines)}
    assert {"interruption", "talk.monologue", "wait.unexplained"} <= found
    assert found.isdisjoint(DOUBTED)
    assert found & DOUBTED_TWICE == {"wait.unexplained"}
