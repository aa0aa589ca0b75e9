"""Many recordings at once: a process a call, each result written whole or not at all."""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from multiprocessing import connection, get_context, parent_process
from multiprocessing.synchronize import Event
from pathlib import Path

from callassist.engines.choose import choose_engine
from callassist.errors import CallAssistError, RecordingError
from callassist.prompts.pack import merged_pack
from callassist.protocols import Engine
from callassist.review.callfile import write_call
from callassist.run.batch import analyze
from callassist.sources.recording import open_recording
from callassist.types import CHANNELS, CallEvent, Channel, Turn

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """A recording to analyze.

    Attributes:
        path: The recording, or the agent's side of it.
        out: The call file to write.
        customer_path: The customer's side, if that is a file of its own.
        agent_channel: Which channel of a stereo file is the agent.
    """

    path: Path
    out: Path
    customer_path: Path | None = None
    agent_channel: int = 0


@dataclass(frozen=True, slots=True)
class Setup:
    """What all jobs share: the wish for an engine and the prompt pack laid over the default."""

    engine: str = "auto"
    model: Path | None = None
    pack: Path | None = None

    def open_engine(self, announce: Callable[[str], None]) -> Engine:
        """Open the recognizer; ``announce`` is told of a fallback."""
        return choose_engine(self.engine, self.model, announce=announce)


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a job.

    Attributes:
        job: The job.
        error: Why there is no call file, if there is none.
        warnings: What the recording lacked, a line each.
    """

    job: Job
    error: CallAssistError | None = None
    warnings: tuple[str, ...] = ()


def run_job(
    job: Job, engine: Engine, pack: Path | None, progress: Callable[[float], None] | None = None
) -> tuple[str, ...]:
    """Analyze one recording and write its call file.

    Args:
        job: What to analyze.
        engine: An open recognizer.
        pack: The prompt pack laid over the default.
        progress: Told the share done, 0 to 1, now and then.

    Returns:
        What the recording lacked, a line each.

    Raises:
        CallAssistError: If the recording cannot be read or the file not written.
    """
    if job.customer_path is None:
        source = open_recording(job.path, agent_channel=job.agent_channel)
    else:
        source = open_recording(agent=job.path, customer=job.customer_path)
    duration_s = max(source.info.duration_s, 1e-9)
    spoke: set[Channel] = set()

    def share(done_s: float) -> None:
        if progress is not None:
            progress(min(1.0, done_s / duration_s))

    def observe(event: CallEvent) -> None:
        if isinstance(event, Turn):
            spoke.add(event.channel)

    document = analyze(source, engine, merged_pack(pack), progress=share, observe=observe)
    write_call(document, job.out)
    return (*source.warnings, *_unheard(job, spoke))


def _unheard(job: Job, spoke: set[Channel]) -> tuple[str, ...]:
    """Say who was not heard in the whole of a recording, and what to look at."""
    silent = [channel for channel in CHANNELS if channel not in spoke]
    if len(silent) == len(CHANNELS):
        return (f"{job.path} holds no speech: was the right device recorded?",)
    return tuple(
        f"{job.path}: the {channel} says nothing all along, so what needs both sides could not "
        "be judged: was that side recorded on a channel of its own?"
        for channel in silent
    )


def run_in_line(
    jobs: list[Job],
    setup: Setup,
    *,
    announce: Callable[[str], None],
    progress: Callable[[Job, float], None],
) -> Iterator[Result]:
    """Run jobs one after the other in this process; yield each one's result."""
    engine = setup.open_engine(announce)
    try:
        for job in jobs:
            yield _attempt(job, engine, setup.pack, partial(progress, job))
    finally:
        engine.close()


def run_in_processes(
    jobs: list[Job], setup: Setup, workers: int, *, announce: Callable[[str], None]
) -> Iterator[Result]:
    """Run jobs on ``workers`` processes; yield results as they come.

    Leaving the iterator early (Ctrl-C) ends the processes; files that were
    written stay, and none is left half-written.
    """
    setup.open_engine(announce).close()  # say once what is used, and fail once if it cannot be
    # A forked child would inherit the threads' locks of the sound and screen libraries.
    context = get_context("spawn")
    stop = context.Event()
    pool = ProcessPoolExecutor(
        workers, mp_context=context, initializer=_start_worker, initargs=(setup, stop)
    )
    futures = {pool.submit(_run_in_worker, job): job for job in jobs}
    try:
        for future in as_completed(futures):
            try:
                yield future.result()
            except BrokenProcessPool:
                died = "a worker process died (out of memory?); try fewer --jobs"
                yield Result(futures[future], RecordingError(died))
    finally:
        stop.set()
        pool.shutdown(wait=True, cancel_futures=True)


def _attempt(
    job: Job, engine: Engine, pack: Path | None, progress: Callable[[float], None] | None = None
) -> Result:
    try:
        return Result(job, warnings=run_job(job, engine, pack, progress))
    except CallAssistError as error:
        return Result(job, error)
    except _StoppedError:
        raise
    except OSError as error:
        reason = f"{error.filename or job.path}: {error.strerror or error}"
        return Result(job, RecordingError(f"{job.path} could not be analyzed ({reason})"))
    except Exception as error:  # a mistake of ours: the other recordings shall not pay for it
        log.info("%s was not analyzed", job.path, exc_info=True)
        what = f"{type(error).__name__}: {' '.join(str(error).split())}"
        line = f"{job.path} could not be analyzed, a mistake in callassist ({what}): report it"
        return Result(job, CallAssistError(line))


class _StoppedError(Exception):
    """Whoever wanted the results has gone."""


class _Worker:
    """What a worker process keeps between jobs."""

    engine: Engine
    pack: Path | None
    stop: Event
    busy = threading.Lock()


def _start_worker(setup: Setup, stop: Event) -> None:
    # Ctrl-C goes to the whole group; the parent alone decides what ends.
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _Worker.engine = setup.open_engine(lambda _: None)
    _Worker.pack = setup.pack
    _Worker.stop = stop


def _run_in_worker(job: Job) -> Result:
    with _Worker.busy:
        return _attempt(job, _Worker.engine, _Worker.pack, _stop_if_told)


def _stop_if_told(_share: float) -> None:
    parent = parent_process()
    if _Worker.stop.is_set() or parent is None or not parent.is_alive():
        raise _StoppedError


def _end_with_parent() -> None:
    """End this process when its parent was killed; the pool would wait for jobs for ever."""
    parent = parent_process()
    assert parent is not None, "workers are children"
    connection.wait([parent.sentinel])
    with _Worker.busy:  # its job sees the same and stops, or writes its file first
        os._exit(1)
