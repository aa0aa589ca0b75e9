"""What tests of several commands share."""

from __future__ import annotations

import pytest

from callassist.paths import settings_path
from callassist.settings.user import RecordingSettings, UserSettings, save


@pytest.fixture
def kept_for_ever() -> None:
    """Let calls of a fixed day stay, whatever day it is."""
    save(UserSettings(recording=RecordingSettings(keep_days=0)), settings_path())
