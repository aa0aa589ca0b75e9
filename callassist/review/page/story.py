"""A call's story in a few plain sentences, each with the seconds it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from callassist.review.characters import one_line
from callassist.review.events import Event
from callassist.review.page.lines import level_word

MOST = 3
"""So many behaviors or seconds are named; the rest is counted."""

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a sentence, and the second to look at, if there is one."""

    text: str
    at_s: float | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One sentence of the story.

    Attributes:
        label: What it is about.
        pieces: The sentence.
        quote: Words or measured seconds that show it.
    """

    label: str
    pieces: tuple[Piece, ...]
    quote: str = ""


def story(document: Document, hard: Event | None) -> list[Fact]:
    """Return three to five facts that tell how a call went, most urgent first.

    Args:
        document: See ``docs/call.schema.json``.
        hard: The call's first hard moment, if it has one.
    """
    facts = [_hard(hard), _customer(document), _cut_in(document), _missed(document)]
    return [fact for fact in [*facts, _went_well(document)] if fact is not None]


def _hard(moment: Event | None) -> Fact:
    if moment is None:
        return Fact("First hard moment", (Piece("None was noticed"),))
    quote = one_line(moment.evidence[0]) if moment.evidence else ""
    return Fact("First hard moment", (Piece(one_line(moment.title), moment.at_s),), quote)


def _customer(document: Document) -> Fact:
    course = document["scorecard"]["frustration"]
    if course["peak"] is None:
        return Fact("The customer", (Piece("Not heard long enough to say how upset they were"),))
    start, peak, end = (level_word(course[at]) for at in ("start", "peak", "end"))
    at_s = course["peak_at_s"]
    if start == peak == end:
        return Fact("The customer", (Piece(f"{start.capitalize()} all through"),))
    first = Piece(f"{start.capitalize()} after their first words")
    last = Piece(f"{end} at the end")
    if peak in (start, end):
        return Fact("The customer", (first, last))
    return Fact("The customer", (first, Piece(f"{peak} at the peak", at_s), last))


def _cut_in(document: Document) -> Fact:
    if silent := document["scorecard"].get("not_heard"):
        return Fact("Interruptions", (Piece(f"The {silent[0]} was not heard"),))
    by = document["scorecard"]["interruptions_by"]
    if not any(by.values()):
        return Fact("Interruptions", (Piece("Neither side cut in"),))
    pieces = []
    for side in ("agent", "customer"):
        cut_in = [
            overlap["start_s"]
            for overlap in document["overlaps"]
            if overlap["kind"] == "interruption" and overlap["by"] == side
        ]
        text = f"the {side} cut in {_times(by[side])}" if by[side] else f"the {side} never did"
        pieces.append(Piece(text, cut_in[0] if cut_in else None))
        pieces += [Piece("", at_s) for at_s in cut_in[1:MOST]]
    if not by["agent"]:
        pieces[0] = Piece("the agent never cut in")
        pieces[1] = Piece(f"the customer did {_times(by['customer'])}", pieces[1].at_s)
    pieces[0] = Piece(pieces[0].text.capitalize(), pieces[0].at_s)
    return Fact("Interruptions", tuple(pieces))


def _missed(document: Document) -> Fact | None:
    parts = sorted(_scored(document), key=_lost, reverse=True)
    if missed := [part for part in parts if part["missed"]]:
        return Fact("Missed", _named(missed, "missed"))
    if late := [part for part in parts if part["late"]]:
        return Fact("Put right later", _named(late, "late"))
    return Fact("Missed", (Piece("Nothing that was noticed"),)) if parts else None


def _went_well(document: Document) -> Fact | None:
    parts = sorted(_scored(document), key=lambda part: float(part["points"]), reverse=True)
    well = [part for part in parts if part["given"] and not part["missed"] and not part["late"]]
    return Fact("Went well", _named(well, "given", "half")) if well else None


def _scored(document: Document) -> list[Mapping[str, Any]]:
    return [p for p in document["scorecard"]["empathy"]["parts"] if p["of_points"]]


def _lost(part: Mapping[str, Any]) -> float:
    return float(part["of_points"] - part["points"])


def _named(parts: Sequence[Mapping[str, Any]], *outcomes: str) -> tuple[Piece, ...]:
    """Name the first parts, each with the first second of such an outcome."""
    pieces = [Piece(_lower(part["title"]), _first(part, outcomes)) for part in parts[:MOST]]
    pieces[0] = Piece(parts[0]["title"], pieces[0].at_s)
    if len(parts) > MOST:
        pieces.append(Piece(f"{len(parts) - MOST} more"))
    return tuple(pieces)


def _first(part: Mapping[str, Any], outcomes: Iterable[str]) -> float | None:
    return next((m["at_s"] for m in part["moments"] if m["outcome"] in outcomes), None)


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:]


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")
