"""What practice needs of the store: a trainee's results, sets of bookmarks, and their calls."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, get_args

from callassist.errors import CallStoreError
from callassist.review.call import ReviewCall
from callassist.review.practice.boxes import Attempt, Way
from callassist.review.practice.session import Answer
from callassist.run.opening import open_call
from callassist.store.practice import PracticeResult
from callassist.types import Mark

if TYPE_CHECKING:
    from callassist.store.store import CallStore

PRACTICED = ("practice", "good_moment")
"""Kinds of bookmarks that a set may hold."""


class PracticeBook:
    """A trainee's results and everybody's sets, in a store."""

    def __init__(self, store: CallStore, trainee: str) -> None:
        """Read and write for ``trainee``."""
        self._store = store
        self.trainee = trainee

    def attempts(self) -> list[Attempt]:
        """Return everything that the trainee answered, by time."""
        found = []
        for result in self._store.practice_results(self.trainee):
            way = next((way for way in get_args(Way) if way == result.question), None)
            if way is not None:
                for behavior, score in result.scores.items():
                    found.append(Attempt(behavior, score, way, result.made_at))
        return found

    def trainees(self) -> list[str]:
        """Return everybody who has practiced."""
        return sorted({result.trainee for result in self._store.practice_results()})

    def keep(self, answer: Answer) -> None:
        """Keep an answer.

        Raises:
            CallStoreError: If its call is not kept (any more).
        """
        attempt = answer.attempt
        self._store.add_practice_result(
            PracticeResult(
                trainee=self.trainee,
                call_id=answer.item.call.call_id,
                at_s=answer.item.moment.stop_s,
                question=attempt.way,
                answer=answer.text,
                correct=attempt.score >= 1.0,
                made_at=attempt.made_at,
                scores={attempt.behavior: attempt.score},
            )
        )

    def sets(self) -> dict[str, int]:
        """Return every set's name and how many moments it has."""
        return {name: len(moments) for name, moments in self._store.practice_sets().items()}

    def bookmarks(self) -> list[tuple[str, str, Mark]]:
        """Return all bookmarks that a set may hold: a call's id, its title, the bookmark."""
        found = []
        for call in self._store.calls():
            if call.marks and call.state != "recording":
                for mark in self._store.marks(call.id).all():
                    if mark.kind in PRACTICED:
                        found.append((call.id, call.title, mark))
        return found

    def keep_set(self, name: str, moments: Sequence[tuple[str, int]]) -> None:
        """Keep a set of bookmarks under a name, in the place of one that has it.

        Raises:
            CallStoreError: If it has no name, or no bookmarks.
        """
        if not moments:
            raise CallStoreError("a set needs at least one bookmark; choose one")
        self._store.keep_practice_set(name, moments)

    def rename_set(self, name: str, new_name: str) -> None:
        """Give a set another name.

        Raises:
            CallStoreError: If there is no such set, or another one has the name.
        """
        sets = self._store.practice_sets()
        new_name = " ".join(new_name.split())
        if name not in sets:
            raise CallStoreError(f"there is no set '{name}'; make one in the practice window")
        if new_name == name:
            return
        if new_name in sets:
            raise CallStoreError(f"there is a set '{new_name}' already; choose another name")
        self._store.keep_practice_set(new_name, sets[name])
        self._store.drop_practice_set(name)

    def drop_set(self, name: str) -> None:
        """Forget a set; its bookmarks stay."""
        self._store.drop_practice_set(name)

    def open_set(self, name: str) -> list[tuple[ReviewCall, Mark]]:
        """Return a set's calls, open, with their bookmarks; those that are gone are left out.

        Raises:
            CallStoreError: If there is no such set, or nothing of it is left.
        """
        sets = self._store.practice_sets()
        if name not in sets:
            known = f"; there are: {', '.join(sets)}" if sets else "; none was made yet"
            raise CallStoreError(f"there is no set '{name}'{known}")
        calls: dict[str, ReviewCall] = {}
        found = []
        for call_id, mark_id in sets[name]:
            marks = {mark.id: mark for mark in self._store.marks(call_id).all()}
            if mark_id in marks:
                if call_id not in calls:
                    calls[call_id] = open_call(call_id, store=self._store)
                found.append((calls[call_id], marks[mark_id]))
        if not found:
            raise CallStoreError(f"the bookmarks of the set '{name}' are gone; make it again")
        return found


def close_calls(calls: Iterable[ReviewCall]) -> None:
    """Free the sound of calls that were opened for practice."""
    for call in calls:
        if call.sound is not None:
            call.sound.close()
