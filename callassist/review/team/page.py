"""The team's figures as one HTML page for a meeting: nothing else is needed, nothing runs."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment
from markupsafe import Markup

from callassist import __version__
from callassist.review.characters import fit
from callassist.review.html import content_policy, inlined, template_environment
from callassist.review.team.chart import axis_top, chart_of, day_text, per_week, weeks_text
from callassist.review.team.drawing import behavior_bar, trend_drawing
from callassist.review.team.figures import ENOUGH, counts_text, in_words, range_text, value_text
from callassist.review.team.measures import BY_ID, PERSONAL
from callassist.review.team.people import MIN_AGENTS, MIN_CALLS
from callassist.review.team.report import PersonRow, TeamReport, Trend

PROMPTS_SHOWN = 6
MOMENTS_SHOWN = 12


def team_page(report: TeamReport, *, words: bool = True) -> str:
    """Return a report as a page that opens anywhere, on screen and on paper.

    It names no call and no customer: titles of calls stay in the store.

    Args:
        report: What to show.
        words: ``False`` leaves out what was said in good moments and what was noted there.
    """
    environment = _environment()
    style = inlined(environment, "team.css")
    page = environment.get_template("team.html.j2").render(
        report=report,
        policy=content_policy(style),
        style=Markup(style),
        version=__version__,
        weeks=weeks_text(report.weeks),
        trends=[_panel(trend, axis_top(trend.measure, [trend])) for trend in report.trends],
        people=_people(report.people),
        bar=behavior_bar,
        most=max((row.given + row.late + row.missed for row in report.behaviors), default=1),
        useful=report.useful[:PROMPTS_SHOWN],
        unheeded=report.unheeded[:PROMPTS_SHOWN],
        moments=report.moments[:MOMENTS_SHOWN] if words else (),
        taken=BY_ID["taken"],
        followed=BY_ID["followed"],
        limits={"enough": ENOUGH, "agents": MIN_AGENTS, "calls": MIN_CALLS},
    )  # fmt: skip
    return fit(page.rstrip("\n"))


def _panel(trend: Trend, top: float) -> dict[str, object]:
    chart = chart_of(trend, top)
    return {
        "measure": trend.measure,
        "value": value_text(trend.measure, trend.total),
        "counts": counts_text(trend.measure, trend.total) or per_week(trend),
        "range": range_text(trend.measure, trend.total),
        "words": in_words(trend.measure, trend.total),
        "svg": Markup(trend_drawing(chart)) if len(chart.dots) > 1 else "",
    }


def _people(rows: tuple[PersonRow, ...]) -> list[dict[str, object]]:
    """Return a group of small charts for each measure, all of a group on one axis."""
    groups = []
    for measure_id in PERSONAL if rows else ():
        own = [next(t for t in row.trends if t.measure.id == measure_id) for row in rows]
        top = axis_top(own[0].measure, own)
        panels = [_panel(trend, top) for trend in own]
        groups.append({"measure": own[0].measure, "panels": list(zip(rows, panels, strict=True))})
    return groups


@cache
def _environment() -> Environment:
    environment = template_environment("callassist.review.team")
    environment.filters["day"] = day_text
    environment.globals |= {
        "value_text": value_text, "counts_text": counts_text, "range_text": range_text,
        "in_words": in_words,
    }  # fmt: skip
    return environment
