"""``callassist practice``: what would you have said?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from callassist.cli.kept import open_kept
from callassist.cli.library import EngineOnce, user_name
from callassist.errors import CallAssistError
from callassist.paths import settings_path
from callassist.settings.user import load

if TYPE_CHECKING:
    from callassist.store.store import CallStore


@click.command()
@click.argument("call", metavar="[REC_OR_ID]", required=False)
@click.option("--set", "set_name", metavar="NAME", help="Practice a set of bookmarks.")
@click.option("--trainee", metavar="NAME", help="Whose results they are; yours by default.")
@click.option(
    "--screenshot",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a picture of the window instead of showing it.",
)
def practice(
    call: str | None, set_name: str | None, trainee: str | None, screenshot: Path | None
) -> int:
    """Practice on a call: it stops at a moment that mattered, and asks what you would say.

    REC_OR_ID is the id of a kept call (callassist calls list), a file that analyze wrote, or a
    recording. Without it there are your sets and results. Answers to a call that is not kept
    are not kept either.

    \b
    Examples:
      callassist practice 7kd2
      callassist practice monday.call.json
      callassist practice --set "saying no" --trainee Ana
    """  # noqa: D301
    if call is not None and set_name is not None:
        raise click.UsageError("give a call or --set NAME, not both")
    from callassist.cli.opening import opened_for_a_window
    from callassist.gui.application import window_application
    from callassist.gui.practice.show import run_practice, save_screenshot
    from callassist.review.practice.moments import moments_of
    from callassist.run.practicing import PracticeBook

    settings = load(settings_path())
    window_application(offscreen=screenshot is not None)
    with ExitStack() as stack:
        store = stack.enter_context(_store(call))
        book = PracticeBook(store, trainee or user_name()) if store is not None else None
        calls = [opened_for_a_window(call, store=store)] if call is not None else []
        if set_name is not None:
            assert book is not None
            book.open_set(set_name)  # a wrong name is told before a window opens
        if screenshot is not None:
            save_screenshot(calls, settings, screenshot, book=book)
            return 0
        if calls and not moments_of(calls[0].document) and book is None:
            raise CallAssistError("there is no moment to practice in this call; take another one")
        engines = EngineOnce(stack)
        return run_practice(
            calls, settings, book=book, open_engine=engines.fresh, set_name=set_name or ""
        )


@contextmanager
def _store(call: str | None) -> Iterator[CallStore | None]:
    """Open the store; for a file there need be none."""
    if call is not None and Path(call).exists():
        yield None
        return
    with open_kept() as store:
        yield store
