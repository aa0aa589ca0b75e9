"""Recordings made for a test, and what is heard in them."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from callassist.errors import RecordingError
from callassist.sources import RATE_HZ
from callassist.sources.recording import Recording, open_recording
from callassist.types import AudioBlock

Sound = NDArray[np.float32]


def tones(duration_s: float, rate_hz: int = RATE_HZ) -> Sound:
    """Return an agent's 440 Hz and a customer's 1000 Hz."""
    times_s = np.arange(round(duration_s * rate_hz)) / rate_hz
    return np.stack(
        [0.3 * np.sin(2 * np.pi * 440 * times_s), 0.2 * np.sin(2 * np.pi * 1000 * times_s)], axis=1
    ).astype(np.float32)


def write(path: Path, sound: Sound, rate_hz: int = RATE_HZ, **options: str) -> Path:
    """Write a sound as a file of the kind that its name ends with."""
    soundfile.write(path, sound, rate_hz, **options)
    return path


def heard(recording: Recording) -> dict[str, Sound]:
    """Read all of a recording and check its seams."""
    blocks: dict[str, list[AudioBlock]] = {"agent": [], "customer": []}
    for block in recording.blocks():
        mine = blocks[block.channel]
        position = sum(len(b.samples) for b in mine[-1:])
        expected_s = mine[-1].start_s + position / RATE_HZ if mine else 0.0
        assert block.start_s == pytest.approx(expected_s, abs=1e-9)
        assert block.rate_hz == RATE_HZ
        assert block.samples.dtype == np.float32
        assert block.samples.ndim == 1
        mine.append(block)
    recording.close()
    return {c: np.concatenate([b.samples for b in bs]) for c, bs in blocks.items()}


def loudest_hz(samples: Sound) -> float:
    """Return the frequency that is the loudest."""
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.argmax(spectrum) * RATE_HZ / len(samples))


def complaint(*arguments: object, **options: object) -> str:
    """Open what must not open; return the one line."""
    with pytest.raises(RecordingError) as caught:
        open_recording(*arguments, **options)  # type: ignore[arg-type]
    line = str(caught.value)
    assert "\n" not in line
    return line


needs_ffmpeg = pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg is missing")
