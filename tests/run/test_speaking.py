"""A spoken answer: heard by a device, recognized by a real engine, scored by the detectors."""

from __future__ import annotations

import threading

import numpy as np
import pytest
import soundfile

from callassist.errors import AudioDeviceError
from callassist.paths import resources_dir
from callassist.review.practice.answers import score_words
from callassist.run.speaking import RATE_HZ, SpokenAnswer
from callassist.sources.packets import PacketQueue
from callassist.types import Word
from tests.review.practice.calls import moment, played

LATE_PARCEL = """
agent: Hello, parcel support, how can I help?
customer: Hello. I ordered a birthday present for my daughter and it was meant to be here on Friday. This is the third time I have called, and you are not even listening to me. I am so tired of this.
"""  # noqa: E501
SPOKEN_FROM_S, SPOKEN_TO_S = 49.0, 57.2
"""In the bundled call the agent says here that it is upsetting, and stays on the line."""


class Device:
    """Brings sound once; then nothing more comes."""

    name = "written"

    def __init__(self, sound, rate_hz, failure=None):
        self.rate_hz = rate_hz
        self.queue = PacketQueue(len(sound) + 1)
        self.queue.offer(np.asarray(sound, np.float32), 0.0)
        self.closed = False
        self._failure = failure

    def failure(self):
        return self._failure

    def close(self):
        self.closed = True


def spoken():
    """The agent's words in the bundled call, float32, with their rate."""
    path = resources_dir() / "demo" / "late-parcel.flac"
    sound, rate_hz = soundfile.read(path, dtype="float32")
    return sound[round(SPOKEN_FROM_S * rate_hz) : round(SPOKEN_TO_S * rate_hz), 0], rate_hz


def test_what_is_said_into_a_microphone_is_recognized_and_scored(moonshine):
    sound, rate_hz = spoken()
    device = Device(sound, rate_hz)
    answer = SpokenAnswer(moonshine, lambda: device)
    answer.stop()  # all of it waits in the queue
    heard = answer.hear()
    assert device.closed
    assert len(heard) == pytest.approx((SPOKEN_TO_S - SPOKEN_FROM_S) * RATE_HZ, abs=2)
    words = answer.recognize(heard)
    assert "upsetting" in " ".join(word.text.lower() for word in words)
    document = played(LATE_PARCEL)
    here = moment(document, "acknowledge")
    later = [
        Word(word.text, word.start_s + here.stop_s, word.end_s + here.stop_s, word.confidence)
        for word in words
    ]
    scored = score_words(here, document, later)
    assert scored.score == 1.0
    assert "empathy.statement" in [sign.kind for sign in scored.signs]


def test_the_loudness_is_told_while_it_is_heard():
    levels: list[float] = []
    answer = SpokenAnswer(object(), lambda: Device([0.0, 0.5, -0.8], 16_000))
    told = threading.Event()

    def note(level: float) -> None:
        levels.append(level)
        told.set()

    thread = threading.Thread(target=lambda: answer.hear(note))
    thread.start()
    assert told.wait(20)
    answer.stop()
    thread.join()
    assert levels == [pytest.approx(0.8)]


def test_a_microphone_that_goes_away_is_told():
    answer = SpokenAnswer(object(), lambda: Device([0.1], 16_000, failure="it stopped"))
    with pytest.raises(AudioDeviceError, match="it stopped; type your answer"):
        answer.hear()


def test_a_microphone_without_a_sound_is_told():
    answer = SpokenAnswer(object(), lambda: Device(np.zeros(160), 16_000))
    answer.stop()
    with pytest.raises(AudioDeviceError, match="gave no sound"):
        answer.recognize(answer.hear())
