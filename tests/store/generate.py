"""Fills a store with many made-up calls whose words are as frequent as in real talk.

``python -m tests.store.generate FOLDER --calls 10000`` makes a store whose passphrase is
``PASSPHRASE`` of ``tests.store.conftest``. Word frequencies follow Zipf's law as
Mandelbrot corrected it, the lengths of calls a log-normal; the same seed makes the
same calls.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

from callassist.detect.language.text import STOP_WORDS
from callassist.store import database
from callassist.store.store import CallStore
from callassist.store.summary import KeptCall
from tests.store import calls
from tests.store.conftest import unlock

VOCABULARY = 12_000
ZIPF_SHIFT, ZIPF_POWER = 2.7, 1.1
TURN_WORDS = (3, 24)
MEDIAN_WORDS, WORDS_SPREAD = 650, 0.6
WORDS_PER_S = 2.3
AGENTS = [f"{first} {last}" for first in ("Anna", "Ben", "Chloé", "Dan") for last in "ABCDE"]
PROMPTS = ("listen", "restate", "dont_rush", "acknowledge", "slow_down", "next_step")
OUTCOMES = ("followed", "ignored", "cleared", "dismissed")
FINDINGS = ("closing.rushed", "interruption.agent", "restating.missing", "tone.flat")


@dataclass(frozen=True, slots=True)
class MadeUp:
    """A call to keep."""

    title: str
    agent: str
    started_at: datetime
    document: dict[str, Any]


def vocabulary(size: int, rng: random.Random) -> list[str]:
    """Return words, the most frequent first: English's small words, then made-up ones."""
    small = sorted(STOP_WORDS)
    rng.shuffle(small)
    onsets, cores, codas = "b c d f g l m n p r s t v st tr pl".split(), "aeiou", "n r s t l m nd"
    made = dict.fromkeys(small)
    while len(made) < size:
        syllables = rng.randint(2, 4)
        parts = (rng.choice(onsets) + rng.choice(cores) for _ in range(syllables))
        made["".join(parts) + rng.choice(codas.split())] = None
    return list(made)


def made_up_calls(count: int, seed: int = 1) -> Iterator[MadeUp]:
    """Yield calls, a few minutes apart."""
    rng = random.Random(seed)
    words = vocabulary(VOCABULARY, rng)
    weights = list(
        accumulate((rank + ZIPF_SHIFT) ** -ZIPF_POWER for rank in range(1, VOCABULARY + 1))
    )
    begun = calls.BEGUN - timedelta(minutes=7 * count)
    for number in range(count):
        length = int(rng.lognormvariate(0.0, WORDS_SPREAD) * MEDIAN_WORDS) + 20
        said = rng.choices(words, cum_weights=weights, k=length)
        talk: list[calls.Line] = []
        while said:
            size = rng.randint(*TURN_WORDS)
            turn, said = said[:size], said[size:]
            talk.append(("customer" if len(talk) % 2 else "agent", " ".join(turn)))
        duration_s = length / WORDS_PER_S
        levels = [min(1.0, abs(rng.gauss(0.3, 0.2))) for _ in range(int(duration_s))]
        shown = [(rng.choice(PROMPTS), rng.choice(OUTCOMES)) for _ in range(rng.randint(0, 6))]
        document = calls.document(
            talk, duration_s=duration_s, score=rng.randint(20, 100), levels=levels,
            prompts=shown, findings=rng.sample(FINDINGS, rng.randint(0, 4)),
        )  # fmt: skip
        title = " ".join(rng.choices(words[200:], k=3))
        yield MadeUp(title, rng.choice(AGENTS), begun + timedelta(minutes=7 * number), document)


def fill(store: CallStore, count: int, seed: int = 1) -> None:
    """Keep made-up calls."""
    for made in made_up_calls(count, seed):
        call = store.begin(calls.header(made.title, made.agent, started_at=made.started_at))
        store.finish(call.id, KeptCall(made.document))


def main() -> None:
    """Fill the store in a folder, and say how long it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--calls", type=int, default=10_000)
    wanted = parser.parse_args()
    # Nothing is lost if the power fails while this runs, but the calls made up.
    database.PRAGMAS = (*database.PRAGMAS, "PRAGMA synchronous = OFF")
    begun = time.perf_counter()
    file = wanted.folder / "calls.sqlite"
    with CallStore.open(f"sqlite:///{file}", unlock=unlock()) as store:
        fill(store, wanted.calls)
    took_s = time.perf_counter() - begun
    print(f"{wanted.calls} calls in {took_s:.1f} s, {file.stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
