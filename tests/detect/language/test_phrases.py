import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callassist.detect.language.phrases import PhraseBook, load_phrasebook, merge, phrasebook
from callassist.detect.language.text import tokens
from callassist.errors import CallAssistError


def found(patterns: list[str], text: str) -> list[str]:
    items = tokens(text)
    hits = PhraseBook({"x": patterns}).find(items).get("x", [])
    return [" ".join(items[hit.start : hit.end]) for hit in hits]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("anything else", "is there anything else today", ["anything else"]),
        ("have a (nice|great) day", "have a great day", ["have a great day"]),
        ("have a (nice|great) day", "have a long day", []),
        ("(very)? sorry", "i am sorry", ["sorry"]),
        ("can't (do|help)", "We cannot do that", ["can not do"]),
        ("nothing * i can do", "nothing else that i can do", ["nothing else that i can do"]),
        ("nothing * i can do", "nothing i can do", ["nothing i can do"]),
        ("nothing * i can do", "nothing a b c d i can do", []),
        ("minute(s) ago", "two minutes ago, a minute ago", ["minutes ago", "minute ago"]),
        ("so (we (can|could)|you) go", "so we could go", ["so we could go"]),
        ("please? hold", "please hold", ["please hold"]),
    ],
)
def test_patterns(pattern: str, text: str, expected: list[str]) -> None:
    assert found([pattern], text) == expected


def test_a_phrase_may_be_taken_back() -> None:
    patterns = ["anything else", "!anything else you tried"]
    assert found(patterns, "anything else you tried") == []
    assert found(patterns, "anything else you need") == ["anything else"]


def test_overlapping_phrases_are_one() -> None:
    assert found(["have a good", "a good day"], "have a good day") == ["have a good day"]


@pytest.mark.parametrize("pattern", ["", "*", "* you", "you *", "(a|b", "!"])
def test_a_broken_pattern_is_named(pattern: str) -> None:
    with pytest.raises(CallAssistError, match='of "x"'):
        PhraseBook({"x": ["fine", pattern]})


def test_a_broken_file_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "en.toml"
    with pytest.raises(CallAssistError, match="cannot be read"):
        load_phrasebook(path)
    path.write_text("[phrases\n")
    with pytest.raises(CallAssistError, match="correct that line"):
        load_phrasebook(path)
    path.write_text('[phrases]\nclosing = "bye"\n')
    with pytest.raises(CallAssistError, match='"closing" must be a list'):
        load_phrasebook(path)


WORDS = st.lists(st.sampled_from("a b c d you tried else".split()), max_size=12)
PATTERNS = st.lists(
    st.sampled_from(
        ["a b", "(a|b) c", "a * d", "else (you)? tried", "b? c d", "!c d", "a (b (c|d)|you)"]
    ),
    min_size=1,
    max_size=5,
)


@given(PATTERNS, WORDS, st.integers(0, 12))
def test_scanning_on_gives_what_scanning_anew_does(
    patterns: list[str], items: list[str], cut: int
) -> None:
    """Words that grow are scanned from the last few; nothing is missed or doubled."""
    book = PhraseBook({"x": patterns})
    cut = min(cut, len(items))
    kept = book.scan(items[:cut])
    fresh = [h for h in book.scan(items, max(0, cut - book.max_tokens)) if h.end > cut]
    assert merge(kept + fresh) == book.find(items)


@given(st.text(alphabet="ab (|)?*!s", max_size=20))
def test_no_pattern_crashes(pattern: str) -> None:
    with contextlib.suppress(CallAssistError):
        PhraseBook({"x": [pattern]}).scan(["a", "b", "s"])


def test_the_shipped_lexicon_reads_and_every_phrase_is_sound() -> None:
    book = phrasebook()
    assert {"closing_soft", "closing_hard", "empathy", "refusal", "argument_strong"} <= set(
        book.categories
    )
    assert book.max_tokens < 25
    assert book.find(tokens("I understand how upsetting that is"))["empathy"]
