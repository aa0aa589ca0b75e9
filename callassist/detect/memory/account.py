"""The customer's account of the problem, and how much of it was said back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import islice

from callassist.detect.language.numbers import normalize_numbers, without_ending
from callassist.detect.language.phrases import PhraseBook
from callassist.detect.language.text import (
    NEAR_LETTERS,
    is_content,
    is_number,
    near,
    remembered,
    stem,
)
from callassist.detect.memory.said import Said
from callassist.settings.judge import ACCOUNT_CONTENT, ACCOUNT_TOKENS

_TROUBLE = 1.5
_LATER_TIMES = 1.7
_TELLING_TOKENS = 6
_BEGINS_TROUBLE = 0.3


@lru_cache(maxsize=4)
def _trouble_by(book: PhraseBook) -> Callable[[str], float]:
    """Return what tells how much a word sounds like a problem."""
    problem = book.words.get("problem", frozenset())
    past = book.words.get("past", frozenset())
    denials = book.sets.clauses.denials

    @remembered
    def trouble(token: str) -> float:
        if token in denials:
            return 0.5
        if stem(token) in problem:
            return 1.0
        return 0.34 if token in past else 0.0

    return trouble


class Account:
    """What the customer told of the problem since it was last said back.

    Attributes:
        said: The customer's utterances that tell of it.
        tokens: How many words they have.
        trouble: How much they sound like a problem: problem words, negations, past tense.
        repeated: What the agent said back of it.
        answered: Whether it was said back, or its absence was reported.
        ever_told: Whether a problem was told in this call at all.
        ever_repeated: Whether any account was said back in this call.
        began: Counts the accounts of this call from 0.
        ever_tokens: How many words all accounts of this call had.
    """

    def __init__(self, book: PhraseBook) -> None:
        """Begin with nothing told."""
        self._book = book
        self._trouble = _trouble_by(book)
        self._procedural = book.words.get("procedural", frozenset())
        self.ever_told = False
        self.ever_repeated = False
        self.ever_tokens = 0
        self.began = -1
        self.said: list[Said] = []
        self._former: list[Said] = []
        self.begin()

    def begin(self) -> None:
        """Start anew: what is told from now on is another account."""
        self._former, self.said = self.said, []
        self.began += 1
        self.tokens = 0
        self.trouble = 0.0
        self.repeated: set[str] = set()
        self.answered = False
        self._content: dict[str, str] = {}
        self._by_initial: dict[str, list[str]] = {}

    @property
    def size(self) -> int:
        """How many different things were told: content words and numbers."""
        return len(self._content)

    @property
    def is_long(self) -> bool:
        """Whether it is long and troubled enough that it should be said back.

        After one was said back, what comes on top must be a good deal more.
        """
        least = _LATER_TIMES if self.ever_repeated else 1.0
        return (
            self.tokens >= ACCOUNT_TOKENS * least
            and self.size >= ACCOUNT_CONTENT * least
            and self.trouble >= _TROUBLE * least
        )

    @property
    def told(self) -> list[Said]:
        """What was told of this problem, with the account before it if this one is short."""
        return self.said if self.tokens >= ACCOUNT_TOKENS else [*self._former, *self.said]

    @property
    def began_s(self) -> float:
        """When its first words start."""
        return self.said[0].start_s if self.said else 0.0

    @property
    def end_s(self) -> float:
        """When its last words end."""
        return self.said[-1].end_s if self.said else 0.0

    def key(self, token: str) -> str:
        """Return what a content word or number is compared by."""
        return without_ending(token) if is_number(token) else self._book.canonical(stem(token))

    def trouble_in(self, items: Sequence[str]) -> float:
        """Return how much words sound like a problem."""
        return sum(map(self._trouble, items))

    def add(self, said: Said) -> None:
        """Take an utterance of the customer's, if it tells something."""
        trouble = self.trouble_in(said.tokens)
        if len(said.tokens) < _TELLING_TOKENS and trouble < 1.0:
            return
        begins = self.answered or not self.said
        if begins and trouble < _BEGINS_TROUBLE and len(said.tokens) < ACCOUNT_TOKENS:
            return
        if self.answered:
            self.begin()
        self.said.append(said)
        self.tokens += len(said.tokens)
        self.ever_tokens += len(said.tokens)
        self.trouble += trouble
        if self.trouble >= 1.0:
            self.ever_told = True
        for token in said.numbered:
            if is_content(token) or (is_number(token) and token not in ("1", "1st")):
                key = self.key(token)
                if key not in self._content:
                    self._content[key] = token
                    if len(key) >= NEAR_LETTERS:
                        self._by_initial.setdefault(key[0], []).append(key)

    def match(self, items: Sequence[str], procedural: bool) -> set[str]:
        """Return what of the account is in an agent's words.

        Words that only name a detail ("account number") do not count when the
        agent asks for details (``procedural``).
        """
        found: set[str] = set()
        for token in normalize_numbers(items):
            if not (is_content(token) or is_number(token)):
                continue
            key = self.key(token)
            if procedural and (key in self._procedural or stem(token) in self._procedural):
                continue
            if key in self._content:
                found.add(key)
            elif len(key) >= NEAR_LETTERS and not is_number(token):
                alike = (other for other in self._by_initial.get(key[0], ()) if near(key, other))
                found.update(islice(alike, 1))
        return found
