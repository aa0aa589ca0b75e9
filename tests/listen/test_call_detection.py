"""When a call begins and when it is over, from sound and events alone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
import soundfile as sf
from hypothesis import given, settings
from hypothesis import strategies as st

from callassist.engines.silero import SileroDetector
from callassist.listen.call_detection import CallDetector, CallSilence
from callassist.paths import resources_dir
from callassist.settings.listen import HOP_S, RATE_HZ
from callassist.types import CallEvent, Channel, Features, Gap, Health, Hold, Samples
from tests.fakes import LevelDetector, lay, voice


def tone(seconds: float, *hz: float, level: float = 0.2) -> Samples:
    """Return some sines with soft edges: float32[n]."""
    t = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    edge = np.clip(np.minimum(t, seconds - t) / 0.005, 0.0, 1.0)
    return (edge * level * sum(np.sin(2 * np.pi * f * t) for f in hz) / len(hz)).astype(np.float32)


def ping() -> Samples:
    """Return a notification: two bell tones that fade within half a second."""
    t = np.arange(round(0.5 * RATE_HZ)) / RATE_HZ
    first, second = (np.sin(2 * np.pi * f * t) * np.exp(-t / 0.12) for f in (880.0, 1318.5))
    return (0.3 * np.concatenate([first, second])).astype(np.float32)


def click() -> Samples:
    """Return a key: 8 ms of noise that fades."""
    t = np.arange(round(0.008 * RATE_HZ))
    noise = np.random.default_rng(4).standard_normal(len(t))
    return (0.4 * noise * np.exp(-t / 40.0)).astype(np.float32)


def ringing(rings: int = 3) -> Samples:
    """Return the American ringing tone, 2 s on and 4 s off, as a softphone plays it."""
    return np.concatenate([tone(2.0, 440.0, 480.0), np.zeros(4 * RATE_HZ, np.float32)] * rings)


def speech(seconds: float = 4.0) -> Samples:
    """Return the customer of the demo call, from her first word on."""
    sound, rate_hz = sf.read(resources_dir() / "demo" / "late-parcel.flac", dtype="float32")
    assert rate_hz == RATE_HZ
    first = int(np.argmax(np.abs(sound[:, 1]) > 0.01))
    return np.ascontiguousarray(sound[first : first + round(seconds * RATE_HZ), 1])


def heard(detector: CallDetector, sound: Samples, block: int = 3200) -> float | None:
    """Push ``sound`` in blocks; return when a call began in it."""
    for first in range(0, len(sound), block):
        begun_s = detector.push(sound[first : first + block])
        if begun_s is not None:
            return begun_s
    return None


@pytest.mark.parametrize(
    "sound",
    [
        lay(8.0, (2.0, ping()), (5.0, ping())),
        lay(8.0, *[(1.0 + 0.14 * i, click()) for i in range(40)]),
        lay(8.0, (2.0, tone(0.5, 700.0))),
        lay(20.0, (1.0, ringing())),
        lay(6.0, (2.0, speech(0.45)), (5.0, speech(0.4))),
        np.zeros(4 * RATE_HZ, np.float32),
    ],
    ids=["pings", "typing", "blip", "ringing", "half a second of a voice", "nothing"],
)
def test_what_is_no_call(sound: Samples) -> None:
    assert heard(CallDetector(SileroDetector()), sound) is None


@pytest.mark.parametrize("gain_db", [0.0, -20.0])
def test_a_ringing_tone_and_then_a_voice_is_a_call_from_the_voice_on(gain_db: float) -> None:
    sound = lay(18.0, (1.0, ringing(2)), (13.0, speech() * np.float32(10 ** (gain_db / 20))))
    begun_s = heard(CallDetector(SileroDetector()), sound)
    assert begun_s is not None
    assert begun_s == pytest.approx(13.0, abs=0.4)


def test_after_a_call_was_ended_by_hand_the_customer_must_first_fall_silent() -> None:
    detector = CallDetector(SileroDetector())
    detector.reset(rest=True)
    assert heard(detector, speech(8.0)) is None
    assert heard(detector, np.zeros(6 * RATE_HZ, np.float32)) is None
    assert heard(detector, speech()) is not None


CALL = lay(7.0, (0.5, voice(0.4)), (3.0, voice(0.5)), (3.8, voice(2.0)))


@settings(max_examples=40)
@given(cuts=st.lists(st.integers(1, 9000), min_size=1, max_size=60))
def test_a_call_begins_at_the_same_sample_however_its_sound_is_cut(cuts: Sequence[int]) -> None:
    detector, first, begun = CallDetector(LevelDetector()), 0, None
    while begun is None and first < len(CALL):
        for cut in cuts:
            begun = detector.push(CALL[first : first + cut])
            first += cut
            if begun is not None:
                break
    assert begun == heard(CallDetector(LevelDetector()), CALL)
    assert begun == pytest.approx(3.0, abs=2 * HOP_S)


def features(channel: Channel, start_s: float, *speech_prob: float) -> Features:
    """Return a second of features a number, each with that probability of speech."""
    prob = np.repeat(np.asarray(speech_prob, np.float64), 10)
    return Features(channel, start_s, 0.1, prob * 0, prob * 0, prob * 0, prob)


def over_at_s(events: Sequence[CallEvent], after_s: float = 5.0) -> float | None:
    """Return the start of the features at which the call was over."""
    silence = CallSilence(after_s)
    for event in events:
        if silence.take(event):
            return event.start_s if isinstance(event, Features) else -1.0
    return None


def seconds(first: int, last: int, *, agent: float = 0.0, customer: float = 0.0) -> list[CallEvent]:
    """Return both sides' features from one second to another."""
    return [
        features(channel, float(at_s), prob)
        for at_s in range(first, last)
        for channel, prob in (("agent", agent), ("customer", customer))
    ]  # type: ignore[misc]


def test_a_call_is_over_when_both_sides_were_silent_for_long() -> None:
    talk = [*seconds(0, 3, customer=0.9), *seconds(3, 6, agent=0.9)]
    assert over_at_s([*talk, *seconds(6, 20)]) == 10.0
    assert over_at_s([*talk, *seconds(6, 10), *seconds(10, 11, agent=0.9)]) is None
    assert over_at_s([*talk, *seconds(6, 9999)], after_s=0.0) is None


@pytest.mark.parametrize(
    ("begins", "ends"),
    [
        (Hold(3.0, None, 6.0), Hold(3.0, 40.0, 40.0)),
        (Health("customer", "lost", 3.0), Health("customer", "silent", 40.0)),
        (Health("agent", "hears", 3.0), Gap("agent", 3.0, 40.0)),
    ],
    ids=["hold", "lost", "gap"],
)
def test_silence_that_nobody_means_does_not_count(begins: CallEvent, ends: CallEvent) -> None:
    talk = seconds(0, 3, customer=0.9)
    quiet = seconds(3, 40) if not isinstance(ends, Gap) else seconds(3, 7)
    later = seconds(40, 60)
    assert over_at_s([*talk, begins, *quiet]) is None
    assert over_at_s([*talk, begins, *quiet, ends, *later]) == 44.0


def test_a_pause_is_no_silence() -> None:
    silence = CallSilence(5.0)
    silence.paused = True
    assert not any(silence.take(event) for event in seconds(0, 30))
    silence.paused = False
    over = [event for event in seconds(30, 60) if silence.take(event)]
    assert isinstance(over[0], Features)
    assert over[0].start_s == 34.0
