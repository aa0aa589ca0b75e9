"""Holds and gaps of a call: silences that nobody is to blame for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from callassist.types import Gap, Hold, Overlap

Span = tuple[float, float]
"""From and to, in seconds of the call."""
YIELDED_WITHIN_S = 1.5
"""Who gave way is known so long after they fell silent, at the latest."""


def excused(document: Mapping[str, Any]) -> list[Span]:
    """Return a call document's holds and gaps by time, those that touch joined."""
    spans: list[Span] = []
    pauses = [*document.get("holds", ()), *document.get("gaps", ())]
    for start_s, end_s in sorted((pause["start_s"], pause["end_s"]) for pause in pauses):
        if spans and start_s <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end_s, spans[-1][1]))
        else:
            spans.append((start_s, end_s))
    return spans


def unexcused(silences: Iterable[Span], spans: Iterable[Span], min_s: float) -> Iterator[Span]:
    """Yield what is left of silences without ``spans``, as far as it lasts ``min_s`` or more."""
    out = [*spans]
    for start_s, end_s in silences:
        at_s = start_s
        for from_s, until_s in out:
            if until_s <= at_s or from_s >= end_s:
                continue
            if from_s - at_s >= min_s:
                yield at_s, from_s
            at_s = max(at_s, until_s)
        if end_s - at_s >= min_s:
            yield at_s, end_s


def by_the_line(overlap: Overlap, holds: Iterable[Hold], gaps: Iterable[Gap]) -> bool:
    """Return whether an overlap was judged by a silence that was the line's or a hold's."""
    starts_s = [hold.start_s for hold in holds] + [gap.start_s for gap in gaps]
    ends_s = [hold.end_s or hold.known_s for hold in holds] + [gap.end_s for gap in gaps]
    return any(
        overlap.start_s < end_s and start_s < overlap.known_s <= end_s + YIELDED_WITHIN_S
        for start_s, end_s in zip(starts_s, ends_s, strict=True)
    )
