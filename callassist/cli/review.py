"""``callassist review``: a call's timeline."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from callassist.cli.kept import open_kept
from callassist.cli.options import engine_option, model_option, pack_option
from callassist.paths import settings_path
from callassist.run.batch.jobs import Setup
from callassist.settings.user import UserSettings, load

if TYPE_CHECKING:
    from callassist.review.call import ReviewCall


@click.command()
@click.argument("call", metavar="REC_OR_ID")
@click.option(
    "--screenshot",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a picture of the window instead of showing it.",
)
@click.option(
    "--theme",
    type=click.Choice(["system", "dark", "light"]),
    help="Colors; those of your settings by default.",
)
@click.option(
    "--text-scale",
    type=click.FloatRange(0.8, 3.0),
    help="Times the system's text size; that of your settings by default.",
)
@click.option(
    "--size", metavar="WxH", default="1440x900", show_default=True, help="Of the picture, in px."
)
@engine_option("The recognizer, where a recording is analyzed first.")
@model_option
@pack_option
def review(
    call: str,
    screenshot: Path | None,
    theme: str | None,
    text_scale: float | None,
    size: str,
    engine: str,
    model: Path | None,
    pack: Path | None,
) -> int:
    """Show a call's timeline: see how it went, and hear any second of it.

    REC_OR_ID is a file that analyze wrote (OUT/<stem>.call.json), a recording (it is
    analyzed first, and nothing is kept), or the id of a kept call (callassist calls list).

    \b
    Examples:
      callassist review calls/monday.call.json
      callassist review monday.flac
      callassist review calls/monday.call.json --screenshot monday.png
    """  # noqa: D301
    from callassist.cli.opening import opened_for_a_window

    width, height = _size(size)
    settings = load(settings_path())
    if theme is not None:
        settings.overlay.theme = theme  # type: ignore[assignment]  # click has checked it
    if text_scale is not None:
        settings.overlay.text_scale = text_scale
    with ExitStack() as closing:
        opened = opened_for_a_window(
            call,
            open_store=lambda: closing.enter_context(open_kept()),
            setup=Setup(engine, model, pack),
        )
        if opened.sound is not None:
            closing.callback(opened.sound.close)
        return _show(opened, settings, screenshot, width, height)


def _show(
    call: ReviewCall, settings: UserSettings, screenshot: Path | None, width: int, height: int
) -> int:
    from callassist.gui.timeline.show import run_timeline, save_screenshot

    if screenshot is None:
        return run_timeline(call, settings)
    call.check_export()
    save_screenshot(call, settings, screenshot, (width, height))
    return 0


def _size(text: str) -> tuple[int, int]:
    try:
        width, height = (int(part) for part in text.lower().split("x"))
    except ValueError:
        raise click.UsageError(f'--size is "{text}", not a size such as 1440x900') from None
    if not (320 <= width <= 8000 and 240 <= height <= 8000):
        raise click.UsageError(f"--size is {text}: from 320x240 to 8000x8000 is possible")
    return width, height
