"""What a team's calls are measured by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from callassist.review.behaviors import BEHAVIORS

Kind = Literal["count", "share", "mean", "rate"]
MeasureId = Literal[
    "calls", "empathy", "eased", "taken", "followed", "interruptions", "talk", "waits"
]

UPSET_LEVEL = 0.5
"""From here on a customer counts as upset at some time of the call (the gauge's third quarter)."""
EASED_TO = 0.5
"""Their frustration has eased if the call's last stretch is at most so much of its peak."""
PROMPT_EASED_BY = 0.1
PROMPT_EASED_AFTER_S = 45.0
"""After a prompt it has eased if, so long after, it is lower by so much."""

VOICE_BEHAVIORS = frozenset({"pace", "tone"})
"""Judged by how fast or loud the agent spoke, in part at least."""
VOICE_PROMPTS = frozenset(each.prompt for each in BEHAVIORS if each.id in VOICE_BEHAVIORS)


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of calls.

    Attributes:
        id: Its name in JSON.
        title: Its name for people.
        kind: How it is counted: a count, a share of something, a mean, a rate per hour.
        unit: What follows its value.
        of: What it is a share or mean of, or the hours it is counted in.
        explained: What it means, a sentence.
        top: The most it can be; ``None`` where there is no most.
    """

    id: MeasureId
    title: str
    kind: Kind
    unit: str
    of: str
    explained: str
    top: float | None


MEASURES: tuple[Measure, ...] = (
    Measure("calls", "Calls", "count", "", "calls", "Calls that were kept.", None),
    Measure(
        "empathy", "Empathy score", "mean", "", "scored calls",
        "Mean of the calls' empathy scores, 0 to 100; calls with too little to say have none.",
        100.0,
    ),
    Measure(
        "eased", "Frustration eased", "share", "%", "upset calls",
        "Of the calls in which the customer was upset: those that ended at half of the peak "
        "or less.", 1.0,
    ),
    Measure(
        "taken", "Opportunities taken", "share", "%", "opportunities",
        "Of the moments that called for something: those where it was done, late ones included.",
        1.0,
    ),
    Measure(
        "followed", "Prompts followed", "share", "%", "prompts",
        "Of the prompts that were shown: those after which it was done.", 1.0,
    ),
    Measure(
        "interruptions", "Cutting in", "rate", "an hour", "hours of calls",
        "How often the agent cut in, per hour of calls.", None,
    ),
    Measure(
        "talk", "Agent’s talk share", "mean", "%", "calls",
        "Mean share of the talking that was the agent’s; neither more nor less is better.", 1.0,
    ),
    Measure(
        "waits", "Unexplained waits", "rate", "an hour", "hours of calls",
        "Silences that nobody explained, per hour of calls.", None,
    ),
)  # fmt: skip
BY_ID = {measure.id: measure for measure in MEASURES}
PERSONAL: tuple[MeasureId, ...] = ("empathy", "eased", "taken", "followed", "interruptions")
"""Shown by person."""
