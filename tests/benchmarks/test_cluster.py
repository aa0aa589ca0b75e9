"""Batches on a Dask cluster: what a second worker brings, and what the cluster costs."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path
from statistics import median

import pytest
import soundfile as sf

from callassist.run.batch.jobs import Job, Result, Setup, run_in_processes
from tests.benchmarks.composing import DEMO_CALL
from tests.benchmarks.table import Measured, Table

CALLS = 8
LENGTH_S = 12
PAIRS = 3
SETUP = Setup("moonshine", gives_document=True)
KEYS = ("cluster_speedup", "cluster_overhead")


@pytest.fixture
def jobs(tmp_path: Path) -> list[Job]:
    samples, rate_hz = sf.read(DEMO_CALL, dtype="float32")
    path = tmp_path / "call.flac"
    sf.write(path, samples[: LENGTH_S * rate_hz], rate_hz)
    copies = [path.with_name(f"call{number}.flac") for number in range(CALLS)]
    for copy in copies:
        copy.write_bytes(path.read_bytes())
    return [Job(copy, copy.with_suffix(".call.json")) for copy in copies]


def call_s(results: Iterable[Result]) -> float:
    """Return the time from the first result to the last, for each of those after the first."""
    at_s: list[float] = []
    for result in results:
        assert result.error is None, result.error
        at_s.append(time.perf_counter())
    return (at_s[-1] - at_s[0]) / (len(at_s) - 1)


def spread(values: list[float]) -> str:
    return f"{min(values):.2f} to {max(values):.2f}"


@pytest.mark.bench
@pytest.mark.timeout(900)
def test_a_second_worker_and_what_the_cluster_costs(
    table: Table, tmp_path: Path, jobs: list[Job]
) -> None:
    try:
        from callassist.run.batch.cluster import Cluster
        from tests.run.batch.dask_cluster import dask_cluster
    except ImportError:
        table.cannot(KEYS, "without distributed")
        return
    speedups, overheads = [], []
    with dask_cluster(tmp_path / "one", 0) as one, dask_cluster(tmp_path / "two", 0) as two:
        one.add_worker(processor=0)
        one.wait_for_workers(1)
        for processor in (0, 1):
            two.add_worker(processor=processor)
        two.wait_for_workers(2)
        with Cluster(one.address) as alone, Cluster(two.address) as both:
            facts = alone.engine_facts(SETUP)
            call_s(both.run(jobs[:4], SETUP, facts))
            for _ in range(PAIRS):
                slow = call_s(alone.run(jobs, SETUP, facts))
                speedups.append(slow / call_s(both.run(jobs, SETUP, facts)))
    with dask_cluster(tmp_path / "free", 2) as free, Cluster(free.address) as cluster:
        facts = cluster.engine_facts(SETUP)
        call_s(cluster.run(jobs[:4], SETUP, facts))
        for _ in range(PAIRS):
            there = call_s(cluster.run(jobs, SETUP, facts))
            here = call_s(run_in_processes(jobs, SETUP, 2))
            overheads.append(100 * (there / here - 1))
    over = f"median of {PAIRS} pairs, {CALLS} calls of {LENGTH_S} s"
    table.take(
        Measured("cluster_speedup", median(speedups), over, spread(speedups)),
        Measured("cluster_overhead", median(overheads), over, f"{spread(overheads)} %"),
    )
