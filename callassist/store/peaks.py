"""The outline of a kept call's sound for drawing, gathered as the sound is written.

That of any other recording is read from its file (``review/peaks.py``).
"""

from __future__ import annotations

import struct

import numpy as np
from numpy.typing import NDArray

from callassist.errors import CallStoreError
from callassist.protocols import Sound
from callassist.types import Peaks

HOP_S = 0.01
READ_S = 30.0

_FULL_SCALE = 127
_HEAD = struct.Struct("<4sdI")
_MAGIC = b"CAp1"


class PeakMeter:
    """Gathers peaks from sound in order, however it is cut."""

    def __init__(self, rate_hz: int) -> None:
        """Begin at the call's first sample."""
        self._hop_samples = max(1, round(HOP_S * rate_hz))
        self._hop_s = self._hop_samples / rate_hz
        self._rest = np.zeros((0, 2), np.float32)
        self._low: list[NDArray[np.int8]] = []
        self._high: list[NDArray[np.int8]] = []

    def push(self, sound: NDArray[np.float32]) -> None:
        """Take float32[n, 2] in ±1."""
        sound = np.concatenate([self._rest, sound]) if len(self._rest) else sound
        whole = len(sound) // self._hop_samples * self._hop_samples
        # A copy, so that a few samples do not keep a long block alive.
        self._rest = sound[whole:].copy()
        if whole:
            self._measure(sound[:whole])

    def close(self) -> Peaks:
        """Return the peaks; the last column may be of fewer samples."""
        if len(self._rest):
            missing = self._hop_samples - len(self._rest)
            self._measure(np.pad(self._rest, ((0, missing), (0, 0)), mode="edge"))
            self._rest = self._rest[:0]
        empty = np.zeros((2, 0), np.int8)
        return Peaks(self._hop_s, np.hstack([empty, *self._low]), np.hstack([empty, *self._high]))

    def _measure(self, sound: NDArray[np.float32]) -> None:
        # Each side's samples in a row: ten times as quick as side by side.
        columns = np.ascontiguousarray(sound.T).reshape(2, -1, self._hop_samples)
        for values, out in ((columns.min(axis=2), self._low), (columns.max(axis=2), self._high)):
            scaled = np.clip(np.rint(values * _FULL_SCALE), -_FULL_SCALE, _FULL_SCALE)
            out.append(scaled.astype(np.int8))


def measure_peaks(sound: Sound) -> Peaks:
    """Return the peaks of any sound, read through once."""
    meter = PeakMeter(sound.rate_hz)
    position = 0
    step = round(READ_S * sound.rate_hz)
    while len(samples := sound.read(position / sound.rate_hz, step / sound.rate_hz)):
        meter.push(samples)
        position += len(samples)
    return meter.close()


def pack_peaks(peaks: Peaks) -> bytes:
    """Return peaks as bytes, exactly."""
    head = _HEAD.pack(_MAGIC, peaks.hop_s, peaks.low.shape[1])
    return head + peaks.low.tobytes() + peaks.high.tobytes()


def unpack_peaks(packed: bytes) -> Peaks:
    """Return the peaks that :func:`pack_peaks` was given.

    Raises:
        CallStoreError: If the bytes are damaged or of another version.
    """
    rows = packed[_HEAD.size :]
    if len(packed) >= _HEAD.size:
        magic, hop_s, columns = _HEAD.unpack_from(packed)
        if magic == _MAGIC and len(rows) == 4 * columns:
            values = np.frombuffer(rows, np.int8).reshape(2, 2, columns)
            return Peaks(hop_s, values[0], values[1])
    raise CallStoreError("the outline of the call's sound is damaged or of another version")
