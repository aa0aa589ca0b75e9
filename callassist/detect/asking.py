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
_WHEN = frozenset("when long soon".split())
_TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today tomorrow tonight now week weeks"
    " month months day days hour hours minute minutes noon morning afternoon evening january"
    " february march april may june july august september october november december soon later"
    " end next within already".split()
)
_WHETHER = frozenset("can could will would is are do does did have has may should was were".split())
_REQUESTS = frozenset("can could will would are".split())
_REPLIES = frozenset("yes no not certainly course absolutely sure definitely correct right".split())
_ANSWER_TOKENS = 6
_LONG_ANSWER = 16
_LEADS = frozenset(
    "so and but okay well right oh yes no um uh please then hello wait now or because".split()
)
_TOLD = 12
_MODALS = frozenset("can could should may might need do are must have was were".split())
_SUBJECTS = {"i": ("you",), "we": ("you", "we"), "you": ("i", "we"), "there": ("there",)}


class Asking(Detector):
    """Keeps ``conversation.question``; reports ``assumption``."""

    name = "asking"

    def __init__(self, conversation: Conversation) -> None:
        """Watch a conversation."""
        super().__init__(conversation)
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
        return at == 0 or said.tokens[at - 1] in _LEADS or said.ends_sentence(at - 1)

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
        closing = sum(
            h.end - h.start for c in ("closing_soft", "closing_hard") for _, h in turn.hits(c)
        )
        if len(items) - closing < _ANSWER_TOKENS and not (_REPLIES & set(items[:3])):
            return False
        asked = question.tokens
        if _WHEN & set(asked[:4]) and not any(t in _TIMES or is_number(t) for t in items):
            return False
        if len(items) - closing >= _LONG_ANSWER and not question.claimed:
            return True
        if asked and asked[0] in _WHETHER:
            requests = asked[0] in _REQUESTS and len(asked) > 1 and asked[1] == "you"
            deeds = requests and turn.has("option", "solution", "next_step", "refusal")
            replied = bool(_REPLIES & set(items[:6])) or self._guides(items, asked)
            return replied or deeds or self._shares(items, asked)
        if len(items) - closing >= 2 * _ANSWER_TOKENS and not question.claimed:
            return not closing or self._shares(items, asked)
        return self._shares(items, asked) or turn.has("solution", "next_step", "option")

    def _guides(self, items: list[str], asked: list[str]) -> bool:
        """Return whether a turn answers "can I …" with "you can …", "is it …" with "it is …"."""
        if len(asked) < 2:
            return False
        subjects = _SUBJECTS.get(asked[1])
        pairs = set(pairwise(items))
        if subjects is None:
            return (asked[1], asked[0]) in pairs
        return any(
            subject in subjects and (verb in _MODALS or verb == asked[0]) for subject, verb in pairs
        )

    def _shares(self, items: list[str], asked: list[str]) -> bool:
        """Return whether a turn takes up the question's words."""
        return bool(set(content_stems(items)) & set(content_stems(asked)))
