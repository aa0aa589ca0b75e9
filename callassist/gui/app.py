"""Runs the program on screen until its person quits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from callassist.errors import CallAssistError
from callassist.gui.application import overlay_application
from callassist.gui.loop import interrupts_to, short_turns
from callassist.gui.passphrase import PassphraseAsker
from callassist.gui.program import OverlayProgram
from callassist.gui.settings.desk import SettingsDesk
from callassist.protocols import Session
from callassist.run.control.server import ControlServer, Do
from callassist.run.day import Day
from callassist.settings.policy import Rules
from callassist.settings.user import UserSettings


def run_overlay(
    session: Session,
    settings: UserSettings,
    *,
    quit_when_done: bool = False,
    screenshots: Path | None = None,
    next_session: Callable[[], Session] | None = None,
    settings_path: Path | None = None,
    rules: Rules | None = None,
    open_library: Callable[[], None] | None = None,
    asker: PassphraseAsker | None = None,
    begin: bool = True,
    day: Day | None = None,
    apply: Callable[[UserSettings], None] | None = None,
    serve: Callable[[Do], ControlServer] | None = None,
) -> int:
    """Show the overlay, start ``session``, and stay until the agent quits.

    Args:
        session: The call, not started yet.
        settings: The user's; the overlay's place and look are kept in them.
        quit_when_done: Whether to quit when the call ends by itself.
        screenshots: Folder for a picture of every prompt shown.
        next_session: Makes the session of another call; without it there is one call.
        settings_path: Where changed settings go; the user's own file by default.
        rules: What holds for keeping calls; without them none can be kept.
        open_library: Shows the calls that were kept.
        asker: Asks for the passphrase of the kept calls; it is answered when the program ends.
        begin: Whether to begin with a call; else with waiting for one.
        day: Decides when calls begin and end by themselves.
        apply: Lets changed settings hold for the next session.
        serve: Takes commands from other programs, as long as this one runs.

    Returns:
        The exit code 0; 130 if Ctrl-C came twice and nothing could be waited for.

    Raises:
        CallAssistError: There is no screen, or the call ended by a mishap.
    """
    app = QApplication.instance() or overlay_application()
    app.setQuitOnLastWindowClosed(False)
    program = OverlayProgram(
        session,
        settings,
        quit_when_done=quit_when_done,
        screenshots=screenshots,
        next_session=next_session,
        settings_path=settings_path,
        rules=rules,
        open_library=open_library,
        asker=asker,
        begin=begin,
        day=day,
        apply=apply,
    )
    server = serve(program.commands.do) if serve is not None else None
    desk = SettingsDesk(program, settings_path) if day is not None else None
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
