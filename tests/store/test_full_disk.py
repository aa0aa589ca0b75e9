"""On a disk without a free block calls are still listed and deleted; a real, small one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from callassist.cli.calls import calls as calls_command
from callassist.errors import CallStoreError
from callassist.store import reserve
from callassist.store.store import CallStore
from callassist.store.summary import KeptCall
from callassist.store.unlock import PASSPHRASE_VARIABLE
from tests.store import calls
from tests.store.conftest import PASSPHRASE, unlock

DISK_BYTES = 10 << 20
TAPE_BYTES = 3 * reserve.RESERVE_BYTES // 2
"""A row whose deletion needs more than the reserve."""


@pytest.fixture
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A small disk of its own, on which the calls are."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("only root can mount a disk")
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK_BYTES}", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True).returncode != 0:
        pytest.skip("nothing can be mounted here")
    monkeypatch.setenv("CALLASSIST_CALLS", str(folder / "calls"))
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def opened() -> CallStore:
    return CallStore.open(unlock=unlock())


def fill(disk: Path) -> Path:
    """Take every free block."""
    file = disk / "other"
    with file.open("wb", buffering=0) as writing:
        while shutil.disk_usage(disk).free:
            writing.write(bytes(4096))
    assert shutil.disk_usage(disk).free == 0
    return file


def keep_large(store: CallStore, *, sound: bool) -> str:
    """Keep a call whose rows are larger than the reserve."""
    call = store.begin(calls.header("Large"))
    if sound:
        calls.write_sound(call, seconds=60)
    store.finish(call.id, KeptCall(calls.document(), tape=os.urandom(TAPE_BYTES)))
    return call.id


def test_a_call_is_deleted_on_a_full_disk(disk: Path) -> None:
    with opened() as store:
        gone, kept = (calls.keep(store, title=title, sound=True).id for title in ("a", "b"))
    fill(disk)
    with opened() as store:
        assert store.count() == 2
        store.delete(gone)
        assert [call.id for call in store.calls()] == [kept]
    assert shutil.disk_usage(disk).free > reserve.RESERVE_BYTES // 2
    with opened() as store:
        assert store.document(kept)["turns"]
        with closing(store.sound(kept)) as sound:
            assert sound.read(0.0, 0.1).any()


def test_sound_goes_first_where_the_rows_need_more_than_the_reserve(disk: Path) -> None:
    with opened() as store:
        call_id = keep_large(store, sound=True)
        calls.keep(store, title="stays")
    fill(disk)
    with opened() as store:
        store.delete(call_id)
        assert [call.title for call in store.calls()] == ["stays"]
    assert not (disk / "calls" / "calls" / call_id).exists()


def test_what_cannot_be_deleted_even_so_stays_and_goes_when_there_is_room(disk: Path) -> None:
    with opened() as store:
        call_id = keep_large(store, sound=False)
    other = fill(disk)
    with opened() as store, pytest.raises(CallStoreError, match="disk is full") as error:
        store.delete(call_id)
    assert "\n" not in str(error.value)
    other.unlink()
    with opened() as store:
        assert store.find(call_id).title == "Large"
        assert (disk / "calls" / reserve.RESERVE_NAME).stat().st_size == reserve.RESERVE_BYTES
        store.delete(call_id)
        assert store.count() == 0


def test_the_command_purges_on_a_full_disk(disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PASSPHRASE_VARIABLE, PASSPHRASE)
    with opened() as store:
        for days in range(3):
            calls.keep(store, started_at=calls.BEGUN - timedelta(days=days), sound=True)
    fill(disk)
    said = CliRunner().invoke(calls_command, ["purge", "--older-than", "1d", "--yes"])
    assert said.exit_code == 0, said.output
    with opened() as store:
        assert store.count() == 0
