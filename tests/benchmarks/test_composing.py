"""Composed calls are what their truth says, and verdicts hold them to it."""

from __future__ import annotations

import numpy as np
import pytest

from callassist.settings.listen import RATE_HZ
from callassist.types import CHANNELS, Overlap, other
from tests.benchmarks.composing import DEMO_CALL, Clip, Composed, Exchange, clips, compose
from tests.benchmarks.test_interruptions import KINDS, judged

QUIET = 0.005


@pytest.fixture(scope="module")
def material() -> list[Clip]:
    return clips([DEMO_CALL])


@pytest.fixture(scope="module")
def call(material: list[Clip]) -> Composed:
    return compose(material, dict.fromkeys(KINDS, 6), seed=1)


def loudest(call: Composed, column: int, from_s: float, to_s: float) -> float:
    return float(
        np.abs(call.samples[round(from_s * RATE_HZ) : round(to_s * RATE_HZ), column]).max()
    )


def test_the_same_seed_gives_the_same_call(material: list[Clip], call: Composed) -> None:
    again = compose(material, dict.fromkeys(KINDS, 6), seed=1)
    assert again.exchanges == call.exchanges
    assert np.array_equal(again.samples, call.samples)


def test_who_comes_second_does_so_when_the_truth_says(call: Composed) -> None:
    assert [e.kind for e in call.exchanges].count("terminal") == 6
    for exchange in call.exchanges:
        second = CHANNELS.index(exchange.by)
        first = CHANNELS.index(other(exchange.by))
        start_s = exchange.start_s
        assert loudest(call, second, exchange.from_s - 0.5, start_s - 0.01) < QUIET
        assert loudest(call, second, start_s, start_s + 0.25) > QUIET
        goes_on = loudest(call, first, start_s + 0.02, start_s + 0.45) > QUIET
        assert goes_on is (exchange.kind != "gap")
        yields = exchange.kind in ("interruption", "terminal")
        assert (loudest(call, first, start_s + 1.3, exchange.to_s + 0.1) < QUIET) is (
            yields or exchange.kind == "gap"
        )


def overlap(start_s: float, known_s: float, kind: str = "interruption") -> Overlap:
    return Overlap(start_s, known_s, "agent", kind, known_s)  # type: ignore[arg-type]


def test_verdicts() -> None:
    exchanges = [
        Exchange("interruption", "agent", 3.0, 1.0, 6.0),
        Exchange("gap", "agent", 12.0, 9.0, 14.0),
        Exchange("interruption", "agent", 22.0, 20.0, 25.0),
        Exchange("interruption", "customer", 32.0, 30.0, 35.0),
    ]
    verdict = judged(
        exchanges,
        [
            overlap(3.1, 3.9),
            overlap(12.0, 12.9),
            overlap(22.0, 22.8),
            overlap(22.0, 24.0, "failed_interruption"),
            overlap(32.0, 32.9),
        ],
    )
    assert verdict.known_after_s == pytest.approx([0.9, 0.8])
    assert verdict.kept == 1
    assert dict(verdict.false) == {"gap": 1, "interruption": 1}
