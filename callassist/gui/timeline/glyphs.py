"""Small signs: each kind has a shape of its own, so that color is never all that tells."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from callassist.gui import icons

OVERLAP_COLORS = {
    "interruption": "alert",
    "failed_interruption": "warn",
    "simultaneous": "nudge",
    "cooperative": "praise",
    "backchannel": "muted",
    "terminal": "muted",
    "bleed": "muted",
}
EVENT_ICONS = {"comment": "comment", "good_moment": "star", "practice": "practice"}


@lru_cache(maxsize=256)
def icon_pixmap(name: str, color: str, side_px: int, ratio: float) -> QPixmap:
    """Return an icon as a picture, for what is painted many times a second."""
    pixmap = QPixmap(QSize(side_px, side_px) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(QColor(0, 0, 0, 0))
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    icons.paint(painter, name, QRectF(0, 0, side_px, side_px), QColor(color))
    painter.end()
    return pixmap


def paint_overlap(
    painter: QPainter, kind: str, center: QPointF, size: float, color: QColor
) -> None:
    """Paint the sign of a kind of overlap.

    Filled: somebody took the floor. Hollow: they did not.
    """
    half = size / 2
    pen = QPen(color, max(1.2, size * 0.14))
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(QBrush(color))
    x, y = center.x(), center.y()
    if kind == "interruption":
        painter.drawPolygon(_polygon(x, y, half, [(-1, -0.9), (1, -0.9), (0, 0.95)]))
    elif kind == "failed_interruption":
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolygon(_polygon(x, y, half, [(-1, -0.9), (1, -0.9), (0, 0.95)]))
    elif kind == "simultaneous":
        painter.drawRect(QRectF(x - half * 0.8, y - half * 0.8, half * 1.6, half * 1.6))
    elif kind == "cooperative":
        painter.drawPolygon(_polygon(x, y, half, [(0, -1), (1, 0), (0, 1), (-1, 0)]))
    elif kind == "backchannel":
        painter.drawEllipse(center, half * 0.5, half * 0.5)
    elif kind == "terminal":
        painter.drawLine(QPointF(x - half * 0.35, y - half), QPointF(x - half * 0.35, y + half))
        painter.drawLine(QPointF(x + half * 0.35, y - half), QPointF(x + half * 0.35, y + half))
    else:  # bleed
        painter.setBrush(Qt.BrushStyle.NoBrush)
        pen.setStyle(Qt.PenStyle.DotLine)
        painter.setPen(pen)
        painter.drawEllipse(center, half * 0.8, half * 0.8)


def paint_event(painter: QPainter, kind: str, center: QPointF, size: float, color: QColor) -> None:
    """Paint the sign of an event that is no overlap."""
    half = size / 2
    x, y = center.x(), center.y()
    pen = QPen(color, max(1.4, size * 0.15))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if kind in EVENT_ICONS:
        side = size * 1.25
        rect = QRectF(x - side / 2, y - side / 2, side, side)
        icons.paint(painter, EVENT_ICONS[kind], rect, color)
    elif kind == "missed":
        reach = half * 0.72
        painter.drawLine(QPointF(x - reach, y - reach), QPointF(x + reach, y + reach))
        painter.drawLine(QPointF(x - reach, y + reach), QPointF(x + reach, y - reach))
    elif kind == "late":
        painter.drawEllipse(center, half * 0.85, half * 0.85)
        painter.setBrush(color)
        path = QPainterPath(center)
        path.arcTo(QRectF(x - half * 0.85, y - half * 0.85, half * 1.7, half * 1.7), -90, 180)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawPath(path)
    elif kind == "good":
        painter.drawPolyline(_polygon(x, y, half, [(-0.8, 0.05), (-0.2, 0.65), (0.85, -0.65)]))
    elif kind == "peak":
        painter.drawPolyline(_polygon(x, y, half, [(-0.9, 0.6), (0, -0.7), (0.9, 0.6)]))
    elif kind == "silence":
        for step in (-0.7, 0.0, 0.7):
            painter.drawPoint(QPointF(x + step * half, y))
    elif kind == "hold":
        for step in (-0.4, 0.4):
            x_bar = x + step * half
            painter.drawLine(QPointF(x_bar, y - half * 0.6), QPointF(x_bar, y + half * 0.6))
    elif kind == "gap":
        painter.drawLine(QPointF(x - half * 0.9, y), QPointF(x - half * 0.35, y))
        painter.drawLine(QPointF(x + half * 0.35, y), QPointF(x + half * 0.9, y))
    elif kind == "prompt":
        painter.drawLine(QPointF(x - half * 0.6, y - half), QPointF(x - half * 0.6, y + half))
        painter.setBrush(color)
        painter.drawPolygon(_polygon(x, y, half, [(-0.6, -0.9), (0.9, -0.4), (-0.6, 0.1)]))
    elif kind == "interruption":
        paint_overlap(painter, "interruption", center, size * 0.85, color)
    else:
        painter.setBrush(color)
        painter.drawEllipse(center, half * 0.35, half * 0.35)


def paint_outcome(
    painter: QPainter, outcome: str | None, center: QPointF, size: float, color: QColor
) -> None:
    """Paint what came of a prompt: a check for good, a bar for nothing, a ring for not needed."""
    if outcome in ("followed", "helped"):
        paint_event(painter, "good", center, size, color)
        return
    half = size / 2
    pen = QPen(color, max(1.4, size * 0.15))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if outcome in ("cleared", None):
        painter.drawEllipse(center, half * 0.5, half * 0.5)
    elif outcome in ("dismissed", "unhelpful"):
        paint_event(painter, "missed", center, size * 0.9, color)
    else:
        reach = QPointF(half * 0.65, 0)
        painter.drawLine(center - reach, center + reach)


def _polygon(x: float, y: float, half: float, points: list[tuple[float, float]]) -> QPolygonF:
    return QPolygonF([QPointF(x + dx * half, y + dy * half) for dx, dy in points])
