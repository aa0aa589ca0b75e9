"""Stretches of a call's sound that cannot be heard any more, and the line that says so.

Such a stretch plays as silence. Words, findings and all else of the call are kept apart from
its sound and stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from callassist.protocols import Sound
from callassist.review.clock import clock
from callassist.review.events import Event
from callassist.types import CHANNELS

Span = tuple[float, float]
TITLE = "Sound damaged"
NEAR_S = 0.05
"""Stretches that are nearer to each other are one."""


def damage_of(
    sound: Sound, duration_s: float, go_on: Callable[[], bool] | None = None
) -> tuple[Span, ...]:
    """Return (start, end) of what is damaged, in seconds and by time; reads the whole sound.

    Args:
        sound: The call's.
        duration_s: The call's length; nothing beyond it is told.
        go_on: Asked often whether to go on; otherwise what was found so far is returned.
    """
    out: list[Span] = []
    for start_s, beyond_s in sorted(sound.damage(go_on)):
        end_s = min(beyond_s, duration_s)
        if start_s >= end_s:
            continue
        if out and start_s <= out[-1][1] + NEAR_S:
            out[-1] = (out[-1][0], max(out[-1][1], end_s))
        else:
            out.append((start_s, end_s))
    return tuple(out)


def damage_events(spans: Sequence[Span]) -> list[Event]:
    """Return what a timeline draws on both lanes."""
    return [
        Event("gap", start_s, end_s, TITLE, 0.3, channel)
        for start_s, end_s in spans
        for channel in CHANNELS
    ]


def damage_line(spans: Sequence[Span]) -> str:
    """Return in one line which seconds of the sound are damaged; empty if none are."""
    if not spans:
        return ""
    start, end = (clock(at_s) for at_s in (spans[0][0], _up(spans[0][1])))
    if len(spans) == 1:
        return f"the sound is damaged from {start} to {end}, and silent there"
    return (
        f"the sound is damaged in {len(spans)} places, the first from {start} to {end}, "
        "and silent there"
    )


def _up(at_s: float) -> float:
    """Return the next whole second, so that a short stretch is not told as no time at all."""
    return float(-int(-at_s // 1))
