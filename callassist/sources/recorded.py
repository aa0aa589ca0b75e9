"""A recording's sound, read anywhere: what the review plays and draws."""

from __future__ import annotations

import math
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import numpy as np
import soundfile

from callassist.errors import RecordingError
from callassist.sources.decoding import Decoder, open_decoder
from callassist.sources.patient import PatientFile
from callassist.types import Samples

DECODE_FRAMES = 65_536
MOST_FRAMES = 2**62
"""A header that claims more does not know its length."""
BOTH = " + "
"""Stands between the two paths of a call that was recorded as a file a side."""


def recording_paths(written: str) -> tuple[Path, ...]:
    """Return the file or the two files that a call document's ``source.path`` names."""
    whole = Path(written)
    if whole.exists() or BOTH not in written:
        return (whole,)
    agent, customer = written.split(BOTH, 1)
    return Path(agent), Path(customer)


class RecordedSound:
    """Keeps :class:`callassist.protocols.Sound` with one stereo file or two mono ones.

    Memory does not grow with the file. May be read from any thread.
    """

    def __init__(self, *paths: Path, agent_channel: int = 0) -> None:
        """Open a file with both sides, or the agent's and the customer's.

        Args:
            paths: The file or files.
            agent_channel: Which channel of a stereo file is the agent.

        Raises:
            RecordingError: If a file cannot be read, or a side is missing.
        """
        self._files: list[PatientFile] = []
        self._below: list[IO[bytes]] = []
        self._lock = threading.Lock()
        try:
            for path in paths:
                self._open(path)
            self.rate_hz = self._common_rate(paths)
            self._columns = self._choose(paths, agent_channel)
        except BaseException:
            self.close()
            raise
        self.duration_s = max(each.file.frames for each in self._files) / self.rate_hz

    def read(self, start_s: float, duration_s: float) -> Samples:
        """Return float32[n, 2] (agent, customer) from the sample at ``start_s`` on."""
        start = max(0, round(start_s * self.rate_hz))
        wanted = max(0, round(duration_s * self.rate_hz))
        with self._lock:
            parts = [_read(file, start, wanted) for file in self._files]
        longest = max((len(part) for part in parts), default=0)
        both = np.hstack([np.pad(part, ((0, longest - len(part)), (0, 0))) for part in parts])
        return np.ascontiguousarray(np.nan_to_num(both[:, self._columns]), np.float32)

    def close(self) -> None:
        """Free the files; reading is then silence."""
        with self._lock:
            for patient in self._files:
                patient.close()
            for below in self._below:
                below.close()

    def damage(self, go_on: Callable[[], bool] | None = None, /) -> list[tuple[float, float]]:
        """Return what is damaged; see :class:`callassist.protocols.Sound`."""
        step_s = DECODE_FRAMES / self.rate_hz
        for number in range(math.ceil(self.duration_s / step_s)):
            if go_on is not None and not go_on():
                break
            self.read(number * step_s, step_s)
        with self._lock:
            return sorted(
                (first / self.rate_hz, last / self.rate_hz)
                for file in self._files
                for first, last in (*file.damage, (file.ends_at, file.file.frames))
                if first < last
            )

    def _open(self, path: Path) -> None:
        """Open a file for reading anywhere.

        What only ffmpeg knows is decoded once, to a file without a name that goes by itself.
        """
        decoder = open_decoder(path)  # says in one line what is wrong with a file
        try:
            below: IO[bytes] = path.open("rb")
            self._below.append(below)
            try:
                file = PatientFile(lambda: _opened(below))
            except soundfile.LibsndfileError:
                file = None
            if file is None or not _can_be_read_anywhere(file):
                copy = tempfile.TemporaryFile()  # noqa: SIM115  lives as long as the sound
                self._below.append(copy)
                file = PatientFile(lambda: _decoded(decoder, copy))
            self._files.append(file)
        finally:
            decoder.close()

    def _common_rate(self, paths: tuple[Path, ...]) -> int:
        rates = {int(each.file.samplerate) for each in self._files}
        if len(rates) > 1:
            raise RecordingError(
                f"{paths[0]} and {paths[1]} have different sample rates: convert one of them"
            )
        return rates.pop()

    def _choose(self, paths: tuple[Path, ...], agent_channel: int) -> list[int]:
        if len(self._files) == 2:
            return [0, self._files[0].file.channels]
        if self._files[0].file.channels < 2:
            raise RecordingError(f"{paths[0]} has one channel, and both sides are needed")
        return [1, 0] if agent_channel else [0, 1]


def _read(patient: PatientFile, start: int, wanted: int) -> Samples:
    """Return what a file holds there; damaged or closed it holds silence."""
    file = patient.file
    if file.closed or start >= file.frames:
        return np.zeros((0, file.channels), np.float32)
    wanted = min(wanted, file.frames - start)
    samples = patient.read(start, wanted)
    return np.pad(samples, ((0, wanted - len(samples)), (0, 0)))


def _opened(below: IO[bytes]) -> Any:  # noqa: ANN401  soundfile has no types
    below.seek(0)
    return soundfile.SoundFile(below)


def _can_be_read_anywhere(patient: PatientFile) -> bool:
    return bool(patient.file.seekable() and 0 < patient.file.frames < MOST_FRAMES)


def _decoded(decoder: Decoder, below: IO[bytes]) -> Any:  # noqa: ANN401  soundfile has no types
    """Decode all of a recording into ``below``; return it as a file that can be read anywhere."""
    file = soundfile.SoundFile(
        below, "w+", decoder.rate_hz, decoder.channels, subtype="PCM_16", format="RF64"
    )
    while len(frames := decoder.read(DECODE_FRAMES)):
        file.write(np.clip(frames, -1.0, 1.0))
    return file
