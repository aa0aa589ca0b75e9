"""Making and changing a set of bookmarks to practice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from callassist.gui.i18n import translate
from callassist.gui.style import Button, style_sheet
from callassist.gui.text import TextBlock
from callassist.gui.theme import Theme
from callassist.review.clock import clock
from callassist.types import Mark

Bookmark = tuple[str, str, Mark]
"""A call's id, its title, and the bookmark."""

_KINDS = {
    "good_moment": QT_TRANSLATE_NOOP("Sets", "good moment"),
    "practice": QT_TRANSLATE_NOOP("Sets", "to practice"),
}


class SetDialog(QDialog):
    """Choose bookmarks of any calls and give them a name."""

    def __init__(
        self,
        theme: Theme,
        bookmarks: Sequence[Bookmark],
        taken: Iterable[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        """Offer ``bookmarks``; a name in ``taken`` replaces that set, and it is said so."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Make a set"))
        self.setStyleSheet(style_sheet(theme))
        self.setFont(theme.body_font)
        self._taken = frozenset(taken)
        self._bookmarks = bookmarks
        self.text = TextBlock(self)
        self.text.set_look(theme.font("body"), theme.color("muted"))
        self.text.set_text(
            self.tr(
                "Choose the bookmarks that belong together. You set them in the timeline, "
                "as good moments or as moments to practice."
            )
            if bookmarks
            else self.tr(
                "There are no bookmarks yet. Set some in the timeline: a good moment, or one to "
                "practice. Then come back."
            )
        )
        self.name = QLineEdit(self, placeholderText=self.tr("Name, such as saying no"))
        self.name.setAccessibleName(self.tr("Name of the set"))
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Bookmarks"))
        for call_id, title, mark in bookmarks:
            about = mark.text or translate("Sets", _KINDS[mark.kind])
            item = QListWidgetItem(f"{title} · {clock(mark.at_s)} · {about}")
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            item.setData(Qt.ItemDataRole.UserRole, (call_id, mark.id))
            self.list.addItem(item)
        self.note = TextBlock(self)
        self.note.set_look(theme.font("caption"), theme.color("warn"))
        self.keep = Button(self.tr("Make the set"), self, kind="main")
        self.cancel = Button(self.tr("Cancel"), self)
        self.keep.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        self.keep.setDefault(True)
        column = QVBoxLayout(self)
        gap = theme.px(1.0)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(theme.px(0.7))
        for widget in (self.text, self.name, self.list, self.note):
            column.addWidget(widget)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.keep)
        column.addLayout(row)
        self.resize(theme.px(38), theme.px(28))
        self.name.textChanged.connect(self._check)
        self.list.itemChanged.connect(self._check)
        self._check()

    @property
    def chosen(self) -> list[tuple[str, int]]:
        """The bookmarks that are ticked: a call's id and the mark's."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return [
            tuple(item.data(Qt.ItemDataRole.UserRole))
            for item in items
            if item.checkState() == Qt.CheckState.Checked
        ]

    @property
    def chosen_name(self) -> str:
        """The name."""
        return " ".join(self.name.text().split())

    def _check(self) -> None:
        self.keep.setEnabled(bool(self.chosen_name and self.chosen))
        there = self.chosen_name in self._taken
        self.note.set_text(
            self.tr("This takes the place of the set with that name.") if there else ""
        )
