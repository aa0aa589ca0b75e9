"""The customer's frustration, with what moved it."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QLinearGradient, QPainter, QPainterPath, QPen

from callassist.gui.core_texts import core
from callassist.gui.i18n import number
from callassist.gui.timeline.layers.layer import Layer, nearest
from callassist.gui.timeline.look import Look, thinned
from callassist.review.clock import clock
from callassist.review.events import Event
from callassist.settings.judge import TENSE_LEVEL

STEPS = ((0.0, "calm"), (TENSE_LEVEL, "uneasy"), (0.55, "upset"), (0.85, "furious"))
"""From which level on the curve has which color."""
DOT_EM = 0.26


def curve_y(look: Look, level: float | NDArray[np.float64]) -> float | NDArray[np.float64]:
    """Return the height of a level, in px; above the highest there is room for figures."""
    row = look.rows["curve"]
    top = row.top + look.metrics.height() * 0.9
    return row.bottom - level * (row.bottom - top)


class CurveLayer(Layer):
    """The curve: an area, a line, dots for its reasons, figures at its summits."""

    first = last = "curve"

    def __init__(self, look: Look) -> None:
        """Draw the curve of the call."""
        super().__init__(look)
        self._level = np.asarray(look.timeline.level, np.float64)

    def draw(self, painter: QPainter) -> None:
        """Draw what is seen of it."""
        look, row = self.look, self.row
        painter.setFont(look.font)
        self._draw_grid(painter)
        x, level = self._points()
        if len(x) == 0:
            painter.setPen(look.color("muted"))
            painter.drawText(
                self.boundingRect(),
                Qt.AlignmentFlag.AlignCenter,
                self.tr("no frustration was measured"),
            )
            return
        y = np.asarray(self.y(level), np.float64)
        line = pg.functions.arrayToQPath(x, y)
        area = QPainterPath(line)
        area.lineTo(x[-1], row.bottom)
        area.lineTo(x[0], row.bottom)
        area.closeSubpath()
        painter.fillPath(area, self._gradient(0.30))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # A line wider than a pixel is slow to paint where it has a point in every pixel.
        crowded = len(x) > look.width_px / 2
        width = 1.0 if crowded else max(1.5, look.theme.em_px * 0.12)
        pen = QPen(self._gradient(1.0), width)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(line)
        self._draw_reasons(painter)
        self._draw_peaks(painter)

    def hit(self, x: float, y: float) -> Event | None:
        """Return the reason there."""
        near = [(at, e) for at, e in self._reasons() if abs(self._dot_y(e) - y) < self.reach_px * 2]
        return nearest(near, x, self.reach_px)

    def words_at(self, x: float, y: float) -> str:
        """Return the level, and why it moved there."""
        at_s = self.look.at_s(x)
        words = self.tr("{time}  frustration {level} of 100").format(
            time=clock(at_s), level=number(100 * self.look.timeline.level_at(at_s), 0)
        )
        near_s = self.reach_px / self.look.scale
        for reason in self.look.timeline.reasons.between(at_s - near_s, at_s + near_s)[:6]:
            sign = "▲" if reason.finding["weight"] > 0 else "▼"
            words += f"\n{sign} {core(reason.title)}"
        return words

    def y(self, level: float | NDArray[np.float64]) -> float | NDArray[np.float64]:
        """Return the height of a level."""
        return curve_y(self.look, level)

    def _draw_grid(self, painter: QPainter) -> None:
        look = self.look
        painter.setPen(QPen(look.color("track"), 1.0))
        bottom = self.row.bottom - 0.5
        painter.drawLine(QPointF(0, bottom), QPointF(look.width_px, bottom))
        painter.setPen(QPen(look.color("track"), 1.0, Qt.PenStyle.DashLine))
        for level in (TENSE_LEVEL, 0.5, 1.0):
            height = round(float(self.y(level))) + 0.5
            painter.drawLine(QPointF(0, height), QPointF(look.width_px, height))

    def _draw_reasons(self, painter: QPainter) -> None:
        """Draw a triangle for each reason: up for what raises, down for what eases."""
        size = DOT_EM * self.look.theme.em_px
        signs = {True: QPainterPath(), False: QPainterPath()}
        for x, reason in self._reasons():
            y = self._dot_y(reason)
            raises = reason.finding["weight"] > 0
            up = -size if raises else size
            sign = signs[raises]
            sign.moveTo(x, y + up * 1.3)
            sign.lineTo(x - size * 1.25, y - up)
            sign.lineTo(x + size * 1.25, y - up)
            sign.closeSubpath()
        painter.setPen(QPen(self.look.color("background"), 1.0))
        for raises, sign in signs.items():
            sign.setFillRule(Qt.FillRule.WindingFill)
            painter.setBrush(self.look.color("furious" if raises else "praise"))
            painter.drawPath(sign)

    def _draw_peaks(self, painter: QPainter) -> None:
        look = self.look
        painter.setPen(look.color("text"))
        peaks = look.timeline.events_of_kind("peak").between(*look.around_s(20))
        for x, peak in thinned(peaks, lambda e: look.x(e.at_s), lambda e: e.importance, 30):
            level = look.timeline.level_at(peak.at_s)
            text = f"{100 * level:.0f}"
            left = x - look.metrics.horizontalAdvance(text) / 2
            painter.drawText(QPointF(left, float(self.y(level)) - look.theme.em_px * 0.35), text)

    def _dot_y(self, reason: Event) -> float:
        timeline = self.look.timeline
        # A reason moves the level of the second after it.
        return float(self.y(timeline.level_at(min(reason.at_s, timeline.duration_s - 0.01))))

    def _reasons(self) -> list[tuple[float, Event]]:
        look = self.look
        return thinned(
            look.timeline.reasons.between(*look.around_s(10)),
            lambda reason: look.x(reason.at_s),
            lambda reason: reason.importance,
            DOT_EM * look.theme.em_px * 2.2,
        )

    def _points(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the curve's visible points; never more than two a pixel."""
        look, hop_s = self.look, self.look.timeline.hop_s
        first = max(0, int(look.viewport.start_s / hop_s) - 1)
        last = min(len(self._level), int(look.viewport.end_s / hop_s) + 2)
        level = self._level[first:last]
        at = np.arange(first, last, dtype=np.float64) + 0.5
        if (crowd := int(len(level) / look.width_px)) > 1:
            first_of = np.arange(0, len(level), crowd)
            level, at = np.maximum.reduceat(level, first_of), at[first_of]
        return (at * hop_s - look.viewport.start_s) * look.scale, level

    def _gradient(self, alpha: float) -> QLinearGradient:
        gradient = QLinearGradient(0, float(self.y(0.0)), 0, float(self.y(1.0)))
        for level, token in STEPS:
            gradient.setColorAt(level, self.look.color(token, alpha))
        return gradient
