"""What a database says when it fails, as one line that says what to do."""

from __future__ import annotations

import sqlite3

from sqlalchemy.exc import DBAPIError

from callassist.errors import CallStoreError


class BusyError(CallStoreError):
    """Another program held the database for too long, or two were in each other's way."""


class NoStoreError(CallStoreError):
    """No call was kept here yet."""


class FullError(CallStoreError):
    """There is no room on the disk for what was to be written."""


class DamagedError(CallStoreError):
    """A part of the database or of a call cannot be read any more."""


# PostgreSQL's codes: serialization failure, deadlock, lock not available.
_RETRIED_STATES = frozenset({"40001", "40P01", "55P03"})
# What SQLite could not write is no sign of damage: its message is the same "disk I/O error".
_NOT_WRITTEN = ("SHMSIZE", "SHMOPEN", "SHMMAP", "WRITE", "FSYNC", "TRUNCATE")
_SAID_BY_SQLITE: tuple[tuple[tuple[str, ...], type[CallStoreError], str], ...] = (
    (
        ("locked", "busy"),
        BusyError,
        "another program is busy with the calls in {name}; try again in a moment",
    ),
    (
        ("not a database", "file is encrypted"),
        DamagedError,
        "{name} is not a store of calls, or its beginning is damaged; move it away "
        "or put a copy of it back; nothing was changed",
    ),
    (
        ("malformed", "corrupt", "disk i/o error"),
        DamagedError,
        "a part of {name} is damaged; copy the folder now and put a good copy back; "
        "whatever else is in it can still be read",
    ),
    (
        ("is full",),
        FullError,
        "the disk is full: nothing of this was kept; free some space near {name} and try again",
    ),
    (
        ("readonly", "read-only", "attempt to write"),
        CallStoreError,
        "{name} may only be read: give yourself the right to write it and its folder, "
        "or choose another folder with the variable CALLASSIST_CALLS",
    ),
    (
        ("unable to open",),
        CallStoreError,
        "cannot open {name}: give yourself the right to write it and its folder, "
        "or choose another folder with the variable CALLASSIST_CALLS",
    ),
    (
        ("no such table", "no such column"),
        DamagedError,
        "{name} is not a store of calls, or was damaged; move it away or put a copy of it back",
    ),
)


def told(error: Exception, name: str, *, is_sqlite: bool) -> CallStoreError:
    """Return what to tell a person about ``error`` of the database ``name``."""
    cause: object = error.orig if isinstance(error, DBAPIError) and error.orig else error
    if is_sqlite:
        return _told_sqlite(cause, name)
    return _told_postgres(cause, name)


def _told_sqlite(cause: object, name: str) -> CallStoreError:
    said = " ".join(str(cause).split())
    if getattr(cause, "sqlite_errorname", "").removeprefix("SQLITE_IOERR_") in _NOT_WRITTEN:
        return FullError(
            f"cannot write beside {name}: the disk is full or fails; free some space there "
            "and try again; what is kept stays as it is"
        )
    for signs, kind, line in _SAID_BY_SQLITE:
        if any(sign in said.lower() for sign in signs):
            return kind(line.format(name=name))
    kind = DamagedError if isinstance(cause, sqlite3.DatabaseError) else CallStoreError
    return kind(f"{name} does not work ({said}); put a copy of it back and report this")


def _told_postgres(cause: object, name: str) -> CallStoreError:
    details = next(iter(getattr(cause, "args", ())), None)
    state, said = "", " ".join(str(cause).split())
    if isinstance(details, dict):  # pg8000 gives the server's fields: C the code, M the message
        state, said = str(details.get("C", "")), str(details.get("M", said))
    if state in _RETRIED_STATES:
        return BusyError(f"another program is busy with the calls in {name}; try again")
    if state.startswith("28"):
        return CallStoreError(f"{name} refuses the user or the password; check the address")
    if state == "3D000":
        return CallStoreError(f"{name} has no such database; have it made, or check the address")
    if state in ("42501", "25006"):
        return CallStoreError(f"this user may not write to {name}; ask its administrator")
    if state in ("53100", "53200"):
        return CallStoreError(f"the disk of {name} is full: nothing of this was kept; free some")
    if state in ("XX001", "XX002"):
        return DamagedError(f"a part of {name} is damaged ({said}); ask its administrator")
    if not state:
        return CallStoreError(f"cannot reach {name} ({said}); check the address and the network")
    return CallStoreError(f"{name} does not work ({said}); ask its administrator")
