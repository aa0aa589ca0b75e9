"""The transcript: follows word by word, seeks where it is clicked on, stays where one reads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QWheelEvent
from PySide6.QtTest import QTest

from callassist.gui.timeline.transcript import NOTHING_SAID
from callassist.gui.timeline.transcript_layout import Wrapper, current_word
from callassist.review.call import ReviewCall
from callassist.review.timeline import LaneTurn
from callassist.types import Word
from tests.review.calls import call
from tests.timelines import long_call


def turn_of(*texts: str) -> LaneTurn:
    words = tuple(Word(text, i * 0.5, i * 0.5 + 0.4) for i, text in enumerate(texts))
    return LaneTurn(0, "agent", 0.0, len(texts) * 0.5, " ".join(texts), words)


@given(st.lists(st.text(min_size=1, max_size=12), max_size=40), st.floats(20, 600))
def test_words_stand_beside_each_other_within_the_width(qapp, texts, width_px):
    layout = Wrapper(QFontMetricsF(QFont()), width_px).wrap(turn_of(*texts))
    assert [word.text for word in layout.words] == texts
    assert layout.lines == (layout.words[-1].line + 1 if texts else 1)
    for before, after in zip(layout.words, layout.words[1:], strict=False):
        if after.line == before.line:
            assert after.x >= before.x + before.width
            assert after.x + after.width <= width_px + 0.01
        else:
            assert (after.line, after.x) == (before.line + 1, 0.0)


def test_the_word_that_is_said():
    turn = turn_of("one", "two", "three")
    assert [current_word(turn, at_s) for at_s in (-0.1, 0.0, 0.45, 0.5, 1.4, 9.0)] == [
        None, 0, 0, 1, 2, None,
    ]  # fmt: skip


def test_a_call_in_which_nobody_spoke_says_so(open_window, monkeypatch):
    transcript = open_window(ReviewCall("Nobody", call([], duration_s=8.0))).parts.transcript
    assert transcript.accessibleDescription() == NOTHING_SAID
    shown = transcript.viewport().grab().toImage()
    monkeypatch.setattr("callassist.gui.timeline.transcript.NOTHING_SAID", "")
    assert shown != transcript.viewport().grab().toImage()


@pytest.fixture
def window(open_window):
    return open_window(long_call(600.0, sound=False))


def test_it_scrolls_with_the_sound_until_the_reader_scrolls(window):
    transcript = window.parts.transcript
    window.go_to(300.0)
    shown = transcript.verticalScrollBar().value()
    assert shown > 0
    row = transcript.model().row_at(300.0)
    assert (
        transcript.viewport()
        .rect()
        .intersects(transcript.visualRect(transcript.model().index(row)))
    )
    at = QPointF(50, 50)
    transcript.wheelEvent(
        QWheelEvent(
            at, at, QPoint(), QPoint(0, 240), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )
    )  # fmt: skip
    assert not transcript.follows
    assert transcript._back.isVisible()
    read = transcript.verticalScrollBar().value()
    transcript.set_now(500.0)
    assert transcript.verticalScrollBar().value() == read
    QTest.mouseClick(transcript._back, Qt.MouseButton.LeftButton)
    assert transcript.follows
    assert transcript.verticalScrollBar().value() > read


def test_a_click_on_a_word_seeks_to_it(window):
    transcript = window.parts.transcript
    turn = window.timeline.turns.items[0]
    row = transcript.model().row_of_turn[turn.index]
    rect = QRectF(transcript.visualRect(transcript.model().index(row)))
    delegate = transcript._delegate
    word = delegate.layout(turn).words[2]
    spot = QPointF(rect.left() + delegate.text_x + word.x + word.width / 2, rect.top() + 12)
    QTest.mouseClick(transcript.viewport(), Qt.MouseButton.LeftButton, pos=spot.toPoint())
    assert window.playback.at_s == pytest.approx(turn.words[2].start_s)


def test_the_same_word_is_found_from_its_place(window):
    delegate = window.parts.transcript._delegate
    for turn in window.timeline.turns.items[:20]:
        rect = QRectF(0, 0, 400, 500)
        for index, word in enumerate(delegate.layout(turn).words):
            x = delegate.text_x + word.x + word.width / 2
            y = delegate._pad + (word.line + 0.5) * delegate.line_px
            assert delegate.word_at(rect, turn, x, y) == index


def test_rows_can_be_heard(window):
    model = window.parts.transcript.model()
    text = model.data(model.index(model.row_of_turn[0]))
    assert text.startswith("0:01 Agent: ")
