import pytest
from hypothesis import given
from hypothesis import strategies as st

from callassist.detect.language.text import (
    content_stems,
    is_number,
    near,
    normalize_numbers,
    numbers,
    stem,
    tokens,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Don't", "do not"),
        ("don’t", "do not"),
        ("I'm I've I'd I'll", "i am i have i would i will"),
        ("can't cannot won't", "can not can not will not"),
        ("It's that's what's", "it is that is what is"),
        ("my daughter's birthday", "my daughter birthday"),
        ("Let's go!", "let us go"),
        ("well-known e-mail Wi-Fi", "well known email wifi"),
        ("$12 and £1,200.50", "12 dollars and 1200.50 pounds"),
        ("5% off", "5 percent off"),
        ("My name's Ewan.", "my name is ewan"),
        ("...", ""),
    ],
)
def test_tokens(text: str, expected: str) -> None:
    assert tokens(text) == expected.split()


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
    assert numbers(tokens("I paid forty pounds on the third")) == ["40", "3rd"]


def test_content_is_what_tells_of_a_matter() -> None:
    told = content_stems(tokens("And then the washing machine leaked again"))
    assert told == [stem("washing"), stem("machine"), stem("leaked")]


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("technician", "technician", True),
        ("technician", "technicin", True),
        ("router", "routers", True),
        ("refund", "return", False),
        ("bill", "ball", False),
        ("cat", "car", False),
    ],
)
def test_words_a_recognizer_may_confuse(first: str, second: str, same: bool) -> None:
    assert near(first, second) is same
    assert near(second, first) is same


@given(st.text())
def test_tokens_are_plain_words(text: str) -> None:
    for token in tokens(text):
        assert token == token.lower()
        assert " " not in token
        assert token


@given(
    st.lists(st.sampled_from("oh one two twenty hundred and the double third pounds 12".split()))
)
def test_numbers_lose_no_other_word(items: list[str]) -> None:
    out = normalize_numbers(items)
    assert [t for t in out if t in ("the", "pounds")] == [
        t for t in items if t in ("the", "pounds")
    ]
    assert all(is_number(t) for t in out if t not in items and t.isdigit())
