"""Holds and gaps of a call: silences that nobody is to blame for."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from callassist.review.clock import clock
from callassist.types import NOT_RECORDED, Channel, Gap, Hold, Overlap

Span = tuple[float, float]
"""From and to, in seconds of the call."""
RECORDING_OFF = "the recording was off"
HOLD_BEGINS_WITHIN_S = 0.5
"""A hold's begin is known to half a second; the last word before it stays."""
VOICE_KNOWN_WITHIN_S = 0.3
"""The voice that ends a hold may have begun so long before its end."""
YIELDED_WITHIN_S = 1.5
"""Who gave way is known so long after they fell silent, at the latest."""


class Unheard(NamedTuple):
    """A time of which one side has no sound, or neither because it was not recorded.

    Attributes:
        channel: Which side; ``None`` for both.
        start_s: From when.
        end_s: Until when.
        what: What is the matter, e.g. ``"agent not heard"``.
        reason: Why, if that is known.
        kind: ``"not_recorded"``, or nothing.
    """

    channel: Channel | None
    start_s: float
    end_s: float
    what: str
    reason: str
    kind: str = ""

    @property
    def title(self) -> str:
        """What is the matter and how long."""
        return f"{self.what.capitalize()} {clock(self.end_s - self.start_s)}"


def unheard(document: Mapping[str, Any]) -> list[Unheard]:
    """Return a call document's gaps; those of what was not recorded once for both sides."""
    found: dict[Unheard, None] = {}
    for gap in document.get("gaps", ()):
        channel, reason = gap["channel"], gap["reason"]
        one = Unheard(channel, gap["start_s"], gap["end_s"], f"{channel} not heard", reason)
        if reason == NOT_RECORDED:
            one = one._replace(
                channel=None, what=NOT_RECORDED, reason=RECORDING_OFF, kind="not_recorded"
            )
        found[one] = None
    return [*found]


def excused(document: Mapping[str, Any]) -> list[Span]:
    """Return a call document's holds and gaps by time, those that touch joined."""
    pauses = [*document.get("holds", ()), *document.get("gaps", ())]
    return _joined((pause["start_s"], pause["end_s"]) for pause in pauses)


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


def music(holds: Iterable[Hold]) -> list[Span]:
    """Return what is surely hold music and no voice; holds that touch are joined."""
    spans = _joined((h.start_s, math.inf if h.end_s is None else h.end_s) for h in holds)
    return [(s + HOLD_BEGINS_WITHIN_S, e - VOICE_KNOWN_WITHIN_S) for s, e in spans]


def is_music(start_s: float, end_s: float, spans: Iterable[Span]) -> bool:
    """Return whether what the customer seemed to say was music, not known as such yet."""
    return any(from_s <= start_s and (start_s + end_s) / 2 < to_s for from_s, to_s in spans)


def by_the_line(overlap: Overlap, holds: Iterable[Hold], gaps: Iterable[Gap]) -> bool:
    """Return whether an overlap was judged by a silence that was the line's or a hold's."""
    starts_s = [hold.start_s for hold in holds] + [gap.start_s for gap in gaps]
    ends_s = [hold.end_s or hold.known_s for hold in holds] + [gap.end_s for gap in gaps]
    return any(
        overlap.start_s < end_s and start_s < overlap.known_s <= end_s + YIELDED_WITHIN_S
        for start_s, end_s in zip(starts_s, ends_s, strict=True)
    )


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Return spans by time, those that touch as one."""
    out: list[Span] = []
    for start_s, end_s in sorted(spans):
        if out and start_s <= out[-1][1]:
            out[-1] = (out[-1][0], max(end_s, out[-1][1]))
        else:
            out.append((start_s, end_s))
    return out
