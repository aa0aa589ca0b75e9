"""The application object of the programs that are windows with ordinary controls."""

from __future__ import annotations

import os

from PySide6.QtWidgets import QApplication

from callassist.errors import CallAssistError
from callassist.gui import icons, screen


def window_application(*, offscreen: bool = False) -> QApplication:
    """Return the application, made if there is none.

    Args:
        offscreen: For pictures: no screen is needed.

    Raises:
        CallAssistError: There is no screen.
    """
    app = QApplication.instance()
    if isinstance(app, QApplication):
        return app
    if offscreen:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    problem = screen.screen_problem()
    if problem is not None and not screen.is_offscreen():
        raise CallAssistError(problem)
    app = QApplication(["callassist"])
    app.setApplicationName("callassist")
    app.setDesktopFileName("callassist")
    app.setStyle("Fusion")
    app.setWindowIcon(icons.app_icon())
    return app
