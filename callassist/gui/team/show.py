"""The team view as a program: its window, and the timelines opened from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from callassist.gui.application import run_until_closed, window_application
from callassist.gui.loop import wait_while
from callassist.gui.opened import Opened
from callassist.gui.overlay.pictures import grab, save_png
from callassist.gui.team.window import TeamWindow, Wanted
from callassist.gui.theme import theme_of
from callassist.run.opening import open_call
from callassist.run.team_view import WEEKS
from callassist.settings.policy import Rules
from callassist.settings.user import UserSettings


class TeamProgram(QObject):
    """The team window and every timeline opened from it."""

    def __init__(
        self,
        settings: UserSettings,
        rules: Rules,
        *,
        files: Sequence[Path] = (),
        query: str = "",
        weeks: int = WEEKS,
        titles: Mapping[str, str] | None = None,
    ) -> None:
        """Build the window; see :class:`Wanted`."""
        super().__init__()
        self.opened = Opened(settings)
        own_name = settings.recording.agent_name
        wanted = Wanted(tuple(files), query, weeks, own_name, titles or {})
        self.window = TeamWindow(theme_of(settings), rules, wanted)
        self.window.call_asked.connect(self.open_timeline)
        self.window.before_close = self.opened.close

    def start(self) -> None:
        """Show the window, and begin to read."""
        self.window.show()
        self.window.start()

    def open_timeline(self, call_id: str, at_s: float) -> None:
        """Open a call's timeline at a second."""
        store = self.window.store
        self.window.worker.run(
            lambda: open_call(call_id, store=store),
            lambda call: self.opened.show_timeline(call, at_s),
            lambda error: self.window.tell_problem(str(error)),
        )


def run_team(program: TeamProgram) -> int:
    """Show the team view until its window is closed."""
    program.start()
    return run_until_closed(program.window)


def save_screenshot(program: TeamProgram, path: Path) -> None:
    """Save a picture of the window once everything is read.

    Raises:
        CallAssistError: The picture cannot be written.
    """
    app = window_application(offscreen=True)
    window = program.window
    try:
        program.start()
        wait_while(lambda: window.worker.busy)
        for _ in range(3):
            app.processEvents()
        save_png(grab(window), path)
    finally:
        window.close()
        window.deleteLater()
