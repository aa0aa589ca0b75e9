"""Many recordings at once: a process a core, each result written whole or not at all."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from functools import partial
from multiprocessing import connection, get_context, parent_process
from multiprocessing.queues import SimpleQueue
from multiprocessing.synchronize import Event
from typing import TYPE_CHECKING

from callassist.errors import CallAssistError, RecordingError
from callassist.protocols import Engine
from callassist.run.batch.job import Job, Keep, Result, Setup, StoppedError, attempt
from callassist.run.batch.watchdog import STALL_S, Watchdog

if TYPE_CHECKING:
    from callassist.store.store import CallStore

__all__ = ["Job", "Keep", "Result", "Setup", "run_in_line", "run_in_processes"]

DEATHS_IN_A_ROW = 8
"""So many recordings that kill their process are no chance: the machine is at fault."""


def run_in_line(
    jobs: Iterable[Job],
    setup: Setup,
    engine: Engine,
    *,
    progress: Callable[[Job, float], None],
) -> Iterator[Result]:
    """Run jobs one after the other in this process; yield each one's result."""
    with ExitStack() as stack:
        store = stack.enter_context(setup.keep.open_store()) if setup.keep else None
        for job in jobs:
            yield attempt(job, engine, setup, store, partial(progress, job))


def run_in_processes(
    jobs: Iterable[Job],
    setup: Setup,
    workers: int,
    *,
    announce: Callable[[str], None] | None = None,
) -> Iterator[Result]:
    """Run jobs on ``workers`` processes; yield results as they come.

    The caller has opened the engine once, or gives ``announce``: then that is done here, so
    that it is said once what is used, and fails once if it cannot be.

    Leaving the iterator early (Ctrl-C) ends the processes; files that were
    written stay, and none is left half-written. Of the recordings that were under way
    when a process died, each is tried once more by itself: the one at which it dies again
    has failed, and the others are not its victims. One without any progress for
    ``STALL_S`` has failed at once.

    Raises:
        CallAssistError: If processes die whatever the recording.
    """
    if announce is not None:
        setup.open_engine(announce).close()
    waiting, in_a_row = deque(jobs), 0
    while waiting:
        suspects = yield from _run_until_death(waiting, setup, min(workers, len(waiting)))
        for suspect in suspects:
            guilty = yield from _run_until_death(deque([suspect]), setup, 1)
            in_a_row = in_a_row + 1 if guilty else 0
            for job in guilty:
                died = f"{job.shown}: a worker process died of it twice (out of memory?)"
                yield Result(job, RecordingError(f"{died}; try fewer --jobs, or leave it out"))
            if in_a_row == DEATHS_IN_A_ROW:
                raise CallAssistError(
                    f"a worker process died at each of {in_a_row} recordings in a row (out of "
                    "memory?): try fewer --jobs; what was finished stays"
                )


def _run_until_death(
    waiting: deque[Job], setup: Setup, workers: int
) -> Generator[Result, None, list[Job]]:
    """Run ``waiting`` empty; return the jobs that were under way if a process died.

    A job that hung is no such one: it is yielded as failed.
    """
    # A forked child would inherit the threads' locks of the sound and screen libraries.
    context = get_context("spawn")
    stop = context.Event()
    hung: SimpleQueue[str] = context.SimpleQueue()
    pool = ProcessPoolExecutor(
        workers,
        mp_context=context,
        initializer=_start_worker,
        initargs=(setup, stop, hung, STALL_S),
    )
    under_way: dict[Future[Result], Job] = {}
    try:
        while waiting or under_way:
            # No more than can run: whatever is under way at a death may have caused it.
            while waiting and len(under_way) < workers:
                under_way[pool.submit(_run_in_worker, waiting[0])] = waiting[0]
                waiting.popleft()
            for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                result = future.result()
                del under_way[future]
                yield result
    except BrokenProcessPool:
        names = set()
        while not hung.empty():
            names.add(hung.get())
        for job in under_way.values():
            if job.recording in names:
                yield Result(job, _hung(job))
        return [job for job in under_way.values() if job.recording not in names]
    finally:
        stop.set()
        pool.shutdown(wait=True, cancel_futures=True)
    return []


def _hung(job: Job) -> RecordingError:
    return RecordingError(
        f"{job.shown}: nothing went on for {STALL_S / 60:.0f} min, so it was given up; convert it "
        "to FLAC, or leave it out"
    )


class _Worker:
    """What a worker process keeps between jobs."""

    engine: Engine
    setup: Setup
    store: CallStore | None = None
    stop: Event
    watchdog: Watchdog
    busy = threading.Lock()


def _start_worker(setup: Setup, stop: Event, hung: SimpleQueue[str], patience_s: float) -> None:
    # Ctrl-C goes to the whole group; the parent alone decides what ends.
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _Worker.engine = setup.open_engine(lambda _: None)
    _Worker.setup = setup
    _Worker.store = setup.keep.open_store() if setup.keep else None
    _Worker.stop = stop
    _Worker.watchdog = Watchdog(patience_s, hung.put)


def _run_in_worker(job: Job) -> Result:
    with _Worker.busy, _Worker.watchdog.watching(job.recording):
        return attempt(job, _Worker.engine, _Worker.setup, _Worker.store, _stop_if_told)


def _stop_if_told(_share: float) -> None:
    _Worker.watchdog.beat()
    parent = parent_process()
    if _Worker.stop.is_set() or parent is None or not parent.is_alive():
        raise StoppedError


def _end_with_parent() -> None:
    """End this process when its parent was killed; the pool would wait for jobs for ever."""
    parent = parent_process()
    assert parent is not None, "workers are children"
    connection.wait([parent.sentinel])
    with _Worker.busy:  # its job sees the same and stops, or writes its file first
        os._exit(1)
