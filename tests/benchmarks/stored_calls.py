"""Stored calls with the statistics of real ones, as many as a benchmark wants.

The scenarios were written after real calls, and the demo call is a recorded one. Judged,
they give findings of each kind at some rate a minute, now and then several at once, some
taken back. Those rates, times between, scores and lengths are drawn from here, so that
10,000 calls take seconds to make and no two are alike.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from callassist.prompts.firing import Prompter
from callassist.prompts.pack import default_pack
from callassist.run.whatif import StoredCall, Tape, pack_tape
from callassist.run.whatif.replay import replay, sayings
from callassist.run.whatif.tape import Found, Step
from callassist.types import Finding, Withdrawn

MEAN_S = 300.0
SHORTEST_S = 60.0
SHAPE = 4.0
"""Of the gamma distribution of lengths: a coefficient of variation of one half."""


@dataclass(frozen=True)
class Moment:
    """What came at once in a real call.

    Attributes:
        after_s: How long after what came before.
        steps: The findings, or one taken back.
    """

    after_s: float
    steps: tuple[Step, ...]


def moments(tapes: Sequence[Tape]) -> list[Moment]:
    """Return everything that came at once in real calls."""
    found: list[Moment] = []
    for tape in tapes:
        now_s, group = 0.0, []
        for step in tape.steps:
            group.append(step)
            if not isinstance(step, Found) or step.last:
                known_s = _known_s(step)
                found.append(Moment(known_s - now_s, tuple(group)))
                now_s, group = known_s, []
    return found


def stored_calls(material: Sequence[Moment], count: int, seed: int = 0) -> Iterator[StoredCall]:
    """Yield made calls: moments of real ones in a random order, at their own distances."""
    prompter = Prompter(default_pack())
    for number in range(count):
        dice = random.Random(f"{seed}/{number}")
        length_s = max(SHORTEST_S, dice.gammavariate(SHAPE, MEAN_S / SHAPE))
        tape = _call(material, length_s, dice)
        shown = sayings(replay(tape, prompter))
        yield StoredCall(f"call-{number:05}", pack_tape(replace(tape, shown=shown)))


def _call(material: Sequence[Moment], length_s: float, dice: random.Random) -> Tape:
    steps: list[Step] = []
    now_s = 0.0
    told: list[Finding] = []
    while True:
        moment = dice.choice(material)
        now_s += dice.choice(material).after_s
        if now_s >= length_s:
            return Tape(length_s, tuple(steps), pack="default/1")
        move_s = now_s - _known_s(moment.steps[-1])
        for step in moment.steps:
            if isinstance(step, Withdrawn):
                back = [it for it in told if it.kind == step.kind]
                if back:
                    steps.append(Withdrawn(step.kind, back[-1].start_s, now_s))
            elif isinstance(step, Found):
                it = step.finding
                times = {key: getattr(it, key) + move_s for key in ("start_s", "end_s", "known_s")}
                score = round(min(1.0, max(0.05, it.score + dice.uniform(-0.05, 0.05))), 3)
                told.append(replace(it, **times, score=score))
                steps.append(Found(told[-1], step.last))


def _known_s(step: Step) -> float:
    return step.finding.known_s if isinstance(step, Found) else step.known_s
