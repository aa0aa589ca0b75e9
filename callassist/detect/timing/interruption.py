"""Interruptions by the agent, from sound alone, and the floor given back.

``listen`` never waits for words: :class:`~callassist.types.Overlap` already says who
came second and what became of it. Words only take it back: when the agent did no more
than acknowledge, or finished the customer's sentence and the customer agreed (a
cooperative completion; Lerner 1991, "On the syntax of sentences-in-progress").
"""

from __future__ import annotations

from collections.abc import Iterator

from callassist.detect.detector import Detector
from callassist.detect.memory.conversation import Conversation
from callassist.detect.memory.said import Said
from callassist.settings.judge import (
    AGREES_WITHIN_S,
    BACKCHANNEL_MAX_S,
    COMPLETION_TOKENS,
    WORDS_OF_SOUND_S,
)
from callassist.types import Finding, Judgement, Overlap, SpeechEvent, Stretch, Turn, Withdrawn


class Interruption(Detector):
    """Reports ``interruption``, takes it back when disproved, and ``floor.returned``."""

    name = "interruption"

    def __init__(self, conversation: Conversation) -> None:
        """Watch a conversation."""
        super().__init__(conversation)
        self._reported: set[float] = set()
        self._open: Overlap | None = None
        self._agent_came_back = False
        self._completed: tuple[Overlap, float] | None = None

    def on_words(self, said: Said, now_s: float) -> Iterator[Judgement]:
        """Take the words of either side: they may disprove what was heard."""
        if said.channel == "agent" and said.final and self._open is not None:
            overlap = self._open
            if abs(said.start_s - overlap.start_s) > WORDS_OF_SOUND_S:
                return
            if said.acknowledges_only:
                yield from self._take_back(overlap, now_s)
            elif len(said.tokens) <= COMPLETION_TOKENS and not _asks(said):
                self._completed = overlap, said.end_s
        elif said.channel == "customer" and self._completed is not None:
            overlap, end_s = self._completed
            if said.start_s < overlap.start_s:
                return
            self._completed = None
            agrees = bool(said.tokens) and said.tokens[0] in said.book.sets.talk.agrees
            if agrees and said.start_s - end_s <= AGREES_WITHIN_S:
                yield from self._take_back(overlap, now_s)

    def on_sound(self, event: SpeechEvent) -> Iterator[Judgement]:
        """Take an overlap, a stretch or a turn."""
        if isinstance(event, Overlap) and event.by == "agent":
            yield from self._overlap(event)
        elif self._open is not None:
            if isinstance(event, Stretch) and event.channel == "agent":
                self._agent_spoke(self._open, event)
            elif isinstance(event, Turn) and event.channel == "customer" and event.final:
                yield from self._customer_ended(self._open, event)

    def on_pause(self, since_s: float, now_s: float) -> Iterator[Judgement]:
        """Take back what was known only in the pause: nobody gave way, the line did."""
        if self._open is not None and self._open.known_s > since_s:
            yield from self._take_back(self._open, now_s)
        self._open = None

    def _overlap(self, overlap: Overlap) -> Iterator[Judgement]:
        """Report an interruption once, or take it back."""
        if overlap.kind == "interruption":
            self._open = overlap
            self._agent_came_back = False
            if overlap.start_s in self._reported:
                return
            self._reported.add(overlap.start_s)
            both_s = max(0.0, overlap.end_s - overlap.start_s)
            measured = overlap.evidence or f"you came in while they spoke; {both_s:.1f} s at once"
            yield Finding(
                "interruption",
                "agent",
                overlap.start_s,
                overlap.end_s,
                overlap.known_s,
                0.9,
                (measured,),
            )
        else:
            yield from self._take_back(overlap, overlap.known_s)

    def _take_back(self, overlap: Overlap, now_s: float) -> Iterator[Judgement]:
        """Take an interruption back if it was reported."""
        if overlap.start_s not in self._reported:
            return
        self._reported.discard(overlap.start_s)
        if self._open is not None and self._open.start_s == overlap.start_s:
            self._open = None
        yield Withdrawn("interruption", overlap.start_s, now_s)

    def _agent_spoke(self, overlap: Overlap, stretch: Stretch) -> None:
        """Note whether the agent spoke again, more than an "uh-huh", before their end."""
        if stretch.start_s <= overlap.start_s + 0.3:
            return
        if stretch.end_s - stretch.start_s > BACKCHANNEL_MAX_S:
            self._agent_came_back = True

    def _customer_ended(self, overlap: Overlap, turn: Turn) -> Iterator[Judgement]:
        """Report the floor as returned if the customer could speak to the end."""
        after = turn.start_s > overlap.start_s or turn.end_s > overlap.end_s + 1.0
        if not after:
            return
        self._open = None
        if not self._agent_came_back and turn.end_s - max(turn.start_s, overlap.end_s) >= 1.0:
            yield Finding(
                "floor.returned",
                "agent",
                overlap.end_s,
                turn.end_s,
                turn.known_s,
                0.8,
                (f"they then spoke for {turn.end_s - max(turn.start_s, overlap.end_s):.0f} s",),
            )


def _asks(said: Said) -> bool:
    """Return whether words ask something of the customer, so that they complete nothing."""
    return said.asks or "open_question" in said.hits or "ask_details" in said.hits
