"""The outline of a recording's sound, read from its file, and quick to draw at any zoom.

A kept call is not read for it: its outline is gathered while it is recorded (``store/peaks.py``).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from callassist.protocols import Sound
from callassist.types import Peaks

HOP_S = 0.02
"""Seconds a column of the finest outline."""
READ_S = 10.0
SHRINK = 4
"""Each level of the pyramid has a quarter of the columns of the one below."""

LOUD_SHARE = 0.98

Bytes = NDArray[np.int8]


def peaks_of(
    sound: Sound,
    *,
    hop_s: float = HOP_S,
    progress: Callable[[Peaks, float], bool] | None = None,
) -> Peaks:
    """Read a call's sound from end to end and return its outline.

    Args:
        sound: Both sides.
        hop_s: Seconds a column.
        progress: Told now and then the outline so far (columns not read yet are flat) and
            the seconds read; returns whether to go on.
    """
    hop = max(1, round(hop_s * sound.rate_hz))
    columns = int(np.ceil(sound.duration_s * sound.rate_hz / hop - 1e-9))
    peaks = Peaks(hop / sound.rate_hz, *np.zeros((2, 2, columns), np.int8))
    step = max(1, round(READ_S / peaks.hop_s))
    for first in range(0, columns, step):
        samples = sound.read(first * peaks.hop_s, step * peaks.hop_s)
        count = min(columns - first, -(-len(samples) // hop))
        if count > 0:
            whole = np.zeros((count * hop, 2), np.float32)
            whole[: len(samples)] = np.clip(samples[: count * hop], -1.0, 1.0)
            by_column = whole.reshape(count, hop, 2)
            peaks.low[:, first : first + count] = np.floor(127 * by_column.min(axis=1)).T
            peaks.high[:, first : first + count] = np.ceil(127 * by_column.max(axis=1)).T
        if progress is not None and not progress(peaks, (first + step) * peaks.hop_s):
            break
    return peaks


class Pyramid:
    """An outline at many resolutions: any stretch is drawn from few columns."""

    def __init__(self, peaks: Peaks) -> None:
        """Build the coarser levels; they take a third of the finest one's memory."""
        self.hop_s = peaks.hop_s
        self._levels: list[tuple[Bytes, Bytes]] = []
        low, high = peaks.low, peaks.high
        while True:
            # One flat column more, since reduceat wants the end of each stretch to exist.
            self._levels.append((np.pad(low, ((0, 0), (0, 1))), np.pad(high, ((0, 0), (0, 1)))))
            if low.shape[1] <= SHRINK:
                break
            starts = np.arange(0, low.shape[1], SHRINK)
            low = np.minimum.reduceat(low, starts, axis=1)
            high = np.maximum.reduceat(high, starts, axis=1)

    def columns(self, start_s: float, end_s: float, width: int) -> tuple[Bytes, Bytes]:
        """Return (low, high), each int8[2, width], of a stretch; beyond the sound it is flat."""
        out_low, out_high = np.zeros((2, 2, max(0, width)), np.int8)
        hops_a_column = (end_s - start_s) / self.hop_s / max(1, width)
        level, hop_s = 0, self.hop_s
        while hops_a_column >= 2 * SHRINK and level + 1 < len(self._levels):
            level, hop_s, hops_a_column = level + 1, hop_s * SHRINK, hops_a_column / SHRINK
        low, high = self._levels[level]
        count = low.shape[1] - 1
        edges = (start_s + (end_s - start_s) * np.arange(width + 1) / max(1, width)) / hop_s
        first = np.floor(edges[:-1]).astype(np.int64)
        last = np.maximum(first + 1, np.floor(edges[1:]).astype(np.int64))
        inside = np.flatnonzero((first >= 0) & (first < count))
        if len(inside):
            pairs = np.stack([first[inside], np.minimum(last[inside], count)], axis=1).ravel()
            out_low[:, inside] = np.minimum.reduceat(low, pairs, axis=1)[:, ::2]
            out_high[:, inside] = np.maximum.reduceat(high, pairs, axis=1)[:, ::2]
        return out_low, out_high

    def gains(self, most: float) -> tuple[float, float]:
        """Return how far each side may be enlarged so that all but its loudest clicks fit in."""
        # Coarse columns will do, and are few.
        low, high = self._levels[min(3, len(self._levels) - 1)]
        loud = np.sort(np.maximum(high, -low.astype(np.int16)), axis=1)
        loud = loud[:, min(loud.shape[1] - 1, int(LOUD_SHARE * loud.shape[1]))]
        agent, customer = (float(min(most, 127 / max(value, 1.0))) for value in loud)
        return agent, customer
