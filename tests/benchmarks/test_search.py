"""How quickly a call is found among ten thousand."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from callassist.store import database
from callassist.store.store import CallStore
from tests.benchmarks.table import Measured, Table, percentile
from tests.store.conftest import unlock
from tests.store.generate import fill

CALLS = 10_000
PAGE = 200
RUNS = 7


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CallStore]:
    """Ten thousand made-up calls; their words are as frequent as in real talk."""
    file: Path = tmp_path_factory.mktemp("search") / "calls.sqlite"
    with pytest.MonkeyPatch.context() as patch:
        # A power cut would cost the calls made up for this benchmark.
        patch.setattr(database, "PRAGMAS", (*database.PRAGMAS, "PRAGMA synchronous = OFF"))
        with CallStore.open(f"sqlite:///{file}", unlock=unlock()) as filling:
            fill(filling, CALLS)
    with CallStore.open(f"sqlite:///{file}", unlock=unlock()) as opened:
        yield opened


def searches(store: CallStore) -> dict[str, str]:
    """Return what people would look for, by what it shows."""
    said = [turn["text"].split() for turn in store.document(store.calls(limit=1)[0].id)["turns"]]
    first = max(said, key=len)
    return {
        "everything": "",
        "a common word": first[0],
        "a rarer word": min(first, key=lambda word: store.count(word)),
        "three words": " ".join(first[:3]),
        "two words in a row": f'"{first[0]} {first[1]}"',
        "four words in a row": f'"{" ".join(first[:4])}"',
        "fields": "agent:anna score<60 prompt:listen outcome:ignored",
        "fields and a word": f"{first[0]} agent:ben length>3m finding:closing",
    }


@pytest.mark.bench
@pytest.mark.timeout(1800)
def test_search(table: Table, store: CallStore) -> None:
    medians_ms: dict[str, float] = {}
    for name, query in searches(store).items():
        taken_ms = []
        for _ in range(RUNS):
            begun = time.perf_counter()
            store.calls(query, limit=PAGE)
            taken_ms.append(1000.0 * (time.perf_counter() - begun))
        medians_ms[name] = percentile(taken_ms, 50)
    slowest = max(medians_ms, key=lambda name: medians_ms[name])
    table.take(
        Measured(
            "search",
            medians_ms[slowest],
            f"{CALLS} calls, pages of {PAGE}, median of {RUNS} runs of each of "
            f"{len(medians_ms)} searches",
            "; ".join(f"{name} {value:.0f} ms" for name, value in medians_ms.items()),
        )
    )
