"""What every detector is: told of words, sounds and turns, it answers with findings."""

from __future__ import annotations

import math
from collections.abc import Iterator

from callassist.detect.language.phrases import Hit
from callassist.detect.memory.conversation import Conversation
from callassist.detect.memory.said import Said, WordTurn
from callassist.types import Finding, Judgement, SpeechEvent


class Detector:
    """Base of the detectors; each method answers with what became certain.

    ``due_s`` is when the detector next wants :meth:`on_time`; it is called at that
    very stream time however rarely the pipeline's clock ticks.
    """

    name = "detector"

    def __init__(self, conversation: Conversation) -> None:
        """Watch a conversation."""
        self.conversation = conversation
        self.due_s = math.inf

    def on_sound(self, event: SpeechEvent) -> Iterator[Judgement]:
        """Take a stretch, turn or overlap."""
        yield from ()

    def on_words(self, said: Said, now_s: float) -> Iterator[Judgement]:
        """Take new words of either side; they may still grow (``said.final``)."""
        yield from ()

    def on_turn(self, turn: WordTurn, now_s: float) -> Iterator[Judgement]:
        """Take a turn that is done; it comes again if its speaker adds to it."""
        yield from ()

    def on_level(self, level: float, at_s: float, now_s: float) -> Iterator[Judgement]:
        """Take a change of the customer's frustration."""
        yield from ()

    def on_time(self, now_s: float) -> Iterator[Judgement]:
        """Take the moment ``due_s``."""
        yield from ()

    def on_pause(self, since_s: float, now_s: float) -> Iterator[Judgement]:
        """Take that silence since ``since_s`` means nothing: a hold, or a side that is lost."""
        yield from ()

    def on_resume(self, until_s: float, now_s: float) -> Iterator[Judgement]:
        """Take that the pause ended at ``until_s``."""
        yield from ()


def finding(
    kind: str,
    said: Said,
    hit: Hit,
    now_s: float,
    score: float,
    *evidence: str,
) -> Finding:
    """Return a finding on a phrase: its own words come first in the evidence."""
    return Finding(
        kind=kind,
        channel=said.channel,
        start_s=said.start_of(hit.start),
        end_s=said.end_of(hit.end - 1),
        known_s=now_s,
        score=round(min(1.0, score), 3),
        evidence=(said.quote(hit.start, hit.end), *(line for line in evidence if line)),
    )


def negated(said: Said, hit: Hit, reach: int = 3) -> bool:
    """Return whether a "not", "never" or the like stands before a phrase in its clause.

    A pause may stand between them: "I'm not, like … terrified".
    """
    before = said.tokens[max(0, hit.start - reach) : hit.start]
    left = reach - len(before)
    if left and said.turn is not None and said is not said.turn.said[0]:
        place = said.turn.said.index(said)
        before = [*said.turn.said[place - 1].tokens[-left:], *before]
    clauses = said.book.sets.clauses
    for token in reversed(before):
        if token in clauses.starts:
            return False
        if token in clauses.negations:
            return True
    return False
