"""What an answer in a trainee's own words is worth, said or typed.

The real detectors hear the call up to the moment, then the answer as the agent's next
words. What they find is all that counts: words, never a feeling of the trainee's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from callassist.detect.memory.said import Said, WordTurn
from callassist.prompts.findings import FINDING_KINDS
from callassist.review.practice.catalogue import PracticeBehavior, practice_behaviors
from callassist.review.practice.hearing import answered, judge_after, typed_words
from callassist.review.practice.moments import Moment
from callassist.types import Finding, Word

RIGHT = 1.0
IN_PART = 0.5
LAPSE_SCORE = 0.5
"""A lapse less sure than this is not held against an answer."""
NOD_WORDS = 4
"""A word that lets them go on is no longer than this, unless it asks them to go on."""
HELPS_WORDS = 4
"""An answer without a lapse must say so much to be right."""

_HUMS = frozenset(("mm hm", "mm", "mm mm", "hm", "aha"))

SEEN = ("restate.done", "empathy.statement", "question.asked", "sympathy.statement", "apology")
"""What is always shown of an answer, asked for or not."""

LAPSES = (
    "tone.mismatch",
    "argument",
    "refusal.bare",
    "closing.rushed",
    "talking_down",
    "wording.cold",
    "ownership.passed_on",
    "asked_again",
    "assumption",
)
"""What spoils an answer, whatever else it holds."""

_NAMES = {
    "restate.done": "says it back",
    "empathy.statement": "names how it is for them",
    "sympathy.statement": "shows sympathy",
    "apology": "says sorry",
    "question.asked": "asks",
    "alignment": "stands on their side",
    "admission": "admits it",
    "refusal.with_option": "says no with an option",
    "ownership.taken": "takes it on",
    "wait.announced": "explains the wait",
    "next_step.given": "says what happens next",
    "urgency.given": "says what is done now",
    "name.used": "uses their name",
    "feedback.asked": "asks whether it helped",
    "tone.matched": "matches their tone",
    "tone.mismatch": "is more cheerful than they are",
    "argument": "argues",
    "refusal.bare": "says no and offers nothing",
    "closing.rushed": "closes while it is open",
    "talking_down": "talks down to them",
    "wording.cold": "sounds like a script",
    "ownership.passed_on": "passes them on",
    "asked_again": "asks for what they gave before",
    "assumption": "solves before asking",
    "says:option": "offers something",
    "says:solution": "does something about it",
    "says:hold_length": "says how long it takes",
    "says:hold_reason": "says what you are doing",
    "says:ask_details": "asks for what they gave before",
    "says:say_again": "asks them to say it again",
    "says:cheer_strong": "is more cheerful than they are",
    "says:cheer_mild": "is more cheerful than they are",
    "says:slang": "is more casual than they are",
    "says:owned": "takes it on",
    "says:asks_wish": "asks what would help them",
    "says:doing": "says what is done now",
    "says:ask_name": "asks for their name",
    "says:asks_feedback": "asks whether it helped",
    "nod": "lets them go on",
    "takes the floor": "takes the floor while they speak",
    "plain": "calm, plain words",
}


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that the detectors found in an answer.

    Attributes:
        kind: A finding, ``says:`` and a list of phrases, or what silence says.
        name: What it is, for people: "says it back".
        quote: The trainee's words that show it.
        helps: Whether it speaks for the answer.
        asked_for: Whether it is what this moment called for.
    """

    kind: str
    name: str
    quote: str
    helps: bool
    asked_for: bool = False


@dataclass(frozen=True, slots=True)
class Scored:
    """What an answer is worth.

    Attributes:
        score: 1 right, 0.5 in part, 0 not yet.
        heard: The words that were scored.
        signs: What was found in them, what counts first.
        says: One kind line on it.
    """

    score: float
    heard: str
    signs: tuple[Sign, ...]
    says: str


def score_typed(moment: Moment, document: Mapping[str, Any], text: str) -> Scored:
    """Return what a typed answer is worth; an empty one says nothing."""
    return score_words(moment, document, typed_words(text, moment.stop_s))


def score_words(moment: Moment, document: Mapping[str, Any], words: Sequence[Word]) -> Scored:
    """Return what an answer is worth.

    Args:
        moment: Where it was given.
        document: The call.
        words: The answer; times are call time, after the moment's stop. None: silence.

    Raises:
        ValueError: If the behavior can only be answered by choices.
    """
    behavior = practice_behaviors()[moment.behavior]
    if not behavior.in_own_words:
        raise ValueError(f"{behavior.id} has no answers in own words")
    heard = " ".join(word.text for word in words)
    if not words:
        return _silence(behavior)
    judge = judge_after(document, moment.stop_s)
    before = len(judge.conversation.turns)
    found = [
        item
        for item in answered(judge, words)
        if isinstance(item, Finding) and item.channel == "agent"
    ]
    since = judge.conversation.turns[max(0, before - 1) :]
    own = [turn for turn in since if _is_answer(turn, words)]
    if behavior.rule == "nod":
        return _nod(behavior, heard, words, own)
    signs = _signs(behavior, found, own, words)
    return _weigh(behavior, heard, words, signs)


def _is_answer(turn: WordTurn, words: Sequence[Word]) -> bool:
    return turn.channel == "agent" and turn.end_s >= words[0].start_s


def _silence(behavior: PracticeBehavior) -> Scored:
    if behavior.rule == "nod":
        sign = Sign("nod", _NAMES["nod"], "", helps=True, asked_for=True)
        return Scored(RIGHT, "", (sign,), "Just right: they go on, and you hear all of it.")
    return Scored(0.0, "", (), f"This moment wanted a word. {behavior.hint}")


def _nod(
    behavior: PracticeBehavior, heard: str, words: Sequence[Word], own: Sequence[WordTurn]
) -> Scored:
    """Score words said while the customer should go on."""
    invites = any(turn.has("go_on") for turn in own)
    short = len(words) <= NOD_WORDS
    nods = not own or all(_only_nods(said) for turn in own for said in turn.said)
    asks = any(turn.has("ask_details") for turn in own)
    if (short and nods) or (invites and not asks):
        sign = Sign("nod", _NAMES["nod"], heard, helps=True, asked_for=True)
        return Scored(RIGHT, heard, (sign,), "Good: it lets them go on.")
    sign = Sign("takes the floor", _NAMES["takes the floor"], heard, helps=False)
    warm = any(turn.has("empathy", "sympathy") for turn in own)
    if warm and len(words) <= 3 * NOD_WORDS and not asks:
        return Scored(IN_PART, heard, (sign,), "Kind words, but a little early: they go on yet.")
    return Scored(0.0, heard, (sign,), f"They had more to say. {behavior.hint}")


def _only_nods(said: Said) -> bool:
    """Return whether words are a nod, also as one writes it with a hyphen."""
    return said.acknowledges_only or " ".join(said.tokens) in _HUMS


def _signs(
    behavior: PracticeBehavior,
    found: Iterable[Finding],
    own: Sequence[WordTurn],
    words: Sequence[Word],
) -> list[Sign]:
    """Return what the detectors found in an answer, each kind once."""
    signs: dict[str, Sign] = {}
    wanted = {*behavior.wanted, *behavior.half}
    for item in found:
        if item.end_s < words[0].start_s - 0.3 and item.kind != "name.used":
            continue
        is_lapse = item.kind in LAPSES and item.score >= LAPSE_SCORE
        credits = FINDING_KINDS[item.kind].credits_agent
        if not (is_lapse or (credits and (item.kind in wanted or item.kind in SEEN))):
            continue
        quote = item.evidence[0] if item.evidence else ""
        sign = Sign(item.kind, _NAMES[item.kind], quote, not is_lapse, item.kind in wanted)
        signs.setdefault(item.kind, sign)
    for kind in (*behavior.wanted, *behavior.half, *behavior.spoils):
        if kind.startswith("says:") and kind not in signs:
            quote = _phrase(own, kind.removeprefix("says:"))
            if quote:
                helps = kind not in behavior.spoils
                signs[kind] = Sign(kind, _NAMES[kind], quote, helps, asked_for=helps)
    return list(signs.values())


def _phrase(own: Sequence[WordTurn], category: str) -> str:
    """Return the first words of an answer that are of a list of phrases."""
    for turn in own:
        for said, hit in turn.hits(category):
            return said.quote(hit.start, hit.end)
    return ""


def _weigh(
    behavior: PracticeBehavior, heard: str, words: Sequence[Word], signs: list[Sign]
) -> Scored:
    """Turn signs into a score and a line."""
    lapses = [sign for sign in signs if not sign.helps]
    full = [sign for sign in signs if sign.kind in behavior.wanted]
    half = [sign for sign in signs if sign.kind in behavior.half]
    signs.sort(key=lambda sign: (sign.kind not in behavior.wanted, not sign.asked_for, sign.helps))
    if behavior.rule == "without" and not lapses and not full and len(words) >= HELPS_WORDS:
        half = [Sign("plain", _NAMES["plain"], "", helps=True)]
        signs = [*half, *signs]
    score = RIGHT if full else IN_PART if half else 0.0
    if lapses:
        # A good deed makes up for a slip of words, not for the very thing practiced.
        spoiling = {*behavior.lapses, *behavior.spoils}
        same = any(sign.kind in spoiling for sign in lapses)
        score = 0.0 if same or score < RIGHT else IN_PART
    return Scored(score, heard, tuple(signs), _line(behavior, score, lapses, bool(full or half)))


def _line(behavior: PracticeBehavior, score: float, lapses: Sequence[Sign], something: bool) -> str:
    if score == RIGHT:
        return "Well said: that is what this moment called for."
    if lapses:
        start = "Part of it helps, but it also" if something else "Not yet: it"
        return f"{start} {lapses[0].name}. {behavior.hint}"
    if score == IN_PART:
        return f"That helps in part. {behavior.hint}"
    return f"Not yet. {behavior.hint}"
