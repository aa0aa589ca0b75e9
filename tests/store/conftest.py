"""Stores to test with, each on both databases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError
from sqlalchemy import NullPool, create_engine, text

from callassist.store import keys
from callassist.store.store import CallStore
from callassist.store.unlock import Unlock
from tests.store import postgres
from tests.store.crashing import CRASH_S, leave

PASSPHRASE = "correct horse battery"
_numbers = count()


class MemoryKeyring(KeyringBackend):
    """A keyring that lives as long as its test."""

    priority = -1  # never chosen by itself

    def __init__(self) -> None:
        super().__init__()
        self.entries: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.entries.pop((service, username), None) is None:
            raise PasswordDeleteError("not found")


@pytest.fixture(autouse=True)
def _cheap_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stretch passphrases as little as scrypt allows; what is tested stays the same."""
    monkeypatch.setattr(keys, "SCRYPT_COST", 2)


@pytest.fixture(autouse=True)
def no_keyring() -> Iterator[None]:
    """No keyring, until a test sets one."""
    from keyring.backends import fail

    before = keyring.get_keyring()
    keyring.set_keyring(fail.Keyring())
    yield
    keyring.set_keyring(before)


@pytest.fixture
def memory_keyring(no_keyring: None) -> MemoryKeyring:
    made = MemoryKeyring()
    keyring.set_keyring(made)
    return made


@pytest.fixture(autouse=True)
def calls_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where calls are kept in this test."""
    folder = tmp_path / "kept"
    monkeypatch.setenv("CALLASSIST_CALLS", str(folder))
    return folder


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    folder = postgres.binaries()
    if folder is None:
        pytest.skip("no PostgreSQL server is installed")
    with postgres.server(folder) as address:
        yield address


def new_database(server: str) -> str:
    """Return the address of a new database of a PostgreSQL server."""
    name = f"calls{next(_numbers)}"
    _on_server(server, f"CREATE DATABASE {name}")
    return server.replace("/postgres", f"/{name}")


def _on_server(address: str, *statements: str) -> None:
    engine = create_engine(address, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))


@pytest.fixture(scope="session")
def _one_postgres(postgres_server: str) -> str:
    return new_database(postgres_server)


@pytest.fixture
def new_postgres(_one_postgres: str) -> Iterator[str]:
    """The address of an empty PostgreSQL database."""
    yield _one_postgres
    # Faster than a new database a test; whoever is still connected must not hold it up.
    others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
    of_this = f"{others} AND datname = current_database()"
    _on_server(_one_postgres, of_this, "DROP SCHEMA public CASCADE", "CREATE SCHEMA public")


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, calls_folder: Path) -> str:
    """The address of a store that is not there yet."""
    if request.param == "sqlite":
        return f"sqlite:///{calls_folder / 'calls.sqlite'}"
    found: str = request.getfixturevalue("new_postgres")
    return found


def unlock(passphrase: str = PASSPHRASE) -> Unlock:
    return Unlock(lambda _asking: passphrase, use_keyring=False)


OpenStore = Callable[..., CallStore]


@pytest.fixture
def open_store(address: str) -> Iterator[OpenStore]:
    """Opens the store, as often as asked; each is closed at the end."""
    opened: list[CallStore] = []

    def open_it(passphrase: str = PASSPHRASE, **options: bool) -> CallStore:
        opened.append(CallStore.open(address, unlock=unlock(passphrase), **options))
        return opened[-1]

    yield open_it
    for store in opened:
        store.close()


@pytest.fixture
def store(open_store: OpenStore) -> CallStore:
    return open_store()


@pytest.fixture(scope="session")
def crashed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a program leaves it that is killed at ``CRASH_S``; to be copied."""
    folder = tmp_path_factory.mktemp("crashed")
    leave(folder, CRASH_S)
    return folder


@pytest.fixture
def sqlite_store(calls_folder: Path) -> Iterator[CallStore]:
    """A store in a file, for what only files know."""
    with CallStore.open(unlock=unlock()) as opened:
        yield opened
