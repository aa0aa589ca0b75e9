"""``callassist export``: a finished call for other programs."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from callassist.cli.opening import opened
from callassist.cli.output import write_file
from callassist.review.call import ReviewCall
from callassist.review.export import call_csv, call_json, call_vtt


@click.command()
@click.argument("call")
@click.option(
    "--format",
    "kind",
    type=click.Choice(["vtt", "csv", "json"]),
    required=True,
    help="vtt: subtitles; csv: a table of all events; json: all that is known.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file to write, anew if it is there; standard output by default.",
)
@click.option("--prompts", is_flag=True, help="With vtt: show the prompts as well, at the top.")
def export(call: str, kind: str, out: Path | None, prompts: bool) -> int:
    """Write a finished CALL in a form that other programs read.

    A CALL is a .call.json file, a recording (it is analyzed first), or the id of a kept
    call. WebVTT has what was said, a voice a side. CSV has an event a row: turns,
    overlaps, silences, findings, prompts, notes, comments. JSON has the whole call file
    (docs/export.schema.json).

    \b
    Examples:
      callassist export calls/monday.call.json --format csv --out monday.csv
      callassist export 7kd2 --format vtt --out monday.vtt
    """  # noqa: D301
    if prompts and kind != "vtt":
        raise click.UsageError("--prompts goes with --format vtt")
    for opened_call in opened((call,)):
        text = _exported(opened_call, kind, prompts=prompts)
        if out is None:
            sys.stdout.buffer.write(text.encode("utf-8"))
        else:
            write_file(out, text.removesuffix("\n"), option="--out", inputs=(call,), newline="")
    return 0


def _exported(call: ReviewCall, kind: str, *, prompts: bool) -> str:
    if kind == "vtt":
        return call_vtt(call, prompts=prompts)
    return call_csv(call) if kind == "csv" else call_json(call)
