"""Spoken numbers, written as digits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from text_to_num import alpha2digit

from callassist.detect.language.text import is_number

_DIGITS = {
    "oh": "0",
    "o": "0",
    "zero": "0",
    "nought": "0",
    "naught": "0",
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
}
_TIMES = {"double": 2, "triple": 3, "treble": 3}
_TEENS_AND_MORE = frozenset(
    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty"
    " forty fifty sixty seventy eighty ninety hundred thousand million first second third fourth"
    " fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
    " sixteenth seventeenth eighteenth nineteenth twentieth thirtieth".split()
)
_CARDINALS = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred"
    " thousand million".split()
)
_NUMBER_WORDS = _TEENS_AND_MORE | (frozenset(_DIGITS) - {"oh", "o"})
_MARK_NUMBERS = _NUMBER_WORDS | frozenset(_TIMES)
_JOINERS = frozenset(("and", "a", "point"))
_LONE = frozenset(("one", "second", "first", "oh", "o", "a", "and", "point"))
_TAKE_AND = ("hundred", "thousand")
_ORDINAL_ENDINGS = ("st", "nd", "rd", "th")
_ENDING_LETTERS = "stndrh"
LEAST_DIGITS = 3
"""Shorter runs of digits are a number only where they were asked for or say more."""
_MAY_BEGIN_NUMBER = _MARK_NUMBERS | frozenset(_DIGITS)


def _digit_run(items: Sequence[str], start: int) -> tuple[str, int]:
    """Read digits spoken one by one from ``start``; return them and where they end."""
    digits = ""
    index = start
    while index < len(items):
        word = items[index]
        following = _DIGITS.get(items[index + 1]) if index + 1 < len(items) else None
        if word in _TIMES and following is not None:
            digits += following * _TIMES[word]
            index += 2
        elif word in _DIGITS:
            digits += _DIGITS[word]
            index += 1
        elif word.isdigit() and len(word) <= 4 and digits:
            digits += word
            index += 1
        else:
            break
    return digits, index


def normalize_numbers(items: Sequence[str]) -> list[str]:
    """Return tokens with spoken numbers as digits.

    "twelve dollars" → "12 dollars"; digits said one by one join: "four seven one
    nine two" → "47192", "double four oh" → "440"; "third" → "3rd". A lone "one",
    "oh" or "second" stays as it is, for it is seldom a number.
    """
    if _MARK_NUMBERS.isdisjoint(items):
        return list(items)
    out: list[str] = []
    index = 0
    while index < len(items):
        if items[index] not in _MAY_BEGIN_NUMBER:
            out.append(items[index])
            index += 1
            continue
        digits, end = _digit_run(items, index)
        follows_ten = end < len(items) and items[end] in _TEENS_AND_MORE
        if len(digits) >= 3 or (len(digits) == 2 and not follows_ten and items[index] not in "oh"):
            out.append(digits)
            index = end
            continue
        end = index
        while end < len(items) and (
            items[end] in _NUMBER_WORDS or (end > index and items[end] in ("and", "a"))
        ):
            end += 1
        while end > index and items[end - 1] in ("and", "a"):
            end -= 1
        run = list(items[index:end])
        if run and run not in (["one"], ["second"], ["first"]):
            out.extend(alpha2digit(" ".join(run), "en", 0.0).split())
            index = end
            continue
        out.append(items[index])
        index += 1
    return out


def is_ordinal(number: str) -> bool:
    """Return whether a number in digits is an ordinal: "3rd"."""
    return number.endswith(_ORDINAL_ENDINGS)


def without_ending(number: str) -> str:
    """Return a number in digits without an ordinal's ending: "3rd" → "3"."""
    return number.rstrip(_ENDING_LETTERS)


def takes_and(token: str) -> bool:
    """Return whether an "and" after a number word may go on with it: "two hundred and six"."""
    return token in _TAKE_AND


def goes_on(before: Sequence[str], word: Sequence[str], after: Sequence[str]) -> bool:
    """Return whether a word between two others, each as tokens, is the "and" of a number."""
    if tuple(word) != ("and",) or not before or not takes_and(before[-1]):
        return False
    return normalize_numbers(["hundred", "and", *after])[0] != "100"


def joins_hundreds(token: str, items: Sequence[str]) -> bool:
    """Return whether a token is the "and" of a number among ``items``: "two hundred and"."""
    return token == "and" and "hundred" in items


def is_cardinal(token: str) -> bool:
    """Return whether a token is a spoken cardinal: "two", "hundred"."""
    return token in _CARDINALS


@lru_cache(maxsize=4096)
def is_number_word(token: str) -> bool:
    """Return whether a token can be part of a number."""
    if is_number(token) or token in ("one", "oh", "o", "zero", "double", "triple", "treble"):
        return True
    return is_number(normalize_numbers([token])[0])


def number_spans(items: Sequence[str]) -> Iterator[tuple[list[str], int, int]]:
    """Yield the runs of number words: their digits, first token and end."""
    index, total = 0, len(items)
    while index < total:
        if not is_number_word(items[index]):
            index += 1
            continue
        end = index + 1
        while end < total and (
            is_number_word(items[end])
            or (items[end] in _JOINERS and end + 1 < total and is_number_word(items[end + 1]))
        ):
            end += 1
        if end - index >= LEAST_DIGITS or any(t not in _LONE for t in items[index:end]):
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
