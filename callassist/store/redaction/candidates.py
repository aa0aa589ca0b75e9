"""Numbers on their way to a verdict: where they stand, and what they may be an answer to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from callassist.store.redaction.numbers import Run, Sort
from callassist.store.redaction.spans import Context
from callassist.store.redaction.tokens import Token
from callassist.types import CHANNELS, Channel

ANSWER_S = 40.0
"""A question stays open this long before the first digit,"""
FOLLOW_S = 20.0
"""and this long after the last one."""
MATTER_S = 12.0
_MATTER_BESIDE_S = 3.0
_TRAILING_TOKENS = 5
_TRAILING_S = 4.0
_QUIET_SORTS = frozenset({Sort.FILLER, Sort.MAYBE})


@dataclass(frozen=True, slots=True)
class Kind:
    """How many digits make a secret after its cue.

    Attributes:
        name: The kind of the redaction.
        least: Fewer digits in the whole answer are something else; recognizers drop some.
        most: More digits in one run are something else.
        full: So many are the whole answer.
        trailing: How many digits in front of the cue it needs ("… is my card number").
    """

    name: str
    least: int
    most: int
    full: int
    trailing: int


KINDS: Mapping[str, Kind] = {
    "card": Kind("card", 4, 24, 16, 10),
    "cvv": Kind("cvv", 2, 6, 3, 3),
    "card_talk": Kind("card", 8, 24, 16, 13),
    "expiry": Kind("card", 3, 8, 4, 4),
    "bank": Kind("bank", 4, 34, 6, 6),
    "account": Kind("bank", 6, 18, 6, 7),
    "ssn": Kind("ssn", 3, 11, 9, 8),
    "phone": Kind("phone", 6, 16, 10, 7),
    "birth_date": Kind("birth_date", 4, 8, 5, 5),
    "birthday": Kind("birth_date", 3, 8, 5, 5),
    "pin": Kind("pin", 3, 10, 4, 4),
    "code": Kind("pin", 4, 8, 4, 99),
}


@dataclass(slots=True)
class Candidate:
    """A run of one side, on its way to a verdict."""

    channel: Channel
    run: Run
    start_s: float
    end_s: float
    context: Context | None
    alone: bool
    kind: str = ""


@dataclass(slots=True)
class Numbers:
    """Everything the rules look at; a stretch of the call and what was asked before it.

    Attributes:
        tokens: Each side's tokens.
        runs: Each side's runs.
        sorts: Each side's sorts of tokens.
        contexts: Questions and announcements, by time; their answers are noted in them.
        card_talk_s: When a card was spoken of, by time.
        known: Digits of secrets found before.
        talk_s: When each word of either side was said that belongs to no number, by time.
        cut_s: Where the stretch was cut though a number may still be going on.
        replies: Whether the tokens are utterances, one of which may answer another.
        replies: Whether the tokens are utterances, one of which may answer another.
    """

    tokens: Mapping[Channel, Sequence[Token]]
    runs: Mapping[Channel, Sequence[Run]]
    sorts: Mapping[Channel, Sequence[Sort]]
    contexts: Sequence[Context]
    card_talk_s: Sequence[float]
    known: Iterable[str]
    talk_s: Sequence[float]
    cut_s: float | None = None
    replies: bool = True


def candidates(numbers: Numbers) -> list[Candidate]:
    """Return the runs of both sides, by time."""
    found = [
        Candidate(
            channel,
            run,
            numbers.tokens[channel][run.first].start_s,
            numbers.tokens[channel][run.last].end_s,
            None,
            numbers.replies and _alone(run, numbers.tokens[channel], numbers.sorts[channel]),
        )
        for channel in CHANNELS
        for run in numbers.runs[channel]
    ]
    return sorted(found, key=lambda item: (item.start_s, item.channel))


def _alone(run: Run, tokens: Sequence[Token], sorts: Sequence[Sort]) -> bool:
    """Return whether a run is all that its side says there, but for fillers."""
    first, last = tokens[run.first].utterance, tokens[run.last].utterance
    return all(
        token.cue is None and sort in _QUIET_SORTS
        for at, (token, sort) in enumerate(zip(tokens, sorts, strict=True))
        if first <= token.utterance <= last and not run.first <= at <= run.last
    )


def governing(item: Candidate, numbers: Numbers) -> Context | None:
    """Return the question or announcement that a run answers."""
    tokens = numbers.tokens[item.channel]
    before = [
        context
        for context in numbers.contexts
        if (
            context.end_s <= item.start_s + 0.05
            if context.channel == item.channel
            else context.end_s <= item.start_s + 1.5 and context.start_s < item.start_s
        )
        and item.start_s - context.end_s <= ANSWER_S + FOLLOW_S
    ]
    best: Context | None = None
    for context in reversed(before):
        if context.kind == "matter":
            age_s = item.start_s - context.end_s
            if context.channel == item.channel and age_s <= _MATTER_BESIDE_S:
                best = context
                break
            best = best or (context if age_s <= MATTER_S else None)
        elif context.kind == "card_talk" and item.start_s - context.end_s <= ANSWER_S:
            best = best if best and best.kind == "card_talk" else context
        elif (
            best is not None
            and best.kind == "card_talk"
            and (context.kind not in KINDS or best.start_s - context.end_s > MATTER_S)
        ):
            break
        elif context.kind in KINDS or context.kind in ("order", "ending"):
            if best is None or context.kind in KINDS:
                best = context
            break
    trailing = _trailing(item, tokens, numbers)
    if trailing is not None and (best is None or best.kind in ("matter", "ending")):
        return trailing
    return best


def _trailing(item: Candidate, tokens: Sequence[Token], numbers: Numbers) -> Context | None:
    """Return the announcement that comes just after a run: "… is my card number"."""
    for token in tokens[item.run.last + 1 : item.run.last + 1 + _TRAILING_TOKENS]:
        if token.start_s - item.end_s > _TRAILING_S:
            return None
        if token.cue is not None:
            kind = KINDS.get(token.cue.kind)
            if kind is None or len(item.run.digits) < kind.trailing:
                return None
            return next(
                c
                for c in numbers.contexts
                if c.start_s == token.cue.start_s and c.kind == token.cue.kind
            )
    return None
