"""Facts in words: spoken numbers come back as the digits that were said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callassist.detect.language.facts import Fact, facts
from callassist.detect.language.phrases import phrasebook
from callassist.detect.memory.conversation import Conversation
from callassist.detect.memory.said import Said
from callassist.types import Utterance, Word

_SPOKEN = "oh one two three four five six seven eight nine".split()


def said(text: str) -> Said:
    words = tuple(Word(w, 0.3 * i, 0.3 * i + 0.3) for i, w in enumerate(text.split()))
    heard = Utterance("customer", words, True, 9.0, 0.0, 0.3 * len(words))
    found = Conversation(phrasebook()).hear(heard)
    assert found is not None
    return found


def given_in(text: str, asked: str = "") -> list[tuple[str, str, str, str]]:
    return [(f.kind, f.text, f.label, f.owner) for f in facts(said(text), asked)]


@given(st.lists(st.integers(0, 9), min_size=5, max_size=14).filter(any))
def test_digits_said_one_by_one_come_back(digits: list[int]) -> None:
    spoken = " ".join(_SPOKEN[digit] for digit in digits)
    written = "".join(map(str, digits))
    assert given_in(f"my account number is {spoken}") == [("number", written, "account", "")]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("the policy number is double eight three oh two one", ("883021", "policy", "")),
        ("four four seven one nine is my customer number", ("44719", "customer", "")),
        ("my wife's phone number is five five one two eight", ("55128", "phone", "wife")),
        ("it's 5 5 3 1 9", ("55319", "", "")),
    ],
)
def test_what_a_number_is_of_and_whose(text: str, fact: tuple[str, str, str]) -> None:
    assert ("number", *fact) in given_in(text)


def test_a_short_number_counts_when_it_was_asked_for() -> None:
    assert given_in("five five three one") == []
    assert given_in("five five three one", "order") == [("number", "5531", "order", "")]


def test_a_date_knows_its_deed() -> None:
    assert ("date", "in january", "buy", "") in given_in("i bought it from you in january")
    assert Fact("date", "3rd may", 5, "order") in list(
        facts(said("i ordered it on the third of may"))
    )
