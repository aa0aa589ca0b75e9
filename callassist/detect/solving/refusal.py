"""Saying no: with something offered beside it, or bare."""

from __future__ import annotations

from collections.abc import Iterator

from callassist.detect.detector import Detector, finding
from callassist.detect.language.phrases import Hit
from callassist.detect.memory.conversation import Conversation
from callassist.detect.memory.said import Said, WordTurn
from callassist.types import Finding, Judgement

_ANSWER_TOKENS = 3


class Refusal(Detector):
    """Reports ``refusal.with_option`` and, once no option came, ``refusal.bare``.

    A bare refusal is known when the customer has answered it with more than "okay",
    or when the agent's turn (and after a mere "okay" the next one) ended without an option.
    """

    name = "refusal"

    def __init__(self, conversation: Conversation) -> None:
        """Watch a conversation."""
        super().__init__(conversation)
        self._open: tuple[Said, Hit] | None = None
        self._repeats = 0

    def on_words(self, said: Said, now_s: float) -> Iterator[Judgement]:
        """Take words of either side."""
        if said.channel == "customer":
            if self._open is not None and self._answered(said):
                yield self._bare(now_s)
            return
        for hit in said.new_hits("refusal", self.name):
            if self._open is None:
                self._open = (said, hit)
        if self._open is not None and said.turn is not None and self._offers(said.turn):
            refused, hit = self._open
            self._open = None
            self._repeats = 0
            yield finding("refusal.with_option", refused, hit, now_s, 0.75)

    def _answered(self, said: Said) -> bool:
        """Whether the customer answered the refusal with more than a nod."""
        if self._open is None or said.aside or said.turn is None:
            return False
        refused, hit = self._open
        late_enough = said.start_s >= refused.end_of(hit.end - 1) - 0.2
        return late_enough and len(said.tokens) >= _ANSWER_TOKENS and not said.acknowledges_only

    def _offers(self, turn: WordTurn) -> bool:
        """Whether a turn holds an option that is not part of the refusal itself."""
        for said, hit in turn.hits("option"):
            refusals = said.hits.get("refusal", ())
            hollow = said.hits.get("hollow_option", ())
            if not any(hit.start < r.end and r.start < hit.end for r in (*refusals, *hollow)):
                return True
        return False

    def on_turn(self, turn: WordTurn, now_s: float) -> Iterator[Judgement]:
        """Decide when the agent has ended without an option."""
        if self._open is None or turn.channel != "agent":
            return
        refused, _ = self._open
        if not self._offers(turn) and (turn is refused.turn or turn.token_count > _ANSWER_TOKENS):
            yield self._bare(now_s)

    def _bare(self, now_s: float) -> Finding:
        """Close the refusal as bare; each repetition is surer."""
        assert self._open is not None
        said, hit = self._open
        self._open = None
        self._repeats += 1
        return finding("refusal.bare", said, hit, now_s, min(0.95, 0.7 + 0.1 * self._repeats))
