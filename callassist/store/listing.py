"""Calls found, counted and sorted; what is damaged hides nothing else."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, func, select

from callassist.errors import CallStoreError
from callassist.store.marks import mark_lines, read_marks
from callassist.store.query import Query, parse_query
from callassist.store.schema import calls, parts
from callassist.store.sealing import SealError
from callassist.store.search import (
    SEALED_SORTS,
    check_sort,
    matching,
    ordered,
    unproven_phrases,
)
from callassist.store.summary import CallSummary
from callassist.store.troubles import DamagedError
from callassist.store.vault import CallRow, NoCallError, Vault, about
from callassist.store.words import holds_phrase, joined, unpack_lines, words_of

WORDS_PART = "words"
BATCH = 250
_ID = re.compile(r"[a-z2-7]{1,8}")


Item = TypeVar("Item")


class Listing:
    """Finds calls in an open store."""

    def __init__(self, vault: Vault) -> None:
        """Use an open store."""
        self._vault = vault

    def calls(
        self, query: str, *, sort: str, descending: bool, limit: int | None, offset: int
    ) -> list[CallSummary]:
        """Return the calls that a query finds; see :meth:`CallStore.calls`."""
        check_sort(sort)
        parsed = parse_query(query)
        page = slice(offset, None if limit is None else offset + limit)
        try:
            with self._vault.database.reading() as connection:
                if sort in SEALED_SORTS or unproven_phrases(parsed):
                    numbers = self._numbers(connection, parsed, sort, descending, page.stop)
                    rows = self._rows(connection, numbers[page])
                else:
                    chosen = ordered(self._matching(calls, parsed), sort, descending)
                    rows = list(connection.execute(chosen.limit(limit).offset(offset)))
                return [self._vault.summary(row) for row in rows]
        except DamagedError:
            if parsed != Query():
                raise
        return self._salvaged(sort, descending=descending)[page]

    def count(self, query: str) -> int:
        """Return how many calls a query finds."""
        parsed = parse_query(query)
        with self._vault.database.reading() as connection:
            if unproven_phrases(parsed):
                return len(self._numbers(connection, parsed, "started_at", True))
            counted = self._matching(func.count(), parsed).select_from(calls)
            return int(connection.execute(counted).scalar_one())

    def find(self, ref: str) -> CallSummary:
        """Return the call with this id, or the only one whose id begins so.

        Raises:
            NoCallError: If there is none, or several.
        """
        start = ref.strip().lower()
        if not _ID.fullmatch(start):
            raise NoCallError(f"'{ref}' is no id of a call; `callassist calls list` shows them")
        begins = calls.c.id.startswith(start)
        with self._vault.database.reading() as connection:
            rows = connection.execute(select(calls).where(begins).limit(2)).all()
            if not rows:
                raise NoCallError(f"there is no call {start}; `callassist calls list` shows them")
            if len(rows) > 1:
                raise NoCallError(f"several calls begin with {start}; give more of the id")
            return self._vault.summary(rows[0])

    def by_recording(self, sha256: str) -> CallSummary | None:
        """Return the call that was imported from a recording, if it is kept."""
        token = self._vault.index.name("recording", sha256)
        with self._vault.database.reading() as connection:
            row = connection.execute(select(calls).where(calls.c.recording == token)).first()
            return None if row is None else self._vault.summary(row)

    def _matching(self, what: Any, query: Query) -> Select[Any]:  # noqa: ANN401  a column or all
        return select(what).where(*matching(query, self._vault.index))

    def _numbers(
        self,
        connection: Connection,
        query: Query,
        sort: str,
        descending: bool,
        enough: int | None = None,
    ) -> list[int]:
        """Return the numbers of the calls found, where the database alone cannot tell.

        Where it sorts them, no more than ``enough`` are opened and read.
        """
        few = (calls.c.number, calls.c.id, calls.c.marks, calls.c.key, calls.c.sealed)
        found = ordered(self._matching(calls, query), sort, descending)
        chosen: Select[Any] = found.with_only_columns(*few)
        rows: list[CallRow] = list(connection.execute(chosen))
        if phrases := unproven_phrases(query):
            proven = self._proven(connection, rows, phrases)
            rows = list(proven if sort in SEALED_SORTS else islice(proven, enough))
        if sort in SEALED_SORTS:
            rows.sort(key=lambda row: self._sealed_value(row, sort), reverse=descending)
        return [row.number for row in rows]

    def _sealed_value(self, row: CallRow, sort: str) -> str:
        try:
            return str(getattr(self._vault.head(row), sort)).casefold()
        except SealError:
            return ""

    @staticmethod
    def _rows(connection: Connection, numbers: Sequence[int]) -> list[CallRow]:
        """Return whole rows in the order of their numbers here."""
        found: dict[int, CallRow] = {}
        for some in _batches(numbers):
            for row in connection.execute(select(calls).where(calls.c.number.in_(some))):
                found[row.number] = row
        return [found[number] for number in numbers if number in found]

    def _proven(
        self, connection: Connection, rows: Sequence[CallRow], phrases: Sequence[tuple[str, ...]]
    ) -> Iterator[CallRow]:
        """Yield the rows of calls that hold every phrase, word after word."""
        for some in _batches(rows):
            numbers = [row.number for row in some]
            of_some = parts.c.call.in_(numbers), parts.c.part == WORDS_PART
            found = connection.execute(select(parts.c.call, parts.c.sealed).where(*of_some))
            sealed: dict[int, bytes] = {row.call: row.sealed for row in found}
            for row in some:
                try:
                    if self._holds(connection, row, sealed.get(row.number), phrases):
                        yield row
                except SealError:
                    continue  # a damaged call is not found by its words

    def _holds(
        self,
        connection: Connection,
        row: CallRow,
        words: bytes | None,
        phrases: Sequence[tuple[str, ...]],
    ) -> bool:
        sealer = self._vault.sealer(row)
        text = "" if words is None else unpack_lines(sealer.open(words, about(row.id, WORDS_PART)))
        missing = [phrase for phrase in phrases if not holds_phrase(text, phrase)]
        if not missing:
            return True
        head = self._vault.head(row)
        lines = [words_of(head.title), words_of(head.agent)]
        if row.marks:
            lines += mark_lines(read_marks(connection, row, sealer))
        return all(holds_phrase(joined(lines), phrase) for phrase in missing)

    def _salvaged(self, sort: str, *, descending: bool) -> list[CallSummary]:
        """Return every call that can still be read from a damaged table."""
        found: dict[str, CallSummary] = {}
        for number in self._all_numbers():
            one = select(calls).where(calls.c.number == number)
            with contextlib.suppress(DamagedError), self._vault.database.reading() as connection:
                row = connection.execute(one).first()
                if row is not None:
                    found[row.id] = self._vault.summary(row)
        if not found:
            raise DamagedError(
                f"no call in {self._vault.database.name} can be read any more; "
                "copy the folder now and put a good copy back"
            )
        with_value = [call for call in found.values() if getattr(call, sort) is not None]
        without = [call for call in found.values() if getattr(call, sort) is None]
        with_value.sort(key=lambda call: getattr(call, sort), reverse=descending)
        return with_value + without

    def _all_numbers(self) -> list[int]:
        """Return the numbers of all calls, from whichever index is whole."""
        numbers: set[int] = set()
        for column in (calls.c.started_at, calls.c.id):
            # Sorting by an indexed column reads the index alone, not the damaged table.
            each = select(calls.c.number).order_by(column)
            with contextlib.suppress(CallStoreError), self._vault.database.reading() as connection:
                numbers.update(connection.execute(each).scalars())
        return sorted(numbers)


def _batches(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """Cut a list into parts that a statement can name."""
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]
