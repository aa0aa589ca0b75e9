"""The window: in view, never in the way."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from callassist.gui import theme
from callassist.gui.overlay import gallery, placement
from callassist.gui.text import TextBlock
from callassist.gui.theme import DARK, LIGHT
from callassist.settings.user import OverlaySettings
from tests.gui.conftest import make_prompt


def drag(qtbot, widget: QWidget, start: QPoint, by: QPoint) -> None:
    """Drag with the pointer: a press, two moves, a release; places are global."""
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication

    def send(kind: QEvent.Type, place: QPoint, buttons: Qt.MouseButton) -> None:
        local = QPointF(widget.mapFromGlobal(place))
        button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else buttons
        if kind == QEvent.Type.MouseButtonRelease:
            button, buttons = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        event = QMouseEvent(
            kind, local, QPointF(place), button, buttons, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(widget, event)

    left = Qt.MouseButton.LeftButton
    send(QEvent.Type.MouseButtonPress, start, left)
    send(QEvent.Type.MouseMove, start + by / 2, left)
    send(QEvent.Type.MouseMove, start + by, left)
    send(QEvent.Type.MouseButtonRelease, start + by, left)


def test_it_never_takes_the_focus(overlay):
    flags = overlay.windowFlags()
    assert flags & Qt.WindowType.WindowDoesNotAcceptFocus
    assert flags & Qt.WindowType.WindowStaysOnTopHint
    assert flags & Qt.WindowType.FramelessWindowHint
    assert flags & Qt.WindowType.Tool == Qt.WindowType.Tool
    assert overlay.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert overlay.testAttribute(Qt.WidgetAttribute.WA_MacAlwaysShowToolWindow)
    assert overlay.testAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
    for child in overlay.findChildren(QWidget):
        assert child.focusPolicy() == Qt.FocusPolicy.NoFocus, child


@pytest.mark.parametrize("scene", gallery.SCENES, ids=lambda scene: scene.name)
@pytest.mark.parametrize("points", [9.0, 10.0, 11.0])
def test_it_is_at_most_380_px_wide(qapp, make_overlay, settings, scene, points):
    before = qapp.font()
    font = qapp.font()
    font.setPointSizeF(points)
    qapp.setFont(font)
    try:
        overlay = make_overlay(settings)
        overlay.recording = True
        overlay.set_time(599 * 60)
        for note in gallery.MANY_NOTES:
            overlay.add_note(note)
        if scene.prompt is not None:
            overlay.show_prompt(scene.prompt)
        assert overlay.width() <= 380
        assert overlay.bar.minimumSizeHint().width() <= overlay.width()
    finally:
        qapp.setFont(before)


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("scene", gallery.SCENES, ids=lambda scene: scene.name)
def test_nothing_is_clipped(qapp, make_overlay, settings, scene, scale):
    settings.text_scale = scale
    overlay = make_overlay(settings)
    overlay.set_state(scene.more.get("state", "listening"))
    for health in scene.more.get("health", gallery.HEARD):
        overlay.set_health(health)
    for note in scene.more.get("notes", gallery.NOTES):
        overlay.add_note(note)
    overlay.recording = scene.more.get("recording", False)
    overlay.set_problem(scene.more.get("problem", ""))
    overlay.set_notes_open(scene.more.get("notes_open", False))
    if scene.prompt is not None:
        overlay.show_prompt(scene.prompt)
    overlay.show()
    qapp.processEvents()
    for block in overlay.findChildren(TextBlock):
        if block.isVisible() and block.text:
            assert block.height() >= block.heightForWidth(block.width()), block.text
            assert overlay.rect().contains(
                block.geometry().translated(block.parentWidget().mapTo(overlay, QPoint(0, 0)))
            ), block.text
    for button in overlay.findChildren(QAbstractButton):
        if button.isVisible() and not isinstance(button.parent().parent(), QAbstractButton):
            assert button.width() >= button.minimumSizeHint().width(), button.accessibleName()
            assert button.height() >= min(button.minimumSizeHint().height(), 24), (
                button.accessibleName()
            )
    assert not overlay.card.say.elided
    bar = overlay.bar
    for light in bar.lights.values():
        if light.isVisible():
            assert light.width() >= light.sizeHint().width()
    if bar.clock.isVisible():
        assert bar.clock.width() >= bar.clock.sizeHint().width()


def test_one_prompt_at_a_time(overlay):
    first, second = make_prompt("listen"), make_prompt("restate", say="Say it back", shown_s=20.0)
    overlay.show_prompt(first)
    overlay.show_prompt(second)
    assert overlay.card.prompt == second
    assert overlay.card.say.text == "Say it back"
    overlay.hide_prompt(make_prompt("listen", outcome="followed"))
    assert overlay.card.prompt == second, "what became of the first must not hide the second"


def test_it_shrinks_back_to_the_bar(overlay, qtbot):
    quiet = overlay.size()
    overlay.show_prompt(make_prompt())
    assert overlay.height() > quiet.height()
    overlay.hide_prompt(make_prompt(outcome="ignored"))
    assert overlay.size() == quiet


def test_the_bar_stays_where_it_is_when_a_card_opens(overlay):
    for corner in (QPoint(40, 40), QPoint(40, 700)):
        overlay._corner = corner
        overlay.arrange()
        before = overlay.bar.mapToGlobal(QPoint(0, 0))
        overlay.show_prompt(make_prompt())
        overlay.layout().activate()
        assert overlay.bar.mapToGlobal(QPoint(0, 0)) == before
        assert overlay.screen().availableGeometry().contains(overlay.geometry())
        overlay.card.clear()


def test_a_followed_prompt_shows_a_check_and_goes(overlay, qtbot):
    overlay.show_prompt(make_prompt())
    assert overlay.card.badge.icon == "listen"
    overlay.hide_prompt(make_prompt(outcome="followed"))
    assert overlay.card.badge.icon == "well_done"
    assert not overlay.card.line.running
    qtbot.waitUntil(overlay.card.isHidden)
    assert not overlay.card.busy


def test_a_prompt_goes_when_its_time_is_over_and_its_timers_stop(overlay, qtbot):
    overlay.show_prompt(make_prompt(show_s=0.05))
    assert overlay.card.busy
    qtbot.waitUntil(overlay.card.isHidden)
    assert not overlay.card.busy
    assert overlay.card.prompt is None


def test_a_prompt_goes_when_its_time_in_the_call_is_over(overlay):
    overlay.show_prompt(make_prompt(shown_s=10.0, show_s=600.0))
    overlay.set_time(609.0)
    assert overlay.card.prompt is not None
    overlay.set_time(610.0)
    assert overlay.card.prompt is None


def test_fades_end_and_leave_nothing_behind(make_overlay, qtbot):
    overlay = make_overlay(OverlaySettings(theme="light", reduced_motion="off"))
    overlay.show()
    overlay.show_prompt(make_prompt(show_s=0.3))
    assert overlay.card.graphicsEffect() is not None
    qtbot.waitUntil(lambda: overlay.card.graphicsEffect() is None)
    qtbot.waitUntil(overlay.card.isHidden)
    assert overlay.card.graphicsEffect() is None
    assert not overlay.card.busy


def test_reduced_motion_moves_nothing(overlay):
    overlay.show_prompt(make_prompt())
    assert overlay.card.graphicsEffect() is None
    assert overlay.card.line._timer.interval() >= 1000


@pytest.mark.parametrize(
    ("button", "outcome"),
    [("helped", "helped"), ("unhelpful", "unhelpful"), ("dismiss", "dismissed")],
)
def test_an_answer_is_told_once(overlay, qtbot, button, outcome):
    answers: list[tuple[str, str]] = []
    overlay.responded.connect(lambda prompt, result: answers.append((prompt.id, result)))
    overlay.show_prompt(make_prompt())
    target = getattr(overlay.card, button)
    qtbot.mouseClick(target, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(target, Qt.MouseButton.LeftButton)
    assert answers == [("listen", outcome)]
    qtbot.waitUntil(overlay.card.isHidden)


def test_every_button_has_a_name_and_a_tooltip(overlay):
    overlay.show_prompt(make_prompt())
    for button in overlay.findChildren(QAbstractButton):
        assert button.accessibleName()
        assert button.toolTip()


def test_it_can_be_dragged_by_the_bar_and_by_the_card(overlay, qtbot, settings):
    moves: list[None] = []
    overlay.moved.connect(lambda: moves.append(None))
    overlay.show_prompt(make_prompt())
    overlay.layout().activate()
    for target, by in ((overlay.bar, QPoint(-200, 60)), (overlay.card.say, QPoint(-50, 20))):
        before = overlay.pos()
        drag(qtbot, target, target.mapToGlobal(QPoint(3, 3)), by)
        assert overlay.pos() == before + by
    assert len(moves) == 2
    assert settings.screen == placement.key_of(overlay.screen())


def test_it_cannot_be_lost_beyond_the_edge(overlay, qtbot):
    drag(qtbot, overlay.bar, overlay.bar.mapToGlobal(QPoint(3, 3)), QPoint(5000, 5000))
    assert overlay.screen().availableGeometry().contains(overlay.geometry())


def test_it_comes_back_to_its_place(make_overlay, overlay, settings, qtbot):
    drag(qtbot, overlay.bar, overlay.bar.mapToGlobal(QPoint(3, 3)), QPoint(-111, 77))
    kept = OverlaySettings.model_validate_json(settings.model_dump_json())
    assert make_overlay(kept).pos() == overlay.pos()


@pytest.mark.parametrize("on", [True, False])
def test_click_through(make_overlay, settings, on):
    overlay = make_overlay(settings)
    overlay.show()
    overlay.set_click_through(True)
    overlay.set_click_through(on)
    assert bool(overlay.windowFlags() & Qt.WindowType.WindowTransparentForInput) == on
    assert overlay.isVisible()
    assert settings.click_through == on
    overlay.show_prompt(make_prompt())
    assert overlay.card.helped.isVisible() != on, "a button that cannot be clicked must not show"


def test_only_the_quiet_bar_is_translucent(overlay):
    overlay.set_opacity(0.85)
    assert overlay.ground_alpha == 0.85
    assert overlay.grab().toImage().pixelColor(20, 4).alphaF() == pytest.approx(0.85, abs=0.02)
    overlay.show_prompt(make_prompt())
    assert overlay.ground_alpha == 1.0
    overlay.card.clear()
    overlay.set_notes_open(True)
    assert overlay.ground_alpha == 1.0


def test_dark_and_light(make_overlay):
    for name, palette in (("dark", DARK), ("light", LIGHT)):
        overlay = make_overlay(OverlaySettings(theme=name, opacity=1.0))
        assert overlay.grab().toImage().pixelColor(20, 4).name() == palette.background


@pytest.mark.parametrize("choice", ["system", "light", "dark"])
def test_it_follows_the_systems_colors_unless_told_otherwise(
    make_overlay, qapp, monkeypatch, choice
):
    now = [Qt.ColorScheme.Light]
    monkeypatch.setattr(theme, "system_scheme", lambda: now[0])
    overlay = make_overlay(OverlaySettings(theme=choice, reduced_motion="on"))
    for scheme in (Qt.ColorScheme.Dark, Qt.ColorScheme.Light, Qt.ColorScheme.Unknown):
        now[0] = scheme
        qapp.styleHints().colorSchemeChanged.emit(scheme)
        system_is_dark = scheme == Qt.ColorScheme.Dark
        assert overlay.theme.dark == (system_is_dark if choice == "system" else choice == "dark")


def test_it_follows_the_systems_text_size(overlay, qapp):
    before, em_px = qapp.font(), overlay.theme.em_px
    larger = qapp.font()
    larger.setPointSizeF(18.0)
    qapp.setFont(larger)
    try:
        qapp.processEvents()
        assert overlay.theme.em_px > em_px * 1.5
    finally:
        qapp.setFont(before)


def test_it_says_whether_it_listens(overlay):
    for state, word in (
        ("starting", "ready"), ("listening", "Listening"), ("paused", "Paused"),
        ("ended", "Not listening"),
    ):  # fmt: skip
        overlay.set_state(state)
        assert word in overlay.accessibleName()
        assert overlay.bar.sign.toolTip()
        assert overlay.bar.lights["agent"].isVisible() == (state == "listening")


def test_pausing_takes_the_prompt_away(overlay):
    overlay.show_prompt(make_prompt())
    overlay.set_state("paused")
    assert overlay.card.isHidden()
    assert not overlay.card.busy
