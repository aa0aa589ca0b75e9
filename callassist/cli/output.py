"""How commands talk: what was asked for on stdout, everything about it on stderr."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from callassist.cli.terminal import without_commands
from callassist.errors import CallAssistError
from callassist.files import write_whole
from callassist.review.clock import clock
from callassist.types import CallEnded, CallEvent, Prompt

if TYPE_CHECKING:
    from rich.progress import Progress, ProgressColumn


def tell(line: str) -> None:
    """Say a line on stderr, beside the output."""
    click.echo(without_commands(line), err=True)


def make_folder(out: Path) -> None:
    """Make the folder that ``--out`` names.

    Raises:
        CallAssistError: If it cannot be made or written to.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CallAssistError(
            f"cannot make the folder {out}: {error.strerror}; choose another with --out"
        ) from error
    if not os.access(out, os.W_OK):
        raise CallAssistError(f"cannot write to the folder {out}; choose another with --out")


def write_file(
    path: Path, text: str, *, option: str, inputs: Iterable[str] = (), newline: str | None = None
) -> None:
    """Write a file that an option names, whole or not at all, over one that is there.

    Args:
        path: The file.
        text: What goes into it; a line feed is added.
        option: The option that named it.
        inputs: What the command read: none of these is ever written over.
        newline: As :func:`open` takes it.

    Raises:
        CallAssistError: If it cannot be written; nothing is left behind.
    """
    if path.exists() and any(Path(ref).exists() and path.samefile(ref) for ref in inputs):
        raise CallAssistError(f"{path} is the call itself; choose another file with {option}")
    try:
        write_whole(path, text + "\n", newline=newline)
    except OSError as error:
        raise CallAssistError(
            f"cannot write {path}: {error.strerror or error}; choose another with {option}"
        ) from error


def progress_bars(*columns: ProgressColumn) -> tuple[Progress, Callable[[str], None]]:
    """Return bars for stderr, and what says a line above them.

    Where stderr is no terminal there are no bars, and nothing but the lines is written.
    """
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True, highlight=False)
    bars = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)

    def announce(line: str) -> None:
        # Paths and names may hold square brackets, which are no markup.
        bars.console.print(line, soft_wrap=True, markup=False)

    return bars, announce


class PromptPrinter:
    """Prints each prompt once, when it is shown; other events are passed over."""

    def __init__(self) -> None:
        """Begin before a call."""
        self._shown: tuple[str, float] | None = None

    def take(self, event: CallEvent) -> None:
        """Print ``event`` if it is a prompt that was not shown before."""
        if isinstance(event, CallEnded):
            self._shown = None
        elif isinstance(event, Prompt) and event.outcome is None:
            # One that makes room for another is sent again, with the time at which it goes.
            is_new = (event.id, event.shown_s) != self._shown
            self._shown = (event.id, event.shown_s)
            if is_new:
                line = f"{clock(event.shown_s)}  {event.say}  ({event.why})"
                click.echo(without_commands(line))
