"""The parts of the studio's window, and how they are laid out for the room there is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from callassist.gui.i18n import translate
from callassist.gui.studio.form import Form
from callassist.gui.studio.look import studio_sheet
from callassist.gui.studio.marks import MarksPage
from callassist.gui.studio.prompts import PromptView
from callassist.gui.studio.toml import TomlEdit
from callassist.gui.studio.trying import TryBox
from callassist.gui.studio.whatif import WhatIfPane
from callassist.gui.style import Button
from callassist.gui.text import TextBlock
from callassist.gui.theme import Theme

SIZE_EM = (112.0, 64.0)
TEXT_BESIDE_EM = 100.0
"""A narrower window has the text below the form."""
TEXT_ASIDE_EM = 70.0
"""A yet narrower one has form and text among the pages."""
WIDTHS = (25, 34, 24, 29)


class Laying:
    """The part of the studio's window that makes and places its parts."""

    _arranged = ""

    def _build(self, theme: Theme) -> None:
        self.title = TextBlock(self)
        self.title.set_text(translate("Laying", "Studio"))
        self.about = TextBlock(self, max_lines=1)
        self.message = TextBlock(self, max_lines=2)
        self.undo_button = Button(translate("Laying", "Undo"), self, icon="undo")
        self.redo_button = Button(translate("Laying", "Redo"), self, icon="redo")
        self.share_button = Button(translate("Laying", "Share…"), self, icon="export")
        self.save_button = Button(
            translate("Laying", "Save"),
            self,
            kind="main",
            tooltip=translate("Laying", "Save the pack (Ctrl+S)"),
        )
        self.share_button.setToolTip(translate("Laying", "Write a sealed copy for others (Ctrl+E)"))
        self.prompts = PromptView(theme, self)
        self.new_button = Button(
            translate("Laying", "New prompt"),
            self,
            icon="add",
            tooltip=translate("Laying", "Add a prompt (Ctrl+N)"),
        )
        self.words_button = Button(
            translate("Laying", "Company words"),
            self,
            kind="quiet",
            tooltip=translate("Laying", "Names, products, greetings and closings of your company"),
        )
        self.form = Form(self)
        self.toml = TomlEdit(self)
        self.file_name = TextBlock(self, max_lines=1)
        self.troubles = QListWidget(self)
        self.troubles.setAccessibleName(translate("Laying", "Mistakes in the pack file"))
        self.troubles.setWordWrap(True)
        self.troubles.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.whatif = WhatIfPane(theme, self)
        self.marks = MarksPage(self)
        self.trying = TryBox(self)
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        for page, name in (
            (self.whatif, translate("Laying", "What if")),
            (self.marks, translate("Laying", "Marks")),
            (self.trying, translate("Laying", "Try words")),
        ):
            self.tabs.addTab(page, name)

    def _lay_out(self) -> None:
        self._head = QHBoxLayout()
        self.title.setSizePolicy(
            self.title.sizePolicy().Policy.Fixed, self.title.sizePolicy().verticalPolicy()
        )
        self._head.addWidget(self.title, 0, Qt.AlignmentFlag.AlignVCenter)
        self._head.addWidget(self.about, 1, Qt.AlignmentFlag.AlignVCenter)
        for part in (
            self.undo_button,
            self.redo_button,
            self.share_button,
            self.save_button,
        ):
            self._head.addWidget(part)
        left = QWidget(self)
        self._left = QVBoxLayout(left)
        self._left.setContentsMargins(0, 0, 0, 0)
        self._left.addWidget(self.prompts, 1)
        ways = QHBoxLayout()
        ways.addWidget(self.new_button)
        ways.addStretch(1)
        ways.addWidget(self.words_button)
        self._left.addLayout(ways)
        self.text = QWidget(self)
        self._text = QVBoxLayout(self.text)
        self._text.addWidget(self.file_name)
        self._text.addWidget(self.toml, 1)
        self._text.addWidget(self.troubles)
        self.middle = QSplitter(Qt.Orientation.Horizontal, self)
        self.middle.addWidget(self.form)
        self.middle.addWidget(self.text)
        self.right = QSplitter(Qt.Orientation.Horizontal, self)
        self.right.addWidget(self.middle)
        self.right.addWidget(self.tabs)
        self.split = QSplitter(Qt.Orientation.Horizontal, self)
        self.split.addWidget(left)
        self.split.addWidget(self.right)
        for splitter in (self.middle, self.right, self.split):
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
        self.right.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 1)
        line = QFrame(self)
        line.setObjectName("line")
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self._column.addWidget(self.message)
        self._column.addWidget(line)
        self._column.addWidget(self.split, 1)
        self.message.hide()
        self.troubles.hide()

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self.theme = theme
        self.setFont(theme.body_font)
        self.setPalette(theme.qt_palette())
        self.setStyleSheet(studio_sheet(theme))
        self.title.set_look(theme.font("say"), theme.color("text"))
        self.about.set_look(theme.font("body"), theme.color("muted"))
        self.file_name.set_look(theme.font("caption"), theme.color("muted"))
        self.message.set_look(theme.font("body"), theme.color("alert"))
        for part in (
            *(self.prompts, self.form, self.toml, self.whatif, self.marks, self.trying),
            *(self.undo_button, self.redo_button, self.share_button, self.save_button),
            *(self.new_button, self.words_button),
        ):
            part.set_theme(theme)
        gap = theme.px(1.2)
        self._column.setContentsMargins(gap, gap, gap, gap)
        self._column.setSpacing(theme.px(0.8))
        self._head.setSpacing(theme.px(0.6))
        self._left.setSpacing(theme.px(0.6))
        self._text.setContentsMargins(theme.px(0.6), 0, theme.px(0.6), 0)
        self._text.setSpacing(theme.px(0.4))
        self.troubles.setMaximumHeight(theme.px(9))
        for part, em in ((self.prompts, 14), (self.form, 29), (self.toml, 14), (self.tabs, 20)):
            part.setMinimumWidth(theme.px(em))
        self.setMinimumSize(theme.px(46), theme.px(26))
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the parts out for the room there is."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Put the text beside the form, below it, or among the pages."""
        width_em = self.width() / self.theme.em_px
        wanted = "beside" if width_em >= TEXT_BESIDE_EM else "below"
        if width_em < TEXT_ASIDE_EM:
            wanted = "aside"
        if wanted == self._arranged:
            return
        self._arranged = wanted
        left, form, text, right = (self.theme.px(em) for em in WIDTHS)
        is_beside = wanted == "beside"
        self.middle.setOrientation(
            Qt.Orientation.Horizontal if is_beside else Qt.Orientation.Vertical
        )
        if wanted == "aside":
            self.middle.hide()
            self.tabs.insertTab(0, self.form, translate("Laying", "Prompt"))
            self.tabs.addTab(self.text, translate("Laying", "Pack file"))
            self.tabs.setCurrentIndex(0)
        elif self.tabs.indexOf(self.form) >= 0:
            for part in (self.form, self.text):
                self.tabs.removeTab(self.tabs.indexOf(part))
                self.middle.addWidget(part)
                part.show()
            self.middle.show()
        self.split.setSizes([left if is_beside else self.theme.px(18), form + text + right])
        self.right.setSizes([form + text * is_beside, right])
        self.middle.setSizes([form, text] if is_beside else [3, 2])
