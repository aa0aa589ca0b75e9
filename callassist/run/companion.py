"""Starts callassist's other windows as programs of their own, beside a live call."""

from __future__ import annotations

import subprocess
import sys

from callassist.errors import CallAssistError


def open_library() -> None:
    """Show the kept calls in a program of its own: what it loads must not slow the overlay.

    Raises:
        CallAssistError: If it cannot be started.
    """
    _start("library")


def start_overlay() -> None:
    """Show the overlay, which listens, in a program of its own.

    Raises:
        CallAssistError: If it cannot be started.
    """
    _start()


def _start(*arguments: str) -> None:
    program = [] if getattr(sys, "frozen", False) else ["-m", "callassist"]
    command = [sys.executable, *program, *arguments]
    try:
        subprocess.Popen(
            command,
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
