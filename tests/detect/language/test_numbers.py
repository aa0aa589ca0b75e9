"""Spoken numbers become digits, and nothing else does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callassist.detect.language.numbers import (
    goes_on,
    is_ordinal,
    normalize_numbers,
    number_spans,
    without_ending,
)
from callassist.detect.language.text import is_number, tokens

_SPOKEN = "oh one two three four five six seven eight nine".split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("twelve dollars", "12 dollars"),
        ("it is four seven one nine two", "it is 47192"),
        ("double four oh", "440"),
        ("nine four one one oh", "94110"),
        ("two or three times", "2 or 3 times"),
        ("the third of the month", "the 3rd of the month"),
        ("one of them", "one of them"),
        ("oh no", "oh no"),
        ("a hundred and fifty pounds", "a 150 pounds"),
    ],
)
def test_spoken_numbers(text: str, expected: str) -> None:
    assert normalize_numbers(tokens(text)) == expected.split()


def test_numbers_of_a_sentence() -> None:
    found = normalize_numbers(tokens("I paid forty pounds on the third"))
    assert [token for token in found if is_number(token)] == ["40", "3rd"]
    assert [is_ordinal(token) for token in found if is_number(token)] == [False, True]
    assert without_ending("3rd") == "3"


@pytest.mark.parametrize(
    ("before", "after", "one_number"),
    [("hundred", "six", True), ("thousand", "ten", True), ("hundred", "then", False),
     ("six", "six", False)],
)  # fmt: skip
def test_an_and_may_belong_to_a_number(before: str, after: str, one_number: bool) -> None:
    assert goes_on((before,), ("and",), (after,)) is one_number
    assert not goes_on((before,), ("but",), (after,))
    assert not goes_on((), ("and",), (after,))


@given(st.lists(st.sampled_from([*_SPOKEN, "and", "double", "of", "12", "3rd", "hundred"])))
def test_spans_lie_in_order_within_the_words(items: list[str]) -> None:
    end_before = 0
    for digits, start, end in number_spans(items):
        assert end_before <= start < end <= len(items)
        assert all(text[0].isdigit() for text in digits)
        end_before = end


@given(
    st.lists(st.sampled_from("oh one two twenty hundred and the double third pounds 12".split()))
)
def test_numbers_lose_no_other_word(items: list[str]) -> None:
    out = normalize_numbers(items)
    assert [t for t in out if t in ("the", "pounds")] == [
        t for t in items if t in ("the", "pounds")
    ]
    assert all(is_number(t) for t in out if t not in items and t.isdigit())
