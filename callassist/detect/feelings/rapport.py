"""Something personal that the customer told, taken up or passed by."""

from __future__ import annotations

import math
from collections.abc import Iterator

from callassist.detect.detector import Detector, negated
from callassist.detect.language.text import content_stems
from callassist.detect.memory.conversation import Conversation
from callassist.detect.memory.said import Said, WordTurn
from callassist.settings.judge import CALM_FOR_S, TENSE_LEVEL
from callassist.types import Finding, Judgement

_TROUBLED = 1.0
_NEAR = 6
_LEAST_TOKENS = 3
_PICK_UP_S = 25.0
_SCORE = 0.7
_PHRASE_WORDS = 6
_NOT_NOW = ("deadline", "anxious", "distress", "exasperated", "not_heard", "feels")


class Rapport(Detector):
    """Reports ``rapport.missed``: glad news of the customer's that pass unremarked.

    Only in a calm call, when the words that tell of it are free of trouble, and the
    agent's next turn neither takes up a word of it nor has one for the person.
    """

    name = "rapport"

    def __init__(self, conversation: Conversation) -> None:
        """Watch a conversation."""
        super().__init__(conversation)
        self._told_s = math.inf
        self._quote = ""
        self._phrase = ""
        self._stems: set[str] = set()
        self._tense_s = -math.inf

    def on_level(self, level: float, at_s: float, now_s: float) -> Iterator[Judgement]:
        """Remember when the customer was last ill at ease."""
        if level >= TENSE_LEVEL:
            self._tense_s = now_s
            self._told_s = math.inf
        yield from ()

    def on_words(self, said: Said, now_s: float) -> Iterator[Judgement]:
        """Take up what the customer tells of themselves, and the agent's word for it."""
        if said.channel == "agent":
            if not math.isfinite(self._told_s):
                return
            if "remark" in said.hits or self._stems.intersection(content_stems(said.tokens)):
                self._told_s = math.inf
        elif said.final and not said.aside:
            self._customer(said)
        yield from ()

    def _customer(self, said: Said) -> None:
        """Keep something personal, if it is glad and the call is calm."""
        hits = said.new_hits("personal", self.name)
        if not hits or any(kind in said.hits for kind in _NOT_NOW):
            return
        conversation = self.conversation
        near = slice(max(0, hits[0].start - _NEAR), hits[0].end + _NEAR)
        trouble = conversation.account.trouble_in(said.tokens[near])
        calm = not conversation.upset and said.end_s - self._tense_s >= CALM_FOR_S
        open_problem = conversation.account.ever_told and not conversation.confirmed
        if trouble >= _TROUBLED or open_problem or not calm or negated(said, hits[0]):
            return
        hit = hits[0]
        self._told_s = said.start_of(hit.start)
        self._quote = said.quote(hit.start, hit.end)
        self._stems = set(content_stems(said.tokens[hit.start : hit.end]))
        retold = said.book.sets.key_phrases.retold
        words = said.quote(hit.start, hit.end, around=0).lower().split()[:_PHRASE_WORDS]
        self._phrase = " ".join(retold.get(word, word) for word in words)

    def on_turn(self, turn: WordTurn, now_s: float) -> Iterator[Judgement]:
        """Look at the agent's next turn."""
        if turn.channel != "agent" or turn.start_s < self._told_s:
            return
        if turn.token_count < _LEAST_TOKENS or turn.has("hold_bare", "hold_reason"):
            return
        told_s, self._told_s = self._told_s, math.inf
        if now_s - told_s > _PICK_UP_S or self.conversation.upset:
            return
        yield Finding(
            "rapport.missed",
            "agent",
            told_s,
            turn.end_s,
            now_s,
            _SCORE,
            (f"“{self._quote}”",),
            (self._phrase,),
        )
