"""The empathy score of a call: which share of its opportunities was taken, by weight.

``docs/scorecard.md`` says why it is made so and what it cannot say. No emotion of the
agent enters it: only timing, pace, loudness and words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from callassist.review.behaviors import BEHAVIORS, Behavior
from callassist.review.opportunities import Opportunity
from callassist.types import Channel

ENOUGH = 20.0
"""The weight that all opportunities must have together, or there is too little to say."""


def counted_weight(weight: float, size: float) -> float:
    """Return what a behavior counts for after ``size`` opportunities: half of it after one.

    It grows as n / (n + 1). So what was needed often counts more than what was needed
    once, no part swallows the others, and taking one more opportunity never lowers the
    score, whatever the other parts say.
    """
    return weight * size / (size + 1.0)


def empathy_score(
    found: Mapping[str, Sequence[Opportunity]], silent: Sequence[Channel] = ()
) -> dict[str, Any]:
    """Return the score and its parts, as they stand in a call file.

    Args:
        found: Each behavior's opportunities.
        silent: Sides that were not heard at all; then there is no score.

    Returns:
        ``score`` 0 to 100 (``None``: too little to say), ``opportunities`` that it rests
        on, ``says`` in a line, and ``parts``, whose ``points`` add up to the score.
    """
    seen = [(behavior, found[behavior.id]) for behavior in BEHAVIORS if found.get(behavior.id)]
    weights = {behavior.id: counted_weight(behavior.weight, _size(each)) for behavior, each in seen}
    total = sum(weights.values())
    parts = [_part(behavior, each, weights[behavior.id], total) for behavior, each in seen]
    exact = sum(
        100.0 * weights[behavior.id] * _worth(each) / (_size(each) * total)
        for behavior, each in seen
        if weights[behavior.id]
    )
    count = sum(bool(each.size) for behavior, items in seen for each in items if behavior.weight)
    score = round(exact) if total >= ENOUGH and not silent else None
    says = f"{silent[0]} not heard" if silent else _says(score, count)
    return {"score": score, "opportunities": count, "says": says, "parts": parts}


def _size(found: Sequence[Opportunity]) -> float:
    return sum(each.size for each in found)


def _worth(found: Sequence[Opportunity]) -> float:
    return sum(each.worth for each in found)


def _part(
    behavior: Behavior, found: Sequence[Opportunity], weight: float, total: float
) -> dict[str, Any]:
    """Return one part, open to its moments and what it would have taken."""
    size, worth = _size(found), _worth(found)
    share = worth / size if size else None
    of_points = 100.0 * weight / total if total else 0.0
    outcomes = [each.outcome for each in found]
    return {
        "id": behavior.id,
        "title": behavior.title,
        "prompt": behavior.prompt,
        "weight": behavior.weight,
        "given": outcomes.count("given") + outcomes.count("half"),
        "late": outcomes.count("late"),
        "missed": outcomes.count("missed"),
        "not_needed": outcomes.count("not_needed"),
        "share": None if share is None else round(share, 3),
        "points": round(of_points * (share or 0.0), 1),
        "of_points": round(of_points, 1),
        "moments": [
            {
                "at_s": each.at_s,
                "finding": each.kind,
                "outcome": each.outcome,
                "size": each.size,
                "worth": each.worth,
                "evidence": list(each.evidence),
            }
            for each in found
        ],
        "takes": behavior.takes if worth < size else "",
    }


def _says(score: int | None, count: int) -> str:
    if score is not None:
        return f"{score} of 100, from {count} opportunities"
    plural = "opportunity" if count == 1 else "opportunities"
    return f"too little to say: {count} {plural} in this call"
