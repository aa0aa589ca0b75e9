"""Answers in words: typed or spoken, and a microphone that fails."""

from __future__ import annotations

import threading

import pytest

pytest.importorskip("PySide6")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from callassist.errors import AudioDeviceError
from callassist.review.call import ReviewCall
from tests.gui.practice.parts import Microphone, Speech
from tests.review import calls as written


def test_typed_words_are_scored_and_what_counted_is_shown(make_window):
    window = make_window(ReviewCall("Good call", written.good_call()))
    window.start()
    while window.session.question.behavior.id != "acknowledge":
        window.choose(0)
        window.next()
    QTest.keyClicks(window.speaking.field, "I understand how hard that must be for you")
    QTest.keyClick(window.speaking.field, Qt.Key.Key_Return)
    assert window.phase == "told"
    assert window.session.answers[-1].score == 1.0
    assert "I understand how hard" in window.verdict.heard.text
    assert window.verdict.signs[0].accessibleName().startswith("names how")


def test_spoken_words_are_heard_recognized_and_shown(make_window, qtbot):
    microphone, engine = Microphone(), Speech("please go on")
    window = make_window(open_engine=lambda: engine, capture=lambda: microphone)
    window.start()
    assert window.session.question.behavior.id == "listen"
    QTest.keyPress(window, Qt.Key.Key_Space)
    assert window.speaking.listening
    QTest.keyRelease(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.phase == "told")
    answer = window.session.answers[0]
    assert (answer.way, answer.text, answer.score) == ("spoken", "please go on", 1.0)
    assert microphone.closed
    window.shut()
    assert engine.closed


def test_a_silent_microphone_says_what_to_do_and_the_question_stays(make_window, qtbot):
    window = make_window(open_engine=lambda: Speech("hm"), capture=lambda: Microphone(0.0))
    window.start()
    window.speaking.start()
    window.speaking.finish()
    qtbot.waitUntil(lambda: "no sound" in window.speaking.note.text)
    assert window.phase == "asking"
    assert not window.speaking.listening


def test_without_a_microphone_there_is_typing(make_window, qtbot):
    def none():
        raise AudioDeviceError("no default microphone is set: plug one in")

    window = make_window(open_engine=lambda: Speech("hm"), capture=none)
    window.start()
    window.speaking.start()
    qtbot.waitUntil(lambda: "plug one in" in window.speaking.note.text)
    assert window.speaking.field.isEnabled()


def test_without_an_engine_there_is_no_microphone_button(make_window):
    window = make_window()
    window.start()
    assert not window.speaking.button.isVisibleTo(window)
    assert window.speaking.field.isVisibleTo(window)


def test_the_window_can_close_while_somebody_speaks(make_window):
    started = threading.Event()

    def slow():
        started.set()
        return Microphone()

    window = make_window(open_engine=lambda: Speech("hm"), capture=slow)
    window.start()
    window.speaking.start()
    assert started.wait(20)
    window.shut()
