"""On a noisy line, words are believed less, and what was not heard least of all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from callassist.detect.memory.clarity import Clarity
from callassist.settings.judge import (
    CLEAR_DB,
    DOUBTED,
    DOUBTED_TWICE,
    UNCLEAR_DB,
    UNCLEAR_SHARE,
)
from callassist.types import Channel, Finding, Stretch


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


def test_no_finding_is_doubted_in_both_ways() -> None:
    assert DOUBTED.isdisjoint(DOUBTED_TWICE)
