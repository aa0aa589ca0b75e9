"""What has been said so far: the memory that every detector shares.

Utterances become :class:`Said`, those of one side in a row a :class:`WordTurn`.
An "okay" or "uh-huh" under the other's words takes no turn. Nothing here looks
ahead: all is as known at the last event.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from callassist.detect.language.acts import ActModel
from callassist.detect.language.facts import Fact
from callassist.detect.language.phrases import PhraseBook
from callassist.detect.memory.account import Account
from callassist.detect.memory.pauses import Pauses
from callassist.detect.memory.said import Said, WordTurn
from callassist.settings.judge import NOD_APART_S, NOD_TOKENS, TURN_JOIN_S, UPSET_LEVEL
from callassist.types import Channel, Overlap, Utterance


@dataclass
class Question:
    """A question of the customer's that stands open.

    Attributes:
        said: Where it was asked.
        start: Its first token.
        end: The token after its last.
        claimed: Whether the customer says that it was not answered.
    """

    said: Said
    start: int
    end: int
    claimed: bool = False

    @property
    def tokens(self) -> list[str]:
        """The question's tokens."""
        return self.said.tokens[self.start : self.end]

    @property
    def quote(self) -> str:
        """The question in the customer's words."""
        return self.said.quote(self.start, self.end, around=0)


class Conversation:
    """The words of both sides, and what detectors tell each other.

    Attributes:
        book: The language's phrases.
        turns: Turns of words, in order.
        undone: Those that have words since they were last found done.
        account: The customer's problem, as told so far.
        question: The customer's question that stands open, if any.
        level: The customer's frustration, 0 to 1, set by Judge.
        distress_s: When the customer last told of something grave; negative: never.
        relief_s: When the customer last was content ("thank you", "that works").
        resolved_s: When the customer last confirmed that all is well; negative: never.
        solution_s: When the agent last offered or did something.
        next_step_s: When the agent last said what happens next.
        customer_name: The customer's name, once given.
        others_names: Names of others that the customer gave, by what they are to them.
        given: Numbers, dates and the like that the customer gave.
        said_back_s: When the agent last said the account back.
        unheard_s: When it was last reported that the agent did not.
        paced: Whether the agent's pace may be measured.
        shown_right: Whether the agent read out that the customer is right, and has not said so.
        pauses: Holds, and times in which a side could not be heard.
    """

    def __init__(self, book: PhraseBook, acts: ActModel | None = None) -> None:
        """Begin a call in a language with its phrases and its model of what sentences do."""
        self.book = book
        self._acts = acts
        self.turns: list[WordTurn] = []
        self.account = Account(book)
        self.question: Question | None = None
        self.level = 0.0
        self.paced = True
        self.distress_s = -1.0
        self.relief_s = -1.0
        self.resolved_s = -1.0
        self.solution_s = -1.0
        self.next_step_s = -1.0
        self.said_back_s = -1.0
        self.unheard_s = -math.inf
        self.shown_right = False
        self.customer_name = ""
        self.others_names: dict[str, str] = {}
        self.given: list[Fact] = []
        self.undone: list[WordTurn] = []
        self.pauses = Pauses()
        self._open: dict[Channel, Said] = {}
        self._nods: list[Overlap] = []

    def hear(self, utterance: Utterance) -> Said | None:
        """Take an utterance and return what it belongs to.

        A guess at a stretch whose final words are known already tells nothing: ``None``.
        """
        said = self._open.get(utterance.channel)
        if said is None or said.start_s != utterance.start_s:
            said = Said(utterance, self.book, self._acts)
            self._open[utterance.channel] = said
        elif said.final and not utterance.final:
            return None
        else:
            said.update(utterance)
        self._place(said)
        turn = said.turn
        if turn is not None and turn not in self.undone:
            self.undone.append(turn)
        return said

    def overlap(self, overlap: Overlap) -> None:
        """Take an overlap: a nod in the sound stays one, whatever words are made of it."""
        if overlap.kind == "backchannel":
            self._nods = [*self._nods[-3:], overlap]

    def last_turn(self, channel: Channel) -> WordTurn | None:
        """Return the last turn of a side."""
        for turn in reversed(self.turns[-2:]):
            if turn.channel == channel:
                return turn
        return None

    def asked_before(self, said: Said) -> WordTurn | None:
        """Return the agent's turn that words of the customer answer, if it asked for a detail."""
        turn = self.turn_before(said.turn) if said.turn is not None else None
        return turn if turn is not None and turn.has("ask_details", "ask_name") else None

    def turn_before(self, turn: WordTurn) -> WordTurn | None:
        """Return the turn before one."""
        place = self.turns.index(turn) if self.turns[-1] is not turn else len(self.turns) - 1
        return self.turns[place - 1] if place > 0 else None

    @property
    def upset(self) -> bool:
        """Whether the customer is upset now, by words or voice, and not eased since."""
        if self.level >= UPSET_LEVEL:
            return True
        return self.distress_s >= 0.0 and self.distress_s > self.relief_s

    @property
    def confirmed(self) -> bool:
        """Whether the customer's last word on the matter was that all is well."""
        return self.resolved_s >= 0.0

    def _place(self, said: Said) -> None:
        """Give words their turn."""
        if said.turn is not None or not said.tokens:
            return
        last = self.turns[-1] if self.turns else None
        if self._nods and said.final and self._nods_only(said):
            said.aside = True
        elif last is not None and last.channel != said.channel and said.acknowledges_only:
            answers = last.said[-1].asks and said.start_s >= last.end_s - 0.3
            said.aside = not answers
        elif last is not None and last.channel != said.channel and said.is_short:
            # A word or two under the other's running speech, however recognized.
            said.aside = said.final and not last.said[-1].final
        else:
            said.aside = False
        if said.aside:
            return
        turn = self._turn_for(said, last)
        turn.said.append(said)
        said.turn = turn

    def _nods_only(self, said: Said) -> bool:
        """Return whether words are the agent's, few, and were heard to be a backchannel."""
        if said.channel != "agent" or len(said.tokens) > NOD_TOKENS:
            return False
        return any(
            nod.by == said.channel and abs(nod.start_s - said.start_s) <= NOD_APART_S
            for nod in self._nods
        )

    def _turn_for(self, said: Said, last: WordTurn | None) -> WordTurn:
        """Return the turn that words join, made if need be."""
        if last is not None:
            if last.channel == said.channel:
                if said.start_s - last.end_s < TURN_JOIN_S:
                    return last
            elif said.start_s < last.start_s and len(self.turns) > 1:
                before = self.turns[-2]
                if before.channel == said.channel:
                    return before
        turn = WordTurn(len(self.turns), said.channel)
        self.turns.append(turn)
        return turn
