"""Shows a call's timeline as a program of its own, or as a picture."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from callassist.gui.application import run_until_closed, window_application
from callassist.gui.overlay.pictures import save_png
from callassist.gui.timeline.window import TimelineWindow
from callassist.review.call import ReviewCall
from callassist.review.peaks import peaks_of
from callassist.settings.user import UserSettings


def run_timeline(call: ReviewCall, settings: UserSettings) -> int:
    """Show a call and stay until its window is closed.

    Raises:
        CallAssistError: There is no screen.
    """
    window_application()
    window = TimelineWindow(call, settings)
    window.show()
    return run_until_closed(window)


def save_screenshot(
    call: ReviewCall, settings: UserSettings, path: Path, size_px: tuple[int, int]
) -> None:
    """Save a picture of the whole window, as it is a moment after it was opened.

    Raises:
        CallAssistError: The picture cannot be written.
    """
    app = window_application(offscreen=True)
    if call.peaks is None and call.sound is not None:
        call.peaks = peaks_of(call.sound)
    window = TimelineWindow(call, settings)
    try:
        window.resize(*size_px)
        window.show()
        event = window.timeline.first_hard_moment()
        if event is not None:
            window.choose(event)
            window.parts.show_tab(window.parts.event_page)
        # Whether this machine has a loudspeaker is not the call's.
        window.playback.set_sound(None)
        app.processEvents()
        app.processEvents()
        save_png(window.grab().toImage(), path)
    finally:
        window.close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        app.processEvents()
