"""The settings window: pages on the left, rows on the right, everything kept at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QListWidgetItem, QWidget

from callassist.errors import CallAssistError
from callassist.gui.hotkeys import Problem
from callassist.gui.practice.show import theme_of
from callassist.gui.settings.about import About, open_folder
from callassist.gui.settings.book import SettingsBook
from callassist.gui.settings.checks import problems_on
from callassist.gui.settings.hearing import Hearing
from callassist.gui.settings.kinds import Page, PageId
from callassist.gui.settings.laying import KEY_ROLE, Laying
from callassist.gui.settings.login import AtLogin
from callassist.gui.settings.model import ModelPanel
from callassist.gui.settings.page import PageView
from callassist.gui.settings.row import Row
from callassist.gui.settings.sample import Sample
from callassist.gui.settings.sound import OpenEngine, SoundTests, open_chosen_engine
from callassist.gui.settings.table import PAGES, SETTINGS, matching, setting_of, tr
from callassist.gui.theme import Theme
from callassist.gui.worker import Worker
from callassist.settings.fixed import fixed_by
from callassist.settings.policy import Policy
from callassist.settings.user import UserSettings


class SettingsWindow(Laying, QWidget):
    """All settings.

    Signals:
        closed: The window is gone.
        again_asked: The first steps, once more.

    Attributes:
        book: The settings.
        views: The pages made so far.
    """

    closed = Signal()
    again_asked = Signal()

    def __init__(
        self,
        book: SettingsBook,
        policies: tuple[Policy, ...] = (),
        *,
        policy_trouble: str = "",
        hearing: Hearing | None = None,
        open_engine: OpenEngine = open_chosen_engine,
        theme: Theme | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Build the window.

        Args:
            book: The settings; whoever made it closes it.
            policies: What a company decides.
            policy_trouble: Why that cannot be known, one line.
            hearing: Both sides' devices; made here by default, and closed with the window.
            open_engine: Opens the recognizer for the test sentence.
            theme: Its look; by default as the settings say.
            parent: The widget it belongs to.
        """
        super().__init__(parent)
        self.setObjectName("window")
        self.setWindowTitle(self.tr("Settings – callassist"))
        self.book = book
        self._policies = policies
        self._policy_trouble = policy_trouble
        self._fixed = fixed_by(policies)
        self._own_theme = theme
        self._open_engine = open_engine
        self._hearing = hearing
        self._closing = False
        self._refused_keys: dict[str, str] = {}
        self.views: dict[PageId, PageView] = {}
        self.at_login: AtLogin | None = None
        self.tests: SoundTests | None = None
        self.model: ModelPanel | None = None
        self.about: About | None = None
        self.sample = Sample(self)
        self.worker = Worker("settings", self)
        self.lay_out()
        self._list_pages()
        self.search.textChanged.connect(self._search)
        self.search.installEventFilter(self)
        self.list.currentItemChanged.connect(self._go)
        self.reset.clicked.connect(self.reset_page)
        self.undo_button.clicked.connect(self.undo)
        self.banner_button.clicked.connect(lambda: open_folder(book.path.parent))
        book.changed.connect(self._show)
        book.changed_outside.connect(
            lambda: self.tell(self.tr("The settings were changed outside this window"))
        )
        book.trouble_changed.connect(self._show_trouble)
        QShortcut(QKeySequence.StandardKey.Undo, self, self.undo)
        QShortcut(QKeySequence.StandardKey.Find, self, self.search.setFocus)
        self.set_theme(self._wanted_theme())
        self.show_page("calls")
        self._show_trouble()
        self.list.setFocus()

    @property
    def page(self) -> PageId:
        """The page that is shown."""
        return self.pages.currentWidget().widget().page.id

    def show_page(self, page: PageId) -> None:
        """Show a page, and free the devices unless it is about them."""
        view = self._view(page)
        self.pages.setCurrentWidget(view.scroll)
        self.title.set_text(tr(view.page.title))
        self.intro.set_text(self._intro(view.page))
        self.intro.setVisible(bool(self.intro.text))
        self.reset.setVisible(bool(view.keys) and not self._is_shut(page))
        for at in range(self.list.count()):
            if not self.search.text().strip() and self.list.item(at).data(KEY_ROLE) == page:
                self.list.setCurrentRow(at)
        self._hear()

    def show_setting(self, key: str) -> None:
        """Show a setting on its page."""
        setting = setting_of(key)
        self.show_page(setting.page)
        row = self.views[setting.page].rows[key]
        self.views[setting.page].scroll.ensureWidgetVisible(row, 0, self.theme.px(3))

    def set_refused_keys(self, problems: Sequence[Problem]) -> None:
        """Say of hotkeys that the running program could not have why not."""
        self._refused_keys = {f"hotkeys.{one.action}": one.text for one in problems if one.action}
        if "hotkeys" in self.views:
            self.views["hotkeys"].show_settings(self.book.settings)
        self._show_problems()

    def undo(self) -> None:
        """Take the last change back, and show where that was."""
        try:
            keys = self.book.undo()
        except CallAssistError as error:
            self.tell(str(error), wrong=True)
            return
        rows = [one for one in SETTINGS if set(one.keys) & set(keys)]
        if rows:
            self.show_setting(rows[0].key)
            self.tell(self.tr("Taken back: {name}").format(name=tr(rows[0].title)))
        self.undo_button.setVisible(self.book.can_undo)

    def reset_page(self) -> None:
        """Give every setting of the page its default; one undo takes all of that back."""
        view = self.views[self.page]
        try:
            self.book.reset(view.keys)
        except CallAssistError as error:
            self.tell(str(error), wrong=True)
            return
        self.tell(self.tr("“{page}” is as at first").format(page=tr(view.page.title)))

    # Pages

    def _view(self, page_id: PageId) -> PageView:
        """Return a page, made when it is first wanted."""
        if page_id in self.views:
            return self.views[page_id]
        page: Page = next(one for one in PAGES if one.id == page_id)
        view = PageView(page, self._fixed, self._both_sides)
        view.wanted.connect(self._change)
        view.again_asked.connect(self.again_asked)
        view.sample_asked.connect(lambda: self.sample.show(self.book.settings.overlay))
        self._add_extras(view)
        self.views[page_id] = view
        self.add_page(view)
        view.set_theme(self.theme)
        for part in (self.at_login, self.tests, self.model, self.about):
            if part is not None and view.isAncestorOf(part):
                part.set_theme(self.theme)
        view.show_settings(self.book.settings)
        self._show_problems()
        view.setEnabled(not self._is_shut(page_id))
        return view

    def _add_extras(self, view: PageView) -> None:
        if view.page.id == "calls":
            self.at_login = AtLogin(view)
            view.add_extra(self.at_login)
        elif view.page.id == "sound":
            self.tests = SoundTests(self._both_sides(), self.worker, self._open_engine, view)
            self.tests.use(self.book.settings)
            view.add_extra(self.tests)
        elif view.page.id == "model":
            self.model = ModelPanel(view)
            self.model.use_language(self.book.settings.language)
            self.model.installed.connect(
                lambda: self.tell(self.tr("Installed: it hears calls from the next one on"))
            )
            view.add_extra(self.model, above=True)
        elif view.page.id == "about":
            self.about = About(self._policies, view)
            view.add_extra(self.about, above=True)

    def _both_sides(self) -> Hearing:
        if self._hearing is None:
            self._hearing = Hearing(self)
        return self._hearing

    def _hear(self) -> None:
        """Open the devices while their page is on screen, and only then."""
        if self._hearing is None:
            return
        if self.isVisible() and self.page == "sound":
            self._hearing.begin()
        else:
            self._hearing.end()
            if self.tests is not None:
                self.tests.reset()

    # Changes

    def _change(self, values: dict[str, Any], row: Row) -> None:
        try:
            self.book.change(values)
        except CallAssistError as error:
            row.set_problem(str(error))
            return
        self.tell(self.tr("Kept: {name}").format(name=tr(row.setting.title)))

    def _show(self, settings: UserSettings) -> None:
        theme = self._wanted_theme()
        if theme != self.theme:
            self.set_theme(theme)
        for view in self.views.values():
            view.show_settings(settings)
        if self.tests is not None:
            self.tests.use(settings)
        if self.model is not None:
            self.model.use_language(settings.language)
        self._show_problems()
        self.undo_button.setVisible(self.book.can_undo)

    def _wanted_theme(self) -> Theme:
        return self._own_theme or theme_of(self.book.settings)

    def _show_problems(self) -> None:
        """Say of each setting that cannot work what is wrong with it, where it stands."""
        for page, view in self.views.items():
            problems = problems_on(page, self.book.settings)
            if page == "hotkeys":
                problems = {**self._refused_keys, **problems}
            for key, line in problems.items():
                if key in view.rows:
                    view.rows[key].set_problem(line)

    def _forbids_keeping(self) -> str:
        """Return which company does not allow calls to be kept, if one does not."""
        return next((p.company for p in self._policies if not p.recording.allowed), "")

    def _intro(self, page: Page) -> str:
        company = self._forbids_keeping()
        if page.id == "keeping" and company:
            line = self.tr("The policy of {company} does not allow keeping calls.")
            return line.format(company=company)
        return tr(page.intro)

    def _is_shut(self, page: PageId) -> bool:
        """Return whether nothing on a page can be changed now."""
        shut = bool(self._policy_trouble or self._forbids_keeping())
        return bool(self.book.trouble) or (shut and page == "keeping")

    def _show_trouble(self) -> None:
        """Say what is wrong with the settings file or the policy, and let nothing be changed."""
        line = self.book.trouble or self._policy_trouble
        self.banner_text.set_text(line[:1].upper() + line[1:])
        self.banner_button.setVisible(bool(self.book.trouble))
        self.banner.setVisible(bool(line))
        for page, view in self.views.items():
            view.setEnabled(not self._is_shut(page))
        self.reset.setVisible(bool(self.views[self.page].keys) and not self._is_shut(self.page))
        self.undo_button.setVisible(self.book.can_undo)

    # Searching

    def _list_pages(self) -> None:
        self.list.clear()
        for page in PAGES:
            item = QListWidgetItem(tr(page.title), self.list)
            item.setData(KEY_ROLE, page.id)

    def _search(self, words: str) -> None:
        found = matching(words)
        blocked = self.list.blockSignals(True)
        if not words.strip():
            current = self.page
            self._list_pages()
            self.list.setCurrentRow([page.id for page in PAGES].index(current))
        else:
            self.list.clear()
            titles = {page.id: tr(page.title) for page in PAGES}
            for setting in found:
                self.list_found(tr(setting.title), titles[setting.page], setting.key)
        self.list.blockSignals(blocked)
        self.nothing.setVisible(bool(words.strip()) and not found)
        if found:
            self.list.setCurrentRow(0)
        self._mark([setting.key for setting in found] if words.strip() else [])

    def _mark(self, keys: list[str]) -> None:
        for view in self.views.values():
            for key, row in view.rows.items():
                row.set_found(key in keys)

    def _go(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        name = item.data(KEY_ROLE)
        if self.search.text().strip():
            self.show_setting(name)
            self._mark([setting.key for setting in matching(self.search.text())])
        else:
            self.show_page(name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys go through what was found while one is typing."""
        if watched is self.search and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
            if event.key() in steps and self.list.count():
                row = (self.list.currentRow() + steps[event.key()]) % self.list.count()
                self.list.setCurrentRow(row)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.list.currentItem():
                name = self.list.currentItem().data(KEY_ROLE)
                if self.search.text().strip():
                    self.views[self.page].rows[name].editor.setFocus()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc end the search, then close the window."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.search.text():
            self.search.clear()
        else:
            self.close()

    # Coming and going

    def showEvent(self, event: QShowEvent) -> None:
        """Hear, if the page is about that."""
        super().showEvent(event)
        self._hear()

    def hideEvent(self, event: QHideEvent) -> None:
        """Free the devices."""
        super().hideEvent(event)
        if self._hearing is not None:
            self._hearing.end()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Go; everything is kept already."""
        self.shut()
        event.accept()

    def shut(self) -> None:
        """Free devices and threads; safe twice."""
        if self._closing:
            return
        self._closing = True
        self.sample.hide()
        focused = self.focusWidget()
        if focused is not None:
            focused.clearFocus()  # a line that is still being typed is kept
        if self._hearing is not None:
            self._hearing.close()
        if self.model is not None:
            self.model.close_down()
        self.worker.close()
        if self.tests is not None:
            self.tests.close_engine()
        self.closed.emit()
