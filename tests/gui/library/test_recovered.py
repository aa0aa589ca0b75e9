"""What was recovered when the library opened is told there, with a way to it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent

from callassist.gui.library.doing import Deeds
from callassist.gui.library.model import LENGTH
from callassist.gui.library.show import LibraryProgram
from callassist.review.clock import clock
from callassist.run.keeping.recovering import Recovered, recover
from callassist.settings.policy import Rules
from callassist.settings.user import UserSettings
from callassist.store.store import CallStore
from tests.gui.library.conftest import unlock
from tests.run.keeping.kept import feed, keeper
from tests.store.scripted import OneSecret
from tests.waiting import wait_until


def test_the_library_tells_of_a_recovered_call_and_opens_it(make_window, store, done, settle):
    (call,) = store.calls("state:recovered")
    window = make_window()
    window.gate.recovered = [Recovered(call.id, "", call)]
    window.show_store(store)
    window.show()
    settle(window)
    assert window.recovered.isVisibleTo(window)
    assert window.recovered.text.text.startswith("Recovered: the call of ")
    assert window.recovered.text.text.endswith(f"up to {clock(call.duration_s)}")
    window.recovered.open.click()
    assert done.opened == [(call.id, -1.0)]
    assert not window.recovered.isVisibleTo(window)


def test_several_are_shown_in_the_table(make_window, store, settle):
    found = [Recovered(call.id, "", call) for call in store.calls(limit=2)]
    window = make_window()
    window.gate.recovered = found
    window.show_store(store)
    window.recovered.open.click()
    settle(window)
    assert [call.title for call in store.calls(window.model.query)] == ["Recovered call"]


def test_nothing_is_told_where_nothing_was_recovered(window):
    assert not window.recovered.isVisibleTo(window)


def test_the_call_asked_for_opens_with_the_library(qapp, store, qtbot):
    (call,) = store.calls("state:recovered")
    made = LibraryProgram(UserSettings(), Rules(), Deeds(), open_first=call.id)
    made.window.gate.opened.emit(store)
    qtbot.waitUntil(lambda: bool(made.opened.windows), timeout=20_000)
    assert made.opened.windows[0].call.call_id == call.id
    made.window.close()
    made.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_call_whose_program_dies_meanwhile_is_no_longer_recorded_now(make_window, store, settle):
    window = make_window()
    window.gate._recover = lambda store: recover(store, redactor=OneSecret)
    window.show_store(store)
    window.show()
    settle(window)
    with CallStore.open(unlock=unlock()) as other:
        keep = keeper(other)
        keep.start()
        feed(keep, 12.0)
        wait_until(lambda: keep._writing.recorder.waiting_s == 0)
        window._look()
        settle(window)
        assert [call.id for call in store.calls("state:recording")] == [keep.call_id]
        assert not window.recovered.isVisibleTo(window), "it is being recorded"
        keep._writing.recorder.abandon()
    window._look()
    settle(window)
    assert store.calls("state:recording") == []
    assert store.find(keep.call_id).state == "recovered"
    assert window.recovered.isVisibleTo(window)
    rows = [window.model.index(row, LENGTH).data() for row in range(window.model.rowCount())]
    assert len(rows) == 4
    assert "now" not in rows
