"""What a store holds, in numbers alone: no key is asked for and no name is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import func, select, text

from callassist.store.database import Database
from callassist.store.opening import default_address, is_there, wrapped_key
from callassist.store.schema import REVISION, VERSION_TABLE, calls, marks


@dataclass(frozen=True, slots=True)
class Statistics:
    """A store in numbers.

    Attributes:
        kind: ``"file"``, ``"server"`` or ``"none"``.
        key: What opens it: ``"keyring"``, ``"passphrase"`` or ``"none"``.
        revision: The version of its tables.
        newest_revision: The one that this program makes.
        calls: How many calls, by their state.
        hours: Their length together.
        marks: How many comments and bookmarks.
        sound_bytes: What their sound takes.
        file_bytes: What the database's file takes.
    """

    kind: str = "none"
    key: str = "none"
    revision: str = ""
    newest_revision: str = REVISION
    calls: dict[str, int] = field(default_factory=dict)
    hours: float = 0.0
    marks: int = 0
    sound_bytes: int = 0
    file_bytes: int = 0


def statistics(address: str | None = None) -> Statistics:
    """Return the numbers of the store at ``address``, by default this computer's.

    Raises:
        CallStoreError: If it cannot be read.
    """
    if not is_there(address):
        return Statistics()
    database = Database(address or default_address())
    try:
        key = wrapped_key(database)
        with database.reading() as connection:
            revision = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()
            states = select(calls.c.state, func.count()).group_by(calls.c.state)
            sums = select(func.sum(calls.c.duration_s), func.sum(calls.c.sound_bytes))
            seconds, sound_bytes = connection.execute(sums).one()
            return Statistics(
                kind="file" if database.path is not None else "server",
                key=key.kind if key is not None else "none",
                revision=str(revision),
                calls={str(state): int(count) for state, count in connection.execute(states)},
                hours=round(float(seconds or 0.0) / 3600, 1),
                marks=connection.execute(select(func.count()).select_from(marks)).scalar_one(),
                sound_bytes=int(sound_bytes or 0),
                file_bytes=database.path.stat().st_size if database.path is not None else 0,
            )
    finally:
        database.close()
