"""The lexicon: what counts, what does not, and what a mistake in it says."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callassist.detect.frustration.cues import cue_lexicon, load_cues
from callassist.detect.language.text import tokens
from callassist.errors import CallAssistError


def weight(text: str) -> float:
    return sum(cue.weight for cue in cue_lexicon().find(tokens(text)))


def reasons(text: str) -> set[str]:
    return {cue.because for cue in cue_lexicon().find(tokens(text)) if cue.weight > 0}


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("this is the third time I have called", "had to come back about this"),
        ("I have called four times", "had to come back about this"),
        ("I'm still waiting for an answer", "kept waiting"),
        ("you are not listening to me", "does not feel heard"),
        ("I want to speak to your supervisor", "wants to leave or go higher"),
        ("I want my money back", "demands that it be put right"),
        ("oh great", "sarcastic"),
        ("that's just great", "sarcastic"),
        ("I am desperate", "in distress"),
        ("you are joking", "cannot believe it"),
        ("I'm so angry", "says they are angry"),
        ("no I am angry", "says they are angry"),
        ("I am very disappointed", "let down"),
    ],
)
def test_upset_words_are_found_with_their_reason(text: str, because: str) -> None:
    assert because in reasons(text)
    assert weight(text) >= 0.25


@pytest.mark.parametrize(
    "text",
    [
        "I am not angry",
        "no problem at all",
        "I am not upset with you",
        "I am not like you know terrified",
        "thank you that would be lovely",
        "I have never been disappointed",
        "the first time I use it",
        "that's great thanks",
        "I tell a lie it was Tuesday",
    ],
)
def test_look_alikes_do_not_count_as_upset(text: str) -> None:
    assert weight(text) <= 0.0


def test_the_longest_phrase_wins_and_no_word_counts_twice() -> None:
    found = cue_lexicon().find(tokens("I am not happy about this"))
    assert [cue.weight > 0 for cue in found] == [True]
    for first, second in itertools.pairwise(found):
        assert first.end <= second.start


def test_a_phrase_of_the_start_counts_only_there() -> None:
    assert weight("excuse me I have a question") > weight("well please do excuse me there")


@given(st.lists(st.sampled_from(tokens("I am not still waiting again great time third thank you"))))
def test_cues_lie_within_the_words_and_never_overlap(items: list[str]) -> None:
    end = 0
    for cue in cue_lexicon().find(items):
        assert end <= cue.start < cue.end <= len(items)
        end = cue.end


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[a]\nbecause = 'x'\n", "needs because"),
        ("[a]\nbecause = 'x'\n[a.phrases]\n'oh no' = 3\n", '"oh no" needs a weight'),
        ("[a]\nbecause = 'x'\n[a.phrases]\n'oh no' = true\n", '"oh no" needs a weight'),
        ("[a]\nbecause = 'x'\n[a.phrases]\n'* no' = 0.3\n", "* no"),
        ("[a", "correct that line"),
    ],
)
def test_a_mistake_in_the_lexicon_is_one_clear_line(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "frustration.en.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CallAssistError, match=says.replace("*", r"\*")) as error:
        load_cues(path)
    assert "\n" not in str(error.value)


def test_a_missing_lexicon_says_so(tmp_path: Path) -> None:
    with pytest.raises(CallAssistError, match="cannot be read"):
        load_cues(tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ('negator = "not"', 'nothing reads "negator" in [words]; did you mean "negators"?'),
        ('negators = ["not"]', '"negators" in [words] must be words in quotes'),
        ('negators = "don\'t"', 'is heard as "do not"'),
        ('numbers = "two"', '"numbers" in [words] must be a list'),
        ('bad_pairs = ["not"]', '"bad_pairs" in [words] must be a list of two words each'),
        ("", 'has a #, but [words] has no numbers; add them'),
    ],
)  # fmt: skip
def test_a_mistake_in_the_words_is_named(tmp_path: Path, words: str, says: str) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(
        f'[words]\n{words}\n[again]\nbecause = "again"\n[again.phrases]\n"# times" = 0.2'
    )
    with pytest.raises(CallAssistError) as caught:
        load_cues(path)
    assert says in str(caught.value)


def test_a_language_without_words_denies_nothing(tmp_path: Path) -> None:
    path = tmp_path / "xx.toml"
    text = '[cross]\nbecause = "cross"\nnegatable = true\n[cross.phrases]\n"cross" = 0.4\n'
    path.write_text(text)
    assert load_cues(path).find(["not", "cross"])
    path.write_text(f'[words]\nnegators = "not"\n{text}')
    assert not load_cues(path).find(["not", "cross"])
