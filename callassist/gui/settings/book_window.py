"""What the settings window and the first run share: the settings they show, and their end."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from callassist.errors import CallAssistError
from callassist.gui.settings.book import SettingsBook
from callassist.gui.settings.hearing import Hearing
from callassist.gui.settings.kinds import Switch
from callassist.gui.settings.model import ModelPanel
from callassist.gui.settings.page import PageView
from callassist.gui.settings.row import Row
from callassist.gui.settings.sample import Sample
from callassist.gui.settings.sound import SoundTests
from callassist.gui.theme import Theme, theme_of
from callassist.gui.window import Window
from callassist.gui.worker import Worker
from callassist.settings.fixed import fixed_by
from callassist.settings.policy import Policy
from callassist.settings.user import UserSettings

FRAME_PX = 32
"""A title bar needs about so much."""


class BookWindow(Window):
    """A window on the settings, which looks as they say and keeps every change at once.

    Attributes:
        book: The settings; whoever made it closes it.
        views: The pages or steps made so far, by their id.
        hearing: Both sides' devices, closed with the window.
        tests: What tries the devices out.
        model: What installs a speech model.
        sample: A prompt on the screen, to place the overlay by.
        worker: Does what would keep the window from answering.
    """

    def __init__(
        self,
        name: str,
        book: SettingsBook,
        policies: tuple[Policy, ...],
        theme: Theme | None,
        parent: QWidget | None = None,
    ) -> None:
        """Make it, with a thread called ``name``; without a theme, it looks as ``book`` says."""
        super().__init__(parent)
        self.book = book
        self._policies = policies
        self._fixed = fixed_by(policies)
        self._own_theme = theme
        self._asked = QSize()
        self._sized_for_px = 0.0
        self.views: dict[str, PageView] = {}
        self.hearing: Hearing | None = None
        self.tests: SoundTests | None = None
        self.model: ModelPanel | None = None
        self.sample = Sample(self)
        self.worker = Worker(name, self)

    def _wanted_theme(self) -> Theme:
        return self._own_theme or theme_of(self.book.settings)

    def _forbids_keeping(self) -> str:
        """Return which company does not allow calls to be kept, if one does not."""
        return next((p.company for p in self._policies if not p.recording.allowed), "")

    def _keep(self, values: dict[str, Any], row: Row) -> bool:
        """Change settings, or say at their row why not; return whether they are changed."""
        try:
            self.book.change(values)
        except CallAssistError as error:
            if isinstance(row.setting.kind, Switch):  # a text stays, to be corrected
                row.set_value(self.book.value(row.setting.key))
            row.set_problem(str(error))
            return False
        return True

    def _follow(self, settings: UserSettings) -> None:
        """Show the settings as they are now, in their look."""
        theme = self._wanted_theme()
        if theme != self.theme:
            self.set_theme(theme)
        for view in self.views.values():
            view.show_settings(settings)
        if self.tests is not None:
            self.tests.use(settings)
        if self.model is not None:
            self.model.use_language(settings.language)

    def _fit_screen(self, size_em: tuple[float, float]) -> None:
        """Take the size that the text asks for, as far as the screen has it.

        Once, and again with each other text size: what a person has made larger stays so.
        """
        if self._sized_for_px == self.theme.em_px:
            return
        self._sized_for_px = self.theme.em_px
        free = self._free_screen()
        most = QSize(free.width() - 32, free.height() - 64)
        wanted = QSize(*(self.theme.px(em) for em in size_em)).boundedTo(most)
        if self._asked not in (QSize(), self.size()):
            wanted = wanted.expandedTo(self.size())
        self._asked = wanted
        if self.isMaximized() or self.isFullScreen():
            return
        self.resize(wanted)
        if self.isVisible():
            room = free.adjusted(0, 0, -wanted.width(), -wanted.height())
            x = max(room.left(), min(self.x(), room.right()))
            self.move(x, max(room.top(), min(self.y(), room.bottom() - FRAME_PX)))

    def _free_screen(self) -> QRect:
        return (self.screen() or QGuiApplication.primaryScreen()).availableGeometry()

    def let_go(self) -> None:
        """Keep what is still being typed, then free devices and threads."""
        focused = self.focusWidget()
        if focused is not None:
            focused.clearFocus()
        self.sample.hide()
        if self.hearing is not None:
            self.hearing.close()
        if self.model is not None:
            self.model.close_down()
        self.worker.close()
        if self.tests is not None:
            self.tests.close_engine()
