"""How commands talk: what was asked for on stdout, everything about it on stderr."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from callassist.errors import CallAssistError
from callassist.review.callfile import write_whole
from callassist.review.clock import clock
from callassist.types import CallEvent, Prompt

if TYPE_CHECKING:
    from rich.progress import Progress, ProgressColumn


def tell(line: str) -> None:
    """Say a line on stderr, beside the output."""
    click.echo(line, err=True)


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
        write_whole(path, text, newline=newline)
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


def print_prompt(event: CallEvent) -> None:
    """Print a prompt when it is shown; other events are passed over."""
    if isinstance(event, Prompt) and event.outcome is None:
        click.echo(f"{clock(event.shown_s)}  {event.say}  ({event.why})")
