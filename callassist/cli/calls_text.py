"""Kept calls as people read them in a terminal, and as data for scripts."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from callassist.errors import CallAssistError
from callassist.review.clock import clock
from callassist.review.pauses import unheard

if TYPE_CHECKING:
    from rich.table import Table

    from callassist.store.summary import CallSummary
    from callassist.types import Mark, Redaction

BARS = "▁▂▃▄▅▆▇█"
BAR_COUNT = 12
_STATES = {"recording": "being recorded", "recovered": "recovered after a crash"}
_MARKS = {"comment": "comment", "good_moment": "good moment", "practice": "to practice"}
_AGE = re.compile(r"(\d{1,5})\s*(d|w|m|y)?")
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}


def calls_table(found: Sequence[CallSummary]) -> Table:
    """Return calls as a table."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("id", no_wrap=True)
    table.add_column("began", no_wrap=True)
    table.add_column("length", justify="right", no_wrap=True)
    table.add_column("title", overflow="ellipsis", no_wrap=True, min_width=12)
    table.add_column("agent", overflow="ellipsis", no_wrap=True)
    table.add_column("score", justify="right", no_wrap=True)
    table.add_column("frustration", no_wrap=True)
    table.add_column("prompts", justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    for call in found:
        cells = (
            call.id,
            when(call),
            "" if call.state == "recording" else clock(call.duration_s),
            call.title,
            call.agent,
            "" if call.score is None else str(call.score),
            curve_text(call.curve),
            str(sum(call.prompts.values()) or ""),
            _remarks(call),
        )
        # As Text: square brackets in a title are no markup.
        table.add_row(*(Text(cell) for cell in cells))
    return table


def when(call: CallSummary) -> str:
    """Return when a call began, in the reader's own time."""
    return f"{call.started_at.astimezone():%Y-%m-%d %H:%M}"


def curve_text(curve: Sequence[float]) -> str:
    """Return a curve of 0 to 1 as small bars, each the highest of its stretch."""
    from callassist.store.summary import sparkline

    highest = sparkline(curve, BAR_COUNT)
    return "".join(BARS[min(len(BARS) - 1, int(level * len(BARS)))] for level in highest)


def _remarks(call: CallSummary) -> str:
    remarks = [_STATES.get(call.state, "")]
    if call.good_moments:
        remarks.append(f"★{call.good_moments}")
    if comments := call.marks - call.good_moments:
        remarks.append(f"✎{comments}")
    if call.notices and call.state == "whole":
        remarks.append("!")
    return " ".join(filter(None, remarks))


def facts_of(
    call: CallSummary, marks: Sequence[Mark], redactions: Sequence[Redaction], damage: str = ""
) -> list[tuple[str, str]]:
    """Return what is known of a call beside its scorecard, a name and a text each.

    Args:
        call: The call.
        marks: Its comments and bookmarks.
        redactions: What was left out.
        damage: What is wrong with its sound, in one line.
    """
    shown = sum(call.prompts.values())
    left_out = Counter(redaction.kind.replace("_", " ") for redaction in redactions)
    sound = f"{call.sound_bytes / 1e6:.1f} MB, sealed" if call.has_sound else "none here"
    facts = [
        ("id", call.id),
        ("began", when(call)),
        ("agent", call.agent or "not known"),
        ("state", _STATES.get(call.state, call.state)),
        ("sound", sound),
        ("prompts", f"{shown} shown, {call.followed} followed" if shown else "none"),
        ("left out", ", ".join(f"{n} × {kind}" for kind, n in left_out.items()) or "nothing"),
    ]
    facts += [("note", notice) for notice in (*call.notices, *([damage] if damage else ()))]
    facts += [(_MARKS[mark.kind], _mark_text(mark)) for mark in marks]
    return facts


def gaps_of(document: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return when a side was not heard, or nothing recorded, a name and a text each."""
    return [
        (
            "gap",
            f"{gap.title}, from {clock(gap.start_s)}" + (f": {gap.reason}" if gap.reason else ""),
        )
        for gap in unheard(document)
    ]


def _mark_text(mark: Mark) -> str:
    author = f" ({mark.author})" if mark.author else ""
    return f"{clock(mark.at_s)} {mark.text}{author}".rstrip()


def summary_data(call: CallSummary) -> dict[str, Any]:
    """Return a call's summary as JSON knows it."""
    data = {field.name: getattr(call, field.name) for field in dataclasses.fields(call)}
    data["started_at"] = call.started_at.isoformat()
    data["curve"] = [round(level, 3) for level in call.curve]
    return data | {"prompts": dict(call.prompts), "notices": list(call.notices)}


def read_age(text: str) -> timedelta:
    """Read an age like ``90d``, ``12w``, ``6m`` or ``1y``.

    Raises:
        CallAssistError: If it is none.
    """
    found = _AGE.fullmatch(text.strip().lower())
    days = int(found[1]) * _DAYS[found[2] or "d"] if found else 0
    if days == 0:
        raise CallAssistError(
            f"'{text}' is no age; write for instance 90d (days), 12w (weeks), 6m or 1y"
        )
    return timedelta(days=days)
