"""The calls as a table that fetches its rows from the store page by page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import QT_TRANSLATE_NOOP, QAbstractTableModel, QModelIndex, QObject, Qt, Signal

from callassist.errors import CallAssistError
from callassist.gui.i18n import date_text, percent, translate
from callassist.gui.worker import Worker
from callassist.review.clock import clock
from callassist.store.summary import CallSummary

PAGE = 200
"""Rows fetched at once."""
KEPT_PAGES = 100
"""Pages held; the ones not looked at for longest are dropped."""

WHEN, CALL, AGENT, LENGTH, FRUSTRATION, SCORE, PROMPTS, MARKS = range(8)
HEADERS = (
    QT_TRANSLATE_NOOP("Model", "When"),
    QT_TRANSLATE_NOOP("Model", "Call"),
    QT_TRANSLATE_NOOP("Model", "Agent"),
    QT_TRANSLATE_NOOP("Model", "Length"),
    QT_TRANSLATE_NOOP("Model", "Frustration"),
    QT_TRANSLATE_NOOP("Model", "Empathy"),
    QT_TRANSLATE_NOOP("Model", "Prompts"),
    QT_TRANSLATE_NOOP("Model", "Marks"),
)
SORTS = {
    WHEN: "started_at",
    CALL: "title",
    AGENT: "agent",
    LENGTH: "duration_s",
    FRUSTRATION: "peak_frustration",
    SCORE: "score",
    PROMPTS: "followed",
    MARKS: "good_moments",
}
"""What the store sorts a column by."""
EXPLAINED = {
    WHEN: QT_TRANSLATE_NOOP("Model", "When the call began"),
    FRUSTRATION: QT_TRANSLATE_NOOP(
        "Model", "The customer's frustration over the call; the dot is its peak"
    ),
    SCORE: QT_TRANSLATE_NOOP(
        "Model", "Empathy score, 0 to 100: which share of the opportunities was taken"
    ),
    PROMPTS: QT_TRANSLATE_NOOP("Model", "Prompts that were followed, of those shown"),
    MARKS: QT_TRANSLATE_NOOP(
        "Model", "A star for a good moment, and the number of comments and bookmarks"
    ),
}
SummaryRole = Qt.ItemDataRole.UserRole
DoomedRole = Qt.ItemDataRole.UserRole + 1


class Calls(Protocol):
    """What the table asks of the store."""

    def calls(
        self,
        query: str = "",
        *,
        sort: str = "started_at",
        descending: bool = True,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[CallSummary]:
        """Return the calls that match."""
        ...

    def count(self, query: str = "") -> int:
        """Return how many match."""
        ...


class CallTable(QAbstractTableModel):
    """All calls that match a query, in an order; rows come as they are looked at.

    Signals:
        loaded: A query's number of rows and first page are here.
        failed: The query or the store would not do (:class:`CallAssistError`).
    """

    loaded = Signal()
    failed = Signal(object)

    def __init__(self, worker: Worker, parent: QObject | None = None) -> None:
        """Make an empty table; ``worker`` fetches."""
        super().__init__(parent)
        self._worker = worker
        self._store: Calls | None = None
        self._pages: dict[int, list[CallSummary]] = {}
        self._asked: set[int] = set()
        self._count = 0
        self._age = 0
        self.query = ""
        self.sort_column = WHEN
        self.descending = True
        self.doomed: frozenset[str] = frozenset()

    @property
    def store(self) -> Calls | None:
        """Where the rows come from."""
        return self._store

    def set_store(self, store: Calls | None) -> None:
        """Show another store's calls, or none."""
        self._store = store
        self.refresh()

    def set_query(self, query: str) -> None:
        """Show what matches; the old rows stay until the new ones are here."""
        self.query = query
        self.refresh()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column."""
        self.sort_column, self.descending = column, order == Qt.SortOrder.DescendingOrder
        self.refresh()

    def set_doomed(self, ids: frozenset[str]) -> None:
        """Show these calls as about to be deleted."""
        self.doomed = ids
        if self._count:
            last = self.index(self._count - 1, MARKS)
            self.dataChanged.emit(self.index(0, 0), last, [DoomedRole])

    def refresh(self) -> None:
        """Ask the store again."""
        store = self._store
        if store is None:
            self._show(0, [])
            return
        query, fetch = self.query, self._fetch(0)
        self._worker.run(
            lambda: (store.count(query), fetch()), self._take_all, self.failed.emit, key="query"
        )

    def summary(self, row: int) -> CallSummary | None:
        """Return a row's call, or ``None`` while it is fetched."""
        page = self._pages.get(row // PAGE)
        if page is None:
            self._ask_for(row // PAGE)
            return None
        return page[row % PAGE] if row % PAGE < len(page) else None

    def row_of(self, call_id: str) -> int | None:
        """Return the row of a call among those that are here."""
        for number, page in self._pages.items():
            for place, summary in enumerate(page):
                if summary.id == call_id:
                    return number * PAGE + place
        return None

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        """Return how many calls match."""
        return 0 if parent is not None and parent.isValid() else self._count

    def columnCount(self, parent: QModelIndex | None = None) -> int:
        """Return how many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(HEADERS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a column's name, and in its tooltip what it means."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return translate("Model", HEADERS[section])
        if role == Qt.ItemDataRole.ToolTipRole:
            return translate("Model", EXPLAINED[section]) if section in EXPLAINED else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section == LENGTH else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell: words for people and screen readers, the summary for painting."""
        if role not in _ROLES:
            return None
        summary = self.summary(index.row())
        if role == SummaryRole:
            return summary
        if summary is None:
            return "…" if role == Qt.ItemDataRole.DisplayRole and index.column() == CALL else None
        if role == DoomedRole:
            return summary.id in self.doomed
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(summary, index.column()) or None
        return in_words(summary, index.column())

    def _take_all(self, answer: tuple[int, list[CallSummary]]) -> None:
        count, first = answer
        self._show(count, first)
        self.loaded.emit()

    def _show(self, count: int, first: list[CallSummary]) -> None:
        same = count == self._count and self._pages.get(0) == first and len(self._pages) == 1
        if same:
            return
        self.beginResetModel()
        self._age += 1
        self._count, self._asked = count, {0}
        self._pages = {0: first}
        self.endResetModel()

    def _ask_for(self, number: int) -> None:
        if number in self._asked or self._store is None:
            return
        self._asked.add(number)
        age = self._age

        def take(page: list[CallSummary]) -> None:
            if age == self._age:
                self._keep(number, page)

        def fail(_: CallAssistError) -> None:
            self._asked.discard(number)

        self._worker.run(self._fetch(number), take, fail)

    def _keep(self, number: int, page: list[CallSummary]) -> None:
        self._pages[number] = page
        while len(self._pages) > KEPT_PAGES:
            farthest = max(self._pages, key=lambda other: abs(other - number))
            del self._pages[farthest]
            self._asked.discard(farthest)
        last = min(self._count, number * PAGE + len(page)) - 1
        if page and last >= number * PAGE:
            self.dataChanged.emit(self.index(number * PAGE, 0), self.index(last, MARKS))

    def _fetch(self, number: int) -> Callable[[], list[CallSummary]]:
        store, query, descending = self._store, self.query, self.descending
        sort = SORTS[self.sort_column]

        def fetch() -> list[CallSummary]:
            assert store is not None
            return store.calls(
                query, sort=sort, descending=descending, limit=PAGE, offset=number * PAGE
            )

        return fetch


_ROLES = frozenset(
    (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
        SummaryRole,
        DoomedRole,
    )
)


def in_words(summary: CallSummary, column: int) -> str:
    """Return a cell in words."""
    match column:
        case 0:
            return when(summary.started_at)
        case 1:
            return summary.title
        case 2:
            return summary.agent
        case 3:
            return (
                translate("Model", "now")
                if summary.state == "recording"
                else clock(summary.duration_s)
            )
        case 4:
            peak = summary.peak_frustration
            return (
                "" if peak is None else translate("Model", "peak {peak}").format(peak=percent(peak))
            )
        case 5:
            return (
                ""
                if summary.score is None
                else translate("Model", "{score} of 100").format(score=summary.score)
            )
        case 6:
            shown = sum(summary.prompts.values())
            return (
                translate("Model", "{followed} of {shown} followed").format(
                    followed=summary.followed, shown=shown
                )
                if shown
                else ""
            )
        case _:
            good = (
                translate("Model", "{count} good").format(count=summary.good_moments)
                if summary.good_moments
                else ""
            )
            others = summary.marks - summary.good_moments
            more = translate("Model", "{count} more").format(count=others) if others > 0 else ""
            return ", ".join(filter(None, (good, more)))


def tooltip(summary: CallSummary, column: int) -> str:
    """Return what a cell cannot hold."""
    if column == CALL:
        return "\n".join((summary.title, *state_lines(summary)))
    if column == PROMPTS:
        return "\n".join(f"{count} × {id_}" for id_, count in sorted(summary.prompts.items()))
    if column == WHEN:
        return date_text(summary.started_at, "dddd, d MMMM yyyy, HH:mm")
    return in_words(summary, column)


def state_lines(summary: CallSummary) -> tuple[str, ...]:
    """Return what is special about a call."""
    first = {
        "recording": translate("Model", "being recorded now"),
        "recovered": translate("Model", "recovered after the program ended without saving"),
        "whole": "",
    }[summary.state]
    silent = (
        ""
        if summary.has_sound or summary.state == "recording"
        else translate("Model", "without sound")
    )
    return tuple(filter(None, (first, silent, *summary.notices)))


def when(at: datetime, now: datetime | None = None) -> str:
    """Return a time as people say it: today, yesterday, the day of this week, or the date."""
    here = at.astimezone()
    today = (now or datetime.now().astimezone()).date()
    days = (today - here.date()).days
    clock_time = f"{here:%H:%M}"
    if days == 0:
        return translate("Model", "Today {time}").format(time=clock_time)
    if days == 1:
        return translate("Model", "Yesterday {time}").format(time=clock_time)
    if 1 < days < 7:
        return date_text(here, "ddd HH:mm")
    return date_text(here, "d MMM, HH:mm" if here.year == today.year else "d MMM yyyy, HH:mm")
