"""Two or three short phrases of the customer's own that carry an account.

Words are cut at conjunctions, punctuation and pauses into clauses; the best window
of each is scored by what it tells (trouble, times, things) and quoted as it was said.
What is said of the agent ("you are not listening") tells nothing of the problem, and a
word that the recognizer is not sure of, or that is no word at all, is never quoted. Which
words break a phrase, or may lead it, end it or stand in it, the lexicon says
(``[sets.key_phrases]``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from callassist.detect.language.emotion import emotion_model
from callassist.detect.language.names import own_name
from callassist.detect.language.numbers import (
    goes_on,
    is_cardinal,
    joins_hundreds,
    normalize_numbers,
)
from callassist.detect.language.phrases import PhraseBook
from callassist.detect.language.text import (
    STOP_WORDS,
    is_content,
    is_number,
    stem,
    word_tokens,
)
from callassist.detect.memory.said import Said
from callassist.settings.custom import COMPANY, PRODUCT
from callassist.types import Word

PHRASES = 3
_WINDOW = 7
_LEAST = 1.8
_PRODUCT_WORTH = 0.8
_SURE = 0.5
_PAUSE_S = 0.4
_CLAUSE_ENDS = re.compile(r"[.,;:?!]$")
_NOT_THE_PROBLEM = (
    "not_heard",
    "unanswered",
    "told_before",
    "still_there",
    "abusive",
    "insult",
    "confirmed",
    COMPANY,
)


class _Vocabulary:
    """A language's words that phrases are cut by.

    Attributes:
        sets: As the lexicon has them.
        problem: Stems of what sounds like trouble.
        when: Tell when, and no thing.
        closes: May end a phrase.
        inside: Stop words that may stand within one.
    """

    __slots__ = ("closes", "inside", "problem", "sets", "when")

    def __init__(self, book: PhraseBook) -> None:
        self.sets = sets = book.sets.key_phrases
        self.problem = book.words.get("problem", frozenset())
        self.when = sets.times | sets.leads | sets.back_in_time
        self.closes = sets.times | sets.ends
        self.inside = sets.inside | sets.leads | self.closes

    def may_lead(self, head: str) -> bool:
        """Return whether a phrase may start with a token."""
        return (
            is_content(head)
            or head in self.sets.leads
            or head in self.sets.times
            or is_number(head)
        )

    def belongs(self, token: str, items: Sequence[str]) -> bool:
        """Return whether a token may stand within a phrase: no filler, nothing dull."""
        if token in self.sets.dull:
            return False
        return token in self.inside or token not in STOP_WORDS or joins_hundreds(token, items)


_vocabulary = lru_cache(maxsize=4)(_Vocabulary)


@dataclass(frozen=True, slots=True)
class _Candidate:
    score: float
    at_s: float
    text: str
    stems: frozenset[str]


def key_phrases(
    account: Sequence[Said], book: PhraseBook, limit: int = PHRASES, *, best_first: bool = False
) -> list[str]:
    """Return the customer's key phrases, in the order in which they were said or of worth."""
    candidates = [found for said in account for found in _candidates(said, book)]
    chosen: list[_Candidate] = []
    for candidate in sorted(candidates, key=lambda c: (-c.score, c.at_s)):
        if any(candidate.stems & other.stems for other in chosen):
            continue
        chosen.append(candidate)
        if len(chosen) == limit:
            break
    if not best_first:
        chosen.sort(key=lambda c: c.at_s)
    return [candidate.text for candidate in chosen]


@lru_cache(maxsize=64)
def _candidates(said: Said, book: PhraseBook) -> tuple[_Candidate, ...]:
    """Return the best phrase of each clause of a finished utterance."""
    vocabulary = _vocabulary(book)
    words = said.words
    parts = [word_tokens(word.text) for word in words]
    for category in _NOT_THE_PROBLEM:
        for hit in said.hits.get(category, ()):
            for index in said.words_of(hit.start, hit.end):
                parts[index] = ()
    name = own_name(said, asked=False)
    if name is not None:
        for index in said.words_of(name[1], name[1] + len(name[0].split())):
            parts[index] = ()
    products = {
        index for hit in said.hits.get(PRODUCT, ()) for index in said.words_of(hit.start, hit.end)
    }
    for index, word in enumerate(words):
        known = index in products or all(_is_word(token, book) for token in parts[index])
        if word.confidence < _SURE or not known:
            parts[index] = ()
    found = (
        _best_window(words, parts, *clause, vocabulary, products)
        for clause in _clauses(words, parts, vocabulary.sets.breaks)
    )
    return tuple(best for best in found if best is not None)


def _is_word(token: str, book: PhraseBook) -> bool:
    """Return whether a token is a word that people use, and not what a recognizer made up.

    What it mishears is often no word at all ("Athelier ship"), while few words of a
    customer are outside of the text model's vocabulary and the lexicon's service words.
    """
    if not is_content(token) or emotion_model().knows(token):
        return True
    root = stem(token)
    return root in book.words.get("service", ()) or root in book.words.get("problem", ())


def _clauses(
    words: Sequence[Word], parts: Sequence[tuple[str, ...]], breaks: Set[str]
) -> Iterator[tuple[int, int]]:
    """Yield the clauses of an utterance as word ranges."""
    first = 0
    for index, word in enumerate(words):
        if parts[index] and parts[index][0] in breaks and not _in_number(parts, index):
            if index > first:
                yield first, index
            first = index + 1
            continue
        paused = index > first and word.start_s - words[index - 1].end_s > _PAUSE_S
        if paused:
            yield first, index
            first = index
        if _CLAUSE_ENDS.search(word.text):
            yield first, index + 1
            first = index + 1
    if first < len(words):
        yield first, len(words)


def _in_number(parts: Sequence[tuple[str, ...]], index: int) -> bool:
    """Return whether an "and" belongs to a number: "two hundred and six"."""
    inside = 0 < index < len(parts) - 1
    return inside and goes_on(parts[index - 1], parts[index], parts[index + 1])


def _best_window(
    words: Sequence[Word],
    parts: Sequence[tuple[str, ...]],
    first: int,
    last: int,
    vocabulary: _Vocabulary,
    products: Set[int],
) -> _Candidate | None:
    """Return the best phrase of a clause, or nothing if it tells too little."""
    best = (0.0, first, first)
    for start in range(first, last):
        if not parts[start] or not vocabulary.may_lead(parts[start][0]):
            continue
        window = _Window(vocabulary)
        for end in range(start + 1, min(last, start + _WINDOW) + 1):
            part = parts[end - 1]
            if not part or (part[0] in vocabulary.sets.determiners and window.closes):
                break
            if not window.widen(part):
                break
            if end - 1 in products:
                window.name_product()
            if window.tells_enough and window.makes_phrase:
                score = window.score
                if score > best[0]:
                    best = (score, start, end)
    score, start, end = best
    if not score:
        return None
    text = " ".join(word.text for word in words[start:end]).strip(" ,.;:?!-…").lower()
    told = (token for part in parts[start:end] for token in part)
    stems = frozenset(
        stem(token) for token in told if is_content(token) or token in vocabulary.sets.times
    )
    return _Candidate(score, words[start].start_s, text, stems)


class _Window:
    """A phrase that grows word by word, and how much it tells: things, times and trouble."""

    __slots__ = (
        "_content", "_counts", "_denials", "_items", "_things", "_times", "_troubles",
        "_vocabulary", "_when_alone",
    )  # fmt: skip

    def __init__(self, vocabulary: _Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._items: list[str] = []
        self._content = False
        self._counts = False
        self._when_alone = True
        self._things = 0.0
        self._times = 0.0
        self._troubles = 0.0
        self._denials = 0.0

    @property
    def closes(self) -> bool:
        """Whether it reads as complete, so that no new thing may follow."""
        return bool(self._items) and self._items[-1] in self._vocabulary.closes

    def widen(self, part: Sequence[str]) -> bool:
        """Add a word's tokens; return whether they may stand within a phrase."""
        self._items += part
        vocabulary = self._vocabulary
        sets = vocabulary.sets
        for token in part:
            if not vocabulary.belongs(token, self._items):
                return False
            cardinal = is_cardinal(token)
            if is_content(token):
                self._content = True
                if not cardinal:
                    self._things += 1.0
                    self._when_alone &= token in vocabulary.when
            self._counts |= cardinal
            if token in sets.times:
                self._times += 0.8
            if token in sets.denials:
                self._denials += 0.6
            if stem(token) in vocabulary.problem:
                self._troubles += 1.2
        return True

    def name_product(self) -> None:
        """Let the word just added count for more: it names one of the company's products."""
        self._things += _PRODUCT_WORTH

    @property
    def _told(self) -> float:
        """How much it tells of things."""
        return self._things + 0.5 * self._counts

    @property
    def tells_enough(self) -> bool:
        """Whether it tells enough to be worth a look."""
        return self._told + self._times + (self._troubles + self._denials) >= _LEAST

    @property
    def makes_phrase(self) -> bool:
        """Whether it reads like a phrase: more than one token, and sense at the end."""
        items, vocabulary = self._items, self._vocabulary
        head, tail = items[0], items[-1]
        trails = (is_content(tail) and not is_cardinal(tail)) or tail in vocabulary.closes
        if len(items) < 2 or not trails:
            return False
        sets = vocabulary.sets
        if not (tail in sets.back_in_time or head in sets.leads or self._content):
            return False
        return not all(is_number(token) for token in normalize_numbers(items))

    @property
    def score(self) -> float:
        """How good a phrase it is; a time alone says little."""
        told = self._told - 1.0 if self._when_alone else self._told
        trouble = self._troubles + self._denials
        return min(told, 3.0) + min(self._times, 1.6) + min(trouble, 2.0) - 0.12 * len(self._items)
