"""What sentences do, by the shipped weights: in words that no phrase list holds."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from callassist.detect.frustration import upset
from callassist.detect.judge import Judge
from callassist.detect.language.acts import SENSES, SIDES, ActModel, act_model, sensed
from callassist.detect.language.phrases import phrasebook
from callassist.detect.language.text import tokens
from callassist.errors import ModelError
from callassist.paths import resources_dir
from callassist.types import Channel
from tests.scenarios.script import read_script, speech_events

SAID: list[tuple[Channel, str, str]] = [
    ("agent", "apology", "I do owe you an apology for all the trouble we put you through"),
    ("agent", "empathy", "anyone would be at the end of their tether after a week like yours"),
    (
        "agent",
        "asks_feedback",
        "has that cleared it up for you or is something still bothering you",
    ),
    ("agent", "assumes", "you must have pressed the wrong button when you set it up"),
    (
        "agent",
        "reflects",
        "so if I have understood you the boiler went off on Friday and nobody came",
    ),
    ("agent", "wait_announced", "give me about two minutes while I open your file"),
    (
        "customer",
        "not_heard",
        "that is not what I asked you, you are not listening to a word I say",
    ),
    (
        "customer",
        "distress",
        "I am so frightened, I do not know how we will pay the rent this month",
    ),
]


@pytest.mark.parametrize(("side", "act", "text"), SAID, ids=[act for _, act, _ in SAID])
def test_an_act_is_known_by_other_words(side: Channel, act: str, text: str) -> None:
    assert act in act_model().acts(side, tokens(text))


@pytest.mark.parametrize(
    ("side", "text"),
    [
        ("agent", "your parcel number is four seven nine and it left the depot on Monday"),
        ("agent", "what is the first line of your address please"),
        ("customer", "the postcode is L S one four and the house number is twelve"),
        ("customer", "I would like to change the date of my booking"),
    ],
)
def test_plain_talk_calls_for_nothing(side: Channel, text: str) -> None:
    surely = [act for act, sure in act_model().acts(side, tokens(text)).items() if sure]
    assert not [act for act in surely if act in SENSES[side] and SENSES[side][act].sure]


def test_a_word_alone_does_nothing() -> None:
    for side in SIDES:
        assert act_model().acts(side, ["sorry"]) == {}
        assert act_model().acts(side, []) == {}
        assert act_model().acts(side, ["zzqx", "qqzx", "xxqz"]) == {}


@pytest.mark.parametrize(
    ("is_sure", "expected"), [(False, ["apology"]), (True, ["apology", "refusal"])]
)
def test_what_would_call_for_a_prompt_must_be_sure(
    monkeypatch: pytest.MonkeyPatch, is_sure: bool, expected: list[str]
) -> None:
    model = act_model()
    told = {"apology": is_sure, "refusal": is_sure, "cold": is_sure}
    monkeypatch.setattr(model, "acts", lambda _side, _items: told)
    assert sensed(model, "agent", ["whatever", "is", "said", "here"]) == expected


def test_every_sense_is_learned_and_known_to_the_lexicon() -> None:
    categories = phrasebook().categories
    with np.load(resources_dir() / "weights" / "acts.npz") as stored:
        learned = {side: set(str(stored[f"{side}_labels"]).split()) for side in SIDES}
    for side in SIDES:
        assert learned[side] >= set(SENSES[side])
        for sense in SENSES[side].values():
            assert categories >= set(sense.categories)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no archive", b"\x93NUMPY"])
def test_weights_that_are_none_are_one_line(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "acts.npz"
    path.write_bytes(content)
    with pytest.raises(ModelError, match="reinstall"):
        ActModel(path)


def test_a_sentence_of_the_customers_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was said and how upset they are ask the same of it."""
    asked: list[tuple[str, ...]] = []
    read: list[tuple[str, ...]] = []
    acts, read_ = ActModel.acts, ActModel._read
    monkeypatch.setattr(
        ActModel, "acts", lambda m, side, items: asked.append(tuple(items)) or acts(m, side, items)
    )
    monkeypatch.setattr(
        ActModel, "_read", lambda m, side, items: read.append(items) or read_(m, side, items)
    )
    model = ActModel(resources_dir() / "weights" / "acts.npz")
    monkeypatch.setattr(upset, "act_model", lambda: model)
    judge = Judge(book=phrasebook(), acts=model)
    text = "It is about the booking that I made. There is a small thing I would like to change."
    for event in speech_events(read_script(f"customer: {text}")):
        judge.push(event)
    assert len(asked) == 2 * len(read)
    assert read == [tuple(tokens(part)) for part in text.split(".")[:2]]
