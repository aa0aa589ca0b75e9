"""How soon and how surely an interruption is known, by timing alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from callassist.engines.silero import SileroDetector
from callassist.listen.listen import Listen
from callassist.settings.listen import RATE_HZ
from callassist.types import CHANNELS, AudioBlock, Overlap
from tests.benchmarks.composing import Composed, Exchange, Kind, calls, clips, compose
from tests.benchmarks.table import Measured, Table, percentile

COUNT = 60
"""Exchanges of each kind."""
SEED = 20
BLOCK_S = 0.1
NEAR_S = 0.7
KINDS: tuple[Kind, ...] = ("interruption", "terminal", "short word", "gap")


@dataclass(slots=True)
class Verdict:
    """What was made of a composed call's exchanges.

    Attributes:
        known_after_s: For each interruption that was called one: how long after its start.
        kept: How many of these were never taken back.
        false: Overlaps wrongly called interruptions, by what truly happened.
    """

    known_after_s: list[float] = field(default_factory=list)
    kept: int = 0
    false: Counter[Kind] = field(default_factory=Counter)


def overlaps_heard(call: Composed) -> list[Overlap]:
    listen = Listen({channel: SileroDetector() for channel in CHANNELS})
    step = round(BLOCK_S * RATE_HZ)
    heard = []
    for first in range(0, len(call.samples), step):
        for column, channel in enumerate(CHANNELS):
            piece = call.samples[first : first + step, column].copy()
            heard += listen.push(AudioBlock(channel, first / RATE_HZ, RATE_HZ, piece))
    heard += listen.flush()
    return [event for event in heard if isinstance(event, Overlap)]


def judged(exchanges: Sequence[Exchange], overlaps: Sequence[Overlap]) -> Verdict:
    """Hold what was heard against the truth."""
    first: dict[tuple[str, float], Overlap] = {}
    last: dict[tuple[str, float], Overlap] = {}
    for overlap in overlaps:
        key = (overlap.by, overlap.start_s)
        last[key] = overlap
        if overlap.kind == "interruption":
            first.setdefault(key, overlap)
    verdict = Verdict()
    for key, overlap in first.items():
        exchange = max(
            (e for e in exchanges if e.from_s - NEAR_S <= overlap.start_s),
            key=lambda e: e.from_s,
        )
        near = abs(overlap.start_s - exchange.start_s) <= NEAR_S
        if exchange.kind == "interruption" and overlap.by == exchange.by and near:
            verdict.known_after_s.append(overlap.known_s - exchange.start_s)
            verdict.kept += last[key].kind == "interruption"
        else:
            verdict.false[exchange.kind] += 1
    return verdict


@pytest.mark.bench
@pytest.mark.timeout(400)
def test_composed_interruptions(table: Table) -> None:
    sources = calls()
    call = compose(clips(sources), dict.fromkeys(KINDS, COUNT), seed=SEED)
    verdict = judged(call.exchanges, overlaps_heard(call))
    late_s, false = verdict.known_after_s, verdict.false.total()
    f1 = 2 * verdict.kept / max(1, COUNT + verdict.kept + false)
    of = f"turns of {len(sources)} call{'s' if len(sources) > 1 else ''}"
    wrong = ", ".join(f"{verdict.false[kind]} of {COUNT} {kind}s" for kind in KINDS[1:])
    table.take(
        Measured(
            "interruption_known",
            percentile(late_s, 95) if late_s else float("inf"),
            f"{len(late_s)} known of {COUNT} composed, {of}",
            f"median {percentile(late_s, 50):.2f} s, longest {max(late_s):.2f} s"
            if late_s
            else "none",
        ),
        Measured(
            "interruption_f1",
            f1,
            f"{len(call.exchanges)} exchanges, {of}",
            f"found {verdict.kept} of {COUNT}; wrongly called one: {wrong}, "
            f"{verdict.false['interruption']} beside a true one",
        ),
    )
