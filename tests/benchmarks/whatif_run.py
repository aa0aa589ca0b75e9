"""One what-if over made calls, in a process of its own; prints its figures as JSON.

``python -m tests.benchmarks.whatif_run COUNT JOBS``
"""

from __future__ import annotations

import json
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from callassist.prompts.pack import Pack, default_pack
from callassist.run.whatif import StoredCall, WhatIf, tape_of_events
from tests.benchmarks.stored_calls import moments, stored_calls
from tests.prompts.calls import default_with
from tests.run.whatif.lived import call, live

REAL_CALLS = 40
REAL_S = 300.0
PROMPT = "acknowledge"
"""The one with the most findings: its slider touches the most calls."""
SLIDER = (0.6, 0.65, 0.7, 0.75, 0.8)


def made_calls(count: int) -> list[StoredCall]:
    """Return made calls; the pace of real ones is taken from the scenarios."""
    real = [tape_of_events(live(call(n, REAL_S), default_pack())) for n in range(REAL_CALLS)]
    return list(stored_calls(moments(real), count))


def position(prompt_id: str, score: float) -> Pack:
    """Return the default pack with a slider of one prompt moved."""
    return default_with(f'[[prompt]]\nid = "{prompt_id}"\nwhen = {{ min_score = {score} }}')


def peak_mb(process: str) -> float:
    """Return the most memory that a process has had."""
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    return int(status.split("VmHWM:")[1].split()[0]) / 1000


def measure(calls: list[StoredCall], jobs: int) -> dict[str, float]:
    """Return the seconds of the first question and of a slider's moves, and the memory."""
    figures: dict[str, float] = {}
    with WhatIf(calls, jobs) as whatif:
        begun_s = time.perf_counter()
        run = whatif.run(position(PROMPT, SLIDER[0] - 0.05), default_pack())
        next(run)
        figures["first_s"] = time.perf_counter() - begun_s
        answered = 1 + sum(1 for _ in run)
        figures["all_s"] = time.perf_counter() - begun_s
        assert answered == run.totals.calls == len(calls), "every call is answered"
        moves = []
        for score in SLIDER:
            begun_s = time.perf_counter()
            assert sum(1 for _ in whatif.run(position(PROMPT, score), default_pack())) == len(calls)
            moves.append(time.perf_counter() - begun_s)
        figures["move_s"] = sorted(moves)[len(moves) // 2]
        begun_s = time.perf_counter()
        budget = default_with("[budget]\nmin_gap_s = 15")
        assert sum(1 for _ in whatif.run(budget, default_pack())) == len(calls)
        figures["budget_s"] = time.perf_counter() - begun_s
        workers = [*whatif._pool._processes] if whatif._pool else []
        figures["memory_mb"] = sum(peak_mb(str(process)) for process in ("self", *workers))
    return figures


if __name__ == "__main__":
    # Made by another process, whose memory is not that of the what-if.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as maker:
        made = maker.submit(made_calls, int(sys.argv[1])).result()
    print(json.dumps(measure(made, int(sys.argv[2]))))
