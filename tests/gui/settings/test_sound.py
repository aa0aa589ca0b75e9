"""The sound page: both sides heard while it is shown, and tried out."""

from __future__ import annotations

import pytest

from callassist.types import Word
from tests.gui.settings.devices import LOOPBACK, MICROPHONE, OTHER, voice
from tests.gui.settings.using import choose, editor


def test_both_sides_are_heard_while_their_page_is_shown(open_window, room, qtbot):
    window = open_window()
    assert room.open == {}
    window.show_page("sound")
    qtbot.waitUntil(lambda: set(room.open) == {"mic", "loop"})
    agent = editor(window, "audio.agent_device")
    room.say("mic", voice(-20.0, 0.5))
    qtbot.waitUntil(lambda: agent.meter.verdict == "good")
    assert agent.meter.accessibleDescription() == "good"
    assert agent.box.currentText() == "The system's microphone (Headset)"
    customer = editor(window, "audio.customer_device")
    assert customer.box.itemText(0) == "What this computer plays (Headset)"
    assert customer.box.itemText(customer.box.findData("loop")) == "What Headset plays"
    choose(agent.box, "other")
    qtbot.waitUntil(lambda: set(room.open) == {"other", "loop"})
    window.show_page("calls")
    qtbot.waitUntil(lambda: room.open == {})


def test_the_list_follows_what_is_plugged_in(open_window, room, book, qtbot):
    window = open_window()
    book.change({"audio.agent_device": "other"})
    window.show_page("sound")
    agent = editor(window, "audio.agent_device")
    qtbot.waitUntil(lambda: "other" in room.open)
    room.devices.remove(OTHER)
    qtbot.waitUntil(lambda: "not there now" in agent.box.currentText())
    assert agent.problem.isVisible()
    assert agent.meter.verdict == "off"
    room.devices.append(OTHER)
    qtbot.waitUntil(lambda: "other" in room.open)
    assert not agent.problem.isVisible()
    assert agent.box.currentText() == "Webcam"


class Recognizer:
    """An engine whose recognizer hears one thing always."""

    name = model = "said"
    language = "en"
    closed = False

    def recognizer(self):
        return self

    def start(self):
        self.samples = 0

    def accept(self, samples):
        self.samples += len(samples)

    def finish(self):
        return (Word("thank", 0.0, 0.2, 1.0), Word("you", 0.2, 0.4, 1.0))

    def close(self):
        self.closed = True


def test_a_sentence_is_shown_as_it_was_heard(open_window, room, qtbot):
    engine = Recognizer()
    window = open_window(open_engine=lambda settings: engine)
    window.show_page("sound")
    qtbot.waitUntil(lambda: "mic" in room.open)
    window.tests.say.click()
    assert "Speak now" in window.tests.said.text
    for sound in (voice(-20.0, 1.0), 0 * voice(-20.0, 0.6), 0 * voice(-20.0, 0.6)):
        room.say("mic", sound)
        qtbot.waitUntil(lambda: not room.open["mic"].queue._packets)
        qtbot.wait(70)  # the meter hears one part after another
    qtbot.waitUntil(lambda: window.tests.heard == "thank you")
    assert window.tests.said.text == "Heard: “thank you”"
    assert engine.samples == pytest.approx(2.2 * 16_000, rel=0.02)
    window.close()
    assert engine.closed


def test_the_test_sound_says_who_hears_it(open_window, room, qtbot):
    window = open_window()
    window.show_page("sound")
    qtbot.waitUntil(lambda: set(room.open) == {"mic", "loop"})
    window.tests.play.click()
    qtbot.waitUntil(lambda: "works" in window.tests.played.text)
    qtbot.waitUntil(lambda: not window.tests.playing)
    room.hears_chime = set()
    window.tests.play.click()
    qtbot.waitUntil(lambda: "Not heard" in window.tests.played.text)
    assert not window.tests.playing
    room.hears_chime = {"loop", "mic"}
    window.tests.play.click()
    qtbot.waitUntil(lambda: "microphone hears it too" in window.tests.played.text)


def test_one_device_for_both_sides_is_a_mistake(open_window, room, book, qtbot):
    window = open_window()
    book.change({"audio.customer_device": "mic"})
    window.show_page("sound")
    qtbot.waitUntil(lambda: "same device" in window.tests.warning.text)
    assert window.tests.warning.isVisible()


def test_without_any_device_the_page_says_what_to_do(open_window, room, qtbot):
    room.devices.clear()
    window = open_window()
    window.show_page("sound")
    agent = editor(window, "audio.agent_device")
    qtbot.waitUntil(agent.problem.isVisible)
    assert "start it" in agent.problem.text
    window.tests.play.click()
    qtbot.waitUntil(lambda: "plug in a headset" in window.tests.played.text)
    room.devices += [MICROPHONE, LOOPBACK]
    qtbot.waitUntil(lambda: set(room.open) == {"mic", "loop"})
