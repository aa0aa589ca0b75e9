"""Which behaviors to practice again, and when: Leitner's boxes.

Each behavior lies in a box, 1 to 5. A right answer moves it one box up, a wrong one back to
box 1, an answer that is right in part leaves it. The higher the box, the longer the rest
(Sebastian Leitner, "So lernt man lernen", 1972): what goes well is asked seldom, what does
not comes again soon.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from callassist.review.practice.answers import IN_PART, RIGHT
from callassist.review.practice.catalogue import practice_behaviors
from callassist.review.practice.moments import Moment

REST_DAYS = (0, 1, 3, 7, 14)
"""How long the behavior of each box rests."""
BOXES = len(REST_DAYS)
EXPLAINED = (
    "Right moves a behavior up a box, wrong puts it back into the first. "
    f"It comes again after {', '.join(map(str, REST_DAYS[1:]))} days; the first box at once."
)


Way = Literal["choice", "typed", "spoken"]


@dataclass(frozen=True, slots=True)
class Attempt:
    """One answer of a trainee's.

    Attributes:
        behavior: What was practiced: a prompt's id.
        score: 1 right, 0.5 in part, 0 not yet.
        way: How it was answered.
        made_at: When, with a zone.
    """

    behavior: str
    score: float
    way: Way
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Progress:
    """How a trainee does at one behavior.

    Attributes:
        behavior: A prompt's id.
        box: 1 to 5.
        scores: Every answer's score, oldest first.
        due_at: When it is to be practiced again; ``None``: never practiced, so at once.
    """

    behavior: str
    box: int
    scores: tuple[float, ...]
    due_at: datetime | None

    @property
    def count(self) -> int:
        """How many answers there are."""
        return len(self.scores)

    @property
    def right(self) -> int:
        """How many of them were right."""
        return sum(score >= RIGHT for score in self.scores)

    def is_due(self, now: datetime) -> bool:
        """Return whether it is to be practiced."""
        return self.due_at is None or self.due_at <= now


def progress_of(attempts: Iterable[Attempt]) -> dict[str, Progress]:
    """Return the progress at every behavior, practiced or not; attempts in any order."""
    each: dict[str, list[Attempt]] = {id_: [] for id_ in practice_behaviors()}
    for attempt in attempts:
        if attempt.behavior in each:
            each[attempt.behavior].append(attempt)
    return {id_: _progress(id_, found) for id_, found in each.items()}


def _progress(behavior: str, attempts: list[Attempt]) -> Progress:
    ordered = sorted(attempts, key=lambda attempt: attempt.made_at)
    box = 1
    for attempt in ordered:
        if attempt.score >= RIGHT:
            box = min(BOXES, box + 1)
        elif attempt.score < IN_PART:
            box = 1
    scores = tuple(attempt.score for attempt in ordered)
    if not ordered:
        return Progress(behavior, box, scores, None)
    due_at = ordered[-1].made_at + timedelta(days=REST_DAYS[box - 1])
    return Progress(behavior, box, scores, due_at)


def by_need(
    moments: Sequence[Moment], progress: Mapping[str, Progress], now: datetime
) -> list[Moment]:
    """Return moments in the order of need: due and in low boxes first, then by weight."""

    def need(moment: Moment) -> tuple[bool, int, float]:
        known = progress.get(moment.behavior)
        if known is None:
            return False, 1, -moment.weight
        return not known.is_due(now), known.box, -moment.weight

    return sorted(moments, key=need)
