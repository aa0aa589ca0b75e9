"""Opportunities of a finished call: what was needed and given, needed and missed, not needed.

Read from what a call file stores, so that a stored call can be judged again. What counts
is the opportunity, never the phrase: three empathy statements on one complaint are one
opportunity taken, and a statement that nothing called for counts neither way.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from callassist.review.behaviors import BEHAVIORS, Behavior
from callassist.settings.judge import ACCOUNT_TOKENS, TENSE_LEVEL

Outcome = Literal["given", "half", "late", "missed", "not_needed"]
Found = Mapping[str, Any]

MIN_SCORE = 0.5
"""Findings less sure than this are not held against anybody, nor counted for them."""
LISTEN_TURN_S = 3.0
"""A customer's turn this long is one to be heard out."""
TOLD_WORDS = 12
"""From here on the customer has told something."""
UPSET_WITHIN_S = 30.0
"""The customer counts as upset if they were within so many seconds before."""
ANSWERED_WITHIN_S = 45.0
"""How soon after it became known a rise of frustration wants a word."""
ANSWER_WORDS = 6
"""The agent has had a chance to find that word after saying so many."""
CUE_WEIGHT = 0.05
"""A reason for the customer's frustration that weighs this much shows a need anew."""


@dataclass(frozen=True, slots=True)
class Opportunity:
    """A moment at which a behavior was, or was not, called for.

    Attributes:
        at_s: When.
        kind: The finding that decided it.
        outcome: What came of it.
        size: How much of an opportunity it was: 1, ½ for ``half``, 0 for ``not_needed``.
        worth: How much of it was taken, at most ``size``.
        evidence: The finding's evidence, for people.
    """

    at_s: float
    kind: str
    outcome: Outcome
    size: float
    worth: float
    evidence: tuple[str, ...]


class Call:
    """What a call file says that needs are read from."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        """Read a call document; its scorecard is not looked at."""
        findings = (f for f in document["findings"] if f["score"] >= MIN_SCORE)
        self.findings: list[Found] = sorted(findings, key=_order)
        self.customer = sorted(
            (turn for turn in document["turns"] if turn["channel"] == "customer"),
            key=lambda turn: (turn["start_s"], turn["end_s"]),
        )
        self._starts_s = [turn["start_s"] for turn in self.customer]
        self._agent = [turn for turn in document["turns"] if turn["channel"] == "agent"]
        course = document["frustration"]
        self._hop_s: float = course["hop_s"]
        self._level: Sequence[float] = course["level"]
        self._cues_s = sorted(r["at_s"] for r in course["reasons"] if r["weight"] >= CUE_WEIGHT)

    def of(self, kinds: Iterable[str]) -> list[Found]:
        """Return findings of some kinds, by time; the customer's interruptions are no lapse."""
        wanted = set(kinds)
        return [
            found
            for found in self.findings
            if found["kind"] in wanted
            and (found["kind"] != "interruption" or found["channel"] == "agent")
        ]

    def customer_turns_before(self, at_s: float) -> int:
        """Return how many turns of the customer's began by a time."""
        return bisect_right(self._starts_s, at_s)

    def words_told(self, from_s: float, to_s: float) -> int:
        """Return how many words the customer said in turns that began in a time."""
        return _words(self.customer, from_s, to_s)

    def agent_words(self, from_s: float, to_s: float) -> int:
        """Return how many words the agent said in turns that began in a time."""
        return _words(self._agent, from_s, to_s)

    def cues_before(self, at_s: float) -> int:
        """Return how often the customer had shown by then that they are upset."""
        return bisect_right(self._cues_s, at_s)

    def upset_before(self, at_s: float) -> bool:
        """Return whether the customer was upset then or shortly before."""
        first, last = int(max(0.0, at_s - UPSET_WITHIN_S) / self._hop_s), int(at_s / self._hop_s)
        if max(self._level[first : last + 1], default=0.0) >= TENSE_LEVEL:
            return True
        return self.cues_before(at_s) > self.cues_before(at_s - UPSET_WITHIN_S)


def opportunities(document: Mapping[str, Any]) -> dict[str, list[Opportunity]]:
    """Return each behavior's opportunities in a call, by time.

    Args:
        document: See ``docs/call.schema.json``; the order of its findings does not matter.
    """
    call = Call(document)
    return {behavior.id: _of(behavior, call) for behavior in BEHAVIORS}


def _of(behavior: Behavior, call: Call) -> list[Opportunity]:
    """Return one behavior's opportunities."""
    missed = call.of(behavior.missed)
    done = call.of((*behavior.given, *behavior.half))
    out = [_missed(behavior, lapse, done) for lapse in missed]
    in_time = [found for found in done if not any(_puts_right(behavior, m, found) for m in missed)]
    if behavior.need == "turns":
        out += _heard_out(call, missed)
    elif behavior.need != "always":
        out += _in_time(behavior, call, in_time)
    if behavior.need == "felt":
        out += _passed_over(call, missed, done)
    return sorted(out, key=lambda each: (each.at_s, each.kind, each.outcome))


def _missed(behavior: Behavior, lapse: Found, done: Sequence[Found]) -> Opportunity:
    """Return a lapse as an opportunity missed or, where it was put right, taken late."""
    repairs = [found for found in done if _puts_right(behavior, lapse, found)]
    worth = max((0.5 * _share(behavior, found) for found in repairs), default=0.0)
    evidence = tuple(lapse["evidence"])
    if repairs:
        best = max(repairs, key=lambda found: _share(behavior, found))
        evidence += tuple(best["evidence"][:1])
    outcome: Outcome = "late" if repairs else "missed"
    return Opportunity(lapse["start_s"], lapse["kind"], outcome, 1.0, worth, evidence)


def _puts_right(behavior: Behavior, lapse: Found, found: Found) -> bool:
    """Return whether something done belongs to a lapse: it came after, and soon."""
    after_s: float = found["start_s"] - lapse["start_s"]
    return after_s >= 0.0 and found["start_s"] <= lapse["known_s"] + behavior.late_s


def _share(behavior: Behavior, found: Found) -> float:
    return 1.0 if found["kind"] in behavior.given else 0.5


def _heard_out(call: Call, cut: Sequence[Found]) -> list[Opportunity]:
    """Return the customer's longer turns into which the agent did not cut."""
    out = []
    for turn in call.customer:
        length_s = turn["end_s"] - turn["start_s"]
        whole = not any(turn["start_s"] <= c["start_s"] <= turn["end_s"] + 0.5 for c in cut)
        if length_s >= LISTEN_TURN_S and whole:
            line = f"they spoke for {length_s:.0f} s and were heard out"
            out.append(Opportunity(turn["start_s"], "turn", "given", 1.0, 1.0, (line,)))
    return out


def _passed_over(call: Call, missed: Sequence[Found], done: Sequence[Found]) -> list[Opportunity]:
    """Return rises of frustration that no word answered and no other finding tells of.

    ``feeling.unacknowledged`` serves the moment and gives way to a more urgent prompt;
    in the review such a rise still counts.
    """
    out: list[Opportunity] = []
    counted_until_s = 0.0
    for rise in call.of(("frustration.rising",)):
        until_s = rise["known_s"] + ANSWERED_WITHIN_S
        answered = any(rise["start_s"] <= found["start_s"] <= until_s for found in done)
        told_of = any(m["start_s"] <= until_s and rise["start_s"] <= m["known_s"] for m in missed)
        spoke = call.agent_words(rise["end_s"], until_s) >= ANSWER_WORDS
        if answered or told_of or not spoke or rise["known_s"] < counted_until_s:
            continue
        counted_until_s = until_s
        line = f"no word on it within {ANSWERED_WITHIN_S:.0f} s"
        evidence = (*rise["evidence"], line)
        out.append(Opportunity(rise["end_s"], rise["kind"], "missed", 1.0, 0.0, evidence))
    return out


def _in_time(behavior: Behavior, call: Call, done: Sequence[Found]) -> list[Opportunity]:
    """Return what was done unasked: one opportunity for each need, however often it was said."""
    needs: dict[int, Found] = {}
    out = []
    told_from_s = 0.0
    for found in done:
        need = _need(behavior, call, found, told_from_s)
        if need is None:
            out.append(_opportunity(found, "not_needed", 0.0))
            continue
        if behavior.need == "account":
            told_from_s = found["start_s"]
        best = needs.get(need)
        if best is None or _share(behavior, found) > _share(behavior, best):
            needs[need] = found
    for found in needs.values():
        share = _share(behavior, found)
        out.append(_opportunity(found, "given" if share == 1.0 else "half", share))
    return out


def _need(behavior: Behavior, call: Call, found: Found, told_from_s: float) -> int | None:
    """Return which need something done answers; ``None`` for none."""
    at_s = found["start_s"]
    match behavior.need:
        case "account":
            # "So you …" may begin while their last words are still being said.
            told = call.words_told(told_from_s, at_s) >= ACCOUNT_TOKENS
            return call.customer_turns_before(at_s) if told else None
        case "upset" | "felt":
            return call.cues_before(at_s) if call.upset_before(at_s) else None
        case "told":
            return 0 if call.words_told(0.0, at_s) >= TOLD_WORDS else None
        case _:
            return call.customer_turns_before(at_s)


def _opportunity(found: Found, outcome: Outcome, size: float) -> Opportunity:
    evidence = tuple(found["evidence"])
    return Opportunity(found["start_s"], found["kind"], outcome, size, size, evidence)


def _words(turns: Sequence[Mapping[str, Any]], from_s: float, to_s: float) -> int:
    return sum(len(turn["text"].split()) for turn in turns if from_s <= turn["start_s"] < to_s)


def _order(found: Found) -> tuple[float, float, str, str, float, tuple[str, ...]]:
    """Return what orders findings, whatever order they come in."""
    return (
        found["start_s"],
        found["known_s"],
        found["kind"],
        found["channel"],
        -found["score"],
        tuple(found["evidence"]),
    )
