"""Arguing with the customer, and standing on their side."""

from __future__ import annotations

from collections.abc import Iterator

from callassist.detect.detector import Detector, finding, negated
from callassist.detect.memory.conversation import Conversation
from callassist.detect.memory.said import Said, WordTurn
from callassist.settings.judge import TENSE_LEVEL, UPSET_LEVEL
from callassist.types import Finding, Judgement

_SHARED = 2
_LATE_S = 60.0


class Argument(Detector):
    """Reports ``argument``, ``alignment``, ``admission`` and ``customer.right``."""

    name = "argument"

    def __init__(self, conversation: Conversation) -> None:
        """Watch a conversation."""
        super().__init__(conversation)
        self._admitted_s = -1.0
        self._right: Finding | None = None
        self._right_turn = -1
        self._argued_turn = -1
        self._aligned_turn = -1

    def on_words(self, said: Said, now_s: float) -> Iterator[Judgement]:
        """Take words of the agent."""
        if said.channel != "agent":
            return
        for hit in said.new_hits("admission", self.name):
            self._admitted_s = said.start_s
            self._right = None
            self.conversation.shown_right = False
            yield finding("admission", said, hit, now_s, 0.8)
        fresh = said.new_hits("alignment", self.name)
        aligned = next((hit for hit in fresh if not negated(said, hit, 2)), None)
        if aligned is not None and said.turn is not None and said.turn.index != self._aligned_turn:
            self._aligned_turn = said.turn.index
            yield finding("alignment", said, aligned, now_s, 0.6)
        yield from self._argues(said, now_s)

    def _argues(self, said: Said, now_s: float) -> Iterator[Judgement]:
        """Report the first quarrelsome phrase of a turn."""
        strong = said.new_hits("argument_strong", self.name)
        mild = said.new_hits("argument_mild", self.name)
        turn = said.turn
        if turn is None or turn.index == self._argued_turn:
            return
        level = self.conversation.level
        if strong:
            self._argued_turn = turn.index
            yield finding("argument", said, strong[0], now_s, 0.75 + 0.2 * level)
        elif mild and (level >= TENSE_LEVEL or self.conversation.upset):
            if turn.has("admission", "apology"):
                return
            self._argued_turn = turn.index
            yield finding("argument", said, mild[0], now_s, 0.5 + 0.3 * level)

    def on_turn(self, turn: WordTurn, now_s: float) -> Iterator[Judgement]:
        """Report ``customer.right`` when no admission came in the turn or the next."""
        if turn.channel != "agent":
            return
        if self._right is not None and turn.index > self._right_turn:
            right, self._right = self._right, None
            self.conversation.shown_right = False
            if not turn.has("admission", "apology"):
                yield Finding(
                    right.kind,
                    right.channel,
                    right.start_s,
                    right.end_s,
                    now_s,
                    right.score,
                    right.evidence,
                )
            return
        if turn.has("admission", "apology", "empathy", "refusal", "argument_strong"):
            return
        if self.conversation.level < UPSET_LEVEL or now_s - self._admitted_s < _LATE_S <= now_s:
            return
        account = self.conversation.account
        for said, hit in turn.hits("confirms"):
            rest = said.tokens[hit.start : hit.end + 12]
            shared = account.match(rest, procedural=False)
            if account.trouble_in(rest) >= 1.0 and len(shared) >= _SHARED:
                self._right = finding("customer.right", said, hit, now_s, 0.6)
                self._right_turn = turn.index
                self.conversation.shown_right = True
                return
