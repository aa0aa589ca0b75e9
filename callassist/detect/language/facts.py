"""Facts in the customer's words: numbers, dates, amounts, what was tried.

Recognizers write "oh seven seven double four one" as often as "077441", seldom in
capitals: what stands around a fact ("my account number is …", or the question that it
answers) says what it is. Spoken numbers become digits with text2num.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from callassist.detect.language.text import is_number, normalize_numbers
from callassist.detect.memory.said import Said

RELATIONS = frozenset(
    "wife husband partner son daughter mother father brother sister friend boss colleague neighbor"
    " neighbour landlord landlady dog cat girlfriend boyfriend aunt uncle niece nephew grandson"
    " granddaughter grandmother grandfather nan gran kid child baby tenant flatmate roommate"
    " assistant secretary manager company business employer carer fiance fiancee spouse".split()
)
"""People and firms that are not the customer, whose names and numbers are their own."""

LABELS = {
    "account": "account", "order": "order", "phone": "phone", "telephone": "phone",
    "contact": "phone", "mobile": "mobile", "cell": "mobile", "cellphone": "mobile",
    "landline": "landline", "booking": "booking", "reservation": "booking",
    "confirmation": "booking", "reference": "reference", "ref": "reference",
    "policy": "policy", "card": "card", "serial": "serial", "tracking": "tracking",
    "consignment": "tracking", "customer": "customer", "membership": "membership",
    "member": "membership", "claim": "claim", "invoice": "invoice", "ticket": "ticket",
    "case": "case", "flight": "flight", "meter": "meter", "model": "model", "imei": "imei",
    "postcode": "postcode", "zip": "postcode", "passport": "passport", "license": "license",
    "licence": "license", "registration": "registration", "plate": "registration",
    "insurance": "insurance", "student": "student", "employee": "employee", "pin": "pin",
}  # fmt: skip
"""What a number can be of; two words of one value are the same thing."""

_THEIRS = frozenset("his her their its".split())
_NUMBER_DIGITS = 5
_ASKED_DIGITS = 3
_MONEY = frozenset(
    "dollars dollar pounds pound euros euro quid bucks buck cents pence rupees rupee grand lakh"
    " lakhs".split()
)
_MONTHS = frozenset(
    "january february march april may june july august september october november december".split()
)
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_LONE_DAYS = frozenset(("yesterday",))
_SPANS = frozenset(
    "day days week weeks month months year years hour hours fortnight minute minutes".split()
)
_PAST_SPANS = frozenset("week month year night weekend summer winter spring autumn fall".split())
_DAY_LEADS = frozenset("last next on since this until by from before after".split())
_MONTH_LEADS = frozenset("in since last on of this next until by from back early late mid".split())
_NOT_DATES = frozenset("every each most all".split())
_JOINERS = frozenset(("and", "a", "point"))
_LONE = frozenset(("one", "second", "first", "oh", "o", "a", "and", "point"))
_UNITS = frozenset("percent oclock am pm times days weeks minutes inch inches miles kg".split())
_YEAR = re.compile(r"(19[5-9]|20[0-4])\d")
_LABEL_REACH = 6
_OWNER_REACH = 6
_STEPS_AFTER = 3
_CLAUSE_ENDS = frozenset(
    "and but so because then which who if when while although since it they he she you we i"
    " nothing none still now".split()
)
_TRIED_TOKENS = 7


@dataclass(frozen=True, slots=True)
class Fact:
    """Something the customer gave.

    Attributes:
        kind: As a note's kind, or ``"email"``.
        text: The fact, as short as can be.
        token: The token where it begins.
        label: What a number is of, or the verb that a date is of; may be empty.
        owner: Whose it is: a word of ``RELATIONS``; empty for the customer.
    """

    kind: str
    text: str
    token: int
    label: str = ""
    owner: str = ""


@lru_cache(maxsize=4096)
def _is_number_word(token: str) -> bool:
    """Return whether a token can be part of a number."""
    if is_number(token) or token in ("one", "oh", "o", "zero", "double", "triple", "treble"):
        return True
    return is_number(normalize_numbers([token])[0])


def number_spans(items: Sequence[str]) -> Iterator[tuple[list[str], int, int]]:
    """Yield the runs of number words: their digits, first token and end."""
    index, total = 0, len(items)
    while index < total:
        if not _is_number_word(items[index]):
            index += 1
            continue
        end = index + 1
        while end < total and (
            _is_number_word(items[end])
            or (items[end] in _JOINERS and end + 1 < total and _is_number_word(items[end + 1]))
        ):
            end += 1
        if end - index >= _ASKED_DIGITS or any(t not in _LONE for t in items[index:end]):
            yield _digits(items[index:end]), index, end
        index = end


def _digits(run: Sequence[str]) -> list[str]:
    """Return a run of number words as digits; single digits in a row are one number."""
    out: list[str] = []
    alone = False
    for token in normalize_numbers(list(run)):
        single = len(token) == 1 and token.isdigit()
        if single and alone:
            out[-1] += token
        elif is_number(token):
            out.append(token)
        alone = single
    return out


def owner_before(items: Sequence[str], at: int, relation: str = "") -> str:
    """Return whose a thing at a token is: "my wife's number", "her name"; empty: the speaker's."""
    for token in reversed(items[max(0, at - _OWNER_REACH) : at]):
        if token in RELATIONS:
            return token
        if token in _THEIRS:
            return relation or "other"
        if token in ("my", "your", "our", "i", "the"):
            return ""
    return ""


def label_near(items: Sequence[str], start: int, end: int) -> tuple[str, int]:
    """Return what a number is of and the token that says so; ``("", start)`` if none does."""
    for at in range(start - 1, max(-1, start - 1 - _LABEL_REACH), -1):
        if items[at] in LABELS:
            return LABELS[items[at]], at
        if is_number(items[at]) and len(items[at]) >= _ASKED_DIGITS:
            break
    after = items[end : end + _STEPS_AFTER + 1]
    if after[:1] == ["is"]:
        for offset, token in enumerate(after):
            if token in LABELS:
                return LABELS[token], end + offset
    return "", start


def facts(said: Said, asked: str = "", relation: str = "") -> Iterator[Fact]:
    """Yield the facts of a finished utterance, but for names (see :mod:`.names`).

    Args:
        said: The customer's words.
        asked: What the agent has just asked for: a value of ``LABELS``, or empty.
        relation: Whom the customer spoke of last.
    """
    items = said.tokens
    taken: set[int] = set()
    for digits, start, end in number_spans(items):
        taken.update(range(start, end))
        yield from _number_facts(items, digits, start, end, asked, relation)
    for index, token in enumerate(items):
        if index not in taken:
            yield from _date_facts(items, index, token)
    for hit in said.hits.get("tried", ()):
        end = _clause_end(said, hit.end)
        yield Fact("tried", said.quote(hit.start, end, around=0), hit.start)
    for hit in said.hits.get("my_email", ()):
        yield Fact("email", said.quote(hit.end, min(len(items), hit.end + 6), 0), hit.start)


def _number_facts(
    items: Sequence[str], digits: list[str], start: int, end: int, asked: str, relation: str
) -> Iterator[Fact]:
    """Yield what a run of numbers is: money, a date, or a number of something."""
    if not digits:
        return
    after = items[end] if end < len(items) else ""
    before = items[start - 1] if start else ""
    last = digits[-1]
    if after in _MONEY:
        cents = items[end + 1 : end + 2]
        more = normalize_numbers(cents) if cents and _is_number_word(cents[0]) else []
        text = f"{last}.{more[0]}" if more and more[0].isdigit() and "." not in last else last
        yield Fact("amount", f"{text} {after}", start)
        return
    if last[-2:] in ("st", "nd", "rd", "th"):
        near = [*items[max(0, start - 2) : start], *items[end : end + 2]]
        month = next((token for token in near if token in _MONTHS), "")
        if month:
            yield Fact("date", f"{last} {month}", start, _verb_before(items, start))
        elif before == "the" and items[max(0, start - 2)] in ("on", "since", "by", "until"):
            yield Fact("date", last, start, _verb_before(items, start))
        return
    spans = items[end : end + 2]
    if spans[:1] and (spans[0] == "ago" or (spans[0] in _SPANS and spans[1:] == ["ago"])):
        words = " ".join([last, *spans[: 2 - (spans[0] == "ago")]])
        yield Fact("date", words, start, _verb_before(items, start))
        return
    if len(digits) == 1 and _YEAR.fullmatch(last) and before in ("in", "since", "from", "of"):
        yield Fact("date", last, start, _verb_before(items, start))
        return
    label, at = label_near(items, start, end)
    given = label or asked
    text = "".join(digits) if all(d.isdigit() for d in digits) else last
    if after in _UNITS or after in _SPANS or not text.isdigit():
        return
    if len(text) >= (_ASKED_DIGITS if given else _NUMBER_DIGITS):
        owner = owner_before(items, at if label else start, relation)
        yield Fact("number", text, start, given, owner)


def _date_facts(items: Sequence[str], index: int, token: str) -> Iterator[Fact]:
    """Yield a date without digits: a day, a month, "last week", "a month ago"."""
    before = items[index - 1] if index else ""
    text = ""
    if token in _LONE_DAYS or (token in _DAYS and before not in _NOT_DATES):
        text = f"{before} {token}" if before in _DAY_LEADS else token
    elif token in _MONTHS and before in _MONTH_LEADS:
        text = token if before in ("of", "early", "late", "mid") else f"{before} {token}"
    elif token in _PAST_SPANS and before == "last":
        text = f"last {token}"
    elif token == "ago" and before in _SPANS and items[max(0, index - 2)] in ("a", "an"):
        text = f"{items[index - 2]} {before} ago"
    if text:
        yield Fact("date", text, index, _verb_before(items, index))


_VERB_REACH = 8


def _verb_before(items: Sequence[str], at: int) -> str:
    """Return the deed that a date is of: the nearest of ``DEEDS`` before it."""
    for token in reversed(items[max(0, at - _VERB_REACH) : at]):
        if token in DEEDS:
            return DEEDS[token]
    return ""


DEEDS = {
    form: deed
    for deed, forms in {
        "buy": "buy bought purchase purchased",
        "order": "order ordered",
        "book": "book booked",
        "pay": "pay paid",
        "send": "send sent post posted mailed returned",
        "call": "call called ring rang phoned spoke",
        "start": "start started begin began",
        "move": "move moved",
        "receive": "receive received got arrived arrive delivered came",
        "sign": "sign signed joined join",
        "cancel": "cancel cancelled canceled",
        "happen": "happen happened broke stopped",
        "born": "born birth",
    }.items()
    for form in forms.split()
}
"""Deeds whose dates are asked for, by every form of the verb."""


def _clause_end(said: Said, start: int) -> int:
    """Return where the clause around a token ends, a few tokens on at most."""
    end = start
    while end < len(said.tokens) and end - start < _TRIED_TOKENS:
        if end > start and (said.tokens[end] in _CLAUSE_ENDS or said.ends_sentence(end - 1)):
            break
        end += 1
    return end
