"""What was found: pieces of what one side said, with the kind of secret they hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from callassist.store.redaction.lexicon import Lexicon
from callassist.store.redaction.numbers import Sort
from callassist.store.redaction.tokens import Token


@dataclass(frozen=True, slots=True)
class Span:
    """A secret, or a part of one, in one side's tokens.

    Attributes:
        kind: The kind of a redaction.
        first: Place of its first token in the side's list.
        last: Place of its last token.
        digits: The digits in it, as read.
    """

    kind: str
    first: int
    last: int
    digits: str = ""

    def tokens(self, side: Sequence[Token]) -> Sequence[Token]:
        """Return its tokens."""
        return side[self.first : self.last + 1]


@dataclass(slots=True)
class Context:
    """An open question or announcement, and how far it was answered.

    Attributes:
        kind: The kind of its cue.
        channel: Who asked or announced.
        start_s: When the cue began.
        end_s: When the cue ended.
        touched_s: When the last part of the answer ended.
        digits: How many digits have come, the most of either side.
    """

    kind: str
    channel: str
    start_s: float
    end_s: float
    touched_s: float
    digits: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """What one side said, ready to be searched for secrets.

    Attributes:
        side: Its tokens.
        sorts: What each is in a number.
        contexts: What was asked or announced, by time.
        words: The language's words.
    """

    side: Sequence[Token]
    sorts: Sequence[Sort]
    contexts: Sequence[Context]
    words: Lexicon
