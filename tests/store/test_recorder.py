"""Keeping a call while it happens: what is on the disk after, and what is not."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import numpy as np

from callassist.store.peaks import measure_peaks
from callassist.store.sound import SoundFile, from_pcm
from callassist.types import CHANNELS, AudioBlock, Features, Stretch, Utterance, Word
from tests.store.events import plain
from tests.store.recording import SEALER, feed, kept_events, kept_sound, played, recorder
from tests.store.scripted import RATE_HZ, SECRET, scripted
from tests.waiting import wait_until


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
