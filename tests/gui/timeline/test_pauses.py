"""Holds and gaps on the timeline and on the overlay."""

from __future__ import annotations

from PySide6.QtCore import QPointF

from callassist.gui.overlay.window import Overlay
from callassist.gui.timeline.layers.pauses import _names
from callassist.review.call import ReviewCall
from callassist.review.timeline import Timeline
from callassist.settings.user import OverlaySettings
from callassist.types import CHANNELS, NOT_RECORDED, Hold
from tests.review.test_pauses import held
from tests.timelines import ListedMarks, ToneSound, noise_peaks


def test_lanes_show_holds_and_gaps_and_tell_why(open_window) -> None:
    window = open_window(
        ReviewCall(
            "Monday", held(), sound=ToneSound(120.0), peaks=noise_peaks(120.0), marks=ListedMarks()
        )
    )
    plot, look = window.parts.plot, window.look

    def at(at_s: float, row: str) -> QPointF:
        return QPointF(look.x(at_s), plot.top_px + look.rows[row].middle)

    assert plot.words_at(at(50.0, "customer")) == "On hold 1:12, 0:12–1:24"
    assert "Headset was unplugged" in plot.words_at(at(99.0, "agent"))
    assert "not heard" not in plot.words_at(at(99.0, "customer"))
    assert plot.event_at(at(50.0, "customer")).kind == "hold"
    with_hold = plot.grab().toImage()
    timeline = Timeline(held(pauses=False))
    look.timeline = timeline
    plot.refresh()
    assert plot.grab().toImage() != with_hold


def test_a_gap_has_a_name_as_long_as_there_is_room_and_what_was_not_recorded_one_for_both(
    open_window,
) -> None:
    document = held()
    both = [
        {"start_s": 20.0, "end_s": 60.0, "reason": NOT_RECORDED, "channel": c} for c in CHANNELS
    ]
    document |= {"holds": [], "gaps": [*document["gaps"], *both]}
    window = open_window(
        ReviewCall(
            "Monday", document, sound=ToneSound(120.0), peaks=noise_peaks(120.0),
            marks=ListedMarks(),
        )
    )  # fmt: skip
    plot, look = window.parts.plot, window.look
    unrecorded, gap = look.timeline.gaps.items
    assert [*_names(gap)] == ["Agent not heard 0:08", "Agent not heard", "Not heard"]
    assert [*_names(unrecorded)] == ["Not recorded 0:40", "Not recorded"]
    for row in ("agent", "overlaps", "customer"):
        place = QPointF(look.x(40.0), plot.top_px + look.rows[row].middle)
        assert plot.words_at(place) == "Not recorded 0:40, 0:20–1:00\nthe recording was off"


def test_the_overlay_counts_the_hold_and_lets_it_go(qtbot) -> None:
    overlay = Overlay(OverlaySettings())
    qtbot.addWidget(overlay)
    overlay.set_state("listening")
    overlay.set_time(100.0)
    overlay.set_hold(Hold(95.0, None, 100.0))
    assert overlay.status.lines["hold"].accessibleName() == "On hold 0:05"
    overlay.set_time(167.0)
    assert overlay.status.lines["hold"].accessibleName() == "On hold 1:12"
    overlay.set_hold(Hold(95.0, 168.0, 168.3))
    assert not overlay.status.lines
    overlay.set_hold(Hold(170.0, None, 175.0))
    overlay.reset()
    assert not overlay.status.lines
