"""Documents and marks of many calls at once, for figures over all of them."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

import msgspec
from sqlalchemy import select

from callassist.store.inflating import inflated
from callassist.store.marks import read_marks
from callassist.store.schema import calls, marks, parts
from callassist.store.sealing import SealError
from callassist.store.vault import Vault, about
from callassist.types import Mark, MarkKind

BATCH = 100
"""Documents in memory at once, sealed."""
_FormT = TypeVar("_FormT")


class Many:
    """Reads many calls with few statements."""

    def __init__(self, vault: Vault) -> None:
        """Use an open store."""
        self._vault = vault

    def documents(
        self, ids: Sequence[str], form: type[_FormT]
    ) -> Iterator[tuple[str, _FormT | None]]:
        """Yield each call's document as a msgspec type; see :meth:`CallStore.documents`."""
        decoder = msgspec.json.Decoder(form)
        for start in range(0, len(ids), BATCH):
            some = ids[start : start + BATCH]
            chosen = (
                select(calls.c.id, calls.c.key, parts.c.sealed)
                .join_from(calls, parts, parts.c.call == calls.c.number)
                .where(calls.c.id.in_(some), parts.c.part == "document", parts.c.number == 0)
            )
            with self._vault.database.reading() as connection:
                found: dict[str, Any] = {row.id: row for row in connection.execute(chosen)}
            for call_id in some:
                row = found.get(call_id)
                document = None
                if row is not None:
                    try:
                        sealer = self._vault.sealer(row)
                        plain = sealer.open(row.sealed, about(call_id, "document"))
                        document = decoder.decode(inflated(plain))
                    except (SealError, zlib.error, msgspec.DecodeError):
                        document = None
                yield call_id, document

    def marks(self, ids: Sequence[str], kind: MarkKind) -> Iterator[tuple[str, Mark]]:
        """Yield the marks of a kind of calls, call by call; see :meth:`CallStore.marks_of`."""
        for start in range(0, len(ids), BATCH):
            some = ids[start : start + BATCH]
            with_marks = select(marks.c.call).where(marks.c.kind == kind)
            chosen = select(calls).where(calls.c.id.in_(some), calls.c.number.in_(with_marks))
            with self._vault.database.reading() as connection:
                rows = {row.id: row for row in connection.execute(chosen)}
                for call_id in some:
                    if call_id not in rows:
                        continue
                    try:
                        all_marks = read_marks(
                            connection, rows[call_id], self._vault.sealer(rows[call_id])
                        )
                    except SealError:
                        continue  # a damaged call hides no other
                    yield from ((call_id, mark) for mark in all_marks if mark.kind == kind)
