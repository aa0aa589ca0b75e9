"""The moments of a call that are worth practicing.

A moment is where the agent had a choice: the call plays up to just before what the agent
did, or left out, and stops. Good moments are among them, so that the best answer is
sometimes to do what was done, or nothing at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from callassist.review.opportunities import LISTEN_TURN_S, MIN_SCORE
from callassist.review.practice.catalogue import PracticeBehavior, behavior_of_finding
from callassist.review.practice.catalogue import practice_behaviors as behaviors
from callassist.types import Mark

LEAD_S = 18.0
"""The call plays about this long before it stops."""
LEAD_SLACK_S = 7.0
"""So much longer or shorter, to begin where somebody begins to speak."""
APART_S = 8.0
"""Of two moments nearer than this the weightier is asked."""
AFTER_S = 12.0
"""What was said in the call is told up to so long after the stop."""
NEAR_MARK_S = 20.0
"""A bookmark means the moment that lies this near."""
SAME_PLACE_S = 5.0
"""Of moments so near together the weightiest is meant."""
HEARD_OUT_S = 9.0
"""A customer's turn at least this long, not cut into, is a good moment to let them talk."""
BREATH_S = 0.3
"""A pause inside it where somebody might be tempted to come in."""
LEAST_LEAD_S = 3.0
"""A moment needs so much of the call before it, or nobody knows what it is about."""
GOOD_SHARE = 0.35
"""What a good moment weighs against a lapse of the same behavior."""
AGAIN_SHARE = 0.6
"""What a further moment of the same behavior weighs against the one before."""
DEED_KINDS = ("restate", "acknowledge", "say_no_with_grace", "own_it", "agree", "explain_wait")
"""Behaviors whose good deeds are asked for as well: they stand in the agent's words."""
WORDLESS = ("wait.unexplained",)
SILENCE_SHOWN_S = 2.0
"""A silence is heard for so long before the question."""
CUES_BEFORE = ("restate.missing", "feeling.unacknowledged", "customer.right", "urgency.missing")
"""Findings whose start is what the customer said; the agent's answer to it is the moment."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A second of a call at which to ask.

    Attributes:
        behavior: What it is about: a prompt's id.
        stop_s: The call stops here.
        from_s: It plays from here.
        weight: How much it matters.
        good: Whether the agent did well.
        said: What the agent said next in the call; empty for nothing.
        evidence: What shows it: quotes and measured seconds.
        phrases: The customer's own key phrases.
        prompt: The prompt that the program showed, if it did.
        known_s: When it could be known.
        mark: The bookmark it comes from, if any.
    """

    behavior: str
    stop_s: float
    from_s: float
    weight: float
    good: bool
    said: str
    evidence: tuple[str, ...]
    phrases: tuple[str, ...] = ()
    prompt: Mapping[str, Any] | None = None
    known_s: float = 0.0
    mark: Mark | None = None


def moments_of(document: Mapping[str, Any], most: int | None = None) -> list[Moment]:
    """Return a call's moments by time.

    Args:
        document: See ``docs/call.schema.json``.
        most: At most so many, the weightiest; at least one of them good, if there is one.
    """
    found = [*_lapses(document), *_deeds(document), *_heard_out(document)]
    chosen: list[Moment] = []
    while found:
        best = max(found, key=lambda each: (_worth(each, chosen), -each.stop_s))
        chosen.append(best)
        found = [each for each in found if abs(each.stop_s - best.stop_s) >= APART_S]
    if most is not None and len(chosen) > most:
        good = next((each for each in chosen if each.good), None)
        chosen = chosen[:most]
        if good is not None and good not in chosen and most > 1:
            chosen[-1] = good
    return sorted(chosen, key=lambda each: each.stop_s)


def _worth(moment: Moment, chosen: Sequence[Moment]) -> float:
    """Return a moment's weight; less where its behavior is asked for already."""
    asked = sum(other.behavior == moment.behavior for other in chosen)
    return moment.weight * AGAIN_SHARE**asked


def moment_at_mark(document: Mapping[str, Any], mark: Mark) -> Moment:
    """Return the moment that a bookmark means: the nearest, or one made for its second."""
    everything = [*_lapses(document), *_deeds(document), *_heard_out(document)]
    near = [each for each in everything if abs(each.stop_s - mark.at_s) <= NEAR_MARK_S]
    if near:
        # What a supervisor called good is asked as such where there is a choice.
        wants_good = mark.kind == "good_moment"

        def fits(each: Moment) -> tuple[bool, int, float]:
            away = round(abs(each.stop_s - mark.at_s) / SAME_PLACE_S)
            return each.good != wants_good, away, -each.weight

        nearest = min(near, key=fits)
        return replace(nearest, mark=mark)
    stop_s = _end_of_customer_before(document, mark.at_s)
    evidence = (mark.text,) if mark.text else ()
    good = mark.kind == "good_moment"
    behavior = behaviors()[_situation(document, stop_s)]
    return replace(_moment(document, behavior, stop_s, good, 1.0, evidence), mark=mark)


def agent_turns(document: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the agent's turns with words, by start."""
    return [turn for turn in document["turns"] if turn["channel"] == "agent" and turn["text"]]


def _lapses(document: Mapping[str, Any]) -> list[Moment]:
    """Return what the agent did or left out."""
    out = []
    for found in document["findings"]:
        behavior = behavior_of_finding(found["kind"])
        if behavior is None or found["score"] < MIN_SCORE:
            continue
        if found["kind"] == "interruption" and found["channel"] != "agent":
            continue
        stop_s = _stop(document, found)
        if stop_s < LEAST_LEAD_S:
            continue
        weight = behavior.weight * found["score"]
        moment = _moment(document, behavior, stop_s, False, weight, found["evidence"], found)
        out.append(moment)
    return out


def _deeds(document: Mapping[str, Any]) -> list[Moment]:
    """Return what the agent did well, where words can show it and it was called for."""
    out = []
    good = {part["prompt"]: part for part in _parts(document)}
    for id_ in DEED_KINDS:
        behavior = behaviors()[id_]
        needed = {
            round(moment["at_s"], 3)
            for moment in good.get(id_, {}).get("moments", ())
            if moment["outcome"] == "given"
        }
        for found in document["findings"]:
            if found["kind"] not in behavior.deeds or round(found["start_s"], 3) not in needed:
                continue
            stop_s = _stop(document, found)
            if stop_s >= LEAST_LEAD_S:
                weight = GOOD_SHARE * behavior.weight * found["score"]
                evidence = found["evidence"]
                out.append(_moment(document, behavior, stop_s, True, weight, evidence, found))
    return out


def _heard_out(document: Mapping[str, Any]) -> list[Moment]:
    """Return pauses inside the customer's long turns that the agent rightly left alone."""
    behavior = behaviors()["listen"]
    cuts = [f["start_s"] for f in document["findings"] if f["kind"] == "interruption"]
    agent = agent_turns(document)
    out = []
    for turn in document["turns"]:
        length_s = turn["end_s"] - turn["start_s"]
        if turn["channel"] != "customer" or length_s < max(HEARD_OUT_S, LISTEN_TURN_S):
            continue
        start_s, end_s = turn["start_s"], turn["end_s"]
        if any(start_s <= cut <= end_s + 0.5 for cut in cuts):
            continue
        if any(a["start_s"] < end_s and a["end_s"] > start_s for a in agent):
            continue
        stop_s = _breath(turn)
        if stop_s is None:
            continue
        line = f"they went on for another {end_s - stop_s:.0f} s"
        weight = GOOD_SHARE * behavior.weight * min(1.0, length_s / 30.0)
        moment = _moment(document, behavior, stop_s, True, weight, (line,))
        out.append(replace(moment, said=""))
    return out


def _breath(turn: Mapping[str, Any]) -> float | None:
    """Return the longest pause in the middle of a turn, a little after it begins."""
    words = turn["words"]
    middle = [
        (after["start_s"] - before["end_s"], before["end_s"])
        for before, after in pairwise(words)
        if turn["start_s"] + 4.0 <= before["end_s"] <= turn["end_s"] - 3.0
    ]
    pause_s, at_s = max(middle, default=(0.0, 0.0))
    return at_s + min(pause_s, 0.6) if pause_s >= BREATH_S else None


def _stop(document: Mapping[str, Any], found: Mapping[str, Any]) -> float:
    """Return where to stop: just before the agent does it, or answers without it."""
    start_s: float = found["start_s"]
    if found["kind"] in WORDLESS:
        return start_s + SILENCE_SHOWN_S
    if found["kind"] == "interruption":
        return start_s
    agent = agent_turns(document)
    if found["kind"] in CUES_BEFORE or found["channel"] == "customer":
        told_s = _told_until(document, found)
        after = [turn["start_s"] for turn in agent if turn["start_s"] >= told_s - 0.5]
        return min(min(after, default=told_s), max(told_s + 0.4, told_s))
    inside = [turn for turn in agent if turn["start_s"] - 0.3 <= start_s <= turn["end_s"] + 0.3]
    if not inside:
        return start_s
    begins_s: float = inside[0]["start_s"]
    return begins_s if start_s - begins_s <= LEAD_S else start_s


def _told_until(document: Mapping[str, Any], found: Mapping[str, Any]) -> float:
    """Return when the customer's words that a finding starts with had ended."""
    turns = [turn for turn in document["turns"] if turn["channel"] == "customer"]
    last_s: float = found["start_s"]
    until_s = found["end_s"] if found["kind"] == "restate.missing" else found["start_s"]
    for turn in turns:
        if turn["start_s"] <= until_s + 0.3 and turn["end_s"] >= found["start_s"]:
            last_s = max(last_s, turn["end_s"])
    return last_s


def _end_of_customer_before(document: Mapping[str, Any], at_s: float) -> float:
    """Return where the customer had last ended before a time, or that time."""
    ends = [
        turn["end_s"]
        for turn in document["turns"]
        if turn["channel"] == "customer" and at_s - LEAD_S <= turn["end_s"] <= at_s + 1.0
    ]
    return max(ends, default=at_s)


def _situation(document: Mapping[str, Any], at_s: float) -> str:
    """Return what is called for where no finding tells: feelings, saying back, or asking."""
    from callassist.review.opportunities import Call
    from callassist.settings.judge import ACCOUNT_TOKENS

    call = Call(document)
    if call.upset_before(at_s):
        return "acknowledge"
    return "restate" if call.words_told(0.0, at_s) >= ACCOUNT_TOKENS else "ask_first"


def _moment(
    document: Mapping[str, Any],
    behavior: PracticeBehavior,
    stop_s: float,
    good: bool,
    weight: float,
    evidence: Iterable[str],
    found: Mapping[str, Any] | None = None,
) -> Moment:
    phrases = tuple(found["phrases"]) if found else ()
    return Moment(
        behavior=behavior.id,
        stop_s=round(stop_s, 3),
        from_s=_from(document["turns"], stop_s),
        weight=weight,
        good=good,
        said=_said_after(document, stop_s),
        evidence=tuple(evidence),
        phrases=phrases or _phrases_before(document, stop_s),
        prompt=None if found is None else _prompt(document, behavior.id, found),
        known_s=found["known_s"] if found else stop_s,
    )


def _from(turns: Sequence[Mapping[str, Any]], stop_s: float) -> float:
    """Return where to begin: where a turn begins, about ``LEAD_S`` before the stop."""
    starts = [
        turn["start_s"] for turn in turns if abs(stop_s - LEAD_S - turn["start_s"]) <= LEAD_SLACK_S
    ]
    best = min(starts, key=lambda at: abs(stop_s - LEAD_S - at), default=stop_s - LEAD_S)
    return float(round(max(0.0, best - 0.2), 3))


def _said_after(document: Mapping[str, Any], stop_s: float) -> str:
    """Return what the agent said in the turn that follows, from the stop on."""
    for turn in agent_turns(document):
        if turn["end_s"] <= stop_s + 0.2 or turn["start_s"] > stop_s + AFTER_S:
            continue
        words = [word["text"] for word in turn["words"] if word["end_s"] > stop_s]
        return " ".join(words) or str(turn["text"])
    return ""


def _phrases_before(document: Mapping[str, Any], stop_s: float) -> tuple[str, ...]:
    """Return the key phrases that a finding on the same account names, if any."""
    before = [
        found
        for found in document["findings"]
        if found["phrases"] and found["start_s"] <= stop_s and found["kind"] == "restate.missing"
    ]
    return tuple(before[-1]["phrases"]) if before else ()


def _prompt(
    document: Mapping[str, Any], prompt_id: str, found: Mapping[str, Any]
) -> Mapping[str, Any] | None:
    """Return the prompt that was shown on a finding."""
    for prompt in document["prompts"]:
        if prompt["id"] == prompt_id and 0.0 <= prompt["shown_s"] - found["known_s"] <= 8.0:
            return dict(prompt)
    return None


def _parts(document: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """Return the parts of the call's scorecard, made again where it has none."""
    from callassist.review.scorecard import scorecard

    card = document.get("scorecard") or scorecard(document)
    parts: Sequence[Mapping[str, Any]] = card["empathy"]["parts"]
    return parts
