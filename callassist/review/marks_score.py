"""How well prompts do against people's marks, and how far two people agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from callassist.review.prompt_marks import PromptMark

NEAR_S = 5.0
"""A mark speaks of a prompt that is shown at most this much earlier or later."""

Fired = tuple[str, float]
"""A prompt's id and when it was shown."""


@dataclass(slots=True)
class Hits:
    """Prompts against marks; what nobody marked counts neither way.

    Attributes:
        right: Shown, and they belong there.
        wrong: Shown, and they do not.
        missed: They belong there, and were not shown.
        avoided: They do not belong there, and were not shown.
        unmarked: Shown, and nobody said anything.
        disputed: Places where as many say yes as no; they count nowhere else.
    """

    right: int = 0
    wrong: int = 0
    missed: int = 0
    avoided: int = 0
    unmarked: int = 0
    disputed: int = 0

    @property
    def precision(self) -> float | None:
        """Of the marked prompts shown, the share that belongs there; ``None`` without any."""
        marked = self.right + self.wrong
        return self.right / marked if marked else None

    @property
    def recall(self) -> float | None:
        """Of the places where one belongs, the share where it is shown; ``None`` without any."""
        wanted = self.right + self.missed
        return self.right / wanted if wanted else None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two people agree on whether prompts belong where they marked both.

    Attributes:
        markers: The two.
        n: Places that both marked.
        agreed: Places on which they say the same.
        kappa: Cohen's kappa, 1 for full agreement and 0 for chance (Cohen, "A coefficient of
            agreement for nominal scales", Educational and Psychological Measurement 20, 1960);
            ``None`` where it is not defined, and ``problem`` says why.
        problem: Why there is no kappa, or nothing.
    """

    markers: tuple[str, str]
    n: int
    agreed: int
    kappa: float | None
    problem: str = ""


@dataclass(slots=True)
class _Place:
    """One prompt's place in a call, with what each marker says of it; the last word counts."""

    at_s: float
    said: dict[str, bool] = field(default_factory=dict)

    @property
    def wanted(self) -> bool | None:
        """Whether most say that it belongs there; ``None`` where as many say no."""
        yes = sum(self.said.values())
        no = len(self.said) - yes
        return None if yes == no else yes > no


class MarkedCalls:
    """Marks of some calls, gathered to places: where several people speak of the same prompt."""

    def __init__(self, marks: Iterable[PromptMark], near_s: float = NEAR_S) -> None:
        """Gather ``marks``; those of one prompt within ``near_s`` speak of one place."""
        self._near_s = near_s
        self._places: dict[str, dict[str, list[_Place]]] = defaultdict(dict)
        for mark in sorted(marks, key=lambda mark: mark.at_s):
            places = self._places[mark.call].setdefault(mark.prompt_id, [])
            if not places or mark.at_s - places[-1].at_s > near_s:
                places.append(_Place(mark.at_s))
            places[-1].said[mark.marker] = mark.wanted

    @property
    def calls(self) -> frozenset[str]:
        """The names of the calls that have marks."""
        return frozenset(self._places)

    def score(self, call: str, fired: Iterable[Fired]) -> dict[str, Hits]:
        """Return how the prompts of one call do, by prompt.

        A place takes the nearest prompt of its id within ``near_s``, and each only one.
        """
        hits: dict[str, Hits] = defaultdict(Hits)
        by_prompt: dict[str, list[float]] = defaultdict(list)
        for prompt_id, shown_s in fired:
            by_prompt[prompt_id].append(shown_s)
        marked = self._places.get(call, {})
        for prompt_id in by_prompt.keys() | marked.keys():
            places, times = marked.get(prompt_id, []), by_prompt.get(prompt_id, [])
            met = _met(places, times, self._near_s)
            mine = hits[prompt_id]
            mine.unmarked += len(times) - len(met)
            for at, place in enumerate(places):
                match place.wanted, at in met:
                    case None, _:
                        mine.disputed += 1
                    case True, True:
                        mine.right += 1
                    case True, False:
                        mine.missed += 1
                    case False, True:
                        mine.wrong += 1
                    case _:
                        mine.avoided += 1
        return dict(hits)

    def agreements(self) -> list[Agreement]:
        """Return how far every two markers agree, by name."""
        places = [
            place
            for by_prompt in self._places.values()
            for of_prompt in by_prompt.values()
            for place in of_prompt
        ]
        markers = sorted({marker for place in places for marker in place.said})
        return [
            _agreement(
                (one, two),
                [
                    (place.said[one], place.said[two])
                    for place in places
                    if one in place.said and two in place.said
                ],
            )
            for one, two in combinations(markers, 2)
        ]


def total(hits: Mapping[str, Hits]) -> Hits:
    """Return the sums over all prompts."""
    whole = Hits()
    for one in hits.values():
        add(whole, one)
    return whole


def add(whole: Hits, part: Hits) -> None:
    """Add ``part`` to ``whole``."""
    whole.right += part.right
    whole.wrong += part.wrong
    whole.missed += part.missed
    whole.avoided += part.avoided
    whole.unmarked += part.unmarked
    whole.disputed += part.disputed


def _met(places: Sequence[_Place], times: Sequence[float], near_s: float) -> set[int]:
    """Return which places a prompt meets, nearest first, each prompt one place."""
    near = sorted(
        (abs(place.at_s - shown_s), at, number)
        for at, place in enumerate(places)
        for number, shown_s in enumerate(times)
        if abs(place.at_s - shown_s) <= near_s
    )
    met: set[int] = set()
    taken: set[int] = set()
    for _, at, number in near:
        if at not in met and number not in taken:
            met.add(at)
            taken.add(number)
    return met


def _agreement(markers: tuple[str, str], pairs: Sequence[tuple[bool, bool]]) -> Agreement:
    n = len(pairs)
    agreed = sum(one == two for one, two in pairs)
    if n == 0:
        return Agreement(markers, 0, 0, None, "they marked no place in common")
    first = sum(one for one, _ in pairs) / n
    second = sum(two for _, two in pairs) / n
    by_chance = first * second + (1 - first) * (1 - second)
    if by_chance == 1.0:
        same = "both gave one and the same verdict everywhere, so chance would agree as well"
        return Agreement(markers, n, agreed, None, same)
    return Agreement(markers, n, agreed, (agreed / n - by_chance) / (1 - by_chance))
