"""The strip above the plot: the whole call, and the part of it that is seen."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from callassist.gui.theme import Theme
from callassist.gui.timeline.glyphs import paint_event
from callassist.gui.timeline.layers.curve import STEPS
from callassist.gui.timeline.look import Look, thinned
from callassist.types import CHANNELS

HEIGHT_EM = 3.5


class _Picture(pg.GraphicsObject):
    """The whole call, painted once and kept."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._pixmap: QPixmap | None = None
        self._rect = QRectF()

    def set_rect(self, rect: QRectF) -> None:
        self.prepareGeometryChange()
        self._rect = rect
        self.forget()

    def forget(self) -> None:
        self._pixmap = None
        self.update()

    def boundingRect(self) -> QRectF:
        return self._rect

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        ratio = painter.device().devicePixelRatioF()
        if self._pixmap is None or self._pixmap.devicePixelRatio() != ratio:
            self._pixmap = QPixmap((self._rect.size() * ratio).toSize())
            self._pixmap.setDevicePixelRatio(ratio)
            self._pixmap.fill(self._look.color("background"))
            inner = QPainter(self._pixmap)
            self._draw(inner)
            inner.end()
        painter.drawPixmap(self._rect.topLeft(), self._pixmap)

    def _draw(self, painter: QPainter) -> None:
        """Draw both outlines around the middle, the curve as a band of color, the hard moments."""
        look, width, height = self._look, self._rect.width(), self._rect.height()
        em = look.theme.em_px
        signs_px, band_px = em * 0.95, max(3.0, em * 0.35)
        lane_px = (height - signs_px - band_px) / 2
        columns = max(1, round(width))
        duration_s = look.viewport.duration_s
        if look.pyramid is not None:
            low, high = look.pyramid.columns(0.0, duration_s, columns)
            loud = np.maximum(high, -low.astype(np.int16)).astype(np.float64) / 127
            for row, side in enumerate(CHANNELS):
                middle = signs_px + lane_px
                reach = np.minimum(1.0, loud[row] * look.gains[row]) * (lane_px - 1)
                ends = middle - reach if row == 0 else middle + reach
                x = np.repeat(np.arange(columns) + 0.5, 2)
                y = np.stack([np.full(columns, middle), ends], axis=1).ravel()
                painter.setPen(look.color(side, 0.75))
                painter.drawPath(pg.functions.arrayToQPath(x, y, connect="pairs"))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            for row, side in enumerate(CHANNELS):
                painter.setBrush(look.color(side, 0.5))
                top = signs_px + row * lane_px
                for turn in look.timeline.lanes[side].items:
                    left = turn.start_s / duration_s * width
                    length = (turn.end_s - turn.start_s) / duration_s * width
                    painter.drawRect(QRectF(left, top + 1, max(1.0, length), lane_px - 2))
        level = np.asarray(look.timeline.level, np.float64)
        painter.setPen(Qt.PenStyle.NoPen)
        bands = min(columns, max(1, len(level)))
        for band in range(bands if len(level) else 0):
            first = band * len(level) // bands
            part = level[first : max(first + 1, (band + 1) * len(level) // bands)]
            peak = float(part.max(initial=0.0))
            token = next(token for step, token in reversed(STEPS) if peak >= step)
            left, right = width * band / bands, width * (band + 1) / bands
            color = look.color(token, 0.25 + 0.75 * peak)
            painter.fillRect(QRectF(left, height - band_px, right - left, band_px), color)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hard = [event for event in look.timeline.events.items if event.hard]
        for x, event in thinned(
            hard, lambda e: e.at_s / duration_s * width, lambda e: e.importance, em * 0.5
        ):
            color = look.color(look.event_color(event))
            x = min(max(x, em * 0.35), width - em * 0.35)
            paint_event(painter, event.kind, QPointF(x, signs_px / 2), em * 0.6, color)


class Overview(pg.GraphicsView):
    """The whole call; the window over it is dragged to pan, and its edges to zoom."""

    _picture: _Picture | None = None  # Qt resizes a view while it is being made

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        """Draw the call of ``look``."""
        super().__init__(parent, background=look.color("background"))
        self._look = look
        self._own = False
        self.setAccessibleName(self.tr("Overview of the whole call"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(self.Shape.NoFrame)
        self.box = pg.ViewBox(enableMouse=False, enableMenu=False, defaultPadding=0.0)
        self.setCentralItem(self.box)
        self.box.setXRange(0.0, look.viewport.duration_s, padding=0.0)
        self.box.setYRange(0.0, 1.0, padding=0.0)
        self._picture = _Picture(look)
        self._picture.setParentItem(self.box)
        self.window = pg.LinearRegionItem(bounds=(0.0, look.viewport.duration_s), swapMode="block")
        self.cursor_line = pg.InfiniteLine(0.0, angle=90, movable=False)
        self.box.addItem(self.window, ignoreBounds=True)
        self.box.addItem(self.cursor_line, ignoreBounds=True)
        self.window.sigRegionChanged.connect(self._on_dragged)
        look.viewport.changed.connect(self._on_viewport)
        self.box.sigResized.connect(self._on_resized)
        self.set_theme(look.theme)
        self._on_viewport()

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        look = self._look
        self.setBackground(look.color("background"))
        self.setFixedHeight(theme.px(HEIGHT_EM))
        ground, edge = look.color("nudge", 0.12), QPen(look.color("nudge"), 1.5)
        edge.setCosmetic(True)
        self.window.setBrush(ground)
        self.window.setHoverBrush(look.color("nudge", 0.2))
        for line in self.window.lines:
            line.setPen(edge)
            line.setHoverPen(QPen(look.color("text"), 2.0))
        cursor = QPen(look.color("text"), 1.0)
        cursor.setCosmetic(True)
        self.cursor_line.setPen(cursor)
        self.refresh()

    def refresh(self) -> None:
        """Draw the call anew."""
        self._picture.forget()

    def set_cursor(self, at_s: float) -> None:
        """Put the playhead at a second."""
        self.cursor_line.setValue(at_s)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """See what was clicked on, or begin to drag the window."""
        at_s = event.position().x() / max(1, self.width()) * self._look.viewport.duration_s
        view = self._look.viewport
        if not view.start_s <= at_s <= view.end_s:
            view.show(at_s - view.span_s / 2, at_s + view.span_s / 2)
        super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw the call anew."""
        super().resizeEvent(event)
        self._on_resized()

    def _on_resized(self, *_: object) -> None:
        if self._picture is not None:
            self._picture.set_rect(self.box.boundingRect())

    def _on_viewport(self) -> None:
        view = self._look.viewport
        if not self._own:
            self._own = True
            self.window.setRegion((view.start_s, view.end_s))
            self._own = False

    def _on_dragged(self) -> None:
        if not self._own:
            self._own = True
            self._look.viewport.show(*self.window.getRegion())
            self._own = False
