"""The shipped text model: its order of sentences, its size, and damaged files."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from callassist.detect.frustration.upset import DialogueReader
from callassist.detect.language.emotion import EmotionModel, emotion_model
from callassist.detect.language.text import tokens
from callassist.errors import ModelError
from callassist.paths import resources_dir
from callassist.settings.frustration import SHORT_TEXT_SCORE

UPSET = [
    "this is terrible nothing works and nobody helps me",
    "i hate how stupid this whole thing is",
    "your service is awful and i am really disappointed",
    "what a pathetic excuse that is just wrong",
    "i am so sad and frustrated that it broke again",
]
CALM = [
    "thank you so much that was very helpful",
    "i would like to know when the shop opens",
    "yes that is my account number",
    "that sounds great i love it",
    "good morning how are you today",
]


def score(text: str) -> float:
    return emotion_model().score(tokens(text))


def test_every_upset_sentence_scores_above_every_calm_one() -> None:
    assert min(map(score, UPSET)) > max(map(score, CALM))


def test_recognized_text_scores_as_written_text() -> None:
    assert score("You can't be serious!") == score("you can not be serious")


def test_few_words_are_weak_evidence() -> None:
    assert emotion_model().score([]) == SHORT_TEXT_SCORE
    assert score("no") < score("no this is terrible and wrong")


def test_unknown_words_are_no_evidence_of_upset() -> None:
    assert score("xqzv wvxq zzkq qqxv brrq") < min(map(score, UPSET))


@given(st.lists(st.text(max_size=12), max_size=60))
def test_any_words_give_a_finite_score(items: list[str]) -> None:
    assert np.isfinite(emotion_model().score(items))


def test_weights_are_small() -> None:
    assert (resources_dir() / "weights" / "emotion.npz").stat().st_size < 10_000_000


@pytest.mark.parametrize("content", [b"", b"no weights", b"PK\x03\x04broken"])
def test_damaged_weights_say_what_to_do(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "emotion.npz"
    path.write_bytes(content)
    with pytest.raises(ModelError, match="reinstall callassist") as error:
        EmotionModel(path)
    assert "\n" not in str(error.value)


def test_the_dialogue_before_a_sentence_counts() -> None:
    fresh, after = DialogueReader(), DialogueReader()
    after.customer(tokens("this is the third time i call and still nothing works"))
    plain, later = fresh.customer(tokens("so what now")), after.customer(tokens("so what now"))
    assert later.sentence == plain.sentence
    assert later.dialogue > plain.dialogue


def test_bad_news_of_the_agent_counts_and_wears_off() -> None:
    items = tokens("what about my order")
    fresh = DialogueReader().customer(items).dialogue
    reader = DialogueReader()
    reader.agent(tokens("unfortunately that is not possible"))
    told = reader.customer(items).dialogue
    assert told > fresh
    reader.reset()
    reader.agent(tokens("unfortunately that is not possible"))
    for _ in range(6):
        reader.agent(tokens("let me look at the next page"))
    assert fresh <= reader.customer(items).dialogue < told
