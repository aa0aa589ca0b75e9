"""What is said in the day: parts of the bundled call, put together."""

from __future__ import annotations

from typing import Literal

import numpy as np
import soundfile as sf
from numpy.typing import NDArray

from callassist.paths import resources_dir

RATE_HZ = 16_000
LONG_S = 120.0
Side = Literal["agent", "customer"]
Sound = NDArray[np.float32]


def demo(side: Side, start_s: float, end_s: float) -> Sound:
    """Return a part of one side of the bundled call."""
    path = resources_dir() / "demo" / "late-parcel.flac"
    rows = slice(round(start_s * RATE_HZ), round(end_s * RATE_HZ))
    sound, rate_hz = sf.read(path, dtype="float32")
    assert rate_hz == RATE_HZ
    return np.ascontiguousarray(sound[rows, 0 if side == "agent" else 1])


def silence(seconds: float) -> Sound:
    return np.zeros(round(seconds * RATE_HZ), dtype=np.float32)


def joined(*parts: Sound) -> Sound:
    return np.concatenate(parts)


def again_and_again(sound: Sound) -> Sound:
    """Return ``sound`` over and over, longer than it is needed."""
    return np.tile(sound, round(LONG_S * RATE_HZ / len(sound)) + 1)
