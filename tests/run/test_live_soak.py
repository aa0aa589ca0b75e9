"""A day of 60 calls through the live engine: nothing grows, nothing is left, nothing drifts."""

from __future__ import annotations

import ctypes
import gc
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from callassist.engines.moonshine import MoonshineEngine
from callassist.prompts.pack import default_pack
from callassist.run.live import LiveSession
from callassist.sources.recording import open_recording
from callassist.types import (
    CHANNELS,
    AudioBlock,
    CallEvent,
    Features,
    Finding,
    Overlap,
    Prompt,
    Utterance,
)

CALLS = 60
WHOLE_DAY_S = 8 * 3600.0
SHORT_DAY_S = CALLS * 60.0
TALK_S = 12
"""Of each call so much is talk, heard by the real engine; the rest is the line's faint noise."""
SETTLED_AFTER = 10
MAY_GROW = 1.05

on_linux = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="memory and files are read from /proc"
)


class DayCall:
    """One of a day's calls: talk, then a long wait for somebody to come back."""

    def __init__(self, path: Path, duration_s: float) -> None:
        self._path = path
        self._duration_s = duration_s

    def blocks(self) -> Iterator[AudioBlock]:
        recording = open_recording(self._path)
        end_s = 0.0
        for block in recording.blocks():
            if block.start_s >= TALK_S:
                break
            yield block
            end_s = block.start_s + len(block.samples) / block.rate_hz
        recording.close()
        noise = np.random.default_rng(0).standard_normal(16_000).astype(np.float32) * 1e-4
        for second in range(round(self._duration_s) - TALK_S):
            for channel in CHANNELS:
                yield AudioBlock(channel, end_s + second, 16_000, noise)

    def close(self) -> None:
        """Nothing to free."""


def one_call(path: Path, engine: MoonshineEngine, duration_s: float) -> list[CallEvent]:
    """Return what a call tells, but for the features of each hop."""
    session = LiveSession(DayCall(path, duration_s), engine, default_pack(), in_line=True)
    events: list[CallEvent] = []

    def listen(event: CallEvent) -> None:
        if not isinstance(event, Features):
            events.append(event)

    session.subscribe(listen)
    session.start()
    assert session.wait(300.0)
    session.stop()
    assert session.error is None
    assert session.duration_s == pytest.approx(duration_s, abs=1.0)
    return events


def resident_mb() -> float:
    """Return the memory that this process has resident, what the C library hoards left out."""
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def open_files() -> int:
    """Return how many files and sockets this process has open."""
    return len(list(Path("/proc/self/fd").iterdir()))


@on_linux
@pytest.mark.timeout(3600)
@pytest.mark.parametrize(
    "day_s",
    [
        pytest.param(SHORT_DAY_S, marks=pytest.mark.soak, id="an hour"),
        # By hand: pytest -m bench tests/run/test_live_soak.py -s
        pytest.param(WHOLE_DAY_S, marks=pytest.mark.bench, id="eight hours"),
    ],
)
def test_a_day_of_calls_leaves_nothing_behind(
    day_s: float, short_call: Path, moonshine: MoonshineEngine
) -> None:
    first = one_call(short_call, moonshine, day_s / CALLS)
    assert {Finding, Overlap, Prompt, Utterance} <= {type(event) for event in first}
    threads, files = threading.active_count(), open_files()
    memory_mb: list[float] = []
    for number in range(2, CALLS + 1):
        assert one_call(short_call, moonshine, day_s / CALLS) == first
        memory_mb.append(resident_mb())
        assert threading.active_count() == threads
        assert open_files() <= files  # the first call may find some of earlier tests still open
        if number % 10 == 0:
            print(f"{memory_mb[-1]:.1f} MB resident after {number} calls")
    assert memory_mb[-1] <= MAY_GROW * memory_mb[SETTLED_AFTER - 2], memory_mb
