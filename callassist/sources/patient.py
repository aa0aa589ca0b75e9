"""Reads a damaged sound file on behind its damage, where libsndfile alone gives up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import soundfile

from callassist.types import Samples

STEP_S = 0.25
"""Where a stretch does not decode, this much of it at a time is tried."""


class PatientFile:
    """A sound file whose damaged stretches are silent; what lies behind them is read.

    Attributes:
        file: The open file, for its facts; another one after damage.
        damage: (first, last) frame of each step that does not decode, last excluded.
        ends_at: From this frame on nothing can be read, whatever the header claims.
    """

    def __init__(self, opens: Callable[[], Any]) -> None:
        """Open a file.

        Args:
            opens: Returns a fresh ``soundfile.SoundFile`` at its first frame.

        Raises:
            soundfile.LibsndfileError: If libsndfile does not know the format.
        """
        self._opens = opens
        self.file: Any = opens()
        self.damage: list[tuple[int, int]] = []
        self.ends_at = int(self.file.frames)
        self._at = 0

    def read(self, start: int, count: int) -> Samples:
        """Return float32[k, channels] from a frame on; k is below ``count`` only at the end."""
        count = max(0, min(count, self.ends_at - start))
        try:
            return self._read(start, count)
        except soundfile.LibsndfileError:
            return self._read_in_steps(start, count)

    def close(self) -> None:
        """Free the file; safe to call twice."""
        self.file.close()

    def _read(self, start: int, count: int) -> Samples:
        if start != self._at:
            self.file.seek(start)
        block: Samples = self.file.read(count, dtype="float32", always_2d=True)
        self._at = start + len(block)
        return block

    def _read_in_steps(self, start: int, count: int) -> Samples:
        step = max(1, round(STEP_S * self.file.samplerate))
        parts = [np.zeros((0, self.file.channels), np.float32)]
        for at in range(start, start + count, step):
            wanted = min(step, start + count - at)
            part = self._tried(at, wanted)
            if part is None and self._tried(max(at, self.ends_at - step), 1) is None:
                self.ends_at = at  # cut off: nothing follows
                break
            if part is None:
                self.damage.append((at, at + wanted))
                part = np.zeros((wanted, self.file.channels), np.float32)
            parts.append(part)
        self._reopen()
        return np.concatenate(parts)

    def _tried(self, start: int, count: int) -> Samples | None:
        """Return what is there, by a fresh decoder: one that lost its way finds it no more."""
        self._reopen()
        try:
            block = self._read(start, count)
        except soundfile.LibsndfileError:
            return None
        return block if len(block) == count else None

    def _reopen(self) -> None:
        self.file.close()
        self.file = self._opens()
        self._at = 0
