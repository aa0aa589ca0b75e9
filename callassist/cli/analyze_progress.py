"""How ``analyze`` shows how far it is: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    ProgressColumn,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)

from callassist.cli.output import progress_bars, tell
from callassist.run.batch.jobs import Job
from callassist.run.batch.results import Tally

LINE_EVERY_S = 60.0


@contextmanager
def one_call_bars(jobs: list[Job]) -> Iterator[Callable[[Job, float], None]]:
    """Show a bar for each call while it runs, with its share done."""
    progress, _ = progress_bars(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
    )
    with progress:
        bars = {job: progress.add_task(job.path.name, total=1.0, visible=False) for job in jobs}

        def move(job: Job, share: float) -> None:
            progress.update(bars[job], completed=share, visible=share < 1.0)

        yield move


@contextmanager
def batch_bar(tally: Tally) -> Iterator[Callable[[], None]]:
    """Show how many calls of a batch are done, how fast, and how long the rest will take."""
    columns: list[ProgressColumn] = [
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.description}", markup=False),
        TimeRemainingColumn(),
    ]
    progress, _ = progress_bars(*columns)
    begun_s = told_s = time.monotonic()
    with progress:
        bar = progress.add_task("calls", total=tally.total)

        def moved() -> None:
            nonlocal told_s
            now_s = time.monotonic()
            pace = pace_text(tally.finished, now_s - begun_s)
            failed = f" · {len(tally.failures)} failed" if tally.failures else ""
            progress.update(bar, completed=tally.finished, description=f"calls · {pace}{failed}")
            if not sys.stderr.isatty() and now_s - told_s > LINE_EVERY_S:
                told_s = now_s
                tell(line_of(tally, now_s - begun_s))

        yield moved


def line_of(tally: Tally, passed_s: float) -> str:
    """Return how far a batch is as a line."""
    rest = tally.total - tally.finished
    left_s = rest * passed_s / max(1, tally.finished)
    failed = f", {len(tally.failures)} failed" if tally.failures else ""
    return (
        f"{tally.finished} of {tally.total} calls{failed}, "
        f"{pace_text(tally.finished, passed_s)}, about {length_text(left_s)} left"
    )


def pace_text(count: int, passed_s: float) -> str:
    """Return a number of calls in a time as a rate."""
    a_minute = 60.0 * count / max(passed_s, 1e-3)
    return f"{a_minute:.1f} a minute" if a_minute < 100 else f"{a_minute:.0f} a minute"


def length_text(length_s: float) -> str:
    """Return a length of time for people."""
    minutes = round(length_s / 60)
    if minutes < 1:
        return f"{length_s:.0f} s"
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02d} min"
