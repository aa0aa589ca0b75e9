"""What all layers share."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from callassist.gui.timeline.look import Look
from callassist.gui.timeline.rows import Row, RowName
from callassist.review.events import Event

REACH_EM = 0.7
"""How near the pointer must be to a sign."""


class Layer(pg.GraphicsObject):
    """Draws one row, or one thing across rows, in the pixels of the plot."""

    first: RowName
    last: RowName

    def __init__(self, look: Look) -> None:
        """Draw what ``look`` says."""
        super().__init__()
        self.look = look

    @property
    def row(self) -> Row:
        """The layer's (first) row."""
        return self.look.rows[self.first]

    def boundingRect(self) -> QRectF:
        """Return the rows that the layer draws in."""
        if not self.look.rows:
            return QRectF()
        top, bottom = self.row.top, self.look.rows[self.last].bottom
        return QRectF(0, top, self.look.width_px, bottom - top)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Draw what is seen."""
        if self.look.rows:
            painter.save()
            painter.setClipRect(self.boundingRect())
            self.draw(painter)
            painter.restore()

    def refresh(self) -> None:
        """Draw anew, after the rows may have moved."""
        self.prepareGeometryChange()
        self.update()

    def draw(self, painter: QPainter) -> None:
        """Draw; to be written by each layer."""
        raise NotImplementedError

    def hit(self, x: float, y: float) -> Event | None:
        """Return what lies under the pointer, if anything can be asked about it."""
        return None

    def words_at(self, x: float, y: float) -> str:
        """Return what is told of that place while the pointer rests there."""
        return ""

    def has(self, y: float) -> bool:
        """Return whether a height belongs to the layer's rows."""
        rect = self.boundingRect()
        return bool(rect.top() <= y <= rect.bottom())

    @property
    def reach_px(self) -> float:
        """How near the pointer must be to a sign."""
        return REACH_EM * self.look.theme.em_px


def nearest(events: list[tuple[float, Event]], x: float, reach: float) -> Event | None:
    """Return the event that was drawn nearest to ``x``, if it is within reach."""
    near = min(events, key=lambda placed: abs(placed[0] - x), default=None)
    return near[1] if near is not None and abs(near[0] - x) <= reach else None
