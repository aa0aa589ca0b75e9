"""Empathy, sympathy and apologies of the agent, and feelings that go without them."""

from __future__ import annotations

from collections.abc import Iterator

from callassist.detect.detector import Detector, finding, negated
from callassist.detect.memory.conversation import Conversation
from callassist.detect.memory.said import Said, WordTurn
from callassist.settings.judge import (
    ACKNOWLEDGE_TURNS,
    HIGH_LEVEL,
    RISE_LEVEL,
    TENSE_LEVEL,
    UPSET_LEVEL,
)
from callassist.types import Finding, Judgement

_HALF = 0.5
_ASIDE_TOKENS = 3
_CUT_IN_S = 0.3
_FORGET_S = 90.0
_NEGATION_REACH = 5
_HEARD_FIRST_S = 12.0
_SOOTHED_S = 45.0
_STILL = 0.85
_WORSE_BY = 0.08
_FAULTS = ("refusal", "argument_strong", "closing_hard", "closing_soft", "cheer_strong")
_FAULT_AGAIN_S = 40.0


class Empathy(Detector):
    """Reports ``empathy.statement``, ``sympathy.statement``, ``apology`` and what lacks them.

    A rise of the customer's frustration, or a word of distress, opens a debt; an
    empathy statement pays it; sympathy or an apology, an admission, and saying it back
    pay half each. Two turns of the
    agent (one, when the customer is very upset) without it: ``feeling.unacknowledged``.
    One is enough as well when the customer, tense before it, is more upset after it:
    their answer shows what it lacked.
    """

    name = "empathy"

    def __init__(self, conversation: Conversation) -> None:
        """Watch a conversation."""
        super().__init__(conversation)
        self._since_s = -1.0
        self._quote = ""
        self._grave = False
        self._paid: dict[str, float] = {}
        self._faults: dict[str, tuple[int, float]] = {}
        self._turns: set[int] = set()
        self._lowest = 0.0
        self._empathy_s = -_SOOTHED_S
        self._last_customer: Said | None = None
        self._tense_s = -1.0
        self._warm_s = -1.0
        self._cold: tuple[float, float] | None = None

    def on_words(self, said: Said, now_s: float) -> Iterator[Judgement]:
        """Take words of either side."""
        if said.channel == "customer":
            self._customer(said)
            return
        for hit in said.new_hits("empathy", self.name):
            self._paid["empathy"] = 1.0
            self._empathy_s = self._warm_s = now_s
            yield finding("empathy.statement", said, hit, now_s, 0.85)
        if said.new_hits("admission", self.name):
            self._paid["admission"] = _HALF
            self._warm_s = now_s
        fuller = said.hits.get("empathy", ())
        for kind, score in (("sympathy", 0.6), ("apology", 0.7)):
            for hit in said.new_hits(kind, self.name):
                covered = any(hit.start < e.end and e.start < hit.end for e in fuller)
                if negated(said, hit, 2) or (covered and kind == "sympathy"):
                    continue
                self._paid["sorry"] = _HALF
                self._warm_s = now_s
                name = "apology" if kind == "apology" else "sympathy.statement"
                yield finding(name, said, hit, now_s, score)

    def _customer(self, said: Said) -> None:
        """Open a debt on words of distress."""
        self._last_customer = said
        fresh = said.new_hits("distress", self.name)
        hits = [hit for hit in fresh if not negated(said, hit, _NEGATION_REACH)]
        if hits:
            self.conversation.distress_s = said.start_of(hits[0].start)
            self._owe(said.start_of(hits[0].start), said.quote(hits[0].start, hits[0].end), True)
            return
        hits = said.new_hits("exasperated", self.name)
        if hits:
            self._owe(said.start_of(hits[0].start), said.quote(hits[0].start, hits[0].end), False)

    def on_level(self, level: float, at_s: float, now_s: float) -> Iterator[Judgement]:
        """Open a debt when frustration has risen, drop it when it has eased."""
        if level < self._lowest:
            self._lowest = level
            if self._since_s >= 0.0 and level < UPSET_LEVEL / 2 and not self._grave:
                self._settle()
        lately = now_s - self._empathy_s < _SOOTHED_S
        wanted = RISE_LEVEL * (2.0 if lately else 1.0)
        if level >= UPSET_LEVEL and level - self._lowest >= wanted and self._since_s < 0.0:
            quote = ""
            if self._last_customer is not None:
                quote = self._last_customer.quote(0, 1, around=10)
            self._owe(at_s, quote, False)
        yield from self._worse(level, now_s)

    def _worse(self, level: float, now_s: float) -> Iterator[Judgement]:
        """Report a tense customer who is more upset after a turn without a warm word."""
        if level < TENSE_LEVEL:
            self._tense_s, self._cold = -1.0, None
        elif self._tense_s < 0.0:
            self._tense_s = now_s
        said = self._last_customer
        if self._cold is None or said is None or now_s - self._cold[0] > _FORGET_S:
            return
        ended_s, before = self._cold
        answered = said.end_s > ended_s and level >= UPSET_LEVEL
        if not answered or level - before < _WORSE_BY or self._warm_s > self._tense_s:
            return
        if now_s - self.conversation.unheard_s < _HEARD_FIRST_S or self.conversation.shown_right:
            return
        self._cold = None
        quote = said.quote(0, 1, around=10)
        self._settle()
        yield Finding(
            "feeling.unacknowledged",
            "agent",
            said.start_s,
            said.end_s,
            now_s,
            round(min(1.0, 0.55 + 0.35 * level), 3),
            (f"“{quote}”", "more upset after your answer"),
        )

    def _faults_of(self, turn: WordTurn, now_s: float) -> tuple[bool, bool]:
        """Return whether a turn has a fault of its own, and whether one was made again.

        A new fault wants its own word first. One made again does not: it was told of,
        and the feeling has grown meanwhile.
        """
        new = again = False
        for fault in _FAULTS:
            if not turn.has(fault) or (fault == "refusal" and turn.has("option")):
                continue
            index, at_s = self._faults.get(fault, (turn.index, now_s))
            if index == turn.index or now_s - at_s > _FAULT_AGAIN_S:
                self._faults[fault] = (turn.index, now_s)
                new = True
            else:
                again = True
        return new, again

    def _note_cold(self, turn: WordTurn, new_fault: bool) -> None:
        """Remember a turn that answered a tense customer without a warm word.

        One with a fault of its own has its own prompt.
        """
        few = turn.token_count <= _ASIDE_TOKENS and not turn.has("ask_details", "refusal")
        if self._tense_s < 0.0 or turn.end_s < self._tense_s or few:
            return
        warm = self._warm_s >= turn.start_s or self.conversation.said_back_s >= turn.start_s
        waits = turn.has("go_on", "hold_moment", "hold_reason")
        cold = not (warm or waits or new_fault)
        self._cold = (turn.end_s, self.conversation.level) if cold else None

    def _owe(self, at_s: float, quote: str, grave: bool) -> None:
        """Open a debt, or make an open one graver."""
        if self._since_s < 0.0:
            self._since_s, self._quote = at_s, quote
            self._paid.clear()
            self._turns.clear()
        self._grave = self._grave or grave
        self._quote = quote if grave and quote else self._quote

    def _settle(self) -> None:
        """Close the debt; only a further rise opens another."""
        self._since_s = -1.0
        self._grave = False
        self._cold = None
        self._turns.clear()
        self._lowest = self.conversation.level

    def on_turn(self, turn: WordTurn, now_s: float) -> Iterator[Judgement]:
        """Count the agent's turns since the rise."""
        if turn.channel != "agent":
            return
        tense = self.conversation.upset or self.conversation.level >= TENSE_LEVEL
        new_fault, again = self._faults_of(turn, now_s) if tense else (False, False)
        self._note_cold(turn, new_fault)
        if self._since_s < 0.0:
            return
        if now_s - self._since_s > _FORGET_S or sum(self._paid.values()) >= 1.0:
            self._settle()
            return
        few = turn.token_count <= _ASIDE_TOKENS and not turn.has("ask_details", "refusal")
        if turn.end_s < self._since_s or few:
            return
        self._turns.add(turn.index)
        level = self.conversation.level
        cold = (
            turn.has(
                "refusal",
                "argument_strong",
                "closing_hard",
                "closing_soft",
                "ask_details",
                "cheer_strong",
                "passed_on",
            )
            or turn.asks
        )
        soon = level >= HIGH_LEVEL or self._grave
        if self.conversation.said_back_s > self._since_s:
            self._paid["said back"] = _HALF
        paid = sum(self._paid.values())
        needed = 1 if again or (soon and (cold or self._grave)) else ACKNOWLEDGE_TURNS
        if paid > 0.0:
            needed += 1
        said_first = not self._grave and now_s - self.conversation.unheard_s < _HEARD_FIRST_S
        said_first = said_first or self.conversation.shown_right
        if len(self._turns) < needed or (new_fault and not again) or said_first:
            return
        score = 0.6 + 0.35 * max(level, UPSET_LEVEL if self._grave else 0.0)
        score *= 1.0 - 0.3 * paid
        said_s, quote = self._since_s, self._quote
        grave = self._grave
        self._settle()
        if (not grave and level < UPSET_LEVEL * _STILL) or (level < UPSET_LEVEL / 2 and paid > 0.0):
            return
        turns = "turn" if needed == 1 else "turns"
        yield Finding(
            "feeling.unacknowledged",
            "agent",
            said_s,
            turn.end_s,
            now_s,
            round(min(1.0, score), 3),
            tuple(
                line
                for line in (f"“{quote}”" if quote else "", f"{needed} {turns} without it")
                if line
            ),
        )
