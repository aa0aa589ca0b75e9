"""CSV: everything that happened in a call as one tidy table, an event a row (RFC 4180)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass, fields
from typing import Any

from callassist.review.call import ReviewCall
from callassist.review.characters import one_line
from callassist.review.clock import clock
from callassist.review.pauses import unheard
from callassist.review.timeline import Timeline

BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel takes the text for another encoding."""
_FORMULA_STARTS = tuple("=+-@\uff1d\uff0b\uff0d\uff20")
"""And their wide forms, which some spreadsheets take as well."""


@dataclass(frozen=True, slots=True)
class Row:
    """One event; its fields are the table's columns.

    Attributes:
        call: The call's title, so that tables of several calls can be put under each other.
        time: When, as ``m:ss``.
        start_s: When, in seconds.
        end_s: When it ended.
        side: ``agent`` or ``customer``, where it is one side's.
        what: ``turn``, ``overlap``, ``silence``, ``hold``, ``gap``, ``frustration``,
            ``finding``, ``prompt``, ``note``, ``redaction``, ``comment``, ``good_moment``
            or ``practice``.
        kind: Which sort of it, e.g. ``interruption`` or ``closing.rushed``.
        text: What was said, prompted, noted or written.
        detail: What shows it, or who wrote it.
        outcome: What came of a prompt, or whether a silence was announced.
        value: A finding's score, or how much a reason moved the customer's frustration.
        frustration: The customer's frustration at that second, 0 to 100.
    """

    call: str
    time: str
    start_s: float
    end_s: float
    side: str
    what: str
    kind: str = ""
    text: str = ""
    detail: str = ""
    outcome: str = ""
    value: float | None = None
    frustration: int | None = None


def call_csv(call: ReviewCall) -> str:
    """Return a call's events by time as CSV, with a byte order mark and a line of headings.

    A text that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    target = io.StringIO()
    target.write(BYTE_ORDER_MARK)
    writer = csv.writer(target)
    writer.writerow([field.name for field in fields(Row)])
    for row in sorted(_rows(call), key=lambda row: (row.start_s, row.end_s)):
        writer.writerow([_cell(value) for value in astuple(row)])
    return target.getvalue()


def _rows(call: ReviewCall) -> Iterator[Row]:
    table = _Table(call)
    document = call.document
    for turn in document["turns"]:
        yield table.row("turn", turn, turn["channel"], text=turn["text"])
    for overlap in document["overlaps"]:
        yield table.row(
            "overlap", overlap, overlap["by"], kind=overlap["kind"], detail=overlap["evidence"]
        )
    for wait in document["scorecard"]["waits"]["each"]:
        span = {"start_s": wait["at_s"], "end_s": wait["at_s"] + wait["length_s"]}
        told = {True: "announced", False: "unexplained", None: ""}[wait["announced"]]
        yield table.row("silence", span, outcome=told)
    for hold in document.get("holds", ()):
        yield table.row("hold", hold, "customer")
    for gap in unheard(document):
        span = {"start_s": gap.start_s, "end_s": gap.end_s}
        yield table.row("gap", span, gap.channel or "", kind=gap.kind, detail=gap.reason)
    for reason in document["frustration"]["reasons"]:
        moved = "rises" if reason["weight"] > 0 else "eases"
        yield table.row(
            "frustration", reason, "customer", kind=moved, text=reason["text"],
            value=reason["weight"],
        )  # fmt: skip
    for found in document["findings"]:
        yield table.row(
            "finding", found, found["channel"], kind=found["kind"],
            detail="; ".join(found["evidence"]), value=found["score"],
        )  # fmt: skip
    for prompt in document["prompts"]:
        span = {"start_s": prompt["shown_s"], "end_s": prompt["hide_s"]}
        yield table.row(
            "prompt", span, "agent", kind=prompt["id"], text=prompt["say"], detail=prompt["why"],
            outcome=prompt["outcome"] or "open",
        )  # fmt: skip
    for note in document["notes"]:
        yield table.row("note", note, "customer", kind=note["kind"], text=note["text"])
    for redaction in call.redactions:
        span = {"start_s": redaction.start_s, "end_s": redaction.end_s}
        yield table.row("redaction", span, redaction.channel, kind=redaction.kind)
    for mark in call.marks.all() if call.marks is not None else []:
        span = {"start_s": mark.at_s, "end_s": mark.at_s if mark.end_s is None else mark.end_s}
        yield table.row(mark.kind, span, text=mark.text, detail=mark.author)


class _Table:
    """Makes rows of one call."""

    def __init__(self, call: ReviewCall) -> None:
        self._title = call.title
        self._timeline = Timeline(call.document)

    def row(
        self,
        what: str,
        span: Mapping[str, Any],
        side: str = "",
        *,
        kind: str = "",
        text: str = "",
        detail: str = "",
        outcome: str = "",
        value: float | None = None,
    ) -> Row:
        """Return a row; ``span`` has ``start_s`` and ``end_s``, or ``at_s``."""
        start_s = span["at_s"] if "at_s" in span else span["start_s"]
        end_s = span.get("end_s", start_s)
        level = self._timeline.level_at(start_s) if self._timeline.level else None
        return Row(
            self._title, clock(start_s), start_s, end_s, side, what, kind, text, detail, outcome,
            value, None if level is None else round(100 * level),
        )  # fmt: skip


def _cell(value: str | float | None) -> str:
    """Return a value as a cell's text."""
    if value is None:
        return ""
    if isinstance(value, str):
        text = one_line(value)
        return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
    return f"{value:.3f}".rstrip("0").rstrip(".")
