"""The window's parts and how they lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from callassist.gui.core_texts import core
from callassist.gui.i18n import translate
from callassist.gui.theme import Theme
from callassist.gui.timeline.commands import COMMANDS, VIEW_MENU
from callassist.gui.timeline.gutter import WIDTH_EM, Gutter
from callassist.gui.timeline.header import Banner, Header, offer_text
from callassist.gui.timeline.overview import Overview
from callassist.gui.timeline.panels import EventPage, MarksPanel, MomentsPanel, ScorecardPage
from callassist.gui.timeline.plot import TimePlot
from callassist.gui.timeline.search import SearchBar
from callassist.gui.timeline.tools import icon_of
from callassist.gui.timeline.transcript import Transcript
from callassist.gui.timeline.transport import Transport
from callassist.review.event_names import FILTERS
from callassist.review.events import Event

if TYPE_CHECKING:
    from callassist.gui.timeline.window import TimelineWindow

CHART_SHARE = 0.6
NARROW_EM = 62.0
"""Below this width the transcript is a tab among the others."""


class Parts:
    """All widgets of a window, laid out."""

    def __init__(self, window: TimelineWindow) -> None:
        """Make them and put them into ``window``."""
        self._window = window
        look, actions = window.look, window.actions_by_id
        self.header = Header(window.call, window.timeline)
        self.offer = Banner(chief=True)
        self.trouble = Banner()
        self.notices = QVBoxLayout()
        self.overview = Overview(look)
        self.plot = TimePlot(look)
        if window.book.can_write:
            self.plot.marks.hint = translate(
                "Parts", "C comments here, G marks a good moment, T one to practice"
            )
        self.gutter = Gutter(self.plot)
        self.transport = Transport(actions, window.call.duration_s)
        self.transcript = Transcript(look)
        self.search = SearchBar(look, self.transcript)
        self.filters = {name: QAction(core(title), window) for name, title in FILTERS.items()}
        for action in self.filters.values():
            action.setCheckable(True)
        self.event_page = EventPage(look)
        self.moments = MomentsPanel(look, list(self.filters.values()))
        self.scorecard = ScorecardPage(look)
        self.marks = MarksPanel(look, window.book)
        self.marks.add_buttons(
            [
                actions[name]
                for name in ("comment", "good_moment", "practice", "edit_mark", "delete_mark")
            ]
        )
        self._fill_menus()
        self._lay_out()

    def icon(self, name: str) -> QIcon:
        """Return an icon in the theme's color."""
        theme = self._window.look.theme
        return icon_of(name, theme.color("text"), theme.px(1.3))

    def set_theme(self, theme: Theme) -> None:
        """Use this theme everywhere."""
        side = theme.px(0.9)
        self._page_layout.setContentsMargins(side, theme.px(0.5), side, 0)
        self._page_layout.setSpacing(theme.px(0.45))
        self._spacer.setFixedWidth(theme.px(WIDTH_EM))
        self._chart_layout.setSpacing(theme.px(0.3))
        for part in (self.header, self.offer, self.trouble, self.overview, self.plot):
            part.set_theme(theme)
        self.transport.set_theme(theme)
        self.search.set_theme(theme)
        self.moments.set_theme(theme)
        self.gutter.refresh()
        self.transcript.refresh()
        self.event_page.refresh()
        self.scorecard.refresh()
        self._lower.setMinimumHeight(theme.px(11))
        self._lower.setHandleWidth(theme.px(0.5))
        self._split.setHandleWidth(theme.px(0.3))
        self.fit(self._window.width())

    def fit(self, width_px: int) -> None:
        """Let the transcript be a tab where the window is narrow for its text."""
        narrow = width_px < NARROW_EM * self._window.look.theme.em_px
        in_tabs = self.tabs.indexOf(self._words) >= 0
        if narrow and not in_tabs:
            self.tabs.insertTab(0, self._words, translate("Parts", "Transcript"))
            self.tabs.setCurrentIndex(0)
        elif not narrow and in_tabs:
            self._lower.insertWidget(0, self._words)
            self._words.show()
            self._lower.setSizes([3, 2])

    def show_event(self) -> None:
        """Show the chosen event in every part."""
        self.event_page.refresh()
        self.plot.refresh()
        self.moments.list.show_selected()
        self.marks.list.show_selected()

    def show_tab(self, page: QWidget, unless: QWidget | None = None) -> None:
        """Bring a page to the front, unless another one is there."""
        if unless is None or self.tabs.currentWidget() is not unless:
            self.tabs.setCurrentWidget(page)

    def offer_first_hard(self, event: Event | None) -> None:
        """Offer the first hard moment, if there is one."""
        if event is not None:
            self.offer.say(offer_text(event), translate("Parts", "Play from there  (B)"))

    def add_notice(self, line: str) -> None:
        """Say a line below the head."""
        label = QLabel(line)
        label.setObjectName("notice")
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        self.notices.addWidget(label)

    def _fill_menus(self) -> None:
        window = self._window
        menus = {}
        for command in COMMANDS:
            if command.menu not in menus:
                menus[command.menu] = window.menuBar().addMenu(translate("Commands", command.menu))
            menu = menus[command.menu]
            if command.gap:
                menu.addSeparator()
            menu.addAction(window.actions_by_id[command.id])
        show = menus[VIEW_MENU].addMenu(translate("Parts", "S&tep through"))
        show.addActions(list(self.filters.values()))

    def _lay_out(self) -> None:
        self._spacer = QWidget()
        strip = QHBoxLayout()
        strip.setSpacing(0)
        strip.addWidget(self._spacer)
        strip.addWidget(self.overview, 1)
        plot = QHBoxLayout()
        plot.setSpacing(0)
        plot.addWidget(self.gutter)
        plot.addWidget(self.plot, 1)
        self.chart = QWidget()
        self.chart.setObjectName("page")
        self._chart_layout = QVBoxLayout(self.chart)
        self._chart_layout.setContentsMargins(0, 0, 0, 0)
        self._chart_layout.addLayout(strip)
        self._chart_layout.addLayout(plot, 1)
        self._words = QWidget()
        words = QVBoxLayout(self._words)
        words.setContentsMargins(0, 0, 0, 0)
        words.addWidget(self.search)
        words.addWidget(self.transcript, 1)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(translate("Parts", "Panels"))
        self.tabs.tabBar().setDrawBase(False)
        for page, title in (
            (self.event_page, translate("Parts", "What happened")),
            (self.moments, translate("Parts", "Moments")),
            (self.scorecard, translate("Parts", "Scorecard")),
            (self.marks, translate("Parts", "Comments")),
        ):
            self.tabs.addTab(page, title)
        self.tabs.setCurrentWidget(self.moments)
        self._lower = QSplitter(Qt.Orientation.Horizontal)
        self._lower.addWidget(self._words)
        self._lower.addWidget(self.tabs)
        self._lower.setChildrenCollapsible(False)
        self._lower.setStretchFactor(0, 3)
        self._lower.setStretchFactor(1, 2)
        self._lower.setSizes([600, 400])
        below = QWidget()
        lower = QVBoxLayout(below)
        lower.setContentsMargins(0, 0, 0, 0)
        lower.addWidget(self._lower, 1)
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.addWidget(self.chart)
        self._split.addWidget(below)
        self._split.setChildrenCollapsible(False)
        self._split.setSizes([round(1000 * CHART_SHARE), round(1000 * (1 - CHART_SHARE))])
        # Where text is large and the screen small, all of it can still be reached.
        area = QScrollArea()
        area.setWidget(self._split)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for ground in (self._split, area.viewport()):
            ground.setAutoFillBackground(False)
        page = QWidget()
        page.setObjectName("page")
        self._page_layout = QVBoxLayout(page)
        self._page_layout.addWidget(self.header)
        self._page_layout.addLayout(self.notices)
        self._page_layout.addWidget(self.offer)
        self._page_layout.addWidget(self.trouble)
        self._page_layout.addWidget(self.transport)
        self._page_layout.addWidget(area, 1)
        self._window.setCentralWidget(page)
