"""What is gathered from the whole of a call's sound: its outline and its digest."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np

from callassist.store.peaks import PeakMeter
from callassist.store.sealing import Sealer
from callassist.store.sound import PcmSamples, SoundFile, from_pcm
from callassist.types import CHANNELS, Peaks

OUTLINE_STEP_S = 30.0


class Outline:
    """Gathers both from sound in order, as it is written."""

    def __init__(self, rate_hz: int) -> None:
        """Begin at the call's first sample."""
        self._step = round(OUTLINE_STEP_S * rate_hz)
        self._meter = PeakMeter(rate_hz)
        self._digest = hashlib.sha256()
        self._end = 0

    def push(self, start: int, pcm: PcmSamples) -> None:
        """Take the next sound; what is left out before it is silence."""
        while self._end < start:
            self._push(np.zeros((min(self._step, start - self._end), len(CHANNELS)), np.int16))
        self._push(pcm)

    def _push(self, pcm: PcmSamples) -> None:
        self._meter.push(from_pcm(pcm))
        self._digest.update(pcm.astype("<i2").tobytes())
        self._end += len(pcm)

    @property
    def sha256(self) -> str:
        """SHA-256 of the samples, int16 of both sides by turns, hex."""
        return self._digest.hexdigest()

    @property
    def peaks(self) -> Peaks:
        """The outline; nothing may be pushed after it."""
        return self._meter.close()


def outline_of(path: Path, sealer: Sealer, rate_hz: int) -> Outline:
    """Gather both from sound that is on the disk.

    Raises:
        CallStoreError: If there is a file, but no sound in it.
    """
    outline = Outline(rate_hz)
    if path.stat().st_size == 0:
        return outline
    sound = SoundFile(path, sealer)
    step = round(OUTLINE_STEP_S * rate_hz)
    try:
        for start in range(0, sound.samples, step):
            outline.push(start, sound.read_pcm(start, step))
    finally:
        sound.close()
    return outline
