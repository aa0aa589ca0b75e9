"""What happens next: told, or left open at the end of the call."""

from __future__ import annotations

from collections.abc import Iterator

from callassist.detect.detector import Detector, finding, negated
from callassist.detect.memory.conversation import Conversation
from callassist.detect.memory.said import Said
from callassist.settings.judge import TENSE_LEVEL
from callassist.types import Judgement

_PENDING_SCORE = 0.7
_TENSE_SCORE = 0.55
_ABRUPT_SCORE = 0.6


class NextStep(Detector):
    """Reports ``next_step.given`` and ``next_step.missing``.

    Missing: the agent closes while something is still to be done ("I have logged it",
    "the team will look into it") and never said when, by whom or how they will hear of
    it; or closes in the very turn that says "done", without a word of what comes of it;
    or closes without any step at all while the customer is not at ease.
    """

    name = "next_step"

    def __init__(self, conversation: Conversation) -> None:
        """Watch a conversation."""
        super().__init__(conversation)
        self._told_turn = -1
        self._missed_turn = -1
        self._pending = ""
        self._done_turn = -1
        self._asked_more = False

    def on_words(self, said: Said, now_s: float) -> Iterator[Judgement]:
        """Take words of either side."""
        if said.channel == "customer":
            if said.final and "solved" in said.hits:
                self._pending = ""
            return
        conversation = self.conversation
        turn = said.turn.index if said.turn is not None else -1
        for hit in said.new_hits("pending", self.name):
            self._pending = said.quote(hit.start, hit.end)
        for hit in said.new_hits("next_step", self.name):
            first = self._told_turn < 0 or conversation.account.ever_told
            if first and turn != self._told_turn:
                self._told_turn = turn
                yield finding("next_step.given", said, hit, now_s, 0.6)
        if said.new_hits("solution", self.name):
            self._done_turn = turn
        if "closing_soft" in said.hits and "closing_hard" not in said.hits:
            self._asked_more = True
        for category in ("closing_hard", "closing_soft"):
            for hit in said.new_hits(category, self.name):
                if negated(said, hit, 2) or turn == self._missed_turn:
                    continue
                score = self._missing(turn, hard=category == "closing_hard")
                if score > 0.0:
                    self._missed_turn = turn
                    quote = f"“{self._pending}”, and no word of when" if self._pending else ""
                    yield finding("next_step.missing", said, hit, now_s, score, quote)

    def _missing(self, turn: int, *, hard: bool) -> float:
        """Return how sure it is that a step is missing at closing words, 0 if none is."""
        conversation = self.conversation
        if conversation.next_step_s >= 0.0:
            return 0.0
        if self._pending and conversation.account.ever_told:
            return _PENDING_SCORE
        if hard and not conversation.confirmed and self._done_turn == turn and not self._asked_more:
            return _ABRUPT_SCORE
        tense = conversation.level > TENSE_LEVEL and not conversation.confirmed
        acted = conversation.solution_s >= 0.0 or conversation.account.ever_repeated
        told = conversation.account.ever_told
        return _TENSE_SCORE if hard and told and tense and acted else 0.0
