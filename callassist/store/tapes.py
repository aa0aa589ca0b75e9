"""Keeps, beside a call, what a what-if needs of it, so that it need not be made again."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from callassist.store.schema import parts
from callassist.store.sealing import SealError
from callassist.store.vault import Vault, about

TAPE_PART = "tape"


class Tapes:
    """The packed replay tapes of an open store; its calls' events are what they are made of."""

    def __init__(self, vault: Vault) -> None:
        """Use an open store."""
        self._vault = vault

    def tape(self, call_id: str) -> bytes | None:
        """Return a call's packed tape, or ``None`` where there is none that is whole.

        Raises:
            CallStoreError: If there is no such call, or the store cannot be read.
        """
        with self._vault.database.reading() as connection:
            row = self._vault.row(connection, call_id)
            of_call = parts.c.call == row.number, parts.c.part == TAPE_PART
            sealed = connection.execute(select(parts.c.sealed).where(*of_call)).scalar()
        if sealed is None:
            return None
        try:
            return self._vault.sealer(row).open(sealed, about(call_id, TAPE_PART, 0))
        except SealError:
            return None  # it is made again from the events

    def keep_tape(self, call_id: str, packed: bytes) -> None:
        """Keep a call's packed tape, in the place of an older one.

        Raises:
            CallStoreError: If there is no such call, or the store cannot be written.
        """

        def work(connection: Connection) -> None:
            row = self._vault.row(connection, call_id)
            sealed = self._vault.sealer(row).seal(packed, about(call_id, TAPE_PART, 0))
            of_call = parts.c.call == row.number, parts.c.part == TAPE_PART
            connection.execute(delete(parts).where(*of_call))
            piece = {"call": row.number, "part": TAPE_PART, "number": 0, "sealed": sealed}
            connection.execute(insert(parts).values(piece))

        self._vault.database.write(work)
