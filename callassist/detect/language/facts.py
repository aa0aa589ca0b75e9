"""Facts in the customer's words: numbers, dates, amounts, what was tried.

Recognizers write "oh seven seven double four one" as often as "077441", seldom in
capitals: what stands around a fact ("my account number is …", or the question that it
answers) says what it is. The words that say so are the lexicon's (``[sets.facts]``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from callassist.detect.language.numbers import (
    LEAST_DIGITS,
    is_number_word,
    is_ordinal,
    normalize_numbers,
    number_spans,
)
from callassist.detect.language.text import is_number
from callassist.detect.language.wordsets import Facts, Names, WordSets
from callassist.detect.memory.said import Said

_NUMBER_DIGITS = 5
_YEAR = re.compile(r"(19[5-9]|20[0-4])\d")
_LABEL_REACH = 6
_OWNER_REACH = 6
_STEPS_AFTER = 3
_VERB_REACH = 8
_TRIED_TOKENS = 7


@dataclass(frozen=True, slots=True)
class Fact:
    """Something the customer gave.

    Attributes:
        kind: As a note's kind, or ``"email"``.
        text: The fact, as short as can be.
        token: The token where it begins.
        label: What a number is of, or the verb that a date is of; may be empty.
        owner: Whose it is: one of the lexicon's ``relations``; empty for the customer.
    """

    kind: str
    text: str
    token: int
    label: str = ""
    owner: str = ""


def owner_before(items: Sequence[str], at: int, words: Names, relation: str = "") -> str:
    """Return whose a thing at a token is: "my wife's number", "her name"; empty: the speaker's."""
    for token in reversed(items[max(0, at - _OWNER_REACH) : at]):
        if token in words.relations:
            return token
        if token in words.theirs:
            return relation or "other"
        if token in words.speakers:
            return ""
    return ""


def label_near(items: Sequence[str], start: int, end: int, words: Facts) -> tuple[str, int]:
    """Return what a number is of and the token that says so; ``("", start)`` if none does."""
    labels = words.labels
    for at in range(start - 1, max(-1, start - 1 - _LABEL_REACH), -1):
        if items[at] in labels:
            return labels[items[at]], at
        if is_number(items[at]) and len(items[at]) >= LEAST_DIGITS:
            break
    after = items[end : end + _STEPS_AFTER + 1]
    if after and after[0] in words.be:
        for offset, token in enumerate(after):
            if token in labels:
                return labels[token], end + offset
    return "", start


def facts(said: Said, asked: str = "", relation: str = "") -> Iterator[Fact]:
    """Yield the facts of a finished utterance, but for names (see :mod:`.names`).

    Args:
        said: The customer's words.
        asked: What the agent has just asked for: one of the lexicon's ``labels``, or empty.
        relation: Whom the customer spoke of last.
    """
    items, sets = said.tokens, said.book.sets
    taken: set[int] = set()
    for digits, start, end in number_spans(items):
        taken.update(range(start, end))
        yield from _number_facts(items, digits, start, end, asked, relation, sets)
    for index, token in enumerate(items):
        if index not in taken:
            yield from _date_facts(items, index, token, sets.facts)
    for hit in said.hits.get("tried", ()):
        end = _clause_end(said, hit.end)
        yield Fact("tried", said.quote(hit.start, end, around=0), hit.start)
    for hit in said.hits.get("my_email", ()):
        yield Fact("email", said.quote(hit.end, min(len(items), hit.end + 6), 0), hit.start)


def _number_facts(
    items: Sequence[str],
    digits: list[str],
    start: int,
    end: int,
    asked: str,
    relation: str,
    sets: WordSets,
) -> Iterator[Fact]:
    """Yield what a run of numbers is: money, a date, or a number of something."""
    if not digits:
        return
    words = sets.facts
    after = items[end] if end < len(items) else ""
    before = items[start - 1] if start else ""
    last = digits[-1]
    if after in words.money:
        cents = items[end + 1 : end + 2]
        more = normalize_numbers(cents) if cents and is_number_word(cents[0]) else []
        text = f"{last}.{more[0]}" if more and more[0].isdigit() and "." not in last else last
        yield Fact("amount", f"{text} {after}", start)
        return
    if is_ordinal(last):
        near = [*items[max(0, start - 2) : start], *items[end : end + 2]]
        month = next((token for token in near if token in words.months), "")
        if month:
            yield Fact("date", f"{last} {month}", start, _verb_before(items, start, words))
        elif before in words.ordinal_leads and items[max(0, start - 2)] in words.ordinal_days:
            yield Fact("date", last, start, _verb_before(items, start, words))
        return
    spans = items[end : end + 2]
    past = [span in words.ago for span in spans]
    if past and (past[0] or (spans[0] in words.spans and any(past[1:]))):
        text = " ".join([last, *spans[: 2 - past[0]]])
        yield Fact("date", text, start, _verb_before(items, start, words))
        return
    if len(digits) == 1 and _YEAR.fullmatch(last) and before in words.year_leads:
        yield Fact("date", last, start, _verb_before(items, start, words))
        return
    label, at = label_near(items, start, end, words)
    given = label or asked
    text = "".join(digits) if all(d.isdigit() for d in digits) else last
    if after in words.units or after in words.spans or not text.isdigit():
        return
    if len(text) >= (LEAST_DIGITS if given else _NUMBER_DIGITS):
        owner = owner_before(items, at if label else start, sets.names, relation)
        yield Fact("number", text, start, given, owner)


def _date_facts(items: Sequence[str], index: int, token: str, words: Facts) -> Iterator[Fact]:
    """Yield a date without digits: a day, a month, "last week", "a month ago"."""
    before = items[index - 1] if index else ""
    text = ""
    if token in words.lone_days or (token in words.days and before not in words.no_dates):
        text = f"{before} {token}" if before in words.day_leads else token
    elif token in words.months and before in words.month_leads:
        text = token if before in words.month_parts else f"{before} {token}"
    elif token in words.past_spans and before in words.last:
        text = f"{before} {token}"
    elif token in words.ago and before in words.spans and items[max(0, index - 2)] in words.one:
        text = f"{items[index - 2]} {before} {token}"
    if text:
        yield Fact("date", text, index, _verb_before(items, index, words))


def _verb_before(items: Sequence[str], at: int, words: Facts) -> str:
    """Return the deed that a date is of: the nearest before it."""
    for token in reversed(items[max(0, at - _VERB_REACH) : at]):
        if token in words.deeds:
            return words.deeds[token]
    return ""


def _clause_end(said: Said, start: int) -> int:
    """Return where the clause around a token ends, a few tokens on at most."""
    end, clause_ends = start, said.book.sets.facts.clause_ends
    while end < len(said.tokens) and end - start < _TRIED_TOKENS:
        if end > start and (said.tokens[end] in clause_ends or said.ends_sentence(end - 1)):
            break
        end += 1
    return end
