"""Where the running program can be reached: a folder that nobody else may enter."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
import sys
import warnings
from pathlib import Path
from typing import Literal

import msgspec
import platformdirs
from filelock import FileLock, Timeout

from callassist.errors import CallAssistError
from callassist.paths import APP

Transport = Literal["unix", "tcp"]

MAX_SOCKET_PATH_BYTES = 100
"""A Unix socket's path may hold 103 bytes on macOS, 107 on Linux."""
MAX_FILE_BYTES = 4096


class Address(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How to reach the program.

    Attributes:
        transport: A Unix socket, or a port of this computer alone.
        path: The socket's, or nothing.
        port: Of 127.0.0.1, or 0.
        token: What every request must bring.
    """

    transport: Transport
    token: str
    path: str = ""
    port: int = 0


class AlreadyRunningError(CallAssistError):
    """Another program of this user runs already."""


def runtime_dir() -> Path:
    """Return the user's folder for what lives only as long as the program (it may not exist)."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # without a session it says that it takes another folder
        return Path(platformdirs.user_runtime_dir(APP, appauthor=False))


def private_folder(folder: Path) -> Path:
    """Make ``folder``, which nobody else may enter, or check that it is so.

    Raises:
        CallAssistError: It is somebody else's, open to others, or cannot be made.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.name == "posix":
            _check_above(folder.parent)
            found = folder.lstat()
            if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
                raise CallAssistError(f"{folder} is not yours: delete it, or ask who made it")
            if stat.S_IMODE(found.st_mode) & 0o077:
                folder.chmod(0o700)
    except OSError as error:
        raise CallAssistError(
            f"{folder} cannot be used ({error.strerror or error}); set control = false under "
            "[calls] in the settings to do without callassist ctl"
        ) from error
    return folder


def _check_above(above: Path) -> None:
    """Refuse a folder whose owner could put another one in the place of ours.

    Raises:
        CallAssistError: It is somebody else's, or anybody may rename what is in it.
        OSError: It cannot be looked at.
    """
    found = above.stat()
    shared = found.st_mode & 0o022 and not found.st_mode & stat.S_ISVTX
    if found.st_uid not in (0, os.getuid()) or shared:
        raise CallAssistError(
            f"{above} is not safe, as somebody else may change it: set XDG_RUNTIME_DIR to a folder "
            "of your own"
        )


class Place:
    """The folder: a lock while a program runs, the socket, and the file with its token."""

    def __init__(self, folder: Path | None = None) -> None:
        """Name the places in ``folder``; the user's own by default."""
        self.folder = folder or runtime_dir()
        self.socket = self.folder / "control.sock"
        self._file = self.folder / "control.json"
        self._lock = FileLock(self.folder / "running.lock", mode=0o600)

    def enter(self) -> None:
        """Be the one program that runs.

        Raises:
            AlreadyRunningError: Another one is.
            CallAssistError: The folder cannot be used.
        """
        private_folder(self.folder)
        try:
            self._lock.acquire(blocking=False)
        except Timeout as error:
            raise AlreadyRunningError(
                "callassist is already running: use its overlay or tray icon, or "
                "'callassist ctl'; to start it anew, quit it there first"
            ) from error
        self.withdraw()  # what a program left behind that crashed

    def leave(self) -> None:
        """Make room for another program; safe to call twice."""
        if self._lock.is_locked:
            self.withdraw()
            self._lock.release()

    @property
    def taken(self) -> bool:
        """Whether a program runs now."""
        if not self.folder.is_dir():
            return False
        try:
            with self._lock.acquire(blocking=False):
                return False
        except (Timeout, OSError):
            return True

    def choose_transport(self) -> Transport:
        """Return the better way that this system has."""
        too_long = len(os.fsencode(self.socket)) > MAX_SOCKET_PATH_BYTES
        return "tcp" if sys.platform == "win32" or too_long else "unix"

    def publish(self, address: Address) -> None:
        """Write ``address`` where only this user can read it, all or nothing."""
        temporary = self.folder / f".control.{secrets.token_hex(8)}"
        try:
            handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(msgspec.json.encode(address))
            temporary.replace(self._file)
        finally:
            temporary.unlink(missing_ok=True)

    def withdraw(self) -> None:
        """Take away what leads to a program that is not there any more."""
        for path in (self._file, self.socket):
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)

    def address(self) -> Address | None:
        """Return how to reach the program, or ``None`` where none can be reached."""
        try:
            with self._file.open("rb") as file:
                return msgspec.json.decode(file.read(MAX_FILE_BYTES), type=Address)
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return None
