"""Which seconds of a kept call's sound are damaged is known and told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from callassist.cli.calls import calls as calls_command
from callassist.review.damage import damage_line, damage_of
from callassist.review.scorecard import scorecard
from callassist.store.framing import HEAD_BYTES, Frame, read_index
from callassist.store.sound import SOUND_FILE
from callassist.store.store import CallStore
from callassist.store.unlock import PASSPHRASE_VARIABLE
from tests.review import calls as written
from tests.store import calls
from tests.store.conftest import PASSPHRASE, unlock

LENGTH_S = 10.0


@pytest.fixture
def kept(calls_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[CallStore, str]]:
    """A call with ten seconds of sound, a piece a second."""
    monkeypatch.setenv(PASSPHRASE_VARIABLE, PASSPHRASE)
    with CallStore.open(unlock=unlock()) as store:
        call = store.begin(calls.header("Damaged"))
        calls.write_sound(call, seconds=int(LENGTH_S))
        document = written.good_call()
        document["source"]["duration_s"] = LENGTH_S
        document["scorecard"] = scorecard(document)
        store.finish(call.id, calls.KeptCall(document))
        yield store, call.id


def frames_of(path: Path) -> tuple[Frame, ...]:
    with path.open("rb", buffering=0) as file:
        return read_index(file).frames


def overwrite(path: Path, at: int) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(b"\xa5\x5a\xa5")


def damage(store: CallStore, call_id: str) -> tuple[tuple[float, float], ...]:
    with closing(store.sound(call_id)) as sound:
        return damage_of(sound, LENGTH_S)


def test_pieces_that_do_not_open_are_found_and_told(kept: tuple[CallStore, str]) -> None:
    store, call_id = kept
    path = store.folder / call_id / SOUND_FILE
    frames = frames_of(path)
    assert damage(store, call_id) == ()
    for number in (3, 4):
        overwrite(path, frames[number].offset + frames[number].length // 2)
    assert damage(store, call_id) == ((3.0, 5.0),)
    overwrite(path, frames[8].offset + 40)
    assert damage(store, call_id) == ((3.0, 5.0), (8.0, 9.0))

    line = "the sound is damaged in 2 places, the first from 0:03 to 0:05, and silent there"
    assert damage_line(damage(store, call_id)) == line
    shown = CliRunner().invoke(calls_command, ["show", call_id])
    assert shown.exit_code == 0
    assert f"note         {line}\n" in shown.output
    as_json = json.loads(CliRunner().invoke(calls_command, ["show", call_id, "--json"]).stdout)
    assert as_json["sound_problem"] == line


def test_pieces_whose_heads_or_ends_are_gone_count(kept: tuple[CallStore, str]) -> None:
    store, call_id = kept
    path = store.folder / call_id / SOUND_FILE
    frames = frames_of(path)
    overwrite(path, frames[0].offset - HEAD_BYTES)
    overwrite(path, frames[6].offset - HEAD_BYTES)
    assert damage(store, call_id) == ((0.0, 1.0), (6.0, 7.0))
    with path.open("r+b") as file:
        file.truncate(frames[8].offset + 5)
    assert damage(store, call_id) == ((0.0, 1.0), (6.0, 7.0), (8.0, LENGTH_S))


def test_a_call_that_was_recorded_in_part_is_not_damaged(kept: tuple[CallStore, str]) -> None:
    store, call_id = kept
    with closing(store.sound(call_id)) as sound:
        assert damage_of(sound, 5 * LENGTH_S) == ()
