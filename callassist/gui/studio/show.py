"""Shows the studio as a program of its own, or as a picture."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from callassist.gui.application import run_until_closed, window_application
from callassist.gui.loop import wait_while
from callassist.gui.opened import Opened
from callassist.gui.overlay.pictures import grab, save_png
from callassist.gui.studio.laying import SIZE_EM
from callassist.gui.studio.window import StudioWindow
from callassist.gui.theme import theme_of
from callassist.run.studio.bench import Workbench
from callassist.run.studio.calls import CallSet
from callassist.run.studio.verdicts import Verdicts
from callassist.settings.user import UserSettings


class StudioProgram(QObject):
    """The studio's window, and the timelines opened from it."""

    def __init__(
        self,
        bench: Workbench,
        verdicts: Verdicts,
        settings: UserSettings,
        *,
        calls: Callable[[], CallSet] | None = None,
        kept: Callable[[], CallSet] | None = None,
        author: str = "",
        key: Path | None = None,
        jobs: int = 2,
    ) -> None:
        """Build the window.

        Args:
            bench: The pack's own file.
            verdicts: The marks on prompts.
            settings: Whose colors and text size are used.
            calls: Finds the calls to try the pack on.
            kept: Finds all kept calls.
            author: Who edits.
            key: What shared packs are signed with.
            jobs: Processes that share the work.
        """
        super().__init__()
        self._calls = calls
        self.opened = Opened(settings)
        self.window = StudioWindow(
            bench, verdicts, theme_of(settings), author=author, key=key, jobs=jobs
        )
        self.window.kept = kept
        self.window.open_timeline = self.opened.show_timeline
        self.window.closed.connect(self.opened.close)

    def start(self) -> None:
        """Show the window, and look for its calls."""
        self.window.show()
        if self._calls is not None:
            self.window.load_calls(self._calls)


def run_studio(program: StudioProgram) -> int:
    """Show the studio until its window is closed."""
    program.start()
    return run_until_closed(program.window)


def save_screenshot(program: StudioProgram, path: Path) -> None:
    """Save a picture of the studio as it is once all calls are answered.

    Raises:
        CallAssistError: The picture cannot be written.
    """
    window_application(offscreen=True)
    window = program.window
    try:
        program.start()
        window.resize(*(window.theme.px(em) for em in SIZE_EM))
        settle(window)
        save_png(grab(window), path)
    finally:
        window.shut()
        window.deleteLater()


def settle(window: StudioWindow) -> None:
    """Let events pass until all is answered."""
    wait_while(lambda: window.worker.busy or window.is_asking)
