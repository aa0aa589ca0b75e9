"""A store that somebody tampered with: refused or shown as damaged, and never a way out of it."""

from __future__ import annotations

import sqlite3
import zlib
from contextlib import closing
from io import FileIO
from pathlib import Path

import pytest

from callassist.errors import CallStoreError
from callassist.store import framing
from callassist.store.framing import HEAD_BYTES, FrameWriter, read_index
from callassist.store.inflating import inflated
from callassist.store.sealing import Sealer, new_key
from callassist.store.sound import SOUND_KIND, SoundFile
from callassist.store.store import CallStore
from tests.store.calls import keep
from tests.store.conftest import unlock


@pytest.fixture
def file(calls_folder: Path) -> Path:
    with CallStore.open(unlock=unlock()) as store:
        keep(store, title="one")
        keep(store, title="two")
    return calls_folder / "calls.sqlite"


def tamper(file: Path, script: str) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(script)


@pytest.mark.parametrize(
    "script",
    [
        "CREATE VIEW v AS SELECT 1",
        "CREATE TRIGGER t AFTER DELETE ON calls BEGIN DELETE FROM store_key; END",
        "CREATE VIRTUAL TABLE f USING fts5(x)",
        "ALTER TABLE calls RENAME TO old; CREATE VIEW calls AS WITH RECURSIVE n(x) AS "
        "(SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT old.* FROM old, n",
    ],
)
def test_what_would_do_something_by_itself_is_refused(file: Path, script: str) -> None:
    tamper(file, script)
    before = file.read_bytes()
    with pytest.raises(CallStoreError, match="was tampered with"):
        CallStore.open(unlock=unlock())
    assert file.read_bytes() == before


@pytest.mark.parametrize("name", ["../../precious", "..", ".", "a/b", "", "A" * 99])
def test_a_calls_name_is_no_path(file: Path, name: str) -> None:
    precious = file.parent.parent / "precious"
    precious.mkdir()
    (precious / "kept").write_text("mine")
    tamper(file, f"UPDATE calls SET id = '{name}' WHERE number = 1")
    with CallStore.open(unlock=unlock()) as store:
        assert len(store.calls()) == 2
        with pytest.raises(CallStoreError, match="tampered"):
            store.delete(name)
        with pytest.raises(CallStoreError):
            store.sound(name)
    assert (precious / "kept").read_text() == "mine"
    assert {path.name for path in file.parent.parent.iterdir()} >= {"precious", file.parent.name}


@pytest.mark.parametrize(
    "change",
    [
        "started_at = 1e300", "zone_s = 1000000000", "prompts = '{'", "prompts = '[1]'",
        "score = 'x'", "state = 'odd'", "duration_s = 'long'", "curve = 'text'",
    ],
)  # fmt: skip
def test_numbers_that_are_none_are_damage_and_hide_no_other_call(file: Path, change: str) -> None:
    tamper(file, f"UPDATE calls SET {change} WHERE number = 1")
    with CallStore.open(unlock=unlock()) as store:
        titles = sorted(call.title for call in store.calls())
        assert titles == ["(damaged)", "two"]
        assert [*store.calls("agent:anna")]


def test_a_small_piece_that_would_fill_the_memory_is_refused() -> None:
    packing = zlib.compressobj()
    first, again = (
        packing.compress(bytes(1 << 20)) + packing.flush(zlib.Z_FULL_FLUSH) for _ in range(2)
    )
    with pytest.raises(zlib.error, match="more than"):
        inflated(first + 20 * again, most_bytes=10 << 20)
    with pytest.raises(zlib.error, match="cut off"):
        inflated(zlib.compress(b"whole")[:-3])
    assert inflated(zlib.compress(b"whole"), most_bytes=5) == b"whole"


@pytest.mark.parametrize(
    ("start", "holds", "per_s"),
    [(0, 100, 0), (0, 2**32 - 1, 8000), (2**63, 100, 8000), (0, 100, 2**32 - 1)],
)
def test_a_head_that_lies_is_not_believed(
    tmp_path: Path, start: int, holds: int, per_s: int
) -> None:
    sealer = Sealer(new_key())
    frames = FrameWriter(tmp_path / "sound", sealer, SOUND_KIND, per_s)
    frames.append(start, holds, b"fLaC")
    frames.close()
    with pytest.raises(CallStoreError, match="empty or damaged"):
        SoundFile(tmp_path / "sound", sealer)


def test_frames_are_found_in_any_garbage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also in what looks like heads all through, each of which was once searched for anew."""
    monkeypatch.setattr(framing, "SEARCH_BYTES", 4096)
    sealer = Sealer(new_key())
    path = tmp_path / "frames"
    frames = FrameWriter(path, sealer, "x")
    for number in range(3):
        frames.append(number, 1, b"piece %d" % number)
    frames.close()
    good = path.read_bytes()
    length = len(good) // 3
    pieces = [good[at * length :][:length] for at in range(3)]
    garbage = b"CAf1" * 3_000
    for gap in (b"", b"C", b"CAf1CAf", garbage, garbage[: 4096 - HEAD_BYTES // 2]):
        path.write_bytes(gap + pieces[0] + gap + pieces[1] + gap + pieces[2] + b"CAf1")
        with FileIO(path) as file:
            index = read_index(file)
        assert [frame.number for frame in index.frames] == [0, 1, 2]
        assert index.garbage_bytes == 3 * len(gap) + 4
