"""Recordings named by a URL: found, told apart from before, and fetched to be read."""

from __future__ import annotations

import posixpath
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from callassist.errors import RecordingError

MISSING = (
    "recordings named by a URL need fsspec; run: pip install 'callassist[cluster]' (or name files)"
)


def is_url(name: str) -> bool:
    """Return whether a recording's name is a URL; a Windows drive is none."""
    return "://" in name


@contextmanager
def fetched(url: str, path: Path) -> Iterator[Path]:
    """Give the file of a recording; what ``url`` names is copied to a temporary one.

    Args:
        url: Where it is, or nothing if it is ``path``.
        path: The file; of a URL, only the name that the copy gets.

    Raises:
        RecordingError: If it cannot be fetched.
    """
    if not url:
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="callassist-") as folder:
        copy = Path(folder) / path.name
        files, there = _files_of(url)
        try:
            files.get_file(there, str(copy))
        except FileNotFoundError:
            raise RecordingError(f"{url} is not there: check the address") from None
        except Exception as error:  # each file system raises errors of its own
            raise RecordingError(f"{url} cannot be fetched: {_reason(error)}") from error
        yield copy


def state_of(url: str) -> str:
    """Return what changes when the recording at ``url`` does; empty if that cannot be told."""
    files, there = _files_of(url)
    try:
        return str(files.ukey(there))
    except Exception:  # missing, or unreachable: fetching it will say so
        return ""


def matching(pattern: str) -> list[str]:
    """Return the URLs that a URL with wildcards, or of a folder, stands for, in order.

    Raises:
        RecordingError: If the place cannot be listed.
    """
    files, there = _files_of(pattern)
    try:
        if any(sign in there for sign in "*?["):
            found = files.glob(there)
        elif files.isdir(there):
            found = files.find(there)
        else:
            return [pattern]
    except Exception as error:  # each file system raises errors of its own
        raise RecordingError(f"{pattern} cannot be listed: {_reason(error)}") from error
    return sorted(files.unstrip_protocol(str(name)) for name in found)


def name_of(url: str) -> str:
    """Return the file's name at the end of a URL."""
    path = url.split("::", 1)[0].split("://", 1)[1].split("?", 1)[0]
    return posixpath.basename(path.rstrip("/")) or "recording"


def _files_of(url: str) -> tuple[Any, str]:
    """Return the file system of a URL, and the path in it."""
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise RecordingError(MISSING) from None
    try:
        files, there = url_to_fs(url)
    except Exception as error:  # an unknown protocol, or one whose package is missing
        raise RecordingError(f"{url} cannot be reached: {_reason(error)}") from error
    return files, str(there)


def _reason(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
