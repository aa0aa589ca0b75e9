"""The team window: reads the calls beside the GUI thread, shows their figures, exports them."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from callassist.errors import CallAssistError
from callassist.gui.core_texts import core
from callassist.gui.counts import counts
from callassist.gui.i18n import number
from callassist.gui.keys import WindowKeys
from callassist.gui.library.gate import Gate
from callassist.gui.library.store_window import StoreWindow
from callassist.gui.style import Button, Field, style_sheet
from callassist.gui.team.board import Board
from callassist.gui.team.choice import Choice
from callassist.gui.team.doing import Doing
from callassist.gui.team.empty import Empty
from callassist.gui.team.trend import PAD_EM
from callassist.gui.text import TextBlock
from callassist.gui.theme import Theme
from callassist.review.team.chart import weeks_text
from callassist.review.team.report import TeamReport
from callassist.run.team_view import WEEKS, files_report, store_report
from callassist.settings.policy import Rules
from callassist.store.query import QueryError
from callassist.store.store import CallStore

SIZE_EM = (82.0, 56.0)
CHOICES = (4, 8, 12, 26, 52, 104)
"""Weeks to choose from."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which calls the window is about.

    Attributes:
        files: Call files and folders of them; none for the kept calls.
        query: Which of the kept calls.
        weeks: How many weeks back from the latest.
        own_name: Who sits here.
        titles: What prompts say, by id.
    """

    files: Sequence[Path] = ()
    query: str = ""
    weeks: int = WEEKS
    own_name: str = ""
    titles: Mapping[str, str] = field(default_factory=dict)


class TeamWindow(Doing, StoreWindow):
    """A team's figures.

    Signals:
        call_asked: A call's id and a second to show on its timeline.
    """

    call_asked = Signal(str, float)
    _read = Signal(int, int, int, object)

    def __init__(
        self,
        theme: Theme,
        rules: Rules | None = None,
        wanted: Wanted | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Build the window; :meth:`start` opens the store or reads the files."""
        super().__init__("team", rules, parent)
        self.setWindowTitle(self.tr("Team – callassist"))
        self.wanted = wanted or Wanted()
        self.report: TeamReport | None = None
        self._run = 0
        self._stop = threading.Event()
        self.title, self.count = TextBlock(self), TextBlock(self, max_lines=1)
        self.weeks = Choice(self)
        self.export_button = Button(
            self.tr("Export for a meeting…"),
            self,
            kind="main",
            tooltip=self.tr("One page, without names of calls"),
        )
        self.box = Field(self)
        self.bar = QProgressBar(self, textVisible=False)
        self.reading = TextBlock(self, max_lines=1)
        self.stop_button = Button(self.tr("Stop"), self, kind="quiet", tooltip=self.tr("Esc"))
        self.problem = TextBlock(self, max_lines=3)
        self.mode = TextBlock(self, max_lines=3)
        self.board = Board(theme, self)
        self.empty = Empty(self)
        self.gate = Gate(self.worker, self.rules.store_address, self.rules, parent=self)
        self._lay_out()
        self._connect()
        self.set_theme(theme)
        self.resize(theme.px(SIZE_EM[0]), theme.px(SIZE_EM[1]))
        self._show_page(None)

    def start(self) -> None:
        """Open the store, or read the files."""
        if self.wanted.files:
            self.read()
        else:
            self.gate.start()

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self.wear(theme, style_sheet(theme) + Choice.sheet(theme))
        self.title.set_look(theme.font("say"), theme.color("text"))
        self.count.set_look(theme.font("body"), theme.color("muted"))
        self.reading.set_look(theme.font("caption"), theme.color("muted"))
        self.problem.set_look(theme.font("body"), theme.color("alert"))
        self.mode.set_look(theme.font("caption"), theme.color("muted"))
        pages = (self.board, self.empty, self.gate)
        for part in (self.weeks, self.export_button, self.stop_button, *pages):
            part.set_theme(theme)
        gap = theme.px(1.2)
        self._column.setContentsMargins(gap, gap, gap // 2, 0)
        self._column.setSpacing(theme.px(0.8))
        self._head.setSpacing(theme.px(0.7))
        inside = theme.px(PAD_EM)
        self._head.setContentsMargins(inside, 0, gap // 2 + inside, 0)
        self._line.setSpacing(theme.px(0.7))
        for row in (self._line, self._told, self._moded):
            row.setContentsMargins(inside, 0, gap // 2 + inside, 0)
        self.bar.setFixedWidth(theme.px(12))
        self.setMinimumSize(theme.px(30), theme.px(24))

    def _lay_out(self) -> None:
        self.title.set_text(self.tr("Team"))
        policy = self.title.sizePolicy()
        self.title.setSizePolicy(policy.Policy.Fixed, policy.verticalPolicy())
        for count in sorted({*CHOICES, self.wanted.weeks}):
            self.weeks.addItem(counts.weeks(count), count)
        self.weeks.setCurrentIndex(self.weeks.findData(self.wanted.weeks))
        self.weeks.setAccessibleName(self.tr("Weeks back from the latest call"))
        self.box.setText(self.wanted.query)
        self.box.setPlaceholderText(
            self.tr("All calls; or words and fields, e.g. refund frustration>0.5")
        )
        self.box.setAccessibleName(self.tr("Which calls; Enter searches"))
        self.box.setClearButtonEnabled(True)
        middle = Qt.AlignmentFlag.AlignVCenter
        self._head = QHBoxLayout()
        self._head.addWidget(self.title, 0, middle)
        self._head.addWidget(self.count, 1, middle)
        self._head.addWidget(self.weeks)
        self._head.addWidget(self.export_button)
        self._line = QHBoxLayout()
        self._line.addWidget(self.box, 1)
        self._line.addWidget(self.bar, 0, middle)
        self._line.addWidget(self.reading, 0, middle)
        self._line.addWidget(self.stop_button)
        self.scroll = QScrollArea(self, widgetResizable=True)
        self.scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # its keys scroll
        self.scroll.setWidget(self.board)
        self.pages = QStackedWidget(self)
        for page in (self.scroll, self.gate, self.empty):
            self.pages.addWidget(page)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self._column.addLayout(self._line)
        self._told = QHBoxLayout()
        self._told.addWidget(self.problem)
        self._column.addLayout(self._told)
        self._moded = QHBoxLayout()
        self._moded.addWidget(self.mode)
        self._column.addLayout(self._moded)
        self._column.addWidget(self.pages, 1)
        self.problem.hide()
        self.mode.hide()
        self._show_reading(False)

    def _connect(self) -> None:
        self.gate.opened.connect(self.show_store)
        self.gate.waiting.connect(lambda: self._show_page(self.gate))
        self.box.returnPressed.connect(self.read)
        self.weeks.activated.connect(lambda _: self.read())
        self.stop_button.clicked.connect(self.stop_reading)
        self.export_button.clicked.connect(self.choose_export)
        self.board.opened.connect(self._open_call)
        self.empty.all_asked.connect(self.show_all)
        self._read.connect(self._progressed, Qt.ConnectionType.QueuedConnection)
        keys = (
            (QKeySequence(QKeySequence.StandardKey.Find), self._to_box),
            (QKeySequence("F5"), self.read),
            (QKeySequence("Ctrl+E"), self.choose_export),
            (QKeySequence("Esc"), self._escape),
        )
        for keys_pressed, act in keys:
            QShortcut(keys_pressed, self, activated=act)
        WindowKeys(self, [QKeySequence("Ctrl+E")])

    # Reading

    def show_store(self, store: CallStore) -> None:
        """Show the calls of an open store; the window closes it."""
        self.store = store
        self.read()

    def show_all(self) -> None:
        """Show the figures of all kept calls."""
        self.box.clear()
        self.read()

    def read(self) -> None:
        """Read the calls that are wanted now; what was being read is let go."""
        if self.store is None and not self.wanted.files:
            return
        self._stop.set()
        self._run += 1
        run, stop = self._run, threading.Event()
        self._stop = stop
        self._say("")
        self._show_reading(True)
        self.reading.set_text(self.tr("Looking for calls …"))

        def progress(done: int, of: int, report: TeamReport | None) -> bool:
            self._read.emit(run, done, of, report)
            return not stop.is_set()

        weeks, query = int(self.weeks.currentData()), self.box.text()
        store, wanted = self.store, self.wanted
        measures, eu_mode = self.rules.measures, self.rules.eu_mode

        def work() -> TeamReport:
            if wanted.files:
                return files_report(
                    wanted.files, weeks=weeks, measures=measures, eu_mode=eu_mode,
                    titles=wanted.titles, progress=progress,
                )  # fmt: skip
            assert store is not None
            return store_report(
                store, query, weeks=weeks, measures=measures, eu_mode=eu_mode,
                own_name=wanted.own_name, titles=wanted.titles, progress=progress,
            )  # fmt: skip

        self.worker.run(work, self._finished, self._failed, key="read")

    def stop_reading(self) -> None:
        """Be content with what was read."""
        self._stop.set()

    def _progressed(self, run: int, done: int, of: int, report: TeamReport | None) -> None:
        if run != self._run or self._closing or not self.stop_button.isVisibleTo(self):
            return
        self.bar.setRange(0, max(1, of))
        self.bar.setValue(done)
        self.reading.set_text(
            self.tr("{done} of {of} calls read").format(done=number(done), of=number(of))
        )
        self.reading.setFixedWidth(self.reading.sizeHint().width())
        if report is not None and report.calls:
            self._show_report(report, reading=True)

    def _finished(self, report: TeamReport) -> None:
        self._show_reading(False)
        self._show_report(report, reading=False)
        unread = report.calls - report.read - report.unreadable
        lines = [core(line) for line in report.notices]
        if unread:
            lines.append(
                self.tr("only {read} of {calls} calls were read; F5 reads all").format(
                    read=number(report.read), calls=number(report.calls)
                )
            )
        if report.unreadable:
            lines.append(counts.calls_unreadable(report.unreadable))
        self._say("; ".join(lines), "muted")

    def _failed(self, error: CallAssistError) -> None:
        self._show_reading(False)
        if isinstance(error, QueryError):
            self.box.setProperty("wrong", True)
            self.box.style().polish(self.box)
        self._say(str(error))

    def _show_report(self, report: TeamReport, *, reading: bool) -> None:
        self.report = report
        if self.box.property("wrong"):
            self.box.setProperty("wrong", False)
            self.box.style().polish(self.box)
        if not report.calls:
            self.count.set_text("")
            self.empty.show_for(searching=bool(self.box.text().strip()))
            self._show_page(self.empty)
            return
        facts = [counts.calls(report.calls)]
        if report.agents:
            facts.append(counts.agents(report.agents))
        facts.append(core(weeks_text(report.weeks)))
        self.count.set_text("  ·  ".join(facts))
        self.board.show_report(report, reading=reading)
        self.mode.set_text(core(report.voice_note))
        self.mode.setVisible(bool(report.voice_note))
        is_first = self.pages.currentWidget() is not self.scroll or not self.pages.isVisible()
        self._show_page(self.scroll)
        if is_first and not self.box.hasFocus():
            self.scroll.setFocus()

    # Showing

    def _show_reading(self, reading: bool) -> None:
        for part in (self.bar, self.reading, self.stop_button):
            part.setVisible(reading)
        if reading:
            self.bar.setRange(0, 0)

    def _show_page(self, page: QWidget | None) -> None:
        """Show a page of the window; ``None`` while nothing is known yet."""
        has_figures = page is self.scroll
        forbidden = self._may_not_export()
        self.export_button.setVisible(has_figures)
        self.export_button.setEnabled(has_figures and not forbidden)
        if forbidden:
            self.export_button.setToolTip(self.rules.export_forbidden)
            self.export_button.setAccessibleDescription(self.rules.export_forbidden)
        is_open = self.store is not None or bool(self.wanted.files)
        self.weeks.setVisible(is_open)
        self.box.setVisible(self.store is not None)
        self.pages.setVisible(page is not None)
        if page is not None:
            self.pages.setCurrentWidget(page)

    def end_work(self) -> None:
        """End the reading, and its thread."""
        self._stop.set()
        self.worker.close()
