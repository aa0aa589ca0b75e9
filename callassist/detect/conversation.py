"""What has been said so far: the memory that every detector shares.

Utterances become :class:`Said`, those of one side in a row a :class:`WordTurn`.
An "okay" or "uh-huh" under the other's words takes no turn. Nothing here looks
ahead: all is as known at the last event.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from callassist.detect.account import Account
from callassist.detect.phrases import Begun, Hit, PhraseBook, merge
from callassist.detect.text import word_tokens
from callassist.settings.judge import LOOKAHEAD_TOKENS, QUOTE_CHARACTERS, TURN_JOIN_S, UPSET_LEVEL
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


@dataclass
class Question:
    """A question of the customer's that stands open.

    Attributes:
        said: Where it was asked.
        start: Its first token.
        end: The token after its last.
        claimed: Whether the customer says that it was not answered.
    """

    said: Said
    start: int
    end: int
    claimed: bool = False

    @property
    def tokens(self) -> list[str]:
        """The question's tokens."""
        return self.said.tokens[self.start : self.end]

    @property
    def quote(self) -> str:
        """The question in the customer's words."""
        return self.said.quote(self.start, self.end, around=0)


class Conversation:
    """The words of both sides, and what detectors tell each other.

    Attributes:
        book: The language's phrases.
        turns: Turns of words, in order.
        undone: Those that have words since they were last found done.
        account: The customer's problem, as told so far.
        question: The customer's question that stands open, if any.
        level: The customer's frustration, 0 to 1, set by Judge.
        distress_s: When the customer last told of something grave; negative: never.
        relief_s: When the customer last was content ("thank you", "that works").
        resolved_s: When the customer last confirmed that all is well; negative: never.
        solution_s: When the agent last offered or did something.
        next_step_s: When the agent last said what happens next.
        customer_name: The customer's name, once given.
        said_back_s: When the agent last said the account back.
        unheard_s: When it was last reported that the agent did not.
    """

    def __init__(self, book: PhraseBook) -> None:
        """Begin a call."""
        self.book = book
        self.turns: list[WordTurn] = []
        self.account = Account(book)
        self.question: Question | None = None
        self.level = 0.0
        self.distress_s = -1.0
        self.relief_s = -1.0
        self.resolved_s = -1.0
        self.solution_s = -1.0
        self.next_step_s = -1.0
        self.said_back_s = -1.0
        self.unheard_s = -math.inf
        self.customer_name = ""
        self.undone: list[WordTurn] = []
        self._open: dict[Channel, Said] = {}

    def hear(self, utterance: Utterance) -> Said | None:
        """Take an utterance and return what it belongs to.

        A guess at a stretch whose final words are known already tells nothing: ``None``.
        """
        said = self._open.get(utterance.channel)
        if said is None or said.start_s != utterance.start_s:
            said = Said(utterance, self.book)
            self._open[utterance.channel] = said
        elif said.final and not utterance.final:
            return None
        else:
            said.update(utterance)
        self._place(said)
        turn = said.turn
        if turn is not None and turn not in self.undone:
            self.undone.append(turn)
        return said

    def last_turn(self, channel: Channel) -> WordTurn | None:
        """Return the last turn of a side."""
        for turn in reversed(self.turns[-2:]):
            if turn.channel == channel:
                return turn
        return None

    def asked_before(self, said: Said) -> WordTurn | None:
        """Return the agent's turn that words of the customer answer, if it asked for a detail."""
        turn = self.turn_before(said.turn) if said.turn is not None else None
        return turn if turn is not None and turn.has("ask_details", "ask_name") else None

    def turn_before(self, turn: WordTurn) -> WordTurn | None:
        """Return the turn before one."""
        place = self.turns.index(turn) if self.turns[-1] is not turn else len(self.turns) - 1
        return self.turns[place - 1] if place > 0 else None

    @property
    def upset(self) -> bool:
        """Whether the customer is upset now, by words or voice, and not eased since."""
        if self.level >= UPSET_LEVEL:
            return True
        return self.distress_s >= 0.0 and self.distress_s > self.relief_s

    @property
    def confirmed(self) -> bool:
        """Whether the customer's last word on the matter was that all is well."""
        return self.resolved_s >= 0.0

    def _place(self, said: Said) -> None:
        """Give words their turn."""
        if said.turn is not None or not said.tokens:
            return
        last = self.turns[-1] if self.turns else None
        if last is not None and last.channel != said.channel and said.acknowledges_only:
            answers = last.said[-1].asks and said.start_s >= last.end_s - 0.3
            said.aside = not answers
        elif last is not None and last.channel != said.channel and said.is_short:
            # A word or two under the other's running speech, however recognized.
            said.aside = said.final and not last.said[-1].final
        else:
            said.aside = False
        if said.aside:
            return
        turn = self._turn_for(said, last)
        turn.said.append(said)
        said.turn = turn

    def _turn_for(self, said: Said, last: WordTurn | None) -> WordTurn:
        """Return the turn that words join, made if need be."""
        if last is not None:
            if last.channel == said.channel:
                if said.start_s - last.end_s < TURN_JOIN_S:
                    return last
            elif said.start_s < last.start_s and len(self.turns) > 1:
                before = self.turns[-2]
                if before.channel == said.channel:
                    return before
        turn = WordTurn(len(self.turns), said.channel)
        self.turns.append(turn)
        return turn
