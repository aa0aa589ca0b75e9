"""Options that several commands have in common."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

Option = Callable[[Callable[..., Any]], Callable[..., Any]]


def engine_option(help_text: str) -> Option:
    """Return the option that chooses the recognizer of recordings."""
    return click.option(
        "--engine",
        type=click.Choice(["auto", "vosk", "moonshine"]),
        default="auto",
        show_default=True,
        help=help_text,
    )


model_option = click.option("--model", type=click.Path(path_type=Path), help="A Vosk model folder.")
pack_option = click.option(
    "--pack", type=click.Path(path_type=Path), help="A prompt pack laid over the default one."
)
