"""The customer's open questions, and remedies before any question of the agent's."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from callassist.detect.detector import Detector, finding
from callassist.detect.language.text import content_stems, is_number
from callassist.detect.memory.conversation import Conversation, Question
from callassist.detect.memory.said import Said, WordTurn
from callassist.types import Judgement

_LONGEST_QUESTION = 16
_ANSWER_TOKENS = 6
_LONG_ANSWER = 16
_TOLD = 12


class Asking(Detector):
    """Keeps ``conversation.question``; reports ``assumption``."""

    name = "asking"

    def __init__(self, conversation: Conversation) -> None:
        """Watch a conversation."""
        super().__init__(conversation)
        self._sets = conversation.book.sets
        self._asked_of = -1
        self._assumed_of = -1

    def on_words(self, said: Said, now_s: float) -> Iterator[Judgement]:
        """Take words of either side."""
        if said.channel == "customer":
            if said.final and not said.aside:
                self._customer(said)
        else:
            if said.turn is not None:
                self._agent(said)
                yield from self._assumes(said, now_s)

    def _begins(self, said: Said, at: int) -> bool:
        """Whether a clause begins at a token."""
        leads = self._sets.clauses.customer_leads
        return at == 0 or said.tokens[at - 1] in leads or said.ends_sentence(at - 1)

    def _assumes(self, said: Said, now_s: float) -> Iterator[Judgement]:
        """Report a remedy or a verdict before any question about the problem."""
        account = self.conversation.account
        if "open_question" in said.hits or said.asks or "restate_open" in said.hits:
            self._asked_of = account.began
        hits = said.new_hits("assumes", self.name)
        if not hits or not account.said or self._asked_of == account.began:
            return
        if account.ever_repeated or account.began == self._assumed_of or account.tokens < _TOLD:
            return
        self._assumed_of = account.began
        yield finding("assumption", said, hits[0], now_s, 0.6)

    def _customer(self, said: Said) -> None:
        """Open the last question of an utterance; drop it when they are content."""
        claimed = said.hits.get("unanswered")
        found = self._find(said)
        if claimed:
            hit = claimed[-1]
            self.conversation.question = Question(said, hit.start, hit.end, claimed=True)
        elif found is not None:
            self.conversation.question = found
        elif self._lets_go(said):
            self.conversation.question = None

    def _lets_go(self, said: Said) -> bool:
        """Whether the customer goes on without insisting on the question."""
        question = self.conversation.question
        if question is None or said is question.said or said.acknowledges_only:
            return False
        if any(kind in said.hits for kind in ("not_content", "distress", "exasperated")):
            return False
        if "confirmed" in said.hits:
            return True
        agent = self.conversation.last_turn("agent")
        if agent is None or agent.start_s < question.said.start_s:
            return False
        return agent.token_count >= _ANSWER_TOKENS and not question.claimed

    def _find(self, said: Said) -> Question | None:
        """Return the last question in the words, by its form or its question mark."""
        hits = said.hits.get("open_question", [])
        marked = bool(said.words) and said.words[-1].text.endswith("?")
        for hit in reversed(hits):
            if marked or self._begins(said, hit.start):
                end = min(len(said.tokens), hit.start + _LONGEST_QUESTION)
                return Question(said, hit.start, end)
        if marked and len(said.tokens) > 2:
            return Question(said, max(0, len(said.tokens) - 8), len(said.tokens))
        return None

    def _agent(self, said: Said) -> None:
        """Close the question when the agent's words answer it."""
        question = self.conversation.question
        if question is None or said.turn is None or said.end_s < question.said.end_s:
            return
        if self._answers(said.turn, question):
            self.conversation.question = None

    def _answers(self, turn: WordTurn, question: Question) -> bool:
        """Return whether a turn answers, as far as its words can tell.

        Closing words answer nothing; "when" wants a time, "can you" a yes, a no or
        a deed; any question is answered by an explanation that takes up its words.
        """
        items = turn.tokens
        words, replies = self._sets.questions, self._sets.talk.replies
        closing = sum(
            h.end - h.start for c in ("closing_soft", "closing_hard") for _, h in turn.hits(c)
        )
        if len(items) - closing < _ANSWER_TOKENS and replies.isdisjoint(items[:3]):
            return False
        asked = question.tokens
        wants_time = not words.when.isdisjoint(asked[:4])
        if wants_time and not any(t in words.times or is_number(t) for t in items):
            return False
        if len(items) - closing >= _LONG_ANSWER and not question.claimed:
            return True
        if asked and asked[0] in words.yes_no:
            of_agent = len(asked) > 1 and asked[1] in self._sets.talk.you
            requests = of_agent and asked[0] in words.requests
            deeds = requests and turn.has("option", "solution", "next_step", "refusal")
            replied = not replies.isdisjoint(items[:6]) or self._guides(items, asked)
            return replied or deeds or self._shares(items, asked)
        if len(items) - closing >= 2 * _ANSWER_TOKENS and not question.claimed:
            return not closing or self._shares(items, asked)
        return self._shares(items, asked) or turn.has("solution", "next_step", "option")

    def _guides(self, items: list[str], asked: list[str]) -> bool:
        """Return whether a turn answers "can I …" with "you can …", "is it …" with "it is …"."""
        if len(asked) < 2:
            return False
        words = self._sets.questions
        subjects = words.subjects.get(asked[1], "").split()
        pairs = set(pairwise(items))
        if not subjects:
            return (asked[1], asked[0]) in pairs
        verbs = {asked[0], *words.modals}
        return any(subject in subjects and verb in verbs for subject, verb in pairs)

    def _shares(self, items: list[str], asked: list[str]) -> bool:
        """Return whether a turn takes up the question's words."""
        return bool(set(content_stems(items)) & set(content_stems(asked)))
