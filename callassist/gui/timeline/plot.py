"""The plot: ruler, lanes, flags, curve; seeks, scrubs, selects, zooms and tells what lies where."""

from __future__ import annotations

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from callassist.gui.theme import Theme
from callassist.gui.timeline.axis import TimeAxis
from callassist.gui.timeline.layers.curve import CurveLayer
from callassist.gui.timeline.layers.flags import FlagLayer
from callassist.gui.timeline.layers.lanes import LaneLayer, SilenceLayer
from callassist.gui.timeline.layers.layer import Layer
from callassist.gui.timeline.layers.moments import MarkLayer, MomentLayer, SelectedLayer
from callassist.gui.timeline.layers.overlaps import OverlapLayer
from callassist.gui.timeline.layers.pauses import PauseLayer
from callassist.gui.timeline.look import Look
from callassist.gui.timeline.rows import Row, min_height_px
from callassist.review.events import Event
from callassist.types import CHANNELS

DRAG_PX = 4
WHEEL_STEP = 120.0
ZOOM_A_STEP = 0.8
PAN_A_STEP = 0.12
RULER_EM = 1.9

Span = tuple[float, float]


class TimePlot(pg.GraphicsView):
    """A call over time.

    Signals:
        seek_asked: A second was clicked on, or the playhead dragged there.
        event_chosen: An event was clicked on.
        selection_changed: Other seconds are selected: (start, end), or ``None``.
        resized: Rows lie elsewhere.
    """

    seek_asked = Signal(float)
    event_chosen = Signal(object)
    selection_changed = Signal(object)
    resized = Signal()

    layers: Sequence[Layer] = ()  # Qt resizes a view while it is being made

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        """Draw what ``look`` says."""
        super().__init__(parent, background=look.color("background"))
        self.look = look
        self.selection: Span | None = None
        self._pressed: QPointF | None = None
        self._drag: str = ""
        self._panned_from = 0.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Timeline"))
        self.setMouseTracking(True)
        self.setFrameShape(self.Shape.NoFrame)
        layout = pg.GraphicsLayout()
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.setCentralItem(layout)
        self.axis = TimeAxis("top")
        self.box = pg.ViewBox(enableMouse=False, enableMenu=False, defaultPadding=0.0)
        layout.addItem(self.axis, row=0, col=0)
        layout.addItem(self.box, row=1, col=0)
        self.axis.linkToView(self.box)
        self.box.setYRange(0.0, 1.0, padding=0.0)
        self.marks = MarkLayer(look)
        self.layers = [
            SilenceLayer(look),
            *(LaneLayer(look, side) for side in CHANNELS),
            *(PauseLayer(look, side) for side in (*CHANNELS, None)),
            OverlapLayer(look),
            CurveLayer(look),
            MomentLayer(look),
            self.marks,
            SelectedLayer(look),
            FlagLayer(look),
        ]
        for layer in self.layers:
            layer.setParentItem(self.box)
        self.region = pg.LinearRegionItem(movable=False)
        self.region.hide()
        self.cursor_line = pg.InfiniteLine(0.0, angle=90, movable=False)
        self.box.addItem(self.region, ignoreBounds=True)
        self.box.addItem(self.cursor_line, ignoreBounds=True)
        self.box.sigResized.connect(self._on_resized)
        look.viewport.changed.connect(self._on_viewport)
        self.set_theme(look.theme)
        self._on_viewport()

    @property
    def top_px(self) -> float:
        """Height of the ruler: rows count from below it."""
        return float(self.box.mapRectToScene(self.box.boundingRect()).top())

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        look = self.look
        look.theme = theme
        self.setBackground(look.color("background"))
        self.axis.set_look(look)
        self.axis.setHeight(theme.px(RULER_EM))
        self.setMinimumHeight(round(min_height_px(theme.em_px)) + theme.px(RULER_EM))
        line = QPen(look.color("text"), 1.6)
        line.setCosmetic(True)
        self.cursor_line.setPen(line)
        self.cursor_line.clearMarkers()
        self.cursor_line.addMarker("v", 1.0, size=theme.px(0.8))
        self.region.setBrush(look.color("nudge", 0.16))
        edge = QPen(look.color("nudge"), 1.0)
        edge.setCosmetic(True)
        for side in self.region.lines:
            side.setPen(edge)
        self._on_resized()

    def set_cursor(self, at_s: float) -> None:
        """Put the playhead at a second."""
        self.cursor_line.setValue(at_s)

    def select(self, selection: Span | None) -> None:
        """Select these seconds; ``None`` for nothing."""
        if selection is not None and selection[1] - selection[0] < 0.02:
            selection = None
        if selection == self.selection:
            return
        self.selection = selection
        if selection is not None:
            self.region.setRegion(selection)
        self.region.setVisible(selection is not None)
        self.selection_changed.emit(selection)

    def refresh(self) -> None:
        """Draw all of it anew."""
        for layer in self.layers:
            layer.refresh()

    def event_at(self, place: QPointF) -> Event | None:
        """Return the event under the pointer."""
        x, y = place.x(), place.y() - self.top_px
        for layer in reversed(self.layers):
            if layer.has(y) and (event := layer.hit(x, y)) is not None:
                return event
        return None

    # What Qt calls.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click, a scrub, a selection or a pan."""
        place = event.position()
        self._pressed = place
        middle = event.button() == Qt.MouseButton.MiddleButton
        if middle or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._drag, self._panned_from = "pan", self.look.viewport.start_s
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif event.button() != Qt.MouseButton.LeftButton:
            self._pressed = None
        elif place.y() < self.top_px or self._on_cursor(place):
            self._drag = "scrub"
            self.seek_asked.emit(self.look.at_s(place.x()))
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Scrub, select or pan."""
        place = event.position()
        if self._pressed is None:
            over = place.y() < self.top_px or self._on_cursor(place)
            shape = Qt.CursorShape.SizeHorCursor if over else Qt.CursorShape.ArrowCursor
            if not over and self.event_at(place) is not None:
                shape = Qt.CursorShape.PointingHandCursor
            self.setCursor(shape)
            return
        moved = place.x() - self._pressed.x()
        if not self._drag and abs(moved) > DRAG_PX:
            self._drag = "select"
        if self._drag == "scrub":
            self.seek_asked.emit(self.look.at_s(place.x()))
        elif self._drag == "select":
            ends = sorted((self.look.at_s(self._pressed.x()), self.look.at_s(place.x())))
            self.select((ends[0], ends[1]))
        elif self._drag == "pan":
            view = self.look.viewport
            view.pan(self._panned_from - moved / self.look.scale - view.start_s)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End it; where nothing was dragged it was a click."""
        if self._pressed is not None and not self._drag:
            found = self.event_at(event.position())
            if found is not None:
                self.event_chosen.emit(found)
            else:
                self.select(None)
                self.seek_asked.emit(self.look.at_s(event.position().x()))
        self._pressed, self._drag = None, ""
        self.unsetCursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select the turn that was clicked on."""
        at_s = self.look.at_s(event.position().x())
        y = event.position().y() - self.top_px
        for side in CHANNELS:
            row: Row = self.look.rows[side]
            if row.top <= y <= row.bottom:
                for turn in self.look.timeline.lanes[side].between(at_s, at_s)[:1]:
                    self.select((turn.start_s, turn.end_s))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom where the pointer is; with Shift, or sideways, pan."""
        across, along = event.angleDelta().x(), event.angleDelta().y()
        view = self.look.viewport
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not across:
            across = along
            along = 0
        if abs(across) > abs(along):
            view.pan(-across / WHEEL_STEP * PAN_A_STEP * view.span_s)
        elif along:
            factor = ZOOM_A_STEP ** (along / WHEEL_STEP)
            view.zoom(factor, self.look.at_s(event.position().x()))
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell what lies under the resting pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            words = self.words_at(QPointF(event.pos()))
            if words:
                QToolTip.showText(event.globalPos(), words, self)
            else:
                QToolTip.hideText()
            return True
        return bool(super().viewportEvent(event))

    def words_at(self, place: QPointF) -> str:
        """Return what is told of a place."""
        x, y = place.x(), place.y() - self.top_px
        for layer in reversed(self.layers):
            if layer.has(y) and (words := layer.words_at(x, y)):
                return words
        return ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the rows out anew."""
        super().resizeEvent(event)
        self._on_resized()

    def _on_cursor(self, place: QPointF) -> bool:
        x = self.look.x(float(self.cursor_line.value()))
        return abs(place.x() - x) <= DRAG_PX and self.event_at(place) is None

    def _on_resized(self, *_: object) -> None:
        if not self.layers:
            return
        rect = self.box.boundingRect()
        self.look.resize(rect.width(), rect.height())
        self.refresh()
        self.resized.emit()

    def _on_viewport(self) -> None:
        view = self.look.viewport
        self.box.setXRange(view.start_s, view.end_s, padding=0.0)
        for layer in self.layers:
            layer.update()
