"""What the agent was told, as flags above the lanes, each with what came of it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from callassist.gui import icons
from callassist.gui.core_texts import outcome_text
from callassist.gui.theme import blend
from callassist.gui.timeline.glyphs import icon_pixmap, paint_outcome
from callassist.gui.timeline.layers.layer import Layer
from callassist.gui.timeline.look import thinned
from callassist.review.clock import clock
from callassist.review.events import Event

MIN_TEXT_EM = 2.5


class FlagLayer(Layer):
    """The prompts."""

    first, last = "flags", "customer"

    def draw(self, painter: QPainter) -> None:
        """Draw a pole and a flag for each prompt; the flag holds as many words as fit."""
        painter.setFont(self.look.font)
        bottom = self.look.rows["customer"].bottom
        placed = self._placed()
        top = round(self.row.bottom)
        for x, event in placed:
            # A thin pen draws a pole much faster than a rectangle of one pixel is filled.
            painter.setPen(QPen(self.look.color(event.prompt["severity"], 0.35), 1))
            painter.drawLine(round(x), top, round(x), round(bottom) - 1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index, (_, event) in enumerate(placed):
            self._draw_flag(painter, event, self._rect(placed, index))

    def hit(self, x: float, y: float) -> Event | None:
        """Return the prompt whose flag is there."""
        placed = self._placed()
        for index, (_, event) in enumerate(placed):
            if self._rect(placed, index).contains(x, y):
                return event
        return None

    def words_at(self, x: float, y: float) -> str:
        """Return what was said, why, and what came of it."""
        event = self.hit(x, y)
        if event is None:
            return ""
        prompt = event.prompt
        lines = [
            f"{clock(prompt['shown_s'])}  {prompt['say']}",
            prompt["why"],
            self.tr("Outcome: {outcome}").format(outcome=outcome_text(prompt["outcome"])),
        ]
        return "\n".join(filter(None, lines))

    def has(self, y: float) -> bool:
        """Return whether a height is one of the flags, not of their poles."""
        return self.row.top <= y <= self.row.bottom

    def _draw_flag(self, painter: QPainter, event: Event, rect: QRectF) -> None:
        look, em = self.look, self.look.theme.em_px
        prompt = event.prompt
        severity = prompt["severity"]
        palette = look.theme.palette
        accent = look.color(severity)
        selected = event is look.selected
        painter.setPen(QPen(accent, 2.0 if selected else 1.0))
        painter.setBrush(blend(palette.severity(severity), palette.background, 0.16))
        side = em * 1.15
        if rect.width() < side:
            painter.drawRect(rect)
            return
        painter.drawRoundedRect(rect, em * 0.3, em * 0.3)
        icon = prompt["id"] if icons.exists(prompt["id"]) else severity
        pad = em * 0.3
        middle = rect.center().y()
        where = QRectF(rect.left() + pad, middle - side / 2, side, side)
        ratio = painter.device().devicePixelRatioF()
        pixmap = icon_pixmap(icon, accent.name(), round(side), ratio)
        painter.drawPixmap(where.topLeft().toPoint(), pixmap)
        right = rect.right() - pad
        if rect.width() >= 2 * side + 3 * pad:
            center = QPointF(right - em * 0.4, middle)
            paint_outcome(painter, prompt["outcome"], center, em * 0.8, accent)
            right -= em * 1.0
        room = right - (where.right() + pad)
        if room > MIN_TEXT_EM * em:
            painter.setPen(look.color("text"))
            text = look.metrics.elidedText(prompt["say"], Qt.TextElideMode.ElideRight, room)
            painter.drawText(
                QPointF(where.right() + pad, middle + look.metrics.capHeight() / 2), text
            )

    def _rect(self, placed: list[tuple[float, Event]], index: int) -> QRectF:
        look, em = self.look, self.look.theme.em_px
        x, event = placed[index]
        wanted = look.metrics.horizontalAdvance(event.prompt["say"]) + 3.5 * em
        until = placed[index + 1][0] - em * 0.3 if index + 1 < len(placed) else x + wanted
        room = until - x
        if room < wanted and room < (MIN_TEXT_EM + 2.0) * em:
            room = min(room, 1.75 * em)  # the icon alone
        width = max(0.35 * em, min(wanted, room))
        top = self.row.top + em * 0.15
        return QRectF(x, top, width, self.row.height - em * 0.3)

    def _placed(self) -> list[tuple[float, Event]]:
        look = self.look
        start_s, scale = look.viewport.start_s, look.scale
        events = look.timeline.prompts.between(*look.around_s(22 * look.theme.em_px))
        return thinned(
            events,
            lambda event: (event.prompt["shown_s"] - start_s) * scale,
            lambda event: event.importance,
            0.6 * look.theme.em_px,
        )
