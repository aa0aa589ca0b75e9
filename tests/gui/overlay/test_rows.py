"""What stands below the bar: alerts, rests, what clicks do; nothing moves a button."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton

from callassist.types import Frustration, Health, Load, Note
from tests.gui.conftest import make_prompt


def test_a_lost_side_is_told_in_words(overlay):
    assert overlay.alert.isHidden()
    overlay.set_health(Health("customer", "lost", 5.0, "plug the headset in again"))
    assert overlay.alert.isVisible()
    assert overlay.alert.text.text == "Plug the headset in again."
    overlay.set_health(Health("customer", "hears", 7.0))
    assert overlay.alert.isHidden()


def test_a_remedy_that_changes_while_it_is_shown_is_neither_cut_nor_left_with_a_gap(overlay, qapp):
    for health in (
        Health("agent", "lost", 5.0, "Headset: it is gone; plug it in again"),
        Health("customer", "lost", 6.0, "Monitor: it is gone; plug it in again, it goes on " * 2),
        Health("agent", "hears", 7.0),
        Health("customer", "lost", 8.0, "Gone"),
    ):
        overlay.set_health(health)
        qapp.processEvents()
        row = overlay.alert
        assert row.height() == row.heightForWidth(overlay.width())
        assert row.text.height() == row.text.heightForWidth(row.text.width())
        assert overlay.height() == overlay.bar.height() + row.height()


def test_after_a_call_nothing_is_said_of_the_closed_microphone(overlay, qtbot):
    overlay.set_health(Health("agent", "lost", 5.0, "No sound from your microphone"))
    overlay.set_problem("The call was not kept")
    overlay.set_state("standby")
    assert overlay.alert.text.text == "The call was not kept."
    assert overlay.bar.lights["customer"].health.state == "waiting"
    overlay.set_health(Health("customer", "lost", 0.0, "It is gone"))
    overlay.set_state("standby")
    assert overlay.alert.text.text == "The call was not kept. It is gone.", "told by standby"


@pytest.mark.parametrize("hand", ["right", "left"])
def test_what_comes_by_itself_moves_no_button(make_overlay, settings, qapp, hand):
    settings.hand = hand
    overlay = make_overlay(settings)
    overlay.bar.set_can_record(True)
    overlay.bar.set_state("listening")
    overlay.consent.ask("May I record this?", required=True)
    overlay.show_prompt(make_prompt())
    overlay.show()
    qapp.processEvents()

    def places() -> list[QPoint]:
        qapp.processEvents()
        buttons = (overlay.bar.record, overlay.consent.agreed, overlay.card.helped)
        assert all(button.isVisible() for button in buttons)
        return [button.mapToGlobal(QPoint(0, 0)) for button in buttons]

    before = places()
    overlay.add_note(Note("name", "Ann", 1.0, 1.0))
    overlay.set_load(Load(5.0, ("pitch",)))
    overlay.set_health(Health("customer", "lost", 5.0, "It is gone; plug it in again"))
    assert places() == before
    assert overlay.alert.isVisible()
    assert overlay.status.isVisible()


def test_the_left_hand_has_signs_on_the_right_and_text_off_the_edge(make_overlay, settings, qapp):
    settings.hand = "left"
    overlay = make_overlay(settings)
    overlay.set_load(Load(5.0, ("pitch",)))
    overlay.set_problem("The disk is full")
    overlay.show()
    qapp.processEvents()
    for text in (overlay.status.lines["load"].text, overlay.alert.text):
        left = text.mapTo(overlay, QPoint(0, 0)).x()
        assert left >= overlay.theme.px(0.9)
        assert overlay.width() - left - text.width() >= overlay.theme.px(2.5), "the sign's room"


def test_a_pause_of_muted_prompts_has_one_resume(overlay):
    overlay.mute.for_minutes()
    overlay.set_state("paused")
    texts = [
        button.text() for button in overlay.findChildren(QAbstractButton) if button.isVisible()
    ]
    assert texts.count("Resume") == 1
    assert overlay.bar.message.text == "Paused and muted"
    overlay.mute.toggle()
    assert overlay.bar.message.text == "Paused, nothing is heard"
    overlay.mute.toggle()
    overlay.set_state("listening")
    assert overlay.status.lines["mute"].button.isVisible()
    overlay.mute.resume()


def test_it_says_that_clicks_go_through_and_how_to_get_them_back(overlay, qtbot):
    overlay.bar.set_can_record(True)
    overlay.clicks.set_keys("Ctrl+Alt+T")
    overlay.set_click_through(True)
    line = overlay.status.lines["clicks"]
    assert line.text.text == "Clicks go through; Ctrl+Alt+T takes them back"
    assert overlay.bar.click_through.isVisible()
    assert overlay.bar.click_through.accessibleName() == line.text.text
    assert not overlay.bar.record.isVisible(), "it cannot be clicked"
    overlay.clicks._shown.setInterval(10)
    qtbot.waitUntil(lambda: not overlay.status.isVisible())
    assert overlay.bar.click_through.isVisible(), "the sign stays"
    overlay.set_click_through(False)
    assert not overlay.bar.click_through.isVisible()
    assert overlay.bar.record.isVisible()


def test_waiting_is_worth_a_word_only_after_a_while(overlay, qtbot):
    overlay.alert._grace.setInterval(20)
    overlay.set_health(Health("customer", "waiting", 0.0, "No sound from the customer"))
    assert overlay.alert.isHidden()
    qtbot.waitUntil(overlay.alert.isVisible)
    overlay.set_health(Health("customer", "silent", 6.0))
    assert overlay.alert.isHidden()


def test_a_recording_has_a_sign(overlay):
    assert not overlay.recording
    overlay.recording = True
    assert overlay.recording
    assert "ecording" in overlay.bar.recording.accessibleName()
    overlay.set_state("paused")
    assert not overlay.recording, "nothing is recorded in a pause"
    overlay.set_state("listening")
    assert overlay.recording


def test_reset_is_ready_for_another_call(overlay):
    overlay.show_prompt(make_prompt())
    overlay.add_note(Note("name", "Ann", 1.0, 1.0))
    overlay.set_frustration(Frustration(5.0, 0.9, 5.0))
    overlay.set_health(Health("customer", "lost", 5.0))
    overlay.reset()
    assert overlay.card.isHidden()
    assert overlay.alert.isHidden()
    assert overlay.notes.notes == ()
    assert overlay.bar.gauge.level == 0.0
    assert overlay.bar.clock.text() == "0:00"


def test_a_busy_machine_is_told_and_told_no_more(overlay):
    overlay.set_state("listening")
    overlay.set_load(Load(12.0, ("partials",), 0.9))
    line = overlay.status.lines["load"]
    assert line.text.text == line.accessibleName() == "Busy: hearing you less closely"
    overlay.set_load(Load(15.0, ("partials", "pitch"), 1.1))
    assert list(overlay.status.lines) == ["load"]
    overlay.set_load(Load(60.0, ()))
    assert "load" not in overlay.status.lines
    overlay.set_load(Load(70.0, ("partials",)))
    overlay.reset()
    assert "load" not in overlay.status.lines
