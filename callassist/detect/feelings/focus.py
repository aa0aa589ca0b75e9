"""Whether agent and customer speak of the same thing: feelings, or the way to a solution."""

from __future__ import annotations

from collections.abc import Iterator

from callassist.detect.detector import Detector, negated
from callassist.detect.memory.conversation import Conversation
from callassist.detect.memory.said import WordTurn
from callassist.settings.judge import FOCUS_TURNS
from callassist.types import Finding, Judgement

_FEELING = ("feels", "distress", "exasperated", "anxious")
_CARING = ("empathy", "sympathy", "apology", "admission", "alignment", "remark")
_WORKING = ("steps", "asks_action", "ask_details", "ask_name", "solution", "next_step", "option")
_HELPING = (*_WORKING, "hold_reason", "hold_bare", "doing", "pending", "question_open")
_LEAST_TOKENS = 5
_SAID_BACK = 2
_SCORE = 0.7


class Focus(Detector):
    """Reports ``focus``: two turns in a row that miss what the customer speaks of.

    "Only steps": the customer speaks of feelings before each of two turns of the agent
    that hold steps, details or offers and no word for the person. "Only feelings": the
    customer wants to get on with it before each, and the agent only feels with them.
    """

    name = "focus"

    def __init__(self, conversation: Conversation) -> None:
        """Watch a conversation."""
        super().__init__(conversation)
        self._missed: dict[str, list[tuple[int, str]]] = {"only steps": [], "only feelings": []}

    def on_turn(self, turn: WordTurn, now_s: float) -> Iterator[Judgement]:
        """Compare a turn of the agent with the customer's before it."""
        if turn.channel != "agent" or turn.token_count < _LEAST_TOKENS:
            return
        before = self.conversation.turn_before(turn)
        if before is None:
            return
        for kind, about, missed in (
            ("only steps", _FEELING, self._steps_only(turn)),
            ("only feelings", ("wants_fix",), self._feelings_only(turn)),
        ):
            earlier = [entry for entry in self._missed[kind] if entry[0] != turn.index]
            quote = self._speaks_of(before, *about) if missed else ""
            self._missed[kind] = [*earlier, (turn.index, quote)] if quote else []
            if len(self._missed[kind]) < FOCUS_TURNS:
                continue
            quotes = tuple(f"“{line}”" for _, line in reversed(self._missed[kind]))
            self._missed[kind] = []
            yield Finding(
                "focus", "agent", before.start_s, turn.end_s, now_s, _SCORE, (kind, quotes[0])
            )

    def _speaks_of(self, turn: WordTurn, *categories: str) -> str:
        """Return the customer's words of one of the categories, if there are any."""
        for category in categories:
            for said, hit in turn.hits(category):
                if not negated(said, hit):
                    return said.quote(hit.start, hit.end)
        return ""

    def _steps_only(self, turn: WordTurn) -> bool:
        """Whether a turn holds steps and nothing for the person, nor says it back."""
        if turn.has(*_CARING) or not turn.has(*_WORKING):
            return False
        return len(self.conversation.account.match(turn.tokens, procedural=True)) < _SAID_BACK

    def _feelings_only(self, turn: WordTurn) -> bool:
        """Whether a turn only feels with the customer."""
        return turn.has(*_CARING) and not turn.has(*_HELPING) and not turn.asks
