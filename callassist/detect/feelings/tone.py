"""The agent's tone against the customer's mood: from words, pace and loudness only.

No emotion of the agent is inferred: a cheerful *word*, more words a minute and more
decibels than the agent's own usual are all that is judged, and all is shown.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterator
from statistics import median

from callassist.detect.detector import Detector
from callassist.detect.language.phrases import Hit
from callassist.detect.memory.conversation import Conversation
from callassist.detect.memory.said import Said, WordTurn
from callassist.settings.judge import (
    BASELINE_VOICED_S,
    CHEER_MILD,
    CHEER_WEIGHT,
    FASTER,
    HIGH_LEVEL,
    LOUDER_DB,
    UPSET_LEVEL,
)
from callassist.types import Finding, Judgement, SpeechEvent, Stretch

_LEADS = 4
_FORMAL_MARKS = 2
_MIN_STRETCH_S = 1.5
_REMEMBERED = 40


class Tone(Detector):
    """Reports ``tone.mismatch`` and, after the agent's next turn without it, ``tone.matched``."""

    name = "tone"

    def __init__(self, conversation: Conversation) -> None:
        """Watch a conversation."""
        super().__init__(conversation)
        self._weights: dict[int, float] = {}
        self._reported: set[int] = set()
        self._mismatch_turn = -1
        self._formal = 0
        self._bright_s = -math.inf
        self._loudness: deque[tuple[float, float]] = deque(maxlen=_REMEMBERED)
        self._pace: deque[float] = deque(maxlen=_REMEMBERED)
        self._louder_db: dict[float, float] = {}

    def on_sound(self, event: SpeechEvent) -> Iterator[Judgement]:
        """Take an agent's finished stretch: how loud it was against the usual."""
        if isinstance(event, Stretch) and event.final and event.channel == "agent":
            known = sum(voiced for _, voiced in self._loudness)
            if math.isfinite(event.level_dbfs) and event.voiced_s > 0.0:
                if known >= BASELINE_VOICED_S:
                    usual = median(level for level, _ in self._loudness)
                    self._louder_db = {event.start_s: event.level_dbfs - usual}
                self._loudness.append((event.level_dbfs, event.voiced_s))
        yield from ()

    def on_words(self, said: Said, now_s: float) -> Iterator[Judgement]:
        """Take words of either side."""
        if said.channel == "customer":
            if said.final:
                self._formal += len(said.hits.get("formal", ()))
                if "bright" in said.hits:
                    self._bright_s = said.end_s
            return
        if said.turn is None:
            return
        yield from self._cheer(said, said.turn, now_s)
        if said.final:
            yield from self._sound(said, said.turn, now_s)

    def _cheer(self, said: Said, turn: WordTurn, now_s: float) -> Iterator[Judgement]:
        """Weigh cheerful words while the customer is upset."""
        upset = self.conversation.upset and self._bright_s < self.conversation.distress_s
        upset = upset or (self.conversation.level >= UPSET_LEVEL and self._bright_s < 0.0)
        mild = CHEER_MILD * (1.5 if self.conversation.level >= HIGH_LEVEL else 1.0)
        found: list[tuple[float, Hit]] = []
        found += [(1.0, hit) for hit in said.new_hits("cheer_strong", self.name)]
        for hit in said.new_hits("cheer_mild", self.name):
            leads = hit.start < _LEADS and said is turn.said[0]
            found.append((mild if leads else mild / 2, hit))
        slang = said.new_hits("slang", self.name)
        if self._formal >= _FORMAL_MARKS or upset:
            found += [(0.6, hit) for hit in slang]
        if not found or not (upset or (slang and self._formal >= _FORMAL_MARKS)):
            return
        weight = self._weights.get(turn.index, 0.0) + sum(w for w, _ in found)
        self._weights[turn.index] = weight
        softened = turn.has("empathy", "apology", "sympathy")
        if weight < CHEER_WEIGHT * (2.0 if softened else 1.0) or turn.index in self._reported:
            return
        _, hit = max(found, key=lambda pair: pair[0])
        quotes = tuple(said.quote(h.start, h.end, around=1) for _, h in found[:3])
        yield self._mismatch(said, hit, turn, now_s, min(0.95, 0.6 + 0.15 * weight), quotes)

    def _sound(self, said: Said, turn: WordTurn, now_s: float) -> Iterator[Judgement]:
        """Compare pace and loudness with the agent's own; both must be well above."""
        long_s = said.end_s - said.start_s
        if long_s < _MIN_STRETCH_S or not said.tokens:
            return
        pace = 60.0 * len(said.words) / long_s
        before = list(self._pace)
        self._pace.append(pace)
        near_start = [db for at, db in self._louder_db.items() if abs(at - said.start_s) < 0.5]
        if not near_start or len(before) < _LEADS or not self.conversation.upset:
            return
        usual = median(before)
        louder = near_start[0]
        if pace >= FASTER * usual and louder >= LOUDER_DB and turn.index not in self._reported:
            lines = (f"{pace:.0f} words a minute, usually {usual:.0f}", f"{louder:.0f} dB louder")
            yield self._mismatch(said, Hit("", 0, len(said.tokens)), turn, now_s, 0.6, lines)

    def _mismatch(
        self,
        said: Said,
        hit: Hit,
        turn: WordTurn,
        now_s: float,
        score: float,
        evidence: tuple[str, ...],
    ) -> Finding:
        """Return ``tone.mismatch`` for a turn."""
        self._reported.add(turn.index)
        self._mismatch_turn = turn.index
        return Finding(
            "tone.mismatch",
            "agent",
            said.start_of(hit.start),
            said.end_of(hit.end - 1),
            now_s,
            round(score, 3),
            evidence,
        )

    def on_turn(self, turn: WordTurn, now_s: float) -> Iterator[Judgement]:
        """Report ``tone.matched`` on the agent's next turn without a mismatch."""
        if turn.channel != "agent" or self._mismatch_turn < 0:
            return
        cheery = turn.has("cheer_strong", "closing_hard", "slang") or self._weights.get(turn.index)
        if turn.index > self._mismatch_turn and turn.token_count >= _LEADS and not cheery:
            self._mismatch_turn = -1
            yield Finding(
                "tone.matched", "agent", turn.start_s, turn.end_s, now_s, 0.7, (turn.quote(),)
            )
