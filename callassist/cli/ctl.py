"""``callassist ctl``: a softphone, a script or a key starts and stops calls."""

from __future__ import annotations

import dataclasses
import json

import click

from callassist.errors import CallAssistError
from callassist.review.clock import clock
from callassist.run.control.client import ask, wait_until_gone
from callassist.run.control.protocol import COMMANDS
from callassist.run.status import IN_CALL, SideStatus, Status


@click.command()
@click.argument("command", type=click.Choice(COMMANDS))
@click.option("--json", "as_json", is_flag=True, help="Print what the program does as JSON.")
def ctl(command: str, as_json: bool) -> int:
    """Start and stop calls in the callassist that runs on this screen, or ask what it does.

    Waits until it is done. start and stop do nothing where it is so already; mute
    shows no prompts for five minutes; quit ends the call and then the program.
    Only programs of your own user are heard.

    \b
    Examples:
      callassist ctl start              a softphone's hook when a call is answered
      callassist ctl stop               and when it is over
      callassist ctl status --json
    """  # noqa: D301
    answer = ask(command)
    if not answer.ok or answer.status is None:
        raise CallAssistError(answer.error or "the running callassist did not say what it does")
    if command == "quit":
        wait_until_gone()
    if as_json:
        click.echo(json.dumps(dataclasses.asdict(answer.status), ensure_ascii=False))
    else:
        click.echo("callassist has quit" if command == "quit" else status_line(answer.status))
    return 0


def status_line(status: Status) -> str:
    """Return what the program does as one line."""
    parts: list[str] = [status.state]
    if status.state in IN_CALL:
        parts[0] += f" {clock(status.call_s)}"
        parts += [_side("you", status.agent), _side("customer", status.customer)]
    elif status.customer.state == "lost":
        parts.append(_side("customer", status.customer))
    if status.recording:
        parts.append("recording")
    if status.muted:
        parts.append("no prompts for now")
    if status.load:
        parts.append(f"busy computer, left out: {', '.join(status.load)}")
    if status.problem:
        parts.append(status.problem)
    return "; ".join(parts)


def _side(name: str, side: SideStatus) -> str:
    return f"{name}: {side.state}" + (f" ({side.detail})" if side.detail else "")
