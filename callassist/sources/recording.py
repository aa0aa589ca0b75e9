"""Plays a recorded call as a source: one stereo file, or one mono file a side."""

from __future__ import annotations

import hashlib
import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import soxr
from numpy.typing import NDArray

from callassist.errors import RecordingError
from callassist.sources import RATE_HZ
from callassist.sources.decoding import ENDED_EARLY_S, open_decoder
from callassist.types import CHANNELS, AudioBlock, CallInfo, Samples

BLOCK_S = 0.1
READ_VALUES = 96_000
"""How many samples of all channels together are decoded at once."""
HASH_BYTES = 1 << 20

Columns = NDArray[np.float32]


def open_recording(
    path: str | Path | None = None,
    agent_channel: int = 0,
    agent: str | Path | None = None,
    customer: str | Path | None = None,
    *,
    block_s: float = BLOCK_S,
    real_time: bool = False,
) -> Recording:
    """Open a recorded call.

    Args:
        path: A file with two channels; or give ``agent`` and ``customer``.
        agent_channel: Which channel of ``path`` is the agent: 0 left, 1 right.
        agent: The agent's own file.
        customer: The customer's own file.
        block_s: Length of the blocks that come out; what they hold does not depend on it.
        real_time: Give each block no sooner than it would have been heard.

    Raises:
        RecordingError: If a file cannot be read, or a side is missing.
    """
    if path is not None and agent is None and customer is None:
        whole = Path(path)
        track = _Track(whole)
        if track.channels < 2:
            track.close()
            raise RecordingError(
                f"{whole} has one channel, and both sides of the call are needed: record it in "
                "stereo, or give each side's file with --agent and --customer"
            )
        track.choose((0, 1) if agent_channel == 0 else (1, 0))
        return Recording((track,), block_s=block_s, real_time=real_time)
    if path is None and agent is not None and customer is not None:
        sides = (Path(agent), Path(customer))
        if all(side.exists() for side in sides) and sides[0].samefile(sides[1]):
            raise RecordingError(
                f"{sides[0]} is given for both sides: give each side's own file, or a stereo "
                "file without --agent and --customer"
            )
        agent_track = _Track(sides[0])
        try:
            customer_track = _Track(sides[1])
        except RecordingError:
            agent_track.close()
            raise
        return Recording((agent_track, customer_track), block_s=block_s, real_time=real_time)
    missing = "--customer" if agent is not None else "--agent"
    if path is None and (agent is not None or customer is not None):
        raise RecordingError(f"one side of the call is missing: give its file with {missing}")
    raise RecordingError("give one stereo file, or one file a side with --agent and --customer")


class _Track:
    """One file as a stream of columns at 16 kHz: one column a side it holds."""

    def __init__(self, path: Path) -> None:
        """Open ``path``; all its channels make one column until :meth:`choose` says otherwise.

        Raises:
            RecordingError: If it cannot be read or nothing is in it.
        """
        self._decoder = open_decoder(path)
        self.path = path
        self.channels = self._decoder.channels
        self.rate_hz = self._decoder.rate_hz
        self.claimed_s = self._decoder.claimed_s
        self._read_frames = max(1, READ_VALUES // self.channels)
        self._first: Columns | None = self._decoder.read(self._read_frames)
        self._chosen: tuple[int, ...] | None = None
        self._resampler: soxr.ResampleStream | None = None
        self._pending: list[Columns] = []
        self._pending_samples = 0
        self._frames = 0
        self._ended = False
        if len(self._first) == 0:
            self.close()
            raise RecordingError(
                f"{path} holds no sound: it is damaged, or only the start of a file; record or "
                "copy it again"
            )

    @property
    def width(self) -> int:
        """How many columns come out."""
        return 1 if self._chosen is None else len(self._chosen)

    @property
    def duration_s(self) -> float:
        """What could be read so far; the whole length once it has ended."""
        return self._frames / self.rate_hz

    @property
    def ended(self) -> bool:
        """Whether the file has been read to its end."""
        return self._ended

    @property
    def damaged(self) -> str:
        """Where the file is damaged, as far as it was read: one line, or nothing."""
        found = self._decoder.damage
        if not found:
            return ""
        silent_s = sum(last - first for first, last in found) / self.rate_hz
        first_s, last_s = found[0][0] / self.rate_hz, found[-1][1] / self.rate_hz
        return (
            f"{self.path} is damaged between {first_s:.1f} and {last_s:.1f} s: {silent_s:.1f} s "
            "of it are taken for silence"
        )

    def choose(self, channels: tuple[int, ...]) -> None:
        """Take these channels, in this order, as columns."""
        self._chosen = channels

    def read(self, samples: int) -> Columns:
        """Return the next float32[k, width] in ±1; k is below ``samples`` only at the end."""
        while self._pending_samples < samples and not self._ended:
            frames, self._first = self._first, None
            if frames is None:
                frames = self._decoder.read(self._read_frames)
            self._ended = len(frames) == 0
            self._frames += len(frames)
            self._keep(self._resampled(self._columns(frames)))
        joined = np.concatenate([np.zeros((0, self.width), np.float32), *self._pending])
        self._pending = [joined[samples:]]
        self._pending_samples = len(self._pending[0])
        return joined[:samples]

    def close(self) -> None:
        """Free the file; safe to call twice."""
        self._decoder.close()

    def _columns(self, frames: Columns) -> Columns:
        chosen = (
            frames.mean(axis=1, keepdims=True)
            if self._chosen is None
            else (frames[:, list(self._chosen)])
        )
        # A float file may hold anything; one NaN would spoil a recognizer for good.
        finite = np.nan_to_num(chosen, nan=0.0, posinf=1.0, neginf=-1.0)
        return np.ascontiguousarray(np.clip(finite, -1.0, 1.0), np.float32)

    def _resampled(self, columns: Columns) -> Columns:
        if self.rate_hz == RATE_HZ:
            return columns
        if self._resampler is None:
            self._resampler = soxr.ResampleStream(
                self.rate_hz, RATE_HZ, self.width, dtype="float32", quality="HQ"
            )
        resampled: Columns = self._resampler.resample_chunk(columns, last=self._ended)
        return np.clip(resampled, -1.0, 1.0, out=resampled)

    def _keep(self, columns: Columns) -> None:
        self._pending.append(columns)
        self._pending_samples += len(columns)


class Recording:
    """Keeps :class:`callassist.protocols.Source` with one stereo file or two mono ones.

    Memory does not grow with the file. Where one side's file is shorter, it is
    silent to the end of the longer.
    """

    def __init__(
        self,
        tracks: tuple[_Track, ...],
        *,
        block_s: float = BLOCK_S,
        real_time: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Read ``tracks``; :func:`open_recording` makes them.

        Args:
            tracks: One with two columns (agent, customer), or one for each.
            block_s: Length of a block.
            real_time: Give each block no sooner than it would have been heard.
            clock: What ``real_time`` goes by, in seconds.
        """
        self._tracks = tracks
        self._block_samples = max(1, round(block_s * RATE_HZ))
        self._real_time = real_time
        self._clock = clock
        self._closed = threading.Event()
        self._reading = threading.Lock()
        self._sha256: str | None = None

    @property
    def info(self) -> CallInfo:
        """What the call was read from; its files are hashed when first asked.

        ``duration_s`` is what the header claims until the end has been read, and
        exact from then on. Of two files, ``sha256`` is of both in a row, agent first.

        Raises:
            RecordingError: If a file has gone.
        """
        if self._sha256 is None:
            self._sha256 = _sha256(track.path for track in self._tracks)
        return CallInfo(
            path=" + ".join(_as_text(track.path) for track in self._tracks),
            sha256=self._sha256,
            duration_s=self.duration_s,
            rate_hz=max(track.rate_hz for track in self._tracks),
            channels=CHANNELS,
        )

    @property
    def duration_s(self) -> float:
        """The length the headers claim (0 if they do not), exact once all was read."""
        return max(track.duration_s if track.ended else track.claimed_s for track in self._tracks)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What is odd about the files, one line each; complete once all was read."""
        damaged = (track.damaged for track in self._tracks)
        return (
            *filter(None, damaged),
            *(
                f"{track.path} breaks off: {track.duration_s:.0f} of {track.claimed_s:.0f} s could "
                "be read"
                for track in self._tracks
                if track.ended and track.duration_s < track.claimed_s - ENDED_EARLY_S
            ),
        )

    def blocks(self) -> Iterator[AudioBlock]:
        """Yield both sides' blocks by turns, agent first, until the file ends."""
        position = 0
        begun_s = self._clock()
        while (columns := self._read()) is not None and len(columns):
            start_s = position / RATE_HZ
            position += len(columns)
            if self._real_time and not self._wait_until(begun_s + position / RATE_HZ):
                return
            for channel, samples in zip(CHANNELS, columns.T, strict=True):
                yield AudioBlock(channel, start_s, RATE_HZ, _own(samples))

    def close(self) -> None:
        """Stop and free the files; safe to call twice and from any thread."""
        self._closed.set()
        with self._reading:
            for track in self._tracks:
                track.close()

    def _read(self) -> Columns | None:
        """Return the next float32[k, 2], or ``None`` when closed."""
        with self._reading:
            if self._closed.is_set():
                return None
            parts = [track.read(self._block_samples) for track in self._tracks]
        longest = max(len(part) for part in parts)
        return np.hstack([np.pad(part, ((0, longest - len(part)), (0, 0))) for part in parts])

    def _wait_until(self, due_s: float) -> bool:
        """Wait for the clock; return whether the recording is still open."""
        while (early_s := due_s - self._clock()) > 0:
            if self._closed.wait(early_s):
                return False
        return not self._closed.is_set()


def _own(samples: Samples) -> Samples:
    """Return a column as an array of its own, so that it does not keep the others alive."""
    return np.ascontiguousarray(samples)


def _as_text(path: Path) -> str:
    """Return a path as a file can hold it: on Linux a name may be any bytes."""
    return os.fsencode(path).decode("utf-8", "replace")


def _sha256(paths: Iterator[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        try:
            with path.open("rb") as file:
                while chunk := file.read(HASH_BYTES):
                    digest.update(chunk)
        except OSError as error:
            raise RecordingError(f"{path} cannot be read: {error.strerror or error}") from error
    return digest.hexdigest()
