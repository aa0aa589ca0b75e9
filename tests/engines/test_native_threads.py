"""The threads that ONNX Runtime starts for Moonshine take no time from anybody."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

import numpy as np
import pytest

from callassist.engines.moonshine import RATE_HZ, MoonshineEngine
from callassist.engines.native_threads import PoolThreads

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or (os.cpu_count() or 1) < 2,
    reason="only Linux tells of threads, and one processor has no pool",
)


def threads() -> set[int]:
    return {int(entry.name) for entry in Path("/proc/self/task").iterdir()}


def test_a_models_pool_runs_only_when_nobody_else_wants_to() -> None:
    pytest.importorskip("moonshine_voice")
    before = threads()
    engine = MoonshineEngine()
    try:
        started = threads() - before
        pool = [t for t in started if os.sched_getscheduler(t) == os.SCHED_IDLE]
        assert pool
        engine.transcribe(np.zeros(RATE_HZ, np.float32))
        processors = {frozenset(os.sched_getaffinity(thread)) for thread in pool}
        assert len(processors) == 1
        assert len(processors.pop()) == 1
    finally:
        engine.close()
    assert os.sched_getscheduler(0) == os.SCHED_OTHER


def test_other_threads_that_start_meanwhile_are_left_alone() -> None:
    end = threading.Event()
    pool = PoolThreads()
    with pool.found_while():
        thread = threading.Thread(target=end.wait)
        thread.start()
    assert len(pool) == 0
    assert thread.native_id is not None
    assert os.sched_getscheduler(thread.native_id) == os.SCHED_OTHER
    pool.follow()
    end.set()
    thread.join()
