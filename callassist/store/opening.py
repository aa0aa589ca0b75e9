"""Opens a store, or makes one: the file, the tables, the key."""

from __future__ import annotations

import dataclasses
import os
from pathlib import Path

from sqlalchemy import Connection, delete, insert, select

from callassist import paths
from callassist.errors import CallStoreError
from callassist.store import keys as wrapping
from callassist.store import unlock as unlocking
from callassist.store.database import Database, make_sqlite_file
from callassist.store.keys import StoreKeys, WrappedKey
from callassist.store.migrating import bring_up_to_date
from callassist.store.schema import calls, store_key
from callassist.store.troubles import NoStoreError
from callassist.store.unlock import Keeper, Unlock
from callassist.store.vault import Vault

DATABASE_NAME = "calls.sqlite"
FOLDERS_NAME = "calls"
_KEY_GONE = "the sealed key of the kept calls is gone from their database; put a copy of it back"
ADDRESS_VARIABLE = "CALLASSIST_STORE"


def default_address() -> str:
    """Return the address in ``CALLASSIST_STORE``, else that of the file in the calls' folder."""
    file = paths.calls_dir() / DATABASE_NAME
    return os.environ.get(ADDRESS_VARIABLE) or f"sqlite:///{file}"


def is_there(address: str | None = None) -> bool:
    """Return whether there is a store; a server's is taken to be there."""
    database = Database(address or default_address())
    return database.path is None or _exists(database.path)


def _exists(file: Path) -> bool:
    try:
        return file.exists()
    except PermissionError as error:
        raise CallStoreError(
            f"the folder of {file} may not be looked into; ask its owner, or name another folder "
            "in CALLASSIST_CALLS"
        ) from error


def log_folder(address: str | None = None) -> Path:
    """Return where a store's log of activity is; nothing is opened."""
    database = Database(address or default_address())
    return paths.calls_dir() if database.path is None else database.path.parent


def open_vault(address: str | None, unlock: Unlock, *, create: bool) -> Vault:
    """Open the database and unwrap its key; make both where there is nothing yet.

    Raises:
        NoStoreError: If there is no store and ``create`` is false.
        NoKeyError: If there is no key; nothing is made then.
        CallStoreError: If it cannot be opened; nothing is changed then.
    """
    database = Database(address or default_address())
    try:
        return Vault(database, _opened_keys(database, unlock, create=create))
    except BaseException:
        database.close()
        raise


def _opened_keys(database: Database, unlock: Unlock, *, create: bool) -> StoreKeys:
    made: tuple[WrappedKey, StoreKeys] | None = None
    if database.path is not None and not _exists(database.path):
        if not create:
            raise NoStoreError(f"no calls are kept in {database.path.parent} yet")
        made = wrapping.new_store_key(unlock, shared=False)  # first: without a key, no file
        make_sqlite_file(database.path)
    database.remember_file()
    bring_up_to_date(database, create=create)
    row = wrapped_key(database)
    if row is None:
        if not create:
            raise NoStoreError(f"no calls are kept in {database.name} yet")
        made = made or wrapping.new_store_key(unlock, shared=not database.is_sqlite)
        wrapped = made[0]
        row = database.write(lambda connection: _keep_first(database, connection, wrapped))
        if row == wrapped:
            return made[1]
    if made is not None and made[0].kind == "keyring":
        unlocking.forget(made[0].store_id)  # another program was quicker to make the store
    return wrapping.open_store_key(row, unlock)


def wrapped_key(database: Database) -> WrappedKey | None:
    """Return the store's wrapped key, if it has one."""
    with database.reading() as connection:
        return _read(connection)


def _read(connection: Connection) -> WrappedKey | None:
    row = connection.execute(select(store_key)).first()
    return None if row is None else WrappedKey(**row._mapping)


def _keep_first(database: Database, connection: Connection, made: WrappedKey) -> WrappedKey:
    """Keep the key of a new store, or return the one that another program just kept."""
    database.only_one(connection)
    found = _read(connection)
    if found is None and connection.execute(select(calls.c.id).limit(1)).first() is not None:
        raise CallStoreError(_KEY_GONE)
    if found is None:
        connection.execute(insert(store_key).values(dataclasses.asdict(made)))
    return found or made


def move_key(vault: Vault, to: Keeper, unlock: Unlock) -> None:
    """Wrap the key of an open store by another passphrase, or by the keyring.

    Raises:
        NoKeyError: If there is no keyring or no new passphrase; nothing is changed then.
        CallStoreError: If it is a team's store and ``to`` the keyring, or it is there already.
    """
    row = _needed_key(vault)
    if to == "passphrase":
        moved = wrapping.wrapped_by_passphrase(row, vault.keys, unlock.passphrase("new"))
    elif not vault.database.is_sqlite:
        raise CallStoreError(
            "a team's store is opened with a passphrase, since a keyring is one computer's"
        )
    elif row.kind == "keyring":
        raise CallStoreError("the key is in this computer's keyring already; nothing to do")
    else:
        moved = wrapping.wrapped_by_keyring(row, vault.keys, unlock)

    def work(connection: Connection) -> None:
        if _read(connection) != row:
            raise CallStoreError("another program changed the key just now; try again")
        connection.execute(delete(store_key))
        connection.execute(insert(store_key).values(dataclasses.asdict(moved)))

    vault.database.write(work)
    vault.database.settle()
    if row.kind == "keyring":
        unlocking.forget(row.store_id)


def key_kind(vault: Vault) -> Keeper:
    """Return what wraps the key of an open store."""
    return _needed_key(vault).kind


def _needed_key(vault: Vault) -> WrappedKey:
    row = wrapped_key(vault.database)
    if row is None:
        raise CallStoreError(_KEY_GONE)
    return row


def folders_of(vault: Vault) -> Path:
    """Return where the folders of a store's calls are.

    A team's store has a place of its own, so that two stores on one computer never
    touch each other's folders.
    """
    if vault.database.path is not None:
        return vault.database.path.parent / FOLDERS_NAME
    return paths.calls_dir() / f"{FOLDERS_NAME}-{_needed_key(vault).store_id}"
