"""How the settings window is laid out, and how it looks."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from callassist.gui.i18n import capital
from callassist.gui.settings.look import settings_sheet
from callassist.gui.settings.page import PageView
from callassist.gui.style import Button, Field
from callassist.gui.text import TextBlock
from callassist.gui.theme import Theme
from callassist.gui.window import half_way_down, scrolled

SIZE_EM = (62.0, 50.0)
RAIL_EM = 15.0
NARROW_SCREEN_EM = 45.0
"""Where a screen is no wider, nothing stands beside the heading."""
SAID_MS = 10_000
"""What has just happened is no news any longer than that."""
KEY_ROLE = Qt.ItemDataRole.UserRole
"""Where an item of the list keeps its page or setting."""


class Laying:
    """The part of the settings window that places its widgets; comes before its base."""

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
        self._saying = QTimer(self, singleShot=True, interval=SAID_MS)
        self._saying.timeout.connect(lambda: self.status.set_text(""))
        self.undo_button = Button(
            self.tr("Undo"), self, kind="quiet", tooltip=self.tr("The last change, Ctrl+Z")
        )
        self.undo_button.hide()
        self._head = QHBoxLayout()
        self._head.addWidget(self.title, 1)
        self._head.addWidget(self.reset)
        self._foot = QHBoxLayout()
        self._foot.addLayout(half_way_down(self.status), 1)
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

    def add_page(self, view: PageView) -> None:
        """Put a page into the window, to be scrolled."""
        view.scroll = scrolled(view, self)
        view.scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.pages.addWidget(view.scroll)

    def show_title(self, title: str) -> None:
        """Show what the page is called, and leave it room for its longest word."""
        self.title.set_text(title)
        metrics = QFontMetrics(self.title.font())
        widest = max(metrics.horizontalAdvance(f" {word}") for word in title.split())
        self.title.setMinimumWidth(min(widest, self._free_screen().width() // 3))

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
        self.status.set_text(capital(line))
        self._saying.stop() if wrong else self._saying.start()
        self.undo_button.setVisible(self.book.can_undo)

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self.wear(theme, settings_sheet(theme))
        px = theme.px
        self.title.set_look(theme.font("say"), theme.color("text"))
        if self.title.text:
            self.show_title(self.title.text)
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
        for part in (self.tests, self.model, self.about):
            if part is not None:
                part.set_theme(theme)
        self.rail.setFixedWidth(min(px(RAIL_EM), self._free_screen().width() // 3))
        narrow = self._free_screen().width() < px(NARROW_SCREEN_EM)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._head.setDirection(down if narrow else across)
        left, anywhere = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag(0)
        self._head.setAlignment(self.reset, left if narrow else anywhere)
        self._fit_screen(SIZE_EM)
