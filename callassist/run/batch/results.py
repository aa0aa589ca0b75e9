"""Where the results of a batch go: noted as done, into the data set, and failures in a file.

The one process that runs the batch does this, once for each result as it comes.
"""

from __future__ import annotations

import csv
import io
import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from callassist.errors import CallAssistError, CallStoreError
from callassist.files import write_whole
from callassist.review.callfile import read_call
from callassist.run.batch.done import CallFiles, Done, made_with, state_now
from callassist.run.batch.job import Job, Result, Setup, skipped
from callassist.run.batch.parquet import DataSet

if TYPE_CHECKING:
    from callassist.store.store import CallStore

log = logging.getLogger(__name__)

FAILURES_FILE = "failures.csv"
REASONS_SHOWN = 5


@dataclass(slots=True)
class Tally:
    """How far a batch has come.

    Attributes:
        total: Recordings to do.
        before: Recordings that were done before.
        finished: Recordings analyzed by now, failed ones and all.
        failures: Those that failed: their names and why.
    """

    total: int = 0
    before: int = 0
    finished: int = 0
    failures: list[tuple[str, str]] = field(default_factory=list)

    def reasons(self) -> list[tuple[str, int]]:
        """Return why recordings failed, without their names, and how many; most frequent first."""
        counts = Counter(why.replace(name, "…") for name, why in self.failures)
        return counts.most_common(REASONS_SHOWN)


class Results:
    """Takes the results of a batch; a context manager."""

    def __init__(
        self, setup: Setup, out: Path | None, parquet: Path | None, *, again: bool = False
    ) -> None:
        """Open what results go to.

        Args:
            setup: What the recordings are analyzed with.
            out: The folder of the call files, if there are any.
            parquet: The data set's folder, if there is one.
            again: Whether to do again what is done.

        Raises:
            CallAssistError: If one of them cannot be written or read.
        """
        self.tally = Tally()
        self._setup = setup
        self._again = again
        self._folder = out or parquet
        self._files = CallFiles(out) if out is not None else None
        self._states: dict[Job, str] = {}
        self._closing = ExitStack()
        self._data = self._closing.enter_context(DataSet(parquet)) if parquet is not None else None
        self._kept: CallStore | None = None
        if setup.keep is not None:
            self._kept = self._closing.enter_context(setup.keep.open_store())

    def __enter__(self) -> Results:
        """Use it."""
        return self

    def __exit__(self, *_: object) -> None:
        """Finish the data set, and write the failures."""
        self._closing.close()
        if self._folder is not None and self.tally.total > 1:
            write_failures(self._folder / FAILURES_FILE, self.tally.failures)

    def kept_before(self, jobs: Iterable[Job]) -> tuple[list[Job], list[Result]]:
        """Return the jobs still to look at, and the results of those whose files are known.

        A file that is as it was when it was kept is not read. Where call files or a data set
        are wanted too, :meth:`undone` decides.

        Raises:
            CallAssistError: If the store does not open.
        """
        store = self._kept if self._folder is None and not self._again else None
        if store is None:
            return list(jobs), []
        todo: list[Job] = []
        done: list[Result] = []
        for job in jobs:
            state = self._states[job] = state_now(job)
            known = store.recording_files.find(job.recording, state) if state else None
            if known is None:
                todo.append(job)
            else:
                done.append(skipped(job, known))
        return todo, done

    def undone(
        self,
        jobs: Iterable[Job],
        engine: Mapping[str, str],
        look: Callable[[], None] = lambda: None,
    ) -> list[Job]:
        """Return the jobs that are still to do, and remember how their recordings are now.

        Args:
            jobs: All jobs.
            engine: The recognizer's ``name`` and ``model``.
            look: Called for each job, to show that something goes on.

        Raises:
            CallAssistError: If the pack cannot be read, something cannot be written, or the store
                does not open.
        """
        made: dict[int, str] = {}
        todo = []
        store = self._kept if self._folder is not None else None
        for job in jobs:
            look()
            if job.agent_channel not in made:
                made[job.agent_channel] = made_with(self._setup, engine, job.agent_channel)
            is_done = self._folder is not None and self._is_done(job, made[job.agent_channel])
            if is_done and (store is None or self._is_kept(job, store)):
                self.tally.before += 1
                continue
            if job not in self._states:
                self._states[job] = state_now(job)
            todo.append(job)
        self._made = made
        self.tally.total = len(todo)
        return todo

    def _is_done(self, job: Job, made: str) -> bool:
        """Return whether nothing has to be analyzed; a missing row comes from the call file."""
        if self._again or (self._files is not None and not self._files.has(job, made)):
            return False
        if self._data is None or self._data.has(job, made):
            return True
        if self._files is None or job.out is None:
            return False
        try:
            document = read_call(job.out)
        except CallStoreError:
            return False
        self._data.add(self._done(job, document, made, state_now(job)), document)
        return True

    def _is_kept(self, job: Job, store: CallStore) -> bool:
        """Return whether a finished recording is in the store, too."""
        places = [place for place in (self._files, self._data) if place is not None]
        return any(store.imported(place.sha256(job)) is not None for place in places)

    def take(self, results: Iterable[Result]) -> Iterator[Result]:
        """Note each result as it comes; yield it without what nobody needs any more."""
        for result in results:
            taken = self._taken(result)
            self.tally.finished += 1
            if taken.error is not None:
                self.tally.failures.append((taken.job.shown, str(taken.error)))
            yield replace(taken, document=None, heard=None)

    def _taken(self, result: Result) -> Result:
        job, document = result.job, result.document
        state = self._states.pop(job, "")
        if result.error is None:
            self._note_file(result, state)
        if result.error is not None or document is None:
            return result
        done = self._done(job, document, self._made[job.agent_channel], state)
        try:
            if self._data is not None:
                self._data.add(done, document)
            if self._files is not None:
                self._files.add(job, done)
        except CallAssistError as error:
            return replace(result, error=error)
        return result

    def _note_file(self, result: Result, state: str) -> None:
        """Note which file became a kept call, if it has not changed meanwhile."""
        call_id, job = result.kept or result.known, result.job
        if self._kept is not None and call_id and state and state == state_now(job):
            try:
                self._kept.recording_files.note(call_id, job.recording, state)
            except CallStoreError as error:  # it is read again next time, and no more
                log.info("%s", error)

    @staticmethod
    def _done(job: Job, document: Mapping[str, Any], made: str, state: str) -> Done:
        return Done(job.recording, state, document["source"]["sha256"], made)


def write_failures(path: Path, failures: Iterable[tuple[str, str]]) -> None:
    """Write a table of what failed and why, or remove an old one where nothing did.

    Raises:
        CallStoreError: If it cannot be written.
    """
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(("recording", "error"))
    rows = list(failures)
    table.writerows((_readable(name), _readable(why)) for name, why in rows)
    try:
        if rows:
            write_whole(path, text.getvalue(), newline="\n")
        else:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise CallStoreError(f"cannot write {path}: {error.strerror or error}") from error


def _readable(text: str) -> str:
    """Return text that any encoding can hold: on Linux a name may be any bytes."""
    return text.encode("utf-8", "replace").decode("utf-8")
