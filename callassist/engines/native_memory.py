"""Gives back what a native library keeps in memory and does not need.

ONNX Runtime maps a model's file, copies the weights out of it into the form that its
kernels want, and leaves the file mapped: all of it stays resident, 44 MB for Moonshine
tiny, and is never read again. The library in between has no option for it.
"""

from __future__ import annotations

import ctypes
import mmap
import sys
from collections.abc import Iterator
from pathlib import Path

_MAPS = Path("/proc/self/maps")
_READ_ONLY = "r--p"


def release_mapped(folder: Path) -> int:
    """Take the pages of the files in ``folder`` that are mapped read-only out of memory.

    Nothing is lost: no page of such a mapping differs from the file, and one that is read
    again comes back from the file, or from the system's cache of it. On Linux only;
    elsewhere nothing happens.

    Returns:
        How many bytes of mappings were let go.
    """
    if not sys.platform.startswith("linux"):
        return 0
    advise = ctypes.CDLL(None, use_errno=True).madvise
    advise.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
    spans = [span for path, span in _read_only_files() if path.parent == folder.resolve()]
    return sum(size for start, size in spans if advise(start, size, mmap.MADV_DONTNEED) == 0)


def _read_only_files() -> Iterator[tuple[Path, tuple[int, int]]]:
    """Yield each file that is mapped only to be read, with where and how long, in bytes."""
    for line in _MAPS.read_text(encoding="utf-8", errors="surrogateescape").splitlines():
        span, kind, _offset, _device, inode, *path = line.split(None, 5)
        if kind == _READ_ONLY and inode != "0" and path:
            start, end = (int(address, 16) for address in span.split("-"))
            yield Path(path[0]), (start, end - start)
