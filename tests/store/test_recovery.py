"""What is left after a crash becomes a call again."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from callassist.store import recovery
from callassist.store.cleaning import time_of
from callassist.store.journal import PendingFolder, settled_events
from callassist.store.recorder import Recorder
from callassist.store.recovery import salvage
from callassist.types import AudioBlock, CallEvent, Features, Note, Stretch, Utterance, Word
from tests.store.crashing import CRASH_S, call_in, copy, listener, rescued, sound_in
from tests.store.recording import SEALER, feed, played
from tests.store.scripted import RATE_HZ, SECRET, OneSecret, scripted
from tests.waiting import wait_until


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
