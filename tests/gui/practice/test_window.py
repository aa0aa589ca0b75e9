"""Practice: the call stops, asks, tells what helps, and remembers how it goes."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

import numpy as np
import pytest

pytest.importorskip("PySide6")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QInputDialog

from callassist.errors import AudioDeviceError
from callassist.gui.practice.sets import SetDialog
from callassist.gui.practice.window import PracticeWindow
from callassist.gui.theme import Theme
from callassist.review.call import ReviewCall
from callassist.review.practice.moments import moments_of
from callassist.run.opening import open_call
from callassist.run.practicing import PracticeBook
from callassist.sources.packets import PacketQueue
from callassist.store.store import CallStore
from callassist.types import Mark, Word
from tests.gui.library.conftest import cheap_sealed_home, keep, unlock  # noqa: F401
from tests.review import calls as written

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


class Silence:
    """A minute of sound."""

    rate_hz = 16_000
    duration_s = 60.0
    closed = False

    def read(self, start_s, duration_s):
        return np.zeros((round(duration_s * self.rate_hz), 2), np.float32)

    def close(self):
        self.closed = True


class ScriptedPlayer:
    """A player whose time a test moves."""

    def __init__(self, sound):
        self.problem = ""
        self.playing = False
        self.position_s = 0.0
        self.closed = False

    def play(self):
        self.playing = True

    def pause(self):
        self.playing = False

    def seek(self, at_s):
        self.position_s = at_s

    def close(self):
        self.closed = True


class Speech:
    """An engine that hears the same words in any sound."""

    name = model = "written"
    language = "en"

    def __init__(self, text: str) -> None:
        self.text = text
        self.closed = False

    def recognizer(self):
        return self

    def start(self):
        pass

    def accept(self, samples):
        pass

    def partial(self):
        return ()

    def finish(self):
        words = self.text.split()
        return tuple(Word(word, 0.3 * i, 0.3 * i + 0.25) for i, word in enumerate(words))

    def close(self):
        self.closed = True


class Microphone:
    """A device whose queue holds a second of sound (or of nothing)."""

    name = "a microphone"
    rate_hz = 48_000

    def __init__(self, loudness: float = 0.3) -> None:
        self.queue = PacketQueue(10 * self.rate_hz)
        tone = loudness * np.sin(np.arange(self.rate_hz) / 20.0)
        self.queue.offer(tone.astype(np.float32), 0.0)
        self.closed = False

    def failure(self):
        return None

    def close(self):
        self.closed = True


@pytest.fixture
def make_window(qapp):
    made: list[PracticeWindow] = []

    def make(*calls, **more) -> PracticeWindow:
        theme = Theme.make(dark=False, reduced_motion=True)
        more.setdefault("now", lambda: NOW)
        window = PracticeWindow(
            calls or [ReviewCall("Rude call", written.rude_call())], theme, seed=1, **more
        )
        made.append(window)
        window.show()
        return window

    yield make
    for window in made:
        window.shut()
        window.hide()
        window.deleteLater()


@pytest.fixture
def store(cheap_sealed_home):  # noqa: F811
    with CallStore.open(unlock=unlock()) as made:
        yield made


def settle(qtbot, window):
    qtbot.waitUntil(lambda: not window.worker.busy, timeout=20_000)


def key(window, pressed):
    QTest.keyClick(window, pressed)


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


def test_with_sound_it_plays_to_the_moment_and_stops(make_window):
    players = []

    def make_player(sound):
        players.append(ScriptedPlayer(sound))
        return players[-1]

    sound = Silence()
    call = ReviewCall("Rude call", written.rude_call(), sound=sound)
    window = make_window(call, make_player=make_player)
    window.start()
    (player,) = players
    moment = window.session.item.moment
    assert window.phase == "playing"
    assert player.playing
    assert player.position_s == moment.from_s
    player.position_s = moment.stop_s - 1.0
    window.stage.tick()
    assert window.phase == "playing"
    player.position_s = moment.stop_s
    window.stage.tick()
    assert window.phase == "asking"
    assert not player.playing
    window.choose(0)
    window.play_on()
    assert player.playing
    assert player.position_s == moment.stop_s
    window.shut()
    assert player.closed
    assert sound.closed


def test_enter_goes_to_the_question_at_once(make_window):
    call = ReviewCall("Rude call", written.rude_call(), sound=Silence())
    window = make_window(call, make_player=ScriptedPlayer)
    window.start()
    key(window, Qt.Key.Key_Return)
    assert window.phase == "asking"


def test_a_device_that_fails_turns_hearing_into_reading(make_window):
    call = ReviewCall("Rude call", written.rude_call(), sound=Silence())
    players = []
    window = make_window(
        call, make_player=lambda s: players.append(ScriptedPlayer(s)) or players[0]
    )
    window.start()
    players[0].problem = "there is no sound device to play on"
    window.stage.tick()
    assert window.phase == "asking"
    assert window.stage.toolTip() == "there is no sound device to play on"


def test_results_of_a_kept_call_are_kept_for_their_trainee(make_window, store, qtbot):
    rude = written.rude_call()
    from callassist.review.scorecard import scorecard

    kept = keep(store, "Rude call", document={**rude, "scorecard": scorecard(rude)})
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
    rude = written.rude_call()
    from callassist.review.scorecard import scorecard

    kept = keep(store, "Rude call", document={**rude, "scorecard": scorecard(rude)})
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


def test_it_can_be_drawn_in_every_phase_dark_and_large(make_window):
    window = make_window()
    window.set_theme(Theme.make(dark=True, text_scale=2.0, reduced_motion=True))
    window.grab()
    window.start()
    window.grab()
    window._typed("I am sorry, you are right")
    window.grab()
