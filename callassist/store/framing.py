"""Sealed pieces one after another in a file, each in a frame that tells what it holds.

A frame's head is plain (numbers only), so that a long file's index is read in
milliseconds without opening a piece; what it says is authenticated with the piece.
A file may end in a torn frame, and may hold garbage anywhere: the whole frames
before and after it are still found.
"""

from __future__ import annotations

import os
import struct
import zlib
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import NamedTuple

from callassist.store.sealing import OVERHEAD_BYTES, Sealer, SealError

MAGIC = b"CAf1"
_HEAD = struct.Struct("<4sIQIII")
_CHECK = struct.Struct("<I")
HEAD_BYTES = _HEAD.size + _CHECK.size
SEARCH_BYTES = 1 << 20


class Frame(NamedTuple):
    """Where a sealed piece lies, and what it holds.

    Attributes:
        number: Its place among the pieces.
        start: The first sample, or the first event's number.
        holds: How many it holds.
        per_s: Samples a second; 0 for events.
        offset: Where its sealed bytes begin in the file.
        length: How many they are.
    """

    number: int
    start: int
    holds: int
    per_s: int
    offset: int
    length: int

    @property
    def end(self) -> int:
        """The sample or event after its last."""
        return self.start + self.holds

    def about(self, kind: str) -> str:
        """Return what the piece is sealed about, so that it can stand nowhere else."""
        return f"{kind}:{self.number}:{self.start}:{self.holds}:{self.per_s}"


@dataclass(frozen=True, slots=True)
class FrameIndex:
    """The whole frames of a file.

    Attributes:
        frames: In order of the file.
        end: Where the last whole frame ends; anything behind it is torn.
        garbage_bytes: Bytes that belong to no whole frame.
    """

    frames: tuple[Frame, ...]
    end: int
    garbage_bytes: int


def read_index(file: FileIO) -> FrameIndex:
    """Read every frame's head; a frame that reaches beyond the end is torn."""
    size = file.seek(0, os.SEEK_END)
    frames: list[Frame] = []
    search = _Search(file, size)
    position = end = framed_bytes = 0
    while position < size:
        file.seek(position)
        frame = _parse(file.read(HEAD_BYTES), position)
        if frame is None or frame.offset + frame.length > size:
            found = search.next_head(position + 1)
            if found is None:
                break
            position = found
            continue
        frames.append(frame)
        position = end = frame.offset + frame.length
        framed_bytes += HEAD_BYTES + frame.length
    return FrameIndex(tuple(frames), end, size - framed_bytes)


def read_piece(file: FileIO, frame: Frame, sealer: Sealer, kind: str) -> bytes:
    """Return what is sealed in a frame.

    Raises:
        SealError: If it is damaged.
        OSError: If it cannot be read.
    """
    file.seek(frame.offset)
    return sealer.open(file.read(frame.length), frame.about(kind))


class FrameWriter:
    """Appends sealed pieces to a file.

    Attributes:
        end: The sample or event after the last that was written.
    """

    def __init__(self, path: Path, sealer: Sealer, kind: str, per_s: int = 0) -> None:
        """Open ``path`` for appending; a torn end is cut off.

        Raises:
            OSError: If it cannot be opened.
        """
        self._sealer = sealer
        self._kind = kind
        self._per_s = per_s
        self._file = _open_private(path)
        index = read_index(self._file)
        self._file.truncate(index.end)
        self._file.seek(index.end)
        last = index.frames[-1] if index.frames else None
        self._number = last.number + 1 if last else 0
        self.end = last.end if last else 0

    def append(self, start: int, count: int, piece: bytes) -> None:
        """Seal and write a piece; it is safe only after :meth:`sync`.

        Raises:
            OSError: If the disk is full or gone.
        """
        length = len(piece) + OVERHEAD_BYTES
        frame = Frame(self._number, start, count, self._per_s, 0, length)
        head = _HEAD.pack(MAGIC, frame.number, start, count, self._per_s, length)
        sealed = self._sealer.seal(piece, frame.about(self._kind))
        rest = memoryview(head + _CHECK.pack(zlib.crc32(head)) + sealed)
        while rest:
            rest = rest[self._file.write(rest) :]
        self._number += 1
        self.end = frame.end

    def sync(self) -> None:
        """Wait until what was written is on the disk."""
        os.fsync(self._file.fileno())

    def close(self) -> None:
        """Free the file."""
        self._file.close()


def cut_unreadable_end(path: Path, sealer: Sealer, kind: str) -> int:
    """Cut a torn frame, and pieces that do not open, off the end of a file.

    Returns:
        How many bytes were cut off.

    Raises:
        OSError: If the file cannot be changed.
    """
    with _open_private(path) as file:
        size = file.seek(0, os.SEEK_END)
        frames = list(read_index(file).frames)
        while frames and not _opens(file, frames[-1], sealer, kind):
            frames.pop()
        end = frames[-1].offset + frames[-1].length if frames else 0
        file.truncate(end)
        return size - end


def _opens(file: FileIO, frame: Frame, sealer: Sealer, kind: str) -> bool:
    try:
        read_piece(file, frame, sealer, kind)
    except SealError:
        return False
    return True


def _open_private(path: Path) -> FileIO:
    """Open a file, made when missing, that only its owner may read; unbuffered."""
    binary = getattr(os, "O_BINARY", 0)
    return FileIO(os.open(path, os.O_RDWR | os.O_CREAT | binary, 0o600), "r+b")


def _parse(head: bytes, position: int) -> Frame | None:
    """Return the frame whose head stands at ``position``, or ``None`` if none does."""
    if len(head) < HEAD_BYTES or not head.startswith(MAGIC):
        return None
    if _CHECK.unpack_from(head, _HEAD.size) != (zlib.crc32(head[: _HEAD.size]),):
        return None
    _, number, start, count, per_s, length = _HEAD.unpack_from(head)
    return Frame(number, start, count, per_s, position + HEAD_BYTES, length)


class _Search:
    """Looks for the head of a frame; every byte is read once, however often one begins."""

    def __init__(self, file: FileIO, size: int) -> None:
        self._file = file
        self._size = size
        self._start = 0
        self._bytes = b""

    def next_head(self, position: int) -> int | None:
        """Return where the next whole head stands, at or after ``position``."""
        while position < self._size:
            if not self._start <= position < self._start + len(self._bytes) - HEAD_BYTES + 1:
                self._file.seek(position)
                self._start, self._bytes = position, self._file.read(SEARCH_BYTES)
            found = self._bytes.find(MAGIC, position - self._start)
            if found < 0:
                position = self._start + max(1, len(self._bytes) - HEAD_BYTES + 1)
                continue
            position = self._start + found
            head = self._bytes[found : found + HEAD_BYTES]
            if len(head) < HEAD_BYTES and position + HEAD_BYTES <= self._size:
                continue  # it reaches into what is read next
            if _parse(head, position) is not None:
                return position
            position += 1
        return None
