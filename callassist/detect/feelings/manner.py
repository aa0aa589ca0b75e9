"""Manners of speech that are a finding by themselves: cold wording, talking down, insults."""

from __future__ import annotations

from collections.abc import Iterator

from callassist.detect.detector import Detector, finding, negated
from callassist.detect.language.phrases import Hit
from callassist.detect.language.text import content_stems
from callassist.detect.memory.conversation import Conversation
from callassist.detect.memory.said import Said
from callassist.settings.judge import HIGH_LEVEL, TENSE_LEVEL
from callassist.types import Finding, Judgement

_COLD = 0.6
_COLD_FELT = 0.15
_COLD_HABIT = 2
_COLD_REACH_S = 240.0
_DOWN = 0.75
_ABUSE = 0.85
_INSULT = 0.5
_INSULT_AGAIN = 0.75
_INSULTS_REACH_S = 60.0
_LOST = 0.7
_EXPLAINED_TOKENS = 15
_ADDRESS_REACH = 1
_REPORT_REACH = 6


class Manner(Detector):
    """Reports ``wording.cold``, ``talking_down``, ``customer.abusive`` and ``customer.lost``.

    One cold phrase in a calm call is let pass (its score stays low), a second one, or
    one to a customer who is not at ease, is not; where feelings run high there is more
    important advice. One insult in anger is let pass, too; threats and slurs, and a
    second insult within a minute, are not.
    """

    name = "manner"

    def __init__(self, conversation: Conversation) -> None:
        """Watch a conversation."""
        super().__init__(conversation)
        self._cold_s: list[float] = []
        self._insulted_s: list[float] = []

    def on_words(self, said: Said, now_s: float) -> Iterator[Judgement]:
        """Take words of either side."""
        if said.channel == "agent":
            yield from self._agent(said, now_s)
        else:
            yield from self._customer(said, now_s)

    def _agent(self, said: Said, now_s: float) -> Iterator[Finding]:
        """Judge the agent's wording."""
        for hit in said.new_hits("cold", self.name):
            recent = [at_s for at_s in self._cold_s if now_s - at_s < _COLD_REACH_S]
            self._cold_s = [*recent, now_s]
            felt = TENSE_LEVEL <= self.conversation.level < HIGH_LEVEL
            habit = len(self._cold_s) >= _COLD_HABIT
            score = _COLD + _COLD_FELT * (felt or habit)
            yield finding("wording.cold", said, hit, now_s, score)
        for hit in said.new_hits("talking_down", self.name):
            if not negated(said, hit, 2):
                yield finding("talking_down", said, hit, now_s, _DOWN)
        for hit in said.new_hits("endearment", self.name):
            if _addresses(said, hit):
                yield finding("talking_down", said, hit, now_s, _DOWN)

    def _customer(self, said: Said, now_s: float) -> Iterator[Finding]:
        """Judge what the agent has to bear, and whether the customer can follow."""
        for hit in said.new_hits("abusive", self.name):
            if not negated(said, hit, 2) and not _reported(said, hit):
                yield finding("customer.abusive", said, hit, now_s, _ABUSE)
        for hit in said.new_hits("insult", self.name):
            if negated(said, hit, 2) or _reported(said, hit):
                continue
            recent = [at_s for at_s in self._insulted_s if now_s - at_s < _INSULTS_REACH_S]
            self._insulted_s = [*recent, now_s]
            again = len(self._insulted_s) > 1
            score = _INSULT_AGAIN if again else _INSULT
            yield finding("customer.abusive", said, hit, now_s, score)
        for hit in said.new_hits("new_to_it", self.name)[:1]:
            if not negated(said, hit, 2):
                yield finding("customer.lost", said, hit, now_s, _LOST)
        for hit in said.new_hits("puzzled", self.name)[:1]:
            if not negated(said, hit, 2) and self._was_explained(said):
                yield finding("customer.lost", said, hit, now_s, _LOST)
        for hit in said.new_hits("asks_meaning", self.name)[:1]:
            if self._is_of_the_agent(said, hit):
                yield finding("customer.lost", said, hit, now_s, _LOST)

    def _was_explained(self, said: Said) -> bool:
        """Whether the agent has explained something: else it is the problem that puzzles."""
        turn = said.turn
        before = self.conversation.turn_before(turn) if turn is not None else None
        return (
            before is not None
            and before.channel == "agent"
            and before.index > 0
            and (before.token_count >= _EXPLAINED_TOKENS or before.has("steps", "asks_action"))
        )

    def _is_of_the_agent(self, said: Said, hit: Hit) -> bool:
        """Whether "what is a …" asks for a word that the agent has just used."""
        turn = said.turn
        before = self.conversation.turn_before(turn) if turn is not None else None
        if before is None or before.channel != "agent":
            return False
        asked = content_stems(said.tokens[hit.start : hit.end + 2])
        known = said.book.sets.talk.meaning.union(content_stems(before.tokens))
        return bool(asked) and known.issuperset(asked)


def _addresses(said: Said, hit: Hit) -> bool:
    """Whether an endearment is how the other is called, not what is spoken of.

    "Okay sweetie" is, "my darling wife" and "the young man who delivered it" are not.
    """
    before = said.tokens[hit.start - _ADDRESS_REACH] if hit.start else ""
    after = said.tokens[hit.end] if hit.end < len(said.tokens) else ""
    words = said.book.sets.manner
    if not words.spoken_of or before in words.spoken_of:
        return False
    if not after or said.ends_sentence(hit.end - 1) or _comma(said, hit.end - 1):
        return True
    return hit.start > 0 and _comma(said, hit.start - 1) and after not in words.spoken_of_after


def _reported(said: Said, hit: Hit) -> bool:
    """Whether words are told of another: "he called me an idiot", "they told me to shut up"."""
    tokens, words = said.tokens, said.book.sets.manner
    return not words.reports or any(
        tokens[at] in words.reports and at > 0 and tokens[at - 1] not in words.own_reports
        for at in range(max(0, hit.start - _REPORT_REACH), hit.end)
    )


def _comma(said: Said, token: int) -> bool:
    """Whether the recognizer put a comma after a token."""
    return said.words[said.words_of(token, token + 1)[0]].text.endswith(",")
