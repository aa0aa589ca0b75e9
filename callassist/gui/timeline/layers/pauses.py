"""Over a lane: hold music, times of which the side has no sound, and damaged sound.

Over both lanes: what was not recorded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen

from callassist.gui.core_texts import core
from callassist.gui.i18n import capital
from callassist.gui.timeline.eventlist import kind_text
from callassist.gui.timeline.glyphs import paint_event
from callassist.gui.timeline.layers.layer import Layer
from callassist.gui.timeline.look import Look
from callassist.review.clock import clock
from callassist.review.events import Event
from callassist.types import Channel

GROUND = 0.72
"""How much of the sound's outline is covered: it is music, or nothing."""

_LENGTH = re.compile(r" [\d:]+$")
BEYOND_PX = 8.0
"""How far beyond what is seen a band is still drawn."""


class PauseLayer(Layer):
    """One side's holds, hatched, its gaps and damaged sound, between broken lines."""

    def __init__(self, look: Look, side: Channel | None) -> None:
        """Draw over the lane of ``side``, or over both what concerns both."""
        super().__init__(look)
        self.first, self.last = side or "agent", side or "customer"
        self._side = side

    def draw(self, painter: QPainter) -> None:
        """Draw the bands, with their names where there is room."""
        look = self.look
        painter.setFont(look.font)
        for event, box in self._placed():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("background", GROUND))
            painter.drawRect(box)
            if event.kind == "hold":
                painter.setBrush(QBrush(look.color("track"), Qt.BrushStyle.BDiagPattern))
                painter.drawRect(box)
            else:
                pen = QPen(look.color("muted"), look.theme.line_px, Qt.PenStyle.DashLine)
                painter.setPen(pen)
                edge = pen.widthF() / 2
                painter.drawLine(box.left(), box.top() + edge, box.right(), box.top() + edge)
                painter.drawLine(box.left(), box.bottom() - edge, box.right(), box.bottom() - edge)
            self._name(painter, event, box)

    def hit(self, x: float, y: float) -> Event | None:
        """Return the hold or gap there."""
        return next((e for e, box in self._placed() if box.left() <= x <= box.right()), None)

    def words_at(self, x: float, y: float) -> str:
        """Return how long it lasted, and why."""
        event = self.hit(x, y)
        if event is None:
            return ""
        times = f"{clock(event.at_s)}–{clock(event.end_s)}"
        return "\n".join([f"{core(event.title)}, {times}", *map(core, event.evidence)])

    def _placed(self) -> Iterator[tuple[Event, QRectF]]:
        """Yield what is seen and where it lies."""
        look, place = self.look, self.boundingRect()
        timeline = look.timeline
        for events in (timeline.holds, timeline.gaps, look.damage):
            for event in events.between(*look.around_s(2)):
                if event.channel == self._side:
                    # A dashed line is drawn dash by dash, also where nobody sees it.
                    left = max(look.x(event.at_s), -BEYOND_PX)
                    right = min(look.x(event.end_s), look.width_px + BEYOND_PX)
                    yield event, QRectF(left, place.top(), max(2.0, right - left), place.height())

    def _name(self, painter: QPainter, event: Event, box: QRectF) -> None:
        """Write what it is in the middle of what is seen of it."""
        look, em = self.look, self.look.theme.em_px
        seen = box.intersected(QRectF(0, box.top(), look.width_px, box.height()))
        for text in _names(event):
            width = look.metrics.horizontalAdvance(text) + em
            if width <= seen.width():
                break
        else:
            if seen.width() > 1.5 * em:
                paint_event(painter, event.kind, seen.center(), em, look.color("muted"))
            return
        height = look.metrics.height() + 0.2 * em
        label = QRectF(0, 0, width, height)
        label.moveCenter(seen.center())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("background"))
        painter.drawRoundedRect(label, 0.3 * em, 0.3 * em)
        painter.setPen(look.color("muted"))
        painter.drawText(label, Qt.AlignmentFlag.AlignCenter, text)


def _names(event: Event) -> Iterator[str]:
    """Yield what may be written of a hold or gap, from the longest to the shortest."""
    bare = _LENGTH.sub("", event.title)
    yield core(event.title)
    yield core(bare)
    if bare.endswith("not heard"):
        yield capital(kind_text("gap"))
