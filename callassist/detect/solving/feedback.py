"""Whether the agent asks if it helped, at the end of a calm call."""

from __future__ import annotations

import math
from collections.abc import Iterator

from callassist.detect.detector import Detector, finding, negated
from callassist.detect.memory.conversation import Conversation
from callassist.detect.memory.said import Said
from callassist.settings.judge import CALM_FOR_S, TENSE_LEVEL
from callassist.types import Judgement

_SCORE = 0.7


class Feedback(Detector):
    """Reports ``feedback.asked`` and, at a calm and resolved closing, ``feedback.missing``.

    A customer who has said that it works, or how helpful it was, has given the answer:
    nothing is missing then.
    """

    name = "feedback"

    def __init__(self, conversation: Conversation) -> None:
        """Watch a conversation."""
        super().__init__(conversation)
        self._asked = False
        self._given = False
        self._over = False
        self._tense_s = -math.inf

    def on_level(self, level: float, at_s: float, now_s: float) -> Iterator[Judgement]:
        """Remember when the customer was last ill at ease."""
        if level >= TENSE_LEVEL:
            self._tense_s = now_s
        yield from ()

    def on_words(self, said: Said, now_s: float) -> Iterator[Judgement]:
        """Take words of either side."""
        if said.channel == "customer":
            if said.final:
                self._given = self._given or "gave_feedback" in said.hits
                self._over = self._over or "farewell" in said.hits
            return
        for hit in said.new_hits("asks_feedback", self.name):
            self._asked = True
            yield finding("feedback.asked", said, hit, now_s, 0.7)
        for category in ("closing_soft", "closing_hard"):
            for hit in said.new_hits(category, self.name):
                if not negated(said, hit, 2) and self._is_missing(now_s):
                    self._asked = True
                    reason = "solved, and they have not said whether it helped"
                    yield finding("feedback.missing", said, hit, now_s, _SCORE, reason)

    def _is_missing(self, now_s: float) -> bool:
        """Whether it is time to ask, and nobody has, and the customer has not told."""
        conversation = self.conversation
        solved = conversation.confirmed and conversation.solution_s >= 0.0
        if not (solved and conversation.account.ever_told) or conversation.upset:
            return False
        calm = now_s - self._tense_s >= CALM_FOR_S and conversation.distress_s < 0.0
        return calm and not (self._asked or self._given or self._over)
