"""The window: what it offers first, keys, playing, marks, filters, broken calls."""

from __future__ import annotations

import numpy as np
import pytest
import soundfile
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLabel

from callassist.gui.timeline.commands import COMMANDS
from callassist.gui.timeline.sheet import Sheet
from callassist.review.call import ReviewCall
from tests.gui.timeline.conftest import rude_review
from tests.review.calls import call
from tests.sources.output import Broken
from tests.timelines import long_call


def press(window, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(window.focusWidget() or window, key, modifier)


def place(window, at_s, row):
    """Where a second of a row lies in the plot."""
    plot = window.parts.plot
    y = plot.top_px + window.look.rows[row].middle
    return QPoint(round(window.look.x(at_s)), round(y))


def click(window, at_s, row):
    QTest.mouseClick(
        window.parts.plot.viewport(), Qt.MouseButton.LeftButton, pos=place(window, at_s, row)
    )


def until_sound(qtbot, device):
    qtbot.waitUntil(lambda: device.active and bool(device.give(160).any()))


def test_the_first_hard_moment_is_offered_and_played_with_a_key(window, qtbot, device):
    assert window.parts.offer.isVisible()
    assert window.parts.offer.text == "First hard moment at 0:07: Let them finish"
    press(window, Qt.Key.Key_B)
    assert window.playback.playing
    assert 4.5 <= window.playback.at_s < 5.0
    assert window.look.selected.kind == "interruption"
    assert "Let them finish" in window.parts.event_page.toPlainText()
    assert not window.parts.offer.isVisible()
    until_sound(qtbot, device)


def test_the_offer_can_be_sent_away(window):
    QTest.mouseClick(window.parts.offer._close, Qt.MouseButton.LeftButton)
    assert not window.parts.offer.isVisible()


def test_space_plays_and_the_playhead_follows_the_samples(window, qtbot, device):
    press(window, Qt.Key.Key_Space)
    until_sound(qtbot, device)
    device.give(16_000 // 4)
    qtbot.waitUntil(lambda: window.playback.at_s > 0.2)
    assert window.parts.plot.cursor_line.value() == pytest.approx(window.playback.at_s)
    press(window, Qt.Key.Key_Space)
    assert not window.playback.playing


def test_space_presses_the_button_that_has_the_focus(window):
    button = window.parts.gutter.buttons["agent"]
    button.setFocus()
    press(window, Qt.Key.Key_Space)
    assert button.isChecked()
    assert window.look.muted == {"agent"}
    assert not window.playback.playing


@pytest.mark.parametrize(
    ("keys", "at_s"),
    [
        ([Qt.Key.Key_Right], 25.0),
        ([Qt.Key.Key_Left], 15.0),
        ([Qt.Key.Key_Home], 0.0),
        ([Qt.Key.Key_End], 47.0),
    ],
)
def test_keys_move_the_playhead(window, keys, at_s):
    window.go_to(20.0)
    for key in keys:
        press(window, key)
    assert window.playback.at_s == pytest.approx(at_s)


def test_steps_follow_the_filters(window):
    window.parts.filters["interruptions"].setChecked(True)
    press(window, Qt.Key.Key_N)
    assert window.look.selected.kind == "interruption"
    assert len(window.parts.moments.list.model().events) == 1
    press(window, Qt.Key.Key_N)
    assert "no other moment" in window.statusBar().currentMessage()
    window.parts.filters["interruptions"].setChecked(False)
    before = window.playback.at_s
    press(window, Qt.Key.Key_N)
    assert window.playback.at_s > before
    press(window, Qt.Key.Key_P)
    assert window.playback.at_s <= before


def test_speed_loop_skip_and_mute_reach_the_player(window):
    player = window.playback._player
    press(window, Qt.Key.Key_BracketRight)
    assert player.wish.speed == 1.25
    press(window, Qt.Key.Key_Backspace)
    assert player.wish.speed == 1.0
    window.parts.plot.select((10.0, 12.0))
    press(window, Qt.Key.Key_L)
    assert player.wish.loop == (10.0, 12.0)
    assert window.playback.at_s == 10.0
    window.parts.plot.select((11.0, 14.0))
    assert player.wish.loop == (11.0, 14.0)
    press(window, Qt.Key.Key_Escape)
    assert player.wish.loop is None
    press(window, Qt.Key.Key_2)
    assert player.wish.muted == {"customer"}
    press(window, Qt.Key.Key_S)
    assert player.wish.skip == window.timeline.skipped() != ()


def test_a_click_seeks_a_drag_on_a_lane_selects_a_drag_on_the_ruler_scrubs(window):
    click(window, 29.9, "curve")
    assert window.playback.at_s == pytest.approx(29.9, abs=0.1)
    plot = window.parts.plot.viewport()
    QTest.mousePress(plot, Qt.MouseButton.LeftButton, pos=place(window, 12.0, "agent"))
    QTest.mouseMove(plot, place(window, 15.0, "agent"))
    QTest.mouseRelease(plot, Qt.MouseButton.LeftButton, pos=place(window, 15.0, "agent"))
    assert window.parts.plot.selection == pytest.approx((12.0, 15.0), abs=0.1)
    assert window.playback.at_s == pytest.approx(29.9, abs=0.1)
    ruler = [QPoint(place(window, at_s, "agent").x(), 4) for at_s in (20.0, 33.0)]
    QTest.mousePress(plot, Qt.MouseButton.LeftButton, pos=ruler[0])
    QTest.mouseMove(plot, ruler[1])
    QTest.mouseRelease(plot, Qt.MouseButton.LeftButton, pos=ruler[1])
    assert window.playback.at_s == pytest.approx(33.0, abs=0.1)


def test_the_wheel_zooms_where_the_pointer_is(window):
    plot, at = window.parts.plot, place(window, 30.0, "agent")
    for _ in range(6):
        plot.wheelEvent(
            QWheelEvent(
                QPointF(at), QPointF(at), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
            )
        )  # fmt: skip
    assert window.viewport.span_s < 20
    assert window.look.at_s(at.x()) == pytest.approx(30.0, abs=0.1)
    press(window, Qt.Key.Key_F)
    assert window.viewport.span_s == 47.0


def test_flags_overlaps_and_reasons_tell_when_pointed_at(window):
    plot = window.parts.plot
    flag = plot.words_at(QPointF(place(window, 10.0, "flags")))
    assert "Let them finish" in flag
    assert "Outcome: followed" in flag
    sign = QPointF(place(window, 31.0, "overlaps")) + QPointF(6, 0)
    assert plot.words_at(sign).startswith("Backchannel by the customer")
    assert "one word" in plot.words_at(sign)
    assert "▲ third time" in plot.words_at(QPointF(place(window, 18.0, "curve")))
    assert "Are you serious" in plot.words_at(QPointF(place(window, 33.0, "customer")))
    click(window, 9.8, "flags")
    assert window.look.selected.kind == "interruption"


def test_marks_are_made_edited_deleted_and_all_of_it_undone(window):
    window.go_to(20.0)
    press(window, Qt.Key.Key_C)
    assert window.parts.marks.line.hasFocus()
    QTest.keyClicks(window.parts.marks.line, "b! stay  calm")
    QTest.keyClick(window.parts.marks.line, Qt.Key.Key_Return)
    (mark,) = window.book.all()
    assert (mark.kind, mark.at_s, mark.text) == ("comment", 20.0, "b! stay calm")
    window.parts.plot.select((25.0, 27.0))
    press(window, Qt.Key.Key_G)
    press(window, Qt.Key.Key_T)
    kinds = [(m.kind, m.at_s, m.end_s) for m in window.book.all()[1:]]
    assert kinds == [("good_moment", 25.0, 27.0), ("practice", 25.0, 27.0)]
    window.choose(window.look.marks[0])
    press(window, Qt.Key.Key_F2)
    window.parts.marks.line.setText("stay")
    QTest.keyClick(window.parts.marks.line, Qt.Key.Key_Return)
    assert window.book.all()[0].text == "stay"
    window.choose(window.look.marks[0])
    press(window, Qt.Key.Key_Delete)
    assert len(window.book.all()) == 2
    undo = window.actions_by_id["undo"]
    for _ in range(2):
        undo.trigger()
    assert window.book.all()[0].text == "b! stay calm"
    for _ in range(3):
        undo.trigger()
    assert window.book.all() == []
    assert not undo.isEnabled()
    for _ in range(3):
        window.actions_by_id["redo"].trigger()
    assert len(window.book.all()) == 3
    assert [event.mark.id for event in window.look.marks] == [m.id for m in window.book.all()]


def test_escape_leaves_a_comment_unwritten(window):
    press(window, Qt.Key.Key_C)
    QTest.keyClicks(window.parts.marks.line, "never")
    press(window, Qt.Key.Key_Escape)
    assert window.book.all() == []
    assert not window.parts.marks.is_writing


def test_search_finds_goes_and_closes(window):
    press(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    bar = window.parts.search
    assert bar.line.hasFocus()
    QTest.keyClicks(bar.line, "three weeks")
    assert bar.count.text() == "said 2 times"
    QTest.keyClick(bar.line, Qt.Key.Key_Return)
    first = window.playback.at_s
    assert first == pytest.approx(5.0, abs=1.5)
    assert bar.count.text() == "1 of 2"
    QTest.keyClick(bar.line, Qt.Key.Key_Return)
    assert window.playback.at_s > first
    bar.line.setText("unicorn")
    assert bar.count.text() == "not said"
    press(window, Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_the_scorecard_leads_to_its_seconds(window):
    page = window.parts.scorecard
    assert "Letting them finish" in page.toPlainText()
    page.anchorClicked.emit("at:25.0")
    assert window.playback.at_s == pytest.approx(24.7)


def test_every_command_has_its_method_and_no_key_is_given_twice(window):
    keys = [key for command in COMMANDS for key in command.keys]
    assert len(keys) == len(set(keys))
    for command in COMMANDS:
        assert callable(getattr(window, command.id))
        assert window.actions_by_id[command.id].text()


def test_the_sheet_names_every_key(window, qapp):
    sheet = Sheet(window.look.theme, window)
    words = " ".join(label.text() for label in sheet.findChildren(QLabel))
    for word in ("Space", "First hard", "first hard moment", "Backchannel", "Wheel"):
        assert word.lower() in words.lower()
    sheet.deleteLater()


def test_everything_that_takes_the_focus_has_a_name(window):
    for widget in window.findChildren(object):
        policy = getattr(widget, "focusPolicy", None)
        if policy is None or not widget.isVisible() or not policy() & Qt.FocusPolicy.TabFocus:
            continue
        if isinstance(widget.parent(), QAbstractScrollArea) or widget.focusProxy() is not None:
            continue  # the view itself is asked
        named = widget.accessibleName() or getattr(widget, "text", lambda: "")()
        assert named or type(widget).__name__ in ("QTabBar",), (widget, widget.parent())


def test_tab_reaches_transcript_panels_and_controls(window):
    seen = set()
    window.parts.plot.setFocus()
    for _ in range(60):
        press(window, Qt.Key.Key_Tab)
        seen.add(QApplication.focusWidget())
    assert window.parts.transcript in seen
    assert window.parts.gutter.buttons["agent"] in seen
    assert window.parts.moments.list in seen


# Broken and empty calls: what is there is shown, what is not is said.


def test_without_sound_all_else_works(open_window):
    window = open_window(rude_review(sound=False, peaks=None))
    assert "call.flac is not where it was" in window.parts.trouble.text
    assert window.parts.trouble.button.text() == "Find the recording…"
    assert not window.actions_by_id["play_pause"].isEnabled()
    press(window, Qt.Key.Key_B)
    assert window.look.selected.kind == "interruption"
    assert window.playback.at_s == pytest.approx(4.5)
    assert window.parts.plot.grab().toImage().size().width() > 100


def test_a_recording_that_is_found_is_played_as_it_was_wished(open_window, tmp_path):
    window = open_window(rude_review(sound=False, peaks=None))
    path = tmp_path / "call.wav"
    soundfile.write(path, np.zeros((47 * 8000, 2)), 8000)
    window.go_to(20.0)
    window.use_recording(path)
    assert window.call.sound is not None
    assert not window.parts.trouble.isVisible()
    assert window.playback.can_play
    assert window.playback._player.position_s == 20.0
    press(window, Qt.Key.Key_BracketRight)
    window.use_recording(path)
    assert window.playback.speed == 1.25


def test_without_a_device_it_says_so_and_the_playhead_moves(open_window, monkeypatch, qtbot):
    monkeypatch.setattr("callassist.sources.player.Loudspeakers", Broken)
    window = open_window(rude_review())
    qtbot.waitUntil(lambda: window.parts.trouble.isVisible())
    assert "no sound device" in window.parts.trouble.text.lower()
    press(window, Qt.Key.Key_Right)
    assert window.playback.at_s == 5.0
    press(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not window.playback.playing)


@pytest.mark.parametrize("duration_s", [0.0, 0.01, 30.0])
def test_a_call_of_nothing(open_window, duration_s):
    window = open_window(ReviewCall("Nothing", call(duration_s=duration_s)))
    assert not window.parts.offer.isVisible()
    for key in (Qt.Key.Key_N, Qt.Key.Key_B, Qt.Key.Key_Plus, Qt.Key.Key_End, Qt.Key.Key_C):
        press(window, key)
    assert window.book.all() == []
    assert "kept" in window.parts.marks.list.empty_text
    assert not window.actions_by_id["comment"].isEnabled()


def test_without_words_turns_are_still_shown(open_window):
    review = rude_review()
    for turn in review.document["turns"]:
        turn["words"], turn["text"] = [], ""
    window = open_window(review)
    window.parts.search.open()
    QTest.keyClicks(window.parts.search.line, "ramp")
    assert window.parts.search.count.text() == "not said"


def test_peaks_are_read_where_there_are_none(open_window, qtbot):
    window = open_window(rude_review(peaks=None))
    qtbot.waitUntil(lambda: window.look.pyramid is not None)
    qtbot.waitUntil(lambda: window.call.peaks is not None)
    assert window.call.peaks.high.max() == pytest.approx(32, abs=1)  # a tone of a quarter


def test_closing_while_peaks_are_read_ends_the_reading(open_window):
    review = long_call(7200)
    review.peaks = None
    sound = review.sound
    open_window(review).close()
    assert sound.closed


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    ("size", "scale"), [((1280, 720), 1.0), ((1280, 720), 2.0), ((700, 500), 1.5)]
)
def test_it_fits_any_window(open_window, theme, size, scale):
    window = open_window(rude_review(), size=size, scale=scale, theme=theme)
    assert (window.width(), window.height()) == size
    window.choose(window.timeline.first_hard_moment())
    assert not window.grab().toImage().isNull()


def test_text_can_be_made_larger_and_smaller(window):
    before = window.look.theme.em_px
    for _ in range(3):
        window.actions_by_id["larger_text"].trigger()
    assert window.look.theme.em_px > before * 1.2
    for _ in range(6):
        window.actions_by_id["smaller_text"].trigger()
    assert window.look.theme.em_px < before


def test_a_picture_and_a_page_are_saved(open_window, tmp_path, monkeypatch):
    saved = []
    window = open_window(rude_review(), export_html=lambda call, path: saved.append((call, path)))
    choose = "callassist.gui.timeline.doing.QFileDialog.getSaveFileName"
    monkeypatch.setattr(choose, lambda *_: (str(tmp_path / "a.png"), ""))
    window.actions_by_id["export_png"].trigger()
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    window.actions_by_id["export_html"].trigger()
    assert saved == [(window.call, tmp_path / "a.png")]
    monkeypatch.setattr(choose, lambda *_: (str(tmp_path / "a.png" / "b.png"), ""))
    window.actions_by_id["export_png"].trigger()
    assert "cannot write the picture" in window.statusBar().currentMessage()
