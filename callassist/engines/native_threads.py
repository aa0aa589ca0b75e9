"""Keeps a native library's own worker threads from burning a second processor.

ONNX Runtime gives each model a pool of threads, one a processor, that wait for work by
spinning. For a model as small as Moonshine tiny the pool saves no time and doubles the
work, and the library in between has no option for it. What can be done from outside, on
Linux: let those threads run on the processor of whoever asks, and only when nobody else
wants it. They then find that the asker has done everything already, which is how the
pool is meant to behave when it is late, and nothing has to wait for them.
"""

from __future__ import annotations

import ctypes
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

_TASKS = Path("/proc/self/task")


class PoolThreads:
    """The threads that a native library started for itself while a model was loaded."""

    def __init__(self) -> None:
        """Know of none yet."""
        self._ids: set[int] = set()
        self._processor = -1

    @contextmanager
    def found_while(self) -> Iterator[None]:
        """Find the pool's threads among those that start inside the ``with`` block.

        ONNX Runtime pins each to one processor, which no thread of ours is, unless the whole
        process is: one that another part of the program starts meanwhile is left alone.
        """
        if not sys.platform.startswith("linux"):
            yield
            return
        before = _threads()
        yield
        ours = {thread.native_id for thread in threading.enumerate()}
        for thread in _threads() - before - ours:
            with suppress(OSError):  # it may have ended
                if len(os.sched_getaffinity(thread)) == 1:
                    os.sched_setscheduler(thread, os.SCHED_IDLE, os.sched_param(0))
                    self._ids.add(thread)

    def follow(self) -> None:
        """Send them where the calling thread runs now; cheap when it has not moved."""
        if not self._ids:
            return
        processor = _processor()
        if processor == self._processor:
            return
        self._processor = processor
        for thread in [*self._ids]:
            try:
                os.sched_setaffinity(thread, {processor})
            except OSError:
                self._ids.discard(thread)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._ids)


def _threads() -> set[int]:
    return {int(entry.name) for entry in _TASKS.iterdir()}


@cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None)


def _processor() -> int:
    """Return the number of the processor that runs this thread."""
    return int(_libc().sched_getcpu())
