"""The library as a program: its window, and the timelines and practices opened from it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from callassist.errors import CallAssistError
from callassist.gui.application import run_until_closed, window_application
from callassist.gui.library.doing import Deeds
from callassist.gui.library.window import LibraryWindow
from callassist.gui.loop import wait_while
from callassist.gui.opened import Opened
from callassist.gui.overlay.pictures import grab, save_png
from callassist.gui.practice.speaking import EngineOpener
from callassist.gui.practice.window import PracticeWindow
from callassist.gui.theme import theme_of
from callassist.review.call import ReviewCall
from callassist.run.opening import open_call
from callassist.run.practicing import PracticeBook
from callassist.settings.policy import Rules
from callassist.settings.user import UserSettings
from callassist.store.store import CallStore


class LibraryProgram(QObject):
    """The library window and every window opened from it; the store closes after all of them."""

    def __init__(
        self,
        settings: UserSettings,
        rules: Rules,
        deeds: Deeds,
        *,
        trainee: str = "",
        open_engine: EngineOpener | None = None,
        open_first: str = "",
    ) -> None:
        """Build the window.

        Args:
            settings: Whose colors and text size are used.
            rules: What the policy allows.
            deeds: What the command line adds: import, export, demo.
            trainee: Who sits here.
            open_engine: Opens a recognizer for spoken answers.
            open_first: The call whose timeline opens as soon as the store is open, if any.
        """
        super().__init__()
        self._settings = settings
        self._trainee = trainee
        self._open_engine = open_engine
        self.opened = Opened(settings)
        deeds.open = self.open_timeline
        deeds.practice = self.open_practice
        self.window = LibraryWindow(theme_of(settings), rules, deeds, agent=trainee)
        self.window.before_close = self.opened.close
        if open_first:
            self.window.gate.opened.connect(lambda store: self.open_timeline(store, open_first, -1))

    def start(self) -> None:
        """Show the window and open the store."""
        self.window.show()
        self.window.start()

    def open_timeline(self, store: CallStore, call_id: str, at_s: float) -> None:
        """Open a call's timeline at a second; negative: where it begins."""
        self._open([call_id], store, lambda calls: self.opened.show_timeline(calls[0], at_s))

    def open_practice(self, store: CallStore, ids: Sequence[str]) -> None:
        """Open the practice of some calls, or of sets if none is given."""

        def show(calls: list[ReviewCall]) -> None:
            window = PracticeWindow(
                calls,
                theme_of(self._settings),
                book=PracticeBook(store, self._trainee),
                open_engine=self._open_engine,
            )
            window.closed.connect(window.deleteLater)
            self.opened.keep(window)
            window.show()

        self._open(ids, store, show)

    def _open(self, ids: Sequence[str], store: CallStore, show: object) -> None:
        self.window.worker.run(
            lambda: [open_call(call_id, store=store) for call_id in ids],
            show,
            self._failed,
        )

    def _failed(self, error: CallAssistError) -> None:
        self.window.tell_problem(str(error))


def run_library(program: LibraryProgram) -> int:
    """Show the library until its window is closed."""
    program.start()
    return run_until_closed(program.window)


def save_screenshot(program: LibraryProgram, path: Path, select: int | None = 0) -> None:
    """Save a picture of the library as it is once everything is loaded.

    Raises:
        CallAssistError: The picture cannot be written.
    """
    app = window_application(offscreen=True)
    window = program.window
    try:
        program.start()
        _settle(window)
        if select is not None and window.model.rowCount() > select:
            window.select(select)
            _settle(window)
        app.processEvents()
        save_png(grab(window), path)
    finally:
        window.close()
        window.deleteLater()


def _settle(window: LibraryWindow) -> None:
    """Let events pass until nothing is under way."""
    wait_while(lambda: window.worker.busy)
