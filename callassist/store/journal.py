"""What a call's folder holds besides its sound while the call is written.

``events`` holds what is redacted and will stay: sealed pieces, each with the redactions
known by then. ``pending-NNNNNN`` hold the last seconds as they came, sealed, until all in
them is in ``events`` and ``sound``; each is written once and deleted whole.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from io import FileIO
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from callassist.errors import CallStoreError
from callassist.store.framing import FrameWriter, cut_unreadable_end, read_index, read_piece
from callassist.store.packing import pack_events, unpack_events
from callassist.store.sealing import Sealer, SealError
from callassist.types import CallEvent, Channel, Redaction

EVENTS_FILE = "events"
EVENTS_KIND = "events"
PENDING_PREFIX = "pending-"

Span = tuple[float, float]
"""From and to, in seconds of the call."""


@dataclass(frozen=True, slots=True)
class Silenced:
    """What is left out of a call's sound and words, as far as it is known.

    Attributes:
        redactions: What the redactor found.
        unheard: Seconds made silent because their words were never recognized.
        off: Seconds of each side that were not to be kept.
    """

    redactions: tuple[Redaction, ...] = ()
    unheard: tuple[Span, ...] = ()
    off: dict[Channel, list[Span]] = field(default_factory=lambda: {"agent": [], "customer": []})


class SettledPiece(msgspec.Struct, array_like=True):
    """A piece of ``events``.

    Attributes:
        packed: The events.
        silenced: All that is left out so far.
        ended: Whether nothing follows: the call is over.
    """

    packed: bytes
    silenced: Silenced
    ended: bool = False


class PendingBlock(msgspec.Struct, array_like=True):
    """Sound as it came.

    Attributes:
        channel: Whose.
        start: Its first sample.
        count: How many samples.
        pcm: int16 as bytes; ``None`` where the sound was not to be kept.
    """

    channel: Channel
    start: int
    count: int
    pcm: bytes | None

    @property
    def samples(self) -> NDArray[np.int16]:
        """Return int16[count]; silence where it was not to be kept."""
        if self.pcm is None:
            return np.zeros(self.count, np.int16)
        return np.frombuffer(self.pcm, "<i2").astype(np.int16, copy=False)


class PendingSegment(msgspec.Struct, array_like=True):
    """What came within a fraction of a second.

    Attributes:
        blocks: Sound, in the order in which it came.
        first_event: The number of the first event in the call.
        packed: The events.
    """

    blocks: list[PendingBlock]
    first_event: int
    packed: bytes


_PIECES = msgspec.msgpack.Decoder(SettledPiece)
_SEGMENTS = msgspec.msgpack.Decoder(PendingSegment)


class EventsWriter:
    """Appends to ``events``."""

    def __init__(self, folder: Path, sealer: Sealer) -> None:
        """Open the file and go on after its last whole piece.

        Raises:
            OSError: If it cannot be opened.
        """
        self._frames = FrameWriter(folder / EVENTS_FILE, sealer, EVENTS_KIND)

    @property
    def end(self) -> int:
        """The number of the first event that is not in the file."""
        return self._frames.end

    def append(
        self, end: int, events: Iterable[CallEvent], silenced: Silenced, *, ended: bool
    ) -> None:
        """Write the events up to number ``end`` and wait until they are on the disk.

        Raises:
            OSError: If the disk is full or gone.
        """
        piece = SettledPiece(pack_events(events), silenced, ended)
        count = end - self._frames.end
        self._frames.append(self._frames.end, count, msgspec.msgpack.encode(piece))
        self._frames.sync()

    def close(self) -> None:
        """Free the file."""
        self._frames.close()


@dataclass(frozen=True, slots=True)
class EventsState:
    """What ``events`` says besides events.

    Attributes:
        end: The number of the first event that is not in it.
        silenced: All that is left out so far.
        ended: Whether the call's end is in it.
        damaged: Pieces that cannot be read.
    """

    end: int = 0
    silenced: Silenced = field(default_factory=Silenced)
    ended: bool = False
    damaged: int = 0


def repair(folder: Path, sealer: Sealer) -> EventsState:
    """Cut what is torn off the end of ``events`` and return what it says.

    Raises:
        OSError: If it cannot be read or changed.
    """
    path = folder / EVENTS_FILE
    cut_unreadable_end(path, sealer, EVENTS_KIND)
    end, last, damaged = 0, SettledPiece(b"", Silenced()), 0
    for frame_end, piece in _pieces(path, sealer):
        end = frame_end
        if piece is None:
            damaged += 1
        else:
            last = piece
    return EventsState(end, last.silenced, last.ended, damaged)


def settled_events(folder: Path, sealer: Sealer) -> Iterator[CallEvent]:
    """Yield the events in ``events``; pieces that cannot be read are left out."""
    for _, piece in _pieces(folder / EVENTS_FILE, sealer):
        if piece is not None:
            with suppress(CallStoreError):
                yield from unpack_events(piece.packed)


def _pieces(path: Path, sealer: Sealer) -> Iterator[tuple[int, SettledPiece | None]]:
    """Yield each piece (``None`` if damaged) and the number of the event after it."""
    if not path.exists():
        return
    with FileIO(path) as file:
        for frame in read_index(file).frames:
            try:
                yield frame.end, _PIECES.decode(read_piece(file, frame, sealer, EVENTS_KIND))
            except (SealError, msgspec.MsgspecError):
                yield frame.end, None


class PendingFolder:
    """The pending segments of a call.

    Attributes:
        folder: The call's folder.
    """

    def __init__(self, folder: Path, sealer: Sealer) -> None:
        """Look at ``folder``; new segments follow the ones there."""
        self.folder = folder
        self._sealer = sealer
        self._next = max((self.number(path) for path in self.paths()), default=-1) + 1

    @staticmethod
    def number(path: Path) -> int:
        """Return a segment's number; segments are numbered without a gap."""
        digits = path.name.removeprefix(PENDING_PREFIX)
        return int(digits) if digits.isdecimal() else -1

    def paths(self) -> list[Path]:
        """Return the segments' files, oldest first."""
        return sorted(self.folder.glob(f"{PENDING_PREFIX}*"), key=self.number)

    def write(self, segment: PendingSegment) -> Path:
        """Write a segment and wait until it is on the disk.

        Raises:
            OSError: If the disk is full or gone; nothing of it is left behind.
        """
        path = self.folder / f"{PENDING_PREFIX}{self._next:06d}"
        self._next += 1
        sealed = self._sealer.seal(msgspec.msgpack.encode(segment), path.name)
        try:
            binary = getattr(os, "O_BINARY", 0)
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | binary
            with FileIO(os.open(path, flags, 0o600), "wb") as file:
                rest = memoryview(sealed)
                while rest:
                    rest = rest[file.write(rest) :]
                os.fsync(file.fileno())
            sync_folder(self.folder)
        except OSError:
            with suppress(OSError):
                path.unlink(missing_ok=True)
            raise
        return path

    def read(self, path: Path) -> tuple[PendingSegment, list[CallEvent]] | None:
        """Return a segment and its events, or ``None`` if it is torn or damaged."""
        try:
            segment = _SEGMENTS.decode(self._sealer.open(path.read_bytes(), path.name))
            return segment, unpack_events(segment.packed)
        except (OSError, CallStoreError, msgspec.MsgspecError):
            return None


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk, where a system can be asked to."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
