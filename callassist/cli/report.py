"""``callassist report``: finished calls as one page that opens anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from callassist.cli.opening import opened
from callassist.cli.output import tell, write_file
from callassist.review.call import ReviewCall
from callassist.review.page import report_page
from callassist.review.peaks import peaks_of


@click.command()
@click.argument("calls", metavar="CALL...", nargs=-1, required=True)
@click.option(
    "--html",
    "target",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="The page to write; one that is there is written anew.",
)
@click.option(
    "--sound",
    is_flag=True,
    help="Put the sound into the page: up to 24 MB, about two hours of calls.",
)
@click.option(
    "--no-words",
    is_flag=True,
    help="Leave out everything that was said, noted or commented: times and figures only.",
)
def report(calls: tuple[str, ...], target: Path, sound: bool, no_words: bool) -> int:
    """Write finished calls as one page for any browser, on screen or on paper.

    A CALL is a .call.json file, a recording (it is analyzed first), or the id of a kept
    call. The page needs no network and no other file: timeline, scorecard, comments and
    transcript of each call, and for several calls a table in front. Names of calls and
    agents stay in it with --no-words, too.

    \b
    Examples:
      callassist report calls/monday.call.json --html monday.html
      callassist report 7kd2 q4xa --html week.html --no-words
    """  # noqa: D301
    if sound and no_words:
        raise click.UsageError("--sound lets the words be heard: leave out --sound or --no-words")
    page = report_page(_drawn(calls), words=not no_words, sound=sound, tell=tell)
    write_file(target, page, option="--html", inputs=calls)
    return 0


def _drawn(refs: tuple[str, ...]) -> Iterator[ReviewCall]:
    """Open calls and give each the outline of its sound, if it has none yet."""
    for call in opened(refs):
        if call.peaks is None and call.sound is not None:
            call.peaks = peaks_of(call.sound)
        yield call
