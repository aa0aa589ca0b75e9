"""How fast Judge is alone, as the studio runs it again over stored calls."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from statistics import median

from tests.benchmarks.test_judge import (
    CALL_S,
    CALLS,
    HOUR_S,
    RUNS,
    a_call,
    judge_alone,
    processor_s,
    read_dialogues,
)
from tools.evaluate.rows import Row, Section

JUDGED = 200
HOUR_MS = 100.0
CALLS_LIMIT_S = 10.0
HOW = (
    "Processor time on one core, in a warm process, over scenarios in random order, partial words "
    f"included. The hour: median of {RUNS} runs. The calls of 5 minutes: each another; {JUDGED} "
    f"are judged, and their time is multiplied. `make bench` judges all {CALLS:,}."
)


def speed_section(say: Callable[[str], None]) -> Section:
    """Return the rows of Judge's speed."""
    dialogues = read_dialogues()
    hour = a_call(dialogues, HOUR_S, seed=0)
    say("speed: judging an hour")
    judge_alone(hour, HOUR_S)  # loads the phrases and meets the words, as a first call does
    runs_s = [processor_s(partial(judge_alone, hour, HOUR_S)) for _ in range(RUNS)]
    hour_ms = 1000.0 * median(runs_s)
    say(f"speed: judging {JUDGED} calls")
    judged_s = 0.0
    for seed in range(JUDGED):
        call = a_call(dialogues, CALL_S, seed)
        judged_s += processor_s(partial(judge_alone, call, CALL_S))
    calls_s = judged_s * CALLS / JUDGED
    hour_row = Row("an hour's call", f"< {HOUR_MS:.0f} ms", f"{hour_ms:.0f} ms", hour_ms < HOUR_MS)
    calls_row = Row(
        f"{CALLS:,} calls of 5 minutes",
        f"< {CALLS_LIMIT_S:.0f} s",
        f"{calls_s:.1f} s",
        calls_s < CALLS_LIMIT_S,
    )
    return Section("Judge alone", HOW, [hour_row, calls_row])
