"""``callassist devices``: what can be heard."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from callassist.sources.devices import Device


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
def devices(as_json: bool) -> int:
    """List the microphones and loopbacks that can be heard.

    A loopback records what the computer plays: it hears the customer. Give
    'callassist live' an id, a name, or a part of one that no other device has.
    'default' means the system's microphone, 'default-loopback' what its
    default loudspeaker or headset plays; both are marked with *.

    \b
    Examples:
      callassist devices
      callassist live --agent default --customer default-loopback
      callassist live --agent "usb headset" --customer "monitor of usb"
    """  # noqa: D301  \b is click's: keep these lines as they are
    from callassist.sources.devices import Device, scan

    found, problems = scan()
    if as_json:
        public = [field.name for field in dataclasses.fields(Device) if field.name != "index"]
        rows = [{name: getattr(device, name) for name in public} for device in found]
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
    elif found:
        _print_table(found)
    for problem in problems:
        click.echo(f"callassist: {problem}", err=True)
    if not found and not problems:
        click.echo("callassist: nothing can be heard: plug in a microphone or headset", err=True)
    return 0 if found else 1


def _print_table(found: list[Device]) -> None:
    from rich.box import SIMPLE
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE, pad_edge=False)
    table.add_column("")
    table.add_column("kind", no_wrap=True)
    table.add_column("name")
    table.add_column("id", no_wrap=True)
    table.add_column("Hz", justify="right")
    table.add_column("through")
    for device in found:
        style = "bold" if device.is_default else ""
        loopback = device.kind == "loopback"
        table.add_row(
            "*" if device.is_default else "",
            Text(device.kind, style="cyan" if loopback else ""),
            Text(f"{device.name} (muted)" if device.muted else device.name),
            Text(device.id),
            str(device.rate_hz),
            device.host_api,
            style=style,
        )
    console = Console(highlight=False)
    # Ids are to be copied: in a narrow terminal the line runs over rather than the id short.
    unbounded = console.options.update(width=10_000)
    console.width = max(console.width, console.measure(table, options=unbounded).maximum)
    console.print(table)
