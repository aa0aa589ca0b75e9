"""Silences and holds: told of beforehand, or left unexplained."""

from __future__ import annotations

import math
from collections.abc import Iterator

from callassist.detect.detector import Detector, finding
from callassist.detect.language.numbers import normalize_numbers, without_ending
from callassist.detect.language.text import is_number
from callassist.detect.language.wordsets import TIME_UNITS
from callassist.detect.memory.conversation import Conversation
from callassist.detect.memory.said import Said, WordTurn
from callassist.settings.judge import ANNOUNCED_MARGIN, DEAD_AIR_S, MOMENT_S, REASON_S
from callassist.types import (
    CHANNELS,
    Channel,
    Finding,
    Judgement,
    SpeechEvent,
    Stretch,
    Withdrawn,
)

_REPLY_TOKENS = 8
_NOTICED_S = 3.0
_LONG_ANSWER = 12


class Waiting(Detector):
    """Reports ``wait.unexplained`` and ``wait.announced``.

    The customer has spoken (or the agent put them on hold), and for six seconds
    nobody speaks: unexplained, unless the agent announced the wait, the customer
    asked for a moment, or the customer is doing what the agent asked for.
    """

    name = "waiting"

    def __init__(self, conversation: Conversation) -> None:
        """Watch a conversation."""
        super().__init__(conversation)
        self._words = conversation.book.sets.waits
        self._speaking: dict[Channel, float | None] = dict.fromkeys(CHANNELS)
        self._quiet_since_s = math.inf
        self._last: Channel = "agent"
        self._agent_was_heard = False
        self._announced_until_s = -1.0
        self._announced: float = 0.0
        self._asked_action = False
        self._on_hold = False
        self._customer_busy = False
        self._last_gap_s = 0.0
        self._long_wait: tuple[float, str] | None = None
        self._agent_closed = ""
        self._over = False
        self._told_since_s = -math.inf
        self._told_s = -math.inf

    def on_sound(self, event: SpeechEvent) -> Iterator[Judgement]:
        """Take a stretch: silence starts when both have ended."""
        if not isinstance(event, Stretch):
            return
        if event.final:
            began_s = self._speaking[event.channel]
            if began_s is None or began_s <= event.start_s:
                self._speaking[event.channel] = None
            self._last = event.channel
            self._agent_was_heard |= event.channel == "agent"
            if not self._anyone_speaks():
                self._quiet_since_s = event.end_s
                self._plan()
        else:
            if event.channel == "customer" and math.isfinite(self._quiet_since_s):
                silent = 0.0 if self._anyone_speaks() else event.start_s - self._quiet_since_s
                self._last_gap_s = silent
            self._speaking[event.channel] = event.start_s
            self.due_s = math.inf
            if event.channel == "customer":
                self._customer_busy = False
        yield from ()

    def _anyone_speaks(self) -> bool:
        """Whether either side is in a stretch of speech."""
        return self._speaking["agent"] is not None or self._speaking["customer"] is not None

    def _plan(self) -> None:
        """Set the timer for this silence, if it may become too long."""
        self.due_s = math.inf
        if self.conversation.pauses.on:
            return
        if self._anyone_speaks() or not math.isfinite(self._quiet_since_s):
            return
        if self._over or self._told_since_s == self._quiet_since_s:
            return
        waits_for_agent = self._last == "customer" or self._on_hold
        if waits_for_agent and self._agent_was_heard and not self._customer_busy:
            allowed = max(DEAD_AIR_S, self._announced)
            self.due_s = self._quiet_since_s + allowed

    def on_words(self, said: Said, now_s: float) -> Iterator[Judgement]:
        """Take words of either side."""
        if said.channel == "agent":
            yield from self._agent(said, now_s)
        elif said.final:
            yield from self._customer(said, now_s)
        if not self._anyone_speaks():
            self._plan()
            self.due_s = max(self.due_s, now_s)

    def _agent(self, said: Said, now_s: float) -> Iterator[Judgement]:
        """Take up announcements; other words end them."""
        if not said.final or not said.tokens:
            return
        hard, soft = "closing_hard" in said.hits, "closing_soft" in said.hits
        self._agent_closed = "hard" if hard else "soft" if soft else ""
        self._over = False
        reason = said.hits.get("hold_reason", [])
        length = said.hits.get("hold_length", [])
        moment = said.hits.get("hold_moment", [])
        bare = said.hits.get("hold_bare", [])
        seconds = [self._seconds(said, hit.start, hit.end) for hit in length]
        self._asked_action = "asks_action" in said.hits
        self._on_hold = bool(bare) and not (reason or length or moment)
        waits = [0.0]
        waits += [MOMENT_S for _ in moment[:1]]
        waits += [REASON_S for _ in reason[:1]]
        if moment or bare or reason:
            waits += [ANNOUNCED_MARGIN * found + DEAD_AIR_S for found in seconds]
        elif seconds:
            waits.append(MOMENT_S)
        self._announced = max(waits)
        if said.hits.get("apology"):
            self._long_wait = None
        told = [*said.new_hits("hold_reason", self.name), *said.new_hits("hold_moment", self.name)]
        plain = any(said.tokens[hit.start] in self._words.plain for hit in reason)
        if told and (length or moment or plain):
            yield finding("wait.announced", said, told[0], now_s, 0.8 if length and reason else 0.6)

    def _seconds(self, said: Said, start: int, end: int) -> float:
        """Return the length of time that words name, in seconds."""
        items = normalize_numbers(said.tokens[start:end])
        units = self._words.units
        unit = next((TIME_UNITS[units[t]] for t in items if t in units), 1.0)
        number = next((float(without_ending(t)) for t in items if is_number(t)), 2.0)
        return unit * number

    def _customer(self, said: Said, now_s: float) -> Iterator[Judgement]:
        """Take up what the customer's words say of the silence before or after."""
        if said.hits.get("still_there") and self._last_gap_s >= _NOTICED_S:
            hit = said.new_hits("still_there", self.name)
            if hit:
                self._last_gap_s = 0.0
                yield self._unexplained(
                    said.start_s, said.end_s, now_s, 0.8, said.quote(hit[0].start, hit[0].end)
                )
        waited = said.new_hits("long_wait", self.name)
        if waited:
            self._long_wait = (
                said.start_of(waited[0].start),
                said.quote(waited[0].start, waited[0].end),
            )
        content = "confirmed" in said.hits or "thanked" in said.hits
        self._over = (
            "farewell" in said.hits
            or (self._agent_closed == "hard" and self.conversation.confirmed)
            or (self._agent_closed == "soft" and content)
        )
        replies = len(said.tokens) <= _REPLY_TOKENS and not said.asks
        self._customer_busy = "customer_hold" in said.hits or (self._asked_action and replies)
        if not said.acknowledges_only and len(said.tokens) > _LONG_ANSWER:
            self._announced = 0.0

    def on_turn(self, turn: WordTurn, now_s: float) -> Iterator[Judgement]:
        """A long wait that was mentioned wants a word of regret in the next turn."""
        if turn.channel != "agent" or self._long_wait is None:
            return
        at_s, quote = self._long_wait
        if turn.start_s < at_s:
            return
        self._long_wait = None
        if not turn.has("apology", "empathy", "sympathy", "hold_reason"):
            yield self._unexplained(at_s, turn.end_s, now_s, 0.65, f"“{quote}”")

    def on_time(self, now_s: float) -> Iterator[Judgement]:
        """The silence has lasted too long."""
        self.due_s = math.inf
        silent_s = now_s - self._quiet_since_s
        self._told_since_s, self._told_s = self._quiet_since_s, now_s
        kind = "on hold without a word" if self._on_hold else "silent after they spoke"
        score = min(0.95, 0.7 + 0.02 * silent_s)
        self._announced = 0.0
        yield self._unexplained(
            self._quiet_since_s, now_s, now_s, score, f"{silent_s:.0f} s {kind}"
        )

    def on_pause(self, since_s: float, now_s: float) -> Iterator[Judgement]:
        """Wait no longer; take back a silence that lasted into the pause."""
        self.due_s = math.inf
        if self._told_s > since_s and self._told_since_s == self._quiet_since_s:
            self._told_s = -math.inf
            yield Withdrawn("wait.unexplained", self._quiet_since_s, now_s)

    def on_resume(self, until_s: float, now_s: float) -> Iterator[Judgement]:
        """Count the silence from here on; what was announced before is over."""
        self._announced = 0.0
        if math.isfinite(self._quiet_since_s):
            self._quiet_since_s = max(self._quiet_since_s, until_s)
        self._plan()
        self.due_s = max(self.due_s, now_s)
        yield from ()

    def _unexplained(
        self, start_s: float, end_s: float, now_s: float, score: float, why: str
    ) -> Finding:
        """Return ``wait.unexplained``."""
        return Finding("wait.unexplained", "agent", start_s, end_s, now_s, round(score, 3), (why,))
