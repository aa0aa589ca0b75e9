"""How commands open the calls that they are given: files, recordings, ids of kept calls."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from callassist.cli.kept import open_kept
from callassist.cli.output import progress_bars
from callassist.review.call import ReviewCall
from callassist.run.opening import open_call

if TYPE_CHECKING:
    from callassist.run.batch.jobs import Setup
    from callassist.store.store import CallStore


def opened(refs: Iterable[str]) -> Iterator[ReviewCall]:
    """Open calls one after the other; the sound of each is closed before the next is opened.

    The store is opened for the first reference that is no file, and closed at the end. It
    notes which of its calls were taken out.

    Raises:
        CallAssistError: If a call cannot be opened, or may not be taken out of the store.
    """
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn

    with ExitStack() as closing:
        store: CallStore | None = None

        def open_store() -> CallStore:
            nonlocal store
            if store is None:
                store = closing.enter_context(open_kept())
            return store

        progress, announce = progress_bars(
            TextColumn("{task.description}", markup=False), BarColumn(), TaskProgressColumn()
        )
        closing.enter_context(progress)
        bar = progress.add_task("", total=1.0, visible=False)

        def move(share: float) -> None:
            progress.update(bar, completed=share, visible=share < 1.0)

        for ref in refs:
            progress.update(bar, description=f"listening to {ref}", completed=0.0, visible=False)
            call = open_call(ref, open_store=open_store, announce=announce, progress=move)
            try:
                call.check_export()
                yield call
            finally:
                if call.sound is not None:
                    call.sound.close()
            if store is not None and call.call_id:
                store.activity.note("export", call.call_id)


def opened_for_a_window(
    ref: str,
    *,
    store: CallStore | None = None,
    open_store: Callable[[], CallStore] | None = None,
    setup: Setup | None = None,
) -> ReviewCall:
    """Open a call to be looked at, with a bar while its recording is analyzed.

    Args:
        ref: A file, a recording, or the id of a kept call.
        store: The store to look in for an id.
        open_store: Opens it, where it is not open yet.
        setup: Engine and prompt pack for a recording.

    Raises:
        CallAssistError: If it cannot be opened.
    """
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn

    progress, announce = progress_bars(
        TextColumn("{task.description}", markup=False), BarColumn(), TimeRemainingColumn()
    )
    with progress:
        bar = progress.add_task(f"analyzing {Path(ref).name}", total=1.0, visible=False)

        def move(share: float) -> None:
            progress.update(bar, completed=share, visible=share < 1.0)

        return open_call(
            ref,
            store=store,
            open_store=open_store,
            setup=setup,
            announce=announce,
            progress=move,
        )
