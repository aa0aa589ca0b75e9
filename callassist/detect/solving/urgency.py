"""A pressing matter, and whether the agent says what is being done now."""

from __future__ import annotations

import math
from collections.abc import Iterator

from callassist.detect.detector import Detector, finding, negated
from callassist.detect.memory.conversation import Conversation
from callassist.detect.memory.said import Said, WordTurn
from callassist.settings.judge import PRESSING_FOR_S, URGENCY_TURNS
from callassist.types import Finding, Judgement

_LEAST_TOKENS = 4
_GIVEN = ("urgency", "doing")
_ACTS = ("solution", "next_step", "option", "asks_action", "closing_soft")
_PUTS_OFF = ("slow_step", "pending", "passed_on", "hollow_option")
_SETTLED = ("confirmed", "solved")


class Urgency(Detector):
    """Reports ``urgency.given`` and ``urgency.missing``.

    Missing: the customer named a deadline or is anxious about the problem, and two
    turns of the agent since have no word of haste, nor of what is done now or next; a
    step that takes days is none.
    """

    name = "urgency"

    def __init__(self, conversation: Conversation) -> None:
        """Watch a conversation."""
        super().__init__(conversation)
        self._since_s = math.inf
        self._quote = ""
        self._sure = 0.0
        self._turns: set[int] = set()
        self._told_s = -math.inf

    def on_words(self, said: Said, now_s: float) -> Iterator[Judgement]:
        """Take words of either side."""
        if said.channel == "agent":
            told = self.conversation.account.ever_told
            for hit in said.new_hits("urgency", self.name):
                self._since_s = math.inf
                if told or self._told_s >= 0.0:
                    yield finding("urgency.given", said, hit, now_s, 0.6)
            if "doing" in said.hits:
                self._since_s = math.inf
        elif said.final and not said.aside:
            self._customer(said)

    def _customer(self, said: Said) -> None:
        """Begin to wait for a word of haste, or stop when all is well."""
        if any(kind in said.hits for kind in _SETTLED):
            self._since_s = math.inf
            return
        for category, sure in (("deadline", 0.75), ("anxious", 0.65)):
            for hit in said.new_hits(category, self.name):
                if negated(said, hit, 4):
                    continue
                if not math.isfinite(self._since_s):
                    self._turns.clear()
                    self._sure = 0.0
                    self._since_s = said.start_of(hit.start)
                if sure > self._sure:
                    self._sure, self._quote = sure, said.quote(hit.start, hit.end)

    def on_turn(self, turn: WordTurn, now_s: float) -> Iterator[Judgement]:
        """Count the agent's turns since."""
        if turn.channel != "agent" or turn.start_s < self._since_s:
            return
        if now_s - self._since_s > PRESSING_FOR_S:
            self._since_s = math.inf
            return
        acts = turn.has(*_GIVEN) or (turn.has(*_ACTS) and not turn.has(*_PUTS_OFF))
        if acts or turn.token_count < _LEAST_TOKENS or not self._is_open():
            return
        self._turns.add(turn.index)
        if len(self._turns) < URGENCY_TURNS:
            return
        since_s, self._since_s, self._told_s = self._since_s, math.inf, now_s
        evidence = (f"“{self._quote}”", f"{URGENCY_TURNS} turns without what you do now")
        yield Finding("urgency.missing", "agent", since_s, turn.end_s, now_s, self._sure, evidence)

    def _is_open(self) -> bool:
        """Whether a problem was told that is not solved."""
        conversation = self.conversation
        return conversation.account.ever_told and not conversation.confirmed
