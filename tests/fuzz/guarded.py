"""What a parser may do while it is fed hostile input: nothing outside its folder, and soon."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from callassist.errors import CallAssistError

HANG_S = 5.0
"""No input may keep the processor busy for longer, whatever else the machine has to do."""

_WRITING_FLAGS = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CHANGES = frozenset(
    "os.chmod os.chown os.link os.mkdir os.remove os.rename os.rmdir os.symlink os.truncate "
    "shutil.rmtree sqlite3.connect".split()
)
"""Events of Python's audit whose first argument, and second if it is a path, are changed."""
_NEVER = frozenset(
    "os.exec os.fork os.posix_spawn os.system pickle.find_class socket.connect socket.getaddrinfo "
    "socket.gethostbyname socket.sendto sqlite3.load_extension subprocess.Popen "
    "webbrowser.open".split()
)

_STARTS = frozenset({"subprocess.Popen", "os.fork", "os.posix_spawn"})


class EscapedError(BaseException):
    """A parser did what it must never do; no ``except Exception`` may hide it."""


class HangError(BaseException):
    """A parser took too long."""


def _is_below(event: str, arguments: tuple[object, ...]) -> bool:
    """Return whether a name counts from an open folder, as within ``shutil.rmtree``."""
    return event in ("os.mkdir", "os.remove", "os.rmdir") and arguments[-1] != -1


class _Watch:
    """What Python's audit events are held to; the hook cannot be taken out again."""

    folder: str | None = None
    starts = False
    hooked = False

    @classmethod
    def hear(cls, event: str, arguments: tuple[object, ...]) -> None:
        if cls.folder is None:
            return
        if event in _NEVER and not (cls.starts and event in _STARTS):
            raise EscapedError(f"{event} {arguments!r}")
        if event == "open":
            path, _, flags = arguments
            if isinstance(flags, int) and flags & _WRITING_FLAGS:
                cls._hold(event, path)
        elif event in _CHANGES and not _is_below(event, arguments):
            for argument in arguments[:2]:
                if isinstance(argument, str | bytes | os.PathLike):
                    cls._hold(event, argument)

    @classmethod
    def _hold(cls, event: str, path: object) -> None:
        if not isinstance(path, str | bytes | os.PathLike):
            return  # a descriptor, which was opened before
        name = os.fsdecode(path)
        if name in (os.devnull, ":memory:", ""):
            return
        real = os.path.realpath(name)
        if real != cls.folder and not real.startswith(f"{cls.folder}{os.sep}"):
            raise EscapedError(f"{event} {name!r}, which is not in {cls.folder}")


@contextmanager
def held_to(folder: Path, *, starts: bool = False) -> Iterator[None]:
    """Let whoever writes outside ``folder``, connects or starts a program fail.

    Args:
        folder: Where files may be changed.
        starts: Whether programs may be started.
    """
    if not _Watch.hooked:
        sys.addaudithook(_Watch.hear)
        _Watch.hooked = True
    before = tempfile.tempdir
    inside = folder / "tmp"
    inside.mkdir(exist_ok=True)
    tempfile.tempdir = str(inside)
    _Watch.folder, _Watch.starts = os.path.realpath(folder), starts
    try:
        yield
    finally:
        _Watch.folder = None
        tempfile.tempdir = before


@contextmanager
def soon(limit_s: float = HANG_S) -> Iterator[None]:
    """Let whatever takes more than ``limit_s`` of the processor fail; waiting is for others."""

    def late(_number: int, _frame: FrameType | None) -> None:
        raise HangError(f"not done after {limit_s:g} s")

    before = signal.signal(signal.SIGPROF, late)
    signal.setitimer(signal.ITIMER_PROF, limit_s)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0.0)
        signal.signal(signal.SIGPROF, before)


@contextmanager
def refusing() -> Iterator[None]:
    """Take an error of ours with one line for an answer, and no other."""
    try:
        yield
    except CallAssistError as error:
        line = str(error)
        assert line.strip(), "an error without a word"
        assert len(line.splitlines()) == 1, f"more than a line: {line!r}"
        assert not any(ord(char) < 32 or ord(char) == 127 for char in line), f"control: {line!r}"
