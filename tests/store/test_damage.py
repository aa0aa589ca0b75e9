"""What is broken is told in one line; the rest stays usable, and nothing is overwritten."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from callassist.errors import CallStoreError
from callassist.run.keeping.recovering import anything_to_recover
from callassist.store import database as database_module
from callassist.store.store import CallStore
from callassist.types import Peaks
from tests.store import calls
from tests.store.calls import BEGUN, keep
from tests.store.conftest import unlock

COUNT = 24


def opened() -> CallStore:
    return CallStore.open(unlock=unlock())


@contextmanager
def told(*parts: str) -> Iterator[None]:
    with pytest.raises(CallStoreError) as error:
        yield
    assert "\n" not in str(error.value)
    for part in parts:
        assert part in str(error.value)


@pytest.fixture
def file(calls_folder: Path) -> Path:
    """A store with some calls, closed."""
    with opened() as store:
        for number in range(COUNT):
            notice = "long enough that few rows share a page " * 8
            keep(store, title=str(number), started_at=BEGUN + timedelta(hours=number),
                 notices=[notice])  # fmt: skip
    return calls_folder / "calls.sqlite"


def sealed(file: Path, query: str) -> bytes:
    with closing(sqlite3.connect(file)) as connection:
        (blob,) = connection.execute(query).fetchone()
    return bytes(blob)


def overwrite(file: Path, at: int, content: bytes) -> None:
    with file.open("r+b") as writing:
        writing.seek(at)
        writing.write(content)


def test_a_changed_document_is_told_and_every_other_call_is_whole(file: Path) -> None:
    wanted = (
        "SELECT parts.sealed FROM parts JOIN calls ON call = calls.number WHERE part = 'document'"
    )
    blob = sealed(file, f"{wanted} ORDER BY started_at")
    place = file.read_bytes().index(blob[-40:])
    overwrite(file, place, bytes(8))
    with opened() as store:
        first, *rest = store.calls(descending=False)
        assert len(rest) == COUNT - 1
        with told(f"the document of call {first.id} is damaged", "other calls"):
            store.document(first.id)
        assert next(store.events(first.id)) == calls.utterances()[0]
        assert all(store.document(call.id) == calls.document() for call in rest)
        store.delete(first.id)
        assert store.count() == COUNT - 1


def test_a_changed_key_makes_one_call_unreadable_and_deletable(file: Path) -> None:
    key = sealed(file, "SELECT key FROM calls WHERE number = 7")
    overwrite(file, file.read_bytes().index(key), bytes(16))
    with opened() as store:
        damaged = [call for call in store.calls() if call.title == "(damaged)"]
        (call,) = damaged
        assert "callassist calls delete" in call.notices[0]
        assert store.count("zanzibar") == COUNT
        with told("the key of call", "is damaged"):
            store.document(call.id)
        store.delete(call.id)
        assert "(damaged)" not in {found.title for found in store.calls()}


def test_a_broken_page_hides_only_the_calls_on_it(file: Path) -> None:
    row = sealed(file, "SELECT sealed FROM calls WHERE number = 12")
    with closing(sqlite3.connect(file)) as connection:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    page = file.read_bytes().index(row[:32]) // size
    overwrite(file, page * size, b"\xff" * size)
    before = file.read_bytes()
    with opened() as store:
        left = store.calls()
        assert 0 < len(left) < COUNT
        assert [call.started_at for call in left] == sorted(
            (call.started_at for call in left), reverse=True
        )
        for call in left:
            assert store.document(call.id) == calls.document()
        assert store.calls(limit=2) == left[:2]
        assert store.calls(sort="title", descending=False)[0].title == min(c.title for c in left)
    assert file.read_bytes() == before


def test_a_store_with_nothing_left_to_read_is_told(file: Path) -> None:
    size = 4096
    with file.open("r+b") as writing:
        pages = file.stat().st_size // size
        for page in range(2, pages):
            writing.seek(page * size)
            writing.write(b"\xff" * size)
    before = file.read_bytes()
    with told("damaged", "copy"), opened() as store:
        store.calls()
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"no database at all " * 400, b"SQLite format 3\0" + b"x" * 9000]
)
def test_what_is_no_database_is_not_touched(calls_folder: Path, content: bytes) -> None:
    calls_folder.mkdir()
    file = calls_folder / "calls.sqlite"
    file.write_bytes(content)
    with told("calls.sqlite", "put a copy of it back"):
        opened()
    assert file.read_bytes() == content


def test_another_programs_database_is_not_touched(calls_folder: Path) -> None:
    calls_folder.mkdir()
    file = calls_folder / "calls.sqlite"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE contacts (name TEXT)")
    before = file.read_bytes()
    with told("the database of another program"):
        opened()
    assert file.read_bytes() == before


def test_a_file_cut_short_is_told(file: Path) -> None:
    with file.open("r+b") as writing:
        writing.truncate(5000)
    with told("calls.sqlite", "copy"), opened() as store:
        store.calls()


@pytest.mark.parametrize("replaced", [False, True])
@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps open files in place")
def test_a_file_taken_away_while_it_is_open_is_told(file: Path, replaced: bool) -> None:
    with opened() as store:
        call_id = store.calls()[0].id
        copy = file.with_name("copy")
        shutil.copy(file, copy)
        file.unlink()
        if replaced:
            shutil.copy(copy, file)
        for act in (store.calls, lambda: store.marks(call_id), lambda: keep(store)):
            with told("moved, deleted or replaced", "start callassist again"):
                act()
    assert file.exists() == replaced


def test_a_full_disk_keeps_what_was_there(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(sqlite3.connect(file)) as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
    full = (*database_module.PRAGMAS, f"PRAGMA max_page_count = {pages + 4}")
    with monkeypatch.context() as patch:
        patch.setattr(database_module, "PRAGMAS", full)
        with opened() as store:
            call = store.begin(calls.header("New"))
            outline = np.zeros((2, 40_000), np.int8)
            kept = calls.KeptCall(calls.document(), peaks=Peaks(0.01, outline, outline))
            with told("the disk is full", "free some space"):
                store.finish(call.id, kept)
            assert store.count("state:whole") == COUNT
            store.find(call.id)  # still there, to be finished when there is room
    with opened() as store:
        (call,) = store.unfinished()
        store.finish(call.id, calls.KeptCall(calls.document()))
        assert store.count("state:whole") == COUNT + 1


@contextmanager
def no_room() -> Iterator[None]:
    """Let no file of this process grow, as on a full disk."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_a_full_disk_is_not_told_as_damage(file: Path) -> None:
    with no_room(), told("the disk is full", "free some space"):
        opened().close()
    with opened() as store:
        assert store.count() == COUNT


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_a_call_that_a_full_disk_kept_from_being_deleted_is_finished_later(file: Path) -> None:
    with opened() as store:
        call = store.begin(calls.header("New"))
        with no_room(), told("disk is full"):
            store.delete(call.id)
    assert anything_to_recover()
    with opened() as store:
        assert [left.id for left in store.unfinished()] == [call.id]


@contextmanager
def nobody() -> Iterator[None]:
    """Be somebody whom permissions concern."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_a_folder_that_may_only_be_read_is_told(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("shared")
    for parent in (folder, *folder.parents[:3]):
        parent.chmod(0o755)
    monkeypatch.setenv("CALLASSIST_CALLS", str(folder))
    with opened() as store:
        keep(store)
    file = folder / "calls.sqlite"
    file.chmod(0o444)
    folder.chmod(0o555)
    before = file.read_bytes()
    with nobody(), told(str(file), "right to write"), opened() as store:
        keep(store)
    assert file.read_bytes() == before
    monkeypatch.setenv("CALLASSIST_CALLS", str(folder / "deeper"))
    with nobody(), told("cannot make", "CALLASSIST_CALLS"):
        opened()
    folder.chmod(0o755)


def test_a_store_whose_key_is_gone_gets_no_new_one(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("DELETE FROM store_key")
        connection.commit()
    before = file.read_bytes()
    with told("key of the kept calls is gone", "copy"):
        opened()
    assert file.read_bytes() == before


def test_missing_sound_leaves_the_rest(store: CallStore) -> None:
    kept = keep(store, sound=True)
    shutil.rmtree(store.folder / kept.id)
    with told("has no sound here", "everything else"):
        store.sound(kept.id)
    assert store.document(kept.id) == calls.document()
    store.delete(kept.id)
    assert store.calls() == []


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("nonsense", ("'nonsense' is no address", "postgresql+pg8000://")),
        ("mysql://me:geheim@host/db", ("no address",)),
        ("sqlite://", ("no address",)),
        ("postgresql://me:geheim@127.0.0.1:1/calls", ("cannot reach", "check the address")),
    ],
)
def test_an_address_that_leads_nowhere_is_told_without_its_password(
    address: str, parts: tuple[str, ...]
) -> None:
    with pytest.raises(CallStoreError) as error:
        CallStore.open(address, unlock=unlock())
    for part in parts:
        assert part in str(error.value)
    assert "geheim" not in str(error.value)


def test_a_server_without_the_database_is_told(postgres_server: str) -> None:
    with told("has no such database"):
        CallStore.open(postgres_server.replace("/postgres", "/nowhere"), unlock=unlock())


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_a_folder_that_may_not_be_looked_into_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "closed"
    (closed / "kept").mkdir(parents=True)
    closed.chmod(0o000)
    monkeypatch.setenv("CALLASSIST_CALLS", str(closed / "kept"))
    with nobody(), told("may not be looked into", "CALLASSIST_CALLS"):
        opened()
    closed.chmod(0o755)
