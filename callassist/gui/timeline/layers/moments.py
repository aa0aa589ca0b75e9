"""Chances taken and missed, and what people wrote: a row each."""

from __future__ import annotations

from itertools import chain

from PySide6.QtCore import QT_TRANSLATE_NOOP, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from callassist.gui.core_texts import core
from callassist.gui.i18n import translate
from callassist.gui.timeline.glyphs import paint_event
from callassist.gui.timeline.layers.layer import Layer, nearest
from callassist.gui.timeline.look import thinned
from callassist.review.clock import clock
from callassist.review.events import Event, EventKind

SIZE_EM = 0.8
KINDS: tuple[EventKind, ...] = ("missed", "late", "good")
OUTCOMES = {
    "missed": QT_TRANSLATE_NOOP("LayersMoments", "missed"),
    "late": QT_TRANSLATE_NOOP("LayersMoments", "put right later"),
    "good": QT_TRANSLATE_NOOP("LayersMoments", "done well"),
}


class EventLayer(Layer):
    """A row of signs, each with its name where there is room for it."""

    def events(self) -> list[Event]:
        """Return the row's events that are seen, by time; to be written by each row."""
        raise NotImplementedError

    def draw(self, painter: QPainter) -> None:
        """Draw signs and names."""
        look, row = self.look, self.row
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.font)
        size = SIZE_EM * look.theme.em_px
        placed = self._placed()
        for index, (x, event) in enumerate(placed):
            color = look.color(look.event_color(event))
            right = look.x(event.end_s)
            if event.mark is not None and right - x > size:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(look.color(look.event_color(event), 0.18))
                painter.drawRoundedRect(QRectF(x, row.top, right - x, row.height), 3, 3)
            paint_event(painter, event.kind, QPointF(x, row.middle), size, color)
            left = x + size * 0.9
            until = placed[index + 1][0] - size if index + 1 < len(placed) else look.width_px
            room = until - left
            text = " ".join(core(event.title).split())
            fits = look.metrics.horizontalAdvance(text) <= room
            if fits or room > 5 * look.theme.em_px:
                painter.setPen(look.color("text" if event.kind != "good" else "muted"))
                text = look.metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
                painter.drawText(QPointF(left, row.middle + look.metrics.capHeight() / 2), text)

    def hit(self, x: float, y: float) -> Event | None:
        """Return the event there."""
        return nearest(self._placed(), x, self.reach_px)

    def words_at(self, x: float, y: float) -> str:
        """Return what happened, and what shows it."""
        event = self.hit(x, y)
        if event is None:
            return ""
        head = f"{clock(event.at_s)}  {core(event.title)}"
        if event.kind in OUTCOMES:
            head += f" ({translate('LayersMoments', OUTCOMES[event.kind])})"
        return "\n".join([head, *event.evidence[:3]])

    def _placed(self) -> list[tuple[float, Event]]:
        look = self.look
        start_s, scale = look.viewport.start_s, look.scale
        return thinned(
            self.events(),
            lambda event: (event.at_s - start_s) * scale,
            lambda event: event.importance,
            SIZE_EM * look.theme.em_px * 1.1,
        )


class MomentLayer(EventLayer):
    """Chances on the scorecard: missed, put right, taken."""

    first = last = "moments"

    def events(self) -> list[Event]:
        """Return the chances that are seen."""
        around_s = self.look.around_s(200)
        kinds = (self.look.timeline.events_of_kind(kind).between(*around_s) for kind in KINDS)
        return sorted(chain.from_iterable(kinds), key=lambda event: event.at_s)


class MarkLayer(EventLayer):
    """Comments and bookmarks."""

    first = last = "marks"
    hint = ""

    def draw(self, painter: QPainter) -> None:
        """Draw the marks; where there are none, say how one is made."""
        super().draw(painter)
        if not self.look.marks and self.hint:
            painter.setPen(self.look.color("muted", 0.8))
            baseline = self.row.middle + self.look.metrics.capHeight() / 2
            painter.drawText(QPointF(self.look.theme.em_px * 0.5, baseline), self.hint)

    def events(self) -> list[Event]:
        """Return the marks that are seen."""
        start_s, end_s = self.look.around_s(200)
        return [e for e in self.look.marks if e.at_s <= end_s and e.end_s >= start_s]


class SelectedLayer(Layer):
    """The event that is looked at, across all rows."""

    first, last = "flags", "marks"

    def draw(self, painter: QPainter) -> None:
        """Draw a band where it is."""
        event = self.look.selected
        if event is None:
            return
        left, right = self.look.x(event.at_s), self.look.x(event.end_s)
        rect = self.boundingRect()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.look.color("nudge", 0.13))
        painter.drawRect(QRectF(left, rect.top(), max(2.0, right - left), rect.height()))
        painter.setPen(QPen(self.look.color("nudge", 0.7), 1.0))
        painter.drawLine(QPointF(left, rect.top()), QPointF(left, rect.bottom()))
