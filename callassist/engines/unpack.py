"""Unpacks a model's zip archive and trusts nothing in it."""

from __future__ import annotations

import errno
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from callassist.errors import ModelError

MAX_ENTRIES = 2_000
_MAX_NAME_BYTES = 200
_READ_BYTES = 1 << 20
_ENCRYPTED = 0x1
_COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError,
    struct.error, OverflowError, LookupError,
)  # fmt: skip


def unpack_zip(
    archive: Path, folder: Path, max_bytes: int, told: Callable[[int], None] | None = None
) -> None:
    """Unpack an archive into an empty folder.

    Args:
        archive: The zip file.
        folder: An existing, empty folder.
        max_bytes: The most that all files together may come to.
        told: Hears the size of each piece written, for a progress bar.

    Raises:
        ModelError: If the archive is damaged, would write outside the folder, holds links or
            anything else but files and folders, or unpacks to more than ``max_bytes``. What
            was written until then stays, for the caller to remove.
        OSError: If the disk is full or the folder cannot be written.
    """
    try:
        with zipfile.ZipFile(archive) as opened:
            entries = opened.infolist()
            _check_entries(entries, archive, max_bytes)
            left = max_bytes
            for entry in entries:
                left -= _unpack_entry(opened, entry, folder, left, told)
                if left < 0:  # the archive lied about its sizes
                    raise _too_big(archive, max_bytes)
    except _DAMAGED as error:
        raise _damaged(archive, error) from None
    except OSError as error:
        # A directory that points before the file's start makes zipfile seek there.
        if error.errno == errno.EINVAL:
            raise _damaged(archive, error) from None
        raise


def _damaged(archive: Path, error: Exception) -> ModelError:
    line = " ".join(str(error).split()) or type(error).__name__
    return ModelError(f"{archive.name} is not a whole zip archive ({line})")


def _check_entries(entries: list[zipfile.ZipInfo], archive: Path, max_bytes: int) -> None:
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > max_bytes:
        raise _too_big(archive, max_bytes)
    files = {_place(entry) for entry in entries if not entry.is_dir()}
    seen: set[tuple[PurePosixPath, bool]] = set()
    for entry in entries:
        problem = _entry_problem(entry)
        place, is_dir = _place(entry), entry.is_dir()
        if problem is None and (place, is_dir) in seen:
            problem = "appears twice"
        elif problem is None and ((is_dir and place in files) or files.intersection(place.parents)):
            problem = "is both a file and a folder"
        seen.add((place, is_dir))
        if problem:
            raise ModelError(
                f"{archive.name} is not safe to unpack: {entry.filename!r} {problem}; "
                "fetch it again from its maker"
            )


def _place(entry: zipfile.ZipInfo) -> PurePosixPath:
    """Return where an entry goes, as disks see it that ignore case: ``a``, ``./a`` and ``A/``."""
    return PurePosixPath(entry.filename.lower())


def _entry_problem(entry: zipfile.ZipInfo) -> str | None:
    name = entry.filename
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or ".." in parts or "\\" in name or ":" in name:
        return "would be written outside the model's folder"
    if not name.isprintable() or len(name.encode()) > _MAX_NAME_BYTES:
        return "has a name that no model has"
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "is a link or a device"
    if entry.flag_bits & _ENCRYPTED:
        return "is encrypted"
    if entry.compress_type not in _COMPRESSIONS:
        return "is packed in a way that is not supported"
    return None


def _unpack_entry(
    opened: zipfile.ZipFile,
    entry: zipfile.ZipInfo,
    folder: Path,
    left: int,
    told: Callable[[int], None] | None,
) -> int:
    """Write one entry, at most one piece more than ``left`` bytes; return its size."""
    target = folder.joinpath(*PurePosixPath(entry.filename).parts)
    if entry.is_dir():
        target.mkdir(parents=True, exist_ok=True)
        return 0
    target.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    with opened.open(entry) as packed, target.open("xb") as file:
        while written <= left and (piece := packed.read(_READ_BYTES)):
            file.write(piece)
            written += len(piece)
            if told:
                told(len(piece))
    return written


def _too_big(archive: Path, max_bytes: int) -> ModelError:
    return ModelError(
        f"{archive.name} would unpack to more than {max_bytes // 1_000_000} MB: "
        "it is not the model that it should be"
    )
