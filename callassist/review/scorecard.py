"""A call's scorecard: figures at a glance, opportunities, and the empathy score.

Made from what a call file stores and nothing else, so that a stored call can be scored
again. ``docs/scorecard.md`` explains every figure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from callassist.review.empathy_score import empathy_score
from callassist.review.one_sided import fair, not_heard
from callassist.review.opportunities import opportunities
from callassist.review.talk import (
    interruptions_by,
    longest_monologue,
    talk_share,
    waits,
    words_per_minute,
)
from callassist.settings.measures import ALL_MEASURES, Measures
from callassist.types import CHANNELS

FAIR_REFLECTIONS = 1.0
GOOD_REFLECTIONS = 2.0
"""Reflections to questions: fair and good competence in MITI 4 (Moyers et al. 2014)."""
UNKNOWN = dict.fromkeys(CHANNELS, None)
"""A figure of both sides that takes hearing both."""


def scorecard(document: Mapping[str, Any], measures: Measures = ALL_MEASURES) -> dict[str, Any]:
    """Return the scorecard of a call document.

    Args:
        document: See ``docs/call.schema.json``; a scorecard that it has is not looked at.
        measures: Whose voice may be shown in figures.
    """
    silent = not_heard(document)
    pace = words_per_minute(document)
    if not measures.agent_voice:
        pace["agent"] = None
    if not measures.customer_voice:
        pace["customer"] = None
    return {
        "duration_s": round(document["source"]["duration_s"], 1),
        "not_heard": silent,
        "talk_share": UNKNOWN if silent else talk_share(document),
        "interruptions_by": interruptions_by(document),
        "longest_monologue": UNKNOWN if silent else longest_monologue(document),
        "words_per_minute": pace,
        "waits": waits({**document, "turns": []} if silent else document),
        "frustration": frustration_course(document),
        "reflections_to_questions": reflections_to_questions(document, rated=not silent),
        "prompts": prompt_outcomes(document),
        "empathy": empathy_score(fair(opportunities(document), silent), silent),
    }


def frustration_course(document: Mapping[str, Any]) -> dict[str, float | None]:
    """Return the customer's frustration at the start, at its peak and at the end.

    The start is the level when their first turn has ended: before that nothing is known.
    Of a customer who says nothing all along, nothing is.
    """
    course = document["frustration"]
    level, hop_s = course["level"], course["hop_s"]
    ends_s = [turn["end_s"] for turn in document["turns"] if turn["channel"] == "customer"]
    if not level or not ends_s:
        return {"start": None, "peak": None, "peak_at_s": None, "end": None}
    first = min(len(level) - 1, int(min(ends_s) / hop_s))
    peak = max(range(len(level)), key=level.__getitem__)
    return {
        "start": round(level[first], 2),
        "peak": round(level[peak], 2),
        "peak_at_s": round(peak * hop_s, 1),
        "end": round(level[-1], 2),
    }


def reflections_to_questions(document: Mapping[str, Any], *, rated: bool = True) -> dict[str, Any]:
    """Return how often the agent said something back for each question asked.

    Args:
        document: The call document.
        rated: Whether that is rated; where a side was not heard, nobody can say.
    """
    kinds = Counter(f["kind"] for f in document["findings"] if f["channel"] == "agent")
    reflections, questions = kinds["restate.done"], kinds["question.asked"]
    ratio = reflections / questions if questions else None
    rating = None
    if ratio is not None and rated:
        rating = "below fair"
        if ratio >= FAIR_REFLECTIONS:
            rating = "good" if ratio >= GOOD_REFLECTIONS else "fair"
    return {
        "reflections": reflections,
        "questions": questions,
        "ratio": None if ratio is None else round(ratio, 2),
        "rating": rating,
    }


def prompt_outcomes(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return which prompts were shown, and what came of them."""
    by_id: dict[str, Counter[str]] = {}
    for prompt in document["prompts"]:
        by_id.setdefault(prompt["id"], Counter())[prompt["outcome"] or "open"] += 1
    total: Counter[str] = sum(by_id.values(), Counter())
    return {
        "shown": sum(total.values()),
        "outcomes": dict(total),
        "each": {prompt_id: dict(outcomes) for prompt_id, outcomes in by_id.items()},
    }
