"""Activity from a voice detector's probabilities, on clean lines and in noise."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from callassist.listen.vad import ActivityTracker, DetectorGain, NoiseFloor, hops
from callassist.settings.listen import HOP_S, VoiceActivitySettings

SETTINGS = VoiceActivitySettings()
CLEAN_DBFS, NOISY_DBFS, SPEECH_DBFS = -75.0, -50.0, -34.0
SECOND = round(1.0 / HOP_S)


def follow(
    hop_list: list[tuple[float, float, bool]], noise_dbfs: float
) -> tuple[ActivityTracker, list[bool]]:
    """Step through (probability, level, masked) hops."""
    tracker = ActivityTracker(SETTINGS)
    activity = [
        tracker.step(hop, probability, level_dbfs, noise_dbfs, masked=masked)
        for hop, (probability, level_dbfs, masked) in enumerate(hop_list)
    ]
    return tracker, activity


def speech(hop_count: int, probability: float = 1.0) -> list[tuple[float, float, bool]]:
    return [(probability, SPEECH_DBFS, False)] * hop_count


def silence(
    hop_count: int, level_dbfs: float, probability: float = 0.0
) -> list[tuple[float, float, bool]]:
    return [(probability, level_dbfs, False)] * hop_count


def test_a_click_is_no_speech() -> None:
    _, activity = follow(speech(1) + silence(20, CLEAN_DBFS), CLEAN_DBFS)
    assert not any(activity)


def test_a_detector_that_is_slow_to_believe_in_noise_is_helped() -> None:
    tracker, _ = follow(silence(10, NOISY_DBFS) + speech(10, SETTINGS.low_prob), NOISY_DBFS)
    assert tracker.active
    assert tracker.start_hop == 10


def test_on_a_clean_line_a_low_probability_stays_one() -> None:
    loud = speech(20) + silence(20, CLEAN_DBFS)  # tells how far speech rises above this noise
    tracker, activity = follow(loud + speech(30, SETTINGS.low_prob), CLEAN_DBFS)
    assert not activity[-1]
    assert tracker.end_hop == 20


def test_speech_ends_where_it_sinks_into_the_noise_however_long_the_detector_lags() -> None:
    lagging = [(p, NOISY_DBFS, False) for p in (0.94, 0.9, 0.8, 0.7, 0.5, 0.3, 0.2, 0.1)]
    tracker, activity = follow(speech(20) + lagging, NOISY_DBFS)
    assert not activity[-1]
    assert tracker.end_hop == 20


def test_a_weak_syllable_that_the_detector_is_sure_of_counts_in_noise() -> None:
    tracker, _ = follow(speech(20) + silence(6, NOISY_DBFS, SETTINGS.sure_prob), NOISY_DBFS)
    assert tracker.end_hop == 26


def test_what_the_others_voice_hides_does_not_end_speech_at_once() -> None:
    hidden = [(0.9, SPEECH_DBFS, True)]
    tracker, activity = follow(speech(20) + hidden * 8 + speech(5), CLEAN_DBFS)
    assert all(activity[2:])
    assert tracker.start_hop == 0


def test_what_stays_hidden_was_an_end() -> None:
    hidden = [(0.9, SPEECH_DBFS, True)]
    tracker, activity = follow(speech(20) + hidden * hops(SETTINGS.masked_s), CLEAN_DBFS)
    assert not activity[-1]
    assert tracker.end_hop == 20


def test_the_noise_is_found_in_the_pauses() -> None:
    noise = NoiseFloor(SETTINGS)
    rng = np.random.default_rng(1)
    for _ in range(6):
        for _ in range(SECOND):
            noise.step(SPEECH_DBFS + rng.normal())
        for _ in range(4):
            noise.step(NOISY_DBFS + 0.5 * rng.normal())
    assert noise.dbfs == pytest.approx(NOISY_DBFS, abs=2.0)


def test_a_quiet_channel_is_raised_and_a_loud_one_is_not() -> None:
    gain = DetectorGain(SETTINGS)
    assert gain.step(-45.0) == pytest.approx(10 ** (SETTINGS.gain_db / 20))
    assert gain.step(SETTINGS.loud_dbfs) == 1.0
    assert gain.step(-45.0) < 1.01


@given(st.lists(st.floats(-100.0, 0.0), min_size=1, max_size=60))
def test_gain_never_makes_a_hop_louder_than_loud(levels_dbfs: list[float]) -> None:
    gain = DetectorGain(SETTINGS)
    for level_dbfs in levels_dbfs:
        raised_dbfs = level_dbfs + 20.0 * np.log10(gain.step(level_dbfs))
        assert raised_dbfs <= max(level_dbfs, SETTINGS.loud_dbfs) + 1e-6
