"""A settings file of the test's own, and devices to hear."""

from __future__ import annotations

import pytest

from callassist.gui.settings.book import SettingsBook
from callassist.gui.settings.window import SettingsWindow
from callassist.gui.theme import Theme
from tests.gui.settings.devices import LOOPBACK, MICROPHONE, OTHER, Room


@pytest.fixture
def book(qapp, home):
    """The settings of the test's home, which has none yet."""
    book = SettingsBook()
    yield book
    book.close()
    book.deleteLater()


@pytest.fixture
def room():
    """A room with a headset, a webcam and what the computer plays."""
    return Room(MICROPHONE, OTHER, LOOPBACK)


@pytest.fixture
def window_class():
    """Which window ``open_window`` opens."""
    return SettingsWindow


@pytest.fixture
def open_window(window_class, book, room):
    """Return a function that opens the window; it goes away after the test."""
    made = []

    def build(**kwargs):
        kwargs.setdefault("theme", Theme.make(dark=False))
        window = window_class(book, hearing=room.hearing(), **kwargs)
        window.show()
        made.append(window)
        return window

    yield build
    for window in made:
        window.close()
        window.deleteLater()
