"""What is on the disk: no word of a call, and nothing at all of a deleted one."""

from __future__ import annotations

import sqlite3
import struct
import tempfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from callassist.settings.measures import Measures
from callassist.store.cleaning import unmeasured
from callassist.store.practice import PracticeResult
from callassist.store.store import CallStore
from callassist.store.vault import NoCallError
from callassist.types import Stretch
from tests.store import calls
from tests.store.calls import BEGUN, keep

SECRET_WORDS = (b"zanzibar", b"shipment", b"quagga", b"okapi", b"berg", b"wolfgang", b"tortoise")
FRAGMENT_BYTES = 24


@pytest.fixture(autouse=True)
def temporary_files(calls_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let temporary files, if there are any, lie where these tests look."""
    folder = calls_folder / "temporary"
    folder.mkdir(parents=True)
    for name in ("TMPDIR", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)


def everything_on_disk(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def keep_everything(store: CallStore, talk: tuple[calls.Line, ...] = calls.TALK) -> str:
    """Keep a call with all that can be kept about it; return its id."""
    call = keep(store, talk, title="Tortoise", agent="Anna Berg", sound=True, sha256="ab" * 32)
    marks = store.marks(call.id, author="Wolfgang")
    mark = marks.add("practice", 3.0, "a quagga was here")
    answer = PracticeResult(
        "Wolfgang", call.id, 3.0, "say", "an okapi", None, datetime.now(UTC), {"restating": 1.0}
    )
    store.add_practice_result(answer)
    store.keep_practice_set("Wolfgang first", [(call.id, mark.id)])
    return call.id


def test_no_word_is_ever_on_the_disk_in_plain(sqlite_store: CallStore, calls_folder: Path) -> None:
    open_call = sqlite_store.begin(calls.header("Tortoise", "Anna Berg"))
    kept = keep_everything(sqlite_store)
    sqlite_store.rename(kept, "Zanzibar tortoise")
    sqlite_store.calls("zanzibar shipment")
    sqlite_store.calls(sort="title")
    files = everything_on_disk(calls_folder)
    assert any(path.name.endswith("-wal") and content for path, content in files.items())
    assert (open_call.folder / "writing.lock") in files
    for path, content in files.items():
        lower = content.lower()
        for word in SECRET_WORDS:
            assert word not in lower, f"{word!r} stands in {path}"
            assert word.decode().encode("utf-16-le") not in lower
        assert b"abababab" not in lower
    assert b"fLaC" not in files[calls_folder / "calls" / kept / "sound"]


def test_nobody_else_may_read_the_files(sqlite_store: CallStore, calls_folder: Path) -> None:
    keep_everything(sqlite_store)
    assert calls_folder.stat().st_mode & 0o777 in (0o700, 0o755)  # made by the fixture above
    for path in (calls_folder / "calls").rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path
    for path in calls_folder.glob("*.*"):
        assert path.stat().st_mode & 0o077 == 0, path


def fragments(database: Path, call_id: str) -> dict[str, bytes]:
    """Return bytes that are of this call alone, from every table, by what they are."""
    found: dict[str, bytes] = {}

    def add(name: str, blob: bytes) -> None:
        for start in range(0, max(1, len(blob) - FRAGMENT_BYTES), 1000):
            found[f"{name} from {start}"] = blob[start : start + FRAGMENT_BYTES]

    with closing(sqlite3.connect(database)) as connection:
        number, key, sealed = connection.execute(
            "SELECT number, key, sealed FROM calls WHERE id = ?", [call_id]
        ).fetchone()
        add("key", key)
        add("head", sealed)
        for table in ("parts", "marks", "practice_results"):
            rows = connection.execute(f"SELECT sealed FROM {table} WHERE call = ?", [number])
            for row, (blob,) in enumerate(rows.fetchall()):
                add(f"{table} {row}", blob)
        tokens = connection.execute("SELECT token FROM tokens WHERE call = ?", [number])
        for (token,) in tokens.fetchall():
            found[f"token {token}"] = struct.pack(">q", token)
    return found


def test_nothing_of_a_deleted_call_remains(sqlite_store: CallStore, calls_folder: Path) -> None:
    other = keep(sqlite_store, [("agent", "wholly different matters")], title="Other", agent="Bo")
    long_talk = calls.TALK + tuple(("agent", f"word{n} again{n}") for n in range(600))
    call_id = keep_everything(sqlite_store, long_talk)
    database = calls_folder / "calls.sqlite"
    of_call = fragments(database, call_id)
    sound = (calls_folder / "calls" / call_id / "sound").read_bytes()
    of_call["sound"] = sound[1000 : 1000 + FRAGMENT_BYTES]
    of_call["id"] = call_id.encode()
    before = b"".join(everything_on_disk(calls_folder).values())
    # One that lies across two pages is found nowhere in one piece.
    of_call = {name: fragment for name, fragment in of_call.items() if fragment in before}
    kinds = {name.split()[0] for name in of_call}
    assert kinds >= {"key", "parts", "marks", "token", "sound", "id"}

    sqlite_store.delete(call_id)

    files = everything_on_disk(calls_folder)
    assert files[calls_folder / "calls.sqlite-wal"] == b""
    log = files.pop(calls_folder / "activity.log")  # tells that it was deleted, and no more
    assert call_id.encode() in log
    for path, content in files.items():
        for name, fragment in of_call.items():
            assert fragment not in content, f"{name} is still in {path}"
    assert not (calls_folder / "calls" / call_id).exists()
    assert sqlite_store.calls() == [other]
    assert sqlite_store.document(other.id)["turns"][0]["text"] == "wholly different matters"
    assert sqlite_store.practice_results() == []
    assert sqlite_store.practice_sets() == {"Wolfgang first": ()}
    with pytest.raises(NoCallError):
        sqlite_store.document(call_id)


def test_deleting_gives_the_space_back(sqlite_store: CallStore, calls_folder: Path) -> None:
    words = ["".join(letters) for letters in product("bcdfg", "aeiou", "lmnrs", "aeiou", "pt")]
    talk = [("agent", " ".join(words[at : at + 25])) for at in range(0, len(words), 25)]
    database = calls_folder / "calls.sqlite"
    keep(sqlite_store)
    sqlite_store.delete(sqlite_store.calls()[0].id)  # which also empties the log
    empty = database.stat().st_size
    kept = [keep(sqlite_store, talk).id for _ in range(4)]
    sqlite_store.delete(kept.pop())
    full = database.stat().st_size
    assert full > empty + 150_000
    for call_id in kept:
        sqlite_store.delete(call_id)
    assert database.stat().st_size < empty + 20_000


def test_old_calls_are_purged_and_only_they(store: CallStore) -> None:
    now = datetime.now(UTC)
    ages = {name: now - timedelta(days=days) for name, days in (("a", 400), ("b", 91), ("c", 89))}
    for name, started_at in ages.items():
        keep(store, title=name, started_at=started_at, sound=True)
    assert [call.title for call in store.older_than(timedelta(days=90))] == ["a", "b"]
    gone = store.purge(timedelta(days=90))
    assert [call.title for call in gone] == ["a", "b"]
    assert [call.title for call in store.calls()] == ["c"]
    assert {path.name for path in store.folder.iterdir()} == {store.calls()[0].id}
    assert store.purge(timedelta(days=90)) == []
    last = list(store.activity.entries())[-1]
    assert (last.action, last.call, dict(last.counts)) == ("purge", "", {"calls": 2})


def test_a_folder_that_a_crash_left_is_erased_at_the_next_start(
    sqlite_store: CallStore, calls_folder: Path
) -> None:
    from tests.store.conftest import unlock

    aside = calls_folder / "calls" / "aaaaaaaa.deleted"
    aside.mkdir(parents=True)
    (aside / "sound").write_bytes(b"sealed")
    CallStore.open(unlock=unlock()).close()
    assert not aside.exists()


def test_a_voice_that_may_not_be_measured_leaves_no_figure_of_a_stretch() -> None:
    stretch = Stretch("agent", 1.0, 3.0, True, 3.2, -30.0, 150.0, -4.0, 1.5, 20.0)
    bare = unmeasured(stretch, Measures(agent_voice=False))
    figures = (bare.level_dbfs, bare.pitch_hz, bare.tilt_db, bare.over_noise_db)
    assert np.isnan(figures).all()
    assert bare.voiced_s == 0.0
    assert unmeasured(stretch, Measures(customer_voice=False)) == stretch


def test_a_call_that_cannot_be_deleted_stays_whole(
    sqlite_store: CallStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = keep(sqlite_store, sound=True)

    def fail(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr("callassist.store.forgetting.delete", fail)
        with pytest.raises(sqlite3.OperationalError):
            sqlite_store.delete(kept.id)
    assert sqlite_store.calls() == [kept]
    sqlite_store.sound(kept.id).close()


def test_the_log_tells_what_was_done_and_nothing_else(store: CallStore) -> None:
    call_id = keep_everything(store)
    store.rename(call_id, "Tortoise at Zanzibar")
    store.delete(call_id)
    entries = list(store.activity.entries())
    assert [entry.action for entry in entries] == ["record", "finish", "rename", "delete"]
    assert {entry.call for entry in entries} == {call_id}
    log = (store.folder.parent / "activity.log").read_bytes().lower()
    assert not any(word in log for word in SECRET_WORDS)


@pytest.mark.parametrize("day", [BEGUN])
def test_started_at_is_all_that_is_plain_of_a_call_that_begins(
    sqlite_store: CallStore, calls_folder: Path, day: datetime
) -> None:
    sqlite_store.begin(calls.header(started_at=day))
    with closing(sqlite3.connect(calls_folder / "calls.sqlite")) as connection:
        row = connection.execute("SELECT * FROM calls").fetchone()
    texts = [value for value in row if isinstance(value, str)]
    assert texts[1:] == ["recording", "live", "{}"]
