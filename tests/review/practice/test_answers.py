"""Answers in own words, scored by the real detectors: many wordings, good and bad."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from callassist.review.practice.answers import score_typed, score_words
from callassist.review.practice.catalogue import practice_behaviors
from callassist.types import Word
from tests.review.practice.calls import moment, played

WORTH = {"right": 1.0, "part": 0.5, "wrong": 0.0}
LEAST_RIGHT = 0.9
"""How often the score must be what a person said, over all cases."""


class Case(NamedTuple):
    """An answer and what a person says that it is worth."""

    behavior: str
    script: str
    answer: str
    worth: float
    missed: bool


def _cases() -> list[Case]:
    text = (Path(__file__).parent / "answers.toml").read_text(encoding="utf-8")
    return [
        Case(item["behavior"], item["script"], answer, worth, answer in item.get("missed", ()))
        for item in tomllib.loads(text)["situation"]
        for name, worth in WORTH.items()
        for answer in item[name]
    ]


CASES = _cases()


@cache
def _document(script: str) -> Any:
    return played(script)


def _score(case: Case) -> float:
    document = _document(case.script)
    stop_s = None
    if case.behavior == "listen":
        # They are still speaking: the call stops in their breath.
        stop_s = max(turn["end_s"] for turn in document["turns"]) + 0.1
    return score_typed(moment(document, case.behavior, stop_s), document, case.answer).score


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.behavior}: {case.answer[:50]}")
def test_an_answer_is_worth_what_a_person_says(case: Case) -> None:
    got = _score(case)
    if case.missed:
        assert got != case.worth, "it is scored right now: take it off the list of those missed"
    else:
        assert got == case.worth


def test_most_answers_are_scored_right() -> None:
    missed = sum(case.missed for case in CASES)
    assert 1.0 - missed / len(CASES) >= LEAST_RIGHT


def test_every_behavior_has_good_and_bad_answers() -> None:
    own = {each.id for each in practice_behaviors().values() if each.in_own_words}
    for name in ("right", "wrong"):
        assert {case.behavior for case in CASES if case.worth == WORTH[name]} == own


def test_what_counted_is_quoted_and_nothing_is_said_of_feelings() -> None:
    document = _document(next(c.script for c in CASES if c.behavior == "acknowledge"))
    answer = "I understand how frustrating that must be. What is your order number?"
    scored = score_typed(moment(document, "acknowledge"), document, answer)
    assert scored.score == 1.0
    assert [sign.kind for sign in scored.signs] == ["empathy.statement", "question.asked"]
    assert "frustrating" in scored.signs[0].quote
    assert scored.signs[0].asked_for
    assert not scored.signs[1].asked_for


def test_a_lapse_spoils_a_good_answer_in_part() -> None:
    document = _document(next(c.script for c in CASES if c.behavior == "acknowledge"))
    answer = "I understand how frustrating that is for you, but you should have called earlier."
    scored = score_typed(moment(document, "acknowledge"), document, answer)
    assert scored.score == 0.5
    assert "argues" in scored.says


def test_spoken_words_are_scored_as_they_were_timed() -> None:
    document = _document(next(c.script for c in CASES if c.behavior == "restate"))
    here = moment(document, "restate")
    said = "so the dishwasher stopped on sunday and now it leaks on the kitchen floor".split()
    words = [
        Word(text, here.stop_s + 0.8 + 0.3 * i, here.stop_s + 1.05 + 0.3 * i, 0.9)
        for i, text in enumerate(said)
    ]
    scored = score_words(here, document, words)
    assert scored.score == 1.0
    assert scored.heard == " ".join(said)


def test_silence_is_right_only_where_they_should_go_on() -> None:
    document = _document(CASES[0].script)
    assert score_typed(moment(document, "listen"), document, "").score == 1.0
    silent = score_typed(moment(document, "restate"), document, "  ")
    assert silent.score == 0.0
    assert silent.heard == ""
    assert "wanted a word" in silent.says


def test_a_matter_of_pace_has_no_answer_in_words() -> None:
    document = _document(CASES[0].script)
    with pytest.raises(ValueError, match="slow_down"):
        score_typed(moment(document, "slow_down"), document, "I will speak slower")
