"""What is left after a crash becomes a call again."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from filelock import FileLock
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from callassist.store import recovery
from callassist.store.cleaning import time_of
from callassist.store.framing import read_index
from callassist.store.journal import PendingFolder, settled_events
from callassist.store.recorder import Recorder
from callassist.store.recovery import Hear, Salvaged, salvage
from callassist.store.sealing import Sealer, new_key
from callassist.store.sound import SoundFile
from callassist.store.summary import OpenCall
from callassist.types import (
    AudioBlock,
    CallEvent,
    Features,
    Note,
    Stretch,
    Utterance,
    Word,
)
from tests.store.calls import header
from tests.store.scripted import RATE_HZ, SECRET, OneSecret, scripted, words_of
from tests.store.test_recorder import feed, played, wait_until

SEALER = Sealer(new_key())
CRASH_S = 13.7
"""In the middle of the fifth line, whose words are not known yet."""


@pytest.fixture(scope="module")
def crashed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a program leaves it that is killed at ``CRASH_S``."""
    folder = tmp_path_factory.mktemp("crashed")
    leave(folder, CRASH_S)
    return folder


def leave(folder: Path, crash_s: float, *, duration_s: float = 20.0) -> None:
    writer = Recorder(folder, SEALER, OneSecret(), RATE_HZ)
    for item in scripted(duration_s):
        if isinstance(item, AudioBlock) and item.start_s > crash_s - 0.05:
            break
        feed(writer, [item])
    wait_until(lambda: not writer._queue and writer.waiting_s == 0)
    writer.abandon()


def call_in(folder: Path) -> OpenCall:
    lock = FileLock(folder.with_suffix(".lock"))
    return OpenCall("abcdefgh", folder, SEALER, header(rate_hz=RATE_HZ), lock)


def copy(folder: Path, to: Path) -> Path:
    return shutil.copytree(folder, to / "call")


def rescued(folder: Path, hear: Hear | None = None) -> Salvaged:
    found = salvage(call_in(folder), OneSecret(), hear=hear)
    assert found is not None
    return found


def sound_in(folder: Path) -> np.ndarray:
    sound = SoundFile(folder / "sound", SEALER)
    try:
        return sound.read_pcm(0, sound.samples)
    finally:
        sound.close()


def listener(blocks: Sequence[AudioBlock]) -> list[CallEvent]:
    """Recognize the fifth line, as a real one would."""
    words = words_of(12.5, CRASH_S, f"nobody calls {SECRET}")
    early = words_of(9.5, 11.5, "one minute please while I look")
    return [
        Stretch("customer", 9.5, 11.5, True, 11.6),
        Utterance("customer", early, True, 11.8, 9.5, 11.5),
        Stretch("agent", 12.5, CRASH_S, True, CRASH_S),
        Utterance("agent", words, True, CRASH_S, 12.5, CRASH_S),
    ]


def test_nothing_is_lost_but_what_was_not_written(crashed: Path, tmp_path: Path) -> None:
    folder = copy(crashed, tmp_path)
    found = rescued(folder, listener)
    assert found.settled.duration_s == pytest.approx(CRASH_S)
    assert found.notices == ()
    sound, expected = sound_in(folder), played(scripted(20.0))[: round(CRASH_S * RATE_HZ)]
    secrets = [(r.start_s, r.end_s) for r in found.settled.redactions]
    assert len(secrets) == 2
    for start_s, end_s in secrets:
        expected[round(start_s * RATE_HZ) : round(end_s * RATE_HZ)] = 0
    assert np.count_nonzero((sound != expected).any(axis=1)) <= 4
    assert sorted(path.name for path in folder.iterdir()) == ["events", "sound"]


def test_events_are_those_that_were_told_each_once(crashed: Path, tmp_path: Path) -> None:
    folder = copy(crashed, tmp_path)
    rescued(folder, listener)
    events = list(settled_events(folder, SEALER))
    told = [
        e
        for e in scripted(20.0)
        if not isinstance(e, AudioBlock) and recovery_time(e) <= CRASH_S + 1e-6
    ]
    again = [e for e in events if not (isinstance(e, Stretch | Utterance) and is_tail(e))]
    expected = [e for e in told if not (isinstance(e, Stretch | Utterance) and is_tail(e))]
    assert [type(e) for e in again] == [type(e) for e in expected]
    tail = [e for e in events if isinstance(e, Utterance) and is_tail(e) and e.final]
    assert [e.text for e in tail] == ["nobody calls [password]"]
    assert SECRET not in repr(events)


def is_tail(event: Stretch | Utterance) -> bool:
    return event.start_s == 12.5


def recovery_time(event: CallEvent) -> float:
    return time_of(event)


def test_what_is_heard_again_is_the_last_seconds(crashed: Path, tmp_path: Path) -> None:
    heard: list[AudioBlock] = []

    def listen(blocks: Sequence[AudioBlock]) -> list[CallEvent]:
        heard.extend(blocks)
        return listener(blocks)

    rescued(copy(crashed, tmp_path), listen)
    for channel in ("agent", "customer"):
        side = [block for block in heard if block.channel == channel]
        assert side[0].start_s <= 12.0
        assert side[-1].start_s + len(side[-1].samples) / RATE_HZ == pytest.approx(CRASH_S)
        for before, after in itertools.pairwise(side):
            assert after.start_s == pytest.approx(before.start_s + len(before.samples) / RATE_HZ)


def test_without_an_engine_the_tail_is_silent_and_says_so(crashed: Path, tmp_path: Path) -> None:
    folder = copy(crashed, tmp_path)
    found = rescued(folder)
    (notice,) = found.notices
    assert notice.startswith("the last 2 s are silent")
    sound = sound_in(folder)
    assert len(sound) == pytest.approx(CRASH_S * RATE_HZ)
    assert not sound[12 * RATE_HZ :].any()
    assert sound[: 12 * RATE_HZ].any()
    said = [e for e in settled_events(folder, SEALER) if isinstance(e, Utterance)]
    assert not [e for e in said if is_tail(e)]


def test_a_second_recovery_changes_nothing(crashed: Path, tmp_path: Path) -> None:
    folder = copy(crashed, tmp_path)
    first = rescued(folder, listener)
    events, sound = (folder / "events").read_bytes(), (folder / "sound").read_bytes()
    again = rescued(folder, listener)
    assert (folder / "events").read_bytes() == events
    assert (folder / "sound").read_bytes() == sound
    assert again.settled.redactions == first.settled.redactions
    assert again.settled.sha256 == first.settled.sha256
    np.testing.assert_array_equal(again.settled.peaks.high, first.settled.peaks.high)


class KilledError(BaseException):
    """What a kill is to the code it hits."""


@pytest.mark.parametrize("step", ["erase", "sound", "events"])
def test_who_is_killed_while_recovering_recovers_again(
    crashed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    whole = copy(crashed, tmp_path / "whole")
    expected = rescued(whole, listener)
    folder = copy(crashed, tmp_path / "killed")

    def kill(*_arguments: object) -> None:
        raise KilledError

    with monkeypatch.context() as patch:
        if step == "erase":
            patch.setattr(recovery, "erase_file", kill)
        elif step == "sound":
            patch.setattr("callassist.store.sound.SoundWriter.sync", kill)
        else:
            patch.setattr("callassist.store.framing.FrameWriter.sync", kill)
        with pytest.raises(KilledError):
            rescued(folder, listener)
    found = rescued(folder, listener)
    assert found.settled.sha256 == expected.settled.sha256
    np.testing.assert_array_equal(sound_in(folder), sound_in(whole))
    assert texts(folder) == texts(whole)
    assert not list(folder.glob("pending-*"))


def texts(folder: Path) -> list[tuple[str, str, bool]]:
    events = settled_events(folder, SEALER)
    return [(e.channel, e.text, e.final) for e in events if isinstance(e, Utterance)]


def test_a_recorder_can_fail_at_the_very_end_and_nothing_is_lost(tmp_path: Path) -> None:
    """Everything is settled, and the program dies before the database knows."""
    folder = tmp_path / "call"
    folder.mkdir()
    writer = Recorder(folder, SEALER, OneSecret(), RATE_HZ)
    feed(writer, scripted(9.0))
    settled = writer.close()
    assert settled is not None
    found = rescued(folder)
    assert found.notices == ()
    assert found.settled.sha256 == settled.sha256
    assert found.settled.redactions == settled.redactions


def test_a_folder_with_nothing_in_it_is_no_call(tmp_path: Path) -> None:
    assert salvage(call_in(tmp_path), OneSecret()) is None


def test_what_was_off_stays_off(tmp_path: Path) -> None:
    folder = tmp_path / "call"
    folder.mkdir()
    writer = Recorder(folder, SEALER, OneSecret(), RATE_HZ)
    for item in scripted(9.0):
        if isinstance(item, AudioBlock) and item.channel == "agent":
            if item.start_s == pytest.approx(6.0):
                writer.pause()
            if item.start_s == pytest.approx(8.0):
                writer.resume()
        if isinstance(item, AudioBlock) and item.start_s > 8.55:
            break
        feed(writer, [item])
    wait_until(lambda: writer.waiting_s == 0 and not writer._queue)
    writer.abandon()
    words = (Word("on", 6.2, 7.0), Word("again", 8.1, 8.4))
    rescued(folder, lambda _blocks: [Utterance("agent", words, True, 8.6, 6.2, 8.5)])
    assert not sound_in(folder)[6 * RATE_HZ : 8 * RATE_HZ].any()
    said = texts(folder)
    assert ("agent", "again", True) in said
    assert not [text for _, text, _ in said if text.startswith("on")]


def test_a_secret_said_long_before_is_masked_in_what_waits(tmp_path: Path) -> None:
    """The redactor of the recovery never heard it; the one that did has masked it."""
    folder = tmp_path / "call"
    folder.mkdir()

    class Remembers(OneSecret):
        """Masks only what it heard."""

        def mask(self, text: str) -> str:
            return super().mask(text) if self.redactions else text

    writer = Recorder(folder, SEALER, Remembers(), RATE_HZ)
    feed(writer, scripted(12.0))
    wait_until(lambda: writer.waiting_s == 0 and not writer._queue)
    writer.put_event(Note("phrase", f"you said {SECRET}", 11.9, 12.0))
    wait_until(lambda: not writer._queue)
    writer.abandon()
    assert salvage(call_in(folder), Remembers()) is not None
    notes = [e for e in settled_events(folder, SEALER) if isinstance(e, Note)]
    assert notes[-1].text == "you said [password]"


# Torn and damaged files


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


def test_a_whole_disk_that_was_full_is_recovered(tmp_path: Path) -> None:
    folder = tmp_path / "call"
    folder.mkdir()
    told: list[str] = []
    writer = Recorder(folder, SEALER, OneSecret(), RATE_HZ, on_problem=told.append)
    written = 0

    original = PendingFolder.write

    def write(self: PendingFolder, segment: object) -> Path:
        nonlocal written
        written += 1
        if written > 20:
            raise OSError(28, "No space left on device")
        return original(self, segment)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PendingFolder, "write", write)
        feed(writer, scripted(30.0))
        assert writer.close() is None
    assert told == [writer.problem]
    assert "no space left on device" in told[0]
    found = rescued(folder)
    assert found.settled.duration_s > 5.0
    assert [e for e in settled_events(folder, SEALER) if isinstance(e, Features)]
