"""What ``analyze`` costs, with and without what the recognizer takes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median

import numpy as np
import pytest

from callassist.engines.moonshine import MoonshineEngine
from callassist.prompts.pack import default_pack
from callassist.protocols import Engine, Recognizer
from callassist.run.batch.analyzing import analyze
from callassist.sources.recording import open_recording
from callassist.types import Samples, Word
from tests.benchmarks.composing import DEMO_CALL
from tests.benchmarks.table import Measured, Table

RUNS = 3


@dataclass(slots=True)
class Clock:
    """Adds up time: by the clock, of the processor, and of it for this thread."""

    wall_s: float = 0.0
    cpu_s: float = 0.0
    thread_s: float = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        wall_s, cpu_s, thread_s = time.perf_counter(), time.process_time(), time.thread_time()
        try:
            yield
        finally:
            self.wall_s += time.perf_counter() - wall_s
            self.cpu_s += time.process_time() - cpu_s
            self.thread_s += time.thread_time() - thread_s


@dataclass(slots=True)
class Meter:
    """What a recognizer was given and took."""

    clock: Clock = field(default_factory=Clock)
    partials: int = 0
    stretches: list[Samples] = field(default_factory=list)


class MeteredEngine:
    """A real engine whose recognizers keep count."""

    def __init__(self, engine: Engine) -> None:
        self.name, self.model, self.language = engine.name, engine.model, engine.language
        self.meter = Meter()
        self._engine = engine

    def recognizer(self) -> MeteredRecognizer:
        return MeteredRecognizer(self._engine.recognizer(), self.meter)

    def close(self) -> None:
        """Leave the real engine open for the next run."""


class MeteredRecognizer:
    def __init__(self, recognizer: Recognizer, meter: Meter) -> None:
        self._recognizer = recognizer
        self._meter = meter
        self._sound: list[Samples] = []

    def start(self) -> None:
        self._sound = []
        with self._meter.clock.running():
            self._recognizer.start()

    def accept(self, samples: Samples) -> None:
        self._sound.append(samples)
        with self._meter.clock.running():
            self._recognizer.accept(samples)

    def partial(self) -> tuple[Word, ...]:
        self._meter.partials += 1
        with self._meter.clock.running():
            return self._recognizer.partial()

    def finish(self) -> tuple[Word, ...]:
        self._meter.stretches.append(np.concatenate(self._sound))
        with self._meter.clock.running():
            return self._recognizer.finish()


@dataclass(frozen=True, slots=True)
class Run:
    """Shares of real time, in percent, of one run."""

    rest_thread: float
    whole_wall: float
    whole_cpu: float
    recognizer_wall: float
    bare_wall: float


def measured_run(engine: MoonshineEngine) -> tuple[Run, Meter]:
    metered = MeteredEngine(engine)
    source = open_recording(DEMO_CALL)
    whole, bare = Clock(), Clock()
    with whole.running():
        analyze(source, metered, default_pack())
    with bare.running():
        for sound in metered.meter.stretches:
            engine.transcribe(sound)
    share = 100 / source.duration_s
    run = Run(
        rest_thread=(whole.thread_s - metered.meter.clock.thread_s) * share,
        whole_wall=whole.wall_s * share,
        whole_cpu=whole.cpu_s * share,
        recognizer_wall=metered.meter.clock.wall_s * share,
        bare_wall=bare.wall_s * share,
    )
    return run, metered.meter


@pytest.mark.bench
@pytest.mark.timeout(400)
def test_analyze_costs_little_but_recognition(table: Table, moonshine: MoonshineEngine) -> None:
    measured_run(moonshine)  # the first run compiles, maps and warms up
    runs, meters = zip(*(measured_run(moonshine) for _ in range(RUNS)), strict=True)
    meter = meters[0]
    given_s = sum(len(sound) for sound in meter.stretches) / 16_000
    over = f"median of {RUNS} runs"

    def values(name: str) -> list[float]:
        return [getattr(run, name) for run in runs]

    table.take(
        Measured(
            "analyze_rest", median(values("rest_thread")), over, spread(values("rest_thread"))
        ),
        Measured(
            "analyze_whole",
            median(values("whole_wall")),
            over,
            f"{spread(values('whole_wall'))}; processor time "
            f"{median(values('whole_cpu')):.1f} % of one core",
        ),
        Measured(
            "analyze_bare",
            median(values("bare_wall")),
            over,
            f"{len(meter.stretches)} stretches, {given_s:.0f} s of sound",
        ),
        Measured(
            "analyze_ratio",
            median(run.whole_wall / run.bare_wall for run in runs),
            over,
            f"{meter.partials} looks at unfinished stretches; inside the recognizer "
            f"{median(values('recognizer_wall')):.1f} % of real time",
        ),
    )


def spread(values: list[float]) -> str:
    return f"{min(values):.1f} to {max(values):.1f} %"
