"""Ends of calls: rushed or earned, and what was confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from callassist.detect.detector import Detector, finding, negated
from callassist.detect.language.phrases import Hit
from callassist.detect.memory.conversation import Conversation
from callassist.detect.memory.said import Said
from callassist.settings.judge import TENSE_LEVEL, UPSET_LEVEL
from callassist.types import Judgement

_NOTHING_MORE = 6
_REOPENS = 1.0
_EXPLAINED_TOKENS = 30


class Closing(Detector):
    """Reports ``closing.rushed`` and ``resolution.confirmed``."""

    name = "closing"

    def __init__(self, conversation: Conversation) -> None:
        """Watch a conversation."""
        super().__init__(conversation)
        self._rushed_turn = -1

    def on_words(self, said: Said, now_s: float) -> Iterator[Judgement]:
        """Take words of either side."""
        if said.channel == "customer":
            if said.final and said.tokens:
                yield from self._customer(said, now_s)
            return
        for hit in said.new_hits("solution", self.name):
            self.conversation.solution_s = said.start_of(hit.start)
        for hit in said.new_hits("next_step", self.name):
            self.conversation.next_step_s = said.start_of(hit.start)
        for category in ("closing_hard", "closing_soft"):
            for hit in said.new_hits(category, self.name):
                if negated(said, hit, 2):
                    continue
                yield from self._closing(said, hit, category == "closing_hard", now_s)

    def _customer(self, said: Said, now_s: float) -> Iterator[Judgement]:
        """Tell contentment from what reopens the matter."""
        conversation = self.conversation
        hit = self._content(said)
        trouble = conversation.account.trouble_in(said.tokens)
        if hit is None:
            reopened = trouble >= _REOPENS or "distress" in said.hits or "unanswered" in said.hits
            if reopened or ("not_content" in said.hits and trouble > 0.0):
                conversation.resolved_s = -1.0
            return
        conversation.relief_s = said.end_s
        if any(turn.channel == "agent" for turn in conversation.turns[:-1]):
            conversation.resolved_s = said.end_s
            yield finding("resolution.confirmed", said, hit, now_s, 0.8)

    def _content(self, said: Said) -> Hit | None:
        """Return the words that show contentment, if nothing after them undoes it."""
        hits = said.hits.get("confirmed", [])
        farewell = said.hits.get("farewell", [])
        thanks = said.hits.get("thanked", [])
        if not hits and farewell and len(said.tokens) <= _NOTHING_MORE:
            hits = farewell
        if not hits and thanks and len(said.tokens) <= _NOTHING_MORE + 4:
            hits = thanks
        if not hits:
            return None
        hit = hits[-1]
        undone = [other for other in said.hits.get("not_content", ()) if other.start >= hit.start]
        asked = [other for other in said.hits.get("open_question", ()) if other.start >= hit.end]
        bitter = self.conversation.level >= UPSET_LEVEL and "distress" in said.hits
        question = self.conversation.question
        asks = question is not None and question.said is said
        if undone or asked or bitter or asks or negated(said, hit, 2):
            return None
        acted_s = max(self.conversation.solution_s, self.conversation.next_step_s)
        if hits is thanks and (not self.conversation.account.ever_told or acted_s < 0.0):
            return None
        polite = hits is thanks or said.book.sets.talk.polite.issuperset(
            said.tokens[hit.start : hit.end]
        )
        if polite and self.conversation.level >= UPSET_LEVEL and acted_s < self._answer_s(said):
            return None
        return hit

    def _answer_s(self, said: Said) -> float:
        """Return when the agent's turn before the customer's words began."""
        turn = said.turn
        before = self.conversation.turn_before(turn) if turn is not None else None
        return before.start_s if before is not None else 0.0

    def _closing(self, said: Said, hit: Hit, hard: bool, now_s: float) -> Iterator[Judgement]:
        """Judge closing words by what is still open."""
        conversation = self.conversation
        if conversation.confirmed or not any(t.channel == "customer" for t in conversation.turns):
            return
        turn = said.turn
        customer = conversation.last_turn("customer")
        if turn is None or customer is None or customer.has("farewell"):
            return
        if turn.index == self._rushed_turn:
            return
        acted = max(conversation.solution_s, conversation.next_step_s) >= customer.start_s
        upset = conversation.level >= UPSET_LEVEL or conversation.upset
        question = conversation.question
        reasons: list[tuple[float, str]] = []
        pressing = hard or not acted or conversation.level >= TENSE_LEVEL or conversation.upset
        if question is not None and (pressing or question.claimed):
            reasons.append((0.8, f"open: “{question.quote}”"))
        if upset and (hard or not acted):
            score = 0.65 + 0.3 * conversation.level
            reasons.append((score, f"they said “{customer.said[-1].quote(0, 1, around=10)}”"))
        told = conversation.account.ever_told
        handled = conversation.account.ever_repeated or conversation.solution_s >= 0.0
        if conversation.level < TENSE_LEVEL and not conversation.upset:
            handled = handled or self._said_since(conversation.account.began_s) >= _EXPLAINED_TOKENS
        if told and not handled and not (conversation.next_step_s >= 0.0 and not hard):
            reasons.append((0.6, "their problem has no answer yet"))
        if not reasons:
            return
        self._rushed_turn = turn.index
        best = max(score for score, _ in reasons) + 0.07 * (len(reasons) - 1)
        lines = [line for _, line in sorted(reasons, key=lambda r: -r[0])]
        yield finding("closing.rushed", said, hit, now_s, best, *lines)

    def _said_since(self, at_s: float) -> int:
        """Return how many words the agent has said since a time."""
        turns = reversed(self.conversation.turns)
        since = takewhile(lambda turn: turn.end_s >= at_s, turns)
        return sum(turn.token_count for turn in since if turn.channel == "agent")
