"""Windows to practice in, and a store that keeps the results."""

from __future__ import annotations

import pytest

pytest.importorskip("PySide6")

from callassist.gui.practice.window import PracticeWindow
from callassist.gui.theme import Theme
from callassist.review.call import ReviewCall
from callassist.store.store import CallStore
from tests.gui.library.conftest import cheap_sealed_home, unlock
from tests.gui.practice.parts import NOW
from tests.review import calls as written

__all__ = ["cheap_sealed_home"]


@pytest.fixture
def make_window(qapp):
    """Return a function that builds practice windows, shut after the test."""
    made: list[PracticeWindow] = []

    def make(*calls, **more) -> PracticeWindow:
        theme = Theme.make(dark=False, reduced_motion=True)
        more.setdefault("now", lambda: NOW)
        window = PracticeWindow(
            calls or [ReviewCall("Rude call", written.rude_call())], theme, seed=1, **more
        )
        made.append(window)
        window.show()
        return window

    yield make
    for window in made:
        window.shut()
        window.hide()
        window.deleteLater()


@pytest.fixture
def store(cheap_sealed_home):
    """An open store without calls."""
    with CallStore.open(unlock=unlock()) as made:
        yield made
