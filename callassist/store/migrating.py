"""Brings a store's tables to what this version of callassist works with."""

from __future__ import annotations

import contextlib
import re
import sqlite3
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import Connection, inspect, text

from callassist.errors import CallStoreError
from callassist.store.database import Database
from callassist.store.erasing import erase_file
from callassist.store.schema import REVISION, VERSION_TABLE
from callassist.store.troubles import BusyError, NoStoreError, told

SCRIPTS = str(Path(__file__).parent / "migrations")
COPY_SUFFIX = ".before-migration"
_MIGRATION_TIMEOUT_S = 60.0
_STRANGE = (
    "SELECT count(*) FROM sqlite_master WHERE type NOT IN ('table', 'index') "
    "OR sql LIKE 'CREATE VIRTUAL %'"
)
"""What could do something by itself when a store is read: we make none of it."""


def bring_up_to_date(database: Database, *, create: bool) -> None:
    """Make the tables of an empty database, or migrate older ones.

    SQLite's file is copied before it is migrated, in one transaction; if that fails the
    copy stays beside it. Afterwards the copy is erased: what a person deletes later must
    not live on in it.

    Raises:
        CallStoreError: If the store is of a newer version or is no store; it is not touched.
    """
    revision = _revision(database)
    if revision is None and not create:
        raise NoStoreError(f"no calls are kept in {database.name} yet")
    if revision == REVISION:
        _erase_copy(database)
    elif revision is None or database.path is None:
        database.write(lambda connection: _upgrade(database, connection))
    else:
        _upgrade_with_copy(database, database.path)


def _revision(database: Database) -> str | None:
    """Return the version of the tables; ``None`` for an empty database."""
    with database.reading() as connection:
        return _revision_seen(database, connection)


def _revision_seen(database: Database, connection: Connection) -> str | None:
    if database.is_sqlite and connection.execute(text(_STRANGE)).scalar():
        raise CallStoreError(
            f"{database.name} was tampered with: it holds what no callassist makes (a view or a "
            "trigger); put a copy of it back; nothing was changed"
        )
    tables = set(inspect(connection).get_table_names())
    if VERSION_TABLE not in tables:
        if "calls" in tables or (tables and database.is_sqlite):
            raise CallStoreError(
                f"{database.name} is the database of another program; choose another place"
            )
        return None
    found = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()
    revision = str(found)
    if not re.fullmatch(r"\d{4}", revision) or revision > REVISION:
        raise CallStoreError(
            f"the calls in {database.name} were kept by a newer callassist (their version is "
            f"{revision}, this one knows {REVISION}); update callassist; nothing was changed"
        )
    return revision


def _upgrade(database: Database, connection: Connection) -> None:
    database.only_one(connection)
    if _revision_seen(database, connection) == REVISION:
        return  # another program was quicker
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory(SCRIPTS)

    def steps(revision: str, _context: object) -> list[object]:
        return list(scripts._upgrade_revs(REVISION, revision))

    # Alembic's own way for programs; its env.py is for its command line.
    with EnvironmentContext(Config(), scripts, fn=steps) as environment:
        environment.configure(connection=connection, version_table=VERSION_TABLE)
        environment.run_migrations()


def _upgrade_with_copy(database: Database, path: Path) -> None:
    try:
        with FileLock(f"{path}.migrating", timeout=_MIGRATION_TIMEOUT_S, mode=0o600):
            _copy_sqlite(path, _copy_of(path))
            database.write(lambda connection: _upgrade(database, connection))
            _erase_copy(database)
    except Timeout as error:
        raise BusyError(
            f"another program is bringing {path} up to date; try again in a minute"
        ) from error
    Path(f"{path}.migrating").unlink(missing_ok=True)


def _copy_of(path: Path) -> Path:
    return Path(f"{path}{COPY_SUFFIX}")


def _erase_copy(database: Database) -> None:
    if database.path is not None:
        erase_file(_copy_of(database.path))


def _copy_sqlite(source: Path, target: Path) -> None:
    """Copy a database whole, with what is still in its log."""
    try:
        with (
            contextlib.closing(sqlite3.connect(source)) as reading,
            contextlib.closing(sqlite3.connect(target)) as writing,
        ):
            target.chmod(0o600)
            reading.backup(writing)
    except (OSError, sqlite3.Error) as error:
        raise told(error, str(target), is_sqlite=True) from error
