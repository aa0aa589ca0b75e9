"""A trend as points of a chart, for the window and the page alike.

Its axis begins at nought and ends at the most there can be, or at a round number above
everything shown; several charts that are compared share it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import ceil, floor, log10

from callassist.review.team.figures import Figure, counts_text, in_words, value_text
from callassist.review.team.measures import Measure
from callassist.review.team.report import Trend


@dataclass(frozen=True, slots=True)
class Dot:
    """A week: its place and value from 0 to 1, the ends of its interval, and all that in words."""

    x: float
    y: float
    low: float
    high: float
    running: bool
    short: str
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing of a trend in a unit square, its origin at the lower left.

    Attributes:
        dots: The weeks in which there is enough to tell.
        runs: Indices of ``dots`` that follow each other week by week.
        gaps: Places of weeks in which there is too little to tell.
        ticks: What stands at the axis: ``(y, text)``.
        first: The first week.
        last: The last week.
    """

    dots: tuple[Dot, ...]
    runs: tuple[tuple[int, ...], ...]
    gaps: tuple[float, ...]
    ticks: tuple[tuple[float, str], ...]
    first: str
    last: str


def axis_top(measure: Measure, trends: Iterable[Trend]) -> float:
    """Return where the axis of some trends of one measure ends."""
    if measure.top is not None:
        return measure.top
    highest = max(
        (p.figure.high or p.figure.value or 0.0 for trend in trends for p in trend.points),
        default=0.0,
    )
    if highest <= 0.0:
        return 1.0
    scale = 10.0 ** floor(log10(highest))
    steps = next(step for step in (1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
                 if highest <= step * scale * (1 + 1e-9))  # fmt: skip
    top = steps * scale
    return ceil(top) if measure.kind == "count" else top


def chart_of(trend: Trend, top: float) -> Chart:
    """Return a trend drawn up to ``top``."""
    measure, count = trend.measure, len(trend.points)
    dots: list[Dot] = []
    runs: list[list[int]] = []
    gaps = []
    joined = False
    for number, point in enumerate(trend.points):
        x = 0.5 if count == 1 else number / (count - 1)
        figure = point.figure
        if figure.value is None:
            gaps.append(x)
            joined = False
            continue
        low, high = figure.low or 0.0, figure.high or figure.value
        if measure.kind == "count":
            low = high = figure.value
        so_far = " so far" if point.running else ""
        week = f"{day_text(point.week)}{so_far}"
        counts = counts_text(measure, figure).removesuffix(f" {measure.of}")
        short = f"{week}: {value_text(measure, figure)}" + (f", {counts}" if counts else "")
        words = f"Week of {week}: {in_words(measure, figure)}"
        ends = (low / top, min(1.0, high / top))
        dots.append(Dot(x, figure.value / top, *ends, point.running, short, words))
        if not joined:
            runs.append([])
        runs[-1].append(len(dots) - 1)
        joined = True
    middle, most = (value_text(measure, _plain(value)) for value in (top / 2, top))
    return Chart(
        tuple(dots),
        tuple(tuple(run) for run in runs),
        tuple(gaps),
        ((0.0, "0"), (0.5, middle), (1.0, most)),
        day_text(trend.points[0].week) if count else "",
        day_text(trend.points[-1].week) if count else "",
    )


def day_text(day: date) -> str:
    """Return a day as people write it: ``"2 Nov"``."""
    return f"{day.day} {day:%b}"


def weeks_text(weeks: tuple[date, ...]) -> str:
    """Return the time that weeks cover: ``"12 weeks, 7 Sep to 29 Nov 2026"``."""
    if not weeks:
        return ""
    last = weeks[-1].fromordinal(weeks[-1].toordinal() + 6)
    count = f"{len(weeks)} week" + ("s" if len(weeks) > 1 else "")
    return f"{count}, {day_text(weeks[0])} to {day_text(last)} {last.year}"


def per_week(trend: Trend) -> str:
    """Return a count's mean a week, over the weeks that are over."""
    over = [point.figure.top for point in trend.points if not point.running]
    if not over or trend.total.value is None:
        return ""
    return f"{sum(over) / len(over):,.0f} a week"


def _plain(value: float) -> Figure:
    return Figure(value, None, None, value, 1.0)
