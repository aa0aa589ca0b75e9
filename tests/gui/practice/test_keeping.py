"""What is kept: the results of a trainee, and the sets they practice."""

from __future__ import annotations

import pytest

pytest.importorskip("PySide6")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QInputDialog

from callassist.gui.practice.sets import SetDialog
from callassist.gui.theme import Theme
from callassist.review.call import ReviewCall
from callassist.review.scorecard import scorecard
from callassist.run.opening import open_call
from callassist.run.practicing import PracticeBook
from callassist.types import Mark
from tests.gui.library.conftest import keep
from tests.gui.practice.parts import settle
from tests.review import calls as written


def keep_rude(store):
    """Keep the rude call with its scorecard, as the program does."""
    rude = written.rude_call()
    return keep(store, "Rude call", document={**rude, "scorecard": scorecard(rude)})


def test_results_of_a_kept_call_are_kept_for_their_trainee(make_window, store, qtbot):
    kept = keep_rude(store)
    window = make_window(open_call(kept.id, store=store), book=PracticeBook(store, "Ana"))
    settle(qtbot, window)
    assert not window.home.note.isVisibleTo(window)
    window.start()
    behavior = window.session.question.behavior.id
    window.choose(window.session.question.right)
    window.close()
    (attempt,) = PracticeBook(store, "Ana").attempts()
    assert (attempt.behavior, attempt.score, attempt.way) == (behavior, 1.0, "choice")
    assert PracticeBook(store, "Jay").attempts() == []
    again = make_window(book=PracticeBook(store, "Ana"))
    settle(qtbot, again)
    (chart,) = again.home.results.charts
    assert "1 of 1 right" in chart.accessibleName()
    assert "box 2 of 5" in chart.accessibleName()


@pytest.fixture
def marked(store):
    kept = keep_rude(store)
    marks = store.marks(kept.id, "Ines")
    marks.add("practice", 37.0, "a bare no")
    marks.add("comment", 10.0, "not for practice")
    marks.add("good_moment", 25.0)
    return kept


def test_a_set_is_made_of_bookmarks_and_practiced(make_window, store, marked, qtbot, monkeypatch):
    book = PracticeBook(store, "Ana")
    window = make_window(ReviewCall("Other", written.call()), book=book)
    settle(qtbot, window)

    def fill(dialog):
        assert dialog.list.count() == 2, "comments are no moments to practice"
        assert not dialog.keep.isEnabled()
        dialog.list.item(1).setCheckState(Qt.CheckState.Checked)
        dialog.name.setText("saying no")
        assert dialog.keep.isEnabled()
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(SetDialog, "exec", fill)
    window.home.make.click()
    qtbot.waitUntil(lambda: len(window.home.set_buttons) == 1)
    window.home.set_buttons[0].click()
    qtbot.waitUntil(lambda: window.session is not None)
    assert window.session.item.call.title == "Rude call"
    assert window.session.item.moment.mark.text == "a bare no"


def test_sets_are_renamed_and_forgotten(make_window, store, marked, qtbot, monkeypatch):
    book = PracticeBook(store, "Ana")
    book.keep_set("one", [(marked.id, 1)])
    window = make_window(book=book)
    settle(qtbot, window)
    monkeypatch.setattr(QInputDialog, "getText", lambda *a, **k: ("two", True))
    window._rename_set("one")
    qtbot.waitUntil(lambda: book.sets() == {"two": 1})
    menu = window.home.menu("two")
    assert [action.text() for action in menu.actions()] == ["Practice", "Rename…", "Forget the set"]
    menu.deleteLater()
    window._drop_set("two")
    qtbot.waitUntil(lambda: book.sets() == {} and not window.home.set_buttons)
    assert len(store.marks(marked.id).all()) == 3, "its bookmarks stay"


def test_a_set_whose_bookmarks_are_gone_is_told(make_window, store, marked, qtbot):
    book = PracticeBook(store, "Ana")
    book.keep_set("one", [(marked.id, 1)])
    store.marks(marked.id).remove(1)
    window = make_window(book=book)
    window.start_set("one")
    qtbot.waitUntil(lambda: "are gone" in window.problem.text)


def test_a_set_dialog_tells_when_a_name_is_taken(qapp, qtbot):
    theme = Theme.make(dark=True, reduced_motion=True)
    dialog = SetDialog(theme, [("id", "Call", Mark(1, "practice", 3.0))], ["saying no"])
    qtbot.addWidget(dialog)
    dialog.name.setText("saying no")
    assert "takes the place" in dialog.note.text
