"""Manners of speech: cold wording, talking down, insults, names left unused, dead ends."""

from __future__ import annotations

import math
from collections.abc import Iterator

from callassist.detect.conversation import Conversation
from callassist.detect.detector import Detector, finding, negated
from callassist.detect.said import Said, WordTurn
from callassist.settings.judge import HIGH_LEVEL, NAME_UNUSED_S, STUCK_S, UPSET_LEVEL
from callassist.types import Finding, Judgement

_OFFERS_REFUSED = 2

_SIMPLE = (
    # category, finding, side, score
    ("cold", "wording.cold", "agent", 0.6),
    ("talking_down", "talking_down", "agent", 0.75),
    ("abusive", "customer.abusive", "customer", 0.8),
    ("new_to_it", "customer.lost", "customer", 0.65),
)


class Manner(Detector):
    """Reports phrases that are a finding by themselves, ``name.unused`` and ``stuck``."""

    name = "manner"

    def __init__(self, conversation: Conversation) -> None:
        """Watch a conversation."""
        super().__init__(conversation)
        self._named_s = math.inf
        self._refused = 0
        self._high_since_s = math.inf
        self._stuck_told = False

    def on_words(self, said: Said, now_s: float) -> Iterator[Judgement]:
        """Take words of either side."""
        for category, kind, side, score in _SIMPLE:
            if side != said.channel:
                continue
            for hit in said.new_hits(category, self.name)[:1]:
                if not negated(said, hit, 2):
                    tense = 0.15 if kind == "wording.cold" and self.conversation.upset else 0.0
                    yield finding(kind, said, hit, now_s, score + tense)
        name = self.conversation.customer_name
        if name:
            first = name.split()[0].lower()
            if self._named_s == math.inf or (said.channel == "agent" and first in said.tokens):
                self._named_s = now_s
        if said.channel == "customer" and said.final:
            yield from self._offers(said, now_s)

    def _offers(self, said: Said, now_s: float) -> Iterator[Judgement]:
        """Count what the customer refused."""
        if "confirmed" in said.hits:
            self._refused = 0
            self._stuck_told = False
        hits = said.new_hits("refused_offer", self.name)
        if not hits:
            return
        self._refused += 1
        if self._refused >= _OFFERS_REFUSED and not self._stuck_told:
            self._stuck_told = True
            yield finding("stuck", said, hits[0], now_s, 0.65, "two offers refused")

    def on_level(self, level: float, at_s: float, now_s: float) -> Iterator[Judgement]:
        """Follow how long frustration has been high."""
        if level < HIGH_LEVEL:
            self._high_since_s = math.inf
        elif self._high_since_s == math.inf:
            self._high_since_s = now_s
        yield from ()

    def on_turn(self, turn: WordTurn, now_s: float) -> Iterator[Judgement]:
        """Look at the clock after each turn of the agent."""
        if turn.channel != "agent":
            return
        conversation = self.conversation
        if conversation.customer_name and now_s - self._named_s >= NAME_UNUSED_S:
            self._named_s = now_s
            if conversation.level >= UPSET_LEVEL:
                yield Finding(
                    "name.unused",
                    "agent",
                    turn.start_s,
                    turn.end_s,
                    now_s,
                    0.6,
                    (f"{conversation.customer_name}, unused for three minutes",),
                    (conversation.customer_name,),
                )
        high_s = now_s - max(self._high_since_s, conversation.solution_s)
        if conversation.solution_s >= 0.0 and high_s >= STUCK_S and not self._stuck_told:
            self._stuck_told = True
            yield Finding(
                "stuck",
                "agent",
                turn.start_s,
                turn.end_s,
                now_s,
                0.6,
                (f"{high_s:.0f} s after your solution they are still upset",),
            )
