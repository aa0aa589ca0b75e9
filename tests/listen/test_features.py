"""Level, pitch and tilt of sounds whose truth is known."""

from __future__ import annotations

import numpy as np
import pytest

from callassist.listen.features import FeatureMeter, level_dbfs
from callassist.settings.listen import HOP_SAMPLES, RATE_HZ
from tests.fakes import voice


def hops(samples: np.ndarray) -> np.ndarray:
    count = len(samples) // HOP_SAMPLES
    return samples[: count * HOP_SAMPLES].reshape(count, HOP_SAMPLES)


@pytest.mark.parametrize("hz", [75, 110, 150, 220, 330, 450])
def test_pitch_of_a_buzz(hz: float) -> None:
    pitch = FeatureMeter(-62.0).measure(hops(voice(1.0, hz))).pitch_hz[2:]
    assert np.isfinite(pitch).mean() > 0.95
    assert np.nanmedian(pitch) == pytest.approx(hz, rel=0.02)


def test_noise_has_no_pitch() -> None:
    noise = np.random.default_rng(3).standard_normal(RATE_HZ).astype(np.float32) * 0.1
    assert np.isfinite(FeatureMeter(-62.0).measure(hops(noise)).pitch_hz).mean() < 0.1


def test_level_of_a_full_sine_is_three_db_below_full_scale() -> None:
    sine = np.sin(2 * np.pi * 1000 * np.arange(RATE_HZ) / RATE_HZ).astype(np.float32)
    assert level_dbfs(hops(sine)) == pytest.approx(-3.01, abs=0.05)


def test_brighter_sound_has_more_tilt() -> None:
    t = np.arange(RATE_HZ) / RATE_HZ
    dull = np.sin(2 * np.pi * 300 * t) + 0.1 * np.sin(2 * np.pi * 3000 * t)
    bright = np.sin(2 * np.pi * 300 * t) + 0.5 * np.sin(2 * np.pi * 3000 * t)
    tilts = [
        np.nanmedian(FeatureMeter(-62.0).measure(hops(x.astype(np.float32) * 0.3)).tilt_db)
        for x in (dull, bright)
    ]
    assert tilts[1] - tilts[0] == pytest.approx(14.0, abs=0.5)


def test_silence_is_not_measured() -> None:
    features = FeatureMeter(-62.0).measure(np.zeros((4, HOP_SAMPLES), np.float32))
    assert np.isnan(features.pitch_hz).all()
    assert np.isnan(features.tilt_db).all()


def test_one_hop_at_a_time_measures_the_same() -> None:
    sound = hops(voice(0.5, 180))
    whole = FeatureMeter(-62.0).measure(sound)
    meter = FeatureMeter(-62.0)
    single = [meter.measure(hop[np.newaxis]) for hop in sound]
    for name in ("level_dbfs", "pitch_hz", "tilt_db"):
        parts = np.concatenate([getattr(part, name) for part in single])
        assert np.array_equal(parts, getattr(whole, name), equal_nan=True)


def test_without_pitch_only_the_level_is_measured() -> None:
    meter = FeatureMeter(-62.0)
    sound = hops(voice(0.5))
    levels = meter.measure(sound).level_dbfs
    meter.reset()
    meter.pitch = False
    features = meter.measure(sound)
    assert np.array_equal(features.level_dbfs, levels)
    assert np.isnan(features.pitch_hz).all()
    assert np.isnan(features.tilt_db).all()
