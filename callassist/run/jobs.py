"""Many recordings at once: a process a call, each result written whole or not at all."""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import connection, get_context, parent_process
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import TYPE_CHECKING, Any

from callassist.engines.choose import choose_engine
from callassist.errors import CallAssistError, RecordingError
from callassist.prompts.pack import merged_pack
from callassist.protocols import Engine
from callassist.review.callfile import write_call
from callassist.run.batch import analyze
from callassist.run.importing import AlreadyKeptError, ImportFacts, import_recording
from callassist.settings.measures import ALL_MEASURES
from callassist.sources.recording import Recording, open_recording
from callassist.types import CHANNELS, CallEvent, Channel, Turn

if TYPE_CHECKING:
    from callassist.store.store import CallStore

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """A recording to analyze.

    Attributes:
        path: The recording, or the agent's side of it.
        out: The call file to write, if any.
        customer_path: The customer's side, if that is a file of its own.
        agent_channel: Which channel of a stereo file is the agent.
    """

    path: Path
    out: Path | None
    customer_path: Path | None = None
    agent_channel: int = 0


@dataclass(frozen=True, slots=True)
class Keep:
    """Where calls are kept, so that any process can open it.

    Attributes:
        facts: What the recordings do not say about their calls.
        address: The store's; ``None`` for this computer's own.
        passphrase: What was entered to open it; empty where a keyring or the environment does.
    """

    facts: ImportFacts
    address: str | None = None
    passphrase: str = field(default="", repr=False)

    def open_store(self) -> CallStore:
        """Open the store without asking anybody.

        Raises:
            CallStoreError: If it does not open.
        """
        from callassist.store.store import CallStore
        from callassist.store.unlock import Unlock

        ask = (lambda _asking: self.passphrase) if self.passphrase else None
        return CallStore.open(self.address, unlock=Unlock(ask))


@dataclass(frozen=True, slots=True)
class Setup:
    """What all jobs share.

    Attributes:
        engine: The wish for an engine.
        model: A model's folder.
        pack: The prompt pack laid over the default.
        keep: Where the calls are kept, if they are.
    """

    engine: str = "auto"
    model: Path | None = None
    pack: Path | None = None
    keep: Keep | None = None

    def open_engine(self, announce: Callable[[str], None]) -> Engine:
        """Open the recognizer; ``announce`` is told of a fallback."""
        return choose_engine(self.engine, self.model, announce=announce)


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a job.

    Attributes:
        job: The job.
        error: Why nothing came of it, if so.
        warnings: What the recording lacked, or why it was not kept, a line each.
        scorecard: The call's, where there is no call file to read it from.
        kept: The id of the kept call, if it was kept.
    """

    job: Job
    error: CallAssistError | None = None
    warnings: tuple[str, ...] = ()
    scorecard: dict[str, Any] | None = None
    kept: str = ""


def run_job(
    job: Job,
    engine: Engine,
    pack: Path | None,
    progress: Callable[[float], None] | None = None,
    *,
    keep: Keep | None = None,
    store: CallStore | None = None,
) -> Result:
    """Analyze one recording; write its call file, keep it, or both.

    Args:
        job: What to analyze.
        engine: An open recognizer.
        pack: The prompt pack laid over the default.
        progress: Told the share done, 0 to 1, now and then.
        keep: How it is kept, if it is.
        store: The open store, if it is kept.

    Raises:
        CallAssistError: If the recording cannot be read, kept, or the file not written.
    """
    source = _opened(job)
    duration_s = max(source.duration_s, 1e-9)
    spoke: set[Channel] = set()

    def share(done_s: float) -> None:
        if progress is not None:
            progress(min(1.0, done_s / duration_s))

    def observe(event: CallEvent) -> None:
        if isinstance(event, Turn):
            spoke.add(event.channel)

    kept, notes = "", []
    prompts = merged_pack(pack)
    document: dict[str, Any] | None = None
    if keep is not None and store is not None:
        try:
            summary, document = import_recording(
                source, job.path, store, engine, prompts, keep.facts,
                progress=share, observe=observe,
            )  # fmt: skip
            kept = summary.id
        except AlreadyKeptError as error:
            notes.append(f"{error}; --again keeps it once more")
            if job.out is None:
                return Result(job, warnings=tuple(notes))
            source = _opened(job)
    if document is None:
        measures = keep.facts.measures if keep is not None else ALL_MEASURES
        document = analyze(
            source, engine, prompts, progress=share, observe=observe, measures=measures
        )
    if job.out is not None:
        write_call(document, job.out)
    warnings = (*notes, *source.warnings, *_unheard(job, spoke))
    return Result(job, None, warnings, document["scorecard"], kept)


def _opened(job: Job) -> Recording:
    if job.customer_path is None:
        return open_recording(job.path, agent_channel=job.agent_channel)
    return open_recording(agent=job.path, customer=job.customer_path)


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
    with closing(setup.open_engine(announce)) as engine, ExitStack() as stack:
        store = stack.enter_context(setup.keep.open_store()) if setup.keep else None
        for job in jobs:
            yield _attempt(job, engine, setup, store, partial(progress, job))


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
    job: Job,
    engine: Engine,
    setup: Setup,
    store: CallStore | None,
    progress: Callable[[float], None] | None = None,
) -> Result:
    try:
        return run_job(job, engine, setup.pack, progress, keep=setup.keep, store=store)
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
    setup: Setup
    store: CallStore | None = None
    stop: Event
    busy = threading.Lock()


def _start_worker(setup: Setup, stop: Event) -> None:
    # Ctrl-C goes to the whole group; the parent alone decides what ends.
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _Worker.engine = setup.open_engine(lambda _: None)
    _Worker.setup = setup
    _Worker.store = setup.keep.open_store() if setup.keep else None
    _Worker.stop = stop


def _run_in_worker(job: Job) -> Result:
    with _Worker.busy:
        return _attempt(job, _Worker.engine, _Worker.setup, _Worker.store, _stop_if_told)


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
