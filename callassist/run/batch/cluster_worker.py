"""What runs on the workers of a Dask cluster: one recording at a time, one engine a process."""

from __future__ import annotations

import logging
import os
import platform
import threading
from pathlib import Path

import callassist
from callassist.errors import CallAssistError
from callassist.protocols import Engine
from callassist.run.batch.analyzing import engine_facts
from callassist.run.batch.job import Job, Result, Setup, attempt
from callassist.run.batch.watchdog import STALL_S, Watchdog

log = logging.getLogger(__name__)


class ClusterError(CallAssistError):
    """The cluster cannot be reached or used, or is gone."""


class _Process:
    """What a worker process keeps between recordings."""

    busy = threading.Lock()
    engines: dict[tuple[str, Path | None], Engine] = {}  # noqa: RUF012  a process has one
    watchdog: Watchdog | None = None


def _engine(setup: Setup) -> Engine:
    key = (setup.engine, setup.model)
    if key not in _Process.engines:
        _Process.engines[key] = setup.open_engine(lambda _: None)
    return _Process.engines[key]


def facts_here(setup: Setup) -> tuple[str, dict[str, str]] | CallAssistError:
    """Return the program's version and the recognizer's name and model."""
    with _Process.busy:
        try:
            return callassist.__version__, engine_facts(_engine(setup))
        except CallAssistError as error:
            return ClusterError(f"a worker on {_host()} cannot hear calls: {error}")


def analyze_here(job: Job, setup: Setup, program: str, facts: dict[str, str]) -> Result:
    """Analyze a recording; one at a time, however many threads the worker has."""
    with _Process.busy:
        try:
            found = engine_facts(_engine(setup))
        except CallAssistError as error:
            line = f"a worker on {_host()} cannot hear calls: {error}"
            return Result(job, ClusterError(line))
        if (callassist.__version__, found) != (program, facts):
            line = (
                f"a worker on {_host()} has callassist {callassist.__version__} with "
                f"{found['model']}, and the others {program} with {facts['model']}: install the "
                "same everywhere"
            )
            return Result(job, ClusterError(line))
        watchdog = _watchdog()
        with watchdog.watching(job.shown):
            return attempt(job, _engine(setup), setup, None, lambda _share: watchdog.beat())


def _watchdog() -> Watchdog:
    if _Process.watchdog is None:
        _Process.watchdog = Watchdog(STALL_S, lambda name: log.error("%s hangs: given up", name))
    return _Process.watchdog


def _host() -> str:
    return f"{platform.node()} (process {os.getpid()})"
