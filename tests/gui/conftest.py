"""Everything here runs offscreen, and nothing may be left behind."""

from __future__ import annotations

import gc
import os
import threading

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import pytest
import shiboken6

pytest.importorskip("PySide6")

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication

from callassist.gui import i18n
from callassist.gui.overlay.window import Overlay
from callassist.settings.user import OverlaySettings
from callassist.types import Finding, Outcome, Prompt, Severity


@pytest.fixture(scope="session", autouse=True)
def english(qapp):
    """Windows speak English here, with its plural forms."""
    i18n.install(qapp, "en")


@pytest.fixture(autouse=True)
def no_leaks(qapp, monkeypatch):
    """Fail if a thread, a running timer or a top-level widget outlives its test."""
    timers: list[QTimer] = []
    make = QTimer.__init__

    def noted(self, *args, **kwargs):
        make(self, *args, **kwargs)
        timers.append(self)

    monkeypatch.setattr(QTimer, "__init__", noted)
    threads = set(threading.enumerate())
    widgets = set(QApplication.topLevelWidgets())
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.processEvents()
    if set(QApplication.topLevelWidgets()) - widgets:
        gc.collect()
    running = [timer for timer in timers if shiboken6.isValid(timer) and timer.isActive()]
    assert not running, f"timers still run: {[timer.parent() for timer in running]}"
    left = [widget for widget in QApplication.topLevelWidgets() if widget not in widgets]
    assert not left, f"top-level widgets are left: {left}"
    more = [thread for thread in threading.enumerate() if thread not in threads]
    assert not more, f"threads still run: {more}"


@pytest.fixture
def settings():
    """Overlay settings without animation, light, at 100 %."""
    return OverlaySettings(theme="light", reduced_motion="on")


@pytest.fixture
def make_overlay(qapp):
    """Return a function that builds overlays, which go away after the test."""
    made: list[Overlay] = []

    def make(settings: OverlaySettings) -> Overlay:
        overlay = Overlay(settings)
        overlay.set_state("listening")
        made.append(overlay)
        return overlay

    yield make
    for overlay in made:
        overlay.reset()
        overlay.hide()
        overlay.deleteLater()


@pytest.fixture
def overlay(make_overlay, settings):
    """A shown overlay that listens."""
    overlay = make_overlay(settings)
    overlay.show()
    return overlay


def make_prompt(
    prompt_id: str = "listen",
    *,
    say: str = "Let them finish",
    why: str = "You came in 0.4 s after “I have been”",
    severity: Severity = "nudge",
    shown_s: float = 10.0,
    show_s: float = 6.0,
    outcome: Outcome | None = None,
) -> Prompt:
    """Return a prompt."""
    finding = Finding("interruption", "agent", 9.0, 9.5, 10.0, 0.9)
    return Prompt(prompt_id, say, why, severity, shown_s, shown_s + show_s, finding, outcome)
