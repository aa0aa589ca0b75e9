"""A call's scorecard as text for people: one line, or all of it with its evidence."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from callassist.review.clock import clock

WIDTH = 88
MOMENTS = 6
"""More moments of one part than this are summed up."""
_OUTCOMES = {
    "given": "done",
    "half": "half done",
    "late": "put right",
    "missed": "missed",
    "not_needed": "not needed",
}
_WAIT = {True: "announced", False: "unexplained", None: ""}

Card = Mapping[str, Any]


def scorecard_line(name: str, card: Card) -> str:
    """Return a call's scorecard in one line.

    Args:
        name: What the call is called.
        card: See :func:`callassist.review.scorecard.scorecard`.
    """
    score = card["empathy"]["score"]
    parts = ["empathy –" if score is None else f"empathy {score}"]
    parts += [f"{side} not heard" for side in card.get("not_heard", ())]
    share = card["talk_share"]["agent"]
    if share is not None:
        parts.append(f"agent talked {share:.0%}")
    if cut := card["interruptions_by"]["agent"]:
        parts.append(f"cut in {_times(cut)}")
    if card["frustration"]["peak"] is not None:
        parts.append(f"frustration {_course(card)}")
    parts.append(_prompts(card))
    return f"{name}: {' · '.join(parts)}"


def scorecard_text(name: str, card: Card) -> str:
    """Return a call's whole scorecard: figures, then every part with its moments."""
    lines = [name, "=" * len(name), *_figures(card), ""]
    empathy = card["empathy"]
    lines.append(f"Empathy: {empathy['says']}")
    scored = [part for part in empathy["parts"] if part["of_points"]]
    shown = [part for part in empathy["parts"] if not part["of_points"]]
    for part in scored:
        lines += ["", *_part(part, empathy["score"] is not None)]
    if shown:
        lines += ["", "Seen, and not part of the score:"]
        for part in shown:
            lines += ["", *_part(part, with_points=False)]
    return "\n".join(lines) + "\n"


def _figures(card: Card) -> Iterator[str]:
    """Yield the figures at a glance, one a line."""
    share, pace = card["talk_share"], card["words_per_minute"]
    yield _row("Length", clock(card["duration_s"]))
    yield _row("Talk", _sides(share, lambda value: f"{value:.0%}"))
    yield _row("Pace", _sides(pace, lambda value: f"{value} words a minute"))
    if silent := card.get("not_heard"):
        yield _row("Not heard", ", ".join(silent))
    else:
        yield from _of_both(card)
    course = card["frustration"]
    if course["peak"] is not None:
        peak = f"{_course(card)} (start, peak at {clock(course['peak_at_s'])}, end)"
        yield _row("Their frustration", peak)
    if not silent:
        yield _row("Said back", _reflections(card["reflections_to_questions"]))
    yield _row("Prompts", _prompts(card))
    for prompt_id, outcomes in card["prompts"]["each"].items():
        yield _row("", f"{prompt_id}: {_counts(outcomes)}")


def _of_both(card: Card) -> Iterator[str]:
    """Yield the figures that take hearing both sides."""
    yield _row("Cut in", _sides(card["interruptions_by"], _times))
    yield _row(
        "Longest monologue",
        _sides(
            card["longest_monologue"],
            lambda run: f"{run['length_s']:.0f} s at {clock(run['at_s'])}",
        ),
    )
    yield _row("Waits", _waits(card["waits"]))


def _part(part: Card, with_points: bool) -> Iterator[str]:
    """Yield one part: its counts, its moments, what it would have taken."""
    points = f"  {part['points']:g} of {part['of_points']:g} points" if with_points else ""
    counts = {
        "done": part["given"],
        "put right": part["late"],
        "missed": part["missed"],
        "not needed": part["not_needed"],
    }
    yield f"{part['title']}: {_counts({k: n for k, n in counts.items() if n})}{points}"
    for moment in part["moments"][:MOMENTS]:
        head = f"  {clock(moment['at_s']):>5}  {_OUTCOMES[moment['outcome']]:<10}  "
        words = "; ".join(moment["evidence"])
        yield textwrap.fill(
            head + words, WIDTH, subsequent_indent=" " * len(head), break_long_words=False
        )
    if (more := len(part["moments"]) - MOMENTS) > 0:
        yield f"         and {more} more"
    if part["takes"]:
        yield f"         It would have taken: {part['takes']}."


def _row(title: str, text: str) -> str:
    return f"{title:<19}{text}"


def _sides(values: Card, show: Any) -> str:  # noqa: ANN401 - each figure has its own type
    said = (f"{side} {show(value)}" for side, value in values.items() if value is not None)
    return ", ".join(said) or "–"


def _waits(waits: Card) -> str:
    if not waits["count"]:
        return "none"
    each = (
        " ".join(
            filter(
                None,
                (f"{w['length_s']:.0f} s", f"at {clock(w['at_s'])}", _WAIT[w["announced"]]),
            )
        )
        for w in waits["each"][:MOMENTS]
    )
    return f"{waits['count']}, the longest {waits['longest_s']:.0f} s: {', '.join(each)}"


def _reflections(figures: Card) -> str:
    said = f"{figures['reflections']} to {_plural(figures['questions'], 'question')}"
    return f"{said} ({figures['rating']})" if figures["rating"] else said


def _course(card: Card) -> str:
    course = card["frustration"]
    return " → ".join(f"{100 * course[at]:.0f}" for at in ("start", "peak", "end"))


def _prompts(card: Card) -> str:
    prompts = card["prompts"]
    if not prompts["shown"]:
        return "no prompts"
    return f"{_plural(prompts['shown'], 'prompt')} ({_counts(prompts['outcomes'])})"


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {what}" for what, count in counts.items())


def _plural(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
