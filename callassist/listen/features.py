"""Level, pitch and spectral tilt of each hop of one side's sound."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from callassist.settings.listen import HOP_SAMPLES, RATE_HZ
from callassist.types import FloatArray, Samples

PITCH_MIN_HZ = 65.0
PITCH_MAX_HZ = 500.0
VOICED_STRENGTH = 0.45
"""Height of the normalized autocorrelation's peak from which a hop is voiced."""
SPLIT_HZ = 1000.0
SILENCE_DBFS = -100.0

_WINDOW_SAMPLES = 2 * HOP_SAMPLES
_FFT_SAMPLES = 2 * _WINDOW_SAMPLES
_WINDOW = np.hanning(_WINDOW_SAMPLES)
_LAGS = np.arange(int(RATE_HZ / PITCH_MAX_HZ), int(RATE_HZ / PITCH_MIN_HZ) + 2)
_WINDOW_AUTOCORRELATION = np.fft.irfft(np.abs(np.fft.rfft(_WINDOW, _FFT_SAMPLES)) ** 2)
_WINDOW_AUTOCORRELATION = _WINDOW_AUTOCORRELATION / _WINDOW_AUTOCORRELATION[0]
# Of two peaks alike, take the shorter lag: a period, not two of them.
_LAG_BIAS = 1.0 - 0.06 * np.log2(_LAGS / _LAGS[0])
_SPLIT_BIN = round(SPLIT_HZ * _FFT_SAMPLES / RATE_HZ)
_LOW_BIN = round(80.0 * _FFT_SAMPLES / RATE_HZ)


@dataclass(frozen=True, slots=True, eq=False)
class HopFeatures:
    """One value a hop, float64[k]; ``spectrum`` is complex128[k, bins], ungated hops only.

    Attributes:
        level_dbfs: Root-mean-square level.
        pitch_hz: Pitch; NaN where unvoiced or below the gate.
        tilt_db: Level above 1 kHz less the level below; NaN below the gate.
    """

    level_dbfs: FloatArray
    pitch_hz: FloatArray
    tilt_db: FloatArray


def level_dbfs(hops: Samples) -> FloatArray:
    """Return the root-mean-square level of float32[k, n] hops, float64[k]."""
    power = np.mean(np.square(hops, dtype=np.float64), axis=-1)
    levels: FloatArray = 10.0 * np.log10(np.maximum(power, 10.0 ** (SILENCE_DBFS / 10.0)))
    return levels


class FeatureMeter:
    """Measures hop after hop of one channel; looks back one hop, never ahead.

    Attributes:
        pitch: Whether pitch and tilt are measured; without, every hop counts as unvoiced.
    """

    def __init__(self, gate_dbfs: float) -> None:
        """Measure pitch and tilt only of hops louder than ``gate_dbfs``."""
        self.pitch = True
        self._gate_dbfs = gate_dbfs
        self.reset()

    def reset(self) -> None:
        """Forget the last hop."""
        self._last = np.zeros(HOP_SAMPLES, np.float32)

    def measure(self, hops: Samples) -> HopFeatures:
        """Measure float32[k, HOP_SAMPLES] hops that follow the last ones.

        Pitch is the peak of the autocorrelation of two hops, divided by the
        window's own (Boersma 1993, "Accurate short-term analysis of the
        fundamental frequency", Proc. Inst. Phonetic Sciences 17).
        """
        levels = level_dbfs(hops)
        pitch_hz = np.full(len(hops), np.nan)
        tilt_db = np.full(len(hops), np.nan)
        loud = np.flatnonzero(levels > self._gate_dbfs)
        if len(loud) and self.pitch:
            before = np.vstack([self._last[np.newaxis], hops[:-1]])
            windows = np.concatenate([before[loud], hops[loud]], axis=1) * _WINDOW
            power = np.abs(np.fft.rfft(windows, _FFT_SAMPLES, axis=-1)) ** 2
            pitch_hz[loud] = _pitch_hz(power)
            tilt_db[loud] = _tilt_db(power)
        if len(hops):
            self._last = hops[-1].copy()
        return HopFeatures(levels, pitch_hz, tilt_db)


def _pitch_hz(power: FloatArray) -> FloatArray:
    """Return the pitch of float64[k, bins] power spectra; NaN where unvoiced."""
    autocorrelation = np.fft.irfft(power, axis=-1)
    energy = np.maximum(autocorrelation[:, :1], 1e-12)
    lags = autocorrelation[:, _LAGS[0] - 1 : _LAGS[-1] + 2] / energy
    lags = lags / _WINDOW_AUTOCORRELATION[_LAGS[0] - 1 : _LAGS[-1] + 2]
    middle = lags[:, 1:-1]
    best = np.argmax(middle * _LAG_BIAS, axis=-1)
    row = np.arange(len(lags))
    left, peak, right = lags[row, best], middle[row, best], lags[row, best + 2]
    curve = left - 2.0 * peak + right
    shift = np.where(curve < -1e-9, 0.5 * (left - right) / np.minimum(curve, -1e-9), 0.0)
    hz = RATE_HZ / (_LAGS[best] + np.clip(shift, -0.5, 0.5))
    is_peak = (peak >= left) & (peak >= right) & (peak >= VOICED_STRENGTH)
    return np.where(is_peak, hz, np.nan)


def _tilt_db(power: FloatArray) -> FloatArray:
    """Return the level above 1 kHz less the level below, in dB."""
    low = np.sum(power[:, _LOW_BIN:_SPLIT_BIN], axis=-1)
    high = np.sum(power[:, _SPLIT_BIN:], axis=-1)
    tilt: FloatArray = 10.0 * np.log10(np.maximum(high, 1e-12) / np.maximum(low, 1e-12))
    return tilt
