"""Passing the customer on, or keeping hold of the matter."""

from __future__ import annotations

from collections.abc import Iterator

from callassist.detect.detector import Detector, finding
from callassist.detect.language.phrases import Hit
from callassist.detect.memory.conversation import Conversation
from callassist.detect.memory.said import Said, WordTurn
from callassist.types import Judgement


class Ownership(Detector):
    """Reports ``ownership.passed_on`` when nobody takes the matter, and ``ownership.taken``."""

    name = "ownership"

    def __init__(self, conversation: Conversation) -> None:
        """Watch a conversation."""
        super().__init__(conversation)
        self._passed: tuple[Said, Hit] | None = None

    def on_words(self, said: Said, now_s: float) -> Iterator[Judgement]:
        """Take words of the agent."""
        if said.channel != "agent":
            return
        for hit in said.new_hits("owned", self.name):
            self._passed = None
            yield finding("ownership.taken", said, hit, now_s, 0.75)
        for hit in said.new_hits("passed_on", self.name):
            if self._passed is None and "owned" not in said.hits and "refusal" not in said.hits:
                self._passed = (said, hit)

    def on_turn(self, turn: WordTurn, now_s: float) -> Iterator[Judgement]:
        """Decide when the turn is over: who takes it on, and did the agent stay."""
        if turn.channel != "agent" or self._passed is None:
            return
        said, hit = self._passed
        self._passed = None
        if self.conversation.account.ever_told and not turn.has("owned"):
            yield finding("ownership.passed_on", said, hit, now_s, 0.7)
