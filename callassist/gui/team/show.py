"""The team view as a program: its window, and the timelines opened from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject
from PySide6.QtWidgets import QWidget

from callassist.gui.application import window_application
from callassist.gui.loop import interrupts_to, short_turns
from callassist.gui.pictures import grab, save_png
from callassist.gui.practice.show import theme_of
from callassist.gui.team.window import TeamWindow, Wanted
from callassist.gui.timeline.window import TimelineWindow
from callassist.review.call import ReviewCall
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
        self._settings = settings
        self.children_open: list[QWidget] = []
        own_name = settings.recording.agent_name
        wanted = Wanted(tuple(files), query, weeks, own_name, titles or {})
        self.window = TeamWindow(theme_of(settings), rules, wanted)
        self.window.call_asked.connect(self.open_timeline)
        self.window.before_close = self.close_children

    def start(self) -> None:
        """Show the window, and begin to read."""
        self.window.show()
        self.window.start()

    def open_timeline(self, call_id: str, at_s: float) -> None:
        """Open a call's timeline at a second."""
        store = self.window.store

        def show(call: ReviewCall) -> None:
            window = TimelineWindow(call, self._settings)
            self.children_open.append(window)
            window.closed.connect(lambda: self._forget(window))
            window.show()
            window.go_to(at_s)

        self.window.worker.run(
            lambda: open_call(call_id, store=store),
            show,
            lambda error: self.window.tell_problem(str(error)),
        )

    def close_children(self) -> None:
        """Close every window that uses the store."""
        for window in list(self.children_open):
            window.close()

    def _forget(self, window: QWidget) -> None:
        if window in self.children_open:
            self.children_open.remove(window)


def run_team(program: TeamProgram) -> int:
    """Show the team view until its window is closed."""
    app = window_application()
    app.setQuitOnLastWindowClosed(True)
    program.start()
    with interrupts_to(program.window.close), short_turns():
        return app.exec()


def save_screenshot(program: TeamProgram, path: Path) -> None:
    """Save a picture of the window once everything is read.

    Raises:
        CallAssistError: The picture cannot be written.
    """
    app = window_application(offscreen=True)
    window = program.window
    try:
        program.start()
        loop = QEventLoop()
        while window.worker.busy:
            loop.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        for _ in range(3):
            app.processEvents()
        save_png(grab(window), path)
    finally:
        window.close()
        window.deleteLater()
