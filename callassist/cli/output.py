"""How commands talk: what was asked for on stdout, everything about it on stderr."""

from __future__ import annotations

import click

from callassist.review.report import clock
from callassist.types import CallEvent, Prompt


def tell(line: str) -> None:
    """Say a line on stderr, beside the output."""
    click.echo(line, err=True)


def print_prompt(event: CallEvent) -> None:
    """Print a prompt when it is shown; other events are passed over."""
    if isinstance(event, Prompt) and event.outcome is None:
        click.echo(f"{clock(event.shown_s)}  {event.say}  ({event.why})")
