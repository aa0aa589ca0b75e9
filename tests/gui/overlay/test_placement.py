"""Where the overlay stands, whatever became of the screens."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QGuiApplication

from callassist.gui.overlay import placement
from callassist.settings.user import OverlaySettings

SIZE = QSize(364, 39)
numbers = st.integers(-20_000, 20_000)


@given(numbers, numbers, st.integers(400, 4000), st.integers(300, 3000), numbers, numbers)
def test_a_clamped_corner_is_on_screen(x, y, width, height, left, top):
    available = QRect(left, top, width, height)
    place = QRect(placement.clamped(QPoint(x, y), SIZE, available), SIZE)
    assert available.contains(place)


@given(st.integers(0, 600), st.integers(0, 500))
def test_a_corner_on_screen_stays(x, y):
    corner = QPoint(x, y)
    assert placement.clamped(corner, SIZE, QRect(0, 0, 1366, 768)) == corner


def test_a_window_larger_than_the_screen_shows_its_beginning():
    available = QRect(10, 20, 300, 30)
    assert placement.clamped(QPoint(500, 500), SIZE, available) == available.topLeft()


def test_position_round_trip(qapp):
    settings = OverlaySettings()
    placement.keep(settings, QPoint(123, 234), SIZE)
    again = OverlaySettings.model_validate(settings.model_dump())
    assert placement.restored_corner(again, SIZE) == QPoint(123, 234)


def test_a_place_on_a_screen_that_is_gone_is_kept_but_not_used(qapp):
    gone = "HDMI-9 9999x9999+9000+9000"
    settings = OverlaySettings(screen=gone, positions={gone: (9500, 9500)})
    corner = placement.restored_corner(settings, SIZE)
    available = QGuiApplication.primaryScreen().availableGeometry()
    assert available.contains(QRect(corner, SIZE))
    placement.keep(settings, corner, SIZE)
    assert settings.positions[gone] == (9500, 9500)


def test_a_kept_place_beyond_the_edge_comes_back(qapp):
    key = placement.key_of(QGuiApplication.primaryScreen())
    settings = OverlaySettings(screen=key, positions={key: (99_999, -99_999)})
    available = QGuiApplication.primaryScreen().availableGeometry()
    assert available.contains(QRect(placement.restored_corner(settings, SIZE), SIZE))
