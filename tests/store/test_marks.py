"""Comments and bookmarks: kept at once, undone, counted."""

from __future__ import annotations

import dataclasses

import pytest

from callassist.errors import CallStoreError
from callassist.store.store import CallStore
from tests.store.calls import keep
from tests.store.conftest import OpenStore


def test_marks_are_kept_at_once_and_come_by_time(open_store: OpenStore) -> None:
    store = open_store()
    call = keep(store)
    marks = store.marks(call.id, author="Lea")
    late = marks.add("comment", 30.0, "too late", end_s=34.5)
    early = marks.add("good_moment", 2.5)
    assert (late.id, early.id) == (1, 2)
    assert (late.author, late.end_s) == ("Lea", 34.5)
    other = open_store()  # another program
    assert other.marks(call.id).all() == [early, late]
    found = other.find(call.id)
    assert (found.marks, found.good_moments) == (2, 1)


def test_a_change_and_a_removal_can_be_undone(store: CallStore) -> None:
    call = keep(store)
    marks = store.marks(call.id)
    first = marks.add("comment", 1.0, "first")
    second = marks.add("good_moment", 2.0, "second")
    marks.change(dataclasses.replace(second, text="changed"))
    assert [mark.text for mark in marks.all()] == ["first", "changed"]
    marks.remove(second.id)
    marks.remove(second.id)  # gone already
    assert marks.all() == [first]
    assert store.find(call.id).good_moments == 0
    third = marks.add("comment", 3.0, "third")
    assert third.id == 3  # an id is never given twice, so that undo meets its own mark
    marks.change(second)  # undo
    assert marks.all() == [first, second, third]
    assert store.find(call.id).good_moments == 1


def test_a_mark_that_never_was_is_not_made_by_a_change(store: CallStore) -> None:
    call = keep(store)
    marks = store.marks(call.id)
    mark = marks.add("comment", 1.0)
    with pytest.raises(CallStoreError, match="never had a mark 2"):
        marks.change(dataclasses.replace(mark, id=2))
    assert marks.all() == [mark]


def test_a_mark_of_a_deleted_call_is_told(store: CallStore) -> None:
    call = keep(store)
    marks = store.marks(call.id)
    store.delete(call.id)
    for act in (marks.all, lambda: marks.add("comment", 1.0), lambda: marks.remove(1)):
        with pytest.raises(CallStoreError, match="there is no call"):
            act()
