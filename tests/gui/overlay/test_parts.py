"""Lights, gauge, notes, text and icons: each with words beside its shapes."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QImage

from callassist.gui import icons
from callassist.gui.overlay.alert import ALARMS, AlertRow
from callassist.gui.overlay.bar import clock_text
from callassist.gui.overlay.gauge import FrustrationGauge
from callassist.gui.overlay.lights import HealthLight
from callassist.gui.text import break_lines
from callassist.gui.theme import Theme
from callassist.paths import resources_dir
from callassist.types import HEALTHY, Frustration, Health, HealthState, Note, Reason
from tests.gui.conftest import make_prompt

BEHAVIORS = """listen restate match_tone dont_rush acknowledge ask_first same_side agree
say_no_with_grace own_it explain_wait dont_repeat use_name slow_down pause wording ask_customer
focus respect explain_simply urgency next_step ask_feedback rapport protect well_done""".split()


@pytest.fixture
def theme(qapp):
    return Theme.make(dark=False, reduced_motion=True)


def picture_of(widget, theme) -> QImage:
    widget.set_theme(theme)
    widget.resize(widget.sizeHint())
    return widget.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)


def test_each_light_has_its_own_shape_without_color_and_its_own_words(theme):
    pictures, words = [], []
    for state in get_args(HealthState):
        light = HealthLight("customer")
        light.set_health(Health("customer", state, 1.0, "do this"))
        pictures.append(picture_of(light, theme))
        words.append(light.accessibleName())
        assert light.accessibleName().startswith("Customer: ")
        assert light.accessibleDescription() == "do this"
        assert "do this" in light.toolTip()
        light.deleteLater()
    for one in range(len(words)):
        for two in range(one):
            assert words[one] != words[two]
            assert pictures[one] != pictures[two]


def test_what_needs_a_remedy_is_told_in_a_line_and_what_is_well_is_not(qtbot, theme):
    row = AlertRow()
    qtbot.addWidget(row)
    row.set_theme(theme)
    for state in get_args(HealthState):
        row.set_health(Health("agent", state, 1.0, "use a headset" if state in ALARMS else ""))
        assert (row.text.text == "Use a headset.") == (state in ALARMS), state
    assert set(ALARMS) == set(get_args(HealthState)) - HEALTHY - {"waiting"}


def test_the_gauge_says_how_upset_and_which_way(theme):
    gauge = FrustrationGauge()
    assert gauge.accessibleName() == "Customer's frustration: calm"
    reason = Reason(9.0, "“third time”", 0.3, 9.0)
    gauge.set_frustration(Frustration(10.0, 0.6, 10.0, (reason,)))
    assert gauge.accessibleName() == "Customer's frustration: upset, rising"
    assert "“third time”" in gauge.toolTip()
    gauge.set_time(60.0)
    assert gauge.trend == "steady"
    gauge.set_frustration(Frustration(61.0, 0.3, 61.0))
    assert gauge.accessibleName() == "Customer's frustration: uneasy, easing"
    gauge.deleteLater()


def test_the_gauge_is_fuller_the_more_upset(theme):
    inks = []
    for level in (0.0, 0.3, 0.6, 0.95):
        gauge = FrustrationGauge()
        gauge.set_frustration(Frustration(1.0, level, 1.0))
        gauge.set_time(100.0)
        image = picture_of(gauge, theme)
        inks.append(
            sum(
                image.pixelColor(x, y).value() < 190
                for x in range(image.width())
                for y in range(image.height())
            )
        )
        gauge.deleteLater()
    assert inks == sorted(set(inks))


@given(st.floats(-5, 5, allow_nan=False), st.floats(0, 1e5))
def test_any_level_can_be_shown(level, at_s):
    gauge = FrustrationGauge()
    gauge.set_frustration(Frustration(at_s, level, at_s))
    assert 0.0 <= gauge.level <= 1.0
    gauge.deleteLater()


def test_notes_stand_by_kind_and_are_told_once(overlay):
    overlay.set_notes_open(True)
    assert overlay.notes.empty.isVisible()
    overlay.add_note(Note("tried", "restarted it", 5.0, 6.0))
    overlay.add_note(Note("name", "Ann Lee", 7.0, 8.0))
    overlay.add_note(Note("name", "ann lee", 9.0, 9.0))
    assert [note.kind for note in overlay.notes.notes] == ["name", "tried"]
    assert [row.accessibleName() for row in overlay.notes.rows] == [
        "Name: Ann Lee",
        "Tried: restarted it",
    ]
    assert overlay.bar.notes.text() == "2"
    assert overlay.bar.notes.accessibleName() == "Notes: 2 facts"
    assert not overlay.notes.empty.isVisible()


@pytest.mark.parametrize("scale", [1.0, 1.25, 2.0])
def test_notes_that_fit_have_no_scroll_bar(make_overlay, settings, qapp, qtbot, scale):
    settings.text_scale = scale
    overlay = make_overlay(settings)
    overlay.show()
    overlay.set_notes_open(True)
    bar = overlay.notes._area.verticalScrollBar()
    for number in range(5):
        overlay.add_note(Note("number", f"44{number}", 1.0, 1.0))
        for _ in range(3):  # it comes a round later than what it is for
            qapp.processEvents()
        assert not bar.isVisible()
        assert bar.maximum() == 0
    for number in range(60):
        overlay.add_note(Note("number", f"55{number}", 1.0, 1.0))
    qtbot.waitUntil(bar.isVisible)


def test_a_click_copies_a_note_and_says_so(overlay, qtbot):
    overlay.set_notes_open(True)
    overlay.add_note(Note("number", "4471 208", 5.0, 6.0))
    row = overlay.notes.rows[0]
    before = row.grab().toImage()
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "4471 208"
    assert row.grab().toImage() != before
    row._copied.stop()
    qtbot.mouseClick(overlay.notes.copy_all, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "Number: 4471 208"


def test_the_notes_button_opens_and_closes(overlay, qtbot):
    for is_open in (True, False):
        qtbot.mouseClick(overlay.bar.notes, Qt.MouseButton.LeftButton)
        assert overlay.notes.isVisible() == is_open


@settings(max_examples=60)
@given(
    st.text(st.characters(categories=["L", "N", "P", "Zs"], max_codepoint=0x24F), max_size=120),
    st.integers(60, 400),
)
def test_broken_lines_fit_and_lose_nothing(text, width_px):
    text = " ".join(text.split())
    font = QFont()
    font.setPointSizeF(16.0)
    lines, cut = break_lines(text, font, width_px)
    assert not cut
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    metrics = QFontMetricsF(font)
    for line in lines:
        assert metrics.horizontalAdvance(line) <= width_px + 1 or len(line) == 1


def test_an_ellipsis_stands_for_what_does_not_fit(qapp):
    lines, cut = break_lines("one two three four five six seven", QFont(), 60, 2)
    assert cut
    assert len(lines) == 2
    assert lines[-1].endswith("…")


@pytest.mark.parametrize(
    ("time_s", "text"), [(0, "0:00"), (61.9, "1:01"), (3600, "60:00"), (-1, "0:00")]
)
def test_call_time(time_s, text):
    assert clock_text(time_s) == text


@pytest.mark.parametrize("prompt_id", BEHAVIORS)
def test_every_behavior_has_an_icon_of_its_own(prompt_id):
    assert icons.for_prompt(make_prompt(prompt_id)) == prompt_id


@pytest.mark.parametrize("severity", ["nudge", "warn", "praise"])
def test_a_prompt_of_a_teams_own_pack_has_its_severitys_icon(severity):
    assert icons.for_prompt(make_prompt("our_own", severity=severity)) == severity


ICON_FILES = sorted((resources_dir() / "icons").glob("*.svg"))


@pytest.mark.parametrize("path", ICON_FILES, ids=lambda path: path.stem)
def test_every_icon_can_be_painted_in_any_color(qapp, path: Path):
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QPainter

    assert b"currentColor" in path.read_bytes()
    image = QImage(24, 24, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    icons.paint(painter, path.stem, QRectF(0, 0, 24, 24), QColor("#ff0000"))
    painter.end()
    inked = [
        image.pixelColor(x, y)
        for x in range(24)
        for y in range(24)
        if image.pixelColor(x, y).alpha() > 200
    ]
    assert inked
    assert {color.name() for color in inked} == {"#ff0000"}
    assert all(image.pixelColor(0, y).alpha() == 0 for y in range(24)), "no icon touches its edge"
