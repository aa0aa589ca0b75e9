"""A finished call as one record, gathered from the pipeline's events."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from callassist.review.pauses import Span, by_the_line, is_music, music
from callassist.types import (
    NOT_RECORDED,
    CallEvent,
    Channel,
    Finding,
    Gap,
    Hold,
    Note,
    Overlap,
    Prompt,
    Reason,
    Turn,
    Utterance,
    Withdrawn,
    Word,
)

T = TypeVar("T")

JOIN_S = 1.5
"""Words of one side that follow each other within this belong to one spoken turn."""


@dataclass(slots=True)
class SpokenTurn:
    """What one side said in one go, words and all."""

    channel: Channel
    start_s: float
    end_s: float
    words: list[Word] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words as one line."""
        return " ".join(word.text for word in self.words)


@dataclass(slots=True)
class CallRecord:
    """Everything worth keeping of a call; filled by :meth:`take`.

    Attributes:
        turns: Spoken turns, by start.
        overlaps: Overlaps with their last kind, by start.
        findings: What was noticed and not taken back.
        notes: Facts the customer gave.
        prompts: What was said to the agent, with its outcome.
        levels: The customer's frustration a second (filled by the run).
        reasons: Why it moved (filled by the run).
        holds: Hold music on the customer's side; the last may have no end until ``close``.
        gaps: Times of which a side has no sound.
    """

    turns: list[SpokenTurn] = field(default_factory=list)
    overlaps: list[Overlap] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    prompts: list[Prompt] = field(default_factory=list)
    levels: list[float] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    holds: list[Hold] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    _utterances: list[Utterance] = field(default_factory=list)
    _floor_turns: list[Turn] = field(default_factory=list)

    def take(self, events: Iterable[CallEvent]) -> None:
        """Take the pipeline's events, in order."""
        for event in events:
            match event:
                case Utterance(final=True):
                    self._utterances.append(event)
                case Turn(final=True):
                    self._floor_turns.append(event)
                case Overlap():
                    _replace(self.overlaps, event, lambda o: (o.by, o.start_s))
                case Finding():
                    self.findings.append(event)
                case Withdrawn():
                    self.findings = [
                        f
                        for f in self.findings
                        if (f.kind, f.start_s) != (event.kind, event.start_s)
                    ]
                case Note():
                    self.notes.append(event)
                case Hold():
                    _replace(self.holds, event, lambda h: h.start_s)
                case Gap():
                    self.gaps.append(event)
                case Prompt():
                    _replace(self.prompts, event, lambda p: (p.id, p.shown_s))
                case _:
                    pass

    def close(self) -> None:
        """Put everything in order of time and join words to spoken turns.

        Nobody gave way to a hold or to a device that was gone: such overlaps are left out.
        What hold music seemed to say before it was known to be that is no word, no finding and
        no note. What is said across a time that was not recorded ends there, and begins anew
        after it.
        """
        self.gaps.sort(key=lambda g: g.start_s)
        kept = [o for o in self.overlaps if not by_the_line(o, self.holds, self.gaps)]
        self.overlaps = kept
        self.overlaps.sort(key=lambda o: o.start_s)
        on_hold = music(self.holds)
        self.findings = [
            f
            for f in self.findings
            if f.channel == "agent" or not is_music(f.start_s, f.end_s, on_hold)
        ]
        self.notes = [n for n in self.notes if not is_music(n.at_s, n.at_s, on_hold)]
        self.prompts.sort(key=lambda p: p.shown_s)
        self.turns = _spoken_turns(
            piece
            for said in self._utterances
            for piece in _recorded(_spoken(said, on_hold), self.gaps)
        )
        if not any(turn.words for turn in self.turns):
            self.turns = [SpokenTurn(t.channel, t.start_s, t.end_s) for t in self._floor_turns]


def _replace(items: list[T], item: T, key: Callable[[T], object]) -> None:
    """Put ``item`` in the place of an earlier one with the same key, or at the end."""
    for index, old in enumerate(items):
        if key(old) == key(item):
            items[index] = item
            return
    items.append(item)


def _spoken(said: Utterance, on_hold: Sequence[Span]) -> Utterance:
    """Return an utterance without the words of hold music."""
    if said.channel == "agent":
        return said
    words = tuple(w for w in said.words if not is_music(w.start_s, w.end_s, on_hold))
    if not words or len(words) == len(said.words):
        return replace(said, words=words)
    return replace(said, words=words, end_s=words[-1].end_s)


def _recorded(said: Utterance, gaps: Iterable[Gap]) -> Iterator[Utterance]:
    """Yield the pieces of an utterance that lie between times that were not recorded."""
    start_s = said.start_s
    rest = said.words
    for gap in gaps:
        not_recorded = gap.reason == NOT_RECORDED and gap.channel == said.channel
        if not not_recorded or gap.end_s <= start_s or gap.start_s >= said.end_s:
            continue
        before = tuple(word for word in rest if word.start_s < gap.start_s)
        if before:
            yield replace(said, words=before, start_s=start_s, end_s=gap.start_s)
        start_s, rest = gap.end_s, rest[len(before) :]
    if rest or start_s < said.end_s:
        yield replace(said, words=rest, start_s=start_s, end_s=max(start_s, said.end_s))


def _spoken_turns(utterances: Iterable[Utterance]) -> list[SpokenTurn]:
    """Join each side's utterances until the other side has spoken in between."""
    turns: list[SpokenTurn] = []
    last: dict[Channel, SpokenTurn] = {}
    for utterance in sorted(utterances, key=lambda u: u.start_s):
        if not utterance.words:
            continue
        turn = last.get(utterance.channel)
        goes_on = (
            turn is not None and turns[-1] is turn and utterance.start_s - turn.end_s <= JOIN_S
        )
        if turn is None or not goes_on:
            turn = SpokenTurn(utterance.channel, utterance.start_s, utterance.end_s)
            turns.append(turn)
            last[utterance.channel] = turn
        turn.words.extend(utterance.words)
        turn.end_s = utterance.end_s
    return turns
