"""The lines of a call's transcript: turns, prompts, silences and marks in order of time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from callassist.review.characters import one_line
from callassist.review.clock import clock
from callassist.review.event_names import OUTCOMES
from callassist.review.pauses import unheard
from callassist.types import Mark

LineKind = Literal["turn", "prompt", "silence", "hold", "gap", "mark"]

TAKEN = frozenset({"followed", "helped"})
MARKS = {"comment": "Comment", "good_moment": "Good moment", "practice": "To practice"}
_NOTED = {
    "name": "name", "number": "number", "date": "date", "amount": "amount", "tried": "tried",
}  # fmt: skip
LEVEL_WORDS = ("calm", "uneasy", "upset", "very upset")
_ORDER = {"silence": 0, "hold": 0, "gap": 0, "turn": 1, "prompt": 2, "mark": 3}


@dataclass(slots=True)
class Line:
    """One line of the transcript.

    Attributes:
        kind: What it is.
        at_s: When it begins.
        end_s: When it ends.
        anchor: Its id in the page.
        side: Whose turn it is.
        text: The words, the prompt, or the comment.
        detail: Why a prompt came, or who made a mark.
        outcome: What came of a prompt, in words.
        style: Classes that say how it looks.
        number: A prompt's number in the call, from 1.
        cut_in: Whether the turn cut into the other side's.
        words: How many words the turn has.
        level: The customer's frustration as the turn ends, in quarters 0 to 3.
        noted: Facts that the customer gave in the turn: kind and text.
    """

    kind: LineKind
    at_s: float
    end_s: float
    anchor: str = ""
    side: str = ""
    text: str = ""
    detail: str = ""
    outcome: str = ""
    style: str = ""
    number: int = 0
    cut_in: bool = False
    words: int = 0
    level: int | None = None
    noted: list[tuple[str, str]] = field(default_factory=list)


def quarter(level: float) -> int:
    """Return the quarter that a level of frustration lies in: 0 calm to 3 very upset."""
    return min(3, int(level * 4))


def level_word(level: float) -> str:
    """Return a level of frustration in words."""
    return LEVEL_WORDS[quarter(level)]


def transcript(document: Mapping[str, Any], marks: Sequence[Mark], prefix: str) -> list[Line]:
    """Return a call's lines by time; their anchors begin with ``prefix``."""
    turns = [_turn(document, turn) for turn in document["turns"]]
    _note(turns, document["notes"])
    _cut_in(turns, document["overlaps"])
    lines = [*turns, *_prompts(document), *_silences(document), *_pauses(document)]
    lines += [_mark(mark) for mark in marks]
    lines.sort(key=lambda line: (line.at_s, _ORDER[line.kind]))
    for number, line in enumerate(lines, 1):
        line.anchor = f"{prefix}l{number}"
    return lines


class Anchors:
    """Finds the line that a second of the call belongs to."""

    def __init__(self, lines: Sequence[Line], otherwise: str) -> None:
        """Take a call's lines; ``otherwise`` is the anchor where there is none."""
        self._turns = [line for line in lines if line.kind == "turn"]
        self._starts_s = [line.at_s for line in self._turns]
        self._otherwise = otherwise

    def at(self, at_s: float, side: str = "") -> str:
        """Return the anchor of the last turn (of a side, if named) begun by ``at_s``."""
        index = bisect_right(self._starts_s, at_s + 0.05) - 1
        for line in reversed(self._turns[max(0, index - 3) : index + 1]):
            if not side or line.side == side:
                return line.anchor
        if self._turns:
            return self._turns[max(0, index)].anchor
        return self._otherwise


def _turn(document: Mapping[str, Any], turn: Mapping[str, Any]) -> Line:
    course = document["frustration"]
    levels = course["level"]
    level = levels[min(len(levels) - 1, int(turn["end_s"] / course["hop_s"]))] if levels else None
    return Line(
        "turn",
        turn["start_s"],
        turn["end_s"],
        side=turn["channel"],
        text=one_line(turn["text"]),
        words=len(turn["words"]),
        level=None if level is None else quarter(level),
    )


def _note(turns: Sequence[Line], notes: Sequence[Mapping[str, Any]]) -> None:
    """Put each fact with the customer's turn in which it was given."""
    theirs = [line for line in turns if line.side == "customer"]
    starts_s = [line.at_s for line in theirs]
    for note in notes:
        index = bisect_right(starts_s, note["at_s"] + 0.05) - 1
        if index >= 0 and note["kind"] in _NOTED:
            theirs[index].noted.append((_NOTED[note["kind"]], one_line(note["text"])))


def _cut_in(turns: Sequence[Line], overlaps: Sequence[Mapping[str, Any]]) -> None:
    for overlap in overlaps:
        if overlap["kind"] != "interruption":
            continue
        theirs = [line for line in turns if line.side == overlap["by"]]
        nearest = min(theirs, key=lambda t: abs(t.at_s - overlap["start_s"]), default=None)
        if nearest is not None and abs(nearest.at_s - overlap["start_s"]) < 1.0:
            nearest.cut_in = True


def _prompts(document: Mapping[str, Any]) -> list[Line]:
    lines = []
    for number, prompt in enumerate(document["prompts"], 1):
        praise = prompt["severity"] == "praise"  # it asks for nothing, so nothing comes of it
        taken = praise or prompt["outcome"] in TAKEN
        lines.append(
            Line(
                "prompt",
                prompt["shown_s"],
                prompt["hide_s"],
                text=one_line(prompt["say"]),
                detail=one_line(prompt["why"]),
                outcome="" if praise else OUTCOMES.get(prompt["outcome"], ""),
                style=f"{prompt['severity']} {'taken' if taken else 'left'}",
                number=number,
            )
        )
    return lines


def _silences(document: Mapping[str, Any]) -> list[Line]:
    told = {True: "announced", False: "not explained", None: ""}
    return [
        Line(
            "silence",
            wait["at_s"],
            wait["at_s"] + wait["length_s"],
            text=f"{wait['length_s']:.0f} seconds of silence",
            detail=told[wait["announced"]],
        )
        for wait in document["scorecard"]["waits"]["each"]
    ]


def _pauses(document: Mapping[str, Any]) -> list[Line]:
    """Return holds and gaps."""
    holds = [
        Line(
            "hold",
            hold["start_s"],
            hold["end_s"],
            side="customer",
            text=f"On hold {clock(hold['end_s'] - hold['start_s'])}",
        )
        for hold in document.get("holds", ())
    ]
    gaps = [
        Line(
            "gap",
            gap.start_s,
            gap.end_s,
            side=gap.channel or "",
            text=gap.title,
            detail=one_line(gap.reason),
        )
        for gap in unheard(document)
    ]
    return holds + gaps


def _mark(mark: Mark) -> Line:
    return Line(
        "mark",
        mark.at_s,
        mark.at_s if mark.end_s is None else mark.end_s,
        text=one_line(mark.text),
        detail=one_line(mark.author),
        outcome=MARKS[mark.kind],
        style=mark.kind,
    )
