"""Recordings on an existing Dask cluster: analyzed by its workers, written and kept here.

Workers only read recordings and send back what came of them; the one client writes each
result, once, as it comes. No more recordings are given out than there are workers, so that
one that kills its worker is found by the scheduler's own count of deaths
(``distributed.scheduler.allowed-failures``) and takes no others with it. What the client has
written stays whatever becomes of the cluster, and is not done again.
"""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import replace
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

import callassist
from callassist.errors import CallAssistError, RecordingError
from callassist.review.callfile import write_call
from callassist.run.batch.cluster_worker import ClusterError, analyze_here, facts_here
from callassist.run.batch.fetching import fetched
from callassist.run.batch.job import ONCE_MORE, Job, Result, Setup, skipped
from callassist.run.keeping.importing import AlreadyKeptError, keep_heard

if TYPE_CHECKING:
    from distributed import Client, Future

    from callassist.store.store import CallStore

MISSING = "--cluster needs Dask's distributed; run: pip install 'callassist[cluster]'"
CONNECTING_MAY_TAKE_S = 10.0
WORKERS_MAY_TAKE_S = 60.0
CLOSING_MAY_TAKE_S = 5.0
LOOK_S = 1.0
"""How often the client looks whether there are more or fewer workers."""


class Cluster:
    """A connection to a Dask scheduler; a context manager.

    Attributes:
        address: The scheduler's.
    """

    def __init__(self, address: str, *, patience_s: float = WORKERS_MAY_TAKE_S) -> None:
        """Connect.

        Args:
            address: ``tcp://host:port`` or ``tls://…``.
            patience_s: How long to wait for workers where there are none.

        Raises:
            ClusterError: If ``distributed`` is missing, or no scheduler answers.
        """
        try:
            from distributed import Client
        except ImportError:
            raise ClusterError(MISSING) from None
        _quiet()
        self.address = address
        self._patience_s = patience_s
        try:
            connect: Any = Client  # its types are not checked
            self._client = connect(
                address, timeout=CONNECTING_MAY_TAKE_S, set_as_default=False, name="callassist"
            )
        except Exception as error:  # refused, unreachable, no such name, no such protocol
            raise ClusterError(
                f"no Dask scheduler answers at {address}: start one with 'dask scheduler', or "
                "check the address"
            ) from error

    def __enter__(self) -> Cluster:
        """Use it."""
        return self

    def __exit__(self, *_: object) -> None:
        """Disconnect; the cluster stays."""
        with suppress(Exception):  # a cluster that is gone cannot be left politely
            self._client.close(timeout=CLOSING_MAY_TAKE_S)

    def engine_facts(self, setup: Setup) -> dict[str, str]:
        """Return ``name`` and ``model`` of the recognizer that the workers have.

        Raises:
            CallAssistError: If a worker has none, or not this version of the program.
        """
        self._wait_for_workers()
        task = self._client.submit(facts_here, setup.elsewhere(), pure=False)
        try:
            answer = task.result()
        except Exception as error:
            raise self._gone_or(error) from error
        if isinstance(answer, CallAssistError):
            raise answer
        program, facts = answer
        _check_program(program)
        return dict(facts)

    def run(self, jobs: Iterable[Job], setup: Setup, facts: dict[str, str]) -> Iterator[Result]:
        """Run jobs on the workers; write and keep each result here, and yield it.

        Args:
            jobs: The recordings; the workers must find them under the same paths or URLs.
            setup: What they share.
            facts: Of the recognizer that all workers must have.

        Raises:
            ClusterError: If the cluster is gone, or a worker differs from the others.
        """
        remote = setup.elsewhere()
        waiting = deque(jobs)
        with ExitStack() as stack:
            store = stack.enter_context(setup.keep.open_store()) if setup.keep else None
            given = _Given(self._client)
            stack.callback(given.cancel)
            seen_workers_s = time.monotonic()
            workers = 0
            while waiting or given.jobs:
                workers = self._count_workers()
                while waiting and len(given.jobs) < workers:
                    job = waiting.popleft()
                    known = _known(job, store, setup)
                    if known is not None:
                        yield known
                        continue
                    given.give(job, remote, facts)
                now_s = time.monotonic()
                seen_workers_s = now_s if workers else seen_workers_s
                if now_s - seen_workers_s > self._patience_s:
                    raise self._no_workers()
                taken = given.take()
                if taken is None:
                    self._check_alive()
                    continue
                job, result = self._result(*taken)
                if waiting and len(given.jobs) < workers:  # its worker need not wait for us
                    given.give(waiting.popleft(), remote, facts)
                yield _committed(job, result, setup, store)

    def _result(self, job: Job, task: Future[Result]) -> tuple[Job, Result]:
        from distributed.scheduler import KilledWorker

        try:
            result = task.result()
        except KilledWorker as error:
            line = (
                f"{job.shown}: {error.allowed_failures + 1} workers died of it (out of memory?); "
                "look at their logs, or leave it out"
            )
            result = Result(job, RecordingError(line))
        except Exception as error:
            raise self._gone_or(error) from error
        if isinstance(result.error, ClusterError):
            raise result.error
        return job, result

    def _count_workers(self) -> int:
        try:
            return len(self._client.nthreads())
        except Exception as error:
            raise self._gone_or(error) from error

    def _wait_for_workers(self) -> None:
        until_s = time.monotonic() + self._patience_s
        while not self._count_workers():
            if time.monotonic() > until_s:
                raise self._no_workers()
            time.sleep(LOOK_S / 4)

    def _check_alive(self) -> None:
        if self._client.status != "running":
            raise self._gone()

    def _gone_or(self, error: Exception) -> ClusterError:
        """Return what an error of the cluster means."""
        from asyncio import CancelledError as AsyncCancelled
        from concurrent.futures import CancelledError

        if isinstance(error, CancelledError | AsyncCancelled | OSError | TimeoutError):
            return self._gone()
        if self._client.status != "running":
            return self._gone()
        reason = error.__cause__ or error
        what = f"{type(reason).__name__}: {' '.join(str(reason).split())}"
        return ClusterError(
            f"the cluster at {self.address} cannot run callassist ({what}): install callassist "
            f"{callassist.__version__} with the extra 'cluster' for its scheduler and workers"
        )

    def _gone(self) -> ClusterError:
        return ClusterError(
            f"the cluster at {self.address} is gone: what was finished stays; run the same "
            "command again to do the rest"
        )

    def _no_workers(self) -> ClusterError:
        return ClusterError(
            f"the cluster at {self.address} has no workers: start some with 'dask worker "
            f"{self.address} --nthreads 1', then run the same command again"
        )


class _Given:
    """The recordings that workers have, and those that are back."""

    def __init__(self, client: Client) -> None:
        self._client: Any = client
        self._back: SimpleQueue[Future[Result]] = SimpleQueue()
        self.jobs: dict[Future[Result], Job] = {}

    def give(self, job: Job, setup: Setup, facts: dict[str, str]) -> None:
        """Give a recording to a worker."""
        away = replace(
            job, out=None,
            path=job.path if job.url else job.path.absolute(),
            customer_path=job.customer_path and job.customer_path.absolute(),
        )  # fmt: skip
        task = self._client.submit(
            analyze_here, away, setup, callassist.__version__, facts, pure=False
        )
        self.jobs[task] = job
        task.add_done_callback(self._back.put)

    def take(self) -> tuple[Job, Future[Result]] | None:
        """Return the next one that is back, or ``None`` if none is for a while."""
        try:
            task = self._back.get(timeout=LOOK_S)
        except Empty:
            return None
        return self.jobs.pop(task), task

    def cancel(self) -> None:
        """Want nothing any more; a worker still ends the recording that it has begun."""
        with suppress(Exception):
            if self.jobs and self._client.status == "running":
                self._client.cancel(list(self.jobs))


def _known(job: Job, store: CallStore | None, setup: Setup) -> Result | None:
    """Return the result for a recording that only has to be kept, and is."""
    if store is None or setup.keep is None or setup.keep.facts.again:
        return None
    if job.out is not None or setup.gives_document:
        return None
    try:
        with fetched(job.url, job.path) as path:
            source = replace(job, path=path, url="").open()
            try:
                kept = store.imported(source.info.sha256)
            finally:
                source.close()
    except CallAssistError:
        return None  # the worker will say why
    if kept is None:
        return None
    return skipped(job, kept)


def _committed(job: Job, result: Result, setup: Setup, store: CallStore | None) -> Result:
    """Write and keep what came back."""
    result, document = replace(result, job=job), result.document
    if result.error is not None or document is None:
        return result
    try:
        notes: tuple[str, ...] = ()
        if store is not None and setup.keep is not None and result.heard is not None:
            try:
                with fetched(job.url, job.path) as path:
                    source = replace(job, path=path, url="").open()
                    call = keep_heard(source, path, store, result.heard, setup.keep.facts)
                result = replace(result, kept=call.id)
            except AlreadyKeptError as error:
                notes = (f"{error}; {ONCE_MORE}",)
                result = replace(result, known=error.summary.id)
        if job.out is not None:
            write_call(document, job.out)
        return replace(result, warnings=(*notes, *result.warnings))
    except CallAssistError as error:
        return replace(result, error=error)


def _check_program(program: str) -> None:
    if program != callassist.__version__:
        raise ClusterError(
            f"the workers have callassist {program} and this computer {callassist.__version__}: "
            "install the same everywhere"
        )


def _quiet() -> None:
    """Let nobody but us say that a cluster is gone: its libraries tell it in tracebacks."""
    for name in ("distributed", *_DISTRIBUTED_LOGGERS, "tornado.application", "asyncio"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


_DISTRIBUTED_LOGGERS = ("distributed.client", "distributed.comm", "distributed.core")
