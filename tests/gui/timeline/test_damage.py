"""Damaged sound is seen on the timeline and told in a line; all else works."""

from __future__ import annotations

from callassist.gui.timeline.layers.pauses import PauseLayer
from tests.gui.timeline.conftest import rude_review
from tests.timelines import ToneSound


class HarmedSound(ToneSound):
    """A sound of which two stretches are damaged."""

    def damage(self, _go_on=None, /):
        return [(12.0, 13.0), (13.0, 14.5), (40.0, 1e9)]


def test_the_timeline_says_where_the_sound_is_damaged(open_window, qtbot):
    window = open_window(rude_review(sound=True, peaks=None))
    assert window.parts.trouble.isHidden()
    window.close()

    call = rude_review()
    call.sound = HarmedSound(47.0)
    window = open_window(call)
    trouble = window.parts.trouble
    qtbot.waitUntil(trouble.isVisible)
    assert trouble.text == (
        "The sound is damaged in 2 places, the first from 0:12 to 0:15, and silent there. "
        "All else works."
    )
    of_a_side = [
        layer
        for layer in window.parts.plot.layers
        if isinstance(layer, PauseLayer) and layer.first == layer.last
    ]
    for layer in of_a_side:
        x, y = window.look.x(13.0), layer.row.top + 2
        assert layer.words_at(x, y) == "Sound damaged, 0:12–0:14"
        assert layer.words_at(window.look.x(46.0), y).startswith("Sound damaged, 0:40–0:47")
        assert layer.words_at(window.look.x(30.0), y) == ""
    assert window.actions_by_id["play_pause"].isEnabled()

    trouble._close.click()
    window._on_playback()
    assert trouble.isHidden(), "what was sent away does not come back"
