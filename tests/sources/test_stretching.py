"""Time stretching: the length changes, the pitch does not, and cuts do not matter."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callassist.sources.stretching import Stretcher
from callassist.types import Samples

RATE_HZ = 16_000
SPEEDS = (0.5, 0.75, 1.25, 1.5, 2.0)


def voice(duration_s: float, pitch_hz: float = 120.0) -> Samples:
    """A sound with a pitch and overtones, a little noise and syllables."""
    at = np.arange(round(duration_s * RATE_HZ)) / RATE_HZ
    tone = sum(np.sin(2 * np.pi * pitch_hz * n * at) / n for n in range(1, 12))
    loud = 0.15 * (1.2 + np.sin(2 * np.pi * 4 * at))
    noise = np.random.default_rng(1).normal(0, 0.005, len(at))
    return np.stack([tone * loud + noise, 0.3 * np.sin(2 * np.pi * 300 * at)], 1).astype(np.float32)


def stretched(sound: Samples, speed: float, cuts: list[int] | None = None) -> Samples:
    stretcher = Stretcher(RATE_HZ, speed)
    pieces = [stretcher.push(piece) for piece in np.split(sound, cuts or [])]
    return np.concatenate([*pieces, stretcher.flush()])


def pitch_hz(samples: Samples) -> float:
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples)), 1 << 19))
    near = np.fft.rfftfreq(1 << 19, 1 / RATE_HZ)
    return float(near[(near > 60) & (near < 220)][np.argmax(spectrum[(near > 60) & (near < 220)])])


@pytest.mark.parametrize("speed", SPEEDS)
def test_the_length_is_scaled_to_the_sample(speed: float) -> None:
    sound = voice(2.0)
    assert len(stretched(sound, speed)) == round(len(sound) / speed)


@pytest.mark.parametrize("speed", SPEEDS)
def test_the_pitch_is_kept(speed: float) -> None:
    assert pitch_hz(stretched(voice(3.0), speed)[:, 0]) == pytest.approx(120.0, rel=0.01)


@pytest.mark.parametrize("speed", SPEEDS)
def test_the_loudness_is_kept(speed: float) -> None:
    sound = voice(3.0)
    before, after = (np.sqrt(np.mean(s**2, axis=0)) for s in (sound, stretched(sound, speed)))
    assert after == pytest.approx(before, rel=0.08)


@pytest.mark.parametrize("speed", SPEEDS)
def test_events_stay_where_they_belong(speed: float) -> None:
    sound = voice(3.0) * 0.1
    at = round(1.7 * RATE_HZ)
    sound[at : at + 160] = 0.9
    loudest = np.argmax(np.abs(stretched(sound, speed)[:, 0]))
    assert loudest / RATE_HZ == pytest.approx(1.7 / speed, abs=0.04)


def test_both_channels_move_together() -> None:
    sound = voice(2.0)
    sound[:, 1] = sound[:, 0]
    out = stretched(sound, 1.5)
    assert np.array_equal(out[:, 0], out[:, 1])


def test_at_the_usual_speed_it_is_the_same_sound() -> None:
    sound = voice(0.5)
    assert np.array_equal(stretched(sound, 1.0, [100, 3000]), sound)


@given(
    cuts=st.lists(st.integers(0, 16_000), max_size=8).map(sorted),
    speed=st.sampled_from(SPEEDS),
    length=st.integers(0, 16_000),
)
@settings(max_examples=30)
def test_cuts_do_not_matter(cuts: list[int], speed: float, length: int) -> None:
    sound = voice(1.0)[:length]
    assert np.array_equal(stretched(sound, speed, cuts), stretched(sound, speed))


@pytest.mark.parametrize("speed", [0.0, 0.4, 2.1, -1.0])
def test_other_speeds_are_refused(speed: float) -> None:
    with pytest.raises(ValueError, match="speed"):
        Stretcher(RATE_HZ, speed)
