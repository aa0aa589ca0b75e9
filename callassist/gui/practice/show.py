"""Shows the practice window as a program of its own, or as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from callassist.gui.application import run_until_closed, window_application
from callassist.gui.overlay.pictures import grab, save_png
from callassist.gui.practice.speaking import EngineOpener
from callassist.gui.practice.window import PracticeWindow
from callassist.gui.theme import theme_of
from callassist.review.call import ReviewCall
from callassist.run.practicing import PracticeBook
from callassist.settings.user import UserSettings


def run_practice(
    calls: Sequence[ReviewCall],
    settings: UserSettings,
    *,
    book: PracticeBook | None = None,
    open_engine: EngineOpener | None = None,
    set_name: str = "",
) -> int:
    """Practice until the window is closed.

    Args:
        calls: What to practice on; closed at the end.
        settings: Whose colors and text size are used.
        book: The trainee's results; without it nothing is kept.
        open_engine: Opens a recognizer for spoken answers.
        set_name: Begin with this set.

    Raises:
        CallAssistError: There is no screen.
    """
    window_application()
    window = PracticeWindow(calls, theme_of(settings), book=book, open_engine=open_engine)
    if set_name:
        window.start_set(set_name)
    window.show()
    return run_until_closed(window)


def save_screenshot(
    calls: Sequence[ReviewCall],
    settings: UserSettings,
    path: Path,
    *,
    book: PracticeBook | None = None,
    seed: int = 0,
) -> None:
    """Save a picture of the first question, or of the first page where there is none.

    Raises:
        CallAssistError: The picture cannot be written.
    """
    app = window_application(offscreen=True)
    window = PracticeWindow(calls, theme_of(settings), book=book, seed=seed)
    try:
        window.show()
        window.start()
        window.stage.finish()
        app.processEvents()
        app.processEvents()
        save_png(grab(window), path)
    finally:
        window.close()
        window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
