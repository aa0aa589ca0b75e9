import pytest
from hypothesis import given
from hypothesis import strategies as st

from callassist.detect.language.text import (
    content_stems,
    near,
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
