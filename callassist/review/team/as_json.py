"""The team view's figures as JSON."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from callassist.review.characters import writable
from callassist.review.team.figures import NOTHING, Figure
from callassist.review.team.report import PromptRow, TeamReport, Trend

SCHEMA = "callassist.team/1"
_NAMES = ("value", "low", "high", "count", "of")


def team_json(report: TeamReport) -> dict[str, Any]:
    """Return a report as a JSON value; ``value`` is null where there is too little to tell."""
    found: dict[str, Any] = {
        "schema": SCHEMA,
        "weeks": [_day(week) for week in report.weeks],
        "calls": report.calls,
        "read": report.read,
        "unreadable": report.unreadable,
        "agents": report.agents,
        "trends": [_trend(trend) for trend in report.trends],
        "behaviors": [
            {
                "id": row.id,
                "title": row.title,
                "given": row.given,
                "late": row.late,
                "missed": row.missed,
                "taken": _figure(row.taken),
            }
            for row in report.behaviors
        ],
        "prompts": [_prompt(row) for row in (*report.useful, *report.rare)],
        "people": [
            {
                "label": row.label,
                "named": row.named,
                "calls": row.calls,
                "trends": [_trend(trend) for trend in row.trends],
            }
            for row in report.people
        ],
        "people_note": report.people_note,
        "good_moments": [{**asdict(moment), "day": _day(moment.day)} for moment in report.moments],
        "good_moments_in_all": report.moments_in_all,
        "notices": [*report.notices, *filter(None, [report.voice_note])],
    }
    written: dict[str, Any] = writable(found)
    return written


def _trend(trend: Trend) -> dict[str, Any]:
    return {
        "id": trend.measure.id,
        "title": trend.measure.title,
        "kind": trend.measure.kind,
        "total": _figure(trend.total),
        "weeks": [
            {"week": _day(point.week), "running": point.running, **_figure(point.figure)}
            for point in trend.points
        ],
    }


def _prompt(row: PromptRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "title": row.title,
        "shown": row.shown,
        "followed": _figure(row.followed),
        "ignored": _figure(row.ignored),
        "eased": _figure(row.eased),
    }


def _figure(figure: Figure) -> dict[str, float | None]:
    if figure == NOTHING:
        return dict.fromkeys(_NAMES)
    ends = (figure.value, figure.low, figure.high, figure.top, figure.bottom)
    return {
        name: None if end is None else round(end, 4) for name, end in zip(_NAMES, ends, strict=True)
    }


def _day(day: date) -> str:
    return day.isoformat()
