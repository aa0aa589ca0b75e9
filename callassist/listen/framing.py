"""Lays one side's blocks of sound on the fixed grid of hops."""

from __future__ import annotations

import numpy as np

from callassist.settings.listen import HOP_SAMPLES, RATE_HZ
from callassist.types import AudioBlock, Samples

MAX_FILL_S = 600.0
"""A jump ahead that is longer is a source's mistake, not a silence to fill."""


class Framer:
    """Cuts a channel's blocks into hops of ``HOP_SAMPLES``, counted from the call's start.

    Gaps between blocks and counted losses become zeros, and sound that was
    given twice is dropped, so that a hop's number always tells its time.
    """

    def __init__(self) -> None:
        """Start at the call's first sample."""
        self.reset()

    def reset(self) -> None:
        """Forget the open hop and start at the call's first sample."""
        self._open: list[Samples] = []
        self._open_samples = 0
        self._next_sample = 0

    def push(self, block: AudioBlock) -> Samples:
        """Take a block; return the hops it completes.

        Args:
            block: Sound at ``RATE_HZ``.

        Returns:
            float32[k, HOP_SAMPLES]; k may be 0.

        Raises:
            ValueError: If the block has another rate or lies far ahead.
        """
        if block.rate_hz != RATE_HZ:
            raise ValueError(f"Listen hears {RATE_HZ} Hz, not {block.rate_hz} Hz")
        first_sample = round(block.start_s * RATE_HZ)
        ahead = first_sample - self._next_sample
        if ahead > MAX_FILL_S * RATE_HZ:
            raise ValueError(f"a block lies {ahead / RATE_HZ:.0f} s ahead of the sound so far")
        # A block's time may be off by a sample when its source rounds; that is no gap.
        if ahead > 1:
            self._append(np.zeros(ahead, np.float32))
        samples = block.samples[-ahead:] if ahead < -1 else block.samples
        if ahead >= -1 or len(block.samples) > -ahead:
            self._append(np.nan_to_num(np.asarray(samples, np.float32)))
        return self._hops(self._open_samples // HOP_SAMPLES)

    def flush(self) -> Samples:
        """Return the last hop, filled up with zeros: float32[0 or 1, HOP_SAMPLES]."""
        if self._open_samples == 0:
            return self._hops(0)
        self._append(np.zeros(HOP_SAMPLES - self._open_samples, np.float32))
        return self._hops(1)

    def _append(self, samples: Samples) -> None:
        if len(samples):
            self._open.append(samples)
            self._open_samples += len(samples)
            self._next_sample += len(samples)

    def _hops(self, count: int) -> Samples:
        if count == 0:
            return np.zeros((0, HOP_SAMPLES), np.float32)
        joined = np.concatenate(self._open)
        cut = count * HOP_SAMPLES
        rest = joined[cut:].copy()
        self._open = [rest] if len(rest) else []
        self._open_samples = len(rest)
        return joined[:cut].reshape(count, HOP_SAMPLES)
