"""What people type finds the right calls, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from callassist.errors import CallStoreError
from callassist.store.query import QueryError
from callassist.store.store import CallStore
from tests.store.calls import keep
from tests.store.conftest import new_database, unlock

NOON = datetime(2026, 11, 3, 12).astimezone()


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shelf(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[CallStore]:
    """A store that no test changes for good."""
    if request.param == "sqlite":
        address = f"sqlite:///{tmp_path_factory.mktemp('shelf') / 'calls.sqlite'}"
    else:
        address = new_database(request.getfixturevalue("postgres_server"))
    with CallStore.open(address, unlock=unlock()) as store:
        yield filled(store)


def filled(store: CallStore) -> CallStore:
    """Four calls that differ in everything."""
    keep(
        store,
        [("customer", "I want to cancel my subscription"), ("agent", "let me see your account")],
        title="Cancel", agent="Anna Berg", started_at=NOON, duration_s=600.0, score=90,
        levels=(0.1, 0.2), prompts=[("listen", "followed")],
    )  # fmt: skip
    keep(
        store,
        [("customer", "you cancelled it twice"), ("customer", "this is not working at all")],
        title="Twice", agent="Bruno Maria Díaz", started_at=NOON + timedelta(days=1),
        duration_s=90.0, score=45, levels=(0.3, 0.9),
        prompts=[("listen", "ignored"), ("restate", "followed")], findings=["closing.rushed"],
    )  # fmt: skip
    keep(
        store,
        [("customer", "working hours are not clear"), ("agent", "all at once it works")],
        title="Hours", agent="anna lund", started_at=NOON + timedelta(days=2),
        duration_s=3600.0, score=None, levels=(), findings=["closing.early", "closingtime"],
    )  # fmt: skip
    keep(store, (), title="Nothing said", agent="", started_at=NOON + timedelta(days=3), score=60)
    return store


def titles(store: CallStore, query: str) -> set[str]:
    found = {call.title for call in store.calls(query)}
    assert store.count(query) == len(found)
    return found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Cancel", "Twice", "Hours", "Nothing said"}),
        ("canceling", {"Cancel", "Twice"}),  # whatever the ending
        ("CANCEL twice", {"Twice"}),  # all words, the title's too
        ("hours", {"Hours"}),
        ("voucher", set()),
        ('"not working"', {"Twice"}),
        ('"is not working at all"', {"Twice"}),
        ('"not working at once"', set()),  # every pair is there, but not in a row
        ('"my subscription let me"', set()),  # not across two speakers
        ('"cancel"', {"Cancel", "Twice"}),  # one word is no phrase
        ("account's", {"Cancel"}),
        ("isn't", {"Twice"}),  # "is not", however written
        ("...", {"Cancel", "Twice", "Hours", "Nothing said"}),
        ("agent:anna", {"Cancel", "Hours"}),
        ("agent:BERG", {"Cancel"}),
        ('agent:"maria díaz"', {"Twice"}),
        ("anna", {"Cancel", "Hours"}),
        ("score<60", {"Twice"}),
        ("score<=60", {"Twice", "Nothing said"}),
        ("score >= 60", {"Cancel", "Nothing said"}),
        ("score:45", {"Twice"}),
        ("frustration>0.5", {"Twice"}),
        ("length>5m", {"Cancel", "Hours"}),
        ("length=1:30", {"Twice"}),
        ("length>=1h", {"Hours"}),
        ("after:2026-11-05", {"Hours", "Nothing said"}),
        ("before:2026-11-04", {"Cancel"}),
        ("after:2026-11-04 before:2026-11-05", {"Twice"}),
        ("on:2026-11-04", {"Twice"}),
        ("prompt:listen", {"Cancel", "Twice"}),
        ("outcome:followed", {"Cancel", "Twice"}),
        ("prompt:listen outcome:followed", {"Cancel"}),  # of the same prompt
        ("prompt:Restate outcome:ignored", set()),
        ("finding:closing.rushed", {"Twice"}),
        ("finding:closing", {"Twice", "Hours"}),
        ("finding:clos_ng", set()),
        ("state:whole", {"Cancel", "Twice", "Hours", "Nothing said"}),
        ("state:recovered", set()),
        ("good:no score>80", {"Cancel"}),
        ('cancel agent:bruno score<60 "at all"', {"Twice"}),
    ],
)
def test_a_query_finds(shelf: CallStore, query: str, found: set[str]) -> None:
    assert titles(shelf, query) == found


def test_comments_are_found_and_so_are_good_moments(shelf: CallStore) -> None:
    (call,) = shelf.calls("subscription")
    marks = shelf.marks(call.id)
    good = marks.add("good_moment", 3.0, "Beautifully restated zebras")
    assert titles(shelf, "zebra") == titles(shelf, "good:yes") == {"Cancel"}
    assert titles(shelf, '"beautifully restated zebras"') == {"Cancel"}
    marks.remove(good.id)
    assert titles(shelf, "zebra") == titles(shelf, "good:yes") == set()
    assert titles(shelf, "subscription") == {"Cancel"}  # what was said stays


def test_words_of_any_script_are_found(store: CallStore) -> None:
    keep(store, [("customer", "환불 해 주세요"), ("agent", "Żółć się wylała")])
    assert store.count("환불") == store.count("żółć") == store.count('"się wylała"') == 1
    assert store.count("żół") == 0


@pytest.mark.parametrize(
    ("sort", "latest_first"),
    [
        ("started_at", ["Nothing said", "Hours", "Twice", "Cancel"]),
        ("duration_s", ["Hours", "Cancel", "Twice", "Nothing said"]),
        ("score", ["Cancel", "Nothing said", "Twice", "Hours"]),
        ("title", ["Twice", "Nothing said", "Hours", "Cancel"]),
        ("agent", ["Twice", "Hours", "Cancel", "Nothing said"]),
    ],
)
def test_calls_are_sorted(shelf: CallStore, sort: str, latest_first: list[str]) -> None:
    assert [call.title for call in shelf.calls(sort=sort)] == latest_first
    paged = [
        call.title
        for offset in range(0, 5, 2)
        for call in shelf.calls(sort=sort, limit=2, offset=offset)
    ]
    assert paged == latest_first
    up = [call.title for call in shelf.calls(sort=sort, descending=False)]
    if sort == "score":  # no score comes last either way
        assert up == ["Twice", "Nothing said", "Cancel", "Hours"]
    else:
        assert up == latest_first[::-1]


def test_a_phrase_is_found_page_by_page(store: CallStore) -> None:
    for number in range(5):
        keep(store, [("agent", f"have a great day {number}")], started_at=NOON, title=str(number))
    pages = [store.calls('"have a great day"', limit=2, offset=at) for at in (0, 2, 4)]
    assert [[call.title for call in page] for page in pages] == [["4", "3"], ["2", "1"], ["0"]]


def test_what_cannot_be_sorted_by_is_told(store: CallStore) -> None:
    with pytest.raises(CallStoreError, match="did you mean 'score'"):
        store.calls(sort="scores")


def test_a_wrong_query_is_told(store: CallStore) -> None:
    with pytest.raises(QueryError, match="did you mean 'agent'"):
        store.calls("agnet:anna")
