"""A call as a drawing: who spoke when, overlaps by kind, frustration, prompts, marks.

A long call is drawn as rows, like a score of music, so that nothing has to be scrolled
sideways and a page can be printed.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from markupsafe import Markup

from callassist.review.clock import clock
from callassist.review.event_names import OVERLAPS
from callassist.review.page.curves import curve, outline
from callassist.review.page.lines import MARKS, Anchors, Line
from callassist.review.page.svg import element, number, percent, title
from callassist.types import CHANNELS, Mark, Peaks

ONE_ROW_S = 240.0
"""A call up to this long is one row."""
ROW_STEPS_S = (120.0, 180.0, 240.0, 300.0)
MOST_ROWS = 30
TICK_STEPS_S = (5.0, 10.0, 15.0, 30.0, 60.0, 120.0)
MOST_TICKS = 10
WAVE_COLUMNS = 480
DRAWN = tuple(kind for kind in OVERLAPS if kind != "bleed")
"""Kinds of overlap; a headset's leak is none to anybody who listens."""
_FLAG_PX, _FLAG_NEAR = 17.0, 0.022
_REASON_NEAR = 0.008
_LANE_PX, _GAP_PX, _CURVE_PX, _AXIS_PX = 36.0, 18.0, 72.0, 20.0


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the drawing: its SVG, and where the labels beside it stand, in pixels."""

    svg: Markup
    height_px: float
    labels: tuple[tuple[str, float], ...]
    scale: tuple[tuple[str, float], ...]
    start_s: float
    length_s: float
    levels: str


@dataclass(frozen=True, slots=True)
class _Heights:
    """Where the parts of a row lie, in pixels from its top."""

    flag_rows: int
    marks: bool

    @property
    def marks_px(self) -> float:
        return self.flag_rows * _FLAG_PX

    @property
    def agent_px(self) -> float:
        return self.marks_px + (16.0 if self.marks else 0.0) + 6.0

    @property
    def gap_px(self) -> float:
        return self.agent_px + _LANE_PX

    @property
    def customer_px(self) -> float:
        return self.gap_px + _GAP_PX

    @property
    def curve_px(self) -> float:
        return self.customer_px + _LANE_PX + 14.0

    @property
    def axis_px(self) -> float:
        return self.curve_px + _CURVE_PX

    @property
    def all_px(self) -> float:
        return self.axis_px + _AXIS_PX


class Drawing:
    """Draws one call."""

    def __init__(
        self,
        document: Mapping[str, Any],
        lines: Sequence[Line],
        marks: Sequence[Mark],
        anchors: Anchors,
        peaks: Peaks | None = None,
    ) -> None:
        """Take a call document, its transcript and what else is to be drawn."""
        self._document = document
        self._lines = lines
        self._marks = marks
        self._anchors = anchors
        self._peaks = peaks
        self._gain = [_gain(peaks, side) for side in range(2)] if peaks is not None else [0, 0]
        self._duration_s = max(1.0, float(document["source"]["duration_s"]))
        self._row_s = row_length_s(self._duration_s)
        self._flags = _flag_rows([n for n in lines if n.kind == "prompt"], self._row_s)

    def rows(self) -> list[Row]:
        """Return the rows, in order of time."""
        count = max(1, math.ceil(self._duration_s / self._row_s - 1e-6))
        return [self._row(index * self._row_s) for index in range(count)]

    def overlap_kinds(self) -> list[tuple[str, str]]:
        """Return the kinds of overlap that the call has, with their words, for the legend."""
        seen = {overlap["kind"] for overlap in self._document["overlaps"]}
        return [(kind, OVERLAPS[kind].lower()) for kind in DRAWN if kind in seen]

    def _row(self, start_s: float) -> Row:
        end_s = start_s + self._row_s
        flags = [n for n in self._lines if n.kind == "prompt" and start_s <= n.at_s < end_s]
        levels = max((self._flags[line.anchor] for line in flags), default=-1) + 1
        heights = _Heights(levels, any(start_s <= m.at_s < end_s for m in self._marks))
        drawing = _RowDrawing(start_s, self._row_s, min(end_s, self._duration_s), heights)
        inner = [
            *self._grounds(drawing),
            *self._silences(drawing),
            *self._turns(drawing),
            *self._pauses(drawing),
            *self._overlaps(drawing),
            *self._course(drawing),
            *(self._flag(drawing, line) for line in flags),
            *self._mark_signs(drawing),
            *_axis(drawing),
        ]
        name = f"Timeline from {clock(start_s)} to {clock(drawing.end_s)}"
        svg = element(
            "svg", "".join(inner), class_="row", width="100%", height=heights.all_px,
            role="group", aria_label=name,
        )  # fmt: skip
        labels = (
            ("Prompts", 0.0) if flags else None,
            ("Marks", heights.marks_px) if heights.marks else None,
            ("Agent", heights.agent_px + 10.0),
            ("Customer", heights.customer_px + 10.0),
            ("Frustration", heights.curve_px + _CURVE_PX / 2 - 8.0),
        )
        return Row(
            Markup(svg),
            heights.all_px,
            tuple(label for label in labels if label is not None),
            tuple(
                (f"{100 * level:.0f}", heights.curve_px + _CURVE_PX * (1.0 - level))
                for level in (0.0, 1.0)
            ),
            start_s,
            self._row_s,
            ",".join(str(round(100 * level)) for level in self._levels(drawing)[0]),
        )

    def _grounds(self, row: _RowDrawing) -> Iterator[str]:
        """Draw the lanes, and the sound in them where its outline is known."""
        width = percent(row.share(row.end_s))
        for side, (channel, top) in enumerate(row.lanes()):
            yield element("rect", class_="lane", y=top, width=width, height=_LANE_PX, rx=3)
            if self._peaks is None:
                continue
            path = outline(self._peaks, side, row.start_s, row.length_s, WAVE_COLUMNS)
            if path:
                half = _LANE_PX / 2
                scale = self._gain[side] * (half - 1.0) / 100.0
                wave = element(
                    "path", d=path, transform=f"translate(0 {half}) scale(1 {scale:.3f})"
                )
                yield element(
                    "svg", wave, class_=f"wave {channel}", y=top, width="100%", height=_LANE_PX,
                    viewBox=f"0 0 {WAVE_COLUMNS} {number(_LANE_PX)}", preserveAspectRatio="none",
                )  # fmt: skip

    def _silences(self, row: _RowDrawing) -> Iterator[str]:
        for line in row.of(self._lines, "silence"):
            said = ", ".join(filter(None, (line.text, line.detail)))
            yield element(
                "rect", title(f"{clock(line.at_s)} {said}"), class_="silence", fill="url(#hatch)",
                **row.span(line.at_s, line.end_s), y=row.heights.agent_px,
                height=2 * _LANE_PX + _GAP_PX,
            )  # fmt: skip

    def _pauses(self, row: _RowDrawing) -> Iterator[str]:
        """Draw holds and gaps over their side's lane; what was not recorded over both."""
        tops = dict(row.lanes())
        both = (row.heights.agent_px, 2 * _LANE_PX + _GAP_PX)
        for line in (*row.of(self._lines, "hold"), *row.of(self._lines, "gap")):
            said = ", ".join(filter(None, (line.text, line.detail)))
            fill = {"fill": "url(#hold)"} if line.kind == "hold" else {}
            top, height = (tops[line.side], _LANE_PX) if line.side else both
            yield element(
                "rect", title(f"{clock(line.at_s)} {said}"), class_=line.kind, **fill,
                **row.span(line.at_s, line.end_s), y=top, height=height,
            )  # fmt: skip

    def _turns(self, row: _RowDrawing) -> Iterator[str]:
        tops = dict(row.lanes())
        drawn = "turn wave" if self._peaks is not None else "turn"
        for line in row.of(self._lines, "turn"):
            words = line.text or f"{line.words} words"
            block = element(
                "rect", title(f"{clock(line.at_s)} {line.side}: {words}"),
                class_=f"{drawn} {line.side}", **row.span(line.at_s, line.end_s),
                y=tops[line.side], height=_LANE_PX, rx=3,
            )  # fmt: skip
            yield element("a", block, href=f"#{line.anchor}", tabindex=-1, aria_hidden="true")

    def _overlaps(self, row: _RowDrawing) -> Iterator[str]:
        for overlap in self._document["overlaps"]:
            kind, at_s = overlap["kind"], overlap["start_s"]
            if kind not in DRAWN or not row.holds(at_s):
                continue
            detail = f" ({overlap['evidence']})" if overlap["evidence"] else ""
            text = f"{clock(at_s)} {OVERLAPS[kind]}, by the {overlap['by']}{detail}"
            if kind == "interruption":
                yield element(
                    "rect", class_="cut-in", **row.span(at_s, overlap["end_s"]),
                    y=row.heights.agent_px, height=2 * _LANE_PX + _GAP_PX,
                )  # fmt: skip
            sign = title(text) + element("use", href=f"#o-{kind}-{overlap['by']}")
            group = element(
                "svg", sign, class_=f"overlap {kind}", x=percent(row.share(at_s)),
                y=row.heights.gap_px + _GAP_PX / 2, overflow="visible",
            )  # fmt: skip
            yield element(
                "a", group, href=f"#{self._anchors.at(at_s, overlap['by'])}", tabindex=-1,
                aria_hidden="true",
            )  # fmt: skip

    def _levels(self, row: _RowDrawing) -> tuple[list[float], float]:
        """Return the levels that the row shows, and where the first stands, in hops."""
        course = self._document["frustration"]
        hop_s = course["hop_s"]
        first = max(0, math.floor(row.start_s / hop_s))
        last = math.ceil(row.end_s / hop_s)
        return course["level"][first:last], first - row.start_s / hop_s

    def _course(self, row: _RowDrawing) -> Iterator[str]:
        """Draw the curve of frustration with its reasons."""
        top, hop_s = row.heights.curve_px, self._document["frustration"]["hop_s"]
        for level in (0.0, 0.5, 1.0):
            y = top + _CURVE_PX * (1.0 - level)
            width = percent(row.share(row.end_s))
            yield element("line", class_="level", x2=width, y1=y, y2=y)
        levels, start = self._levels(row)
        width_hops = row.length_s / hop_s
        path = curve(levels, start, row.share(row.end_s) * width_hops, _CURVE_PX)
        if not path:
            return
        x0, x1 = path[1:].split(" ")[0], path.rsplit("L", 1)[-1].split(" ")[0]
        area = f"{path}L{x1} {number(_CURVE_PX)}L{x0} {number(_CURVE_PX)}Z"
        yield element(
            "svg", element("path", class_="area", d=area, fill="url(#heat)")
            + element("path", class_="curve", d=path, stroke="url(#heat)"),
            y=top, width="100%", height=_CURVE_PX,
            viewBox=f"0 0 {number(width_hops)} {number(_CURVE_PX)}", preserveAspectRatio="none",
        )  # fmt: skip
        yield from self._reasons(row, levels, start)

    def _reasons(self, row: _RowDrawing, levels: Sequence[float], start: float) -> Iterator[str]:
        """Draw why the curve moved: a dot on it, for all reasons of one way and one place."""
        course = self._document["frustration"]
        dots: dict[str, list[tuple[float, list[str]]]] = {"rises": [], "eases": []}
        for reason in sorted(course["reasons"], key=lambda reason: float(reason["at_s"])):
            at_s, dots_so = reason["at_s"], dots["rises" if reason["weight"] > 0 else "eases"]
            if row.holds(at_s):
                if not dots_so or row.share(at_s) - row.share(dots_so[-1][0]) > _REASON_NEAR:
                    dots_so.append((at_s, []))
                dots_so[-1][1].extend(filter(None, [reason["text"]]))
        for way, places in dots.items():
            for at_s, texts in places:
                hops = (at_s - row.start_s) / course["hop_s"] - start
                level = float(np.interp(hops, range(len(levels)), levels))
                because = f": {'; '.join(texts)}" if texts else ""
                yield element(
                    "circle", title(f"{clock(at_s)} frustration {way}{because}"),
                    class_=f"reason {way}", cx=percent(row.share(at_s)),
                    cy=row.heights.curve_px + _CURVE_PX * (1.0 - level), r=3.5,
                )  # fmt: skip

    def _flag(self, row: _RowDrawing, line: Line) -> str:
        top = self._flags[line.anchor] * _FLAG_PX
        why = f": {line.detail}" if line.detail else ""
        outcome = f" ({line.outcome})" if line.outcome else ""
        text = f"Prompt {line.number}, {clock(line.at_s)}: {line.text}{outcome}"
        inner = (
            title(text + why)
            + element("path", class_="pole", d=f"M0 0V{number(row.heights.axis_px - top)}")
            + element("rect", class_="cloth", width=18, height=14, rx=2)
            + element("text", str(line.number), x=9, y=10.5, aria_hidden="true")
        )
        flag = element(
            "svg", inner, class_=f"flag {line.style}", x=percent(row.share(line.at_s)), y=top + 0.5,
            overflow="visible",
        )  # fmt: skip
        return element("a", flag, href=f"#{line.anchor}", aria_label=text)

    def _mark_signs(self, row: _RowDrawing) -> Iterator[str]:
        for line in row.of(self._lines, "mark"):
            text = f"{MARKS[line.style]}, {clock(line.at_s)}: {line.text}".removesuffix(": ")
            sign = title(text) + element("use", href=f"#m-{line.style}")
            inner = element(
                "svg", sign, class_="mark", x=percent(row.share(line.at_s)),
                y=row.heights.marks_px + 8.0, overflow="visible",
            )  # fmt: skip
            yield element("a", inner, href=f"#{line.anchor}", aria_label=text)


@dataclass(frozen=True, slots=True)
class _RowDrawing:
    """Seconds of a row as shares of its width."""

    start_s: float
    length_s: float
    end_s: float
    heights: _Heights

    def share(self, at_s: float) -> float:
        """Return where a second stands, 0 to 1."""
        return min(1.0, max(0.0, (at_s - self.start_s) / self.length_s))

    def span(self, start_s: float, end_s: float) -> dict[str, str]:
        """Return ``x`` and ``width`` of a stretch, cut to the row."""
        left, right = self.share(start_s), self.share(end_s)
        return {"x": percent(left), "width": percent(max(right - left, 0.0015))}

    def holds(self, at_s: float) -> bool:
        """Whether a second lies in this row."""
        return self.start_s <= at_s < self.start_s + self.length_s

    def of(self, lines: Iterable[Line], kind: str) -> Iterator[Line]:
        """Yield the lines of a kind that reach into this row."""
        for line in lines:
            begins_here = self.holds(line.at_s)
            goes_on = line.at_s < self.start_s < line.end_s and kind != "mark"
            if line.kind == kind and (begins_here or goes_on):
                yield line

    def lanes(self) -> list[tuple[str, float]]:
        """Return each side's lane with its top, in pixels."""
        return list(zip(CHANNELS, (self.heights.agent_px, self.heights.customer_px), strict=True))


def row_length_s(duration_s: float) -> float:
    """Return how long a row is: the call, or the shortest round length that takes few rows."""
    if duration_s <= ONE_ROW_S:
        return duration_s
    for step_s in ROW_STEPS_S:
        if duration_s <= 6 * step_s:
            return step_s
    step_s = ROW_STEPS_S[-1]
    while duration_s > MOST_ROWS * step_s:
        step_s *= 2
    return step_s


def _axis(row: _RowDrawing) -> Iterator[str]:
    step_s = next(
        (step for step in TICK_STEPS_S if row.length_s / step <= MOST_TICKS), TICK_STEPS_S[-1]
    )
    top = row.heights.axis_px
    at_s = math.ceil(row.start_s / step_s) * step_s
    while at_s <= row.end_s + 1e-6:
        share = row.share(at_s)
        x = percent(share)
        yield element("line", class_="tick", x1=x, x2=x, y1=top, y2=top + 4)
        if share < 0.97:
            yield element(
                "text", clock(at_s), class_="time", x=x, y=top + 16,
                text_anchor="start" if share < 0.01 else "middle",
            )  # fmt: skip
        at_s += step_s


def _flag_rows(prompts: Sequence[Line], row_s: float) -> dict[str, int]:
    """Return in which row each flag flies, so that near ones do not hide each other."""
    rows: dict[str, int] = {}
    last_s = [-math.inf, -math.inf]
    for line in prompts:
        free = [row for row in range(2) if line.at_s - last_s[row] >= _FLAG_NEAR * row_s]
        row = free[0] if free else int(np.argmin(last_s))
        rows[line.anchor] = row
        last_s[row] = line.at_s
    return rows


def _gain(peaks: Peaks, side: int) -> float:
    """Return by how much a side is enlarged, so that quiet lines can be seen."""
    if not peaks.high.shape[1]:
        return 1.0
    loud = float(np.percentile(peaks.high[side], 99.9)) / 127.0
    return min(8.0, 1.0 / max(loud, 0.05))
