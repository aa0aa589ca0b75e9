"""Spoken and written e-mail addresses: "j dot smith at gmail dot com"."""

from __future__ import annotations

from collections.abc import Sequence

from callassist.store.redaction.numbers import NUMBER, Sort
from callassist.store.redaction.spans import Context, Reading, Span
from callassist.store.redaction.tokens import Token

ASKED_S = 25.0
"""Spelled letters and pieces of addresses count this long after the question."""
_LOCAL_TOKENS = 16
_PLAIN_WORDS = 3
_HOST_TOKENS = 7
_SPELLED = 3
_PAUSE_S = 5.0
_CUES = ("email", "email_talk")


def find_emails(reading: Reading) -> list[Span]:
    """Find addresses in what one side said."""
    side = reading.side
    reader = _Reader(reading)
    spans: list[Span] = []
    at = 0
    while at < len(side):
        context = _asked(side[at], reading.contexts)
        asked = context != ""
        span = reader.address(at, asked=asked)
        if span is None and context == "email":
            span = reader.spelled(at)
        if span is not None:
            spans.append(span)
            at = span.last + 1
        else:
            at += 1
    return spans


def _asked(token: Token, contexts: Sequence[Context]) -> str:
    """Return the kind of the cue if an address was what was last asked for or announced."""
    for context in reversed(contexts):
        if context.start_s > token.start_s or context.kind == "matter":
            continue
        recent = token.start_s - context.end_s <= ASKED_S
        return context.kind if recent and context.kind in _CUES else ""
    return ""


class _Reader:
    """Reads addresses around one place."""

    def __init__(self, reading: Reading) -> None:
        self._side = reading.side
        self._sorts = reading.sorts
        self._words = reading.words.email
        self._joins = reading.words.numbers.joins
        self._fillers = reading.words.numbers.fillers

    def address(self, at: int, *, asked: bool) -> Span | None:
        """Return the address whose "at", or whose ending, stands at a place."""
        text = self._side[at].text
        if text in self._words.at:
            end, known = self._host(at + 1, asked=asked)
            if end < 0:
                return None
            first, marked = self._local(at - 1, asked=asked)
            if first < 0 or not (asked or known or marked or self._side[at].written):
                return None
            return Span("email", first, end)
        if asked and text in self._words.dots | self._words.near_dots:
            end = self._ending(at, asked=True)
            if end < 0:
                return None
            first, _ = self._local(at - 1, asked=True)
            return Span("email", first, end) if first >= 0 else None
        return None

    def spelled(self, at: int) -> Span | None:
        """Return letters spelled one by one, digits and signs among them, from a place on."""
        end = at
        count = 0
        while end < len(self._side) and (self._spells(end) or self._joined(end)):
            if end > at and self._side[end].start_s - self._side[end - 1].end_s > _PAUSE_S:
                break
            letter = self._side[end].text.isalpha() and len(self._side[end].text) == 1
            count += letter or self._sorts[end] is Sort.LETTER
            end += 1
        joined = any(self._side[place].text == "underscore" for place in range(at, end))
        return Span("email", at, end - 1) if count >= _SPELLED or (count and joined) else None

    def _spells(self, at: int) -> bool:
        token = self._side[at]
        if token.cue is not None:
            return False
        return len(token.text) == 1 or self._sorts[at] is Sort.LETTER or self._sorts[at] in NUMBER

    def _joined(self, at: int) -> bool:
        return self._side[at].cue is None and self._side[at].text in self._joins

    def _host(self, at: int, *, asked: bool) -> tuple[int, bool]:
        """Return the last place of a host that starts at a place, and whether it is well known."""
        known_end = self._provider(at)
        limit = min(len(self._side), at + _HOST_TOKENS)
        for place in range(max(at + 1, known_end), limit):
            if self._side[place].utterance != self._side[at].utterance:
                break
            end = self._ending(place, asked=asked or known_end > at)
            if end >= 0:
                return end, known_end > at
            bound = self._side[place - 1]
            if bound.stop and not bound.written:
                break
        return (known_end - 1, True) if known_end > at else (-1, False)

    def _provider(self, at: int) -> int:
        """Return the place after a well-known provider's name; ``at`` if there is none."""
        if at < len(self._side) and self._side[at].text in self._words.providers:
            return at + 1
        pair = tuple(token.text for token in self._side[at : at + 2])
        return at + 2 if pair in self._words.halves else at

    def _ending(self, at: int, *, asked: bool) -> int:
        """Return the last place of ".com" or ".co.uk" whose dot is at a place; -1 for none."""
        dots = self._words.dots | (self._words.near_dots if asked else frozenset())
        endings = self._words.endings | (self._words.near_endings if asked else frozenset())
        end = -1
        while at + 1 < len(self._side) and self._side[at].text in dots:
            following = self._side[at + 1].text
            letters = "".join(token.text for token in self._side[at + 1 : at + 3])
            if following in endings:
                end = at + 1
            elif len(letters) == 2 and letters in endings:  # "dot c o"
                end = at + 2
            else:
                break
            letters = "".join(token.text for token in self._side[end + 1 : end + 3])
            if letters == "uk" and len(self._side[end + 1].text) == 1:
                end += 2  # "dot co u k"
            at = end + 1
        return end

    def _local(self, at: int, *, asked: bool) -> tuple[int, bool]:
        """Return the first place of what ends before the "at", and whether it is spelled."""
        first, plain, marked = -1, 0, False
        place = at
        while place >= 0 and at - place < _LOCAL_TOKENS:
            token = self._side[place]
            after = self._side[place + 1]
            if token.cue is not None or (token.stop and not token.written and place < at):
                break
            if token.utterance != after.utterance and (
                not asked or after.start_s - token.end_s > _PAUSE_S
            ):
                break
            join = token.text in self._joins or token.text in self._words.dots
            heard = self._sorts[place] is Sort.MAYBE and token.text not in self._words.bounds
            spelled = self._spells(place) or heard
            if token.utterance != self._side[at].utterance and not (join or spelled):
                break
            if join or spelled:
                marked = True
            elif token.text in self._words.bounds:
                if not (self._held_by_join(place, at) or self._join_before(place)):
                    break
            elif not self._held_by_join(place, at):
                if plain == _PLAIN_WORDS or token.text in self._fillers:
                    break
                plain += 1
            if token.text not in self._fillers or join:
                first = place
            place -= 1
        return first, marked

    def _join_before(self, at: int) -> bool:
        """Return whether "dot" or the like comes soon before: "j dot doe the number two"."""
        near = [
            t for t in self._side[max(0, at - 3) : at] if t.utterance == self._side[at].utterance
        ]
        return any(token.text in self._joins | self._words.dots for token in near)

    def _held_by_join(self, at: int, last: int) -> bool:
        """Return whether "dot" or the like comes right after a place, before the "at"."""
        return at < last and self._side[at + 1].text in self._joins | self._words.dots
