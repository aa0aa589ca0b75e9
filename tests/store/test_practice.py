"""What trainees practiced stays, until its call goes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from callassist.errors import CallStoreError
from callassist.store.practice import PracticeResult
from callassist.store.store import CallStore
from tests.store.calls import keep
from tests.store.conftest import OpenStore

NOW = datetime(2026, 11, 5, 10, tzinfo=UTC)


def result(call_id: str, trainee: str = "Tim", day: int = 0, **changes: object) -> PracticeResult:
    fields: dict[str, object] = {
        "trainee": trainee, "call_id": call_id, "at_s": 12.5, "question": "say",
        "answer": "so it never arrived", "correct": None, "made_at": NOW + timedelta(days=day),
        "scores": {"restating": 0.75, "question": 0.0},
    }  # fmt: skip
    return PracticeResult(**(fields | changes))  # type: ignore[arg-type]


def test_results_come_back_by_time_and_trainee(open_store: OpenStore) -> None:
    store = open_store()
    one, two = keep(store), keep(store)
    results = [
        result(one.id, day=2),
        result(two.id, "Ada", day=1, correct=True, question="choose", answer="listen"),
        result(two.id, day=0, correct=False),
    ]
    for made in results:
        store.add_practice_result(made)
    store = open_store()
    assert store.practice_results() == results[::-1]
    assert store.practice_results("  tim ") == [results[2], results[0]]
    assert store.practice_results(call_id=two.id) == [results[2], results[1]]
    assert store.practice_results("Ada", one.id) == store.practice_results("Nobody") == []
    store.delete(two.id)
    assert store.practice_results() == [results[0]]


def test_a_result_needs_its_call(store: CallStore) -> None:
    with pytest.raises(CallStoreError, match="there is no call"):
        store.add_practice_result(result("aaaaaaaa"))


def test_sets_keep_their_order_and_lose_deleted_calls(open_store: OpenStore) -> None:
    store = open_store()
    one, two = keep(store), keep(store)
    store.keep_practice_set("Refunds", [(two.id, 3), (one.id, 1), (two.id, 1)])
    store.keep_practice_set("closings", [(one.id, 2)])
    assert open_store().practice_sets() == {
        "closings": ((one.id, 2),),
        "Refunds": ((two.id, 3), (one.id, 1), (two.id, 1)),
    }
    store.keep_practice_set(" REFUNDS ", [(one.id, 1), (two.id, 1)])  # in its place
    store.delete(two.id)
    store.drop_practice_set("Closings")
    assert store.practice_sets() == {"REFUNDS": ((one.id, 1),)}


def test_a_set_of_what_is_not_kept_is_told_and_the_old_one_stays(store: CallStore) -> None:
    call = keep(store)
    store.keep_practice_set("Set", [(call.id, 1)])
    with pytest.raises(CallStoreError, match="there is no call"):
        store.keep_practice_set("Set", [("aaaaaaaa", 1)])
    with pytest.raises(CallStoreError, match="needs a name"):
        store.keep_practice_set("  ", [])
    assert store.practice_sets() == {"Set": ((call.id, 1),)}
