"""The words of a prompt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callassist.prompts.text import MAX_SAY_WORDS, MAX_WHY_CHARS, fill_say, fill_why, say_mistakes
from callassist.types import Finding


def finding(**changes) -> Finding:
    fields = {
        "kind": "restate.missing",
        "channel": "agent",
        "start_s": 3.0,
        "end_s": 5.44,
        "known_s": 6.0,
        "score": 0.9,
        "evidence": ("“is it plugged in?”", "nothing said back", "third"),
        "phrases": ("third time", "birthday present", "tracking page"),
    }
    return Finding(**{**fields, **changes})


def test_key_phrases_fill_what_is_said_as_far_as_they_fit():
    said = fill_say("Say it back: {phrases}", "Say it back", finding(), {})
    assert said == "Say it back: “third time”, “birthday present”"


def test_a_long_phrase_is_left_out_for_shorter_ones_and_cut_when_alone():
    long = "the page that says it was delivered"
    assert fill_say("Say it: {phrases}", "x", finding(phrases=(long, "one two")), {}) == (
        "Say it: “one two”"
    )
    assert fill_say("Say it: {phrases}", "x", finding(phrases=(long,)), {}) == (
        "Say it: “the page that says it was…”"
    )


def test_without_phrases_the_plain_words_are_said():
    assert fill_say("Say it back: {phrases}", "In their words", finding(phrases=()), {}) == (
        "In their words"
    )
    assert fill_say("Use: {phrase}", "Ask the name", finding(phrases=(" ",)), {}) == "Ask the name"


def test_the_name_stands_without_quotes():
    assert fill_say("Use their name: {phrase}", "x", finding(phrases=("Anna",)), {}) == (
        "Use their name: Anna"
    )


def test_the_longest_cold_phrase_quoted_gets_its_better_wording():
    instead = {"policy": "short", "per our policy": "here is what I can do"}
    cold = finding(evidence=("“I can’t, Per our  policy”",))
    assert fill_say("Try: {instead}", "x", cold, instead) == "Try: here is what I can do"
    assert fill_say("Try: {instead}", "x", finding(evidence=("policyholder",)), instead) == "x"


def test_curly_and_straight_apostrophes_are_alike():
    cold = finding(evidence=("I don’t know",))
    assert fill_say("{instead}", "x", cold, {"I don't know": "Let me see"}) == "Let me see"
    cold = finding(evidence=("I don't know",))
    assert fill_say("{instead}", "x", cold, {"I don’t know": "Let me see"}) == "Let me see"


def test_why_quotes_the_best_two_and_measures():
    assert fill_why("{evidence}", finding(), {}) == "“is it plugged in?” · nothing said back"
    assert fill_why("{seconds} s", finding(), {}) == "2.4 s"
    assert fill_why("They said: {phrases}", finding(phrases=()), {}) == "They said"
    assert fill_why("", finding(), {}) == ""


def test_why_does_not_repeat_what_is_said():
    it = finding(evidence=("“Third time”", "“birthday  present”", "31 words told"))
    say = "Say it back: “third time”, “birthday present”"
    assert fill_why("{evidence}", it, {}, say) == "31 words told"


def test_braces_in_evidence_are_not_placeholders():
    assert fill_why("{evidence}", finding(evidence=("{phrases} {",)), {}) == "{phrases} {"


def test_a_long_why_is_cut_between_words():
    why = fill_why("{evidence}", finding(evidence=("word " * 100,)), {})
    assert len(why) <= MAX_WHY_CHARS
    assert why.endswith("word…")


@given(
    st.sampled_from(["{phrases}", "Say: {phrase}", "a b c d e f g {evidence}", "{seconds} s"]),
    st.lists(st.text(max_size=60), max_size=4),
    st.lists(st.text(max_size=60), max_size=4),
)
def test_never_more_than_eight_words(say, phrases, evidence):
    assert not say_mistakes(say)
    it = finding(phrases=tuple(phrases), evidence=tuple(evidence))
    said = fill_say(say, "plain", it, {})
    assert 1 <= len(said.split()) <= MAX_SAY_WORDS
    assert len(fill_why(say, it, {})) <= MAX_WHY_CHARS


@pytest.mark.parametrize(
    ("say", "mistake"),
    [
        ("", "must not be empty"),
        (" \t", "must not be empty"),
        ("one two three four five six seven eight nine", "at most 8 words, not 9"),
        ("Say {phrses}", "unknown placeholder {phrses} — did you mean {phrases}?"),
        ("Say {phrases} {evidence}", "one placeholder only"),
        ("Say {phrases", "brace that belongs to no"),
        ("Say}", "brace that belongs to no"),
        ("two\nlines", "one line"),
        ("\u202ebackwards", "one line without control characters"),
        ("x" * 300, "at most 200 characters"),
    ],
)
def test_mistakes_are_told(say, mistake):
    assert any(mistake in found for found in say_mistakes(say))
