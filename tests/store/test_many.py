"""Many calls are read with few statements, and a damaged one hides no other."""

from __future__ import annotations

import msgspec
from sqlalchemy import update

from callassist.store.many import BATCH
from callassist.store.schema import calls
from tests.store.calls import keep
from tests.store.conftest import OpenStore


class Source(msgspec.Struct):
    duration_s: float


class Form(msgspec.Struct):
    source: Source


def test_documents_come_in_the_order_asked_for(open_store: OpenStore) -> None:
    store = open_store()
    kept = [keep(store, duration_s=float(n)).id for n in range(3)]
    ids = [kept[2], "zzzzzzzz", kept[0], kept[1]] * (BATCH // 3)
    found = list(store.documents(ids, Form))
    assert [call_id for call_id, _ in found] == ids
    lengths = [form.source.duration_s if form else None for _, form in found[:4]]
    assert lengths == [2.0, None, 0.0, 1.0]


def test_a_document_that_is_damaged_or_of_another_form_is_none(open_store: OpenStore) -> None:
    store = open_store()
    good, bad = keep(store).id, keep(store).id
    store._vault.database.write(
        lambda connection: connection.execute(
            update(calls).where(calls.c.id == bad).values(key=b"no key at all, and too short")
        )
    )
    assert [form is None for _, form in store.documents([bad, good], Form)] == [True, False]

    class Other(msgspec.Struct):
        mood: str

    assert [form for _, form in store.documents([good], Other)] == [None]


def test_marks_of_a_kind(open_store: OpenStore) -> None:
    store = open_store()
    one, two, three = keep(store).id, keep(store).id, keep(store).id
    store.marks(one, "Ana").add("good_moment", 9.0, "an offer")
    store.marks(one, "Ana").add("comment", 1.0, "hm")
    store.marks(two, "Ana").add("comment", 2.0, "hm")
    store.marks(three, "Ana").add("good_moment", 3.0, "calm")
    found = [(call, mark.text) for call, mark in store.marks_of([three, two, one], "good_moment")]
    assert found == [(three, "calm"), (one, "an offer")]
