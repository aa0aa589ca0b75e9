"""One setting on its page: what it is called, what it does, and what it is changed with."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from callassist.gui.i18n import capital
from callassist.gui.settings.editors import Editor
from callassist.gui.settings.kinds import Setting
from callassist.gui.settings.table import tr
from callassist.gui.style import icon
from callassist.gui.text import TextBlock
from callassist.gui.theme import Theme
from callassist.settings.fixed import Fixed

NARROW_EM = 34.0
"""Below this the editor stands under the words."""


class Row(QWidget):
    """A row.

    Attributes:
        setting: What it is about.
        editor: What it is changed with.
    """

    def __init__(self, setting: Setting, editor: Editor, parent: QWidget | None = None) -> None:
        """Lay a setting out with its editor, which becomes the row's."""
        super().__init__(parent)
        self.setObjectName("row")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setting = setting
        self.editor = editor
        self._theme: Theme | None = None
        self._stacked: bool | None = None
        self.title, self.help, self.problem = TextBlock(self), TextBlock(self), TextBlock(self)
        self.title.set_text(tr(setting.title))
        self.help.set_text(tr(setting.help))
        self.help.setVisible(bool(setting.help))
        self.problem.hide()
        self.lock = QWidget(self)
        self._lock_icon, self._lock_text = QLabel(self.lock), TextBlock(self.lock)
        line = QHBoxLayout(self.lock)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._lock_icon, alignment=Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._lock_text, 1)
        self.lock.hide()
        self._lock_line = line
        self._words = QVBoxLayout()
        self._words.addStretch(1)
        for part in (self.title, self.help, self.lock, self.problem):
            self._words.addWidget(part)
        self._words.addStretch(1)
        self._grid = QGridLayout(self)
        self._grid.addLayout(self._words, 0, 0)
        self._grid.setColumnStretch(0, 1)
        self._stack(False)

    def set_value(self, value: Any) -> None:  # noqa: ANN401
        """Show a value."""
        self.editor.set_value(value)

    def set_fixed(self, fixed: Fixed) -> None:
        """Show what a policy says of it, and whose policy that is."""
        self.editor.set_fixed(fixed)
        if fixed.limit is not None:
            text = self.tr("{company} keeps calls for at most {days} days")
            text = text.format(company=fixed.company, days=fixed.limit)
        else:
            text = self.tr("Set by {company}").format(company=fixed.company)
        self._lock_text.set_text(text)
        self.lock.show()

    def set_problem(self, line: str) -> None:
        """Say what is wrong with the value, or nothing."""
        self.problem.set_text(capital(line))
        self.problem.setVisible(bool(line))

    def set_found(self, found: bool) -> None:
        """Show whether the search found it."""
        if bool(self.property("found")) != found:
            self.setProperty("found", found)
            self.style().unpolish(self)
            self.style().polish(self)

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self._theme = theme
        self.title.set_look(theme.font("body"), theme.color("text"))
        self.help.set_look(theme.font("caption"), theme.color("muted"))
        self.problem.set_look(theme.font("caption"), theme.color("alert"))
        self._lock_text.set_look(theme.font("caption"), theme.color("muted"))
        self._lock_icon.setPixmap(icon(theme, "lock").pixmap(QSize(theme.px(0.9), theme.px(0.9))))
        self._lock_line.setSpacing(theme.px(0.3))
        self._words.setSpacing(theme.px(0.2))
        self._grid.setContentsMargins(theme.px(0.6), theme.px(0.6), theme.px(0.6), theme.px(0.6))
        self._grid.setHorizontalSpacing(theme.px(1.6))
        self._grid.setVerticalSpacing(theme.px(0.5))
        self.editor.set_theme(theme)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the editor beside the words, or under them."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._theme is not None:
            self._stack(self.editor.wide or self.width() < self._theme.px(NARROW_EM))

    def _stack(self, stacked: bool) -> None:
        if stacked == self._stacked:
            return
        self._stacked = stacked
        self._grid.removeWidget(self.editor)
        if stacked:
            self._grid.addWidget(self.editor, 1, 0)
            if not self.editor.wide:
                self._grid.setAlignment(self.editor, Qt.AlignmentFlag.AlignLeft)
        else:
            self._grid.addWidget(self.editor, 0, 1, Qt.AlignmentFlag.AlignVCenter)
