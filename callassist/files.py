"""Writes a file whole or not at all, whatever happens meanwhile."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

PRIVATE = 0o600
SHARED = 0o644


@contextmanager
def written_whole(path: Path, *, mode: int = PRIVATE) -> Iterator[BinaryIO]:
    """Open a temporary file beside ``path``, which takes its place when the block ends.

    If the block fails, or the disk does, the temporary file goes and what was there stays.

    Args:
        path: The file to write; its folder must exist.
        mode: Its permissions, on systems that have them.

    Raises:
        OSError: If it cannot be written.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def write_whole(path: Path, text: str, *, newline: str | None = None, mode: int = PRIVATE) -> None:
    """Write ``text`` as UTF-8, whole or not at all.

    Args:
        path: The file to write; its folder must exist.
        text: What it shall hold.
        newline: What a line feed becomes, the system's line end by default; empty leaves it.
        mode: Its permissions, on systems that have them.

    Raises:
        OSError: If it cannot be written; what was there still is.
    """
    with written_whole(path, mode=mode) as file:
        ends = os.linesep if newline is None else newline or "\n"
        file.write(text.replace("\n", ends).encode("utf-8"))
