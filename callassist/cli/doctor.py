"""``callassist doctor``: what works here, and what to do about the rest."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from callassist.run.doctor import Check


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the checks as JSON.")
@click.option(
    "--report",
    type=click.Path(path_type=Path),
    metavar="FILE.zip",
    help="Write a support bundle, without anything of any call.",
)
@click.option("--start-qt", is_flag=True, hidden=True)
def doctor(as_json: bool, report: Path | None, start_qt: bool) -> int:
    """Check this computer and say what to do.

    Looks at Python, your settings, the sound libraries, microphones and
    loopbacks, speech models, the screen, Qt and the folders it writes to.
    Changes nothing and asks nothing of the network.

    With --report it writes what whoever helps you needs to know into a zip file
    and lists what is inside: no words, names or titles of calls, no texts of
    your prompts, and of your settings' texts only whether they are set.

    \b
    ok    fine
    warn  works, but less well than it could
    fail  a live call will not work until this is mended

    Exits with 0 if nothing fails, else with 1.
    """  # noqa: D301  \b is click's: keep these lines as they are
    if start_qt:  # a check's own process: see run/doctor.py
        from callassist.gui.screen import started_platform

        click.echo(started_platform())
        return 0
    from callassist.run.doctor import examine

    checks: list[Check] = []
    for check in examine():
        checks.append(check)
        if not as_json:
            _print_check(check)
    if report is not None:
        _write(report, checks)
    failed = [check.name for check in checks if check.state == "fail"]
    if as_json:
        rows = [dataclasses.asdict(check) for check in checks]
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
    if failed:
        click.echo(f"callassist: to be mended: {', '.join(failed)}", err=True)
    return 1 if failed else 0


def _write(report: Path, checks: list[Check]) -> None:
    from callassist.run.support import write_bundle

    names = write_bundle(report, checks)
    click.echo(f"wrote {report}: {', '.join(names)}", err=True)
    click.echo("nothing of any call is in it; look into it before you send it", err=True)


COLORS = {"ok": "green", "warn": "yellow", "fail": "red"}


def _print_check(check: Check) -> None:
    state = click.style(f"{check.state:<5}", fg=COLORS[check.state], bold=True)
    click.echo(f"{state} {check.name:<16} {check.found}")
    if check.advice:
        click.echo(f"{'':<22} → {check.advice}")
