"""What trainees practiced: their results over time, and sets of moments to practice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import msgspec
from sqlalchemy import Connection, delete, insert, select

from callassist.errors import CallStoreError
from callassist.store.schema import calls, practice_results, practice_set_marks, practice_sets
from callassist.store.sealing import SealError
from callassist.store.vault import Vault, about

_ABOUT_SET = "practice set"


@dataclass(frozen=True, slots=True)
class PracticeResult:
    """One answer of a trainee at one moment of a kept call.

    Attributes:
        trainee: Who answered.
        call_id: The call.
        at_s: The moment.
        question: What kind of question it was, e.g. ``"choose"`` or ``"say"``.
        answer: What they chose, or their words as recognized.
        correct: Whether that was right; ``None`` where there is no right and wrong.
        scores: 0 to 1 by what was looked for, e.g. ``{"restating": 1.0, "question": 0.0}``.
        made_at: When, with a zone.
    """

    trainee: str
    call_id: str
    at_s: float
    question: str
    answer: str
    correct: bool | None
    made_at: datetime
    scores: dict[str, float] = field(default_factory=dict)


class Practice:
    """The practice rows of a store; those about a call are sealed with it and go with it."""

    def __init__(self, vault: Vault) -> None:
        """Use an open store."""
        self._vault = vault

    def add(self, result: PracticeResult) -> None:
        """Keep a result.

        Raises:
            CallStoreError: If its call is not kept.
        """

        def work(connection: Connection) -> None:
            row = self._vault.row(connection, result.call_id)
            sealed = self._vault.sealer(row).seal(
                msgspec.msgpack.encode(result), about(row.id, "practice")
            )
            trainee = self._vault.index.name("trainee", result.trainee)
            values = {"call": row.number, "trainee": trainee, "sealed": sealed}
            connection.execute(insert(practice_results).values(values))

        self._vault.database.write(work)

    def results(
        self, trainee: str | None = None, call_id: str | None = None
    ) -> list[PracticeResult]:
        """Return results by time, of one trainee or all, of one call or all."""
        wanted = select(calls, practice_results.c.sealed.label("result")).join_from(
            practice_results, calls, practice_results.c.call == calls.c.number
        )
        if trainee is not None:
            token = self._vault.index.name("trainee", trainee)
            wanted = wanted.where(practice_results.c.trainee == token)
        if call_id is not None:
            wanted = wanted.where(calls.c.id == call_id)
        found = []
        with self._vault.database.reading() as connection:
            for row in connection.execute(wanted):
                try:
                    plain = self._vault.sealer(row).open(row.result, about(row.id, "practice"))
                except SealError:
                    continue  # a damaged one must not hide the others
                found.append(msgspec.msgpack.decode(plain, type=PracticeResult))
        return sorted(found, key=lambda result: result.made_at)

    def sets(self) -> dict[str, tuple[tuple[str, int], ...]]:
        """Return every set by name: its moments in order, each a call's id and a mark's."""
        wanted = (
            select(practice_set_marks.c.practice_set, calls.c.id, practice_set_marks.c.mark)
            .join(calls, practice_set_marks.c.call == calls.c.number)
            .order_by(practice_set_marks.c.practice_set, practice_set_marks.c.place)
        )
        with self._vault.database.reading() as connection:
            names = {
                row.number: self._vault.keys.sealer.open(row.sealed, _ABOUT_SET).decode()
                for row in connection.execute(select(practice_sets))
            }
            moments: dict[int, list[tuple[str, int]]] = {number: [] for number in names}
            for number, call_id, mark_id in connection.execute(wanted):
                moments[number].append((call_id, mark_id))
        by_name = sorted(names, key=lambda number: names[number].casefold())
        return {names[number]: tuple(moments[number]) for number in by_name}

    def keep_set(self, name: str, moments: Sequence[tuple[str, int]]) -> None:
        """Keep a set under a name, in the place of one that has it.

        Raises:
            CallStoreError: If the name is empty or a call is not kept.
        """
        name = " ".join(name.split())
        if not name:
            raise CallStoreError("a practice set needs a name; give it one")

        def work(connection: Connection) -> None:
            self._drop(connection, name)
            sealed = self._vault.keys.sealer.seal(name.encode(), _ABOUT_SET)
            token = self._vault.index.name("practice set", name)
            made = connection.execute(
                insert(practice_sets).values(token=token, sealed=sealed)
            ).inserted_primary_key
            assert made is not None
            for place, (call_id, mark_id) in enumerate(moments):
                row = self._vault.row(connection, call_id)
                connection.execute(
                    insert(practice_set_marks).values(
                        practice_set=made[0], place=place, call=row.number, mark=mark_id
                    )
                )

        self._vault.database.write(work)

    def drop_set(self, name: str) -> None:
        """Forget a set; fine if there is none of this name."""
        self._vault.database.write(lambda connection: self._drop(connection, name))

    def _drop(self, connection: Connection, name: str) -> None:
        token = self._vault.index.name("practice set", name)
        connection.execute(delete(practice_sets).where(practice_sets.c.token == token))
