"""Spots the other side's voice leaking into a microphone."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from callassist.settings.listen import HOP_S, HOP_SAMPLES, RATE_HZ, BleedSettings
from callassist.types import Samples

_WINDOW_SAMPLES = 2 * HOP_SAMPLES
_WINDOW = np.hanning(_WINDOW_SAMPLES)
_BINS = slice(round(150 * _WINDOW_SAMPLES / RATE_HZ), round(4000 * _WINDOW_SAMPLES / RATE_HZ))

Spectrum = NDArray[np.complex128]


class BleedDetector:
    """Learns how one channel leaks into the other and says which hops are leak.

    The path is the averaged cross-spectrum over the source's power (the Wiener
    solution; Allen, Berkley and Blauert 1977, JASA 62, use the same coherence
    to tell direct sound). A hop is leak when the path explains most of it, or
    when what the path leaves does not rise above the channel's noise. Delays
    up to about half a window (32 ms) are covered.
    """

    def __init__(self, settings: BleedSettings) -> None:
        """Start without a known path."""
        self._settings = settings
        self._keep = float(np.exp(-HOP_S / settings.memory_s))
        self.reset()

    def reset(self) -> None:
        """Forget the path and the last hops."""
        bins = _BINS.stop - _BINS.start
        self._cross: Spectrum = np.zeros(bins, np.complex128)
        self._power = np.full(bins, 1e-9)
        self._heard_energy = 1e-9
        self._heard_hops = 0.0
        self._floor_dbfs = 0.0
        self._source_age_s = float("inf")
        self._last = np.zeros((2, HOP_SAMPLES), np.float32)

    def step(
        self,
        target: Samples,
        source: Samples,
        target_dbfs: float,
        source_dbfs: float,
        gate_dbfs: float,
    ) -> bool:
        """Take the next hop of both sides; return whether the target's hop is leak.

        Args:
            target: float32[HOP_SAMPLES], the channel that may have caught a leak.
            source: float32[HOP_SAMPLES], the channel it may come from.
            target_dbfs: The target hop's level.
            source_dbfs: The source hop's level.
            gate_dbfs: A quieter hop on either side holds nothing to explain.
        """
        settings = self._settings
        last, self._last = self._last, np.stack([target, source])
        risen_dbfs = self._floor_dbfs + settings.floor_rise_db_s * HOP_S
        self._floor_dbfs = min(risen_dbfs, max(target_dbfs, gate_dbfs))
        louder = source_dbfs - target_dbfs >= settings.min_drop_db and source_dbfs > gate_dbfs
        self._source_age_s = 0.0 if louder else self._source_age_s + HOP_S
        if self._source_age_s > settings.hold_s:
            return False
        coherent = self._coherent_share() >= settings.coherent
        if target_dbfs <= gate_dbfs:
            # Between the leak's syllables; a voice detector still believes in speech there.
            return coherent
        windows = np.concatenate([last, self._last], axis=1) * _WINDOW
        heard, leaked = np.fft.rfft(windows, axis=-1)[:, _BINS]
        rest = heard - (self._cross / self._power) * leaked
        energy = max(float(np.vdot(heard, heard).real), 1e-12)
        left = max(float(np.vdot(rest, rest).real), 1e-12) / energy
        if louder:
            # Only where the source drowns the target can its path be heard alone.
            self._cross = self._keep * self._cross + heard * np.conj(leaked)
            self._power = self._keep * self._power + np.abs(leaked) ** 2
            self._heard_energy = self._keep * self._heard_energy + energy
            self._heard_hops = self._keep * self._heard_hops + 1.0
        rest_dbfs = target_dbfs + 10.0 * np.log10(left)
        drowned = rest_dbfs < self._floor_dbfs + settings.floor_db
        return coherent and ((louder and left <= 1.0 - settings.explained) or bool(drowned))

    def _coherent_share(self) -> float:
        """Return the share of the energy heard of late that the path explains, 0 to 1.

        A path fitted to n hops explains 1/n of any sound; that share does not count.
        """
        if self._heard_hops < 2.0:
            return 0.0
        explained = float(np.sum(np.abs(self._cross) ** 2 / self._power)) / self._heard_energy
        by_chance = 1.0 / self._heard_hops
        return (explained - by_chance) / (1.0 - by_chance)
