"""The settings within the running program: opened from its menu, and followed at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from callassist.errors import CallAssistError
from callassist.gui.settings.book import SettingsBook
from callassist.settings.user import UserSettings

if TYPE_CHECKING:
    from callassist.gui.program import OverlayProgram


class SettingsDesk(QObject):
    """Lets the program follow its settings, whoever changes them: this window or any other.

    The windows are made when they are asked for, so that a day without them costs nothing.

    Attributes:
        window: The settings or the first steps, while they are on screen.
    """

    def __init__(self, program: OverlayProgram, path: Path | None = None) -> None:
        """Serve ``program``, which owns this, from the settings at ``path``."""
        super().__init__(program)
        self._program = program
        self.book = SettingsBook(path, self)
        self.book.changed.connect(self._follow)
        self.window: QWidget | None = None
        program.actions.settings.setVisible(True)
        program.settings_asked.connect(self.open)
        program.hotkeys.problems_changed.connect(self._tell_keys)

    def open(self) -> None:
        """Show the settings, or bring them to the front."""
        if self.window is None:
            # Loads what only the window needs.
            from callassist.gui.settings.show import make_window

            window = make_window(self.book)
            window.again_asked.connect(self.open_setup)
            window.taking_keys_changed.connect(self._program.hotkeys.pause)
            self._show(window)
            self._tell_keys()
        else:
            self._front()

    def open_setup(self) -> None:
        """Show the first steps in the place of the settings."""
        from callassist.gui.setup.show import make_setup

        self._leave()
        try:
            self._show(make_setup(self.book))
        except CallAssistError as error:
            self._program.overlay.set_problem(str(error))

    def close(self) -> None:
        """Close the window and follow the settings no more."""
        self._leave()
        self.book.close()

    def _show(self, window: QWidget) -> None:
        self.window = window
        window.closed.connect(lambda: self._gone(window))
        window.show()
        self._front()

    def _front(self) -> None:
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def _leave(self) -> None:
        if self.window is not None:
            self.window.close()

    def _gone(self, window: QWidget) -> None:
        if self.window is window:
            self.window = None
        self._program.hotkeys.pause(False)
        window.deleteLater()

    def _tell_keys(self) -> None:
        """Let the window say which hotkeys another program has."""
        if hasattr(self.window, "set_refused_keys"):
            self.window.set_refused_keys(self._program.hotkeys.problems)

    def _follow(self, settings: UserSettings) -> None:
        settings = settings.model_copy(deep=True)
        if self._program.tray is None:
            settings.overlay.click_through = False  # it could never be reached again
        try:
            self._program.apply(settings)
        except CallAssistError as error:
            self._program.overlay.set_problem(str(error))
        overlay = self._program.overlay
        kept, wanted = overlay.settings, settings.overlay
        if (kept.screen, kept.positions) != (wanted.screen, wanted.positions):
            kept.screen, kept.positions = wanted.screen, dict(wanted.positions)
            overlay.return_to_screen()
