"""The settings window: pages on the left, rows on the right, everything kept at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QListWidgetItem, QWidget

from callassist.errors import CallAssistError
from callassist.gui.hotkeys import Problem
from callassist.gui.i18n import capital
from callassist.gui.settings.about import About, open_folder
from callassist.gui.settings.book import SettingsBook
from callassist.gui.settings.book_window import BookWindow
from callassist.gui.settings.checks import problems_on, refused
from callassist.gui.settings.hearing import Hearing
from callassist.gui.settings.kinds import Page, PageId
from callassist.gui.settings.laying import KEY_ROLE, Laying
from callassist.gui.settings.model import ModelPanel
from callassist.gui.settings.page import PageView
from callassist.gui.settings.row import Row
from callassist.gui.settings.sound import OpenEngine, SoundTests, open_chosen_engine
from callassist.gui.settings.table import PAGES, SETTINGS, matching, setting_of, tr
from callassist.gui.theme import Theme
from callassist.settings.policy import Policy
from callassist.settings.user import UserSettings


class SettingsWindow(Laying, BookWindow):
    """All settings.

    Signals:
        again_asked: The first steps, once more.
        taking_keys_changed: Whether the next keys are to become a hotkey, and do nothing else.
    """

    again_asked = Signal()
    taking_keys_changed = Signal(bool)

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
        super().__init__("settings", book, policies, theme, parent)
        self.setWindowTitle(self.tr("Settings – callassist"))
        self._policy_trouble = policy_trouble
        self._open_engine = open_engine
        self.hearing = hearing
        self._refused_keys: dict[str, str] = {}
        self.about: About | None = None
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
        if self.pages.currentWidget() is not view.scroll:
            self.tell("")
        self.pages.setCurrentWidget(view.scroll)
        self.show_title(tr(view.page.title))
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
        self.views[setting.page].scroll.horizontalScrollBar().setValue(0)

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
        view.taking_keys_changed.connect(self.taking_keys_changed)
        view.sample_asked.connect(lambda: self.sample.show(self.book.settings.overlay))
        self._add_extras(view)
        self.views[page_id] = view
        self.add_page(view)
        view.set_theme(self.theme)
        for part in (self.tests, self.model, self.about):
            if part is not None and view.isAncestorOf(part):
                part.set_theme(self.theme)
        view.show_settings(self.book.settings)
        self._show_problems()
        view.setEnabled(not self._is_shut(page_id))
        return view

    def _add_extras(self, view: PageView) -> None:
        if view.page.id == "sound":
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
        if self.hearing is None:
            self.hearing = Hearing(self)
        return self.hearing

    def _hear(self) -> None:
        """Open the devices while their page is on screen, and only then."""
        if self.hearing is None:
            return
        if self.isVisible() and self.page == "sound":
            self.hearing.begin()
        else:
            self.hearing.end()
            if self.tests is not None:
                self.tests.reset()

    # Changes

    def _change(self, values: dict[str, Any], row: Row) -> None:
        line = refused(values, self.book.settings)
        if line:
            row.set_value(self.book.value(row.setting.key))
            row.set_problem(line)
            self.tell("")
        elif self._keep(values, row):
            self.tell(self.tr("Kept: {name}").format(name=tr(row.setting.title)))

    def _show(self, settings: UserSettings) -> None:
        self._follow(settings)
        self._show_problems()
        self.undo_button.setVisible(self.book.can_undo)

    def _show_problems(self) -> None:
        """Say of each setting that cannot work what is wrong with it, where it stands."""
        for page, view in self.views.items():
            problems = problems_on(page, self.book.settings)
            if page == "hotkeys":
                problems = {**self._refused_keys, **problems}
            for key, line in problems.items():
                if key in view.rows:
                    view.rows[key].set_problem(line)

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
        self.banner_text.set_text(capital(line))
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
        if self.hearing is not None:
            self.hearing.end()
