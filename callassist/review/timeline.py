"""How a call went, in order of time: what a timeline draws and steps through. No Qt here."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from callassist.review.events import Event, EventKind, events_of, mark_event, reasons_of
from callassist.review.pauses import excused, unexcused
from callassist.types import CHANNELS, Channel, Mark, Word

T = TypeVar("T")

SILENCE_S: Final = 3.0
"""Nobody speaks for longer: a silence that is shown."""
PAUSE_S: Final = 1.0
"""Nobody speaks for longer: left out where silence is skipped."""
PAUSE_KEPT_S: Final = 0.25
"""So much of a pause is heard before and after."""
LEAD_S: Final = 3.0
"""A moment is played from so long before it."""
NEXT_S: Final = 0.25
"""An event that is nearer than this is where one already stands."""


@dataclass(frozen=True, slots=True, eq=False)
class LaneTurn:
    """What one side said in one go.

    Attributes:
        index: Its number in the call.
        channel: Who speaks.
        start_s: When it begins.
        end_s: When it ends.
        text: The words as one line; empty where nothing was recognized.
        words: The words with their times.
    """

    index: int
    channel: Channel
    start_s: float
    end_s: float
    text: str
    words: tuple[Word, ...]


class Spans(Generic[T]):
    """Things with a start and an end, found by time without looking at all of them."""

    def __init__(
        self, items: Iterable[T], start: Callable[[T], float], end: Callable[[T], float]
    ) -> None:
        """Order ``items`` by their start."""
        self.items: list[T] = sorted(items, key=start)
        self._starts = [start(item) for item in self.items]
        self._ends = [end(item) for item in self.items]
        self._reach: list[float] = []  # the latest end so far: never falls, so it can be searched
        for end_s in self._ends:
            self._reach.append(max(end_s, self._reach[-1]) if self._reach else end_s)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.items)

    def between(self, start_s: float, end_s: float) -> list[T]:
        """Return what touches a time, by start."""
        first, last = bisect_left(self._reach, start_s), bisect_right(self._starts, end_s)
        return [self.items[i] for i in range(first, last) if self._ends[i] >= start_s]

    def last_begun(self, at_s: float) -> int:
        """Return the index of the last one that began by a time; -1 before the first."""
        return bisect_right(self._starts, at_s) - 1


def is_redacted_text(text: str) -> bool:
    """Return whether a word stands for something secret, e.g. ``[card number]``."""
    return text.startswith("[") and text.rstrip(".,?!").endswith("]")


class Timeline:
    """A call document, ready to be drawn and stepped through.

    Attributes:
        duration_s: The call's length.
        turns: All turns, by start.
        lanes: Each side's turns.
        overlaps: The document's overlaps.
        prompts: The document's prompts.
        silences: Where nobody speaks for more than :data:`SILENCE_S`, holds and gaps left out.
        holds: Hold music on the customer's side, as events.
        gaps: Times of which a side has no sound, as events.
        hop_s: Seconds an entry of ``level``.
        level: The customer's frustration, 0 to 1.
        reasons: Why it moved, as events.
        events: What happened, one event a moment; marks are not in it.
        scorecard: The document's scorecard; empty if it has none.
        sides_heard: Sides that said anything.
    """

    def __init__(self, document: Mapping[str, Any]) -> None:
        """Read a call document (see ``docs/call.schema.json``)."""
        self.duration_s = float(document["source"]["duration_s"])
        ordered = sorted(document["turns"], key=lambda turn: (turn["start_s"], turn["end_s"]))
        self.turns = Spans(
            (_turn(index, turn) for index, turn in enumerate(ordered)),
            lambda turn: turn.start_s,
            lambda turn: turn.end_s,
        )
        self.lanes: dict[Channel, Spans[LaneTurn]] = {
            side: Spans(
                (turn for turn in self.turns.items if turn.channel == side),
                lambda turn: turn.start_s,
                lambda turn: turn.end_s,
            )
            for side in CHANNELS
        }
        quiet = self.quiet(SILENCE_S) if self.turns.items else ()
        self.silences = list(unexcused(quiet, excused(document), SILENCE_S))
        course = document["frustration"]
        self.hop_s = float(course["hop_s"])
        self.level: Sequence[float] = course["level"]
        self.scorecard: Mapping[str, Any] = document.get("scorecard", {})
        self._by_kind: dict[EventKind, Spans[Event]] = {}
        self.events = spans_of(events_of(document, self.silences))
        self.reasons = spans_of(reasons_of(document))
        self.overlaps = Spans(
            (e for e in self.events.items if e.overlap is not None),
            lambda e: e.overlap["start_s"] if e.overlap else e.at_s,
            lambda e: e.overlap["end_s"] if e.overlap else e.end_s,
        )
        self.prompts = Spans(
            (e for e in self.events.items if e.prompt is not None),
            lambda e: e.prompt["shown_s"] if e.prompt else e.at_s,
            lambda e: e.prompt["hide_s"] if e.prompt else e.end_s,
        )
        self.holds = spans_of(e for e in self.events.items if e.kind == "hold")
        self.gaps = spans_of(e for e in self.events.items if e.kind == "gap")
        self.sides_heard = frozenset(side for side in CHANNELS if len(self.lanes[side]))

    @property
    def has_words(self) -> bool:
        """Whether anything was recognized."""
        return any(turn.words for turn in self.turns.items)

    def quiet(self, min_s: float) -> Iterator[tuple[float, float]]:
        """Yield (start, end) of each time longer than ``min_s`` in which nobody speaks."""
        spoken_to_s = 0.0
        for turn in self.turns.items:
            pieces = [(w.start_s, w.end_s) for w in turn.words] or [(turn.start_s, turn.end_s)]
            for start_s, end_s in pieces:
                if start_s - spoken_to_s > min_s and not self._spoken(spoken_to_s, start_s, turn):
                    yield spoken_to_s, start_s
                spoken_to_s = max(spoken_to_s, end_s)
            spoken_to_s = max(spoken_to_s, turn.end_s)
        if self.duration_s - spoken_to_s > min_s:
            yield spoken_to_s, self.duration_s

    def skipped(self) -> tuple[tuple[float, float], ...]:
        """Return what is left out where silence is skipped."""
        return tuple(
            (start_s + PAUSE_KEPT_S, end_s - PAUSE_KEPT_S) for start_s, end_s in self.quiet(PAUSE_S)
        )

    def events_of_kind(self, kind: EventKind) -> Spans[Event]:
        """Return the events of a kind, by time."""
        if kind not in self._by_kind:
            self._by_kind[kind] = spans_of(e for e in self.events.items if e.kind == kind)
        return self._by_kind[kind]

    def level_at(self, at_s: float) -> float:
        """Return the customer's frustration at a second; 0 where it is not known."""
        index = int(at_s / self.hop_s)
        return float(self.level[index]) if 0 <= index < len(self.level) else 0.0

    def first_hard_moment(self) -> Event | None:
        """Return the first event that went wrong for the agent; else the highest peak, if any."""
        for event in self.events.items:
            if event.hard:
                return event
        peaks = self.events_of_kind("peak").items
        return max(peaks, key=lambda peak: peak.importance, default=None)

    def with_marks(
        self, marks: Iterable[Mark], filters: Iterable[str] | None = None
    ) -> list[Event]:
        """Return events and marks together, by time.

        Args:
            marks: The call's comments and bookmarks.
            filters: Only events of these (see :data:`callassist.review.event_names.FILTERS`);
                all that belong to any, where not given.
        """
        wanted = None if filters is None else frozenset(filters)
        every = [*self.events.items, *map(mark_event, marks)]
        fitting = (e for e in every if (e.filters if wanted is None else e.filters & wanted))
        return sorted(fitting, key=lambda e: (e.at_s, -e.importance))

    def _spoken(self, start_s: float, end_s: float, beside: LaneTurn) -> bool:
        """Return whether another turn reaches into a gap between a turn's words."""
        between = self.turns.between(start_s + 1e-6, end_s - 1e-6)
        return any(turn is not beside for turn in between)


class WordFinder:
    """Finds words that were said, however they are written."""

    def __init__(self, turns: Iterable[LaneTurn]) -> None:
        """Look in these turns."""
        self._said = [(turn.index, [_plain(word.text) for word in turn.words]) for turn in turns]

    def find(self, wanted: str) -> list[tuple[int, tuple[int, ...]]]:
        """Return (turn's index, words' indexes) of each place where words stand in a row.

        Case and punctuation do not matter; the last word may be the beginning of one.
        """
        parts = [part for part in map(_plain, wanted.split()) if part]
        found = []
        for index, said in self._said if parts else ():
            for first in range(len(said) - len(parts) + 1):
                *whole, last = said[first : first + len(parts)]
                if last.startswith(parts[-1]) and whole == parts[:-1]:
                    found.append((index, tuple(range(first, first + len(parts)))))
        return found


def next_event(events: Sequence[Event], at_s: float) -> Event | None:
    """Return the first event that begins after a second."""
    return next((event for event in events if event.at_s > at_s + NEXT_S), None)


def previous_event(events: Sequence[Event], at_s: float) -> Event | None:
    """Return the last event that begins before a second."""
    return next((event for event in reversed(events) if event.at_s < at_s - NEXT_S), None)


def _plain(text: str) -> str:
    """Return a word as it is compared."""
    return "".join(letter for letter in text.casefold() if letter.isalnum() or letter == "'")


def spans_of(events: Iterable[Event]) -> Spans[Event]:
    """Return events, to be found by time."""
    return Spans(events, lambda event: event.at_s, lambda event: max(event.at_s, event.end_s))


def _turn(index: int, turn: Mapping[str, Any]) -> LaneTurn:
    return LaneTurn(
        index,
        turn["channel"],
        turn["start_s"],
        turn["end_s"],
        turn["text"],
        tuple(Word(w["text"], w["start_s"], w["end_s"], w["confidence"]) for w in turn["words"]),
    )
