"""Starts callassist's other windows as programs of their own, beside a live call."""

from __future__ import annotations

import subprocess

from callassist.errors import CallAssistError
from callassist.run.program import own_command


def open_library() -> None:
    """Show the kept calls in a program of its own: what it loads must not slow the overlay.

    Raises:
        CallAssistError: If it cannot be started.
    """
    _start("library")


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


def _start(*arguments: str) -> None:
    try:
        subprocess.Popen(
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
