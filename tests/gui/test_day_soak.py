"""A day of calls with the overlay on screen: no thread, file, timer or widget is left of one."""

from __future__ import annotations

import gc
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import shiboken6
from PySide6.QtCore import QObject, QTimer
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from callassist.gui.bridge import SessionBridge
from callassist.gui.overlay.window import Overlay
from callassist.prompts.pack import default_pack
from callassist.run.live import LiveSession
from callassist.settings.user import OverlaySettings
from callassist.types import CHANNELS, AudioBlock, Frustration, Load
from tests.fakes import voice
from tests.gui.conftest import make_prompt

CALLS = 60
SETTLED_AFTER = 5
WAIT_MS = 60_000


class ShortCall:
    """A few seconds of both sides, one after the other."""

    def blocks(self) -> Iterator[AudioBlock]:
        sound = voice(1.0)
        for second in range(6):
            for side, channel in enumerate(CHANNELS):
                samples = sound if second % 2 == side else np.zeros_like(sound)
                yield AudioBlock(channel, float(second), 16_000, samples)

    def close(self) -> None:
        """Nothing to free."""


def left() -> Counter[str]:
    """Count what must not become more."""
    gc.collect()
    wrapped = [each for each in gc.get_objects() if isinstance(each, QObject)]
    # One drawing of each icon in each color is kept for good, from when it is first shown.
    kept = QSvgRenderer
    objects = [each for each in wrapped if shiboken6.isValid(each) and not isinstance(each, kept)]
    files = Path("/proc/self/fd")
    return Counter(
        threads=threading.active_count(),
        files=len(list(files.iterdir())) if sys.platform.startswith("linux") else 0,
        objects=len(objects),
        timers=sum(isinstance(each, QTimer) and each.isActive() for each in objects),
        windows=len(QApplication.topLevelWidgets()),
    )


def one_call(qtbot, session: LiveSession) -> None:
    overlay = Overlay(OverlaySettings())
    bridge = SessionBridge(session)
    bridge.prompt_shown.connect(overlay.show_prompt)
    bridge.health_changed.connect(overlay.set_health)
    bridge.load_changed.connect(overlay.set_load)
    bridge.time_changed.connect(overlay.set_time)
    bridge.state_changed.connect(overlay.set_state)
    overlay.show()
    bridge.start()
    overlay.show_prompt(make_prompt())
    overlay.set_load(Load(1.0, ("partials",)))
    overlay.set_frustration(Frustration(1.0, 0.4, 1.0))
    qtbot.waitUntil(lambda: bridge.state == "ended", timeout=WAIT_MS)
    bridge.close()
    bridge.deleteLater()
    overlay.close()
    overlay.deleteLater()
    qtbot.wait(1)  # what is deleted later goes on the next turn of the loop


@pytest.mark.soak
@pytest.mark.timeout(600)
def test_nothing_is_left_of_a_call_on_screen(qtbot) -> None:
    counts = []
    for _ in range(CALLS):
        one_call(qtbot, LiveSession(ShortCall(), None, default_pack()))
        counts.append(left())
    assert not counts[-1] - counts[SETTLED_AFTER], "more than after the first calls"
