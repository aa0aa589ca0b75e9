"""Many recordings at once: a process a call, each result written whole or not at all."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from callassist.engines.choose import choose_engine
from callassist.errors import CallAssistError, RecordingError
from callassist.prompts.pack import merged_pack
from callassist.protocols import Engine
from callassist.review.callfile import write_call
from callassist.run.batch import analyze
from callassist.sources.recording import open_recording


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

    def share(done_s: float) -> None:
        if progress is not None:
            progress(min(1.0, done_s / duration_s))

    write_call(analyze(source, engine, merged_pack(pack), progress=share), job.out)
    return tuple(source.warnings)


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
    pool = ProcessPoolExecutor(
        workers, mp_context=get_context("spawn"), initializer=_start_worker, initargs=(setup,)
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
        pool.shutdown(wait=True, cancel_futures=True)


def _attempt(
    job: Job, engine: Engine, pack: Path | None, progress: Callable[[float], None] | None = None
) -> Result:
    try:
        return Result(job, warnings=run_job(job, engine, pack, progress))
    except CallAssistError as error:
        return Result(job, error)


class _Worker:
    """What a worker process keeps between jobs."""

    engine: Engine
    pack: Path | None


def _start_worker(setup: Setup) -> None:
    # Ctrl-C goes to the whole group; the parent alone decides what ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _Worker.engine = setup.open_engine(lambda _: None)
    _Worker.pack = setup.pack


def _run_in_worker(job: Job) -> Result:
    return _attempt(job, _Worker.engine, _Worker.pack)
