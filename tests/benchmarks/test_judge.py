"""What Judge and Prompter cost alone, as the what-if runs them over stored calls."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from statistics import median

import pytest

from callassist.detect.judge import Judge
from callassist.listen.listen import Listen
from callassist.pipeline import Pipeline
from callassist.prompts.firing import Prompter
from callassist.prompts.pack import default_pack
from callassist.types import (
    CHANNELS,
    CallEvent,
    Overlap,
    Prompt,
    SpeechEvent,
    Stretch,
    Turn,
    Utterance,
)
from tests.benchmarks.composing import DEMO_CALL
from tests.benchmarks.conftest import Heard
from tests.benchmarks.table import Measured, Table
from tests.fakes import LevelDetector

HOUR_S = 3600.0
CALL_S = 60.5
RUNS = 5


def shifted(event: SpeechEvent, by_s: float) -> SpeechEvent:
    """Return the event as it would be ``by_s`` later."""
    moved = replace(
        event,
        start_s=event.start_s + by_s,
        end_s=event.end_s + by_s,
        known_s=event.known_s + by_s,
    )
    if not isinstance(moved, Utterance):
        return moved
    words = tuple(
        replace(word, start_s=word.start_s + by_s, end_s=word.end_s + by_s) for word in moved.words
    )
    return replace(moved, words=words)


def an_hour(events: Sequence[CallEvent]) -> list[SpeechEvent]:
    """Repeat a call's speech events until an hour is full."""
    speech = [event for event in events if isinstance(event, Stretch | Turn | Overlap | Utterance)]
    times = round(HOUR_S / CALL_S)
    return [shifted(event, number * CALL_S) for number in range(times) for event in speech]


def median_ms(run: Callable[[], object]) -> tuple[float, str]:
    """Return the median processor time of a few runs, and its spread."""
    times_ms = []
    for _ in range(RUNS):
        gc.collect()
        begun_s = time.process_time()
        run()
        times_ms.append((time.process_time() - begun_s) * 1000)
    return median(times_ms), f"{min(times_ms):.0f} to {max(times_ms):.0f} ms"


@pytest.mark.bench
@pytest.mark.timeout(300)
def test_judging_an_hour(table: Table, heard: Heard) -> None:
    hour = an_hour(heard(DEMO_CALL))
    words = sum(len(e.words) for e in hour if isinstance(e, Utterance) and e.final)
    listen = Listen({channel: LevelDetector() for channel in CHANNELS})
    prompts: list[Prompt] = []

    def judge_alone() -> None:
        judge = Judge()
        for event in hour:
            judge.push(event)
        judge.flush(HOUR_S)

    def judge_and_prompter() -> None:
        events = Pipeline(listen, Judge(), Prompter(default_pack())).hear(hour)
        prompts[:] = [e for e in events if isinstance(e, Prompt) and e.outcome is None]

    judge_alone()  # fills the caches of phrases and words, as a first call does
    over = f"median of {RUNS} runs; {words} words, {len(hour)} events"
    judge_ms, judge_spread = median_ms(judge_alone)
    both_ms, both_spread = median_ms(judge_and_prompter)
    table.take(
        Measured("judge_hour", judge_ms, over, judge_spread),
        Measured(
            "judge_prompter_hour", both_ms, over, f"{both_spread}; {len(prompts)} prompts shown"
        ),
    )
