"""What is said while a recording is off is not kept."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from callassist.store.cleaning import time_of
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
from tests.store.recording import feed, kept_events, kept_sound, recorder
from tests.store.scripted import RATE_HZ, scripted


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
