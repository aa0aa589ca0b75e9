"""The library window: every kept call, found, looked at, opened, imported and deleted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QItemSelectionModel, Qt, QTimer
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from callassist.errors import CallAssistError
from callassist.gui.counts import counts
from callassist.gui.keys import WindowKeys
from callassist.gui.library.detail import DetailPane
from callassist.gui.library.doing import Deeds, Doing
from callassist.gui.library.doomed import DoomedBar
from callassist.gui.library.gate import Gate
from callassist.gui.library.importing import ImportPanel
from callassist.gui.library.model import CallTable
from callassist.gui.library.recovered import RecoveredBar
from callassist.gui.library.searching import SearchBar
from callassist.gui.library.store_window import StoreWindow
from callassist.gui.library.table import CallView
from callassist.gui.library.welcome import Welcome
from callassist.gui.style import Button, style_sheet
from callassist.gui.text import TextBlock
from callassist.gui.theme import Theme
from callassist.settings.policy import Rules
from callassist.store.query import QueryError
from callassist.store.store import CallStore

if TYPE_CHECKING:
    from callassist.run.keeping.recovering import Recovered

WATCH_MS = 3000
"""How often it is looked whether calls have come, changed or gone."""
SIZE_EM = (94.0, 52.0)
DETAIL_FROM_EM = 62.0
"""A narrower window shows no pane beside the table."""


class LibraryWindow(Doing, StoreWindow):
    """All kept calls."""

    def __init__(
        self,
        theme: Theme,
        rules: Rules | None = None,
        deeds: Deeds | None = None,
        *,
        agent: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Build the window; :meth:`start` opens the store.

        Args:
            theme: Colors and sizes.
            rules: What the policy allows.
            deeds: What else can be done with calls.
            agent: Whose calls the filter "Mine" shows.
            parent: The widget that owns it.
        """
        super().__init__("library", rules, parent)
        self.setWindowTitle(self.tr("Calls – callassist"))
        self.setAcceptDrops(True)
        self.deeds = deeds or Deeds()
        self._print: object = None
        self.model = CallTable(self.worker, self)
        self.search = SearchBar(agent, self)
        self.view = CallView(self.model, theme, self)
        self.detail = DetailPane(self.rules.keep_days, self)
        self.doomed = DoomedBar(self)
        self.imports = ImportPanel(self)
        self.recovered = RecoveredBar(self)
        self.gate = Gate(
            self.worker, self.rules.store_address, self.rules, self.deeds.recover, self
        )
        self.welcome = Welcome(self)
        self.title = TextBlock(self)
        self.count = TextBlock(self, max_lines=1)
        self.problem = TextBlock(self, max_lines=2)
        self.import_button = Button(
            self.tr("Import…"),
            self,
            icon="import",
            tooltip=self.tr("Import recordings (Ctrl+I), or drop them here"),
        )
        self.practice_button = Button(
            self.tr("Practice"),
            self,
            icon="practice",
            tooltip=self.tr("Practice on the selected calls (Ctrl+P)"),
        )
        self.team_button = Button(
            self.tr("Team"), self, tooltip=self.tr("How the calls of all went, week by week")
        )
        what = self.tr("Change prompts, and see what they would have done")
        self.studio_button = Button(self.tr("Studio"), self, tooltip=what)
        self._watch = QTimer(self, interval=WATCH_MS)
        self._lay_out()
        self._connect()
        self._add_keys()
        self.set_theme(theme)
        self.resize(theme.px(SIZE_EM[0]), theme.px(SIZE_EM[1]))
        self._show_page(None)

    def start(self) -> None:
        """Open the store, and go on to watch it."""
        self.gate.start()

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self.wear(theme, style_sheet(theme))
        self.title.set_look(theme.font("say"), theme.color("text"))
        self.count.set_look(theme.font("body"), theme.color("muted"))
        self.problem.set_look(theme.font("body"), theme.color("alert"))
        bars = (self.recovered, self.doomed, self.imports)
        parts = (self.search, self.view, self.detail, self.gate, *bars)
        buttons = (self.team_button, self.studio_button, self.practice_button, self.import_button)
        for part in (*parts, self.welcome, *buttons):
            part.set_theme(theme)
        gap = theme.px(1.2)
        self._column.setContentsMargins(gap, gap, gap, gap)
        self._column.setSpacing(theme.px(0.8))
        self._head.setSpacing(theme.px(0.7))
        self.detail.setMinimumWidth(theme.px(19))
        self.setMinimumSize(theme.px(44), theme.px(26))

    def _lay_out(self) -> None:
        self._head = QHBoxLayout()
        self._head.addWidget(self.title, 0, Qt.AlignmentFlag.AlignVCenter)
        self._head.addWidget(self.count, 1, Qt.AlignmentFlag.AlignVCenter)
        self._head.addWidget(self.team_button)
        self._head.addWidget(self.studio_button)
        self._head.addWidget(self.practice_button)
        self._head.addWidget(self.import_button)
        self.title.set_text(self.tr("Calls"))
        self.title.setSizePolicy(
            self.title.sizePolicy().Policy.Fixed, self.title.sizePolicy().verticalPolicy()
        )
        self.split = QSplitter(Qt.Orientation.Horizontal, self)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.view)
        self.split.addWidget(self.detail)
        self.split.setStretchFactor(0, 1)
        self.pages = QStackedWidget(self)
        for page in (self.split, self.gate, self.welcome):
            self.pages.addWidget(page)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self._column.addWidget(self.search)
        self._column.addWidget(self.problem)
        self._column.addWidget(self.recovered)
        self._column.addWidget(self.pages, 1)
        self._column.addWidget(self.imports)
        self._column.addWidget(self.doomed)
        self.problem.hide()

    def _connect(self) -> None:
        self.gate.opened.connect(self.show_store)
        self.gate.waiting.connect(lambda: self._show_page(self.gate))
        self.search.changed.connect(self._query_changed)
        self.search.entered.connect(self._to_table)
        self.model.loaded.connect(self._loaded)
        self.model.failed.connect(self._query_failed)
        self.view.opened.connect(lambda: self._open(-1.0))
        self.view.delete_asked.connect(self.delete_selected)
        self.view.rename_asked.connect(self._rename)
        self.view.selectionModel().selectionChanged.connect(self._selected)
        self.view.customContextMenuRequested.connect(self._show_menu)
        self.detail.open_asked.connect(self._open)
        self.detail.practice_asked.connect(self._practice)
        self.doomed.changed.connect(self.model.set_doomed)
        self.doomed.due.connect(self._delete)
        self.recovered.open_asked.connect(self._open_recovered)
        self.imports.imported.connect(self.model.refresh)
        self.import_button.clicked.connect(self.choose_files)
        self.practice_button.clicked.connect(self._practice)
        self.welcome.import_asked.connect(self.choose_files)
        self.team_button.clicked.connect(lambda: self._start(self.deeds.team))
        self.studio_button.clicked.connect(lambda: self._start(self.deeds.studio))
        self.welcome.demo_asked.connect(lambda: self._start(self.deeds.demo))
        self.welcome.record_asked.connect(lambda: self._start(self.deeds.record))
        self.welcome.all_asked.connect(self.search.clear)
        self._watch.timeout.connect(self._look)

    def _add_keys(self) -> None:
        keys: tuple[tuple[Any, Callable[[], None]], ...] = (
            (QKeySequence.StandardKey.Find, self.search.box.setFocus),
            (QKeySequence.StandardKey.Undo, self.doomed.cancel),
            (QKeySequence("Ctrl+I"), self.choose_files),
            (QKeySequence("Ctrl+P"), self._practice),
            (QKeySequence("Ctrl+E"), self._export),
            (QKeySequence("F5"), self.model.refresh),
            (QKeySequence("Esc"), self._escape),
        )
        for sequence, act in keys:
            QShortcut(sequence, self, activated=act)
        WindowKeys(self, [QKeySequence("Ctrl+E")])

    # The store

    def show_store(self, store: CallStore) -> None:
        """Show an open store; the window closes it."""
        self.store = store
        can_import = self.deeds.importer is not None and not self.rules.recording_forbidden
        self.imports.set_importer(self.deeds.importer(store) if can_import else None)
        self.model.set_store(store)
        self._watch.start()
        self.recovered.show_found(self.gate.recovered)

    def _query_changed(self, query: str) -> None:
        self._keep_place()
        self.model.set_query(query)

    def _query_failed(self, error: CallAssistError) -> None:
        if isinstance(error, QueryError):
            self.search.set_problem(str(error))
        else:
            self._say(str(error))

    def _loaded(self) -> None:
        self.search.set_problem("")
        count = self.model.rowCount()
        self.count.set_text(counts.calls_found(count) if self.model.query else counts.calls(count))
        if count:
            self._show_page(self.split)
            self.view.restore()
        else:
            self.welcome.show_for(
                searching=bool(self.model.query),
                forbidden=self.rules.recording_forbidden,
                can_import=self.deeds.importer is not None,
                can_demo=self.deeds.demo is not None,
                can_record=self.deeds.record is not None,
            )
            self._show_page(self.welcome)
        self._selected()

    def _look(self) -> None:
        """Ask whether anything has changed; only then is the table asked for anew.

        A call that is being recorded may be one whose program has died: it is finished then.
        """
        store = self.store
        if store is None or self.worker.busy:
            return

        def look() -> tuple[Sequence[Recovered], object]:
            recording = store.calls("state:recording")
            found = self.gate.finish_cut_off(store) if recording else ()
            if found:
                recording = store.calls("state:recording")
            newest = store.calls(limit=1)
            return found, (store.count(), newest, [call.id for call in recording])

        def compare(answer: tuple[Sequence[Recovered], object]) -> None:
            found, print_ = answer
            if found:
                self.recovered.show_found(found)
            if self._print is not None and print_ != self._print:
                self._keep_place()
                self.model.refresh()
            self._print = print_

        self.worker.run(look, compare, key="look")

    def _keep_place(self) -> None:
        self.view.remember()

    # What is selected

    def _selected(self) -> None:
        chosen = self.view.chosen()
        can_practice = self.deeds.practice is not None
        has_calls = self.pages.currentWidget() is self.split
        self.practice_button.setVisible(can_practice and has_calls)
        if len(chosen) != 1:
            self.detail.show_many(self.view.chosen_count)
            return
        (summary,) = chosen
        self.detail.show_call(summary)
        if not can_practice:
            self.detail.practice.hide()
        store = self.store
        if store is None or summary.state == "recording":
            return

        def show(document: dict[str, Any]) -> None:
            if [call.id for call in self.view.chosen()] == [summary.id]:
                self.detail.show_document(document)

        self.worker.run(
            lambda: store.document(summary.id),
            show,
            lambda error: self.detail.notices.set_text(str(error)),
            key="document",
        )

    def select(self, row: int) -> None:
        """Select a row."""
        flags = QItemSelectionModel.SelectionFlag
        self.view.selectionModel().setCurrentIndex(
            self.model.index(row, 0), flags.ClearAndSelect | flags.Rows
        )

    def _to_table(self) -> None:
        self.view.setFocus()
        if self.model.rowCount() and not self.view.chosen():
            self.select(0)

    def _escape(self) -> None:
        if self.search.query:
            self.search.clear()
        else:
            self.view.clearSelection()

    def _show_page(self, page: QWidget | None) -> None:
        """Show a page of the window; ``None`` while nothing is known yet."""
        has_calls = page is self.split
        self.search.setVisible(has_calls or (page is self.welcome and bool(self.search.query)))
        is_open = self.store is not None
        self.import_button.setVisible(is_open and self.deeds.importer is not None)
        self.practice_button.setVisible(has_calls and self.deeds.practice is not None)
        self.team_button.setVisible(has_calls and self.deeds.team is not None)
        self.studio_button.setVisible(has_calls and self.deeds.studio is not None)
        self.pages.setVisible(page is not None)
        if not is_open:
            self.count.set_text("" if page is not None else self.tr("Opening …"))
        if page is not None:
            self.pages.setCurrentWidget(page)

    # Windows

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the pane out where there is room for the table alone."""
        super().resizeEvent(event)
        self.detail.setVisible(self.width() >= self.theme.px(DETAIL_FROM_EM))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import what was dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.import_files(paths)

    def end_work(self) -> None:
        """End timers and threads, cancel imports, and delete what was to be deleted."""
        self._watch.stop()
        self.search.stop()
        self.imports.close_worker()
        self.worker.close()
        self.doomed.finish()
