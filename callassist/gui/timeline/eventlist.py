"""Events as a list: what happened, when, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QT_TRANSLATE_NOOP,
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from callassist.gui.core_texts import core, outcome_text
from callassist.gui.i18n import translate
from callassist.gui.timeline.glyphs import paint_event
from callassist.gui.timeline.look import Look, say_empty
from callassist.review.clock import clock
from callassist.review.events import Event

Index = QModelIndex | QPersistentModelIndex
KINDS = {
    "interruption": QT_TRANSLATE_NOOP("Eventlist", "interruption"),
    "missed": QT_TRANSLATE_NOOP("Eventlist", "missed chance"),
    "late": QT_TRANSLATE_NOOP("Eventlist", "put right later"),
    "good": QT_TRANSLATE_NOOP("Eventlist", "done well"),
    "prompt": QT_TRANSLATE_NOOP("Eventlist", "prompt"),
    "peak": QT_TRANSLATE_NOOP("Eventlist", "frustration peak"),
    "silence": QT_TRANSLATE_NOOP("Eventlist", "silence"),
    "hold": QT_TRANSLATE_NOOP("Eventlist", "on hold"),
    "gap": QT_TRANSLATE_NOOP("Eventlist", "not heard"),
    "comment": QT_TRANSLATE_NOOP("Eventlist", "comment"),
    "good_moment": QT_TRANSLATE_NOOP("Eventlist", "good moment"),
    "practice": QT_TRANSLATE_NOOP("Eventlist", "to practice"),
}


def kind_text(kind: str) -> str:
    """Return a kind of event in words."""
    return translate("Eventlist", KINDS[kind]) if kind in KINDS else kind


class EventModel(QAbstractListModel):
    """Events by time."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin without any."""
        super().__init__(parent)
        self.events: Sequence[Event] = []

    def set_events(self, events: Sequence[Event]) -> None:
        """List these."""
        self.beginResetModel()
        self.events = events
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many there are."""
        return 0 if parent.isValid() else len(self.events)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return an event as a line."""
        if not index.isValid() or role not in (
            Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole,
        ):  # fmt: skip
            return None
        event = self.events[index.row()]
        kind = kind_text(event.kind)
        return f"{clock(event.at_s)} {core(event.title)}, {kind}; {second_line(event)}"


def second_line(event: Event) -> str:
    """Return what is told below an event's title."""
    if event.prompt is not None:
        outcome = outcome_text(event.prompt["outcome"])
        return f"“{event.prompt['say']}”: {outcome}"
    if event.mark is not None:
        return " · ".join(event.evidence)
    return (
        event.evidence[0]
        if event.evidence
        else kind_text(event.kind)
        if event.kind in KINDS
        else ""
    )


class _EventDelegate(QStyledItemDelegate):
    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        theme = self._look.theme
        body, caption = (QFontMetricsF(theme.font(role)) for role in ("body", "caption"))
        return QSize(10, round(body.height() + caption.height() + theme.em_px * 0.7))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = self._look
        em = look.theme.em_px
        event: Event = index.model().events[index.row()]
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = look.selected is not None and same_event(look.selected, event)
        if chosen:
            painter.fillRect(rect, look.color("raised"))
            painter.fillRect(
                QRectF(rect.left(), rect.top(), em * 0.2, rect.height()), look.color("nudge")
            )
        view = option.widget
        if view is not None and view.hasFocus() and view.currentIndex() == index:
            painter.setPen(look.color("nudge"))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        body, caption = look.theme.font("body"), look.theme.font("caption")
        metrics, small = QFontMetricsF(body), QFontMetricsF(caption)
        top = rect.top() + em * 0.35
        left = rect.left() + em * 0.7
        painter.setFont(caption)
        painter.setPen(look.color("muted"))
        times = small.horizontalAdvance(
            "0:00:00 " if look.timeline.duration_s >= 3600 else "00:00 "
        )
        painter.drawText(QPointF(left, top + metrics.ascent()), clock(event.at_s))
        left += times + em * 0.3
        color = look.color(look.event_color(event))
        center = QPointF(left + em * 0.4, top + metrics.height() / 2)
        paint_event(painter, event.kind, center, em * 0.8, color)
        left += em * 1.3
        room = rect.right() - left - em * 0.5
        painter.setFont(body)
        painter.setPen(look.color("text"))
        title = " ".join(event.title.split())
        title = metrics.elidedText(title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QPointF(left, top + metrics.ascent()), title)
        painter.setFont(caption)
        painter.setPen(look.color("muted"))
        below = small.elidedText(second_line(event), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QPointF(left, top + metrics.height() + small.ascent()), below)
        painter.restore()


class EventList(QListView):
    """A list of events.

    Signals:
        event_chosen: One was clicked on or entered.
    """

    event_chosen = Signal(object)

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        """Make an empty list called ``name``."""
        super().__init__(parent)
        self._look = look
        self.empty_text = self.tr("Nothing of this kind in this call")
        self.setAccessibleName(name)
        self.setModel(EventModel(self))
        self.setItemDelegate(_EventDelegate(look, self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._on_chosen)
        self.activated.connect(self._on_chosen)

    def set_events(self, events: Sequence[Event]) -> None:
        """List these."""
        self.model().set_events(events)
        self.show_selected()

    def current_event(self) -> Event | None:
        """Return the event that the keyboard is at."""
        row = self.currentIndex().row()
        events = self.model().events
        return events[row] if 0 <= row < len(events) else None

    def show_selected(self) -> None:
        """Scroll to the event that is looked at."""
        chosen = self._look.selected
        for row, event in enumerate(self.model().events):
            if chosen is not None and same_event(chosen, event):
                index = self.model().index(row)
                self.setCurrentIndex(index)
                self.scrollTo(index)
        self.viewport().update()

    def paintEvent(self, event: object) -> None:
        """Paint the list, or say that it is empty."""
        super().paintEvent(event)
        if not self.model().events:
            say_empty(self.viewport(), self._look, self.empty_text)

    def _on_chosen(self, index: QModelIndex) -> None:
        self.event_chosen.emit(self.model().events[index.row()])


def same_event(one: Event, two: Event) -> bool:
    """Return whether two are the same; marks are made anew for every list."""
    if one.mark is not None and two.mark is not None:
        return one.mark.id == two.mark.id
    return one is two
