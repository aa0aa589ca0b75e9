"""Interruptions by the agent, from sound alone, and the floor given back.

``listen`` never waits for words: :class:`~callassist.types.Overlap` already says who
came second and what became of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from callassist.detect.conversation import Conversation
from callassist.detect.detector import Detector
from callassist.settings.judge import BACKCHANNEL_MAX_S
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

    def on_sound(self, event: SpeechEvent) -> Iterator[Judgement]:
        """Take an overlap, a stretch or a turn."""
        if isinstance(event, Overlap) and event.by == "agent":
            yield from self._overlap(event)
        elif self._open is not None:
            if isinstance(event, Stretch) and event.channel == "agent":
                self._agent_spoke(self._open, event)
            elif isinstance(event, Turn) and event.channel == "customer" and event.final:
                yield from self._customer_ended(self._open, event)

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
        elif overlap.start_s in self._reported:
            self._reported.discard(overlap.start_s)
            if self._open is not None and self._open.start_s == overlap.start_s:
                self._open = None
            yield Withdrawn("interruption", overlap.start_s, overlap.known_s)

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
