"""One practice: its questions in order, what was answered, and what comes next. No Qt here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from callassist.review.call import ReviewCall
from callassist.review.practice.answers import Scored, score_typed, score_words
from callassist.review.practice.boxes import Attempt, Progress, Way, by_need
from callassist.review.practice.moments import Moment, moment_at_mark, moments_of
from callassist.review.practice.questions import Question, ask
from callassist.types import Mark, Word

MOST_A_CALL = 4
"""So many moments of one call are asked in one practice."""
MOST = 8
"""A practice has at most so many questions: it is to be done in a coffee break."""


@dataclass(frozen=True, slots=True)
class Item:
    """A moment of one of the calls."""

    call: ReviewCall
    moment: Moment


@dataclass(frozen=True, slots=True)
class Answer:
    """What a trainee answered, and what it is worth.

    Attributes:
        item: Where.
        way: How.
        score: 1 right, 0.5 in part, 0 not yet.
        text: The choice or the words.
        chosen: The choice's place, from 0; ``None`` for own words.
        scored: What was found in own words.
        attempt: The same, for the boxes.
    """

    item: Item
    way: Way
    score: float
    text: str
    chosen: int | None
    scored: Scored | None
    attempt: Attempt


@dataclass
class PracticeSession:
    """Asks one question after another.

    Attributes:
        items: What is asked, in order.
        answers: What was answered so far.
        seed: Shuffles the choices.
        now: Tells the time of an answer.
        keep: Told each answer of a kept call.
    """

    items: Sequence[Item]
    seed: int = 0
    now: Callable[[], datetime] = lambda: datetime.now().astimezone()
    keep: Callable[[Answer], None] | None = None
    answers: list[Answer] = field(default_factory=list)
    _place: int = 0
    _asked: Question | None = None

    @property
    def place(self) -> int:
        """Which question is asked, from 0."""
        return self._place

    @property
    def done(self) -> bool:
        """Whether everything was asked."""
        return self._place >= len(self.items)

    @property
    def item(self) -> Item:
        """What is asked now."""
        return self.items[self._place]

    @property
    def question(self) -> Question:
        """The question that is asked now."""
        item = self.item
        if self._asked is None or self._asked.moment is not item.moment:
            self._asked = ask(item.moment, item.call.document, self.seed + self._place)
        return self._asked

    @property
    def answer(self) -> Answer | None:
        """The answer to the present question, once there is one."""
        return self.answers[self._place] if self._place < len(self.answers) else None

    @property
    def right(self) -> int:
        """How many answers were right."""
        return sum(answer.score >= 1.0 for answer in self.answers)

    def choose(self, place: int) -> Answer:
        """Answer by a choice."""
        choice = self.question.choices[place]
        return self._take("choice", 1.0 if choice.fits else 0.0, choice.text, place, None)

    def type(self, text: str) -> Answer:
        """Answer in typed words; none: say nothing."""
        scored = score_typed(self.item.moment, self.item.call.document, text)
        return self._take("typed", scored.score, scored.heard, None, scored)

    def say(self, words: Sequence[Word]) -> Answer:
        """Answer in recognized words, whose times count from the moment's stop."""
        stop_s = self.item.moment.stop_s
        later = [
            Word(word.text, word.start_s + stop_s, word.end_s + stop_s, word.confidence)
            for word in words
        ]
        scored = score_words(self.item.moment, self.item.call.document, later)
        return self._take("spoken", scored.score, scored.heard, None, scored)

    def next(self) -> None:
        """Go on to the next question."""
        if self.answer is not None:
            self._place += 1

    def skip(self) -> None:
        """Leave the present question out; nothing is kept of it."""
        self.items = [item for place, item in enumerate(self.items) if place != self._place]

    def _take(
        self, way: Way, score: float, text: str, chosen: int | None, scored: Scored | None
    ) -> Answer:
        if self.answer is not None:
            raise ValueError("this question is answered")
        attempt = Attempt(self.item.moment.behavior, score, way, self.now())
        answer = Answer(self.item, way, score, text, chosen, scored, attempt)
        self.answers.append(answer)
        if self.keep is not None and answer.item.call.call_id:
            self.keep(answer)
        return answer


def items_of(
    calls: Iterable[ReviewCall], progress: Mapping[str, Progress], now: datetime, most: int = MOST
) -> list[Item]:
    """Return what to practice on some calls: what is weak and due first, each call in order."""
    every = [Item(call, moment) for call in calls for moment in moments_of(call.document)]
    by_moment = {id(item.moment): item for item in every}
    taken: list[Item] = []
    a_call: dict[int, int] = {}
    for moment in by_need([item.moment for item in every], progress, now):
        item = by_moment[id(moment)]
        asked = a_call.get(id(item.call), 0)
        if asked < MOST_A_CALL and len(taken) < most:
            a_call[id(item.call)] = asked + 1
            taken.append(item)
    order = {id(call): place for place, call in enumerate(dict.fromkeys(i.call for i in every))}
    return sorted(taken, key=lambda item: (order[id(item.call)], item.moment.stop_s))


def items_of_set(found: Iterable[tuple[ReviewCall, Mark]]) -> list[Item]:
    """Return what a set of bookmarks asks, in its order."""
    return [Item(call, moment_at_mark(call.document, mark)) for call, mark in found]
