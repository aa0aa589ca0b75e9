"""How the settings window is laid out, and how it looks."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from callassist.gui.settings.look import settings_sheet
from callassist.gui.settings.page import PageView
from callassist.gui.style import Button, Field
from callassist.gui.text import TextBlock
from callassist.gui.theme import Theme

SIZE_EM = (62.0, 50.0)
RAIL_EM = 15.0
KEY_ROLE = Qt.ItemDataRole.UserRole
"""Where an item of the list keeps its page or setting."""


class Laying:
    """The part of the settings window that places its widgets; comes before ``QWidget``."""

    def lay_out(self) -> None:
        """Make and place everything but the pages."""
        self.rail = QWidget(self)
        self.rail.setObjectName("rail")
        self.rail.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.search = Field(self.rail)
        self.search.setPlaceholderText(self.tr("Search (Ctrl+F)"))
        self.search.setAccessibleName(self.tr("Search the settings"))
        self.search.setClearButtonEnabled(False)
        self.list = QListWidget(self.rail)
        self.list.setAccessibleName(self.tr("Pages"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setWordWrap(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.nothing = TextBlock(self.rail)
        self.nothing.set_text(self.tr("No setting has these words."))
        self.nothing.hide()
        self._side = QVBoxLayout(self.rail)
        self._side.addWidget(self.search)
        self._side.addWidget(self.nothing)
        self._side.addWidget(self.list, 1)
        self.title, self.intro = TextBlock(self), TextBlock(self)
        self.reset = Button(self.tr("Reset this page"), self, kind="quiet", icon="undo")
        self.banner = QFrame(self)
        self.banner.setObjectName("banner")
        self.banner_text = TextBlock(self.banner)
        self.banner_button = Button(self.tr("Open the folder"), self.banner)
        self._banner_row = QHBoxLayout(self.banner)
        self._banner_row.addWidget(self.banner_text, 1)
        self._banner_row.addWidget(self.banner_button)
        self.pages = QStackedWidget(self)
        self.status = TextBlock(self, max_lines=2)
        self.undo_button = Button(
            self.tr("Undo"), self, kind="quiet", tooltip=self.tr("The last change, Ctrl+Z")
        )
        self.undo_button.hide()
        self._head = QHBoxLayout()
        self._head.addWidget(self.title, 1)
        self._head.addWidget(self.reset)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.status, 1)
        self._foot.addWidget(self.undo_button)
        self._main = QVBoxLayout()
        self._top = QVBoxLayout()
        self._top.addLayout(self._head)
        self._top.addWidget(self.intro)
        self._main.addLayout(self._top)
        self._main.addWidget(self.banner)
        self._main.addWidget(self.pages, 1)
        self._main.addLayout(self._foot)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.rail)
        whole.addLayout(self._main, 1)
        self._sized = False

    def add_page(self, view: PageView) -> None:
        """Put a page into the window, to be scrolled."""
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(view)
        view.scroll = scroll
        self.pages.addWidget(scroll)

    def list_found(self, title: str, page: str, key: str) -> None:
        """List a setting that was found, with its page below it; both wrap."""
        item = QListWidgetItem(f"{title}\n{page}", self.list)
        item.setData(KEY_ROLE, key)
        side, over = self.theme.px(0.6), self.theme.px(0.9)  # padding, and the focus ring
        width = self.list.viewport().width() - 2 * side - self.theme.px(1.0)
        metrics = QFontMetrics(self.theme.body_font)
        flags = Qt.TextFlag.TextWordWrap
        high = metrics.boundingRect(QRect(0, 0, width, 10_000), flags, item.text()).height()
        item.setSizeHint(QSize(width, high + 2 * over))

    def tell(self, line: str, *, wrong: bool = False) -> None:
        """Say what has just happened."""
        token = "alert" if wrong else "muted"
        self.status.set_look(self.theme.font("body"), self.theme.color(token))
        self.status.set_text(line[:1].upper() + line[1:])
        self.undo_button.setVisible(self.book.can_undo)

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self.theme = theme
        px = theme.px
        self.setFont(theme.body_font)
        self.setPalette(theme.qt_palette())
        self.setStyleSheet(settings_sheet(theme))
        self.title.set_look(theme.font("say"), theme.color("text"))
        self.intro.set_look(theme.font("body"), theme.color("muted"))
        self.nothing.set_look(theme.font("caption"), theme.color("muted"))
        self.banner_text.set_look(theme.font("body"), theme.color("text"))
        self.status.set_look(theme.font("body"), theme.color("muted"))
        for button in (self.reset, self.undo_button, self.banner_button):
            button.set_theme(theme)
        self.search.setFont(theme.body_font)
        self.list.setFont(theme.body_font)
        self._side.setContentsMargins(px(0.8), px(1.0), px(0.8), px(0.8))
        self._side.setSpacing(px(0.7))
        self._main.setContentsMargins(px(1.0), px(1.0), px(1.0), px(0.6))
        self._main.setSpacing(px(0.5))
        self._banner_row.setContentsMargins(px(0.8), px(0.6), px(0.8), px(0.6))
        self._top.setContentsMargins(px(0.6), 0, 0, px(0.3))
        self._top.setSpacing(px(0.5))
        self._foot.setContentsMargins(px(0.6), 0, 0, 0)
        for view in self.views.values():
            view.set_theme(theme)
        for part in (self.at_login, self.tests, self.model, self.about):
            if part is not None:
                part.set_theme(theme)
        self._fit_screen()

    def _fit_screen(self) -> None:
        """Take the size that the text asks for, as far as the screen has it."""
        screen = self.screen() or QGuiApplication.primaryScreen()
        free = screen.availableGeometry()
        wide, high = (self.theme.px(em) for em in SIZE_EM)
        self.rail.setFixedWidth(min(self.theme.px(RAIL_EM), free.width() // 3))
        if not self._sized:
            self._sized = True
            self.resize(min(wide, free.width() - 32), min(high, free.height() - 64))
