"""Saving a pack: its version and a line on what was changed; two who save at once; sharing."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from callassist.gui.i18n import translate
from callassist.gui.studio.look import code_font, studio_sheet
from callassist.gui.style import Button, Field
from callassist.gui.text import TextBlock
from callassist.gui.theme import Theme
from callassist.prompts.fields import MAX_LINE_CHARS
from callassist.prompts.writing import PackChangedError

ConflictChoice = Literal["theirs", "mine", "cancel"]


@dataclass(frozen=True, slots=True)
class Note:
    """What a version is to be called.

    Attributes:
        version: Its number.
        text: What was changed; empty for no entry and no new number.
    """

    version: int
    text: str


class _Dialog(QDialog):
    """A dialog in the studio's look."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setFont(theme.body_font)
        self.setPalette(theme.qt_palette())
        self.setStyleSheet(studio_sheet(theme))
        self.theme = theme
        self.column = QVBoxLayout(self)
        gap = theme.px(1.2)
        self.column.setContentsMargins(gap, gap, gap, gap)
        self.column.setSpacing(theme.px(0.8))

    def text(self, line: str) -> TextBlock:
        """Add a text."""
        block = TextBlock(self)
        block.set_look(self.theme.font("body"), self.theme.color("text"))
        block.set_text(line)
        self.column.addWidget(block)
        return block

    def buttons(self, *buttons: Button) -> None:
        """Add a row of buttons."""
        row = QHBoxLayout()
        row.addStretch(1)
        row.setSpacing(self.theme.px(0.6))
        for button in buttons:
            button.set_theme(self.theme)
            row.addWidget(button)
        self.column.addLayout(row)


class SaveDialog(_Dialog):
    """Asks for the version and for a line on what was changed."""

    def __init__(
        self, theme: Theme, version: int, suggestion: str, parent: QWidget | None = None
    ) -> None:
        """Suggest a version and a line."""
        super().__init__(theme, self.tr("Save the pack"), parent)
        self.text(self.tr("What was changed, and why? The line stands in the pack's changelog."))
        self.line = Field(self)
        self.line.setMaxLength(MAX_LINE_CHARS)
        self.line.setText(suggestion)
        self.line.setAccessibleName(self.tr("What was changed"))
        self.version = QSpinBox(self)
        self.version.setRange(1, 1_000_000)
        self.version.setValue(version)
        self.version.setAccessibleName(self.tr("Version"))
        label = QLabel(self.tr("Version"), self)
        label.setBuddy(self.version)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.version)
        row.addStretch(1)
        self.column.addWidget(self.line)
        self.column.addLayout(row)
        self.save = Button(self.tr("Save"), self, kind="main")
        self.without = Button(self.tr("Save without a new version"), self)
        self.cancel = Button(self.tr("Cancel"), self, kind="quiet")
        self.buttons(self.cancel, self.without, self.save)
        self.save.setDefault(True)
        self.note: Note | None = None
        self.save.clicked.connect(lambda: self._take(self.line.text().strip()))
        self.without.clicked.connect(lambda: self._take(""))
        self.cancel.clicked.connect(self.reject)
        self.line.returnPressed.connect(self.save.click)
        self.line.textChanged.connect(lambda text: self.save.setEnabled(bool(text.strip())))
        self.save.setEnabled(bool(suggestion))
        self.setMinimumWidth(theme.px(36))
        self.line.selectAll()

    def _take(self, text: str) -> None:
        self.note = Note(self.version.value(), text)
        self.accept()


class ConflictDialog(_Dialog):
    """Somebody else saved the pack meanwhile: nothing is lost before one has chosen."""

    def __init__(
        self, theme: Theme, conflict: PackChangedError, parent: QWidget | None = None
    ) -> None:
        """Show both texts' differences."""
        super().__init__(theme, self.tr("Somebody else saved this pack"), parent)
        gone = conflict.theirs is None
        what = (
            self.tr("{name} was deleted since you opened it. Nothing was saved yet.")
            if gone
            else self.tr(
                "{name} was changed by somebody else since you opened it. Nothing was saved yet."
            )
        )
        self.text(what.format(name=conflict.path.name))
        self.compare = QPlainTextEdit(self)
        self.compare.setReadOnly(True)
        self.compare.setFont(code_font(theme))
        self.compare.setAccessibleName(self.tr("What differs: minus is theirs, plus is yours"))
        self.compare.setTabChangesFocus(True)
        self.compare.setPlainText(_differences(conflict.theirs or "", conflict.yours))
        self.column.addWidget(self.compare, 1)
        self.choice: ConflictChoice = "cancel"
        self.mine = Button(self.tr("Keep mine"), self, tooltip=self.tr("Save over what they saved"))
        self.theirs = Button(
            self.tr("Take theirs"),
            self,
            kind="main",
            tooltip=self.tr("Go on with their text; undo gives yours back"),
        )
        self.cancel = Button(self.tr("Decide later"), self, kind="quiet")
        self.buttons(self.cancel, self.mine, self.theirs)
        for button, choice in (
            (self.mine, "mine"),
            (self.theirs, "theirs"),
            (self.cancel, "cancel"),
        ):
            button.clicked.connect(lambda _=False, c=choice: self._take(c))
        self.resize(theme.px(52), theme.px(30))
        self.setWindowModality(Qt.WindowModality.WindowModal)

    def _take(self, choice: ConflictChoice) -> None:
        self.choice = choice
        self.accept()


def _differences(theirs: str, yours: str) -> str:
    lines = difflib.unified_diff(
        theirs.splitlines(), yours.splitlines(), "theirs", "yours", lineterm="", n=2
    )
    return "\n".join(lines) or translate("Saving", "Both texts are the same.")
