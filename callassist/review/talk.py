"""Who talked in a call and how: shares, pace, monologues, interruptions, waits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from callassist.review.pauses import Span, excused, unexcused
from callassist.settings.judge import DEAD_AIR_S
from callassist.types import CHANNELS, Channel, other

BRIEF_S = 1.0
"""A turn up to this long ("uh-huh") does not end the other side's run."""
PAUSE_S = 1.5
"""A pause longer than this ends a run of talk."""
ANNOUNCED_WITHIN_S = 15.0
"""How long before a silence it may have been announced."""
_MIN_PACE_S = 1.0

Document = Mapping[str, Any]


def talk_share(document: Document) -> dict[Channel, float | None]:
    """Return each side's share of the time that anybody spoke; ``None`` if nobody did."""
    talk_s = {channel: _talk_s(document, channel) for channel in CHANNELS}
    total_s = sum(talk_s.values())
    return {c: round(talk_s[c] / total_s, 3) if total_s else None for c in CHANNELS}


def interruptions_by(document: Document) -> dict[Channel, int]:
    """Return how often each side cut in."""
    cut = Counter(o["by"] for o in document["overlaps"] if o["kind"] == "interruption")
    return {channel: cut[channel] for channel in CHANNELS}


def longest_monologue(document: Document) -> dict[Channel, dict[str, float] | None]:
    """Return each side's longest run of talk: no long pause, no turn of the other side."""
    return {channel: _longest_run(document, channel) for channel in CHANNELS}


def words_per_minute(document: Document) -> dict[Channel, int | None]:
    """Return each side's pace while it spoke; ``None`` without words."""
    paces: dict[Channel, int | None] = {}
    for channel in CHANNELS:
        words = sum(len(turn["words"]) for turn in _turns(document, channel))
        spoken_s = _talk_s(document, channel)
        known = words > 0 and spoken_s >= _MIN_PACE_S
        paces[channel] = round(60.0 * words / spoken_s) if known else None
    return paces


def waits(document: Document) -> dict[str, Any]:
    """Return the silences between turns that were long enough to be felt.

    Holds and gaps are left out. ``announced`` is true where the agent said so before,
    false where it was found unexplained, and ``None`` where neither is so: the customer may
    have been looking.
    """
    silences = _silences(document)
    lengths_s = [round(end_s - start_s, 1) for start_s, end_s in silences]
    announced = [_announced(document, start_s, end_s) for start_s, end_s in silences]
    return {
        "count": len(silences),
        "longest_s": max(lengths_s, default=0.0),
        "announced": announced.count(True),
        "unexplained": announced.count(False),
        "each": [
            {"at_s": start_s, "length_s": length_s, "announced": told}
            for (start_s, _), length_s, told in zip(silences, lengths_s, announced, strict=True)
        ],
    }


def _announced(document: Document, start_s: float, end_s: float) -> bool | None:
    for finding in document["findings"]:
        at_s = finding["start_s"]
        if finding["kind"] == "wait.unexplained" and start_s - 1.0 <= at_s <= end_s + 1.0:
            return False
    for finding in document["findings"]:
        before_s = start_s - finding["start_s"]
        if finding["kind"] == "wait.announced" and -1.0 <= before_s <= ANNOUNCED_WITHIN_S:
            return True
    return None


def _silences(document: Document) -> list[Span]:
    """Return the silences of at least ``DEAD_AIR_S`` between the first and the last words."""
    silences: list[Span] = []
    quiet_s = float("inf")
    for turn in sorted(document["turns"], key=lambda turn: turn["start_s"]):
        if turn["start_s"] - quiet_s >= DEAD_AIR_S:
            silences.append((quiet_s, turn["start_s"]))
        quiet_s = turn["end_s"] if quiet_s == float("inf") else max(quiet_s, turn["end_s"])
    return [*unexcused(silences, excused(document), DEAD_AIR_S)]


def _longest_run(document: Document, channel: Channel) -> dict[str, float] | None:
    runs: list[list[float]] = []
    breaks = [
        turn["start_s"]
        for turn in _turns(document, other(channel))
        if turn["end_s"] - turn["start_s"] > BRIEF_S
    ]
    for turn in _turns(document, channel):
        start_s, end_s = turn["start_s"], turn["end_s"]
        if runs:
            last = runs[-1]
            answered = any(last[0] < at_s <= start_s for at_s in breaks)
            if start_s - last[1] <= PAUSE_S and not answered:
                last[1] = max(last[1], end_s)
                continue
        runs.append([start_s, end_s])
    if not runs:
        return None
    start_s, end_s = max(runs, key=lambda run: run[1] - run[0])
    return {"at_s": start_s, "length_s": round(end_s - start_s, 1)}


def _turns(document: Document, channel: Channel) -> Sequence[Mapping[str, Any]]:
    turns = (turn for turn in document["turns"] if turn["channel"] == channel)
    return sorted(turns, key=lambda turn: (turn["start_s"], turn["end_s"]))


def _talk_s(document: Document, channel: Channel) -> float:
    spoken_s: float = sum(turn["end_s"] - turn["start_s"] for turn in _turns(document, channel))
    return spoken_s
