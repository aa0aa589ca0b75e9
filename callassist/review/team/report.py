"""The team view's figures, ready to be shown: trends, behaviors, prompts, people, good moments."""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from callassist.review.behaviors import BEHAVIORS
from callassist.review.team.figures import NOTHING, Figure, Total, figure_of
from callassist.review.team.intervals import share_interval
from callassist.review.team.measures import BY_ID, MEASURES, PERSONAL, Measure
from callassist.review.team.people import MIN_CALLS, break_down
from callassist.review.team.reading import PromptCount
from callassist.review.team.tally import Tally, Weeks, all_weeks

TAKEN = BY_ID["taken"]
FOLLOWED = BY_ID["followed"]
WEEK = timedelta(days=7)
EU_NOTE = (
    "EU mode: figures of pace and tone are missing. No voice is measured, since the EU's AI Act "
    "restricts what may be inferred from a voice at work."
)
POLICY_NOTE = (
    "Figures of pace and tone are missing: a policy does not allow the agent's voice to be "
    "measured."
)


@dataclass(frozen=True, slots=True)
class Point:
    """A measure in one week.

    Attributes:
        week: Its Monday.
        figure: The figure.
        running: Whether the week is not over.
    """

    week: date
    figure: Figure
    running: bool = False


@dataclass(frozen=True, slots=True)
class Trend:
    """A measure over the weeks."""

    measure: Measure
    total: Figure
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class BehaviorRow:
    """A behavior's opportunities: taken in time, put right late, missed."""

    id: str
    title: str
    given: int
    late: int
    missed: int
    taken: Figure


@dataclass(frozen=True, slots=True)
class PromptRow:
    """What came of a prompt.

    Attributes:
        id: Its id.
        title: What it says, without what changes from call to call.
        shown: How often it was shown.
        followed: The share after which it was done.
        ignored: The share after which it was not.
        eased: Of the times the customer was at least uneasy: they were calmer 45 s later.
    """

    id: str
    title: str
    shown: int
    followed: Figure
    ignored: Figure
    eased: Figure


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One agent, by name or without."""

    label: str
    named: bool
    calls: int
    trends: tuple[Trend, ...]


@dataclass(frozen=True, slots=True)
class GoodMoment:
    """A moment that somebody bookmarked to show others.

    Attributes:
        call: The call's id, or its file.
        title: The call's title.
        day: When it was.
        at_s: Where in the call.
        note: Why it is good, in the bookmark's words.
        lines: What was said there: ``("customer" or "agent", text)``.
    """

    call: str
    title: str
    day: date
    at_s: float
    note: str
    lines: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class TeamReport:
    """Everything the team view shows.

    Attributes:
        weeks: The Mondays of its weeks, without gaps.
        calls: How many calls it is about.
        read: How many of them were read whole; the others are in the first figures only.
        unreadable: How many could not be read.
        agents: How many agents took them.
        trends: The team's.
        behaviors: Opportunities by behavior, in the order of what they weigh.
        useful: Prompts shown often enough, most followed first.
        unheeded: The same, most ignored first.
        rare: Prompts shown too seldom to tell.
        people: By name or number; never ranked.
        people_note: What to know about them, a line.
        moments: Good moments, the latest first.
        moments_in_all: How many there are.
        agent_voice: Whether the agent's voice may have entered a figure.
        eu_mode: Whether that is so because of the EU mode.
        notices: What a reader must know, a line each.
    """

    weeks: tuple[date, ...]
    calls: int
    read: int
    unreadable: int
    agents: int
    trends: tuple[Trend, ...]
    behaviors: tuple[BehaviorRow, ...]
    useful: tuple[PromptRow, ...]
    unheeded: tuple[PromptRow, ...]
    rare: tuple[PromptRow, ...]
    people: tuple[PersonRow, ...]
    people_note: str
    moments: tuple[GoodMoment, ...] = ()
    moments_in_all: int = 0
    agent_voice: bool = True
    eu_mode: bool = False
    notices: tuple[str, ...] = ()

    @property
    def voice_note(self) -> str:
        """Why figures of voices are missing, one line, or nothing."""
        if self.eu_mode:
            return EU_NOTE
        return "" if self.agent_voice else POLICY_NOTE


def team_report(
    tally: Tally,
    *,
    agreed: Collection[str] = (),
    today: date | None = None,
    titles: Mapping[str, str] | None = None,
    moments: Sequence[GoodMoment] = (),
    moments_in_all: int = 0,
    agent_voice: bool = True,
    eu_mode: bool = False,
    notices: Sequence[str] = (),
    shuffle: random.Random | None = None,
) -> TeamReport:
    """Return a tally as it is shown.

    Args:
        tally: The sums.
        agreed: Keys of the agents who consented to be named.
        today: Tells whether the last week is over; ``None``: it is.
        titles: What prompts say, by id.
        moments: Good moments to show.
        moments_in_all: How many there are.
        agent_voice: Whether the agent's voice may be measured.
        eu_mode: Whether the EU mode holds.
        notices: What else a reader must know.
        shuffle: Deals the numbers of those who are not named.
    """
    weeks = _every(tally.weeks)
    prompts = [_prompt(id, count, titles or {}) for id, count in tally.prompts.items()]
    often = [row for row in prompts if row.followed.known]
    people, note = _people(tally, weeks, agreed, today, shuffle)
    return TeamReport(
        weeks=weeks,
        calls=tally.calls,
        read=tally.read,
        unreadable=tally.unreadable,
        agents=len(tally.people),
        trends=tuple(_trend(each, tally.weeks, weeks, today) for each in MEASURES),
        behaviors=tuple(_behaviors(tally)),
        useful=tuple(sorted(often, key=lambda row: (-_surely(row.followed), row.title))),
        unheeded=tuple(sorted(often, key=lambda row: (-_surely(row.ignored), row.title))),
        rare=tuple(sorted((p for p in prompts if not p.followed.known), key=lambda p: p.title)),
        people=people,
        people_note=note,
        moments=tuple(moments),
        moments_in_all=moments_in_all,
        agent_voice=agent_voice,
        eu_mode=eu_mode,
        notices=tuple(notices),
    )


def _every(found: Weeks) -> tuple[date, ...]:
    """Return all weeks from the first to the last, those without calls, too."""
    if not found:
        return ()
    first, last = min(found), max(found)
    return tuple(first + number * WEEK for number in range((last - first) // WEEK + 1))


def _trend(measure: Measure, found: Weeks, weeks: Sequence[date], today: date | None) -> Trend:
    points = []
    for week in weeks:
        figure = figure_of(measure, found.get(week, {}).get(measure.id, Total()))
        points.append(Point(week, figure, today is not None and today < week + WEEK))
    return Trend(measure, figure_of(measure, all_weeks(found, measure.id)), tuple(points))


def _personal(trend: Trend, found: Weeks) -> Trend:
    """Return a trend of one person's, without counts where there is too little to tell."""

    def shown(figure: Figure, calls: float) -> Figure:
        return figure if figure.known and calls >= MIN_CALLS else NOTHING

    calls = {week: totals.get("calls", Total()).top for week, totals in found.items()}
    points = tuple(
        replace(point, figure=shown(point.figure, calls.get(point.week, 0.0)))
        for point in trend.points
    )
    return replace(trend, total=shown(trend.total, sum(calls.values())), points=points)


def _behaviors(tally: Tally) -> list[BehaviorRow]:
    rows = []
    for behavior in BEHAVIORS:
        given, late, missed = tally.behaviors.get(behavior.id, (0, 0, 0))
        if given + late + missed:
            taken = figure_of(TAKEN, Total(given + late, given + late + missed))
            rows.append(BehaviorRow(behavior.id, behavior.title, given, late, missed, taken))
    return rows


def _prompt(prompt_id: str, count: PromptCount, titles: Mapping[str, str]) -> PromptRow:
    name = prompt_id.replace("_", " ")
    return PromptRow(
        prompt_id,
        titles.get(prompt_id) or name[:1].upper() + name[1:],
        count.shown,
        figure_of(FOLLOWED, Total(count.followed, count.shown)),
        figure_of(FOLLOWED, Total(count.ignored, count.shown)),
        figure_of(FOLLOWED, Total(count.eased, count.tense)),
    )


def _surely(figure: Figure) -> float:
    """Return what a share is at least: few are not put before many."""
    return share_interval(round(figure.top), round(figure.bottom))[0]


def _people(
    tally: Tally,
    weeks: Sequence[date],
    agreed: Collection[str],
    today: date | None,
    shuffle: random.Random | None,
) -> tuple[tuple[PersonRow, ...], str]:
    counts = {key: person.calls for key, person in tally.people.items()}
    names = {key: person.name for key, person in tally.people.items()}
    parted = break_down(counts, names, agreed, shuffle)
    rows = []
    for key, label in parted.labels.items():
        person = tally.people[key]
        trends = tuple(
            _personal(_trend(BY_ID[id], person.weeks, weeks, today), person.weeks)
            for id in ("calls", *PERSONAL)
        )
        rows.append(PersonRow(label, key in parted.named, person.calls, trends))
    return tuple(rows), parted.why or _note(len(parted.named), len(rows), parted.left_out)


def _note(named: int, shown: int, left_out: int) -> str:
    lines = []
    if named:
        lines.append(f"{named} agreed to be named.")
    if shown > named:
        others = "The others" if named else "Nobody agreed to be named, so they"
        lines.append(f"{others} have numbers, dealt anew each time.")
    if left_out:
        verb = "is" if left_out == 1 else "are"
        lines.append(f"{left_out} more {verb} in the team’s figures only.")
    return " ".join(lines)
