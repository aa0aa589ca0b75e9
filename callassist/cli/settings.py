"""``callassist settings``: everything that can be changed, in a window."""

from __future__ import annotations

from pathlib import Path

import click

PAGES = (
    "calls", "sound", "model", "overlay", "prompts", "keeping", "hotkeys", "language", "about",
)  # fmt: skip


@click.command()
@click.option("--page", type=click.Choice(PAGES), help="The page to begin with.")
@click.option(
    "--screenshot",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a picture of the window instead of showing it.",
)
def settings(page: str | None, screenshot: Path | None) -> int:
    """Change settings: each change is kept at once, and a running callassist follows it.

    \b
    Examples:
      callassist settings
      callassist settings --page sound
      callassist settings --page overlay --screenshot overlay.png
    """  # noqa: D301
    from callassist.gui.settings.show import run_settings, save_screenshot
    from callassist.gui.setup.show import run_setup

    if screenshot is not None:
        save_screenshot(screenshot, page)
    elif run_settings(page):
        run_setup()
    return 0
