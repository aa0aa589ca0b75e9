"""Shows the settings as a program of its own, or as a picture."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent

from callassist.errors import CallAssistError
from callassist.gui.application import window_application
from callassist.gui.loop import interrupts_to
from callassist.gui.overlay.pictures import grab, save_png
from callassist.gui.settings.book import SettingsBook
from callassist.gui.settings.window import SettingsWindow
from callassist.settings.policy import load_policies


def make_window(book: SettingsBook) -> SettingsWindow:
    """Return the window with the policies of this computer."""
    try:
        return SettingsWindow(book, load_policies())
    except CallAssistError as error:
        return SettingsWindow(book, policy_trouble=str(error))


def run_settings(page: str | None = None) -> bool:
    """Show the settings until the window is closed.

    Returns:
        Whether the first steps are asked for.
    """
    app = window_application()
    app.setQuitOnLastWindowClosed(True)
    book = SettingsBook()
    window = make_window(book)
    again: list[bool] = []

    def leave() -> None:
        again.append(True)
        window.close()

    window.again_asked.connect(leave)
    if page is not None:
        window.show_page(page)
    window.show()
    with interrupts_to(window.close):
        app.exec()
    book.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return bool(again)


def save_screenshot(path: Path, page: str | None = None) -> None:
    """Save a picture of a page.

    Raises:
        CallAssistError: The picture cannot be written.
    """
    app = window_application(offscreen=True)
    book = SettingsBook()
    window = make_window(book)
    try:
        window.show()
        if page is not None:
            window.show_page(page)
        for _ in range(3):
            app.processEvents()
        save_png(grab(window), path)
    finally:
        window.close()
        book.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
