"""What-if over thousands of stored calls: how soon, how long, in how much memory."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.table import Measured, Table

ROOT = Path(__file__).parents[2]
JOBS = 2


def figures(count: int) -> dict[str, float]:
    """Return the figures of one run in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.whatif_run", str(count), str(JOBS)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


@pytest.mark.bench
@pytest.mark.timeout(300)
def test_a_thousand_calls(table: Table) -> None:
    one = figures(1000)
    over = f"1,000 calls, {JOBS} processes"
    table.take(
        Measured("whatif_first", one["first_s"], over),
        Measured("whatif_thousand", one["all_s"], over, "two packs, before and after"),
        Measured("whatif_move", one["move_s"], over, "median of 5 moves"),
        Measured("whatif_budget", one["budget_s"], over, "touches every call"),
    )


@pytest.mark.bench
@pytest.mark.timeout(600)
def test_ten_thousand_calls(table: Table) -> None:
    thousand, ten = figures(1000), figures(10_000)
    over = f"10,000 calls, {JOBS} processes"
    table.take(
        Measured("whatif_ten_thousand", ten["all_s"], over, "two packs, before and after"),
        Measured("whatif_memory", ten["memory_mb"], over, "this process and the others"),
        Measured("whatif_linear", ten["all_s"] / thousand["all_s"], "10,000 against 1,000 calls"),
    )


def test_made_calls_are_as_busy_as_those_they_are_made_of() -> None:
    """The generator's calls have the findings and prompts a minute of its material."""
    from callassist.prompts.pack import default_pack
    from callassist.run.whatif import tape_of_events, unpack_tape
    from tests.benchmarks.stored_calls import moments, stored_calls
    from tests.run.whatif.lived import call, live

    real = [tape_of_events(live(call(n, 300.0), default_pack())) for n in range(10)]
    made = [unpack_tape(one.packed) for one in stored_calls(moments(real), 60)]
    for what in ("steps", "shown"):
        rates = [
            sum(len(getattr(tape, what)) for tape in tapes) / sum(tape.end_s for tape in tapes)
            for tapes in (real, made)
        ]
        assert rates[1] == pytest.approx(rates[0], rel=0.25)
    assert 240.0 < sum(tape.end_s for tape in made) / len(made) < 360.0
    assert len({one.steps for one in made}) == len(made)
