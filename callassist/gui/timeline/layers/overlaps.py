"""Between the lanes: where both spoke at once, by kind."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from callassist.gui.core_texts import overlap_text
from callassist.gui.i18n import number
from callassist.gui.timeline.glyphs import OVERLAP_COLORS, paint_overlap
from callassist.gui.timeline.layers.layer import Layer, nearest
from callassist.gui.timeline.look import thinned
from callassist.review.clock import clock
from callassist.review.event_names import OVERLAPS
from callassist.review.events import Event

SIZE_EM = 0.75


class OverlapLayer(Layer):
    """The overlaps: a bar as long as it took, and a sign for its kind."""

    first = last = "overlaps"

    def draw(self, painter: QPainter) -> None:
        """Draw bars, signs, and names where there is room."""
        look, row = self.look, self.row
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.font)
        placed = self._placed()
        size = SIZE_EM * look.theme.em_px
        for index, (x, event) in enumerate(placed):
            kind = event.overlap["kind"]
            color = look.color(OVERLAP_COLORS.get(kind, "muted"))
            right = look.x(event.overlap["end_s"])
            if right - x > 2:
                painter.setPen(Qt.PenStyle.NoPen)
                ground = look.color(OVERLAP_COLORS.get(kind, "muted"), 0.25)
                painter.setBrush(ground)
                painter.drawRect(QRectF(x, row.top, right - x, row.height))
            paint_overlap(painter, kind, QPointF(x + size * 0.65, row.middle), size, color)
            label = OVERLAPS.get(kind, kind)
            left = max(x + size * 1.5, right + 4 if right - x > size * 2 else 0)
            free = (placed[index + 1][0] if index + 1 < len(placed) else look.width_px) - left
            if event.kind == "interruption" and look.metrics.horizontalAdvance(label) + 6 < free:
                painter.setPen(look.color("text"))
                baseline = row.middle + look.metrics.capHeight() / 2
                painter.drawText(QPointF(left, baseline), label)

    def hit(self, x: float, y: float) -> Event | None:
        """Return the overlap there."""
        inside = [
            (x, event)
            for left, event in self._placed()
            if left <= x <= self.look.x(event.overlap["end_s"])
        ]
        shift = SIZE_EM * self.look.theme.em_px * 0.65
        signs = [(left + shift, event) for left, event in self._placed()]
        return nearest(signs, x, self.reach_px) or nearest(inside, x, 1.0)

    def words_at(self, x: float, y: float) -> str:
        """Return what kind it is, and what shows it."""
        event = self.hit(x, y)
        if event is None:
            return ""
        overlap = event.overlap
        length_s = overlap["end_s"] - overlap["start_s"]
        head = overlap_text(overlap)
        lines = [
            f"{head}, {clock(overlap['start_s'])}, {number(length_s, 1)} s",
            overlap["evidence"],
        ]
        return "\n".join(filter(None, lines))

    def _placed(self) -> list[tuple[float, Event]]:
        look = self.look
        events = look.timeline.overlaps.between(*look.around_s(12))
        start_s, scale = look.viewport.start_s, look.scale
        gap = SIZE_EM * look.theme.em_px * 0.8
        return thinned(
            events,
            lambda event: (event.overlap["start_s"] - start_s) * scale,
            lambda event: event.importance,
            gap,
        )
