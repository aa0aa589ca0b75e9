"""Practice: the call stops, asks, tells what helps, and goes on by keys."""

from __future__ import annotations

import pytest

pytest.importorskip("PySide6")

from PySide6.QtCore import Qt

from callassist.gui.theme import Theme
from callassist.review.call import ReviewCall
from callassist.review.practice.moments import moments_of
from tests.gui.practice.parts import key
from tests.review import calls as written


def test_the_first_page_says_what_there_is_to_do(make_window):
    window = make_window()
    count = len(moments_of(written.rude_call()))
    assert window.home.what.text == f"{count} moments in this call"
    assert "not kept" in window.home.note.text
    assert not window.home.make.isVisibleTo(window)


def test_a_call_without_moments_says_so(make_window):
    window = make_window(ReviewCall("Quiet", written.call()))
    assert "nothing to practice" in window.home.intro.text
    assert not window.home.start.isVisibleTo(window)


def test_without_sound_the_words_are_read_and_it_asks(make_window):
    window = make_window()
    key(window, Qt.Key.Key_Return)
    assert window.phase == "asking"
    assert "read what was said" in window.stage.note.text
    assert window.asked.text == "What would you say or do now?"
    assert all(button.isVisibleTo(window) for button in window.choices.buttons)


def test_what_the_agent_says_next_is_not_given_away(make_window):
    window = make_window()
    window.start()
    while True:
        moment = window.session.item.moment
        shown = " ".join(row.words.text for row in window.stage.rows if row.isVisibleTo(window))
        assert shown
        assert moment.said not in shown
        window.choose(0)
        window.next()
        if window.phase == "home":
            break


def test_a_number_key_answers_and_the_right_one_is_shown_with_reasons(make_window):
    window = make_window()
    window.start()
    question = window.session.question
    wrong = (question.right + 1) % 4
    key(window, Qt.Key(Qt.Key.Key_1 + wrong))
    assert window.phase == "told"
    assert window.session.answers[0].score == 0.0
    right, mine = window.choices.buttons[question.right], window.choices.buttons[wrong]
    assert right.state == "right"
    assert mine.state == "wrong"
    assert mine.accessibleDescription() == question.choices[wrong].because
    assert window.lesson.said.text == f"“{question.moment.said}”"
    assert window.lesson.prompt.say.text
    assert window.lesson.why.text == question.behavior.why
    assert question.behavior.source in window.lesson.source.text


def test_a_right_answer_is_told_kindly(make_window):
    window = make_window()
    window.start()
    window.choose(window.session.question.right)
    assert window.verdict.line.text.startswith("Yes")
    assert window.session.right == 1


def test_keys_lead_through_all_of_it_and_back(make_window):
    window = make_window()
    key(window, Qt.Key.Key_Return)
    count = len(window.session.items)
    for place in range(count):
        assert window.where.text.startswith(f"{place + 1} of {count}")
        key(window, Qt.Key(Qt.Key.Key_1 + window.session.question.right))
        key(window, Qt.Key.Key_Return)
    assert window.phase == "home"
    assert window.home.title.text == f"{count} of {count} right"
    assert len(window.home.results.charts) >= 1


def test_a_question_can_be_left_out(make_window):
    window = make_window()
    window.start()
    count = len(window.session.items)
    window.skip()
    assert len(window.session.items) == count - 1
    assert not window.session.answers


def test_escape_goes_back_with_what_was_answered(make_window):
    window = make_window()
    window.start()
    window.choose(window.session.question.right)
    key(window, Qt.Key.Key_Escape)
    assert window.phase == "home"
    assert window.home.title.text == "1 of 1 right"


def test_it_can_be_drawn_in_every_phase_dark_and_large(make_window):
    window = make_window()
    window.set_theme(Theme.make(dark=True, text_scale=2.0, reduced_motion=True))
    window.grab()
    window.start()
    window.grab()
    window._typed("I am sorry, you are right")
    window.grab()
