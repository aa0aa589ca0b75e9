"""Runs the program on screen until its person quits."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from callassist.errors import CallAssistError
from callassist.gui.application import overlay_application
from callassist.gui.launch import Launch
from callassist.gui.loop import interrupts_to, short_turns
from callassist.gui.program import OverlayProgram
from callassist.gui.settings.desk import SettingsDesk


def run_overlay(launch: Launch) -> int:
    """Show the overlay, start the session, and stay until the agent quits.

    Args:
        launch: What is shown and how; the session is not started yet.

    Returns:
        The exit code 0; 130 if Ctrl-C came twice and nothing could be waited for.

    Raises:
        CallAssistError: There is no screen, or the call ended by a mishap.
    """
    app = QApplication.instance() or overlay_application()
    app.setQuitOnLastWindowClosed(False)
    program = OverlayProgram(launch)
    server = launch.serve(program.commands.do) if launch.serve is not None else None
    desk = SettingsDesk(program, launch.settings_path) if launch.day is not None else None
    program.finished.connect(lambda: app.exit(0))
    interrupts = 0

    def interrupt() -> None:
        nonlocal interrupts
        interrupts += 1
        if interrupts == 1:
            program.quit()
        else:
            app.exit(130)

    try:
        with interrupts_to(interrupt), short_turns():
            program.start()
            code = app.exec()
    finally:
        if server is not None:
            server.close()
        if desk is not None:
            desk.close()
    shots = program.screenshots.problem if program.screenshots is not None else ""
    problem = program.problem or shots
    program.close()
    if code == 0 and problem:
        raise CallAssistError(problem)
    return code
