"""Comments and bookmarks of a kept call; every change is kept at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import msgspec
from sqlalchemy import Connection, delete, func, insert, select, update

from callassist.errors import CallStoreError
from callassist.store.schema import calls, marks
from callassist.store.sealing import Sealer, SealError
from callassist.store.vault import CallRow, Vault, about
from callassist.store.words import Part, words_of
from callassist.types import Mark, MarkKind


class StoreMarks:
    """The marks of one call, as :class:`callassist.protocols.Marks`."""

    def __init__(self, vault: Vault, call_id: str, author: str = "") -> None:
        """Keep the marks of a call.

        Args:
            vault: The open store.
            call_id: The call.
            author: Who makes new marks.

        Raises:
            CallStoreError: If there is no such call.
        """
        self._vault = vault
        self._call_id = call_id
        self._author = author
        with vault.database.reading() as connection:
            self._sealer = vault.sealer(vault.row(connection, call_id))

    def all(self) -> list[Mark]:
        """Return them by time; one that is damaged is left out."""
        with self._vault.database.reading() as connection:
            return read_marks(connection, self._vault.row(connection, self._call_id), self._sealer)

    def add(self, kind: MarkKind, at_s: float, text: str = "", end_s: float | None = None) -> Mark:
        """Keep a new one; return it."""
        made_at = datetime.now(UTC).astimezone().isoformat(timespec="seconds")
        mark = Mark(0, kind, at_s, end_s, text, self._author, made_at)

        def work(connection: Connection) -> Mark:
            counted = (
                update(calls)
                .where(calls.c.id == self._call_id)
                .values(marks_made=calls.c.marks_made + 1)
            )
            connection.execute(counted)
            row = self._vault.row(connection, self._call_id)
            made = replace(mark, id=row.marks_made)
            self._put(connection, row, made)
            return made

        return self._vault.database.write(work)

    def change(self, mark: Mark) -> None:
        """Keep ``mark`` in the place of the one with its id, or again after ``remove``.

        Raises:
            CallStoreError: If the call never had a mark with this id.
        """

        def work(connection: Connection) -> None:
            row = self._vault.row(connection, self._call_id)
            if not 1 <= mark.id <= row.marks_made:
                raise CallStoreError(f"call {self._call_id} never had a mark {mark.id}; add one")
            self._delete(connection, row, mark.id)
            self._put(connection, row, mark)

        self._vault.database.write(work)

    def remove(self, mark_id: int) -> None:
        """Forget one; fine if it is gone already."""

        def work(connection: Connection) -> None:
            row = self._vault.row(connection, self._call_id)
            self._delete(connection, row, mark_id)
            self._recount(connection, row)

        self._vault.database.write(work)

    def _put(self, connection: Connection, row: CallRow, mark: Mark) -> None:
        sealed = self._sealer.seal(
            msgspec.msgpack.encode(mark), about(self._call_id, "mark", mark.id)
        )
        values = {"call": row.number, "id": mark.id, "kind": mark.kind, "sealed": sealed}
        connection.execute(insert(marks).values(values))
        self._recount(connection, row)

    @staticmethod
    def _delete(connection: Connection, row: CallRow, mark_id: int) -> None:
        connection.execute(delete(marks).where(marks.c.call == row.number, marks.c.id == mark_id))

    def _recount(self, connection: Connection, row: CallRow) -> None:
        """Bring the call's counts and the index in line with its marks."""
        kinds = select(marks.c.kind, func.count()).where(marks.c.call == row.number)
        counts: dict[str, int] = dict(connection.execute(kinds.group_by(marks.c.kind)).all())
        values = {"marks": sum(counts.values()), "good_moments": counts.get("good_moment", 0)}
        connection.execute(update(calls).where(calls.c.number == row.number).values(values))
        lines = mark_lines(read_marks(connection, row, self._sealer))
        found = self._vault.index.lines(lines)
        self._vault.index_text(connection, row.number, Part.MARKS, found)


def read_marks(connection: Connection, row: CallRow, sealer: Sealer) -> list[Mark]:
    """Return a call's marks by time; one that is damaged is left out."""
    found = []
    of_call = select(marks.c.id, marks.c.sealed).where(marks.c.call == row.number)
    for mark_id, sealed in connection.execute(of_call):
        try:
            plain = sealer.open(sealed, about(row.id, "mark", mark_id))
        except SealError:
            continue
        found.append(msgspec.msgpack.decode(plain, type=Mark))
    return sorted(found, key=lambda mark: (mark.at_s, mark.id))


def mark_lines(found: Sequence[Mark]) -> list[list[str]]:
    """Return the words of marks, a line each."""
    return [words_of(mark.text) for mark in found if mark.text]
