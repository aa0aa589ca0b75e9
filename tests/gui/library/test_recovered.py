"""What was recovered when the library opened is told there, with a way to it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent

from callassist.gui.library.doing import Deeds
from callassist.gui.library.show import LibraryProgram
from callassist.review.clock import clock
from callassist.run.recovering import Recovered
from callassist.settings.policy import Rules
from callassist.settings.user import UserSettings


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
