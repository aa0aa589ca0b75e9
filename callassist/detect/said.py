"""What one side said: the words of a stretch, and the stretches of a turn."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from callassist.detect.phrases import Begun, Hit, PhraseBook, merge
from callassist.detect.text import word_tokens
from callassist.settings.judge import LOOKAHEAD_TOKENS, QUOTE_CHARACTERS
from callassist.types import Channel, Utterance, Word

_ACKNOWLEDGING = frozenset(
    "okay right all yes uh huh mm mhm mmhm mmm hmm um er ah oh i see sure really go on and wow no"
    " gosh of course exactly absolutely true so".split()
)
_ACKNOWLEDGING_TOKENS = 4
_ASIDE_TOKENS = 3
_ASIDE_S = 1.2
_SENTENCE_ENDS = (".", "?", "!")


class Said:
    """The words of one stretch of speech, as far as they are known.

    Attributes:
        channel: Who spoke.
        start_s: When.
        end_s: Until when.
        known_s: When these words were known.
        final: Whether no more words of this stretch will come.
        words: The words as recognized.
        tokens: The same as tokens (see :mod:`callassist.detect.text`).
        hits: Phrases found, by category, in order.
        turn: The turn it belongs to, once it has one.
        aside: Whether it is a mere acknowledgement under the other's turn.
    """

    def __init__(self, utterance: Utterance, book: PhraseBook) -> None:
        """Take the first words of a stretch."""
        self.channel: Channel = utterance.channel
        self.start_s = utterance.start_s
        self.turn: WordTurn | None = None
        self.aside = False
        self._book = book
        self._scanned: list[Hit] = []
        self._begun: list[Begun] = []
        self._taken: dict[str, int] = {}
        self.words: tuple[Word, ...] = ()
        self.tokens: list[str] = []
        self._word_of: list[int] = []
        self.hits: dict[str, list[Hit]] = {}
        self.update(utterance)

    def update(self, utterance: Utterance) -> None:
        """Take more words of the same stretch, which replace those before."""
        same_words = 0
        for old, new in zip(self.words, utterance.words, strict=False):
            if old.text != new.text:
                break
            same_words += 1
        same = bisect_left(self._word_of, same_words)
        known = len(self.tokens)
        self.final = utterance.final
        self.known_s = utterance.known_s
        self.end_s = utterance.end_s
        self.words = utterance.words
        self.tokens = self.tokens[:same]
        self._word_of = self._word_of[:same]
        for index in range(same_words, len(utterance.words)):
            found = word_tokens(utterance.words[index].text)
            self.tokens.extend(found)
            self._word_of.extend([index] * len(found))
        if same < known:
            self._scanned, self._begun, same = [], [], 0
        fresh, self._begun = self._book.follow(self.tokens, same, self._begun)
        if fresh or same < known:
            self._scanned += fresh
            self.hits = merge(self._scanned)

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

    def start_of(self, token: int) -> float:
        """Return when a token starts."""
        return self.words[self._word_of[token]].start_s if self._word_of else self.start_s

    def end_of(self, token: int) -> float:
        """Return when a token ends."""
        return self.words[self._word_of[token]].end_s if self._word_of else self.end_s

    def words_of(self, start: int, end: int) -> Sequence[int]:
        """Return the places of the words that tokens ``start`` to ``end`` come from."""
        return self._word_of[start:end]

    def ends_sentence(self, token: int) -> bool:
        """Return whether the recognizer ended a sentence with a token."""
        return self.words[self._word_of[token]].text[-1:] in _SENTENCE_ENDS

    def sentence_asks(self, token: int) -> bool:
        """Return whether the recognizer ended a token's sentence with a question mark."""
        following = (word.text[-1:] for word in self.words[self._word_of[token] :])
        return next((mark for mark in following if mark in _SENTENCE_ENDS), "") == "?"

    def quote(self, start: int, end: int, around: int = 2) -> str:
        """Return the speaker's own words of tokens ``start`` to ``end``, at most 60 characters.

        ``around`` words more are taken on either side where they fit, of the same sentence.
        """
        if not self._word_of or start >= len(self._word_of):
            return ""
        first = self._word_of[start]
        last = self._word_of[min(end, len(self._word_of)) - 1]
        text = _line(self.words[first : last + 1])
        for _ in range(around):
            for low, high in ((first - 1, last), (first, last + 1)):
                if low < 0 or high >= len(self.words):
                    continue
                if self.words[low if low < first else last].text[-1:] in _SENTENCE_ENDS:
                    continue
                wider = _line(self.words[low : high + 1])
                if len(wider) <= QUOTE_CHARACTERS:
                    first, last, text = low, high, wider
        return (
            text if len(text) <= QUOTE_CHARACTERS else text[: QUOTE_CHARACTERS - 1].rstrip() + "…"
        )

    @property
    def asks(self) -> bool:
        """Whether the recognizer put a question mark."""
        return any(word.text.endswith("?") for word in self.words)

    @property
    def is_short(self) -> bool:
        """Whether it is a word or two, or as short as that."""
        count = len(self.tokens)
        short = self.end_s - self.start_s <= _ASIDE_S and count <= _ASIDE_TOKENS + 2
        return count <= _ASIDE_TOKENS or short

    @property
    def acknowledges_only(self) -> bool:
        """Whether it is nothing but "okay", "I see", "uh-huh" and the like."""
        return len(self.tokens) <= _ACKNOWLEDGING_TOKENS and all(
            token in _ACKNOWLEDGING for token in self.tokens
        )


def _line(words: Sequence[Word]) -> str:
    """Join words, without the punctuation at the ends."""
    return " ".join(word.text for word in words).strip(" ,.;:-")


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
        return any(category in said.hits for said in self.said for category in categories)

    def quote(self) -> str:
        """Return its first words, at most 60 characters."""
        return self.said[0].quote(0, 1, around=12) if self.said else ""
