"""The Parquet data set of ``analyze --parquet``: a folder a table, a file a part of the batch.

Only one program writes to a data set at a time. A call counts as soon as it stands in the
journal; parts are made of it. A part is there once its ``calls`` file is, which is written
last; rows of a call that was analyzed anew later are taken out of the older part.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import filelock
import msgspec

from callassist.errors import CallAssistError, CallStoreError
from callassist.run.batch.done import Done, append_line
from callassist.run.batch.job import Job
from callassist.run.batch.tables import CALLS, FORM, TABLES, Type, rows_of

if TYPE_CHECKING:
    from pyarrow import Schema, Table

JOURNAL = "journal.jsonl"
LOCK = ".lock"
PART_CALLS = 500
MISSING = "a Parquet data set needs pyarrow; run: pip install 'callassist[parquet]'"


class _Row(msgspec.Struct):
    """What of a call's row tells whether it is done."""

    call_id: str
    recording: str
    state: str
    sha256: str
    made_with: str

    @property
    def done(self) -> Done:
        return Done(self.recording, self.state, self.sha256, self.made_with)


_LINES = msgspec.json.Decoder(tuple[Done, dict[str, Any]])


class DataSet:
    """A data set that is being written; a context manager.

    Attributes:
        folder: Where it is.
    """

    def __init__(self, folder: Path, part_calls: int = PART_CALLS) -> None:
        """Open or begin a data set.

        Args:
            folder: Its folder; it is made.
            part_calls: Calls a file.

        Raises:
            CallAssistError: If pyarrow is missing, somebody else writes to it, or it cannot
                be written or read.
        """
        try:
            import pyarrow.parquet
        except ImportError:
            raise CallAssistError(MISSING) from None
        self._arrow = pyarrow
        self.folder = folder
        self._part_calls = part_calls
        self._journal = folder / JOURNAL
        self._journaled = 0
        with _told(folder):
            folder.mkdir(parents=True, exist_ok=True)
            self._lock = filelock.FileLock(folder / LOCK)
            try:
                self._lock.acquire(timeout=0)
            except filelock.Timeout:
                raise CallStoreError(
                    f"another callassist is writing to {folder}: wait until it is done"
                ) from None
        try:
            with _told(folder):
                self._clear()
                self._done: dict[str, Done] = {}
                for _, _, done in self._calls():
                    self._done[done.recording] = done
                self._in_parts = set(self._done)
                for done, _document in self._journal_lines():
                    self._done[done.recording] = done
                    self._journaled += 1
        except BaseException:
            self._lock.release()
            raise

    def __enter__(self) -> DataSet:
        """Use it."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def has(self, job: Job, made: str) -> bool:
        """Return whether a call is in it, and as it would be made."""
        done = self._done.get(job.recording)
        return done is not None and done.covers(job, made)

    def sha256(self, job: Job) -> str:
        """Return the checksum that the recording of a call in it had; empty for no such call."""
        done = self._done.get(job.recording)
        return done.sha256 if done is not None else ""

    def add(self, done: Done, document: Mapping[str, Any]) -> None:
        """Add a call, in place of what came of the same recording before.

        Raises:
            CallStoreError: If it cannot be written.
        """
        line = json.dumps([asdict(done), document], ensure_ascii=False, allow_nan=False)
        with _told(self.folder):
            append_line(self._journal, line)
        self._done[done.recording] = done
        self._journaled += 1
        if self._journaled >= self._part_calls:
            self.flush()

    def flush(self) -> None:
        """Make a part of what stands in the journal.

        Raises:
            CallStoreError: If it cannot be written.
        """
        with _told(self.folder):
            latest = {done.recording: (done, document) for done, document in self._journal_lines()}
            if latest:
                numbers = [number for number, _ in self._parts()]
                self._write_part(max(numbers, default=0) + 1, list(latest.values()))
                if not self._in_parts.isdisjoint(latest):
                    self._drop_superseded()
                self._in_parts |= latest.keys()
            self._journal.unlink(missing_ok=True)
            self._journaled = 0

    def close(self) -> None:
        """Flush, and let others write."""
        try:
            self.flush()
        finally:
            self._lock.release()

    def _write_part(self, number: int, calls: list[tuple[Done, Mapping[str, Any]]]) -> None:
        for table in _calls_last():
            rows = [row for done, document in calls for row in rows_of(table, done, document)]
            self._write(table, number, self._arrow.Table.from_pylist(rows, self._schema(table)))

    def _write(self, table: str, number: int, content: Table) -> None:
        path = self._path(table, number)
        path.parent.mkdir(exist_ok=True)
        draft = path.with_name(f".{path.name}.part")
        try:
            self._arrow.parquet.write_table(content, draft, compression="zstd")
            draft.chmod(0o600)
            draft.replace(path)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise

    def _drop_superseded(self) -> None:
        """Take out of each part the calls whose recording stands in a later one."""
        latest = {done.recording: number for number, _, done in self._calls()}
        stale: dict[int, list[str]] = {}
        for number, call, done in self._calls():
            if latest[done.recording] != number:
                stale.setdefault(number, []).append(call)
        for number, calls in stale.items():
            if all(call in calls for n, call, _ in self._calls() if n == number):
                for table in reversed(_calls_last()):
                    self._path(table, number).unlink(missing_ok=True)
                continue
            for table in _calls_last():
                content = self._arrow.parquet.read_table(self._path(table, number))
                is_stale = self._arrow.compute.is_in(
                    content["call_id"], value_set=self._arrow.array(calls, self._arrow.string())
                )
                self._write(table, number, content.filter(self._arrow.compute.invert(is_stale)))

    def _clear(self) -> None:
        """Clear away what a crash left: parts without their calls, and rows of stale calls."""
        import pyarrow.compute  # noqa: F401  loads what self._arrow.compute is

        whole = {number for number, _ in self._parts()}
        for table in TABLES:
            for path in (self.folder / table).glob(".*.part"):
                path.unlink()
            for number, path in self._parts(table):
                if number not in whole:
                    path.unlink()
        self._drop_superseded()

    def _calls(self) -> Iterator[tuple[int, str, Done]]:
        """Yield all calls of all parts, by part: its number, the call's id, its recording."""
        names = ["call_id", "recording", "state", "sha256", "made_with"]
        for number, path in self._parts():
            try:
                content = self._arrow.parquet.read_table(path, columns=names, partitioning=None)
                rows = msgspec.convert(content.to_pylist(), list[_Row])
            except (
                self._arrow.ArrowException, KeyError, ValueError, OSError, MemoryError
            ) as error:  # fmt: skip
                raise CallStoreError(
                    f"{path} is not of a callassist data set; choose another folder with --parquet"
                ) from error
            for row in rows:
                yield number, row.call_id, row.done

    def _parts(self, table: str = CALLS) -> list[tuple[int, Path]]:
        paths = (self.folder / table).glob("part-*.parquet")
        return sorted((int(path.stem[5:]), path) for path in paths if path.stem[5:].isdecimal())

    def _path(self, table: str, number: int) -> Path:
        return self.folder / table / f"part-{number:06d}.parquet"

    def _journal_lines(self) -> Iterator[tuple[Done, Mapping[str, Any]]]:
        if not self._journal.exists():
            return
        with self._journal.open("rb") as lines:
            for line in lines:
                # The last line may have been cut short by a crash; that call is done again.
                with suppress(ValueError, RecursionError):
                    yield _LINES.decode(line)

    def _schema(self, table: str) -> Schema:
        arrow = self._arrow
        number = arrow.float64()
        word = arrow.struct(
            [("text", arrow.string()), ("start_s", number), ("end_s", number),
             ("confidence", number)]
        )  # fmt: skip
        types: dict[Type, Any] = {
            "text": arrow.string(),
            "texts": arrow.list_(arrow.string()),
            "words": arrow.list_(word),
            "number": number,
            "count": arrow.int64(),
        }
        return arrow.schema(
            [
                arrow.field(column.name, types[column.type], metadata={"says": column.says})
                for column in TABLES[table]
            ],
            metadata={"form": FORM, "table": table},
        )


def _calls_last() -> list[str]:
    return [table for table in TABLES if table != CALLS] + [CALLS]


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Tell an error of the file system as one line about the data set."""
    try:
        yield
    except OSError as error:
        raise CallStoreError(
            f"cannot write to {folder}: {error.strerror or error}; choose another folder with "
            "--parquet"
        ) from error
