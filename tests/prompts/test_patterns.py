"""What is wrong with a phrase: told in these words; what passes, the phrase book takes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callassist.detect.language.phrases import PhraseBook
from callassist.errors import CallAssistError
from callassist.prompts.patterns import MAX_DEPTH, MAX_PATTERN_CHARS, pattern_mistakes


@pytest.mark.parametrize(
    ("pattern", "problem"),
    [
        ("", "must not be empty"),
        ("!", "must not be empty"),
        ("a" * (MAX_PATTERN_CHARS + 1), "must have at most 300 characters, not 301"),
        ("one\ntwo", "must be one line without control characters"),
        ("one (two", "has a '(' without its ')'"),
        ("one two)", "has a ')' without its '('"),
        ("one | two", "has a '|' outside of parentheses: write (one|other)"),
        ("(one|)", "has an empty choice"),
        ("(|one)", "has an empty choice"),
        ("one ()", "has an empty choice"),
        ("* one", "must start with a word, not with '*'"),
        ("one *", "must end with a word, not with '*'"),
        ("(one *|two)", "may not have '*' at the end of a choice"),
        ("(one|* two)", "must start with a word, not with '*'"),
        ("one * * two", "may not have two '*' in a row"),
        ("? one", "has a '?' that follows no word"),
        ("one??", "has a '?' that follows no word"),
        ("one — two", "has '—', which nobody can say"),
        ("not!", "may have '!' at its beginning only"),
        ("żona", "has a letter that is not understood yet: 'ż'"),
        ("((((((one))))))", f"has more than {MAX_DEPTH} parentheses within each other"),
    ],
)
def test_a_mistake_is_told_in_these_words(pattern, problem):
    (found,) = pattern_mistakes(pattern)
    assert found.startswith(problem)


def test_what_cannot_take_back_has_no_bang():
    assert "nothing to take back" in pattern_mistakes("!acme", takes_back=False)[0]
    assert pattern_mistakes("!acme") == []


@pytest.mark.parametrize(
    "pattern",
    [
        "have a (nice|great) day",
        "minute(s)",
        "(so)? that is it",
        "you * know",
        "don't",
        "O2",
        "24/7",
    ],
)
def test_a_good_phrase_passes(pattern):
    assert pattern_mistakes(pattern) == []


PIECES = "one two ( ) | ? * ! (s) don't é ż — 7 \u017f".split()
signs = st.lists(st.sampled_from([*PIECES, " "]), max_size=14).map("".join)


@settings(max_examples=500)
@given(st.one_of(signs, st.text(max_size=30)))
def test_what_passes_the_phrase_book_takes(pattern):
    """The two readers agree: nothing that passes is refused, or silently means nothing."""
    if pattern_mistakes(pattern):
        return
    book = PhraseBook({"x": [pattern]})
    assert book.longest["x"] >= 1


@given(signs)
def test_what_the_phrase_book_refuses_does_not_pass(pattern):
    try:
        PhraseBook({"x": [pattern]})
    except CallAssistError:
        assert pattern_mistakes(pattern)
