"""What is left out on a busy machine: in order, one at a time, given back in peace."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from callassist.prompts.pack import default_pack
from callassist.run.live import LiveSession
from callassist.run.load import Lag, LoadGuard
from callassist.run.workers import RecognitionWorker
from callassist.settings.load import BUSY_FOR_S, EASE_S, STEP_S
from callassist.sources.recording import open_recording
from callassist.types import (
    CHANNELS,
    SHED_ORDER,
    AudioBlock,
    CallEvent,
    Channel,
    Load,
    Overlap,
    Turn,
    Utterance,
    Word,
)
from tests.fakes import CountingRecognizer

HOP_S = 0.032
WAIT_S = 90.0
CALL_S = 24.0
SILENCE_S = 75


def told(guard: LoadGuard, from_s: float, until_s: float, behind_s: float = 0.0) -> list[Load]:
    """Let time pass at one distance behind the sound."""
    hops = range(round(from_s / HOP_S), round(until_s / HOP_S))
    loads = [guard.watch(hop * HOP_S, behind_s, 0.0) for hop in hops]
    return [load for load in loads if load is not None]


def block(channel: Channel, start_s: float, samples: int = 1600) -> AudioBlock:
    """Return silence."""
    return AudioBlock(channel, start_s, 16_000, np.zeros(samples, np.float32))


def test_sheds_in_order_and_gives_back_one_by_one() -> None:
    guard = LoadGuard()
    loads = told(guard, 0.0, 60.0, behind_s=2.0) + told(guard, 60.0, 160.0)
    assert [load.shed for load in loads] == [
        SHED_ORDER[:1], SHED_ORDER[:2], SHED_ORDER, SHED_ORDER[:2], SHED_ORDER[:1], (),
    ]  # fmt: skip
    assert loads[0].at_s == pytest.approx(BUSY_FOR_S, abs=HOP_S)
    assert loads[0].behind_s == 2.0
    apart_s = [b.at_s - a.at_s for a, b in pairwise(loads[:3])]
    assert apart_s == pytest.approx([STEP_S] * 2, abs=2 * HOP_S)
    back_s = [b.at_s - a for a, b in zip((60.0, 80.0, 100.0), loads[3:], strict=True)]
    assert back_s == pytest.approx([EASE_S] * 3, abs=0.2)


def test_late_words_are_a_load_as_well() -> None:
    guard = LoadGuard()
    loads = [guard.watch(hop * HOP_S, 0.0, 1.5) for hop in range(100)]
    assert [load.shed for load in loads if load] == [SHED_ORDER[:1]]


def test_a_hiccup_sheds_nothing() -> None:
    guard = LoadGuard()
    for second in range(0, 60, 5):
        assert told(guard, second, second + 1.0, behind_s=3.0) == []
        assert told(guard, second + 1.0, second + 5.0) == []


def test_giving_back_too_early_takes_longer_the_next_time() -> None:
    guard = LoadGuard()
    loads: list[Load] = []
    for hop in range(round(400.0 / HOP_S)):
        # A machine that keeps up only while something is left out.
        load = guard.watch(hop * HOP_S, 0.0 if guard.shed else 2.0, 0.0)
        loads += [load] if load is not None else []
    rests_s = [b.at_s - a.at_s for a, b in zip(loads[::2], loads[1::2], strict=False)]
    assert [load.shed for load in loads[:4]] == [SHED_ORDER[:1], ()] * 2
    assert rests_s[:4] == pytest.approx([EASE_S * n for n in (1, 2, 4, 8)], abs=0.2)


def test_what_may_not_be_left_out_comes_back_at_once() -> None:
    guard = LoadGuard()
    told(guard, 0.0, 20.0, behind_s=2.0)
    load = guard.watch(20.0, 2.0, 0.0, may=2)
    assert load is not None
    assert load.shed == SHED_ORDER[:2]
    assert not any(guard.watch(20.0 + hop * HOP_S, 2.0, 0.0, may=2) for hop in range(500))


@given(st.lists(st.tuples(st.floats(0.0, 5.0), st.floats(0.0, 5.0), st.floats(0.01, 30.0))))
def test_never_more_than_one_thing_at_once(course: list[tuple[float, float, float]]) -> None:
    guard, now_s, last = LoadGuard(), 0.0, Load(-STEP_S, ())
    for behind_s, late_s, step_s in course:
        now_s += step_s
        load = guard.watch(now_s, behind_s, late_s)
        assert guard.shed == SHED_ORDER[: len(guard.shed)]
        if load is not None:
            assert load.shed == guard.shed
            assert abs(len(load.shed) - len(last.shed)) == 1
            assert now_s - last.at_s >= STEP_S
            last = load


def test_the_lag_is_measured_from_the_most_punctual_block() -> None:
    lag = Lag()
    assert lag.take(block("agent", 0.0), 100.2) == 0.0
    assert lag.take(block("agent", 0.1), 100.2) == pytest.approx(0.0)  # more punctual
    assert lag.take(block("agent", 0.2), 101.1) == pytest.approx(0.8)
    # The silent side follows a quarter of a second late: that is no load.
    assert lag.take(block("agent", 0.9), 101.0) == pytest.approx(0.0)
    assert lag.take(block("customer", 0.7), 101.0) == pytest.approx(0.0)


def test_a_call_that_was_opened_late_is_behind_until_it_has_caught_up() -> None:
    began_s = 100.0
    lag = Lag(lambda: began_s)
    assert lag.take(block("agent", 0.0), 110.1) == pytest.approx(9.5)
    assert lag.take(block("agent", 6.0), 112.1) == pytest.approx(5.5)
    assert lag.take(block("agent", 12.0), 112.2) == pytest.approx(0.0)  # most punctual by now
    assert lag.take(block("agent", 12.1), 113.3) == pytest.approx(1.0)
    # An hour's stop that is no part of the call is no lateness.
    began_s += 3600.0
    assert lag.take(block("agent", 13.2), 3713.4) == pytest.approx(0.0)


class StuckRecognizer(CountingRecognizer):
    """Says nothing before it is let go."""

    def __init__(self, go: threading.Event) -> None:
        super().__init__()
        self._go = go

    def finish(self) -> tuple[Word, ...]:
        """Wait, then return all words."""
        assert self._go.wait(WAIT_S)
        return super().finish()

    def partial(self) -> tuple[Word, ...]:
        """Wait, then return the words so far."""
        assert self._go.wait(WAIT_S)
        return super().partial()


class StuckEngine:
    """An engine of such recognizers."""

    name, model, language = "slow", "none", "en"

    def __init__(self) -> None:
        self.go = threading.Event()

    def recognizer(self) -> StuckRecognizer:
        return StuckRecognizer(self.go)

    def close(self) -> None:
        """Nothing to free."""


class CallThenCall:
    """A call at once, a long silence, and the call again."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def blocks(self) -> Iterator[AudioBlock]:
        for start_s in (0.0, CALL_S + SILENCE_S):
            recording = open_recording(self._path)
            for each in recording.blocks():
                yield AudioBlock(each.channel, start_s + each.start_s, each.rate_hz, each.samples)
            for second in range(SILENCE_S if start_s == 0.0 else 0):
                for channel in CHANNELS:
                    yield block(channel, CALL_S + second, 16_000)

    def close(self) -> None:
        """Nothing to free."""


class NoLag(Lag):
    """Sound that comes at once has no clock to be behind."""

    def take(self, block: AudioBlock, wall_s: float) -> float:
        """Return that all is punctual."""
        return 0.0


def timing(events: list[CallEvent]) -> list[CallEvent]:
    """Keep what is heard by timing alone."""
    return [event for event in events if isinstance(event, Turn | Overlap)]


def test_a_slow_engine_loses_words_and_no_timing(
    short_call: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = StuckEngine()

    class WorkerWithoutHurry(RecognitionWorker):
        """A worker that is never late once the engine goes."""

        def run(self, job: Callable[[], None]) -> None:
            super().run(job)
            if engine.go.is_set():
                assert self.drain()

    monkeypatch.setattr("callassist.run.live.Lag", NoLag)
    monkeypatch.setattr("callassist.run.live.RecognitionWorker", WorkerWithoutHurry)
    session = LiveSession(CallThenCall(short_call), engine, default_pack(), guard=LoadGuard())
    events: list[CallEvent] = []

    def listen(event: CallEvent) -> None:
        events.append(event)
        if isinstance(event, Load) and event.shed == SHED_ORDER:
            engine.go.set()

    session.subscribe(listen)
    session.start()
    assert session.wait(WAIT_S)
    assert session.error is None

    loads = [event for event in events if isinstance(event, Load)]
    assert [load.shed for load in loads] == [
        SHED_ORDER[:1], SHED_ORDER[:2], SHED_ORDER, SHED_ORDER[:2], SHED_ORDER[:1], (),
    ]  # fmt: skip
    assert loads[-1].at_s < CALL_S + SILENCE_S
    words = [event for event in events if isinstance(event, Utterance)]
    unheard = [each for each in words if not each.heard]
    assert {(each.channel, each.words) for each in unheard} == {("agent", ())}
    again = [each for each in words if each.start_s > CALL_S]
    assert all(each.heard for each in again)
    assert {each.channel for each in again if each.words} == set(CHANNELS)

    plain = LiveSession(CallThenCall(short_call), None, default_pack())
    without: list[CallEvent] = []
    plain.subscribe(without.append)
    plain.start()
    assert plain.wait(WAIT_S)
    assert timing(events) == timing(without)
    assert any(isinstance(event, Overlap) for event in timing(events))
