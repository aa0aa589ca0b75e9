"""The agent's questions: open, leading, reflective or closed.

After Miller & Rollnick's motivational interviewing and its coding manual (MITI 4.2): an
open question leaves the answer to the customer, a leading one holds the answer, a
reflective one gives back what they said and asks whether it is so.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from callassist.detect.detector import Detector, finding
from callassist.detect.language.phrases import Hit
from callassist.detect.memory.conversation import Conversation
from callassist.detect.memory.said import Said
from callassist.types import Judgement

KINDS = ("reflective", "leading", "open", "closed")
"""Kinds of questions, the more telling first."""

_TAG_AFTER = 2
_CATEGORIES = tuple((f"question_{kind}", kind) for kind in KINDS)
_SCORES = {"open": 0.75, "reflective": 0.75, "leading": 0.7, "closed": 0.65}


def begins_clause(said: Said, at: int) -> bool:
    """Return whether a clause begins at a token: after a lead word, a full stop, or at first."""
    if at == 0 or said.ends_sentence(at - 1):
        return True
    clauses = said.book.sets.clauses
    if said.tokens[at - 1] not in clauses.question_leads:
        return False
    return said.tokens[max(0, at - 2)] not in clauses.no_lead_after


def is_question(said: Said, hit: Hit, kind: str) -> bool:
    """Return whether words in the form of a question are one.

    "What is your …" is, "I see what is wrong" and "that is your …" are not, unless the
    recognizer ends their sentence with a question mark.
    """
    if said.sentence_asks(hit.start):
        return True
    if kind in ("open", "closed"):
        return begins_clause(said, hit.start)
    after = len(said.tokens) - hit.end
    return kind == "reflective" or after <= _TAG_AFTER or said.ends_sentence(hit.end - 1)


def questions(said: Said) -> Iterator[Hit]:
    """Yield the beginnings of the questions among words, by their form."""
    yield from said.hits.get("checks_in", ())
    for category, kind in _CATEGORIES:
        for hit in said.hits.get(category, ()):
            if is_question(said, hit, kind):
                yield hit


def asks(said: Said) -> bool:
    """Return whether words hold a question, by its mark or its form."""
    return said.asks or next(questions(said), None) is not None


def last_question_s(said: Said) -> float:
    """Return when the last question among words was put; minus infinity if there is none."""
    marked = (word.end_s for word in reversed(said.words) if word.text.endswith("?"))
    formed = (said.end_of(hit.end - 1) for hit in questions(said))
    return max(next(marked, -math.inf), max(formed, default=-math.inf))


class Questions(Detector):
    """Reports ``question.asked``; the second line of its evidence says of which kind."""

    name = "questions"

    def __init__(self, conversation: Conversation) -> None:
        """Watch a conversation."""
        super().__init__(conversation)
        self._said: Said | None = None
        self._until = 0

    def on_words(self, said: Said, now_s: float) -> Iterator[Judgement]:
        """Take words of the agent."""
        if said.channel != "agent":
            return
        for category, kind in _CATEGORIES:
            if category not in said.hits:
                continue
            for hit in said.new_hits(category, self.name):
                if is_question(said, hit, kind) and not self._same(said, hit):
                    line = f"{kind} question"
                    yield finding("question.asked", said, hit, now_s, _SCORES[kind], line)

    def _same(self, said: Said, hit: Hit) -> bool:
        """Whether a hit lies within a question that was reported already."""
        if said is self._said and hit.start < self._until:
            return True
        self._said, self._until = said, hit.end
        if said.sentence_asks(hit.start):
            ends = range(hit.start, len(said.tokens))
            last = next((at for at in ends if said.ends_sentence(at)), hit.end)
            self._until = last + 1
        return False
