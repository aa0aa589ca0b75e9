"""Starts callassist's other windows as programs of their own, beside a live call.

They outlive the window they were opened from, so that nobody loses what they look at. Only
``callassist ctl quit`` ends them too: it ends the whole program.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
import time

from callassist.errors import CallAssistError
from callassist.run.program import own_command


def open_library(call_id: str = "") -> None:
    """Show the kept calls in a program of its own: what it loads must not slow the overlay.

    Args:
        call_id: A call whose timeline is opened at once; none if empty.

    Raises:
        CallAssistError: If it cannot be started.
    """
    _start("library", *(("--open", call_id) if call_id else ()))


def open_team() -> None:
    """Show how the team's calls went, in a program of its own.

    Raises:
        CallAssistError: If it cannot be started.
    """
    _start("team")


def open_studio() -> None:
    """Show the prompts and what they do, in a program of its own.

    Raises:
        CallAssistError: If it cannot be started.
    """
    _start("studio")


def start_overlay() -> None:
    """Show the overlay, which listens, in a program of its own.

    Raises:
        CallAssistError: If it cannot be started.
    """
    _start()


_windows: list[subprocess.Popen[bytes]] = []
"""The windows that this program has started."""
_asked: list[subprocess.Popen[bytes]] = []
"""Those of them that were asked to close."""
CLOSING_MAY_TAKE_S = 10.0
"""A window that waits longer for its work to end closes on its own time."""


def close_windows() -> None:
    """Ask every window that this program started to close, as Ctrl-C would; do not wait."""
    for window in _running():
        with contextlib.suppress(OSError):  # it has ended just now
            if sys.platform == "win32":  # there terminate() kills, and this closes
                subprocess.Popen(["taskkill", "/PID", str(window.pid)])
            else:
                window.terminate()
            _asked.append(window)


def wait_for_windows(timeout_s: float = CLOSING_MAY_TAKE_S) -> bool:
    """Wait until the windows that were asked to close are gone; return whether all are.

    One with changes that nobody has saved asks about them first, and stays as long.
    """
    ends_s = time.monotonic() + timeout_s
    for window in _asked:
        try:
            window.wait(max(0.0, ends_s - time.monotonic()))
        except subprocess.TimeoutExpired:
            return False
    return True


def _running() -> list[subprocess.Popen[bytes]]:
    _windows[:] = [window for window in _windows if window.poll() is None]
    return list(_windows)


def _start(*arguments: str) -> None:
    try:
        started = subprocess.Popen(
            own_command(*arguments),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise CallAssistError(
            f"that window could not be opened ({error.strerror}); "
            f"run: {' '.join(('callassist', *arguments))}"
        ) from error
    if arguments:  # the overlay is a program of its own, whoever starts it
        _windows[:] = [*_running(), started]
