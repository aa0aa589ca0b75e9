"""Passwords, memorable words and the answers to security questions: any words at all."""

from __future__ import annotations

from collections.abc import Sequence

from callassist.store.redaction.numbers import NUMBER
from callassist.store.redaction.spans import Context, Reading, Span
from callassist.store.redaction.tokens import Token

ASKED_S = 15.0
"""An answer starts within this time of the question."""
_WORDS = 6
_REPLIES = 3


def find_passwords(reading: Reading) -> list[Span]:
    """Find passwords in what one side said."""
    finder = _Finder(reading)
    spans = []
    for at in range(len(reading.side)):
        if _announces(reading.side, at):
            spans += finder.announced(at + 1)
    for context in reading.contexts:
        if context.kind == "password_ask":
            spans += finder.answered(context)
    return spans


def _announces(side: Sequence[Token], at: int) -> bool:
    """Return whether a cue ends here that announces a password ("my password is")."""
    cue = side[at].cue
    if cue is None or cue.kind != "password_is":
        return False
    return at + 1 == len(side) or side[at + 1].cue is not cue


class _Finder:
    """Finds where a password starts and ends."""

    def __init__(self, reading: Reading) -> None:
        self._side = reading.side
        self._sorts = reading.sorts
        self._words = reading.words.password
        self._links = reading.words.numbers.fillers

    def announced(self, at: int) -> list[Span]:
        """Return the password that an announcement in front of a place gives, if it does."""
        if at >= len(self._side) or self._side[at].utterance != self._side[at - 1].utterance:
            return []
        said = self._side[at - 1]
        lead = self._links - {"so", "then", "and", "that", "now", "next"}
        start = at
        while at < len(self._side) and self._side[at].text in lead:
            at += 1
        given = any(token.text in self._words.given for token in self._side[start:at])
        if at >= len(self._side) or self._side[at].text in self._words.about:
            return []
        # "the password Rosebud" says it, "the password page" does not: too often the latter.
        if said.stop and said.text not in self._words.given:
            return []
        if said.text in self._words.bare and not (given or self._marked(at)):
            return []
        return self._taken(at)

    def answered(self, context: Context) -> list[Span]:
        """Return what answers a question for a password."""
        replies: list[int] = []
        for at, token in enumerate(self._side):
            if token.channel == context.channel or token.start_s < context.start_s:
                continue
            if token.start_s - context.end_s > ASKED_S or len(replies) >= _REPLIES:
                break
            if token.utterance in replies or token.end_s < context.end_s:
                continue
            replies.append(token.utterance)
            start = self._content(at)
            if start is None or self._side[start].text in self._words.refusals:
                continue
            if self._side[start].cue is not None:
                continue
            said = any(self._side[place].text in self._words.given for place in range(at, start))
            taken = self._taken(start)
            if said or self._ends_with(taken):
                return taken
        return []

    def _content(self, at: int) -> int | None:
        """Return the first place of an utterance that is more than "yes, it's"."""
        utterance = self._side[at].utterance
        while at < len(self._side) and self._side[at].utterance == utterance:
            if self._side[at].text not in self._words.skipped:
                return at
            at += 1
        return None

    def _ends_with(self, spans: Sequence[Span]) -> bool:
        """Return whether what was taken is all of its sentence: no longer tale."""
        last = spans[-1].last
        token = self._side[last]
        following = self._side[last + 1] if last + 1 < len(self._side) else None
        return (
            token.stop
            or token.last
            or (following is not None and following.text in self._words.ends)
        )

    def _marked(self, at: int) -> bool:
        """Return whether letters and digits are mixed in the word at a place."""
        word = [token for token in self._side[at : at + 3] if token.word == self._side[at].word]
        return any(t.text.isdecimal() for t in word) and any(t.text.isalpha() for t in word)

    def _taken(self, first: int) -> list[Span]:
        """Return the span of a password that starts at a place."""
        utterance = self._side[first].utterance
        last, count, at = first, 0, first
        while at < len(self._side) and self._side[at].utterance == utterance:
            token = self._side[at]
            pair = tuple(other.text for other in self._side[at : at + 2])
            if at > first and (token.text in self._words.ends or pair in self._words.end_pairs):
                break
            spelled = len(token.text) == 1 or self._sorts[at] in NUMBER
            count += not spelled
            if count > _WORDS:
                break
            last = at
            at += 1
            if token.stop:
                break
        return [Span("password", first, last)]
