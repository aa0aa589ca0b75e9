"""The table's view: whole rows, wide as the window, with its place kept over changes."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from callassist.gui.library import model as columns
from callassist.gui.library.cells import ROW_EM, WIDTHS_EM, RowDelegate
from callassist.gui.library.model import CallTable
from callassist.gui.theme import Theme
from callassist.store.summary import CallSummary

LEAVING = (columns.PROMPTS, columns.AGENT, columns.MARKS, columns.LENGTH, columns.FRUSTRATION)
"""Columns that give way where there is no room, the first first."""
LEAST_CALL_EM = 14.0


class CallView(QTableView):
    """Shows the calls.

    Signals:
        opened: The selected call is to be opened (Enter, double click).
        delete_asked: The selected calls are to be deleted (Delete).
        rename_asked: The selected call is to be renamed (F2).
    """

    opened = Signal()
    delete_asked = Signal()
    rename_asked = Signal()

    def __init__(self, model: CallTable, theme: Theme, parent: QWidget | None = None) -> None:
        """Show ``model``."""
        super().__init__(parent)
        self._calls = model
        self._theme = theme
        self._kept: tuple[tuple[str, ...], int] | None = None
        self.setModel(model)
        self.setItemDelegate(RowDelegate(model, theme, self))
        self.setAccessibleName(self.tr("Calls"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSortingEnabled(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSortIndicatorShown(True)
        header.setSectionsClickable(True)
        header.setSortIndicator(columns.WHEN, Qt.SortOrder.DescendingOrder)
        header.sectionClicked.connect(self.sort_by)
        self.doubleClicked.connect(lambda _: self.opened.emit())

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self._theme = theme
        self.itemDelegate().set_theme(theme)
        self.verticalHeader().setDefaultSectionSize(theme.px(ROW_EM))
        self.verticalHeader().setMinimumSectionSize(theme.px(ROW_EM))
        self.verticalScrollBar().setSingleStep(theme.px(ROW_EM))
        self.horizontalHeader().setFont(theme.font("caption"))
        self.horizontalHeader().setFixedHeight(theme.px(2.2))
        self._share_width()
        self.viewport().update()

    def sort_by(self, column: int) -> None:
        """Sort by a column; again turns the order round."""
        again = column == self._calls.sort_column
        rises = columns.SORTS[column] in ("title", "agent")
        descending = not self._calls.descending if again else not rises
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(column, order)
        self.remember()
        self._calls.sort(column, order)

    def chosen(self) -> list[CallSummary]:
        """Return the selected calls that are loaded, by row."""
        found = (self._calls.summary(row) for row in self._chosen_rows())
        return [summary for summary in found if summary is not None]

    @property
    def chosen_count(self) -> int:
        """How many calls are selected, loaded or not."""
        return len(self._chosen_rows())

    def _chosen_rows(self) -> list[int]:
        rows: set[int] = set()
        for span in self.selectionModel().selection():
            rows.update(range(span.top(), span.bottom() + 1))
        return sorted(rows)

    def remember(self) -> None:
        """Remember what is selected and seen, for :meth:`restore` after the rows have changed."""
        ids = tuple(call.id for call in self.chosen())
        self._kept = ids, self.verticalScrollBar().value()

    def restore(self) -> None:
        """Select and show again what was remembered, as far as it is still there."""
        if self._kept is None:
            return
        (ids, scroll), self._kept = self._kept, None
        flags = QItemSelectionModel.SelectionFlag
        selection = QItemSelection()
        first: int | None = None
        for call_id in ids:
            row = self._calls.row_of(call_id)
            if row is not None:
                first = row if first is None else first
                selection.select(self._calls.index(row, 0), self._calls.index(row, columns.MARKS))
        if first is not None:
            current = self._calls.index(first, 0)
            self.selectionModel().setCurrentIndex(current, flags.NoUpdate)
            self.selectionModel().select(selection, flags.ClearAndSelect)
        self.verticalScrollBar().setValue(scroll)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter, delete with Delete, rename with F2."""
        asked = {
            Qt.Key.Key_Return: self.opened,
            Qt.Key.Key_Enter: self.opened,
            Qt.Key.Key_Delete: self.delete_asked,
            Qt.Key.Key_F2: self.rename_asked,
        }.get(Qt.Key(event.key()))
        if asked is not None:
            asked.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Let a click on the empty part end the selection."""
        if not self.indexAt(event.position().toPoint()).isValid():
            self.clearSelection()
        super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns."""
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        """Give the call's title what the others leave; hide columns rather than squeeze it."""
        theme = self._theme
        room = self.viewport().width()
        if room <= 0:
            return
        widths = {column: theme.px(em) for column, em in WIDTHS_EM.items()}
        hidden: set[int] = set()
        for column in LEAVING:
            others = sum(w for c, w in widths.items() if c != columns.CALL and c not in hidden)
            if room - others >= theme.px(LEAST_CALL_EM):
                break
            hidden.add(column)
        others = sum(w for c, w in widths.items() if c != columns.CALL and c not in hidden)
        widths[columns.CALL] = max(theme.px(6), room - others)
        header = self.horizontalHeader()
        for column, width in widths.items():
            header.setSectionHidden(column, column in hidden)
            header.resizeSection(column, width)
