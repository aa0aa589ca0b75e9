"""The sound of a kept call: sealed pieces of FLAC, appended as they come and read anywhere.

Each piece is a whole FLAC file of about two seconds with two channels of 16 bits, sealed
and framed (:mod:`callassist.store.framing`) with the number of its first sample. Where
there is no piece, or a damaged one, there is silence.
"""

from __future__ import annotations

import os
import threading
from bisect import bisect_right
from collections import Counter, OrderedDict
from collections.abc import Callable
from io import BytesIO, FileIO
from pathlib import Path

import numpy as np
import soundfile as sf
from numpy.typing import NDArray

from callassist.errors import CallStoreError
from callassist.files import written_whole
from callassist.protocols import Sound
from callassist.store.framing import Frame, FrameWriter, read_index, read_piece
from callassist.store.sealing import Sealer, SealError
from callassist.types import CHANNELS, Samples

SOUND_FILE = "sound"
SOUND_KIND = "sound"
CHUNK_S = 2.0
FULL_SCALE = 32768
MIN_RATE_HZ, MAX_RATE_HZ = 1_000, 384_000
MAX_PIECE_S = 60
MAX_CALL_S = 7 * 24 * 3600
"""What a frame's head may claim: it is plain, and believed before its piece is opened."""
CACHED_CHUNKS = 16
"""Half a minute: enough to loop a sentence without decoding it again."""
EXPORT_STEP_S = 10.0

PcmSamples = NDArray[np.int16]
"""int16[n, 2]: agent, customer."""


def to_pcm(samples: Samples) -> NDArray[np.int16]:
    """Return float32 in ±1 as the 16 bits that a sound file of 16 bits had."""
    scaled = np.rint(np.nan_to_num(samples, posinf=1.0, neginf=-1.0) * np.float32(FULL_SCALE))
    pcm: NDArray[np.int16] = np.clip(scaled, -FULL_SCALE, FULL_SCALE - 1).astype(np.int16)
    return pcm


def from_pcm(samples: NDArray[np.int16]) -> Samples:
    """Return 16 bits as float32 in ±1."""
    return samples.astype(np.float32) / np.float32(FULL_SCALE)


class SoundWriter:
    """Appends sound to a call's file.

    Attributes:
        rate_hz: Samples a second.
    """

    def __init__(self, path: Path, sealer: Sealer, rate_hz: int) -> None:
        """Open ``path`` and go on after its last whole piece.

        Raises:
            OSError: If it cannot be opened.
        """
        self.rate_hz = rate_hz
        self._frames = FrameWriter(path, sealer, SOUND_KIND, rate_hz)

    @property
    def end(self) -> int:
        """The sample after the last that was written."""
        return self._frames.end

    def append(self, start: int, pcm: PcmSamples) -> None:
        """Write int16[n, 2] whose first sample is ``start``; what is left out is silence.

        Raises:
            OSError: If the disk is full or gone.
        """
        encoded = BytesIO()
        sf.write(encoded, pcm, self.rate_hz, format="FLAC", subtype="PCM_16")
        self._frames.append(start, len(pcm), encoded.getvalue())

    def sync(self) -> None:
        """Wait until what was written is on the disk."""
        self._frames.sync()

    def close(self) -> None:
        """Free the file."""
        self._frames.close()


class SoundFile:
    """A call's sound, as :class:`callassist.protocols.Sound`; for any number of threads.

    Attributes:
        rate_hz: Samples a second.
        duration_s: Its length.
    """

    def __init__(self, path: Path, sealer: Sealer) -> None:
        """Read the index of ``path``; its sound is decoded when it is asked for.

        Raises:
            CallStoreError: If there is no sound.
        """
        self._sealer = sealer
        self._lock = threading.Lock()
        try:
            self._file = FileIO(path)
        except OSError as error:
            raise CallStoreError(
                f"the call's sound cannot be read: {path}: {error.strerror or error}"
            ) from error
        index = read_index(self._file)
        rates = Counter(frame.per_s for frame in index.frames).most_common(1)
        sane = [frame for frame in index.frames if _is_sane(frame, rates[0][0])]
        if not sane:
            self._file.close()
            raise CallStoreError(f"the call's sound is empty or damaged: {path}")
        self._frames = sorted(sane, key=lambda frame: frame.start)
        self._starts = [frame.start for frame in self._frames]
        self._end = max(frame.end for frame in self._frames)
        numbers = [frame.number for frame in self._frames]
        self._torn = index.garbage_bytes > 0 or numbers != list(range(len(numbers)))
        self._torn_end = index.end < self._file.seek(0, os.SEEK_END)
        self._damaged: set[int] = set()
        self._decoded: OrderedDict[int, PcmSamples] = OrderedDict()
        self.rate_hz = self._frames[0].per_s
        self.duration_s = self._end / self.rate_hz

    @property
    def samples(self) -> int:
        """How many samples a side has."""
        return self._end

    @property
    def problem(self) -> str:
        """What is wrong with the sound as far as it was read, one line, or nothing."""
        if self._damaged:
            damaged = sum(self._frames[index].holds for index in self._damaged)
            return f"{damaged / self.rate_hz:.0f} s of the call's sound are damaged and silent"
        return "a part of the call's sound is damaged and silent" if self._torn else ""

    def damage(self, go_on: Callable[[], bool] | None = None, /) -> list[tuple[float, float]]:
        """Return what is damaged; see :class:`callassist.protocols.Sound`.

        Pieces that lack their number are damage too; where no piece is missing between
        two, nothing was recorded.
        """
        spans = []
        before, end = -1, 0
        for index, frame in enumerate(self._frames):
            if go_on is not None and not go_on():
                break
            if frame.number > before + 1:
                spans.append((end, frame.start))
            with self._lock:
                self._chunk(index)
            if index in self._damaged:
                spans.append((frame.start, frame.end))
            before, end = frame.number, max(end, frame.end)
        if self._torn_end:
            spans.append((end, MAX_CALL_S * self.rate_hz))
        return [
            (start / self.rate_hz, until / self.rate_hz) for start, until in spans if start < until
        ]

    def read(self, start_s: float, duration_s: float) -> Samples:
        """Return float32[n, 2] (agent, customer) from the sample at ``start_s`` on.

        Shorter at the end of the call; empty beyond it. Damaged seconds are silence.
        """
        start = max(0, round(start_s * self.rate_hz))
        end = round((start_s + duration_s) * self.rate_hz)
        return from_pcm(self.read_pcm(start, end - start))

    def read_pcm(self, start: int, count: int) -> PcmSamples:
        """Return int16[n, 2] from sample ``start`` on."""
        end = min(start + count, self._end)
        out = np.zeros((max(0, end - start), len(CHANNELS)), np.int16)
        # A piece is at most as long as the longest gap to the next start, so step back by one.
        index = max(0, bisect_right(self._starts, start) - 1)
        with self._lock:
            while index < len(self._frames) and self._starts[index] < end:
                frame = self._frames[index]
                first, last = max(start, frame.start), min(end, frame.end)
                if first < last:
                    chunk = self._chunk(index)
                    out[first - start : last - start] = chunk[
                        first - frame.start : last - frame.start
                    ]
                index += 1
        return out

    def close(self) -> None:
        """Free the file."""
        with self._lock:
            self._file.close()

    def _chunk(self, index: int) -> PcmSamples:
        """Return a decoded piece, silence if it is damaged."""
        chunk = self._decoded.get(index)
        if chunk is not None:
            self._decoded.move_to_end(index)
            return chunk
        frame = self._frames[index]
        chunk = np.zeros((frame.holds, len(CHANNELS)), np.int16)
        try:
            flac = read_piece(self._file, frame, self._sealer, SOUND_KIND)
            chunk[:], _ = sf.read(BytesIO(flac), dtype="int16", always_2d=True)
        except (SealError, OSError, sf.LibsndfileError):
            self._damaged.add(index)
        except ValueError as error:
            if self._file.closed:
                raise CallStoreError("the call's sound was closed") from error
            self._damaged.add(index)
        self._decoded[index] = chunk
        if len(self._decoded) > CACHED_CHUNKS:
            self._decoded.popitem(last=False)
        return chunk


def _is_sane(frame: Frame, rate_hz: int) -> bool:
    """Return whether a frame's plain head may be believed before its piece is opened."""
    return (
        frame.per_s == rate_hz
        and MIN_RATE_HZ <= rate_hz <= MAX_RATE_HZ
        and frame.holds <= MAX_PIECE_S * rate_hz
        and frame.end <= MAX_CALL_S * rate_hz
    )


def export_flac(sound: Sound, path: Path) -> None:
    """Write a sound as one ordinary FLAC file, whole or not at all.

    Raises:
        CallStoreError: If it cannot be written.
    """
    try:
        with (
            written_whole(path) as file,
            sf.SoundFile(
                file, "w", sound.rate_hz, len(CHANNELS), format="FLAC", subtype="PCM_16"
            ) as out,
        ):
            step = round(EXPORT_STEP_S * sound.rate_hz)
            position = 0
            while len(samples := sound.read(position / sound.rate_hz, EXPORT_STEP_S)):
                out.write(to_pcm(samples))
                position += step
    except (OSError, sf.LibsndfileError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CallStoreError(f"cannot write {path}: {reason}; choose another folder") from error
