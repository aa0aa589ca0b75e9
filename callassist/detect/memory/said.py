"""What one side said: the words of a stretch, and the stretches of a turn."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain, islice
from operator import attrgetter

from callassist.detect.language.acts import ActModel, sensed
from callassist.detect.language.numbers import normalize_numbers
from callassist.detect.language.phrases import Begun, Found, Hit, PhraseBook
from callassist.detect.language.sentences import sentences
from callassist.detect.language.text import word_tokens
from callassist.settings.judge import LOOKAHEAD_TOKENS, QUOTE_CHARACTERS
from callassist.types import Channel, Utterance, Word

_ACKNOWLEDGING_TOKENS = 4
_ASIDE_TOKENS = 3
_ASIDE_S = 1.2
_SENTENCE_ENDS = (".", "?", "!")
_TEXT = attrgetter("text")


class Said:
    """The words of one stretch of speech, as far as they are known.

    Attributes:
        channel: Who spoke.
        start_s: When.
        end_s: Until when.
        known_s: When these words were known.
        final: Whether no more words of this stretch will come.
        words: The words as recognized.
        tokens: The same as tokens (see :mod:`callassist.detect.language.text`).
        hits: Phrases found, by category, in order.
        turn: The turn it belongs to, once it has one.
        aside: Whether it is a mere acknowledgement under the other's turn.
        book: The language's phrases.
    """

    def __init__(
        self, utterance: Utterance, book: PhraseBook, acts: ActModel | None = None
    ) -> None:
        """Take the first words of a stretch.

        Args:
            utterance: The words.
            book: The language's phrases.
            acts: Tells what whole sentences do, where the language has such a model.
        """
        self.channel: Channel = utterance.channel
        self.start_s = utterance.start_s
        self.turn: WordTurn | None = None
        self.aside = False
        self.book = book
        self._acts = acts
        self._read_words = 0
        self._found = Found()
        self._begun: list[Begun] = []
        self._taken: dict[str, int] = {}
        self.words: tuple[Word, ...] = ()
        self._texts: list[str] = []
        self._asks: bool | None = None
        self._numbered: list[str] | None = None
        self.tokens: list[str] = []
        self._ends: list[int] = []
        self.hits: dict[str, list[Hit]] = {}
        self.update(utterance)

    def update(self, utterance: Utterance) -> None:
        """Take more words of the same stretch, which replace those before."""
        texts = list(map(_TEXT, utterance.words))
        same_words = _same(self._texts, texts)
        known = len(self.tokens)
        same = self._ends[same_words - 1] if same_words else 0
        self.final = utterance.final
        self.known_s = utterance.known_s
        self.end_s = utterance.end_s
        self.words = utterance.words
        self._texts = texts
        self._asks = self._numbered = None
        if same < known:
            self._found, self._begun = Found(), []
            self._read_words = 0
        del self.tokens[same:], self._ends[same_words:]
        parts = list(map(word_tokens, texts[same_words:]))
        self.tokens.extend(chain.from_iterable(parts))
        self._ends.extend(islice(accumulate(map(len, parts), initial=same), 1, None))
        unread = known if same == known else 0
        fresh, self._begun = self.book.follow(self.tokens, unread, self._begun)
        if fresh:
            self._found.add(fresh)
        if self._acts is not None:
            self._read_sentences(self._acts)
        self.hits = self._found.merged

    def _read_sentences(self, acts: ActModel) -> None:
        """Add what the sentences that have ended do, where no phrase says so already."""
        starts = self.book.sets.clauses.sentence_starts
        for words, ended in sentences(self.words[self._read_words :], starts):
            if not ended and not self.final:
                break
            start = self._ends[self._read_words - 1] if self._read_words else 0
            self._read_words += len(words)
            end = self._ends[self._read_words - 1]
            self._found.add(
                Hit(category, start, end)
                for category in sensed(acts, self.channel, self.tokens[start:end])
                if not self._says(category, start, end)
            )

    def _says(self, category: str, start: int, end: int) -> bool:
        """Return whether a phrase of a category stands in a sentence."""
        hits = self._found.merged.get(category, ())
        return any(hit.start < end and start < hit.end for hit in hits)

    def new_hits(self, category: str, by: str) -> list[Hit]:
        """Return the hits of a category that the detector ``by`` has not had yet.

        While words still come, a hit counts only when a few words follow it, for
        those may change its sense ("anything else … that you tried").
        """
        hits = self.hits.get(category)
        if not hits:
            return []
        limit = len(self.tokens) if self.final else len(self.tokens) - LOOKAHEAD_TOKENS
        key = f"{by} {category}"
        taken = self._taken.get(key, 0)
        settled = [hit for hit in hits if hit.end <= limit]
        self._taken[key] = max(taken, len(settled))
        return settled[taken:]

    def within(self, token: int, *categories: str) -> bool:
        """Return whether a token belongs to a phrase of one of the categories."""
        return any(
            hit.start <= token < hit.end
            for category in categories
            for hit in self.hits.get(category, ())
        )

    def start_of(self, token: int) -> float:
        """Return when a token starts."""
        return self.words[self._word_of(token)].start_s if self.tokens else self.start_s

    def end_of(self, token: int) -> float:
        """Return when a token ends."""
        return self.words[self._word_of(token)].end_s if self.tokens else self.end_s

    def words_of(self, start: int, end: int) -> Sequence[int]:
        """Return the places of the words that tokens ``start`` to ``end`` come from."""
        return [self._word_of(token) for token in range(start, min(end, len(self.tokens)))]

    def _word_of(self, token: int) -> int:
        """Return the place of the word that a token comes from."""
        return bisect_right(self._ends, token)

    def ends_sentence(self, token: int) -> bool:
        """Return whether the recognizer ended a sentence with a token."""
        return self._texts[self._word_of(token)][-1:] in _SENTENCE_ENDS

    def sentence_asks(self, token: int) -> bool:
        """Return whether the recognizer ended a token's sentence with a question mark."""
        following = (text[-1:] for text in self._texts[self._word_of(token) :])
        return next((mark for mark in following if mark in _SENTENCE_ENDS), "") == "?"

    def quote(self, start: int, end: int, around: int = 2) -> str:
        """Return the speaker's own words of tokens ``start`` to ``end``, at most 60 characters.

        ``around`` words more are taken on either side where they fit, of the same sentence.
        """
        if start >= len(self.tokens):
            return ""
        first = self._word_of(start)
        last = self._word_of(min(end, len(self.tokens)) - 1)
        text = _line(self._texts[first : last + 1])
        for _ in range(around):
            before = first, last
            for low, high in ((first - 1, last), (first, last + 1)):
                if low < 0 or high >= len(self.words):
                    continue
                if self._texts[low if low < first else last][-1:] in _SENTENCE_ENDS:
                    continue
                wider = _line(self._texts[low : high + 1])
                if len(wider) <= QUOTE_CHARACTERS:
                    first, last, text = low, high, wider
            if (first, last) == before:
                break
        return (
            text if len(text) <= QUOTE_CHARACTERS else text[: QUOTE_CHARACTERS - 1].rstrip() + "…"
        )

    @property
    def numbered(self) -> list[str]:
        """The tokens with spoken numbers as digits."""
        if self._numbered is None:
            self._numbered = normalize_numbers(self.tokens)
        return self._numbered

    @property
    def asks(self) -> bool:
        """Whether the recognizer put a question mark."""
        if self._asks is None:
            self._asks = any(text.endswith("?") for text in self._texts)
        return self._asks

    @property
    def is_short(self) -> bool:
        """Whether it is a word or two, or as short as that."""
        count = len(self.tokens)
        short = self.end_s - self.start_s <= _ASIDE_S and count <= _ASIDE_TOKENS + 2
        return count <= _ASIDE_TOKENS or short

    @property
    def acknowledges_only(self) -> bool:
        """Whether it is nothing but "okay", "I see", "uh-huh" and the like."""
        few = len(self.tokens) <= _ACKNOWLEDGING_TOKENS
        return few and self.book.sets.talk.acknowledging.issuperset(self.tokens)


def _same(old: Sequence[str], new: Sequence[str]) -> int:
    """Return how many words at the start are the same."""
    if old == new[: len(old)]:  # it only grew, as nearly always
        return len(old)
    return next(
        (at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other),
        min(len(old), len(new)),
    )


def _line(texts: Sequence[str]) -> str:
    """Join words, without the punctuation at the ends."""
    return " ".join(texts).strip(" ,.;:-")


@dataclass(eq=False)
class WordTurn:
    """One side's utterances until the other takes the floor.

    Attributes:
        index: Counts turns from 0.
        channel: Whose turn.
        said: Its utterances in order.
    """

    index: int
    channel: Channel
    said: list[Said] = field(default_factory=list)

    @property
    def start_s(self) -> float:
        """When its first words start."""
        return self.said[0].start_s

    @property
    def end_s(self) -> float:
        """When its last words end."""
        return self.said[-1].end_s

    @property
    def tokens(self) -> list[str]:
        """All its tokens."""
        return [token for said in self.said for token in said.tokens]

    @property
    def token_count(self) -> int:
        """How many tokens it has."""
        return sum(len(said.tokens) for said in self.said)

    @property
    def asks(self) -> bool:
        """Whether the recognizer put a question mark anywhere."""
        return any(said.asks for said in self.said)

    def hits(self, category: str) -> Iterator[tuple[Said, Hit]]:
        """Yield every hit of a category."""
        for said in self.said:
            for hit in said.hits.get(category, ()):
                yield said, hit

    def has(self, *categories: str) -> bool:
        """Return whether any of the categories was said."""
        return any(not said.hits.keys().isdisjoint(categories) for said in self.said)

    def quote(self) -> str:
        """Return its first words, at most 60 characters."""
        return self.said[0].quote(0, 1, around=12) if self.said else ""
