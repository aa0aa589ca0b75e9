"""What Judge and Prompter cost alone, as the what-if runs them over stored calls."""

from __future__ import annotations

import gc
import random
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median

import pytest

from callassist.detect.judge import Judge
from callassist.listen.listen import Listen
from callassist.pipeline import Pipeline
from callassist.prompts.firing import Prompter
from callassist.prompts.pack import default_pack
from callassist.prompts.schema import Pack
from callassist.types import CHANNELS, SpeechEvent, Utterance
from tests.benchmarks.table import Measured, Table
from tests.fakes import LevelDetector
from tests.scenarios.script import Line, Scenario, read_scenarios, speech_events

SCENARIOS = Path(__file__).parents[1] / "scenarios"
HOUR_S = 3600.0
CALL_S = 300.0
CALLS = 1000
BETWEEN_S = 2.0
RUNS = 5


def read_dialogues() -> list[Scenario]:
    """Return all scenarios that are only talk: a stored call's Judge meets no devices."""
    files = sorted(SCENARIOS.glob("*.toml"))
    every = (dialogue for path in files for dialogue in read_scenarios(path))
    return [each for each in every if all(line.overlap != "pause" for line in each.lines)]


@pytest.fixture(scope="module")
def dialogues() -> list[Scenario]:
    return read_dialogues()


def a_call(dialogues: Sequence[Scenario], length_s: float, seed: int) -> list[SpeechEvent]:
    """Return the events of dialogues in a random order, up to a length.

    None comes twice before all have come once.
    """
    order = random.Random(seed)
    lines: list[Line] = []
    at_s = 0.0
    while at_s < length_s:
        for dialogue in order.sample(dialogues, len(dialogues)):
            moved = [
                replace(line, start_s=line.start_s + at_s, end_s=line.end_s + at_s)
                for line in dialogue.lines
            ]
            lines += [line for line in moved if line.end_s < length_s]
            at_s = max(line.end_s for line in moved) + BETWEEN_S
            if at_s >= length_s:
                break
    return speech_events(tuple(lines))


def judge_alone(events: Iterable[SpeechEvent], end_s: float) -> None:
    """Run Judge as over a stored call."""
    judge = Judge()
    for event in events:
        judge.push(event)
    judge.flush(end_s)


def judge_and_prompter(events: Sequence[SpeechEvent], pack: Pack) -> None:
    """Run both as over a stored call."""
    listen = Listen({channel: LevelDetector() for channel in CHANNELS})
    Pipeline(listen, Judge(), Prompter(pack)).hear(events)


def processor_s(run: Callable[[], object]) -> float:
    """Return the processor time of a run, in seconds."""
    begun_s = time.process_time()
    run()
    return time.process_time() - begun_s


def median_ms(run: Callable[[], object]) -> tuple[float, str]:
    """Return the median processor time of a few runs, and its spread."""
    times_ms = []
    for _ in range(RUNS):
        gc.collect()
        times_ms.append(processor_s(run) * 1000)
    return median(times_ms), f"{min(times_ms):.0f} to {max(times_ms):.0f} ms"


def words_in(events: Iterable[SpeechEvent]) -> int:
    """Return how many words were said."""
    return sum(len(e.words) for e in events if isinstance(e, Utterance) and e.final)


@pytest.mark.bench
@pytest.mark.timeout(300)
def test_judging_an_hour(table: Table, dialogues: list[Scenario]) -> None:
    hour = a_call(dialogues, HOUR_S, seed=0)
    pack = default_pack()
    judge_alone(hour, HOUR_S)  # loads the phrases and meets the words, as a first call does
    judge_ms, judge_spread = median_ms(lambda: judge_alone(hour, HOUR_S))
    both_ms, both_spread = median_ms(lambda: judge_and_prompter(hour, pack))
    over = f"median of {RUNS} runs; {words_in(hour)} words, {len(hour)} events"
    table.take(
        Measured("judge_hour", judge_ms, over, judge_spread),
        Measured("judge_prompter_hour", both_ms, over, both_spread),
    )


@pytest.mark.bench
@pytest.mark.timeout(600)
def test_judging_a_thousand_calls(table: Table, dialogues: list[Scenario]) -> None:
    judge_s = both_s = 0.0
    words = 0
    pack = default_pack()
    judge_alone(a_call(dialogues, CALL_S, seed=CALLS), CALL_S)
    for seed in range(CALLS):
        call = a_call(dialogues, CALL_S, seed)
        words += words_in(call)
        judge_s += processor_s(lambda call=call: judge_alone(call, CALL_S))
        both_s += processor_s(lambda call=call: judge_and_prompter(call, pack))
    over = f"{CALLS} calls of {CALL_S / 60:.0f} minutes, {words} words"
    table.take(
        Measured("judge_calls", judge_s, over, f"{judge_s / CALLS * 1000:.1f} ms a call"),
        Measured("judge_prompter_calls", both_s, over, f"{both_s / CALLS * 1000:.1f} ms a call"),
    )
