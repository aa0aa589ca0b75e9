"""Spoken numbers: which words are digits, and which digits they are.

Recognizers write one number many ways ("double four", "44", "forty four"), hear "for" for
"four" and put small words between. Runs are kept loose on purpose: what lies between two
digits is a part of the number until enough other words have come.
"""

from __future__ import annotations

import itertools
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from callassist.store.redaction.lexicon import NumberWords
from callassist.store.redaction.tokens import Token

JOIN_S = 7.0
"""A longer pause ends a number."""
_OTHER_TALK = 3
"""So many words of the other side, which are no number themselves, end one."""
_GAP_COST = 2.0
"""So many other words end a number; small ones count half, fillers nothing."""
_DATE_DIGITS = 8
_AMOUNT_DIGITS = 5
"""A number up to this long in front of a unit is an amount."""


class Sort(Enum):
    """What a token can be in a number."""

    DIGIT = auto()
    TEEN = auto()
    TENS = auto()
    SCALE = auto()
    REPEAT = auto()
    MAYBE = auto()  # a digit only inside a run
    LETTER = auto()
    MONTH = auto()
    ORDINAL = auto()
    FILLER = auto()
    LINK = auto()
    UNIT = auto()
    OTHER = auto()


NUMBER = frozenset({Sort.DIGIT, Sort.TEEN, Sort.TENS, Sort.SCALE, Sort.REPEAT})
DATE = frozenset({Sort.MONTH, Sort.ORDINAL})
_COSTS = {Sort.FILLER: 0.0, Sort.MAYBE: 0.0, Sort.LINK: 0.5, Sort.REPEAT: 0.0}


def sort_of(token: Token, words: NumberWords) -> Sort:
    """Return what a token can be, by itself."""
    text = token.text
    if token.amount:
        return Sort.OTHER
    if text[0].isdecimal():
        return Sort.DIGIT if text.isdecimal() else Sort.ORDINAL
    if text in words.digits and text not in words.shy:
        return Sort.DIGIT
    for sort, members in (
        (Sort.TEEN, words.teens),
        (Sort.TENS, words.tens),
        (Sort.REPEAT, words.repeats),
        (Sort.SCALE, words.hundred),
        (Sort.SCALE, words.thousand),
        (Sort.MAYBE, words.shy),
        (Sort.ORDINAL, words.ordinals),
        (Sort.MONTH, words.months),
        (Sort.MAYBE, words.homophones),
        (Sort.FILLER, words.fillers),
        (Sort.UNIT, words.units),
        (Sort.LINK, words.links),
    ):
        if text in members:
            return sort
    if len(text) == 1 and text.isalpha():
        return Sort.LETTER
    if text in words.letters or (token.capitals and len(text) <= 4):
        return Sort.LETTER
    return Sort.FILLER if text in words.joins or not text.isalnum() else Sort.OTHER


def _gap_cost(sorts: Sequence[Sort]) -> float:
    """Return how much other talk some tokens are."""
    return sum(_COSTS.get(sort, 1.0) for sort in sorts)


@dataclass(slots=True)
class Run:
    """Digits, letters and dates that one side said in a row.

    Attributes:
        items: Places of its tokens in the side's list; what is between belongs to it.
        digits: Its digits.
        letters: How many of its tokens are letters.
        dated: Whether a month, an ordinal or a written date is in it.
        ordinals: How many of its tokens are ordinals.
        ranged: Whether a word like "to" stands between its numbers.
        loose: Whether words of other talk stand between its numbers.
        heard: How many of its digits are other words that may have been digits.
        spelled: Whether nearly all of it is said digit by digit, or written in digits.
        strict_digits: The most digits in a row with hardly anything between.
        parts: Its items, parted where other words or dates are between.
    """

    items: list[int]
    digits: str = ""
    letters: int = 0
    dated: bool = False
    ordinals: int = 0
    ranged: bool = False
    loose: bool = False
    heard: int = 0
    spelled: bool = False
    strict_digits: str = ""
    parts: list[list[int]] = field(default_factory=list)

    @property
    def first(self) -> int:
        """Place of its first token."""
        return self.items[0]

    @property
    def last(self) -> int:
        """Place of its last token."""
        return self.items[-1]


def find_runs(
    tokens: Sequence[Token],
    words: NumberWords,
    breaks_s: Sequence[float] = (),
    other_talk_s: Sequence[float] = (),
) -> tuple[list[Run], list[Sort]]:
    """Find the numbers in what one side said.

    Args:
        tokens: The side's tokens, in order.
        words: The language's number words.
        breaks_s: When the other side asked for something: a number ends there.
        other_talk_s: When the other side said words that belong to no number, by time.

    Returns:
        The runs in order, and the sort of every token.
    """
    sorts = [sort_of(token, words) for token in tokens]
    sorts = [_in_place(at, tokens, sorts, words) for at in range(len(tokens))]
    found: list[list[int]] = []
    open_run: list[int] = []
    for at, sort in enumerate(sorts):
        token = tokens[at]
        if token.cue is not None:
            sorts[at] = Sort.OTHER
            if open_run:
                found.append(open_run)
                open_run = []
            continue
        if sort is Sort.UNIT and open_run and open_run[-1] == at - 1:
            kept = _without_amount(open_run, tokens, sorts, words)
            if kept:
                found.append(kept)
            open_run = []
            continue
        if sort not in NUMBER and sort not in DATE and sort is not Sort.LETTER:
            continue
        if open_run and (
            _gap_cost(sorts[open_run[-1] + 1 : at]) > _GAP_COST
            or _interrupted(tokens[open_run[-1]].end_s, token.start_s, breaks_s, other_talk_s)
        ):
            found.append(open_run)
            open_run = []
        open_run.append(at)
    if open_run:
        found.append(open_run)
    return [_run(items, tokens, sorts, words) for items in found], sorts


def _in_place(at: int, tokens: Sequence[Token], sorts: list[Sort], words: NumberWords) -> Sort:
    """Return what a token is among its neighbors."""
    sort, text = sorts[at], tokens[at].text
    before = sorts[at - 1] if at and not tokens[at].first else None
    after = sorts[at + 1] if at + 1 < len(sorts) and not tokens[at].last else None
    beside = {before, after}
    numbers = NUMBER - {Sort.SCALE}
    if sort is Sort.MAYBE and text in words.shy:
        near = beside | set(sorts[max(0, at - 2) : at + 3])
        return (
            Sort.DIGIT if near & (numbers | {Sort.LETTER}) or _shy_pair(at, tokens, words) else sort
        )
    if sort is Sort.REPEAT:
        soon = set(sorts[at + 1 : at + 3])
        return sort if soon & (numbers | {Sort.MAYBE, Sort.LETTER}) else Sort.OTHER
    if sort is Sort.SCALE:
        return sort if beside & NUMBER else Sort.OTHER
    if sort is Sort.LETTER and not tokens[at].written:
        near_by = set(sorts[max(0, at - 2) : at]) | set(sorts[at + 1 : at + 3])
        return sort if near_by & (numbers | {Sort.LETTER}) else Sort.OTHER
    digits_beside = beside & numbers or any(
        token.text in words.shy for token in tokens[max(0, at - 1) : at + 2]
    )
    if sort is Sort.ORDINAL and text in words.homophones and digits_beside:
        dates = set(sorts[max(0, at - 3) : at] + sorts[at + 1 : at + 4]) & DATE
        return sort if dates else Sort.MAYBE
    if sort in DATE:
        around = set(sorts[max(0, at - 3) : at]) | set(sorts[at + 1 : at + 4])
        return sort if around & (numbers | DATE) else Sort.OTHER
    if sort is Sort.DIGIT or sort in (Sort.TEEN, Sort.TENS):
        lone = before not in numbers and after not in NUMBER
        said_before = tokens[at - 1].text if at and not tokens[at].first else ""
        if lone and said_before in words.before and len(text) <= _AMOUNT_DIGITS:
            return Sort.OTHER
        if text == "one" and lone:
            said_after = tokens[at + 1].text if after is not None else ""
            if said_before in words.one_before or said_after in words.one_after:
                return Sort.OTHER
    return sort


def _shy_pair(at: int, tokens: Sequence[Token], words: NumberWords) -> bool:
    """Return whether "oh" stands beside another "oh"."""
    near = [*tokens[max(0, at - 1) : at], *tokens[at + 1 : at + 2]]
    return any(token.text in words.shy for token in near)


def _interrupted(
    end_s: float, start_s: float, breaks_s: Sequence[float], other_talk_s: Sequence[float]
) -> bool:
    """Return whether a number that ended at ``end_s`` cannot go on at ``start_s``."""
    if start_s - end_s > JOIN_S:
        return True
    if any(end_s - 0.3 < break_s < start_s + 0.3 for break_s in breaks_s):
        return True
    return bisect(other_talk_s, start_s) - bisect(other_talk_s, end_s) >= _OTHER_TALK


def _without_amount(
    items: list[int], tokens: Sequence[Token], sorts: list[Sort], words: NumberWords
) -> list[int]:
    """Take the number that measures something off the end of a run; mark it as no digit."""
    if len(digits_of(items, tokens, sorts, words)) <= _AMOUNT_DIGITS:
        for at in items:
            sorts[at] = Sort.OTHER
        return []
    return items


def _run(
    items: list[int], tokens: Sequence[Token], sorts: Sequence[Sort], words: NumberWords
) -> Run:
    said = digits_of(items, tokens, sorts, words)
    dates = [at for at in items if sorts[at] in DATE]
    if dates and len(said) > _DATE_DIGITS and len(dates) < len(items):
        items = [at for at in items if at not in dates]
    parts: list[list[int]] = [[items[0]]]
    for last, at in itertools.pairwise(items):
        if _gap_cost(sorts[last + 1 : at]) > 1.0 or sorts[at] in DATE or sorts[last] in DATE:
            parts.append([])
        parts[-1].append(at)
    strict = max((digits_of(part, tokens, sorts, words) for part in parts), key=len)
    between = range(items[0], items[-1])
    return Run(
        items=items,
        digits=digits_of(items, tokens, sorts, words),
        letters=sum(sorts[at] is Sort.LETTER for at in items),
        dated=any(sorts[at] in DATE for at in items)
        or (len(said) <= _DATE_DIGITS and any(tokens[at].text == "/" for at in between)),
        ordinals=sum(sorts[at] is Sort.ORDINAL for at in items),
        ranged=any(tokens[at].text in words.ranges for at in between),
        loose=Sort.OTHER in sorts[items[0] : items[-1]],
        heard=sum(sorts[at] is Sort.MAYBE for at in between),
        spelled=2 * sum(sorts[at] is Sort.DIGIT for at in items) > len(items),
        strict_digits=strict,
        parts=parts,
    )


def digits_of(
    items: Sequence[int], tokens: Sequence[Token], sorts: Sequence[Sort], words: NumberWords
) -> str:
    """Return the digits that items of a run stand for, homophones between them included."""
    if not items:
        return ""
    said = [
        tokens[at]
        for at in range(items[0], items[-1] + 1)
        if sorts[at] in NUMBER or sorts[at] is Sort.MAYBE or sorts[at] is Sort.ORDINAL
    ]
    out = ""
    repeat = 1
    at = 0
    while at < len(said):
        text = said[at].text
        following = said[at + 1].text if at + 1 < len(said) else ""
        at += 1
        if text in words.repeats:
            repeat = words.repeats[text]
            continue
        if text in words.tens and words.digits.get(following, "0") != "0":
            value = words.tens[text][0] + words.digits[following]
            at += 1
        elif text in words.hundred or text in words.thousand:
            # "four hundred and twenty": the tens take the place of the last zeros.
            zeros = 2 if text in words.hundred else 3
            tail = following in words.tens or following in words.teens
            value = "0" * max(0, zeros - (2 if tail else 1 if following in words.digits else 0))
        else:
            value = _digits(text, words)
        out += value * repeat
        repeat = 1
    return out


def _digits(text: str, words: NumberWords) -> str:
    if text.isdecimal():
        return text
    for table in (words.digits, words.teens, words.tens, words.homophones):
        if text in table:
            return table[text]
    return "".join(character for character in text if character.isdecimal())


def luhn(digits: str) -> bool:
    """Return whether digits carry a valid check digit (ISO/IEC 7812-1, annex B)."""
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (sum(map(int, digits[-1::-2])) + sum(doubled)) % 10 == 0
