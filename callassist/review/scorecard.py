"""A call's figures at a glance: who talked, who came in on whom, what came of the prompts."""

from __future__ import annotations

from collections import Counter
from typing import Any

from callassist.review.record import CallRecord
from callassist.types import CHANNELS, Channel


def scorecard(record: CallRecord, duration_s: float) -> dict[str, Any]:
    """Return the figures of a closed record.

    Shares are of the time that anybody spoke; a monologue is the longest turn.
    """
    talk_s = {channel: _talk_s(record, channel) for channel in CHANNELS}
    total_s = max(sum(talk_s.values()), 1e-9)
    return {
        "duration_s": round(duration_s, 1),
        "talk_share": {c: round(talk_s[c] / total_s, 3) for c in CHANNELS},
        "interruptions_by": {
            c: sum(o.kind == "interruption" and o.by == c for o in record.overlaps)
            for c in CHANNELS
        },
        "longest_turn_s": {c: round(_longest_s(record, c), 1) for c in CHANNELS},
        "words_per_minute": {c: _pace(record, c) for c in CHANNELS},
        "frustration": _course(record.levels),
        "prompts": {
            "shown": dict(Counter(prompt.id for prompt in record.prompts)),
            "outcomes": dict(Counter(prompt.outcome or "open" for prompt in record.prompts)),
        },
    }


def _talk_s(record: CallRecord, channel: Channel) -> float:
    return sum(t.end_s - t.start_s for t in record.turns if t.channel == channel)


def _longest_s(record: CallRecord, channel: Channel) -> float:
    lengths = [t.end_s - t.start_s for t in record.turns if t.channel == channel]
    return max(lengths, default=0.0)


def _pace(record: CallRecord, channel: Channel) -> int | None:
    words = sum(len(t.words) for t in record.turns if t.channel == channel)
    spoken_s = _talk_s(record, channel)
    return round(60.0 * words / spoken_s) if words and spoken_s >= 1.0 else None


def _course(levels: list[float]) -> dict[str, float | None]:
    if not levels:
        return {"start": None, "peak": None, "end": None}
    return {
        "start": round(levels[0], 2),
        "peak": round(max(levels), 2),
        "end": round(levels[-1], 2),
    }
