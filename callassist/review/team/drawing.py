"""The page's drawings: a trend with its intervals, and a behavior's bar."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from callassist.review.page.svg import element, number, percent, title
from callassist.review.team.chart import Chart
from callassist.review.team.report import BehaviorRow

HEIGHT = 84.0
TOP, BOTTOM = 8.0, 20.0
"""Room above the axis and, for its dates, below."""
LEFT, WIDTH = 44.0, 236.0
RIGHT = 8.0
DOT = 2.6


def trend_drawing(chart: Chart) -> str:
    """Return a trend as SVG: its line, the band of its intervals, its axis from nought."""
    parts = [_line(0.0, 1.0, y, "grid") for y, _ in chart.ticks]
    parts += [
        element("text", text, x=LEFT - 6, y=_y(y) + 3.5, class_="tick", text_anchor="end")
        for y, text in chart.ticks
    ]
    parts += [
        element("line", x1=_x(x), x2=_x(x), y1=_y(0) - 3, y2=_y(0) + 1, class_="gap")
        for x in chart.gaps
    ]
    if chart.first:
        parts.append(element("text", chart.first, x=LEFT, y=HEIGHT - 3, class_="tick"))
    if chart.last != chart.first:
        end = {"x": LEFT + WIDTH, "y": HEIGHT - 3}
        parts.append(element("text", chart.last, **end, class_="tick", text_anchor="end"))
    for run in chart.runs:
        dots = [chart.dots[index] for index in run]
        there = [(dot.x, dot.high) for dot in dots]
        back = [(dot.x, dot.low) for dot in reversed(dots)]
        parts.append(element("polygon", points=_points(there + back), class_="band"))
        solid = [dot for dot in dots if not dot.running]
        if len(solid) > 1:
            line = _points((dot.x, dot.y) for dot in solid)
            parts.append(element("polyline", points=line, class_="line"))
        if len(dots) > 1 and dots[-1].running:
            line = _points((dot.x, dot.y) for dot in dots[-2:])
            parts.append(element("polyline", points=line, class_="line running"))
    for dot in chart.dots:
        place = {"cx": _x(dot.x), "cy": _y(dot.y), "r": DOT}
        kind = "dot running" if dot.running else "dot"
        parts.append(element("circle", title(dot.words), **place, class_=kind))
    view = f"0 0 {number(LEFT + WIDTH + RIGHT)} {number(HEIGHT)}"
    return element("svg", "".join(parts), viewBox=view, class_="trend", aria_hidden="true")


def behavior_bar(row: BehaviorRow, most: int) -> Markup:
    """Return a behavior's opportunities as a bar: taken, put right late, missed.

    Args:
        row: The behavior.
        most: The opportunities of the longest bar.
    """
    parts = []
    start = 0.0
    for name, count in (("given", row.given), ("late", row.late), ("missed", row.missed)):
        share = count / most
        if count:
            at: dict[str, str | float] = {
                "x": percent(start),
                "width": percent(share),
                "y": 0,
                "height": 12,
            }
            parts.append(element("rect", title(f"{count} {name}"), **at, class_=name))
        start += share
    return Markup(element("svg", "".join(parts), class_="bar", height=12, aria_hidden="true"))


def _line(x1: float, x2: float, y: float, kind: str) -> str:
    return element("line", x1=_x(x1), x2=_x(x2), y1=_y(y), y2=_y(y), class_=kind)


def _points(places: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{number(_x(x))},{number(_y(y))}" for x, y in places)


def _x(share: float) -> float:
    return LEFT + WIDTH * share


def _y(share: float) -> float:
    return TOP + (HEIGHT - TOP - BOTTOM) * (1.0 - share)
