"""Saying back what the customer told: whether it was done, or is missing.

Reflections are judged by the words that return (stems, numbers, synonyms, near
misses of the recognizer) and by how they are introduced ("so you …").
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from callassist.detect.detector import Detector
from callassist.detect.language.keyphrases import key_phrases
from callassist.detect.language.text import content_stems, is_content, is_number, stem
from callassist.detect.memory.conversation import Conversation
from callassist.detect.memory.said import Said, WordTurn
from callassist.settings.judge import REPEATED_FOR_DONE, REPEATED_FOR_SOME, TENSE_LEVEL
from callassist.types import Finding, Judgement

_SHORT_TURN = 10
_QUICK_NOD = 3
_CUT_IN_S = 0.3
_TOLD_TOKENS = 12
_LONG_ANSWER = 24
_SAME_PROMPT_S = 45.0
_TELLS_STEMS = 2
_SURE_TROUBLE = 2.0
_GRAVE_TROUBLE = 3.0


class Restating(Detector):
    """Reports ``restate.done`` and ``restate.missing``; keeps the account."""

    name = "restating"

    def __init__(self, conversation: Conversation) -> None:
        """Watch a conversation."""
        super().__init__(conversation)
        self._counted: set[int] = set()
        self._unheard_turns = 0
        self._turn_matches: dict[int, set[str]] = {}

    def on_words(self, said: Said, now_s: float) -> Iterator[Judgement]:
        """Take a finished utterance: the customer tells, the agent says back."""
        if not said.final or said.turn is None:
            return
        if said.channel == "customer":
            yield from self._customer(said, now_s)
        else:
            yield from self._agent(said, said.turn, now_s)

    def _customer(self, said: Said, now_s: float) -> Iterator[Judgement]:
        """Add to the account; "you are not listening" is a finding by itself."""
        account = self.conversation.account
        complaint = said.new_hits("not_heard", self.name)
        asked_again = (
            "told_before" in said.hits and self.conversation.asked_before(said) is not None
        )
        if asked_again or self.conversation.shown_right:
            complaint = []
        if complaint and account.ever_tokens >= _TOLD_TOKENS and not account.ever_repeated:
            quote = said.quote(complaint[0].start, complaint[0].end)
            yield self._missing(now_s, 0.8, f"“{quote}”")
            account.add(said)
            account.answered = True
            return
        before = account.answered
        account.add(said)
        if before and not account.answered:
            self._counted.clear()
            self._unheard_turns = 0

    def _agent(self, said: Said, turn: WordTurn, now_s: float) -> Iterator[Judgement]:
        """Count what comes back and report it when it is enough."""
        account = self.conversation.account
        if not account.said or (account.answered and account.ever_repeated):
            return
        found = account.match(said.tokens, self._asks_details(turn))
        account.repeated |= found
        matches = self._turn_matches.setdefault(turn.index, set())
        matches |= found
        if not matches:
            return
        talk = said.book.sets.talk
        introduced = turn.has("restate_open") or not talk.restates.isdisjoint(said.tokens[:3])
        about_them = not talk.about_you.isdisjoint(turn.tokens)
        together = len(matches)
        if introduced:
            needed = REPEATED_FOR_DONE - 1
        else:
            needed = REPEATED_FOR_DONE if about_them else REPEATED_FOR_DONE + 1
        if together < needed or (self._only_asks(turn) and together < REPEATED_FOR_DONE + 1):
            return
        account.answered = True
        account.ever_repeated = True
        self.conversation.said_back_s = said.end_s
        first = next(
            (i for i, token in enumerate(said.tokens) if is_content(token) or is_number(token)), 0
        )
        yield Finding(
            "restate.done",
            "agent",
            turn.start_s,
            said.end_s,
            now_s,
            round(min(0.95, 0.5 + 0.07 * together + (0.1 if introduced else 0.0)), 3),
            (said.quote(first, first + 1, around=12), f"{together} of their words came back"),
        )

    def on_turn(self, turn: WordTurn, now_s: float) -> Iterator[Judgement]:
        """Report the account as not said back, once the agent has moved on."""
        account = self.conversation.account
        if turn.channel != "agent" or account.answered or not account.is_long:
            return
        if turn.start_s < account.end_s - _CUT_IN_S or self._lets_them_talk(turn):
            return
        if len(account.repeated) >= REPEATED_FOR_SOME:
            return
        if self.conversation.relief_s > account.end_s - 1.0 or self._shows_it_was_heard():
            return
        if self._only_requests():
            return
        if turn.index not in self._counted:
            self._counted.add(turn.index)
            self._unheard_turns += 1
        moves_on = turn.asks or turn.has(
            "ask_details",
            "refusal",
            "closing_soft",
            "closing_hard",
            "argument_strong",
            "passed_on",
            "open_question",
        )
        moves_on = moves_on or self._asks_details(turn) or self._talks_of_else(turn)
        warm = turn.has("empathy", "sympathy", "apology")
        if self._unheard_turns >= 2 or (moves_on and not warm and not account.repeated):
            account.answered = True
            yield self._missing(now_s, min(0.9, 0.6 + 0.004 * account.tokens))

    def _only_requests(self) -> bool:
        """Whether a calm customer told of something they want, with little trouble in it."""
        conversation = self.conversation
        if conversation.upset or conversation.level >= TENSE_LEVEL:
            return False
        asked = any("request" in said.hits for said in conversation.account.said)
        return asked and conversation.account.trouble < _GRAVE_TROUBLE

    def _talks_of_else(self, turn: WordTurn) -> bool:
        """Whether the answer to a grave account is a statement with nothing of it."""
        conversation = self.conversation
        tense = conversation.upset or conversation.level >= TENSE_LEVEL
        grave = tense or conversation.account.trouble >= _SURE_TROUBLE
        if not grave or turn.has("hold_moment", "hold_reason", "go_on", "owned"):
            return False
        return len(set(content_stems(turn.tokens))) >= _TELLS_STEMS

    def _shows_it_was_heard(self) -> bool:
        """Whether the agent showed since the account that it was heard, in other ways.

        By empathy; with a calm customer also by acting on it or by a long answer, whose
        words the recognizer may have spoiled.
        """
        conversation = self.conversation
        heard_s = conversation.account.end_s - _CUT_IN_S
        since = takewhile(lambda turn: turn.end_s >= heard_s, reversed(conversation.turns))
        turns = [turn for turn in since if turn.channel == "agent" and turn.start_s >= heard_s]
        if any(turn.has("empathy") for turn in turns):
            return True
        if conversation.upset or conversation.level >= TENSE_LEVEL:
            return False
        return any(
            turn.has("solution", "option", "next_step") or turn.token_count >= _LONG_ANSWER
            for turn in turns
        )

    def _missing(self, now_s: float, score: float, *quotes: str) -> Finding:
        """Return ``restate.missing`` with the customer's key phrases."""
        account = self.conversation.account
        if now_s - self.conversation.unheard_s >= _SAME_PROMPT_S:
            self.conversation.unheard_s = now_s
        phrases = tuple(key_phrases(account.told, self.conversation.book, best_first=True))
        shown = tuple(f"“{phrase}”" for phrase in phrases)
        told = f"{account.ever_tokens} words told, none said back"
        return Finding(
            "restate.missing",
            "agent",
            account.told[0].start_s,
            account.told[-1].end_s,
            now_s,
            round(score, 3),
            (*quotes, *shown, told),
            phrases,
        )

    def _asks_details(self, turn: WordTurn) -> bool:
        """Whether the agent asks for a number, name or the like."""
        if turn.has("ask_details"):
            return True
        procedural = self.conversation.book.words.get("procedural", frozenset())
        return (
            turn.token_count <= _SHORT_TURN
            and any(stem(token) in procedural for token in turn.tokens)
            and not turn.has("restate_open")
        )

    def _only_asks(self, turn: WordTurn) -> bool:
        """Whether the turn is a mere question without a word of what was told first."""
        return turn.has("ask_details", "open_question") and not turn.has("restate_open")

    def _lets_them_talk(self, turn: WordTurn) -> bool:
        """Whether the turn only nods, asks for more, or asks for a moment."""
        if self._asks_details(turn):
            return False
        if turn.token_count <= _QUICK_NOD:
            return not turn.has("refusal")
        if turn.has("go_on") and not turn.has("refusal", "closing_hard"):
            return True
        waits = turn.has("hold_moment", "hold_reason", "hold_bare")
        return waits and turn.token_count <= _SHORT_TURN + 4
