"""For every pair of eyes and hands: names, contrast, long words, large text, the left hand."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QTranslator
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QWidget

from callassist.gui import theme
from callassist.gui.overlay import actions, gallery
from callassist.gui.overlay.answers import Answers
from callassist.gui.overlay.bar import IconSign
from callassist.gui.overlay.gauge import FrustrationGauge
from callassist.gui.overlay.lights import HealthLight
from callassist.gui.text import TextBlock
from callassist.gui.theme import DARK_CONTRAST, LIGHT_CONTRAST, contrast
from callassist.settings.policy import CONSENT_LINE
from callassist.settings.user import OverlaySettings
from tests.gui.conftest import make_prompt

INKS = """text muted hears alert nudge warn praise calm uneasy upset furious agent customer
border""".split()


class Lengthened(QTranslator):
    """Makes every word 40 % longer, as German is."""

    def translate(self, context, source, disambiguation=None, n=-1):
        parts = re.split(r"({\w*}|[^\w{]+)", source)
        return "".join(
            part + part[: round(len(part) * 0.4)].lower() if part[:1].isalpha() else part
            for part in parts
        )

    def isEmpty(self):
        return False


@pytest.fixture
def long_words(qapp):
    translator = Lengthened()
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


def full(make_overlay, settings, *, prompt: bool = True):
    """Return an overlay that shows all it can show at once."""
    overlay = make_overlay(settings)
    overlay.bar.set_can_record(True)
    for health in gallery.LOST:
        overlay.set_health(health)
    for note in gallery.NOTES:
        overlay.add_note(note)
    overlay.set_notes_open(True)
    overlay.consent.ask(CONSENT_LINE, required=True)
    if prompt:
        overlay.show_prompt(make_prompt())
    else:
        overlay.mute.for_minutes()
        overlay.status.say("hold", "Hold music: prompts rest until somebody speaks again")
    overlay.show()
    return overlay


def assert_nothing_is_cut(overlay):
    """Assert that all text is whole and lies within what holds it."""
    QCoreApplication.processEvents()
    for block in overlay.findChildren(TextBlock):
        if block.isVisible() and block.text:
            assert not block.elided, block.text
            assert block.height() >= block.heightForWidth(block.width()), block.text
            place = block.rect().translated(block.mapTo(overlay, QPoint(0, 0)))
            assert overlay.rect().contains(place), block.text
    for button in overlay.findChildren(QAbstractButton):
        if button.isVisible() and button not in overlay.notes.rows:
            assert button.width() >= button.minimumSizeHint().width(), button.accessibleName()
            place = button.rect().translated(button.mapTo(overlay, QPoint(0, 0)))
            assert overlay.rect().contains(place), button.accessibleName()
    for row in overlay.notes.rows:
        metrics = row.fontMetrics()
        assert row._left_px > metrics.horizontalAdvance(row._label) * 0.9, row._label
    for part in (*overlay.bar.lights.values(), overlay.bar.gauge, overlay.bar.clock):
        if part.isVisible():
            assert part.width() >= part.minimumSizeHint().width(), part.accessibleName()
    assert overlay.screen().availableGeometry().contains(overlay.geometry())


@pytest.mark.parametrize("hand", ["right", "left"])
@pytest.mark.parametrize("scale", [1.0, 2.0, 3.0])
@pytest.mark.parametrize("prompt", [True, False])
def test_long_words_and_large_text_are_not_cut(make_overlay, long_words, scale, hand, prompt):
    settings = OverlaySettings(
        theme="light", reduced_motion="on", text_scale=scale, hand=hand, high_contrast="on"
    )
    overlay = full(make_overlay, settings, prompt=prompt)
    if scale == 3.0:  # with all of it at once 800 px are too few for the notes
        overlay.consent.withdraw()
        overlay.set_notes_open(False)
    assert overlay.card.helped.accessibleName().startswith("Helpedhe")
    assert_nothing_is_cut(overlay)
    overlay.set_state("paused")
    assert_nothing_is_cut(overlay)
    overlay.mute.resume()


def test_the_bar_does_not_change_in_mid_call(make_overlay):
    overlay = make_overlay(OverlaySettings(theme="light", reduced_motion="on", text_scale=2.5))
    overlay.bar.set_can_record(True)
    overlay.set_state("listening")
    sizes = set()
    for recording in (False, True):
        overlay.recording = recording
        for time_s in (0, 599, 6000, 50_000):
            overlay.set_time(time_s)
            sizes.add((overlay.width(), overlay.bar.height()))
        overlay.bar.set_note_count(99)
    assert len(sizes) == 1


def test_everything_to_act_on_has_a_name_and_a_role(make_overlay, settings):
    overlay = full(make_overlay, settings)
    count = 0
    for widget in overlay.findChildren(QWidget):
        interactive = isinstance(widget, QAbstractButton)
        label = isinstance(widget, IconSign | FrustrationGauge)
        told = isinstance(widget, HealthLight) or (label and widget.isVisible())
        if not (interactive or told):
            continue
        spoken = QAccessible.queryAccessibleInterface(widget)
        assert spoken.text(QAccessible.Text.Name), widget
        if label:
            assert spoken.role() == QAccessible.Role.StaticText, widget
        if interactive:
            wanted = {QAccessible.Role.Button, QAccessible.Role.CheckBox}
            assert spoken.role() in wanted, widget.accessibleName()
            count += 1
    assert count >= 14


def test_the_menu_does_all_that_buttons_do(make_overlay, settings, qtbot):
    overlay = make_overlay(settings)
    menu = actions.Actions(overlay, has_tray=True)
    answers = Answers(overlay, menu)
    heard, agreed = [], []
    overlay.responded.connect(lambda prompt, outcome: heard.append(outcome))
    overlay.consent.answered.connect(agreed.append)
    overlay.show()

    def shown() -> list[str]:
        menu.menu.aboutToShow.emit()
        return [each.text() for each in menu.menu.actions() if each.isVisible() and each.text()]

    quiet = shown()
    assert not {"Helped", "They agreed"} & set(quiet)
    for action, outcome in zip(
        answers.for_prompt, ("helped", "unhelpful", "dismissed"), strict=True
    ):
        overlay.show_prompt(make_prompt())
        assert shown()[:3] == ["Helped", "Not helpful", "Dismiss"]
        action.trigger()
        assert heard.pop() == outcome
    for action, answer in zip(answers.for_consent, (True, False), strict=True):
        overlay.consent.ask(CONSENT_LINE, required=True)
        assert {"They agreed", "They said no"} <= set(shown())
        action.trigger()
        assert agreed.pop() is answer
    answers.mute.trigger()
    assert overlay.mute.kind == "minutes"
    assert "Show prompts again" in shown()
    answers.mute.trigger()
    answers.mute_call.trigger()
    assert overlay.mute.kind == "call"
    overlay.mute.resume()
    assert "Cannot be hidden from shared screens here" in shown()


def test_a_prompt_is_announced(overlay, monkeypatch):
    told = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", told.append)
    overlay.show_prompt(make_prompt(severity="warn"))
    (event,) = [each for each in told if each.type() == QAccessible.Event.Announcement]
    assert event.message() == "Important: Let them finish. You came in 0.4 s after “I have been”"
    assert event.politeness() == QAccessible.AnnouncementPoliteness.Polite


@pytest.mark.parametrize("palette", [LIGHT_CONTRAST, DARK_CONTRAST])
def test_high_contrast_is_7_to_1(palette):
    for ink in INKS:
        assert contrast(getattr(palette, ink), palette.background) >= 7.0, ink


def test_high_contrast_follows_setting_and_system(make_overlay, monkeypatch):
    for wanted, system, expected in (
        ("on", False, True), ("off", True, False), ("system", True, True),
        ("system", False, False),
    ):  # fmt: skip
        monkeypatch.setattr(theme, "system_high_contrast", lambda value=system: value)
        settings = OverlaySettings(theme="dark", high_contrast=wanted, opacity=0.85)
        overlay = make_overlay(settings)
        assert overlay.theme.high_contrast is expected
        color = overlay.grab().toImage().pixelColor(overlay.width() // 2, 5)
        assert (color.name() == "#000000" and color.alpha() == 255) is expected


def test_the_left_hand_has_its_buttons_on_the_left(make_overlay):
    places = {}
    for hand in ("right", "left"):
        settings = OverlaySettings(theme="light", reduced_motion="on", hand=hand)
        overlay = full(make_overlay, settings)
        overlay.layout().activate()
        overlay.card.layout().activate()
        middle = overlay.width() / 2
        places[hand] = [
            part.mapTo(overlay, part.rect().center()).x() < middle
            for part in (overlay.bar.notes, overlay.card.dismiss, overlay.card.badge)
        ]
        free = overlay.screen().availableGeometry()
        assert (overlay.geometry().center().x() < free.center().x()) == (hand == "left")
    assert places == {"right": [False, False, True], "left": [True, True, False]}
