"""Which files became which call: their names, sizes and times stand for their sound.

To know a recording by its sound, all of it must be read. A file that is as it was when it
was kept need not be: its name and state are kept as a keyed token beside its call, and go
with it.
"""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection, insert, select

from callassist.store.schema import calls, recording_files
from callassist.store.summary import CallSummary
from callassist.store.vault import Vault


class RecordingFiles:
    """The files of the recordings in an open store."""

    def __init__(self, vault: Vault) -> None:
        """Use an open store."""
        self._vault = vault

    def find(self, name: str, state: str) -> CallSummary | None:
        """Return the call that a file in this state became, if it is kept.

        Args:
            name: The file's full name.
            state: What changes when the file does: its size and time.
        """
        with_token = select(recording_files.c.call).where(
            recording_files.c.token == self._token(name, state)
        )
        with self._vault.database.reading() as connection:
            row = connection.execute(select(calls).where(calls.c.number.in_(with_token))).first()
        return None if row is None else self._vault.summary(row)

    def note(self, call_id: str, name: str, state: str) -> None:
        """Note which file a call was made of.

        Raises:
            CallStoreError: If there is no such call, or the store cannot be written.
        """
        token = self._token(name, state)

        def work(connection: Connection) -> None:
            row = self._vault.row(connection, call_id)
            this = recording_files.c.token == token, recording_files.c.call == row.number
            if connection.execute(select(recording_files.c.token).where(*this)).first() is None:
                values = {"token": token, "call": row.number}
                connection.execute(insert(recording_files).values(values))

        self._vault.database.write(work)

    def _token(self, name: str, state: str) -> int:
        # As a digest, since the index takes no notice of capitals and spaces in names.
        digest = hashlib.sha256(f"{name}\n{state}".encode("utf-8", "surrogateescape")).hexdigest()
        return self._vault.index.name("recording file", digest)
