"""The database under the store: SQLite in the calls' folder, or a team's PostgreSQL.

Transactions are short; SQLite's writing ones take the write lock at once, so that two
programs wait for each other instead of failing halfway. What goes wrong becomes one
line that says what to do (:mod:`callassist.store.troubles`).
"""

from __future__ import annotations

import os
import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from callassist.errors import CallStoreError
from callassist.store.troubles import BusyError, told

BUSY_TIMEOUT_S = 10.0
WRITE_TRIES = 5
RETRY_PAUSE_S = 0.05
_CACHE_KB = 16_384
PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # what is deleted is overwritten with zeros
    "PRAGMA temp_store = MEMORY",  # no temporary file ever
    "PRAGMA synchronous = FULL",
    "PRAGMA trusted_schema = OFF",  # a file from somebody else may call no function of note
    f"PRAGMA cache_size = -{_CACHE_KB}",
)
_WRITES = "callassist_writes"

Result = TypeVar("Result")


class Database:
    """A database's transactions.

    Attributes:
        name: The file or the address without its password, for people.
        path: SQLite's file; ``None`` for PostgreSQL.
    """

    def __init__(self, address: str) -> None:
        """Get ready; nothing is opened or made yet.

        Raises:
            CallStoreError: If ``address`` names no database that can be used.
        """
        url = _url(address)
        self.path = Path(url.database or "") if url.get_backend_name() == "sqlite" else None
        self.name = str(self.path) if self.path else url.render_as_string(hide_password=True)
        self._engine = _sqlite_engine(url) if self.path else _postgres_engine(url)
        self._inode: tuple[int, int] | None = None

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file of this computer."""
        return self.path is not None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the database.

        Raises:
            CallStoreError: If the database cannot be read.
        """
        with self._told(), self._engine.connect() as connection, connection.begin():
            self._check_same_file()
            yield connection

    def write(self, work: Callable[[Connection], Result]) -> Result:
        """Do ``work`` whole or not at all; it is done again if another program was in the way.

        Raises:
            CallStoreError: If it cannot be done; nothing was changed then.
        """
        for attempt in range(WRITE_TRIES):
            try:
                with self._told(), self._engine.connect() as plain:
                    connection = plain.execution_options(**{_WRITES: True})
                    with connection.begin():
                        self._check_same_file()
                        return work(connection)
            except BusyError:
                if attempt == WRITE_TRIES - 1:
                    raise
                time.sleep(RETRY_PAUSE_S * 2**attempt * (0.5 + random.random()))
        raise AssertionError("not reached")

    def settle(self) -> bool:
        """Let nothing deleted remain in SQLite's file or its log.

        PostgreSQL is asked to clear its pages; its own logs and backups are in the hands
        of whoever runs it.

        Returns whether all of it is gone; another program that reads at this moment may
        keep a part of the log until it is done.
        """
        with self._told(), self._engine.connect() as connection:
            raw = connection.execution_options(isolation_level="AUTOCOMMIT")
            if self.path is None:
                raw.connection.rollback()  # the pool's own ping began a transaction
                raw.exec_driver_sql("VACUUM calls, parts")
                return True
            return self._truncate_log(raw)

    def _truncate_log(self, raw: Connection) -> bool:
        # As a script: SQLite frees one page a step, and this alone steps to the end.
        sqlite: Any = raw.connection.driver_connection
        sqlite.executescript("PRAGMA incremental_vacuum")
        for _ in range(WRITE_TRIES):
            busy, _, _ = raw.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
            if not busy:
                return True
            time.sleep(RETRY_PAUSE_S)
        return False

    def only_one(self, connection: Connection) -> None:
        """Let no other program make tables or keys until this transaction ends."""
        if not self.is_sqlite:  # SQLite's write lock does it
            connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('callassist'))"))

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    def remember_file(self) -> None:
        """Take the file as it is now for ours; another one in its place is refused."""
        if self.path is not None:
            self._inode = _identity(self.path)

    def _check_same_file(self) -> None:
        """Refuse to go on with a file that was deleted or replaced under us.

        SQLite would go on in the deleted file, and all of it would be lost at the end.
        """
        if self._inode is None or self.path is None:
            return
        if _identity(self.path) != self._inode:
            raise CallStoreError(
                f"{self.path} was moved, deleted or replaced while it was open; "
                "put it back if you can, and start callassist again"
            )

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (SQLAlchemyError, sqlite3.Error) as error:
            raise told(error, self.name, is_sqlite=self.is_sqlite) from error
        except UnicodeDecodeError as error:  # SQLite's message quotes the damaged schema
            damage = sqlite3.DatabaseError("malformed")
            raise told(damage, self.name, is_sqlite=self.is_sqlite) from error


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _url(address: str) -> URL:
    try:
        url = make_url(address)
        backend = url.get_backend_name()
    except (ArgumentError, NoSuchModuleError) as error:
        raise CallStoreError(_bad_address(address)) from error
    if backend == "sqlite" and url.database and url.database != ":memory:":
        return url
    if backend == "postgresql":
        return url.set(drivername="postgresql+pg8000") if "+" not in url.drivername else url
    raise CallStoreError(_bad_address(address))


def _bad_address(address: str) -> str:
    shown = address.split("@")[-1]  # the part before may hold a password
    return (
        f"'{shown}' is no address of a call store; write sqlite:///FOLDER/calls.sqlite "
        "or postgresql+pg8000://USER:PASSWORD@HOST/DATABASE"
    )


def _sqlite_engine(url: URL) -> Engine:
    engine = create_engine(url, connect_args={"timeout": BUSY_TIMEOUT_S})

    @event.listens_for(engine, "connect")
    def ready(connection: Any, _record: object) -> None:  # noqa: ANN401  the driver's own
        connection.isolation_level = None  # transactions begin where we say, not the driver
        for pragma in PRAGMAS:
            connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _postgres_engine(url: URL) -> Engine:
    try:
        return create_engine(url, pool_pre_ping=True)
    except (ModuleNotFoundError, NoSuchModuleError) as error:
        raise CallStoreError(
            'a PostgreSQL store needs pg8000; install it: pip install "callassist[postgres]"'
        ) from error


def make_sqlite_file(path: Path) -> None:
    """Make an empty SQLite file with what can only be chosen at the start.

    Raises:
        CallStoreError: If it cannot be made.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT_S)
    except (OSError, sqlite3.Error) as error:
        raise CallStoreError(
            f"cannot make {path}: {getattr(error, 'strerror', None) or error}; "
            "choose another folder with the variable CALLASSIST_CALLS"
        ) from error
    try:
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.Error as error:
        raise told(error, str(path), is_sqlite=True) from error
    finally:
        connection.close()
