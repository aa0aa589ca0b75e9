"""Adds up calls, one after the other: by week, by person, by behavior and by prompt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from callassist.review.team.figures import Total
from callassist.review.team.measures import MeasureId
from callassist.review.team.people import agent_key
from callassist.review.team.reading import CallFigures, PromptCount, has_eased

Totals = dict[MeasureId, Total]
Weeks = dict[date, Totals]


@dataclass(frozen=True, slots=True)
class CallHead:
    """What is known of a call without reading it.

    Attributes:
        agent: Who took it; empty if unknown.
        started_at: When it began.
        score: Its empathy score.
        peak: The customer's highest frustration.
        last: Their frustration in the last stretch.
    """

    agent: str
    started_at: datetime
    score: int | None
    peak: float | None
    last: float | None


@dataclass(slots=True)
class Person:
    """One agent's calls."""

    name: str
    calls: int = 0
    weeks: Weeks = field(default_factory=dict)


def week_of(moment: datetime) -> date:
    """Return the Monday of a week, in the zone of the moment."""
    day = moment.date()
    return day - timedelta(days=day.weekday())


class Tally:
    """The sums of a team. It holds numbers by week and agent, and nothing of a single call.

    Attributes:
        calls: How many calls are in it.
        read: How many of them were read whole.
        unreadable: How many could not be read.
        hours: Hours of the calls that were read.
        weeks: The team's sums by week and measure.
        people: The agents by key; calls of nobody known are only in ``weeks``.
        behaviors: Given, late and missed by behavior.
        prompts: What came of each prompt.
    """

    def __init__(self, *, scores_from_documents: bool = False) -> None:
        """Begin with nothing.

        Args:
            scores_from_documents: Whether a call's score is counted only when the call is read,
                without what may not be shown.
        """
        self._late_scores = scores_from_documents
        self.calls = 0
        self.read = 0
        self.unreadable = 0
        self.hours = 0.0
        self.weeks: Weeks = {}
        self.people: dict[str, Person] = {}
        self.behaviors: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
        self.prompts: defaultdict[str, PromptCount] = defaultdict(PromptCount)

    def add_head(self, head: CallHead) -> None:
        """Count what is known of a call before it is read."""
        self.calls += 1
        key = agent_key(head.agent)
        if key:
            self.people.setdefault(key, Person(" ".join(head.agent.split()))).calls += 1
        for totals in self._totals(head):
            _sum(totals, "calls").add(1)
            if head.score is not None and not self._late_scores:
                _sum(totals, "empathy").add(head.score)
            eased = has_eased(head.peak, head.last)
            if eased is not None:
                _sum(totals, "eased").add(eased)

    def add_document(self, head: CallHead, figures: CallFigures) -> None:
        """Count what was read of a call whose head is counted already."""
        self.read += 1
        self.hours += figures.hours
        taken = sum(given + late for given, late, _ in figures.behaviors.values())
        chances = sum(sum(each) for each in figures.behaviors.values())
        shown = sum(count.shown for count in figures.prompts.values())
        followed = sum(count.followed for count in figures.prompts.values())
        for totals in self._totals(head):
            if figures.score is not None and self._late_scores:
                _sum(totals, "empathy").add(figures.score)
            _sum(totals, "taken").add(taken, chances)
            _sum(totals, "followed").add(followed, shown)
            _sum(totals, "interruptions").add(figures.cut_in, figures.hours)
            _sum(totals, "waits").add(figures.waits, figures.hours)
            if figures.talk is not None:
                _sum(totals, "talk").add(figures.talk)
        for behavior, outcomes in figures.behaviors.items():
            sums = self.behaviors[behavior]
            for place, count in enumerate(outcomes):
                sums[place] += count
        for prompt, came in figures.prompts.items():
            self.prompts[prompt].add(came)

    def _totals(self, head: CallHead) -> Iterator[Totals]:
        """Yield the sums that a call belongs to: its week's, and its agent's of that week."""
        week = week_of(head.started_at)
        yield self.weeks.setdefault(week, {})
        person = self.people.get(agent_key(head.agent))
        if person is not None:
            yield person.weeks.setdefault(week, {})


def all_weeks(weeks: Weeks, measure: MeasureId) -> Total:
    """Return a measure's sum over all weeks."""
    total = Total()
    for totals in weeks.values():
        if measure in totals:
            total.merge(totals[measure])
    return total


def _sum(totals: Totals, measure: MeasureId) -> Total:
    return totals.setdefault(measure, Total())
