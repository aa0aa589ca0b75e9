"""Shows the first run as a program of its own, before the overlay, or as a picture."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent

from callassist.gui import screen
from callassist.gui.application import window_application
from callassist.gui.loop import interrupts_to
from callassist.gui.overlay.pictures import grab, save_png
from callassist.gui.settings.book import SettingsBook
from callassist.gui.setup.steps import STEPS
from callassist.gui.setup.window import SetupWindow
from callassist.settings.policy import load_policies


def make_setup(book: SettingsBook, *, starts_program: bool = False) -> SetupWindow:
    """Return the window with the policies of this computer.

    Raises:
        CallAssistError: A policy cannot be read: what it forbids is not known.
    """
    return SetupWindow(book, load_policies(), starts_program=starts_program)


def run_setup(*, starts_program: bool = False) -> bool:
    """Go through the first steps until the window is closed.

    Args:
        starts_program: Whether the overlay comes next.

    Returns:
        Whether they were gone through to the end.

    Raises:
        CallAssistError: There is no screen, or a policy cannot be read.
    """
    hint = screen.choose_platform()  # for the sample, and the overlay that may come next
    if hint is not None:
        print(f"callassist: {hint}", file=sys.stderr)
    app = window_application()
    app.setQuitOnLastWindowClosed(False)  # the sample overlay comes and goes meanwhile
    book = SettingsBook()
    window = make_setup(book, starts_program=starts_program)
    window.closed.connect(app.quit)
    window.show()
    with interrupts_to(window.close):
        app.exec()
    book.close()
    finished = window.finished
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return finished


def save_screenshot(path: Path, step: str = "welcome") -> None:
    """Save a picture of a step; nothing is opened or kept.

    Raises:
        CallAssistError: The picture cannot be written.
    """
    app = window_application(offscreen=True)
    book = SettingsBook()
    window = make_setup(book)
    try:
        window.go_to([one.id for one in STEPS].index(step))
        window.ensurePolished()
        for _ in range(3):
            app.processEvents()
        save_png(grab(window), path)
    finally:
        window.hearing.close()
        window.worker.close()
        window.model.close_down()
        book.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
