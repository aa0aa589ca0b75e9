"""Asking for the passphrase from the overlay, while another thread waits."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt

from callassist.gui.passphrase import PassphraseAsker
from callassist.gui.text import TextBlock
from callassist.settings.user import OverlaySettings


@pytest.fixture
def asker(qapp):
    asker = PassphraseAsker(OverlaySettings())
    yield asker
    asker.cancel()
    asker.deleteLater()


class Waiting:
    """A thread that asks."""

    def __init__(self, asker, asking):
        self.answer = "nothing yet"
        self._thread = threading.Thread(target=self._ask, args=(asker, asking))
        self._thread.start()

    def _ask(self, asker, asking):
        self.answer = asker.ask(asking)

    @property
    def done(self):
        return not self._thread.is_alive()


def shown(asker, qtbot):
    qtbot.waitUntil(lambda: asker.dialog is not None)
    return asker.dialog


def test_what_is_typed_reaches_the_thread_that_asked(asker, qtbot):
    waiting = Waiting(asker, "open")
    dialog = shown(asker, qtbot)
    qtbot.keyClicks(dialog.passphrase, "correct horse battery")
    qtbot.keyClick(dialog.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: waiting.done)
    assert waiting.answer == "correct horse battery"
    assert asker.dialog is None


def test_what_was_wrong_is_forgotten_when_one_types_on(asker, qtbot):
    waiting = Waiting(asker, "new")
    dialog = shown(asker, qtbot)
    qtbot.keyClicks(dialog.passphrase, "ab")
    qtbot.keyClick(dialog.passphrase, Qt.Key.Key_Return)
    assert dialog.problem.isVisible()
    qtbot.keyClicks(dialog.passphrase, "c")
    assert not dialog.problem.isVisible()
    dialog.reject()
    qtbot.waitUntil(lambda: waiting.done)


def test_a_new_one_is_long_enough_and_typed_twice(asker, qtbot):
    waiting = Waiting(asker, "new")
    dialog = shown(asker, qtbot)
    for first, second, problem in (
        ("short", "short", "at least"),
        ("long enough", "but another", "not the same"),
    ):
        dialog.passphrase.setText(first)
        dialog.again.setText(second)
        dialog.accept_button.click()
        assert problem in dialog.problem.text
        assert not waiting.done
    dialog.again.setText("long enough")
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: waiting.done)
    assert waiting.answer == "long enough"


@pytest.mark.parametrize("how", ["button", "escape"])
def test_a_person_need_not_say(asker, qtbot, how):
    waiting = Waiting(asker, "again")
    dialog = shown(asker, qtbot)
    if how == "button":
        dialog.cancel_button.click()
    else:
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: waiting.done)
    assert waiting.answer is None


def test_the_end_of_the_program_answers(asker, qtbot):
    waiting = Waiting(asker, "open")
    shown(asker, qtbot)
    asker.cancel()
    qtbot.waitUntil(lambda: waiting.done)
    assert waiting.answer is None
    assert asker.dialog is None


def test_after_the_end_nobody_is_asked(asker):
    asker.cancel()
    waiting = Waiting(asker, "open")
    waiting._thread.join()
    assert waiting.answer is None


def test_reading_kept_calls_does_not_talk_of_recording(qapp, qtbot):
    asker = PassphraseAsker(OverlaySettings(), recording=False)
    waiting = Waiting(asker, "again")
    dialog = shown(asker, qtbot)
    assert dialog.cancel_button.text() == "Cancel"
    assert "record" not in " ".join(label.text for label in dialog.findChildren(TextBlock))
    dialog.cancel_button.click()
    qtbot.waitUntil(lambda: waiting.done)
    assert waiting.answer is None
    asker.deleteLater()
