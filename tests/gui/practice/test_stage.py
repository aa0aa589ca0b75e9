"""A call with sound is played up to its moment."""

from __future__ import annotations

import pytest

pytest.importorskip("PySide6")

from PySide6.QtCore import Qt

from callassist.review.call import ReviewCall
from tests.gui.practice.parts import ScriptedPlayer, Silence, key
from tests.review import calls as written


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
