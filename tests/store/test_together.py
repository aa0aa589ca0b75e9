"""Several programs, and several threads, at one store."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from callassist.errors import CallStoreError
from callassist.store.store import CallStore
from callassist.store.summary import KeptCall
from callassist.store.unlock import PASSPHRASE_VARIABLE
from callassist.store.writing import Writing
from tests.store import calls
from tests.store.calls import keep
from tests.store.conftest import PASSPHRASE, OpenStore, unlock

BEGINS = """
import sys
from callassist.store.store import CallStore
from callassist.store.unlock import Unlock
from tests.store import calls
store = CallStore.open(sys.argv[1], unlock=Unlock(use_keyring=False))
call = store.begin(calls.header("From the other program"))
calls.write_sound(call)
print(call.id, flush=True)
sys.stdin.read()
"""
KEEPS = """
import sys
from callassist.store.store import CallStore
from callassist.store.unlock import Unlock
from tests.store import calls
with CallStore.open(sys.argv[1], unlock=Unlock(use_keyring=False)) as store:
    for number in range(int(sys.argv[2])):
        kept = calls.keep(store, title=f"{sys.argv[3]} {number}")
        store.marks(kept.id).add("comment", 1.0, "seen")
"""


def program(code: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        text=True, env=os.environ | {PASSPHRASE_VARIABLE: PASSPHRASE},
    )  # fmt: skip


@contextmanager
def recording_elsewhere(address: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Give the id of a call that another program is recording, and that program."""
    with program(BEGINS, address) as other:
        assert other.stdout is not None
        yield other.stdout.readline().strip(), other
        other.kill()


def test_a_call_that_another_program_records_is_left_alone(store: CallStore, address: str) -> None:
    with recording_elsewhere(address) as (call_id, other):
        assert [call.state for call in store.calls()] == ["recording"]
        assert store.unfinished() == []
        with pytest.raises(CallStoreError, match="being recorded right now"):
            store.delete(call_id)
        assert store.purge(timedelta(0)) == []
        with pytest.raises(CallStoreError, match="not being recorded by this program"):
            store.finish(call_id, KeptCall(calls.document()))
        assert [call.id for call in store.calls()] == [call_id]

        other.kill()  # as a crash
        other.wait()
        (call,) = store.unfinished()
        assert (call.id, call.header.title) == (call_id, "From the other program")
        assert (call.header.agent, call.header.rate_hz) == ("Anna Berg", calls.RATE_HZ)
        assert store.unfinished() == []  # held by us now
        kept = store.finish(call.id, KeptCall(calls.document(), state="recovered"))
    assert (kept.state, kept.has_sound) == ("recovered", True)
    sound = store.sound(call.id)
    assert sound.duration_s == 2.0
    sound.close()
    assert list(store.activity.entries())[-1].action == "recover"


def test_what_a_crash_left_can_be_deleted(store: CallStore, address: str) -> None:
    with recording_elsewhere(address) as (call_id, other):
        other.kill()
        other.wait()
        store.delete(call_id)
    assert store.calls() == []
    assert list(store.folder.iterdir()) == []


def test_a_call_of_our_own_can_be_given_up_and_taken_up_again(store: CallStore) -> None:
    call = store.begin(calls.header())
    assert store.unfinished() == []
    store.delete(call.id)
    assert store.calls() == []
    assert not call.folder.exists()


def test_what_is_being_imported_is_not_purged(store: CallStore) -> None:
    call = store.begin(calls.header(source="import"))
    assert store.purge(timedelta(0)) == []
    store.finish(call.id, KeptCall(calls.document()))
    assert [gone.id for gone in store.purge(timedelta(0))] == [call.id]


def test_a_call_that_is_finished_meanwhile_is_not_recovered(
    open_store: OpenStore, store: CallStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    call = store.begin(calls.header())
    other = open_store()
    lock = Writing._made_and_locked

    def finish_first(writing: Writing, folder: Path) -> object:
        if store.calls("state:recording"):
            store.finish(call.id, KeptCall(calls.document()))
        return lock(writing, folder)

    monkeypatch.setattr(Writing, "_made_and_locked", finish_first)
    assert other.unfinished() == []
    assert store.find(call.id).state == "whole"


def test_one_damaged_key_does_not_hinder_other_recoveries(
    calls_folder: Path, sqlite_store: CallStore
) -> None:
    bad, good = (sqlite_store.begin(calls.header()).id for _ in range(2))
    sqlite_store.close()
    with closing(sqlite3.connect(calls_folder / "calls.sqlite")) as connection:
        connection.execute("UPDATE calls SET key = zeroblob(60) WHERE id = ?", [bad])
        connection.commit()
    with CallStore.open(unlock=unlock()) as store:
        assert [call.id for call in store.unfinished()] == [good]
        store.delete(bad)
        assert [call.id for call in store.calls()] == [good]


def test_closing_lets_another_program_recover(open_store: OpenStore, store: CallStore) -> None:
    call = store.begin(calls.header())
    other = open_store()
    assert other.unfinished() == []
    store.close()
    assert [found.id for found in other.unfinished()] == [call.id]


def test_a_call_recorded_on_another_computer_is_left_alone(
    new_postgres: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with CallStore.open(new_postgres, unlock=unlock()) as store:
        call = store.begin(calls.header())
        monkeypatch.setenv("CALLASSIST_CALLS", str(tmp_path / "another computer"))
        with CallStore.open(new_postgres, unlock=unlock()) as other:
            assert other.unfinished() == []
            with pytest.raises(CallStoreError, match="being recorded"):
                other.delete(call.id)
            assert [found.id for found in other.calls()] == [call.id]


def test_programs_keep_calls_at_the_same_time(store: CallStore, address: str) -> None:
    others = [program(KEEPS, address, "6", name) for name in ("one", "two")]
    for number in range(6):
        keep(store, title=f"three {number}")
        store.calls("zanzibar")
    for other in others:
        other.communicate(timeout=90)
        assert other.returncode == 0
    titles = {call.title for call in store.calls("zanzibar")}
    assert titles == {f"{name} {n}" for name in ("one", "two", "three") for n in range(6)}
    assert sum(call.marks for call in store.calls()) == 12


def test_programs_that_make_the_store_at_once_get_the_same(address: str) -> None:
    others = [program(KEEPS, address, "1", str(number)) for number in range(3)]
    for other in others:
        other.communicate(timeout=90)
        assert other.returncode == 0
    with CallStore.open(address, unlock=unlock()) as store:
        assert {call.title for call in store.calls("shipment")} == {"0 0", "1 0", "2 0"}


def test_threads_share_a_store(store: CallStore) -> None:
    failed: list[BaseException] = []

    def work(name: str) -> None:
        try:
            for number in range(4):
                kept = keep(store, title=f"{name} {number}")
                assert store.document(kept.id) == calls.document()
                store.marks(kept.id).add("good_moment", 1.0)
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=work, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert store.count("good:yes") == 12
