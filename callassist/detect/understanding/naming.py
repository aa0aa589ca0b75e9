"""The customer's name in the agent's mouth: used, left unused, or never asked for."""

from __future__ import annotations

import math
from collections.abc import Iterator

from callassist.detect.detector import Detector
from callassist.detect.language.text import near
from callassist.detect.memory.conversation import Conversation
from callassist.detect.memory.said import Said, WordTurn
from callassist.settings.judge import NAME_UNUSED_S, UPSET_LATELY_S, UPSET_LEVEL
from callassist.types import Finding, Judgement

_SCORE = 0.65
_LEAST_LETTERS = 4


class Naming(Detector):
    """Reports ``name.used`` and ``name.unused``.

    Unused: for three minutes of a call whose customer is upset, the name that is known
    was not said, or no name was given nor asked for.
    """

    name = "naming"

    def __init__(self, conversation: Conversation) -> None:
        """Watch a conversation."""
        super().__init__(conversation)
        self._knows_names = bool(conversation.book.sets.names.no_name)
        self._since_s = math.inf
        self._upset_s = -math.inf
        self._known = ""
        self._asked = False

    def on_level(self, level: float, at_s: float, now_s: float) -> Iterator[Judgement]:
        """Remember when the customer was last upset."""
        if level >= UPSET_LEVEL:
            self._upset_s = now_s
        yield from ()

    def on_words(self, said: Said, now_s: float) -> Iterator[Judgement]:
        """Take up when the name is given, and when the agent says it."""
        if not math.isfinite(self._since_s):
            self._since_s = said.start_s
        name = self.conversation.customer_name
        if name != self._known:
            self._known, self._since_s = name, said.start_s
        if said.channel != "agent" or not said.final:
            return
        if not name:
            self._asked = self._asked or "ask_name" in said.hits
            return
        at = self._place(said, name)
        if at is not None:
            self._since_s = now_s
            start_s, end_s = said.start_of(at), said.end_of(at)
            yield Finding("name.used", "agent", start_s, end_s, now_s, 0.8, (name,))

    def _place(self, said: Said, name: str) -> int | None:
        """Return the token that says a part of the name, as far as can be recognized."""
        for part in name.lower().split():
            for index, token in enumerate(said.tokens):
                if token == part or (len(part) >= _LEAST_LETTERS and near(token, part)):
                    return index
        return None

    def on_turn(self, turn: WordTurn, now_s: float) -> Iterator[Judgement]:
        """Look at the clock after each turn of the agent."""
        if turn.channel != "agent" or not self._knows_names:
            return
        name = self.conversation.customer_name
        if now_s - self._since_s < NAME_UNUSED_S or now_s - self._upset_s > UPSET_LATELY_S:
            return
        if not name and self._asked:
            return
        self._since_s = now_s
        minutes = f"{NAME_UNUSED_S / 60.0:.0f} minutes"
        line = f"{name}, unused for {minutes}" if name else f"{minutes} without a name"
        phrases = (name,) if name else ()
        yield Finding(
            "name.unused", "agent", turn.start_s, turn.end_s, now_s, _SCORE, (line,), phrases
        )
