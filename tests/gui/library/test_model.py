"""Ten thousand rows come page by page, and only those that are looked at."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest

from callassist.gui.library.model import (
    CALL,
    KEPT_PAGES,
    PAGE,
    CallTable,
    in_words,
    state_lines,
    when,
)
from callassist.gui.worker import Worker
from callassist.store.summary import CallSummary

NOON = datetime(2026, 3, 4, 12, 0).astimezone()


class ManyCalls:
    """Ten thousand calls; counts what is asked of it, and on which threads."""

    def __init__(self, count: int = 10_000) -> None:
        self.size = count
        self.asked: list[int] = []
        self.threads: set[int] = set()

    def calls(self, query="", *, sort="started_at", descending=True, limit=None, offset=0):
        self.asked.append(offset)
        self.threads.add(threading.get_ident())
        rows = range(offset, min(self.size, offset + limit))
        return [CallSummary(f"{row:08}", f"call {row}", "", NOON, 60.0, "whole") for row in rows]

    def count(self, query=""):
        return self.size


@pytest.fixture
def table(qapp):
    worker = Worker("test")
    made = CallTable(worker)
    yield made
    worker.close()


def test_rows_come_as_they_are_looked_at(table, qtbot):
    calls = ManyCalls()
    with qtbot.waitSignal(table.loaded):
        table.set_store(calls)
    assert table.rowCount() == 10_000
    assert calls.asked == [0]
    assert table.index(9_000, CALL).data() == "…"
    qtbot.waitUntil(lambda: table.index(9_000, CALL).data() == "call 9000")
    assert calls.asked == [0, 9_000 // PAGE * PAGE]


def test_the_store_is_never_asked_on_the_gui_thread(table, qtbot):
    calls = ManyCalls()
    with qtbot.waitSignal(table.loaded):
        table.set_store(calls)
    table.summary(5_000)
    qtbot.waitUntil(lambda: table.summary(5_000) is not None)
    assert threading.get_ident() not in calls.threads


def test_pages_far_away_are_let_go(table, qtbot):
    with qtbot.waitSignal(table.loaded):
        table.set_store(ManyCalls(count=(KEPT_PAGES + 10) * PAGE))
    for page in range(KEPT_PAGES + 5):
        row = page * PAGE
        table.summary(row)
        qtbot.waitUntil(lambda row=row: table.summary(row) is not None)
    assert len(table._pages) == KEPT_PAGES
    qtbot.waitUntil(lambda: table.summary(0) is not None)


def test_a_page_of_an_older_query_is_not_shown(table, qtbot):
    calls = ManyCalls()
    with qtbot.waitSignal(table.loaded):
        table.set_store(calls)
    table.summary(4_000)
    calls.size = 3
    with qtbot.waitSignal(table.loaded):
        table.set_query("few")
    assert table.rowCount() == 3
    assert table.summary(4_000) is None


def test_only_the_newest_of_many_searches_is_delivered(table, qtbot):
    calls = ManyCalls()
    with qtbot.waitSignal(table.loaded):
        table.set_store(calls)
    asked = len(calls.asked)
    loaded = []
    table.loaded.connect(lambda: loaded.append(table.query))
    for text in ("r", "re", "ref", "refu", "refund"):
        table.set_query(text)
    qtbot.waitUntil(lambda: not table._worker.busy)
    assert loaded == ["refund"]
    assert len(calls.asked) - asked <= 2, "those given up before they began are not asked"


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(), "Today 12:00"),
        (timedelta(days=1), "Yesterday 12:00"),
        (timedelta(days=3), "Sun 12:00"),
        (timedelta(days=30), "2 Feb, 12:00"),
        (timedelta(days=400), "28 Jan 2025, 12:00"),
    ],
)
def test_times_are_said_as_people_say_them(ago, words):
    assert when(NOON - ago, NOON) == words


def test_a_call_in_another_zone_is_told_in_this_one():
    there = NOON.astimezone(UTC)
    assert when(there, NOON) == "Today 12:00"


def test_what_is_special_about_a_call_is_told():
    call = CallSummary(
        "a", "t", "", NOON, 0.0, "recovered", has_sound=False, notices=("two seconds were lost",)
    )
    assert state_lines(call) == (
        "recovered after the program ended without saving",
        "without sound",
        "two seconds were lost",
    )


def test_a_call_that_nobody_scored_has_empty_cells():
    call = CallSummary("a", "", "", NOON, 3725.0, "whole")
    assert in_words(call, 3) == "1:02:05"
    assert [in_words(call, column) for column in (4, 5, 6, 7)] == ["", "", "", ""]
