"""The first run on the settings and the devices of the settings' tests."""

from __future__ import annotations

import pytest

from callassist.gui.setup.window import SetupWindow
from tests.gui.settings.conftest import book, open_window, room

__all__ = ["book", "open_window", "room"]


@pytest.fixture
def window_class():
    """Which window ``open_window`` opens."""
    return SetupWindow
