"""``callassist doctor``: what works here, and what to do about the rest."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from callassist.run.doctor import Check


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the checks as JSON.")
def doctor(as_json: bool) -> int:
    """Check this computer and say what to do.

    Looks at Python, the sound libraries, microphones and loopbacks, speech
    models, the screen, Qt and the folders it writes to. Changes nothing and
    asks nothing of the network.

    \b
    ok    fine
    warn  works, but less well than it could
    fail  a live call will not work until this is mended

    Exits with 0 if nothing fails, else with 1.
    """  # noqa: D301  \b is click's: keep these lines as they are
    from callassist.run.doctor import examine

    checks: list[Check] = []
    for check in examine():
        checks.append(check)
        if not as_json:
            _print_check(check)
    failed = [check.name for check in checks if check.state == "fail"]
    if as_json:
        rows = [dataclasses.asdict(check) for check in checks]
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
    if failed:
        click.echo(f"callassist: to be mended: {', '.join(failed)}", err=True)
    return 1 if failed else 0


COLORS = {"ok": "green", "warn": "yellow", "fail": "red"}


def _print_check(check: Check) -> None:
    state = click.style(f"{check.state:<5}", fg=COLORS[check.state], bold=True)
    click.echo(f"{state} {check.name:<16} {check.found}")
    if check.advice:
        click.echo(f"{'':<22} → {check.advice}")
