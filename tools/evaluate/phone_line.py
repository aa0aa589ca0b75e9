"""A good recording as it would sound over a bad line.

In this order: the customer leaks into the agent's microphone, both sides get noise, and
both go through a telephone's band.
"""

from __future__ import annotations

import zlib
from pathlib import Path

import numpy as np
import soundfile as sf
from numpy.typing import NDArray

LOW_HZ = 300.0
HIGH_HZ = 3400.0
SNR_DB = 15.0
BLEED_DB = -20.0
BLEED_LATE_S = 0.003
FRAME_S = 0.02
ACTIVE_WITHIN_DB = 20.0
Sound = NDArray[np.float64]


def narrow_band(sound: Sound, rate_hz: int) -> Sound:
    """Return sound[n, sides] without what lies outside 300 to 3400 Hz."""
    spectrum = np.fft.rfft(sound, axis=0)
    hz = np.fft.rfftfreq(len(sound), 1.0 / rate_hz)
    spectrum[(hz < LOW_HZ) | (hz > HIGH_HZ)] = 0.0
    return np.fft.irfft(spectrum, n=len(sound), axis=0)


def active_dbfs(samples: Sound, rate_hz: int) -> float:
    """Return the level of a side's speech without its pauses.

    Mean power of the 20 ms frames within 20 dB of the loud ones (their 95th percentile).
    """
    length = round(FRAME_S * rate_hz)
    frames = samples[: len(samples) // length * length].reshape(-1, length)
    power = np.mean(frames**2, axis=1)
    loud = np.percentile(power[power > 1e-7], 95) if np.any(power > 1e-7) else 0.0
    active = power[power > loud * 10.0 ** (-ACTIVE_WITHIN_DB / 10.0)]
    return float(10.0 * np.log10(active.mean())) if active.size else -120.0


def over_the_phone(sound: Sound, rate_hz: int, seed: int) -> Sound:
    """Return a call (agent left, customer right) as heard over a bad line.

    The noise lies 15 dB below active speech, both within the band; speech is the mean of
    the two sides in dB, so that the softer side has less than that and the louder more.
    """
    speech = narrow_band(sound, rate_hz)
    levels = [active_dbfs(speech[:, side], rate_hz) for side in range(2)]
    in_band = (HIGH_HZ - LOW_HZ) / (rate_hz / 2.0)
    noise_dbfs = float(np.mean(levels)) - SNR_DB - 10.0 * np.log10(in_band)
    late = round(BLEED_LATE_S * rate_hz)
    out = sound.copy()
    out[late:, 0] += 10.0 ** (BLEED_DB / 20.0) * sound[: len(sound) - late, 1]
    noise = np.random.default_rng(seed).standard_normal(out.shape)
    out += 10.0 ** (noise_dbfs / 20.0) * noise
    return np.clip(narrow_band(out, rate_hz), -1.0, 1.0)


def write_phone_copy(source: Path, target: Path) -> None:
    """Write a stereo recording as heard over a bad line; the same name gives the same noise."""
    sound, rate_hz = sf.read(source, dtype="float64", always_2d=True)
    seed = zlib.crc32(source.stem.encode("utf-8"))
    sf.write(target, over_the_phone(sound, rate_hz, seed), rate_hz, subtype="PCM_16")
