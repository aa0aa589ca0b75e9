"""The library as a program: what opens from it, and what closes before the store."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from callassist.errors import CallAssistError
from callassist.gui.library.doing import Deeds
from callassist.gui.library.show import LibraryProgram, save_screenshot
from callassist.gui.practice.window import PracticeWindow
from callassist.gui.timeline.window import TimelineWindow
from callassist.settings.policy import Rules
from callassist.settings.user import UserSettings
from callassist.store.store import CallStore
from tests.gui.library.conftest import keep, unlock


@pytest.fixture
def program(qapp, store, qtbot):
    made = LibraryProgram(UserSettings(), Rules(), Deeds(), trainee="Ana")
    made.window.show_store(store)
    made.window.show()
    qtbot.waitUntil(lambda: not made.window.worker.busy)
    yield made
    made.window.close()
    made.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_call_opens_in_the_timeline(program, qtbot):
    program.window.select(0)
    program.window._open(12.0)
    qtbot.waitUntil(lambda: bool(program.opened.windows), timeout=20_000)
    (timeline,) = program.opened.windows
    assert isinstance(timeline, TimelineWindow)
    assert timeline.call.call_id == program.window.view.chosen()[0].id


def test_calls_are_practiced_and_everything_closes_with_the_library(program, qtbot):
    program.window.view.selectAll()
    program.window.practice_button.click()
    qtbot.waitUntil(lambda: bool(program.opened.windows), timeout=20_000)
    (practice,) = program.opened.windows
    assert isinstance(practice, PracticeWindow)
    assert len(practice.calls) == 3
    program.window.close()
    assert program.opened.windows == []


def test_a_call_that_is_gone_is_told(program, store, qtbot):
    program.window.select(0)
    gone = program.window.view.chosen()[0].id
    store.delete(gone)
    program.open_timeline(store, gone, -1.0)
    qtbot.waitUntil(lambda: bool(program.window.problem.text), timeout=20_000)


def test_a_picture_is_written(qapp, tmp_path, monkeypatch):
    monkeypatch.setenv("CALLASSIST_PASSPHRASE", "correct horse battery")
    with CallStore.open(unlock=unlock()) as store:
        keep(store, "Only call")
    program = LibraryProgram(UserSettings(), Rules(), Deeds())
    save_screenshot(program, tmp_path / "library.png")
    assert (tmp_path / "library.png").stat().st_size > 10_000
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_picture_that_cannot_be_written_is_told(qapp, tmp_path):
    program = LibraryProgram(UserSettings(), Rules(), Deeds())
    (tmp_path / "file").write_text("")
    with pytest.raises(CallAssistError, match="cannot write the picture"):
        save_screenshot(program, tmp_path / "file" / "library.png")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
