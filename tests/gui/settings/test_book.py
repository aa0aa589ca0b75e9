"""The settings file: every change kept at once, nothing of anybody's lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QFileSystemWatcher

from callassist.errors import CallAssistError
from callassist.gui.settings.book import SettingsBook
from callassist.settings.user import load, save


def test_a_change_is_in_the_file_at_once_and_can_be_taken_back(book, qtbot):
    with qtbot.waitSignal(book.changed) as told:
        book.change({"overlay.theme": "dark"})
    assert told.args[0].overlay.theme == "dark"
    book.change({"overlay.text_scale": 1.5, "eu_mode": True})
    assert load(book.path).eu_mode
    assert book.undo() == ("overlay.text_scale", "eu_mode")
    assert load(book.path).overlay.text_scale == 1.0
    assert load(book.path).overlay.theme == "dark"
    book.undo()
    assert load(book.path).overlay.theme == "system"
    assert not book.can_undo
    assert book.undo() == ()


def test_what_is_no_change_is_no_step_back(book):
    book.change({"overlay.theme": "system"})
    book.change({"set_up": True}, undoable=False)
    assert not book.can_undo
    assert load(book.path).set_up


def test_a_wrong_value_changes_nothing(book):
    with pytest.raises(CallAssistError, match="less than or equal"):
        book.change({"overlay.text_scale": 7.0})
    assert not book.path.exists()


def test_a_change_leaves_what_somebody_else_wrote_meanwhile(book):
    other = load(book.path)
    other.overlay.positions = {"X": (1, 2)}
    save(other, book.path)
    book.change({"overlay.theme": "dark"})  # before the watcher has told of it
    assert load(book.path).overlay.positions == {"X": (1, 2)}


def test_a_file_changed_by_hand_is_noticed(book, qtbot):
    book.change({"overlay.theme": "dark"})
    book.change({"eu_mode": True})
    with qtbot.waitSignals([book.changed, book.changed_outside]):
        book.path.write_text('eu_mode = true\n[overlay]\ntheme = "light"\n')
    assert book.value("overlay.theme") == "light"
    # Ours that nobody else touched can still be taken back, the other one no more.
    assert book.undo() == ("eu_mode",)
    assert not book.can_undo


def test_a_file_with_mistakes_is_told_and_never_written_over(book, qtbot):
    book.change({"overlay.theme": "dark"})
    with qtbot.waitSignal(book.trouble_changed):
        book.path.write_text("[overlay]\nthem = 1\n")
    assert 'did you mean "theme"' in book.trouble
    assert not book.can_undo
    with pytest.raises(CallAssistError, match="did you mean"):
        book.change({"eu_mode": True})
    assert book.path.read_text() == "[overlay]\nthem = 1\n"
    with qtbot.waitSignal(book.trouble_changed):
        book.path.write_text('[overlay]\ntheme = "light"\n')
    assert book.trouble == ""
    book.change({"eu_mode": True})
    assert load(book.path).overlay.theme == "light"


def test_a_closed_book_leaves_no_watcher_to_another_thread(qapp, home):
    book = SettingsBook()
    watchers = book.findChildren(QFileSystemWatcher)
    assert len(watchers) == 1
    book.close()
    book.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not book.findChildren(QFileSystemWatcher)
    book.change({"overlay.theme": "dark"})  # still kept
    book.deleteLater()
