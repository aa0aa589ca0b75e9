"""Files that are gone when they are deleted, as far as a file system allows.

Everything in them is sealed, and the key of a deleted call is gone; overwriting them
once is for the day when a store's key gets known. On disks that write elsewhere
(flash, copy-on-write) old blocks may remain: sealed under a key that is nowhere.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from callassist.errors import CallStoreError

_CHUNK_BYTES = 1 << 20


def erase_file(path: Path) -> None:
    """Overwrite a file with random bytes, then remove it; a missing one is fine.

    Raises:
        CallStoreError: If it cannot be removed.
    """
    try:
        if path.is_symlink():
            path.unlink()
            return
        with path.open("r+b", buffering=0) as file:
            left = os.fstat(file.fileno()).st_size
            while left > 0:
                left -= file.write(secrets.token_bytes(min(left, _CHUNK_BYTES)))
            os.fsync(file.fileno())
        path.unlink()
    except FileNotFoundError:
        return
    except OSError as error:
        raise _cannot(path, error) from error


def erase_folder(folder: Path) -> None:
    """Erase a call's folder and everything in it; a missing one is fine.

    Raises:
        CallStoreError: If a part of it cannot be removed.
    """
    try:
        children = list(folder.iterdir())
    except FileNotFoundError:
        return
    except OSError as error:
        raise _cannot(folder, error) from error
    for child in children:
        if child.is_dir() and not child.is_symlink():
            erase_folder(child)
        else:
            erase_file(child)
    try:
        folder.rmdir()
    except OSError as error:
        raise _cannot(folder, error) from error


def _cannot(path: Path, error: OSError) -> CallStoreError:
    return CallStoreError(
        f"cannot remove {path}: {error.strerror or error}; mend that and delete the call again"
    )
