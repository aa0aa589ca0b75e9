"""Figures with their counts and how sure they are."""

from __future__ import annotations

from dataclasses import dataclass

from callassist.review.team.intervals import count_interval, mean_interval, share_interval
from callassist.review.team.measures import Measure

ENOUGH = 10
"""Of fewer (opportunities, prompts, calls) a share or mean says too little to be shown."""
ENOUGH_HOURS = 1.0
"""A rate per hour needs at least so much."""


@dataclass(slots=True)
class Total:
    """A sum that a figure is made of.

    Attributes:
        top: What is counted or added up.
        bottom: What it is a share, mean or rate of.
        squares: Of what is added up, for means.
    """

    top: float = 0.0
    bottom: float = 0.0
    squares: float = 0.0

    def add(self, top: float, bottom: float = 1.0) -> None:
        """Count one more call."""
        self.top += top
        self.bottom += bottom
        self.squares += top * top

    def merge(self, other: Total) -> None:
        """Count what another sum has."""
        self.top += other.top
        self.bottom += other.bottom
        self.squares += other.squares


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as it is shown.

    Attributes:
        value: The figure; ``None`` where there is too little to tell.
        low: Lower end of its 95 % interval; ``None`` for a plain count or too little.
        high: Upper end.
        top: What was counted (calls, prompts …); for a mean the sum.
        bottom: Out of how many, or in how many hours.
    """

    value: float | None
    low: float | None
    high: float | None
    top: float
    bottom: float

    @property
    def known(self) -> bool:
        """Whether there is enough to tell."""
        return self.value is not None


NOTHING = Figure(None, None, None, 0.0, 0.0)
"""A figure of which not even the counts are shown."""


def figure_of(measure: Measure, total: Total) -> Figure:
    """Return a measure's figure."""
    top, bottom = total.top, total.bottom
    if measure.kind == "count":
        return Figure(top, None, None, top, bottom)
    if bottom < (ENOUGH_HOURS if measure.kind == "rate" else ENOUGH):
        return Figure(None, None, None, top, bottom)
    if measure.kind == "share":
        low, high = share_interval(round(top), round(bottom))
    elif measure.kind == "mean":
        low, high = mean_interval(top, total.squares, round(bottom))
        low, high = max(0.0, low), high if measure.top is None else min(measure.top, high)
    else:
        low, high = (end / bottom for end in count_interval(round(top)))
    return Figure(top / bottom, low, high, top, bottom)


def value_text(measure: Measure, figure: Figure) -> str:
    """Return a figure's value, or a dash where there is too little to tell."""
    if figure.value is None:
        return "–"
    return _number(measure, figure.value) + _unit(measure)


def counts_text(measure: Measure, figure: Figure) -> str:
    """Return what a figure rests on: ``"92 of 148 opportunities"``."""
    if figure == NOTHING:
        return ""
    match measure.kind:
        case "count":
            return ""
        case "share":
            return f"{figure.top:,.0f} of {figure.bottom:,.0f} {measure.of}"
        case "mean":
            return f"{figure.bottom:,.0f} {measure.of}"
        case "rate":
            return f"{figure.top:,.0f} in {figure.bottom:,.1f} h"


def range_text(measure: Measure, figure: Figure) -> str:
    """Return a figure's interval, or that there is too little to tell."""
    if measure.kind == "count":
        return ""
    if figure.low is None or figure.high is None:
        return "too few to tell"
    low, high = _number(measure, figure.low), _number(measure, figure.high)
    return f"{low}–{high}{_unit(measure) if measure.unit == '%' else ''}"


def in_words(measure: Measure, figure: Figure) -> str:
    """Return all of it in a line, for those who do not see the picture."""
    if measure.kind == "count" and figure.known:
        return f"{figure.top:,.0f} {measure.of}"
    counts = counts_text(measure, figure)
    if not figure.known:
        return f"too few to tell: {counts}" if counts else "too few to tell"
    value = value_text(measure, figure)
    return f"{value}, {counts}, 95 % interval {range_text(measure, figure)}"


def _number(measure: Measure, value: float) -> str:
    if measure.unit == "%":
        return f"{100 * value:.0f}"
    if measure.kind == "rate":
        return f"{value:.1f}" if value < 10 and value % 1 else f"{value:.0f}"
    return f"{value:,.0f}"


def _unit(measure: Measure) -> str:
    return " %" if measure.unit == "%" else ""
