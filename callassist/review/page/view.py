"""What the template is given of each call."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from markupsafe import Markup

from callassist.review.call import ReviewCall
from callassist.review.characters import one_line
from callassist.review.event_names import OUTCOMES
from callassist.review.page.drawing import Drawing, Row
from callassist.review.page.lines import Anchors, Line, transcript
from callassist.review.page.overview import overview, spark
from callassist.review.page.story import Fact, story
from callassist.review.page.wordless import without_text, without_words
from callassist.review.timeline import Timeline

_RESULTS = {
    "given": "done",
    "half": "half done",
    "late": "put right later",
    "missed": "missed",
    "not_needed": "not needed",
}


@dataclass(slots=True)
class CallView:
    """One call, ready to be laid into the page.

    Attributes:
        id: Unique in the page; ids of its lines begin with it.
        title: The call's name, in one clean line.
        facts: What is known of it: label and text.
        notices: What a reader must know.
        story: Its story in a few sentences.
        card: Its scorecard, see ``docs/call.schema.json``.
        parts: The scorecard's parts that count.
        extras: The parts that are shown and do not count.
        rows: Its timeline.
        overlap_kinds: The kinds of overlap drawn: kind and words.
        has_silences: Whether silences are drawn.
        has_holds: Whether holds are drawn.
        has_gaps: Whether gaps are drawn.
        lines: Its transcript.
        anchors: Finds the line of a second.
        spark: Its course of frustration as a small drawing.
        overview: The whole call in one narrow drawing, where it has several rows.
        hard_s: The second of the first hard moment.
        has_prompts: Whether prompts are drawn.
        asked: How many prompts, praise aside, had which outcome, in words.
        sound: Its sound as a ``data:`` address, or nothing.
    """

    id: str
    title: str
    agent: str
    date: str
    facts: list[tuple[str, str]]
    notices: list[str]
    story: list[Fact]
    card: Mapping[str, Any]
    parts: list[dict[str, Any]]
    extras: list[dict[str, Any]]
    rows: list[Row]
    overlap_kinds: list[tuple[str, str]]
    has_silences: bool
    has_holds: bool
    has_gaps: bool
    lines: list[Line]
    anchors: Anchors
    spark: Markup
    overview: Markup
    hard_s: float | None
    has_prompts: bool
    asked: Counter[str]
    sound: str = ""

    @staticmethod
    def outcome(outcome: str) -> str:
        """Return an outcome of the scorecard's prompts in words."""
        return OUTCOMES.get(None if outcome == "open" else outcome, outcome)


def call_view(call: ReviewCall, number: int, *, words: bool = True) -> CallView:
    """Return the call as the template takes it.

    Args:
        call: The call.
        number: Its number in the page, from 1.
        words: ``False`` leaves out what was said, noted or written.
    """
    document = call.document if words else without_words(call.document)
    marks = sorted(call.marks.all(), key=lambda mark: mark.at_s) if call.marks is not None else []
    marks = marks if words else without_text(marks)
    name = f"c{number}"
    lines = transcript(document, marks, name)
    anchors = Anchors(lines, name)
    drawing = Drawing(document, lines, marks, anchors, call.peaks)
    rows = drawing.rows()
    parts = [_part(part) for part in document["scorecard"]["empathy"]["parts"]]
    hard = Timeline(document).first_hard_moment()
    return CallView(
        id=name,
        title=one_line(call.title) or "A call",
        agent=one_line(call.agent),
        date=date_text(call.started_at),
        facts=_facts(call),
        notices=[one_line(notice) for notice in call.notices],
        story=story(document, hard),
        card=document["scorecard"],
        parts=[part for part in parts if part["of_points"]],
        extras=[part for part in parts if not part["of_points"]],
        rows=rows,
        overlap_kinds=drawing.overlap_kinds(),
        has_silences=any(line.kind == "silence" for line in lines),
        has_holds=any(line.kind == "hold" for line in lines),
        has_gaps=any(line.kind == "gap" for line in lines),
        lines=lines,
        anchors=anchors,
        spark=spark(document),
        overview=overview(document, rows, f"{name}-r") if len(rows) > 1 else Markup(""),
        hard_s=None if hard is None else hard.at_s,
        has_prompts=bool(document["prompts"]),
        asked=Counter(n.outcome for n in lines if n.kind == "prompt" and n.outcome),
    )


def date_text(started_at: str) -> str:
    """Return an ISO 8601 date as people write it, or nothing."""
    try:
        began = datetime.fromisoformat(started_at)
    except ValueError:
        return ""
    return f"{began.day} {began:%B %Y, %H:%M}"


def _facts(call: ReviewCall) -> list[tuple[str, str]]:
    engine, pack = call.document["engine"], call.document["pack"]
    recording = Path(call.document["source"]["path"]).name
    facts = [
        ("Recording", recording if recording != call.title else ""),
        ("Heard by", f"{engine['name']} ({engine['model']})"),
        ("Prompt pack", f"{pack['id']}, version {pack['version']}"),
        ("Call", call.call_id),
        ("Redacted", _stretches(len(call.redactions))),
    ]
    return [(label, one_line(text)) for label, text in facts if text]


def _stretches(count: int) -> str:
    return f"{count} {'stretch' if count == 1 else 'stretches'}" if count else ""


def _part(part: Mapping[str, Any]) -> dict[str, Any]:
    """Return a part of the scorecard with its moments in words."""
    moments = [
        {
            "at_s": moment["at_s"],
            "outcome": moment["outcome"],
            "result": _RESULTS[moment["outcome"]],
            "evidence": [one_line(text) for text in moment["evidence"]],
        }
        for moment in part["moments"]
    ]
    counts = {
        "done": part["given"],
        "put right": part["late"],
        "missed": part["missed"],
        "not needed": part["not_needed"],
    }
    return {
        "title": part["title"],
        "takes": part["takes"],
        "points": part["points"],
        "of_points": part["of_points"],
        "counts": ", ".join(f"{count} {what}" for what, count in counts.items() if count),
        "missed": part["missed"],
        "late": part["late"],
        "moments": moments,
    }
