"""Dead ends: what the agent offers is refused, or a solution brought no ease."""

from __future__ import annotations

import math
from collections.abc import Iterator

from callassist.detect.detector import Detector, finding
from callassist.detect.memory.conversation import Conversation
from callassist.detect.memory.said import Said, WordTurn
from callassist.settings.judge import HIGH_LEVEL, STUCK_S
from callassist.types import Finding, Judgement

_OFFERS_REFUSED = 2
_REFUSED_WITHIN_S = 120.0
_SCORE = 0.7
_OFFERS = ("option", "solution", "next_step", "hollow_option", "refusal")


class Stuck(Detector):
    """Reports ``stuck``: two offers refused, or frustration high for long after a solution.

    A refusal counts when it answers a turn of the agent that offered something; asking
    the customer what would help begins anew.
    """

    name = "stuck"

    def __init__(self, conversation: Conversation) -> None:
        """Watch a conversation."""
        super().__init__(conversation)
        self._refused: list[tuple[int, float, str]] = []
        self._high_since_s = math.inf
        self._told = False

    def on_words(self, said: Said, now_s: float) -> Iterator[Judgement]:
        """Take words of either side."""
        if said.channel == "agent":
            if "asks_wish" in said.hits:
                self._refused.clear()
                self._told = False
        elif said.final and not said.aside:
            yield from self._customer(said, now_s)

    def _customer(self, said: Said, now_s: float) -> Iterator[Judgement]:
        """Count what the customer refused."""
        hits = said.new_hits("refused_offer", self.name)
        if not hits and ("confirmed" in said.hits or "accepts" in said.hits):
            self._refused.clear()
            self._told = False
        offer = self.conversation.turn_before(said.turn) if hits and said.turn else None
        if offer is None or offer.channel != "agent" or not offer.has(*_OFFERS):
            return
        recent = [
            entry
            for entry in self._refused
            if entry[0] != offer.index and now_s - entry[1] < _REFUSED_WITHIN_S
        ]
        self._refused = [*recent, (offer.index, now_s, said.quote(hits[0].start, hits[0].end))]
        if len(self._refused) >= _OFFERS_REFUSED and not self._told:
            self._told = True
            yield finding("stuck", said, hits[0], now_s, _SCORE, "two offers refused")

    def on_level(self, level: float, at_s: float, now_s: float) -> Iterator[Judgement]:
        """Follow how long frustration has been high."""
        if level < HIGH_LEVEL:
            self._high_since_s = math.inf
        elif not math.isfinite(self._high_since_s):
            self._high_since_s = now_s
        yield from ()

    def on_turn(self, turn: WordTurn, now_s: float) -> Iterator[Judgement]:
        """Look at the clock after each turn of the agent."""
        conversation = self.conversation
        if turn.channel != "agent" or conversation.solution_s < 0.0 or self._told:
            return
        high_s = now_s - max(self._high_since_s, conversation.solution_s)
        if high_s >= STUCK_S and conversation.level >= HIGH_LEVEL:
            self._told = True
            line = f"{high_s:.0f} s after your solution they are still upset"
            yield Finding("stuck", "agent", turn.start_s, turn.end_s, now_s, _SCORE, (line,))
