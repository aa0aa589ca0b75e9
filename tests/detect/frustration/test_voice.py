"""Vocal arousal is against the speaker's own usual voice."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callassist.detect.frustration.voice import Arousal, VoiceBaseline
from callassist.settings.frustration import BASELINE_STRETCHES
from callassist.types import Stretch


def stretch(
    pitch_hz: float = 120.0,
    tilt_db: float = -15.0,
    level_dbfs: float = -25.0,
    *,
    final: bool = True,
    voiced_s: float = 1.5,
) -> Stretch:
    return Stretch("customer", 0.0, 2.5, final, 2.8, level_dbfs, pitch_hz, tilt_db, voiced_s)


def usual(count: int = 3, pitch_hz: float = 120.0, level_dbfs: float = -25.0) -> VoiceBaseline:
    voice = VoiceBaseline()
    for at in range(count):
        voice.push(stretch(pitch_hz * (1.0 + 0.02 * (at % 3 - 1)), level_dbfs=level_dbfs))
    return voice


def arousal(voice: VoiceBaseline, heard: Stretch, words: int | None = None) -> Arousal:
    found = voice.push(heard, words)
    assert found is not None
    return found


def test_the_first_stretch_has_nothing_to_compare_with() -> None:
    assert VoiceBaseline().push(stretch(300.0)) is None


@pytest.mark.parametrize("pitch_hz", [95.0, 120.0, 210.0])
def test_a_raised_voice_stands_out_whoever_speaks(pitch_hz: float) -> None:
    raised = arousal(usual(pitch_hz=pitch_hz), stretch(pitch_hz * 1.4, -7.0))
    assert raised.value > 1.5
    assert raised.pitch_semitones == pytest.approx(12 * math.log2(1.4), abs=0.3)
    assert abs(arousal(usual(pitch_hz=pitch_hz), stretch(pitch_hz)).value) < 0.3


def test_level_alone_hardly_counts() -> None:
    louder = arousal(usual(), stretch(level_dbfs=-13.0))
    assert 0.0 < louder.value < 0.5


def test_a_changed_gain_does_not_hide_a_raised_voice() -> None:
    quiet = arousal(usual(level_dbfs=-20.0), stretch(170.0, -7.0, -32.0))
    assert quiet.value > 1.0


def test_fast_speech_counts_a_little() -> None:
    def after_steady(words: int) -> float:
        voice = VoiceBaseline()
        for _ in range(4):
            voice.push(stretch(), 6)
        return arousal(voice, stretch(), words).value

    assert 0.0 < after_steady(12) - after_steady(6) < 0.3


def test_trust_grows_with_what_was_heard() -> None:
    assert arousal(usual(1), stretch()).trust < arousal(usual(8), stretch()).trust < 1.0


@pytest.mark.parametrize(
    "heard",
    [
        stretch(final=False),
        stretch(voiced_s=0.1),
        stretch(float("nan"), float("nan"), float("nan")),
    ],
)
def test_what_says_nothing_is_passed_over(heard: Stretch) -> None:
    assert usual().push(heard) is None


def test_old_stretches_drop_out() -> None:
    voice = usual(10, pitch_hz=100.0)
    for _ in range(BASELINE_STRETCHES):
        voice.push(stretch(200.0))
    assert abs(arousal(voice, stretch(200.0)).value) < 0.01


def test_reset_forgets_the_speaker() -> None:
    voice = usual()
    voice.reset()
    assert voice.push(stretch(300.0)) is None


numbers = st.one_of(st.floats(-60, 20), st.just(math.nan))


@given(st.lists(st.tuples(st.one_of(st.floats(60, 500), st.just(math.nan)), numbers, numbers)))
def test_arousal_is_bounded_or_absent(measured: list[tuple[float, float, float]]) -> None:
    voice = VoiceBaseline()
    for pitch_hz, tilt_db, level_dbfs in measured:
        found = voice.push(stretch(pitch_hz, tilt_db, level_dbfs))
        assert found is None or (abs(found.value) <= 4.0 and 0.0 <= found.trust <= 1.0)
