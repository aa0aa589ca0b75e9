"""``callassist setup``: the first steps, for the first time or once more."""

from __future__ import annotations

from pathlib import Path

import click

STEPS = ("welcome", "sound", "model", "place", "calls", "done")


@click.command()
@click.option(
    "--screenshot",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a picture of the window instead of showing it.",
)
@click.option("--step", type=click.Choice(STEPS), default="welcome", help="Of the picture.")
def setup(screenshot: Path | None, step: str) -> int:
    """Choose microphone, customer's side, speech model and the overlay's place.

    Six short steps in one window; the desktop program shows them when it starts for the
    first time. Each choice is kept at once, so they can be left at any step.

    \b
    Examples:
      callassist setup
      callassist setup --screenshot sound.png --step sound
    """  # noqa: D301
    from callassist.gui.setup.show import run_setup, save_screenshot
    from callassist.paths import settings_path
    from callassist.settings.user import load

    load(settings_path())  # a file with mistakes is told before a window opens
    if screenshot is not None:
        save_screenshot(screenshot, step)
    else:
        run_setup()
    return 0
