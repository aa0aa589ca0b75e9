"""Keeping a call while it happens: what is on the disk during and after, and what is not."""

from __future__ import annotations

import hashlib
import os
import resource
import sys
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from callassist.store.cleaning import time_of
from callassist.store.framing import cut_unreadable_end
from callassist.store.journal import settled_events
from callassist.store.peaks import measure_peaks
from callassist.store.recorder import QUEUE_S, Recorder
from callassist.store.sealing import Sealer, new_key
from callassist.store.sound import SOUND_KIND, SoundFile, from_pcm, to_pcm
from callassist.types import (
    CHANNELS,
    AudioBlock,
    CallEvent,
    Features,
    Finding,
    Note,
    Prompt,
    Stretch,
    Utterance,
    Word,
)
from tests.store.events import plain
from tests.store.scripted import LINES, RATE_HZ, SECRET, OneSecret, scripted, spoken

SEALER = Sealer(new_key())
Item = AudioBlock | CallEvent


def feed(recorder: Recorder, items: Iterable[Item]) -> None:
    """Give a call faster than it was spoken, but not faster than a disk writes."""
    for item in items:
        if isinstance(item, AudioBlock):
            wait_until(lambda: recorder.waiting_s < 2.0 or recorder.problem != "")
            recorder.put_block(item)
        else:
            recorder.put_event(item)


def kept_sound(folder: Path) -> np.ndarray:
    sound = SoundFile(folder / "sound", SEALER)
    try:
        assert sound.problem == ""
        return sound.read_pcm(0, sound.samples)
    finally:
        sound.close()


def kept_events(folder: Path) -> list[CallEvent]:
    return list(settled_events(folder, SEALER))


def played(items: Iterable[Item]) -> np.ndarray:
    """Return the sound of a script: int16[n, 2]."""
    sides: dict[str, list[np.ndarray]] = {channel: [] for channel in CHANNELS}
    for item in items:
        if isinstance(item, AudioBlock):
            sides[item.channel].append(to_pcm(item.samples))
    return np.stack([np.concatenate(sides[c]) for c in CHANNELS], axis=1)


def recorder(folder: Path, **options: Any) -> Recorder:
    return Recorder(folder, SEALER, OneSecret(), RATE_HZ, **options)


def test_a_call_comes_back_but_for_its_secret(tmp_path: Path) -> None:
    script = list(scripted(12.0))
    writer = recorder(tmp_path)
    feed(writer, script)
    settled = writer.close()
    assert settled is not None
    assert (writer.problem, writer.lost_s, settled.duration_s) == ("", 0.0, 12.0)
    expected = played(script)
    (secret,) = settled.redactions
    first, last = round(secret.start_s * RATE_HZ), round(secret.end_s * RATE_HZ)
    assert expected[first:last].any()
    expected[first:last] = 0  # on both sides
    sound = kept_sound(tmp_path)
    different = np.flatnonzero((sound != expected).any(axis=1))
    assert len(different) <= 2, "but for rounding at the edges"
    told = [item for item in script if not isinstance(item, AudioBlock)]
    events = kept_events(tmp_path)
    assert len(events) == len(told)
    for event, original in zip(events, told, strict=True):
        if SECRET not in repr(original):
            assert plain(event) == plain(original) or isinstance(event, Features)
    assert SECRET not in repr(events)
    assert repr(events).count("[password]") == 7


def test_what_waits_goes_away_when_the_call_is_settled(tmp_path: Path) -> None:
    writer = recorder(tmp_path)
    feed(writer, scripted(10.0))
    writer.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["events", "sound"]


def test_peaks_and_digest_are_those_of_the_sound(tmp_path: Path) -> None:
    writer = recorder(tmp_path)
    feed(writer, scripted(7.3))
    settled = writer.close()
    assert settled is not None
    sound = SoundFile(tmp_path / "sound", SEALER)
    expected = measure_peaks(sound)
    pcm = sound.read_pcm(0, sound.samples)
    sound.close()
    np.testing.assert_array_equal(settled.peaks.low, expected.low)
    np.testing.assert_array_equal(settled.peaks.high, expected.high)
    assert settled.sha256 == hashlib.sha256(pcm.tobytes()).hexdigest()


class Scanner:
    """Reads every file under a folder and says which known things are in it."""

    def __init__(self, script: list[Item]) -> None:
        words = {word for line in LINES for word in line.split() if len(word) > 4}
        stems = {word[:-1] for word in words if len(word) > 5}
        self._needles = [
            needle.encode(code)
            for word in sorted(words | stems)
            for needle in (word, word.upper())
            for code in ("utf-8", "utf-16-le", "utf-16-be")
        ]
        sound = played(script)
        for column in range(2):
            (loud,) = np.nonzero(np.abs(sound[:, column]) > 2000)
            for at in loud[:: max(1, len(loud) // 40)]:
                raw = sound[at : at + 16, column]
                self._needles += [raw.tobytes(), from_pcm(raw).tobytes()]
                self._needles.append(sound[at : at + 8].tobytes())
        self.seen: set[str] = set()

    def scan(self, folder: Path) -> None:
        for path in folder.rglob("*"):
            try:
                data = path.read_bytes() if path.is_file() else b""
            except FileNotFoundError:
                continue
            self.seen.add(path.name.split("-")[0])
            found = [needle for needle in self._needles if needle in data]
            assert found == [], f"{path} holds {found[:3]}"


def test_no_file_holds_a_word_or_a_sound_in_plain_at_any_time(tmp_path: Path) -> None:
    script = list(scripted(12.0))
    scanner = Scanner(script)
    writer = recorder(tmp_path)
    for number, item in enumerate(script):
        feed(writer, [item])
        if number % 100 == 0:
            wait_until(lambda: not writer._queue)
            scanner.scan(tmp_path)
    writer.close()
    scanner.scan(tmp_path)
    assert scanner.seen == {"pending", "events", "sound"}


def test_the_scanner_finds_what_it_looks_for(tmp_path: Path) -> None:
    script = list(scripted(12.0))
    scanner = Scanner(script)
    for data in ("marmalade".encode("utf-16-le"), b"tangerine", played(script).tobytes()):
        (tmp_path / "leak").write_bytes(b"\x00" + data)
        with pytest.raises(AssertionError):
            scanner.scan(tmp_path)


def wait_until(true: Callable[[], bool]) -> None:
    done = threading.Event()
    for _ in range(1000):
        if true():
            return
        done.wait(0.01)
    raise AssertionError("it never came true")


def test_a_secret_never_settles_raw(tmp_path: Path) -> None:
    """While its words are not known yet, a stretch's sound is only pending."""
    script = list(scripted(9.0))
    (secret,) = [line for line in spoken(9.0) if SECRET in line[3]]
    words_known_s = secret[2] + 0.3
    writer = recorder(tmp_path)
    for item in script:
        if isinstance(item, AudioBlock) and item.start_s > words_known_s - 0.2:
            break
        feed(writer, [item])
    wait_until(lambda: not writer._queue)
    writer.abandon()
    sound = SoundFile(tmp_path / "sound", SEALER)
    assert sound.duration_s <= secret[1]
    sound.close()
    assert list(tmp_path.glob("pending-*"))


def test_lost_sound_and_late_sides_leave_every_sample_in_its_place(tmp_path: Path) -> None:
    def block(channel: Any, start: int, value: int, count: int = 1600, lost: int = 0) -> AudioBlock:
        samples = from_pcm(np.full(count, value, np.int16))
        return AudioBlock(channel, start / RATE_HZ, RATE_HZ, samples, lost)

    writer = recorder(tmp_path)
    feed(
        writer,
        [
            block("agent", 0, 1),
            block("agent", 1600, 2, 32_000),  # far ahead of the other side
            block("customer", 0, 3),
            block("customer", 4800, 4, lost=3200),  # a loss
            block("customer", 5600, 5),  # half of it given twice
            block("customer", 7201, 6),  # a rounded time is no gap
        ],
    )
    settled = writer.close()
    assert settled is not None
    sound = kept_sound(tmp_path)
    agent = np.concatenate([np.full(1600, 1), np.full(32_000, 2)])
    customer = np.zeros(33_600, int)
    customer[:1600], customer[4800:6400], customer[6400:7200] = 3, 4, 5
    customer[7200:8800] = 6
    np.testing.assert_array_equal(sound, np.stack([agent, customer], axis=1))


def test_one_side_alone_is_a_call(tmp_path: Path) -> None:
    script = [
        item
        for item in scripted(40.0)
        if not (isinstance(item, AudioBlock) and item.channel == "customer")
    ]
    writer = recorder(tmp_path)
    feed(writer, script)
    wait_until(lambda: not writer._queue and (tmp_path / "sound").stat().st_size > 0)
    settled = writer.close()
    assert settled is not None
    assert settled.duration_s == 40.0
    assert not kept_sound(tmp_path)[:, 1].any()


def test_while_off_sound_is_silence_and_nothing_said_is_kept(tmp_path: Path) -> None:
    writer = recorder(tmp_path)
    for item in scripted(15.0):
        if isinstance(item, AudioBlock) and item.channel == "agent":
            if item.start_s == pytest.approx(6.0):
                writer.pause()
            if item.start_s == pytest.approx(9.0):
                writer.resume()
        feed(writer, [item])
    assert writer.close() is not None
    sound = kept_sound(tmp_path)
    assert not sound[6 * RATE_HZ : 9 * RATE_HZ].any()
    assert sound[9 * RATE_HZ :].any()
    events = kept_events(tmp_path)
    assert not [e for e in events if isinstance(e, Features) and 6.2 < e.start_s < 8.7]
    assert "fish" not in repr(events)
    assert "marmalade" in repr(events)
    assert "tangerines" in repr(events)


def test_words_across_a_pause_are_cut_at_it(tmp_path: Path) -> None:
    """The agent stops the recording in the middle of a sentence, as for a card's number."""
    writer = recorder(tmp_path)
    said = Utterance(
        "customer",
        (Word("before", 1.0, 1.5), Word("across", 1.9, 2.2), Word("off", 2.5, 3.0),
         Word("after", 4.5, 4.9)),
        True, 5.3, 1.0, 5.0,
    )  # fmt: skip
    finding = Finding("closing.rushed", "agent", 2.4, 3.1, 3.2, 0.9, ("off",))
    quoting = Prompt("listen", "Listen", "off", "nudge", 5.4, 9.0, finding)
    kept = Note("phrase", "after", 4.5, 5.3)
    for number in range(60):
        at_s = number / 10
        if number == 20:
            writer.pause()
        if number == 40:
            writer.resume()
        for channel in CHANNELS:
            writer.put_block(AudioBlock(channel, at_s, RATE_HZ, np.ones(1600, np.float32)))
        if number == 11:
            writer.put_event(Stretch("customer", 1.0, 1.1, False, 1.1))
        if number == 54:
            for event in (said, finding, quoting, kept):
                writer.put_event(event)
    writer.close()
    events = [event for event in kept_events(tmp_path) if not isinstance(event, Stretch)]
    assert [type(event) for event in events] == [Utterance, Note]
    assert isinstance(events[0], Utterance)
    assert events[0].text == "before after"


def test_words_that_end_while_off_are_kept_up_to_it(tmp_path: Path) -> None:
    writer = recorder(tmp_path)
    words = (Word("before", 1.0, 1.5), Word("off", 2.5, 3.0))
    for number in range(40):
        if number == 20:
            writer.pause()
        for channel in CHANNELS:
            block = AudioBlock(channel, number / 10, RATE_HZ, np.ones(1600, np.float32))
            writer.put_block(block)
    writer.put_event(Utterance("customer", words, True, 3.3, 1.0, 3.0))
    writer.close()
    (event,) = kept_events(tmp_path)
    assert isinstance(event, Utterance)
    assert event.text == "before"


def test_a_recording_that_starts_late_keeps_nothing_from_before(tmp_path: Path) -> None:
    script = list(scripted(12.0))
    before = [e for e in script if not isinstance(e, AudioBlock | Features) and known(e) < 5.0]
    writer = recorder(tmp_path)
    writer.put_context(before)
    late = [
        item
        for item in script
        if (item.start_s >= 5.0 if isinstance(item, AudioBlock | Features) else known(item) >= 5.0)
    ]
    feed(writer, late)
    settled = writer.close()
    assert settled is not None
    assert settled.duration_s == 12.0
    sound = kept_sound(tmp_path)
    assert not sound[: 5 * RATE_HZ].any()
    assert "marmalade" not in repr(kept_events(tmp_path))
    said = [e for e in kept_events(tmp_path) if isinstance(e, Utterance) and e.final]
    assert said[0].start_s == 3.5
    assert all(word.start_s >= 4.999 for word in said[0].words)


def known(event: CallEvent) -> float:
    return time_of(event)


def test_speech_that_never_got_its_words_is_made_silent(tmp_path: Path) -> None:
    writer = recorder(tmp_path)
    for number in range(50):
        for channel in CHANNELS:
            writer.put_block(AudioBlock(channel, number / 10, RATE_HZ, np.ones(1600, np.float32)))
    writer.put_event(Stretch("agent", 3.0, 3.2, False, 3.3))
    writer.put_event(Utterance("agent", (Word(SECRET, 3.0, 3.5),), False, 4.5, 3.0, 4.5))
    settled = writer.close()
    assert settled is not None
    assert settled.unheard == ((2.5, 5.0),)
    sound = kept_sound(tmp_path)
    assert sound[: round(2.5 * RATE_HZ)].all()
    assert not sound[round(2.5 * RATE_HZ) :].any()
    assert not [e for e in kept_events(tmp_path) if isinstance(e, Utterance)]


class HungDisk:
    """An ``os.fsync`` that does not answer until it is let go."""

    def __init__(self) -> None:
        self.let_go = threading.Event()
        self.reached = threading.Event()

    def __call__(self, _handle: int) -> None:
        self.reached.set()
        self.let_go.wait(60)


def test_a_disk_that_hangs_never_holds_up_the_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = HungDisk()
    monkeypatch.setattr(os, "fsync", disk)
    told: list[str] = []
    writer = recorder(tmp_path, on_problem=told.append)
    duration_s = QUEUE_S  # of both sides, twice as much as may wait
    blocks = [item for item in scripted(duration_s) if isinstance(item, AudioBlock)]
    writer.put_block(blocks[0])
    assert disk.reached.wait(30)
    for block in blocks[1:]:
        writer.put_block(block)
    assert writer.lost_s > 1.0
    disk.let_go.set()
    settled = writer.close()
    assert settled is not None
    assert len(told) == 1
    assert "too slow" in told[0]
    assert writer.problem == ""
    assert settled.duration_s < duration_s


def test_a_recording_that_is_read_waits_for_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = HungDisk()
    monkeypatch.setattr(os, "fsync", disk)
    writer = recorder(tmp_path, durable=False)
    script = list(scripted(3 * QUEUE_S))
    reader = threading.Thread(target=feed, args=(writer, script))
    reader.start()
    assert disk.reached.wait(30)
    disk.let_go.set()
    reader.join()
    settled = writer.close()
    assert settled is not None
    assert (writer.lost_s, settled.duration_s) == (0.0, 3 * QUEUE_S)
    assert not list(tmp_path.glob("pending-*"))


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there")
@pytest.mark.parametrize("limit", [40_000, 200_000])
def test_a_full_disk_stops_the_recording_and_nothing_else(tmp_path: Path, limit: int) -> None:
    told: list[str] = []
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    writer = recorder(tmp_path, on_problem=told.append)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        feed(writer, scripted(30.0))
        assert writer.close() is None
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert len(told) == 1
    assert told[0] == writer.problem
    assert "recovered at the next start" in told[0]
    assert "\n" not in told[0]
    assert not writer.keeping
    if limit > 100_000:
        assert cut_unreadable_end(tmp_path / "sound", SEALER, SOUND_KIND)
        assert kept_sound(tmp_path).any()
        assert SECRET not in repr(kept_events(tmp_path))


def test_a_redactor_that_fails_stops_the_recording_before_anything_is_kept(
    tmp_path: Path,
) -> None:
    class Broken(OneSecret):
        def redact(self, utterance: Utterance) -> Utterance:
            raise RuntimeError(SECRET)

    told: list[str] = []
    writer = Recorder(tmp_path, SEALER, Broken(), RATE_HZ, on_problem=told.append)
    feed(writer, scripted(12.0))
    assert writer.close() is None
    assert len(told) == 1
    assert SECRET not in told[0]
    assert "RuntimeError" in told[0]
    assert not [e for e in kept_events(tmp_path) if isinstance(e, Utterance)]
