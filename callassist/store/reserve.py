"""Room kept beside a SQLite store, so that calls can be deleted when the disk is full.

To delete, SQLite must first write: it opens its log and that log's index, and notes there
what goes. On a disk without a single free block even looking at the calls fails. So a file
of no content lies beside the store; it gives its room up when it is needed, and is made
again when there is enough.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from pathlib import Path

RESERVE_NAME = "reserve"
RESERVE_BYTES = 1 << 20
"""Enough to open the store and to delete a call that has no sound to go first."""
FREE_TIMES = 4
"""The reserve is made only where so many times its size are free."""


class Reserve:
    """The room beside a store's file."""

    def __init__(self, file: Path) -> None:
        """Use the folder of ``file``, the store's."""
        self._path = file.with_name(RESERVE_NAME)

    def fill(self) -> None:
        """Take the room, where there is plenty; to be without it is no error."""
        with contextlib.suppress(OSError):
            if self._path.exists():
                return
            if shutil.disk_usage(self._path.parent).free < FREE_TIMES * RESERVE_BYTES:
                return
            self._make()

    def release(self) -> bool:
        """Give the room up; return whether there was any."""
        try:
            self._path.unlink()
        except OSError:
            return False
        return True

    def _make(self) -> None:
        handle = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            if hasattr(os, "posix_fallocate"):
                os.posix_fallocate(handle, 0, RESERVE_BYTES)
            else:  # nothing that a file system could make smaller
                os.write(handle, secrets.token_bytes(RESERVE_BYTES))
        except OSError:
            self.release()
        finally:
            os.close(handle)
