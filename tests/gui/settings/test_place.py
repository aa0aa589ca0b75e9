"""The miniature of the screens."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QSize, Qt

from callassist.gui.overlay.placement import key_of
from callassist.gui.settings.place import CORNERS, PlacePicker, spots
from callassist.gui.settings.sample import Sample
from callassist.gui.theme import Theme
from callassist.settings.user import OverlaySettings


class Screen:
    """A screen that is not there."""

    def __init__(self, name, x, y, width, height):
        self._name, self._rect = name, QRect(x, y, width, height)

    def name(self):
        return self._name

    def geometry(self):
        return self._rect

    def availableGeometry(self):
        return self._rect.adjusted(0, 0, 0, -40)


@pytest.fixture
def picker(qapp):
    picker = PlacePicker("Place")
    picker.set_theme(Theme.make(dark=False))
    picker.set_settings(OverlaySettings())
    picker.show()
    yield picker
    picker.close()
    picker.deleteLater()


def test_every_corner_of_every_screen_lies_on_it_and_off_the_task_bar():
    screens = [Screen("A", 0, 0, 1366, 768), Screen("B", 1366, -200, 2560, 1440)]
    found = spots(QSize(380, 40), screens)
    assert [spot.corner for spot in found] == [*CORNERS, *CORNERS]
    for spot in found:
        screen = screens[0] if spot.screen == key_of(screens[0]) else screens[1]
        assert screen.availableGeometry().contains(spot.place)
    assert len({(s.place.x(), s.place.y()) for s in found}) == 8


def test_arrow_keys_go_from_corner_to_corner(picker, qtbot):
    assert picker.current.corner == "top right"
    chosen = []
    picker.chosen.connect(chosen.append)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Up):
        qtbot.keyClick(picker, key)
    assert picker.current.corner == "top left"
    assert len(chosen) == 3  # above the top there is nothing
    assert "top left" in picker.accessibleName()
    (place,) = chosen[-1].positions.values()
    assert place == (16, 72)


def test_a_click_takes_the_nearest_corner(picker, qtbot):
    at = picker.rect().bottomLeft()
    at.setX(at.x() + 6)
    at.setY(at.y() - 6)
    qtbot.mouseClick(picker, Qt.MouseButton.LeftButton, pos=at)
    assert picker.current.corner == "bottom left"


def test_elsewhere_is_no_corner(picker):
    spot = picker.spots[0]
    picker.set_settings(OverlaySettings(screen=spot.screen, positions={spot.screen: (210, 300)}))
    assert picker.current is None
    assert "where you dragged it" in picker.accessibleName()


def test_the_sample_stands_where_the_settings_say(picker, qtbot):
    sample = Sample()
    spot = next(spot for spot in picker.spots if spot.corner == "top left")
    settings = OverlaySettings(
        screen=spot.screen, positions={spot.screen: (16, 72)}, click_through=True, theme="light"
    )
    sample.show(settings)
    overlay = sample.overlay
    assert overlay.isVisible()
    assert overlay.pos() == spot.place.topLeft()
    assert overlay.card.prompt is not None
    assert settings.click_through  # the sample has its own copy
    overlay.card.helped.click()
    qtbot.waitUntil(lambda: sample.overlay is None)
    sample.deleteLater()
