"""The application object: of windows with ordinary controls, and of the overlay."""

from __future__ import annotations

import os
import sys

from PySide6.QtWidgets import QApplication, QWidget

from callassist.errors import CallAssistError
from callassist.gui import i18n, icons, screen
from callassist.gui.loop import interrupts_to, short_turns
from callassist.run.companion import close_windows


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


def run_until_closed(window: QWidget) -> int:
    """Stay until a window that is shown is closed, by its person or by Ctrl-C.

    Ctrl-C, or a request to end, closes what this program has opened besides, too.
    """
    app = window_application()
    app.setQuitOnLastWindowClosed(True)

    def end() -> None:
        close_windows()
        app.setQuitOnLastWindowClosed(False)
        if window.close():
            app.exit(0)  # at once, and out of a dialog that stands before it
        else:
            app.setQuitOnLastWindowClosed(True)

    with interrupts_to(end), short_turns():
        return app.exec()


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
