"""The studio's window on a pack's own file and made calls."""

from __future__ import annotations

import pytest

pytest.importorskip("PySide6")

from callassist.gui.studio.laying import SIZE_EM
from callassist.gui.studio.show import settle
from callassist.gui.studio.window import StudioWindow
from callassist.gui.theme import Theme
from callassist.run.studio.calls import CallSet
from callassist.run.studio.verdicts import Verdicts
from tests.run.studio.conftest import bench, call_set, make_bench, own

__all__ = ["bench", "make_bench", "own"]


@pytest.fixture
def make_window(qapp, make_bench, tmp_path):
    """Return a function that builds studio windows, shut after the test."""
    made: list[StudioWindow] = []

    def make(
        *locked: str, calls: CallSet | None = None, dark: bool = False, scale: float = 1.0
    ) -> StudioWindow:
        theme = Theme.make(dark=dark, text_scale=scale, reduced_motion=True)
        verdicts = Verdicts(tmp_path / "acme.marks.toml", "ana")
        window = StudioWindow(make_bench(*locked), verdicts, theme, author="Ana", jobs=1)
        made.append(window)
        window.resize(*(theme.px(em) for em in SIZE_EM))
        window.show()
        if calls is not None:
            window.set_calls(calls)
        settle(window)
        return window

    yield make
    for window in made:
        window.shut()
        window.deleteLater()


@pytest.fixture
def window(make_window):
    """A window on a dozen calls."""
    return make_window(calls=call_set())
