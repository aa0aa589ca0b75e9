"""Judges a stretch of both sides' words: which of them are secret."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from callassist.store.redaction.candidates import Numbers
from callassist.store.redaction.emails import find_emails
from callassist.store.redaction.lexicon import Lexicon
from callassist.store.redaction.numbers import DATE, NUMBER, Sort, find_runs, sort_of
from callassist.store.redaction.passwords import find_passwords
from callassist.store.redaction.rules import judge_numbers
from callassist.store.redaction.spans import Context, Reading, Span
from callassist.store.redaction.tokens import Token
from callassist.types import CHANNELS, Channel, other

REMEMBERED_S = 130.0
"""What was asked or announced longer ago no longer counts."""
_OPEN_ANSWER_S = 12.0
"""So long after a question for an address or a password, any word may be the answer."""
_ASKS = frozenset({"email", "password_ask"})
_CARRIED_S = 6.0
_CARRIED = {"card": 13, "phone": 10, "bank": 8}
"""Shorter numbers of these kinds may go on after a cut."""
_KNOWN_SECRETS = 40
_TALK = frozenset({Sort.OTHER, Sort.LINK, Sort.UNIT})
_LONG_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some seconds of a call.

    Attributes:
        sides: Each side's tokens, in order.
        end_s: When its last word began.
    """

    sides: Mapping[Channel, Sequence[Token]]
    end_s: float

    @classmethod
    def of(cls, tokens: Sequence[Token]) -> Stretch:
        """Return a stretch of both sides' tokens."""
        sides = {
            channel: [token for token in tokens if token.channel == channel] for channel in CHANNELS
        }
        return cls(sides, tokens[-1].start_s if tokens else 0.0)


class Finder:
    """Finds secrets stretch by stretch; remembers what was asked for, and what was said."""

    def __init__(self, words: Lexicon) -> None:
        """Use the words of a language."""
        self._words = words
        self._contexts: list[Context] = []
        self._card_talk_s: deque[float] = deque(maxlen=8)
        self._known: deque[str] = deque(maxlen=_KNOWN_SECRETS)
        self._ask_end_s = float("-inf")
        self._ask_channel: Channel = "agent"

    def suspicious(self, token: Token) -> bool:
        """Return whether a token may be a part of a secret, or ask for one.

        Tokens come in order of time.
        """
        if token.cue is not None:
            if token.cue.kind in _ASKS:
                self._ask_end_s, self._ask_channel = token.cue.end_s, token.channel
            return token.cue.kind != "matter"
        if token.start_s - self._ask_end_s < _OPEN_ANSWER_S:
            return True
        sort = sort_of(token, self._words.numbers)
        if sort in NUMBER or sort in DATE or sort is Sort.LETTER:
            return token.text != "one"
        email = self._words.email
        return token.text in email.dots or token.text in email.providers or token.written

    def find(
        self, stretch: Stretch, *, cut: bool, replies: bool = True
    ) -> dict[Channel, list[Span]]:
        """Return each side's secrets in a stretch.

        Args:
            stretch: The next stretch of the call.
            cut: Whether it was cut though a secret may still go on.
            replies: Whether it is talk, not some text of which this is all.
        """
        self._remember(stretch)
        found: dict[Channel, list[Span]] = {}
        talk_s = {channel: self._talk(side) for channel, side in stretch.sides.items()}
        runs, sorts = {}, {}
        for channel, side in stretch.sides.items():
            breaks_s = [
                c.end_s for c in self._contexts if c.channel != channel and c.kind != "matter"
            ]
            runs[channel], sorts[channel] = find_runs(
                side, self._words.numbers, breaks_s, talk_s[other(channel)]
            )
            reading = Reading(side, sorts[channel], self._contexts, self._words)
            found[channel] = [*find_emails(reading), *find_passwords(reading)]
            runs[channel] = [
                run
                for run in runs[channel]
                if not any(s.first <= run.first and run.last <= s.last for s in found[channel])
            ]
        numbers = judge_numbers(
            Numbers(
                tokens=stretch.sides,
                runs=runs,
                sorts=sorts,
                contexts=self._contexts,
                card_talk_s=self._card_talk_s,
                known=self._known,
                talk_s=sorted(itertools.chain.from_iterable(talk_s.values())),
                cut_s=stretch.end_s if cut else None,
                replies=replies,
            )
        )
        for channel in CHANNELS:
            found[channel] += numbers[channel]
            found[channel].sort(key=lambda span: (span.first, -span.last))
            self._known += [s.digits for s in found[channel] if len(s.digits) >= _LONG_DIGITS]
        if cut:
            self._carry_on(found, stretch)
        return found

    def _talk(self, side: Sequence[Token]) -> list[float]:
        """Return when each word was said that belongs to no number and is no filler."""
        return [
            token.start_s
            for token in side
            if token.cue is None and sort_of(token, self._words.numbers) in _TALK
        ]

    def _remember(self, stretch: Stretch) -> None:
        """Take up the cues of a stretch; forget old ones."""
        contexts = {(c.start_s, c.channel): c for c in self._contexts}
        talk_s = set(self._card_talk_s)
        start_s = stretch.end_s
        for side in stretch.sides.values():
            for token in side:
                start_s = min(start_s, token.start_s)
                if token.text in self._words.card_words:
                    talk_s.add(token.start_s)
                cue = token.cue
                if cue is not None and (cue.start_s, cue.channel) not in contexts:
                    contexts[cue.start_s, cue.channel] = Context(
                        cue.kind, cue.channel, cue.start_s, cue.end_s, cue.end_s
                    )
        self._contexts = sorted(
            (c for c in contexts.values() if start_s - c.touched_s < REMEMBERED_S),
            key=lambda c: (c.start_s, c.channel),
        )
        self._card_talk_s = deque(sorted(talk_s)[-8:], maxlen=8)

    def _carry_on(self, found: Mapping[Channel, Sequence[Span]], stretch: Stretch) -> None:
        """Let a number that was cut in two go on as what it was taken for."""
        for channel, spans in found.items():
            for span in spans[-1:]:
                end_s = stretch.sides[channel][span.last].end_s
                if stretch.end_s - end_s < _CARRIED_S and len(span.digits) < _CARRIED.get(
                    span.kind, 0
                ):
                    digits = len(span.digits)
                    self._contexts.append(
                        Context(
                            span.kind, channel, stretch.end_s, stretch.end_s, stretch.end_s, digits
                        )
                    )
