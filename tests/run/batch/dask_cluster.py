"""A Dask cluster of the tests' own: a scheduler and workers, each a real process on 127.0.0.1."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[3]
MAY_TAKE_S = 60.0


class DaskCluster:
    """A scheduler and its workers.

    Attributes:
        address: The scheduler's.
        workers: Their processes, by start; ended ones stay in the list.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "DASK_LOGGING__DISTRIBUTED": "error",
            "DASK_TEMPORARY_DIRECTORY": str(folder),
        }
        port = _free_port()
        self.address = f"tcp://127.0.0.1:{port}"
        self.scheduler = self._start(
            "scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-show"
        )
        self.workers: list[subprocess.Popen[bytes]] = []

    def add_worker(self, *words: str, processor: int | None = None) -> subprocess.Popen[bytes]:
        """Start a worker, on one processor only where that is asked for."""
        worker = self._start(
            "worker", self.address, "--host", "127.0.0.1", "--nthreads", "1", "--no-nanny", *words
        )
        if processor is not None:
            os.sched_setaffinity(worker.pid, {processor})
        self.workers.append(worker)
        return worker

    def wait_for_workers(self, count: int) -> None:
        """Wait until the scheduler knows of ``count`` workers."""
        from distributed import Client

        with Client(self.address, timeout=MAY_TAKE_S, set_as_default=False) as client:
            if count:
                client.wait_for_workers(count, timeout=MAY_TAKE_S)

    def stop(self) -> None:
        """End all of it."""
        for process in (*self.workers, self.scheduler):
            process.kill()
        for process in (*self.workers, self.scheduler):
            process.wait(MAY_TAKE_S)

    def said(self) -> str:
        """Return what its processes have written."""
        return "\n".join(path.read_text() for path in sorted(self._folder.glob("*.log")))

    def _start(self, role: str, *words: str) -> subprocess.Popen[bytes]:
        log = self._folder / f"{role}-{time.monotonic_ns()}.log"
        command = [sys.executable, "-m", f"distributed.cli.dask_{role}", *words]
        quiet = ["--no-dashboard", "--dashboard-address", "127.0.0.1:0"]
        with log.open("wb") as out:
            return subprocess.Popen(
                [*command, *quiet], cwd=self._folder, env=self._environment, stdout=out, stderr=out
            )


@contextmanager
def dask_cluster(
    folder: Path, workers: int = 2, words: Sequence[str] = ()
) -> Iterator[DaskCluster]:
    """Run a cluster; all its processes have ended afterwards."""
    folder.mkdir(parents=True, exist_ok=True)
    cluster = DaskCluster(folder)
    try:
        for _ in range(workers):
            cluster.add_worker(*words)
        cluster.wait_for_workers(workers)
        yield cluster
    finally:
        cluster.stop()


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a process as the system does when memory runs out."""
    process.send_signal(signal.SIGKILL)
    process.wait(MAY_TAKE_S)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
