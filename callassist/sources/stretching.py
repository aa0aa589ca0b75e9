"""Plays faster or slower at the same pitch (WSOLA).

Waveform similarity overlap-add after W. Verhelst and M. Roelands, "An overlap-add
technique based on waveform similarity (WSOLA) for high quality time-scale modification
of speech", ICASSP 1993: windows of the sound are laid over each other at a fixed step;
each is taken from near the place that the speed asks for, where it continues the one
before it best.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from callassist.types import Samples

WINDOW_S = 0.040
"""Two periods of the lowest voices."""
SEARCH_S = 0.010
"""How far from its place a window may be taken: a period of a voice of 100 Hz."""
MIN_SPEED = 0.5
MAX_SPEED = 2.0


class Stretcher:
    """A stream of sound at another speed, at its own pitch.

    What comes out does not depend on how what goes in was cut. All channels are moved
    together, so that they stay in time with each other.
    """

    def __init__(self, rate_hz: int, speed: float, channels: int = 2) -> None:
        """Begin a stream.

        Args:
            rate_hz: Samples a second, of what goes in and what comes out.
            speed: 0.5 for half as fast to 2 for twice as fast.
            channels: Columns of the sound.

        Raises:
            ValueError: If the speed is out of range.
        """
        if not MIN_SPEED <= speed <= MAX_SPEED:
            raise ValueError(f"a speed of {speed} is not within {MIN_SPEED} and {MAX_SPEED}")
        self.speed = speed
        self._step = max(1, round(rate_hz * WINDOW_S / 2))
        self._search = max(1, round(rate_hz * SEARCH_S))
        ramp = 0.5 - 0.5 * np.cos(np.pi * (np.arange(self._step) + 0.5) / self._step)
        self._rising: Samples = ramp.astype(np.float32)[:, None]
        self._kept: Samples = np.zeros((0, channels), np.float32)
        self._kept_from = 0
        self._taken = 0
        self._windows = 0
        self._last = 0
        self._given = 0
        self._tail: Samples = np.zeros((0, channels), np.float32)

    def push(self, samples: Samples) -> Samples:
        """Take float32[n, channels]; return what of the stretched sound is certain now."""
        self._taken += len(samples)
        if self.speed == 1.0:
            self._given += len(samples)
            return samples
        self._kept = np.concatenate([self._kept, samples])
        pieces = []
        while (target := self._target()) + self._search + 2 * self._step <= self._taken:
            pieces.append(self._add(self._best(target)))
        return self._joined(pieces)

    def flush(self) -> Samples:
        """Return the rest of the stretched sound; its length is then the sound's over the speed."""
        if self.speed == 1.0:
            return self._kept
        length = round(self._taken / self.speed)
        padding = 2 * self._step + self._search
        self._kept = np.concatenate([self._kept, self._kept[:1].repeat(padding, axis=0) * 0])
        pieces: list[Samples] = []
        ready = self._given
        while ready < length:
            target = min(self._target(), self._taken)
            pieces.append(self._add(self._best(target)))
            ready += len(pieces[-1])
        joined = self._joined(pieces)
        return joined[: max(0, len(joined) - (self._given - length))]

    def _target(self) -> int:
        """Where the speed asks the next window to begin."""
        return round(self._windows * self._step * self.speed)

    def _best(self, target: int) -> int:
        """Return where near ``target`` the sound best continues the last window."""
        if self._windows == 0:
            return 0
        first = max(0, target - self._search)
        wanted = self._mono(self._last + self._step, self._step)
        near = self._mono(first, target + self._search + self._step - first)
        if len(wanted) < self._step or len(near) < self._step:
            return target
        # How alike, less how loud: a louder place is not a better one.
        alike = np.correlate(near, wanted, mode="valid")
        sums = np.concatenate([[0.0], np.cumsum(near * near)])
        energy = sums[self._step :] - sums[: -self._step]
        return first + int(np.argmax(alike / np.sqrt(energy + 1e-9)))

    def _add(self, start: int) -> Samples:
        """Lay the window at ``start`` over the last one; return the step that is now whole."""
        first = self._slice(start, self._step)
        if self._windows:
            first = self._tail * self._rising[::-1] + first * self._rising
        self._tail = self._slice(start + self._step, self._step)
        self._last = start
        self._windows += 1
        self._forget(min(self._target() - self._search, start + self._step))
        return first

    def _slice(self, start: int, length: int) -> Samples:
        begin = start - self._kept_from
        return self._kept[begin : begin + length]

    def _mono(self, start: int, length: int) -> NDArray[np.float64]:
        mono: NDArray[np.float64] = self._slice(start, length).sum(axis=1, dtype=np.float64)
        return mono

    def _forget(self, before: int) -> None:
        """Drop what no later window can need."""
        if (gone := before - self._kept_from) > 0:
            self._kept = self._kept[gone:]
            self._kept_from = before

    def _joined(self, pieces: list[Samples]) -> Samples:
        joined: Samples = np.concatenate([self._kept[:0], *pieces])
        self._given += len(joined)
        return joined
