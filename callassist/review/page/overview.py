"""Small drawings of a whole call: for a table, and above the rows of a long one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from callassist.review.clock import clock
from callassist.review.page.curves import curve
from callassist.review.page.drawing import Row
from callassist.review.page.lines import level_word
from callassist.review.page.svg import element, number, percent, title

MOST_POINTS = 600
_CURVE_PX, _CUTS_PX = 44.0, 12.0


def spark(document: Mapping[str, Any], width: int = 120, height: int = 22) -> Markup:
    """Return the course of frustration as a small drawing, for a table."""
    levels = document["frustration"]["level"]
    if not levels:
        return Markup("")
    thin = _thinned(levels, 2 * width)
    path = curve(thin, 0.0, float(len(thin)), height)
    said = f"Frustration at most {100 * max(levels):.0f}: {level_word(max(levels))}"
    inner = element("path", class_="curve", d=path, stroke="url(#heat-small)")
    svg = element(
        "svg", inner, class_="spark", viewBox=f"0 -1 {len(thin)} {height + 2}", width=width,
        height=height, preserveAspectRatio="none", role="img", aria_label=said,
    )  # fmt: skip
    return Markup(svg)


def overview(document: Mapping[str, Any], rows: Sequence[Row], prefix: str) -> Markup:
    """Return a whole call in one narrow drawing, each part a link to its row.

    Above are the times at which somebody cut in, below is the course of frustration.

    Args:
        document: See ``docs/call.schema.json``.
        rows: The rows of the call's timeline.
        prefix: What the ids of the rows begin with.
    """
    length_s = max(1.0, float(document["source"]["duration_s"]))
    cuts = [
        element("line", class_=f"cut {overlap['by']}", x1=x, x2=x, y1=0, y2=_CUTS_PX - 3)
        for overlap in document["overlaps"]
        if overlap["kind"] == "interruption"
        for x in [percent(overlap["start_s"] / length_s)]
    ]
    thin = _thinned(document["frustration"]["level"], MOST_POINTS)
    path = curve(thin, 0.0, float(len(thin)), _CURVE_PX)
    area = f"{path}L{len(thin)} {number(_CURVE_PX)}L0 {number(_CURVE_PX)}Z" if path else ""
    course = element(
        "svg", element("path", class_="area", d=area, fill="url(#heat-overview)")
        + element("path", class_="curve", d=path, stroke="url(#heat-overview)"),
        y=_CUTS_PX, width="100%", height=_CURVE_PX,
        viewBox=f"0 0 {max(1, len(thin))} {number(_CURVE_PX)}", preserveAspectRatio="none",
    )  # fmt: skip
    links = []
    every = -(-len(rows) // 8)
    for index, row in enumerate(rows):
        end_s = min(length_s, row.start_s + row.length_s)
        name = f"{clock(row.start_s)} to {clock(end_s)}"
        share = row.start_s / length_s
        width = percent(end_s / length_s - share)
        box = element(
            "rect", title(name), x=percent(share), width=width, height=_CUTS_PX + _CURVE_PX,
        )  # fmt: skip
        label = element(
            "text", clock(row.start_s), class_="time", x=percent(share), dx=3,
            y=_CUTS_PX + _CURVE_PX + 14,
        )  # fmt: skip
        named = index % every == 0 and share < 0.95
        box += label if named else ""
        links.append(element("a", box, href=f"#{prefix}{index + 1}", aria_label=name))
    svg = element(
        "svg", course + "".join([*cuts, *links]), class_="overview", width="100%",
        height=_CUTS_PX + _CURVE_PX + 18, role="group", aria_label="The whole call",
    )  # fmt: skip
    return Markup(svg)


def _thinned(levels: Sequence[float], most: int) -> list[float]:
    """Return at most about ``most`` levels, the highest of each stretch."""
    step = max(1, len(levels) // most)
    return [max(levels[i : i + step]) for i in range(0, len(levels), step)]
