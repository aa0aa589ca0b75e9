"""The two lanes: who spoke when, their words, and the outline of their sound."""

from __future__ import annotations

from bisect import bisect_left

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from callassist.gui.core_texts import side_text
from callassist.gui.i18n import number
from callassist.gui.theme import blend
from callassist.gui.timeline.layers.layer import Layer
from callassist.gui.timeline.look import Look
from callassist.review.clock import clock
from callassist.review.timeline import LaneTurn
from callassist.types import CHANNELS, Channel

WORDS_FROM_PX_S = 170.0
"""From so many pixels a second on, each word stands at its own time."""
MOST_ROUND = 40
STEP = np.int8(1)
VOICE, NOISE, GROUND = 0.9, 0.25, 0.14
"""How strongly the outline is drawn where its side speaks and where not, and a turn's ground."""
LABEL_FROM_EM = 2.6


class LaneLayer(Layer):
    """One side's lane."""

    def __init__(self, look: Look, side: Channel) -> None:
        """Draw the lane of ``side``."""
        super().__init__(look)
        self.first = self.last = side
        self._side: Channel = side
        self._column = CHANNELS.index(side)
        self._labels: dict[tuple[int, int, int], str] = {}

    def draw(self, painter: QPainter) -> None:
        """Draw turns, outline, words."""
        look, row = self.look, self.row
        turns = look.timeline.lanes[self._side].between(*look.around_s(2))
        muted = self._side in look.muted
        token = "muted" if muted else self._side
        boxes = self._boxes(turns)
        # Many boxes are narrow ones: those are painted with the outline, column by column.
        narrow = len(boxes) > MOST_ROUND
        if not narrow:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color(token, GROUND))
            corner = look.theme.em_px * 0.3
            for left, right in boxes:
                rect = QRectF(left, row.top, max(1.0, right - left), row.height)
                painter.drawRoundedRect(rect, corner, corner)
        label_px = look.metrics.height() * 1.05
        labelled = row.height > 2.5 * label_px and look.timeline.has_words
        head_px = label_px if labelled else 0.0
        self._draw_outline(painter, head_px, boxes, token, narrow)
        if labelled:
            painter.setFont(look.font)
            painter.setPen(look.color("muted" if muted else "text"))
            baseline = row.top + look.metrics.ascent() + label_px * 0.1
            room_s = LABEL_FROM_EM * look.theme.em_px / look.scale
            for turn in turns:
                if turn.end_s - turn.start_s >= room_s:
                    self._draw_words(painter, turn, baseline)

    def words_at(self, x: float, y: float) -> str:
        """Return the turn there."""
        at_s = self.look.at_s(x)
        for turn in self.look.timeline.lanes[self._side].between(at_s, at_s):
            name = side_text(self._side)
            said = turn.text if len(turn.text) <= 240 else turn.text[:240] + "…"
            times = f"{clock(turn.start_s)}–{clock(turn.end_s)}"
            return f"{name}, {times}" + (f"\n{said}" if said else "")
        return ""

    def _boxes(self, turns: list[LaneTurn]) -> list[tuple[float, float]]:
        """Return (left, right) of what is drawn for turns; those closer than a pixel are one."""
        look = self.look
        start_s, scale = look.viewport.start_s, look.scale
        boxes: list[tuple[float, float]] = []
        for turn in turns:
            left, right = (turn.start_s - start_s) * scale, (turn.end_s - start_s) * scale
            if boxes and left - boxes[-1][1] < 1.0:
                boxes[-1] = (boxes[-1][0], max(boxes[-1][1], right))
            else:
                boxes.append((left, right))
        return boxes

    def _draw_outline(
        self,
        painter: QPainter,
        head_px: float,
        boxes: list[tuple[float, float]],
        token: str,
        with_ground: bool,
    ) -> None:
        """Draw the sound's outline as one picture, ``head_px`` below the top of the row."""
        look, row = self.look, self.row
        if look.pyramid is None and not with_ground:
            return
        ratio = painter.device().devicePixelRatioF()
        width, height = round(look.width_px * ratio), max(2, round(row.height * ratio))
        strength = np.full(width, NOISE, np.float32)  # what nobody said: noise, breath, leaks
        ground = np.zeros(width, np.float32)
        for left, right in boxes:
            columns = slice(max(0, int(left * ratio)), max(0, int(right * ratio) + 1))
            strength[columns], ground[columns] = VOICE, GROUND
        alpha = np.zeros((height, width), np.float32)
        if look.pyramid is not None:
            view = look.viewport
            low, high = look.pyramid.columns(view.start_s, view.end_s, width)
            # The least step of an outline may be no sound at all.
            low, high = np.minimum(low + STEP, 0), np.maximum(high - STEP, 0)
            head = head_px * ratio
            room = height - head
            gain = look.gains[self._column] * 0.46 * room / 127
            middle = head + room / 2
            top = middle - np.maximum(high[self._column] * gain, 0.35 * ratio)
            bottom = middle - np.minimum(low[self._column] * gain, -0.35 * ratio)
            y = np.arange(height, dtype=np.float32)[:, None]
            np.minimum(bottom.astype(np.float32), y + 1, out=alpha)
            alpha -= np.maximum(top.astype(np.float32), y)
            np.clip(alpha, 0.0, 1.0, out=alpha)
            alpha *= strength
        if with_ground:
            np.maximum(alpha, ground, out=alpha)
        color = look.color(token)
        pixels = np.empty((height, width, 4), np.uint8)
        for part, value in enumerate((color.blue(), color.green(), color.red(), 255)):
            np.multiply(alpha, value, out=pixels[:, :, part], casting="unsafe")
        form = QImage.Format.Format_ARGB32_Premultiplied
        image = QImage(pixels.data, width, height, 4 * width, form)
        image.setDevicePixelRatio(ratio)
        painter.drawImage(QPointF(0, row.top), image)

    def _draw_words(self, painter: QPainter, turn: LaneTurn, baseline: float) -> None:
        look = self.look
        pad = look.theme.em_px * 0.35
        if look.scale >= WORDS_FROM_PX_S and turn.words:
            free_from = -1e9
            for word in turn.words:
                x = look.x(word.start_s)
                if x > look.width_px:
                    break
                if x >= free_from and look.x(word.end_s) > -80:
                    painter.drawText(QPointF(x + 2, baseline), word.text)
                    free_from = x + look.metrics.horizontalAdvance(word.text) + 5
            return
        left, right = max(look.x(turn.start_s), 0.0), min(look.x(turn.end_s), look.width_px)
        room = int(right - left - 2 * pad)
        if room < LABEL_FROM_EM * look.theme.em_px:
            return
        first = bisect_left(turn.words, look.viewport.start_s, key=lambda word: word.start_s)
        key = (turn.index, first, room)
        if key not in self._labels:
            if len(self._labels) > 2000:
                self._labels.clear()
            # No line holds more; eliding the whole of a long turn would take long.
            text = " ".join(word.text for word in turn.words[first : first + 4 + room // 12])
            self._labels[key] = look.metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QPointF(left + pad, baseline), self._labels[key])


class SilenceLayer(Layer):
    """Where nobody spoke for long, over both lanes."""

    first, last = "agent", "customer"

    def draw(self, painter: QPainter) -> None:
        """Draw a hatched ground with its length."""
        look = self.look
        rect = self.boundingRect()
        painter.setFont(look.font)
        silences = look.timeline.events_of_kind("silence").between(*look.around_s(0))
        boxes = []
        for event in silences:
            left, right = look.x(event.at_s), look.x(event.end_s)
            boxes.append(QRectF(left, rect.top(), max(1.0, right - left), rect.height()))
        painter.setPen(Qt.PenStyle.NoPen)
        palette = look.theme.palette
        painter.setBrush(blend(palette.track, palette.background, 0.35))
        painter.drawRects(boxes)
        painter.setPen(look.color("muted"))
        middle = look.rows["overlaps"]
        for event, box in zip(silences, boxes, strict=True):
            label = self.tr("{length} s silence").format(length=number(event.end_s - event.at_s, 0))
            if box.width() > 4 * look.theme.em_px and (
                look.metrics.horizontalAdvance(label) < box.width() - look.theme.em_px
            ):
                where = QRectF(box.left(), middle.top, box.width(), middle.height)
                painter.drawText(where, Qt.AlignmentFlag.AlignCenter, label)
