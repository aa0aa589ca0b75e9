"""The library: find, look, open, rename, delete with a way back, import."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QInputDialog

from callassist.errors import CallAssistError
from callassist.gui.library import model
from callassist.gui.library.doing import Deeds
from callassist.gui.library.doomed import UNDO_S
from callassist.gui.theme import Theme
from callassist.settings.policy import Rules
from tests.gui.library.conftest import keep


def titles(window) -> list[str]:
    rows = range(window.model.rowCount())
    return [window.model.index(row, model.CALL).data() for row in rows]


def type_query(window, text: str) -> None:
    window.search.box.setFocus()
    QTest.keyClicks(window.search.box, text)
    window.search.flush()


def test_the_latest_calls_come_first(window):
    assert titles(window) == ["Recovered call", "Rude call", "Wheelchair ramp"]
    assert window.count.text == "3 calls"
    assert window.pages.currentWidget() is window.split


def test_every_cell_has_words_for_those_who_do_not_see_it(window):
    row = titles(window).index("Rude call")
    cells = [window.model.index(row, column).data() for column in range(len(model.HEADERS))]
    assert cells[model.AGENT] == "Jay"
    assert cells[model.LENGTH] == "0:47"
    assert cells[model.FRUSTRATION] == "peak 90%"
    assert cells[model.SCORE].endswith("of 100")
    assert window.view.accessibleName() == "Calls"


@pytest.mark.parametrize("column", range(len(model.HEADERS)), ids=model.HEADERS)
def test_every_column_sorts(window, settle, column):
    window.view.sort_by(column)
    settle(window)
    first = titles(window)
    assert not window.problem.text
    window.view.sort_by(column)
    settle(window)
    assert sorted(titles(window)) == sorted(first)


def test_sorting_by_agent_goes_up_and_then_down(window, settle):
    window.view.sort_by(model.AGENT)
    settle(window)
    agents = [window.model.summary(row).agent for row in range(3)]
    assert agents == ["Ana", "Ines", "Jay"]
    window.view.sort_by(model.AGENT)
    settle(window)
    assert [window.model.summary(row).agent for row in range(3)] == agents[::-1]


def test_words_are_found_as_they_are_typed(window, settle):
    type_query(window, "agent:ines")
    settle(window)
    assert titles(window) == ["Wheelchair ramp"]
    assert window.count.text == "1 call found"


def test_a_wrong_query_is_told_at_the_box_and_the_rows_stay(window, settle):
    type_query(window, "agnt:ines")
    settle(window)
    assert "did you mean" in window.search.note.text
    assert window.search.note.isVisibleTo(window)
    assert len(titles(window)) == 3
    window.search.clear()
    settle(window)
    assert not window.search.note.text


def test_nothing_found_offers_the_way_back(window, settle):
    type_query(window, "elephant")
    settle(window)
    assert window.pages.currentWidget() is window.welcome
    assert window.search.isVisibleTo(window)
    window.welcome.all.click()
    settle(window)
    assert len(titles(window)) == 3


def test_chips_narrow_and_add_up(window, settle):
    buttons = {chip.name: button for chip, button in window.search.chips}
    buttons["Upset customers"].click()
    settle(window)
    upset = titles(window)
    assert "Rude call" in upset
    buttons["Mine"].click()
    settle(window)
    assert titles(window) == ["Rude call"]
    assert 'agent:"Jay"' in window.search.query


def test_what_was_searched_is_remembered_once(window, settle):
    for text in ("ramp", "refund", "ramp"):
        window.search.box.clear()
        QTest.keyClicks(window.search.box, text)
        QTest.keyClick(window.search.box, Qt.Key.Key_Return)
        settle(window)
    assert window.search.history == ["ramp", "refund"]


def test_enter_in_the_box_goes_to_the_first_row(window, settle):
    QTest.keyClick(window.search.box, Qt.Key.Key_Return)
    assert [call.title for call in window.view.chosen()] == ["Recovered call"]


def test_enter_and_double_click_open_the_call(window, done):
    window.select(1)
    QTest.keyClick(window.view, Qt.Key.Key_Return)
    rect = window.view.visualRect(window.model.index(1, model.CALL))
    QTest.mouseDClick(
        window.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
        rect.center(),
    )  # fmt: skip
    call_id = window.model.summary(1).id
    assert done.opened[0] == (call_id, -1.0)
    assert set(done.opened) == {(call_id, -1.0)}


def test_the_pane_tells_the_score_and_the_first_hard_moment(window, settle, done):
    window.select(titles(window).index("Rude call"))
    settle(window)
    detail = window.detail
    assert detail.title.text == "Rude call"
    assert detail.score.text.startswith("Empathy: ")
    assert any("missed" in part.text for part in detail.parts)
    assert detail.hard.text[0].isdigit()
    detail.listen.click()
    ((_, at_s),) = done.opened
    assert at_s > 0.0


def test_the_pane_says_what_must_be_known(window, settle):
    window.select(titles(window).index("Recovered call"))
    settle(window)
    assert "recovered" in window.detail.notices.text.lower()
    assert "the last second was lost" in window.detail.notices.text
    assert "deleted for good" in window.detail.kept.text


def test_many_selected_are_counted(window):
    window.view.selectAll()
    assert window.detail.title.text == "3 calls selected"


def test_practice_takes_the_selected_calls(window, done):
    window.view.selectAll()
    window.practice_button.click()
    assert [len(ids) for ids in done.practiced] == [3]


def test_deleting_waits_and_can_be_undone(window, store, settle):
    window.select(0)
    doomed = window.view.chosen()[0].id
    QTest.keyClick(window.view, Qt.Key.Key_Delete)
    assert window.doomed.isVisibleTo(window)
    assert "for good" in window.doomed.text.text
    assert window.model.index(0, 0).data(model.DoomedRole)
    for _ in range(UNDO_S - 1):
        window.doomed.tick()
    window.doomed.undo.click()
    settle(window)
    assert store.find(doomed)
    assert not window.model.index(0, 0).data(model.DoomedRole)
    assert not window.doomed.isVisibleTo(window)


def test_deleting_becomes_real_after_some_seconds(window, store, qtbot, settle):
    window.view.selectAll()
    window.delete_selected()
    for _ in range(UNDO_S):
        window.doomed.tick()
    settle(window)
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.welcome)
    assert store.count() == 0
    assert window.welcome.title.text == "Your calls will be here"


def test_closing_the_window_does_not_forget_a_deletion(window, store):
    folder = store.folder
    window.select(0)
    doomed = window.view.chosen()[0].id
    window.delete_selected()
    window.close()
    assert not (folder / doomed).exists()


def test_a_call_can_be_renamed_and_stays_selected(window, store, settle, monkeypatch):
    window.select(1)
    monkeypatch.setattr(QInputDialog, "getText", lambda *a, **k: ("Another title", True))
    QTest.keyClick(window.view, Qt.Key.Key_F2)
    settle(window)
    assert titles(window)[1] == "Another title"
    assert [call.title for call in window.view.chosen()] == ["Another title"]


def test_an_empty_title_is_refused_in_one_line(window, settle, monkeypatch):
    window.select(1)
    monkeypatch.setattr(QInputDialog, "getText", lambda *a, **k: (" ", True))
    window._rename()
    settle(window)
    assert window.problem.text == "A call needs a title; give it one"


def test_agents_are_set_for_all_that_are_selected(window, store, settle, monkeypatch):
    window.view.selectAll()
    monkeypatch.setattr(QInputDialog, "getText", lambda *a, **k: ("Tomasz", True))
    window._set_agent()
    settle(window)
    assert {call.agent for call in store.calls()} == {"Tomasz"}


def test_the_menu_offers_what_can_be_done(window):
    assert window.menu() is None
    window.select(0)
    menu = window.menu()
    names = [action.text().split("\t")[0] for action in menu.actions() if action.text()]
    assert names == ["Open", "Practice", "Rename…", "Set agent…", "Export…", "Delete"]
    assert all(action.isEnabled() for action in menu.actions())
    menu.deleteLater()


def test_export_goes_where_one_says(window, done, settle, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *a, **k: str(tmp_path))
    window.view.selectAll()
    window._export()
    settle(window)
    assert len(done.exported) == 3
    assert "Exported to" in window.problem.text


def test_a_policy_may_forbid_export_and_import(make_window, store, done, settle):
    rules = Rules(
        recording_forbidden="the policy of Acme does not allow keeping calls",
        export_forbidden="the policy of Acme does not allow taking calls out of the store",
    )
    window = make_window(rules=rules)
    window.show_store(store)
    settle(window)
    window.view.selectAll()
    window._export()
    assert window.problem.text.startswith("The policy of Acme does not allow taking")
    window.import_files([Path("call.wav")])
    assert window.problem.text.startswith("The policy of Acme does not allow keeping")
    assert not window.imports.jobs
    menu = window.menu()
    export = next(a for a in menu.actions() if a.text().startswith("Export"))
    assert not export.isEnabled()
    menu.deleteLater()


def test_new_calls_appear_and_what_is_selected_stays(window, store, settle):
    window._look()
    settle(window)
    window.select(1)
    settle(window)
    chosen = [call.id for call in window.view.chosen()]
    keep(store, "Fresh call")
    window._look()
    settle(window)
    settle(window)
    assert "Fresh call" in titles(window)
    assert [call.id for call in window.view.chosen()] == chosen


def test_a_call_that_is_being_recorded_is_shown_and_not_deleted(window, store, settle):
    from datetime import datetime

    from callassist.store.summary import CallHeader

    call = store.begin(CallHeader("On the line", "Ana", datetime.now().astimezone(), 16_000))
    window.model.refresh()
    settle(window)
    row = titles(window).index("On the line")
    assert window.model.index(row, model.LENGTH).data() == "now"
    window.select(row)
    window.delete_selected()
    assert "being recorded" in window.problem.text
    assert not window.doomed.ids
    call.release()


def test_dropped_files_are_imported_one_after_the_other(window, done, qtbot, tmp_path):
    (tmp_path / "deep").mkdir()
    for name in ("b.wav", "deep/a.flac", "notes.txt"):
        (tmp_path / name).write_bytes(b"")
    done.importer = lambda path, progress: done.imported.append(path) or ""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    window.dropEvent(
        QDropEvent(
            QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )  # fmt: skip
    qtbot.waitUntil(lambda: all(job.state == "done" for job in window.imports.jobs))
    assert [path.name for path in done.imported] == ["b.wav", "a.flac"]
    assert window.imports.title.text == "2 of 2 imported"
    window.imports.close_button.click()
    assert not window.imports.isVisibleTo(window)


def test_an_import_that_fails_says_why_and_can_be_tried_again(window, done, qtbot):
    def refuse(path, progress):
        raise CallAssistError(f"{path} is not a recording")

    done.importer = refuse
    window.import_files([Path("letter.wav")])
    (job,) = window.imports.jobs
    qtbot.waitUntil(lambda: job.state == "failed")
    assert job.line == "letter.wav is not a recording"
    done.importer = lambda path, progress: ""
    window.imports._rows[job].retry.click()
    qtbot.waitUntil(lambda: job.state == "done")


def test_an_import_can_be_cancelled_while_it_runs(window, done, qtbot):
    running, go = threading.Event(), threading.Event()

    def slow(path, progress):
        running.set()
        go.wait(20)
        progress(0.5)
        raise AssertionError("it went on after it was cancelled")

    done.importer = slow
    window.import_files([Path("long.wav"), Path("next.wav")])
    first, second = window.imports.jobs
    assert running.wait(20)
    window.imports.cancel_all()
    go.set()
    qtbot.waitUntil(lambda: first.state == "cancelled" and second.state == "cancelled")


def test_the_window_stays_readable_when_it_is_narrow(window, qtbot):
    window.resize(window.minimumSize())
    header, viewport = window.view.horizontalHeader(), window.view.viewport()
    qtbot.waitUntil(lambda: header.length() <= viewport.width() + 1)
    assert not window.detail.isVisible()
    assert header.isSectionHidden(model.PROMPTS)
    assert not header.isSectionHidden(model.CALL)


def test_a_theme_can_change(window):
    window.set_theme(Theme.make(dark=True, text_scale=2.0, reduced_motion=True))
    window.grab()


def test_an_empty_store_tells_how_a_call_gets_here(make_window, settle):
    from callassist.store.store import CallStore
    from tests.gui.library.conftest import unlock

    window = make_window(deeds=Deeds(importer=lambda _: lambda path, progress: ""))
    window.show_store(CallStore.open(unlock=unlock()))
    window.show()
    settle(window)
    assert window.pages.currentWidget() is window.welcome
    assert window.welcome.ways[1][-1].isVisibleTo(window)
    assert not window.search.isVisibleTo(window)
