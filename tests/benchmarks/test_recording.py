"""What keeping a call costs beside hearing it."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from callassist.engines.moonshine import MoonshineEngine
from callassist.prompts.pack import default_pack
from callassist.run.assemble import build_pipeline
from callassist.sources.recording import open_recording
from callassist.store.recorder import Recorder
from callassist.store.redaction import Redactor
from callassist.store.sealing import Sealer, new_key
from callassist.types import AudioBlock, CallEvent
from tests.benchmarks.composing import calls
from tests.benchmarks.table import Measured, Table, percentile

RUNS = 3
BLOCK_S = 0.02
"""As devices give it."""

Step = tuple[AudioBlock, list[CallEvent]]


def device_blocks(path: Path) -> Iterator[AudioBlock]:
    """Yield a recording's sound in the pieces in which devices give it."""
    for block in open_recording(path).blocks():
        count = round(BLOCK_S * block.rate_hz)
        for start in range(0, len(block.samples), count):
            yield AudioBlock(
                block.channel,
                block.start_s + start / block.rate_hz,
                block.rate_hz,
                np.ascontiguousarray(block.samples[start : start + count]),
            )


def heard(path: Path, engine: MoonshineEngine) -> tuple[list[Step], float]:
    """Return every block with the events that came of it, and the processor time."""
    pipeline = build_pipeline(engine, default_pack())
    blocks = list(device_blocks(path))
    begun = time.process_time()
    steps = [(block, pipeline.push(block)) for block in blocks]
    return [*steps, (blocks[-1], pipeline.flush())], time.process_time() - begun


def recorded_s(steps: list[Step], folder: Path) -> float:
    """Return the processor time of keeping a call: copying, cleaning, sealing, writing."""
    folder.mkdir()
    recorder = Recorder(folder, Sealer(new_key()), Redactor(), steps[0][0].rate_hz)
    begun = time.process_time()
    for (block, events), done in zip(steps, itertools.count(1), strict=False):
        recorder.put_block(block)
        for event in events:
            recorder.put_event(event)
        while done % 100 == 0 and recorder.waiting_s > 1.0:
            time.sleep(0.002)  # a live call gives the disk all the time it needs
    settled = recorder.close()
    taken_s = time.process_time() - begun
    assert settled is not None, recorder.problem
    return taken_s


@pytest.mark.bench
@pytest.mark.timeout(900)
def test_keeping_a_call(table: Table, moonshine: MoonshineEngine, tmp_path: Path) -> None:
    path = max(calls(), key=lambda each: open_recording(each).info.duration_s)
    length_s = open_recording(path).info.duration_s
    hearing_s, keeping_s = [], []
    for run in range(RUNS):
        steps, taken_s = heard(path, moonshine)
        hearing_s.append(taken_s)
        keeping_s.append(recorded_s(steps, tmp_path / f"run-{run}"))
    shares = [100.0 * k / h for k, h in zip(keeping_s, hearing_s, strict=True)]
    table.take(
        Measured(
            "keeping_share",
            percentile(shares, 50),
            f"median of {RUNS} runs over a call of {length_s:.0f} s",
            f"{1000.0 * percentile(keeping_s, 50) / length_s:.1f} ms a second of the call, "
            f"beside {1000.0 * percentile(hearing_s, 50) / length_s:.0f} ms",
        )
    )
