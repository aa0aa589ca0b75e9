"""The frustration gauge: how upset the customer is, and which way it goes."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from callassist.gui.i18n import translate
from callassist.gui.theme import Theme
from callassist.types import Frustration, Reason

Trend = Literal["rising", "steady", "easing"]

SEGMENTS = 4
TOKENS = ("calm", "uneasy", "upset", "furious")
TREND_WINDOW_S = 20.0
"""The level is compared with what it was this long ago."""
TREND_STEP = 0.06
"""A smaller change is called steady."""
REASONS_SHOWN = 3


def band(level: float) -> int:
    """Return the quarter a level lies in: 0 calm to 3 very upset."""
    return min(SEGMENTS - 1, max(0, int(level * SEGMENTS)))


def word_of(level: float) -> str:
    """Return the word for a level."""
    return (
        translate("Gauge", "calm"),
        translate("Gauge", "uneasy"),
        translate("Gauge", "upset"),
        translate("Gauge", "very upset"),
    )[band(level)]


class FrustrationGauge(QLabel):
    """Four segments that fill from the left, and an arrow while the level moves.

    A label for screen readers: its words are its name.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a gauge at 0."""
        super().__init__(parent)
        self._theme: Theme | None = None
        self._history: list[tuple[float, float]] = [(0.0, 0.0)]
        self._reasons: list[Reason] = []
        self._time_s = 0.0
        self.level = 0.0
        self.trend: Trend = "steady"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._describe()

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def reset(self) -> None:
        """Begin another call at 0."""
        self._history = [(0.0, 0.0)]
        self._reasons = []
        self._time_s = 0.0
        self.level = 0.0
        self.set_time(0.0)

    def set_frustration(self, frustration: Frustration) -> None:
        """Show a new level."""
        self.level = min(1.0, max(0.0, frustration.level))
        self._history.append((frustration.at_s, self.level))
        for reason in frustration.reasons:
            if reason not in self._reasons:
                self._reasons.append(reason)
        self.set_time(frustration.at_s)

    def set_time(self, time_s: float) -> None:
        """Let the trend age: an old rise is no rise. Time never runs back within a call."""
        self._time_s = time_s = max(self._time_s, time_s)
        since_s = time_s - TREND_WINDOW_S
        while len(self._history) > 1 and self._history[1][0] <= since_s:
            del self._history[0]
        self._reasons = [reason for reason in self._reasons if reason.at_s > time_s - 60.0]
        change = self.level - self._history[0][1]
        self.trend = "steady"
        if abs(change) >= TREND_STEP:
            self.trend = "rising" if change > 0 else "easing"
        self._describe()
        self.update()

    @property
    def words(self) -> str:
        """What the gauge shows, in words."""
        word = word_of(self.level)
        if self.trend == "rising":
            return self.tr("{word}, rising").format(word=word)
        if self.trend == "easing":
            return self.tr("{word}, easing").format(word=word)
        return word

    def _describe(self) -> None:
        name = self.tr("Customer's frustration: {words}").format(words=self.words)
        raising = sorted(
            (reason for reason in self._reasons if reason.weight > 0),
            key=lambda reason: reason.weight,
            reverse=True,
        )
        reasons = "\n".join(reason.text for reason in raising[:REASONS_SHOWN])
        self.setAccessibleName(name)
        self.setAccessibleDescription(reasons)
        self.setToolTip(f"{name}\n{reasons}" if reasons else name)

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        return self._size(6.5)

    def minimumSizeHint(self) -> QSize:
        """Return the least size that can be read."""
        return self._size(2.6)

    def _size(self, width_em: float) -> QSize:
        return (
            QSize(0, 0)
            if self._theme is None
            else QSize(self._theme.px(width_em), self._theme.px(1.2))
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the segments, then the arrow."""
        if self._theme is None:
            return
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        arrow = theme.em_px * 0.62
        gap = theme.em_px * 0.14
        height = theme.em_px * 0.4
        bar = QRectF(0, (self.height() - height) / 2, self.width() - arrow - 2 * gap, height)
        painter.setPen(Qt.PenStyle.NoPen)
        segment = (bar.width() - (SEGMENTS - 1) * gap) / SEGMENTS
        shape = QPainterPath()
        for number in range(SEGMENTS):
            x = bar.left() + number * (segment + gap)
            shape.addRoundedRect(QRectF(x, bar.top(), segment, height), height / 3, height / 3)
        painter.fillPath(shape, theme.color("background" if theme.high_contrast else "track"))
        painter.setClipRect(
            QRectF(bar.left(), bar.top(), bar.width() * self.level, height).adjusted(0, -1, 0, 1)
        )
        painter.fillPath(shape, theme.color(TOKENS[band(self.level)]))
        painter.setClipping(False)
        if theme.high_contrast:
            painter.strokePath(shape, QPen(theme.color("border"), theme.line_px / 2))
        if self.trend == "steady":
            return
        self._paint_arrow(painter, QPointF(self.width() - arrow / 2, self.height() / 2), arrow)

    def _paint_arrow(self, painter: QPainter, center: QPointF, side: float) -> None:
        assert self._theme is not None
        tip = -1.0 if self.trend == "rising" else 1.0
        half = side * 0.38
        pen = QPen(self._theme.color("muted"), self._theme.em_px * 0.12)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        top, bottom = center + QPointF(0, tip * half), center - QPointF(0, tip * half)
        painter.drawLine(bottom, top)
        painter.drawPolyline(
            QPolygonF(
                [
                    top + QPointF(-half * 0.8, -tip * half * 0.8),
                    top,
                    top + QPointF(half * 0.8, -tip * half * 0.8),
                ]
            )
        )
