"""Words that grow piece by piece come out as if they had been heard at once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callassist.detect.language import text
from callassist.detect.language.phrases import PhraseBook
from callassist.detect.memory.said import Said
from callassist.types import Utterance, Word

BOOK = PhraseBook(
    {
        "greeting": ["good (morning|day)", "!good day to you"],
        "wait": ["one moment", "hold * line"],
        "refusal": ["cannot help", "not possible"],
    }
)
VOCABULARY = (
    "good day, to you morning one moment hold the line. can't help? it's not possible -".split()
)
TEXTS = st.lists(st.sampled_from(VOCABULARY), max_size=14)


def utterance(texts: list[str], *, final: bool) -> Utterance:
    words = tuple(Word(text, float(at), at + 0.9) for at, text in enumerate(texts))
    return Utterance("agent", words, final, len(texts) + 1.0, 0.0, float(len(texts)))


@given(TEXTS, st.lists(TEXTS, max_size=4), st.lists(st.integers(0, 14), max_size=6))
def test_growing_and_corrected_words_are_as_the_last_ones_alone(
    last: list[str], guesses: list[list[str]], lengths: list[int]
) -> None:
    said = Said(utterance([], final=False), BOOK)
    for guess in [*guesses, *(last[:length] for length in sorted(lengths))]:
        said.update(utterance(guess, final=False))
        assert said.numbered is not None
    said.update(utterance(last, final=True))
    alone = Said(utterance(last, final=True), BOOK)
    assert said.tokens == alone.tokens
    assert said.hits == alone.hits
    assert said.asks == alone.asks == any(text.endswith("?") for text in last)
    assert said.numbered == alone.numbered
    for token in range(len(said.tokens)):
        assert said.start_of(token) == alone.start_of(token)
        assert said.quote(token, token + 1) == alone.quote(token, token + 1)


def test_a_token_knows_its_word() -> None:
    said = Said(utterance(["-", "can't", "help"], final=True), BOOK)
    assert said.tokens == ["can", "not", "help"]
    assert [said.start_of(token) for token in range(3)] == [1.0, 1.0, 2.0]
    assert said.words_of(0, 9) == [1, 1, 2]


def test_what_is_remembered_of_words_is_forgotten_when_it_is_too_much(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(text, "_REMEMBERED_WORDS", 2)
    asked: list[str] = []

    @text.remembered
    def length(word: str) -> int:
        asked.append(word)
        return len(word)

    assert [length(word) for word in ("one", "one", "three", "four", "one")] == [3, 3, 5, 4, 3]
    assert asked == ["one", "three", "four", "one"]
