"""The application object: of windows with ordinary controls, and of the overlay."""

from __future__ import annotations

import os
import sys

from PySide6.QtWidgets import QApplication

from callassist.errors import CallAssistError
from callassist.gui import i18n, icons, screen


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
    i18n.install(app)
    return app


def overlay_application() -> QApplication:
    """Return a new application for the overlay, with the platform that suits it best.

    Raises:
        CallAssistError: There is no screen.
    """
    hint = screen.choose_platform()
    problem = screen.screen_problem()
    if problem is not None and not screen.is_offscreen():
        raise CallAssistError(problem)
    if hint is not None:
        print(f"callassist: {hint}", file=sys.stderr)
    app = QApplication(["callassist"])
    app.setApplicationName("callassist")
    app.setDesktopFileName("callassist")
    app.setWindowIcon(icons.app_icon())
    i18n.install(app)
    return app
