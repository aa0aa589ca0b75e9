"""Torn, damaged and missing files cost no more than what was in them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from callassist.store.framing import read_index
from callassist.store.journal import PendingFolder, settled_events
from callassist.store.recovery import salvage
from callassist.types import CallEvent
from tests.store.crashing import call_in, copy, listener, rescued, sound_in
from tests.store.recording import SEALER
from tests.store.scripted import SECRET, OneSecret


def settled_part(folder: Path) -> tuple[np.ndarray, list[CallEvent]]:
    """Return what had been settled when the program was killed."""
    return sound_in(folder), list(settled_events(folder, SEALER))


def assert_settled_is_there(folder: Path, before: tuple[np.ndarray, list[CallEvent]]) -> None:
    sound, events = before
    np.testing.assert_array_equal(sound_in(folder)[: len(sound)], sound)
    after = list(settled_events(folder, SEALER))
    assert [repr(e) for e in after[: len(events)]] == [repr(e) for e in events]


FILES = ("sound", "events", "first pending", "last pending", "every pending")


def files(folder: Path, which: str) -> list[Path]:
    if which in ("sound", "events"):
        return [folder / which]
    pending = PendingFolder(folder, SEALER).paths()
    return {"first": pending[:1], "last": pending[-1:], "every": pending}[which.split()[0]]


def newest_bytes(path: Path) -> int:
    """Return how many bytes at the end of a file were written last."""
    size = path.stat().st_size
    if path.name.startswith("pending"):
        return size
    with path.open("rb", buffering=0) as file:
        frames = read_index(file).frames
    return size - (frames[-2].offset + frames[-2].length)


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    return tmp_path_factory.mktemp("damaged")


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_torn_and_garbled_ends_lose_nothing_that_was_settled(
    crashed: Path, work: Path, data: st.DataObject
) -> None:
    shutil.rmtree(work / "call", ignore_errors=True)
    folder = copy(crashed, work)
    before = settled_part(folder)
    for path in files(folder, data.draw(st.sampled_from(FILES))):
        content = path.read_bytes()
        # The newest piece at most: older ones were on the disk before it was written.
        newest = newest_bytes(path)
        back = data.draw(st.integers(0, newest) | st.integers(0, 40))
        keep = max(0, len(content) - back)
        junk = data.draw(st.binary(max_size=8) | st.just(b"\0" * back) | st.just(b"\xff" * back))
        path.write_bytes(content[:keep] + junk)
    hear = listener if data.draw(st.booleans()) else None
    rescued(folder, hear)
    assert_settled_is_there(folder, before)
    assert SECRET not in repr(list(settled_events(folder, SEALER)))
    assert not list(folder.glob("pending-*"))


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_missing_files_lose_only_what_was_in_them(
    crashed: Path, work: Path, data: st.DataObject
) -> None:
    shutil.rmtree(work / "call", ignore_errors=True)
    folder = copy(crashed, work)
    sound, events = settled_part(folder)
    gone = {
        path
        for which in data.draw(st.sets(st.sampled_from(FILES)))
        for path in files(folder, which)
    } | set(data.draw(st.sets(st.sampled_from(files(folder, FILES[-1])))))
    for path in gone:
        path.unlink()
    found = salvage(call_in(folder), OneSecret(), hear=listener)
    if found is None:
        assert not list(folder.glob("pending-*"))
        return
    if folder / "sound" not in gone:
        np.testing.assert_array_equal(sound_in(folder)[: len(sound)], sound)
    if folder / "events" not in gone:
        after = list(settled_events(folder, SEALER))
        assert [repr(e) for e in after[: len(events)]] == [repr(e) for e in events]
    assert SECRET not in repr(list(settled_events(folder, SEALER)))


def test_words_lost_in_a_hole_cost_the_sound_around_them(crashed: Path, tmp_path: Path) -> None:
    """What was said in it cannot be known, and so not whether it was secret."""
    folder = copy(crashed, tmp_path)
    sound, _ = settled_part(folder)
    pending = PendingFolder(folder, SEALER).paths()
    pending[len(pending) // 2].write_bytes(b"damaged")
    found = rescued(folder, listener)
    assert any("damaged" in notice for notice in found.notices)
    assert any("silent" in notice for notice in found.notices)
    np.testing.assert_array_equal(sound_in(folder)[: len(sound)], sound)
    assert not sound_in(folder)[len(sound) :].any()
