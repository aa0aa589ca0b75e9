import pytest
from hypothesis import given
from hypothesis import strategies as st

from callassist.engines.transcript import clean_words, collapse_repeats


@pytest.mark.parametrize(
    ("text", "seconds", "words"),
    [
        ("Hello, how are you?", 2.0, "Hello, how are you?"),
        ("  \n ? \n", 1.0, ""),
        ("Yes. ? - no ...", 1.0, "Yes. no"),
        ("no no no no no no wait", 4.0, "no no no wait"),
        ("No, no, no, wait.", 3.0, "No, no, no, wait."),
        ("Thank you. " * 20, 9.0, "Thank you."),
        ("a b c " * 30 + "d", 30.0, "a b c d"),
        ("one two three four five six seven eight nine ten", 0.5, "one two three four"),
        ("It's 5 o'clock", 2.0, "It's 5 o'clock"),
    ],
)
def test_what_was_not_said_is_dropped(text, seconds, words):
    assert clean_words(text, seconds) == words.split()


@given(st.lists(st.sampled_from("abc"), max_size=40))
def test_collapsing_invents_nothing_and_ends(words):
    kept = collapse_repeats(words)
    rest = iter(words)
    assert all(word in rest for word in kept)
    for size in range(2, 6):
        for at in range(len(kept) - 4 * size + 1):
            phrase = kept[at : at + size]
            if len(set(phrase)) > 1:
                assert kept[at : at + 4 * size] != phrase * 4


@given(st.text(), st.floats(0, 60))
def test_any_text_is_cleaned(text, seconds):
    assert len(clean_words(text, seconds)) <= 8 * seconds + 1
