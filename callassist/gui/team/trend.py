"""One figure with its course: value, counts, and a small chart with an honest axis."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from callassist.gui.core_texts import core
from callassist.gui.i18n import translate
from callassist.gui.theme import Theme, blend
from callassist.review.team.chart import Chart, chart_of, per_week
from callassist.review.team.figures import counts_text, in_words, range_text, value_text
from callassist.review.team.report import Trend

CHART_EM = 5.6
LEAST_EM = 17.0
PAD_EM = 0.4
"""Room inside the ring that shows the focus."""
SAYS_TOO_FEW = QT_TRANSLATE_NOOP("Trend", "too few a week for a line")


class TrendPanel(QWidget):
    """A trend. Pointing at a week, or ← and →, tells that week's figure."""

    def __init__(self, heading: str, parent: QWidget | None = None) -> None:
        """Make an empty panel under a heading."""
        super().__init__(parent)
        self.heading = core(heading)
        self.chosen: int | None = None
        self._theme: Theme | None = None
        self._trend: Trend | None = None
        self._chart: Chart | None = None
        self._reading = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def show_trend(self, trend: Trend, top: float, *, reading: bool = False) -> None:
        """Show a trend on an axis up to ``top``; ``reading``: its calls are still being read."""
        self._trend, self._chart = trend, chart_of(trend, top)
        self._reading = reading
        if self.chosen is not None and self.chosen >= len(self._chart.dots):
            self.chosen = None
        self._name()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for three lines and the chart."""
        if self._theme is None:
            return QSize(200, 150)
        return QSize(self._theme.px(LEAST_EM), round(self._chart_top() + self._theme.px(CHART_EM)))

    @property
    def line(self) -> str:
        """What stands between the value and the chart."""
        if self._trend is None or self._chart is None:
            return ""
        if self.chosen is not None:
            return core(self._chart.dots[self.chosen].short)
        if self._reading:
            return self.tr("reading …")
        return core(counts_text(self._trend.measure, self._trend.total) or per_week(self._trend))

    def choose(self, index: int | None) -> None:
        """Tell a week's figure; ``None`` for the whole time's."""
        if index != self.chosen:
            self.chosen = index
            self._name()
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from week to week."""
        count = len(self._chart.dots) if self._chart else 0
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(event.key())
        if step is not None and count:
            now = self.chosen if self.chosen is not None else (count if step < 0 else -1)
            self.choose(min(count - 1, max(0, now + step)))
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell the week under the pointer."""
        if self._chart is None or not self._chart.dots:
            return
        room = self._room()
        if not room.adjusted(-6, -6, 6, 20).contains(event.position()):
            self.choose(None)
            return
        at = (event.position().x() - room.left()) / max(1.0, room.width())
        dots = self._chart.dots
        self.choose(min(range(len(dots)), key=lambda index: abs(dots[index].x - at)))

    def leaveEvent(self, event: QEvent) -> None:
        """Tell the whole time's figure again."""
        self.choose(None)

    def focusOutEvent(self, event: object) -> None:
        """Tell the whole time's figure again."""
        self.choose(None)
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint heading, value, line and chart."""
        theme, trend, chart = self._theme, self._trend, self._chart
        if theme is None or trend is None or chart is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("nudge"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        self._paint_words(painter, theme, trend)
        if len(chart.dots) > 1:
            self._paint_chart(painter, theme, chart)
        elif trend.total.known and not self._reading:
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.color("muted"))
            place = QRectF(self._pad(), self._chart_top(), self.width(), theme.px(1.4))
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft, translate("Trend", SAYS_TOO_FEW))

    def _paint_words(self, painter: QPainter, theme: Theme, trend: Trend) -> None:
        pad, caption = self._pad(), theme.font("caption")
        small = QFontMetricsF(caption)
        large = QFontMetricsF(theme.font("say"))
        width = self.width() - 2 * pad
        painter.setFont(caption)
        painter.setPen(theme.color("muted"))
        elided = small.elidedText(self.heading, Qt.TextElideMode.ElideRight, width)
        painter.drawText(QPointF(pad, pad + small.ascent()), elided)
        base = pad + small.height() + large.ascent()
        painter.setFont(theme.font("say"))
        painter.setPen(theme.color("text"))
        value = "" if self._reading else core(value_text(trend.measure, trend.total))
        painter.drawText(QPointF(pad, base), value)
        after = pad + large.horizontalAdvance(value) + theme.px(0.5)
        unit = (
            self.tr("an hour") + "  " if trend.measure.kind == "rate" and trend.total.known else ""
        )
        painter.setFont(caption)
        painter.setPen(theme.color("muted"))
        if not self._reading:
            painter.drawText(
                QPointF(after, base), unit + core(range_text(trend.measure, trend.total))
            )
        line = small.elidedText(self.line, Qt.TextElideMode.ElideRight, width)
        painter.setPen(theme.color("text" if self.chosen is not None else "muted"))
        painter.drawText(QPointF(pad, base + large.descent() + small.ascent()), line)

    def _paint_chart(self, painter: QPainter, theme: Theme, chart: Chart) -> None:
        room, small = self._room(), theme.font("caption")
        small.setPointSizeF(small.pointSizeF() * 0.85)
        metrics = QFontMetricsF(small)
        painter.setFont(small)

        def at(x: float, y: float) -> QPointF:
            return QPointF(room.left() + room.width() * x, room.bottom() - room.height() * y)

        for y, tick in chart.ticks:
            text = core(tick)
            painter.setPen(QPen(theme.color("track"), 1))
            painter.drawLine(at(0, y), at(1, y))
            painter.setPen(theme.color("muted"))
            left = room.left() - metrics.horizontalAdvance(text) - theme.px(0.4)
            painter.drawText(QPointF(left, at(0, y).y() + metrics.ascent() * 0.4), text)
        painter.setPen(QPen(theme.color("border"), 1.5))
        for x in chart.gaps:
            painter.drawLine(at(x, 0) - QPointF(0, 3), at(x, 0))
        painter.setPen(theme.color("muted"))
        below = room.bottom() + metrics.ascent() + theme.px(0.3)
        painter.drawText(QPointF(room.left(), below), core(chart.first))
        if chart.last != chart.first:
            right = room.right() - metrics.horizontalAdvance(core(chart.last))
            painter.drawText(QPointF(right, below), core(chart.last))
        band = blend(theme.palette.nudge, theme.palette.background, 0.2)
        line = QPen(theme.color("nudge"), 2.0)
        line.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        dashed = QPen(theme.color("nudge"), 2.0, Qt.PenStyle.DotLine)
        for run in chart.runs:
            dots = [chart.dots[index] for index in run]
            edge = [at(dot.x, dot.high) for dot in dots]
            edge += [at(dot.x, dot.low) for dot in reversed(dots)]
            painter.setPen(QPen(band, 2))
            painter.setBrush(band)
            painter.drawPolygon(QPolygonF(edge))
            solid = [at(dot.x, dot.y) for dot in dots if not dot.running]
            painter.setPen(line)
            painter.drawPolyline(QPolygonF(solid))
            if len(dots) > 1 and dots[-1].running:
                painter.setPen(dashed)
                painter.drawPolyline(QPolygonF([at(dot.x, dot.y) for dot in dots[-2:]]))
        for index, dot in enumerate(chart.dots):
            radius = theme.em_px * (0.3 if index == self.chosen else 0.17)
            painter.setPen(QPen(theme.color("nudge"), 1.5))
            painter.setBrush(theme.color("background" if dot.running else "nudge"))
            painter.drawEllipse(at(dot.x, dot.y), radius, radius)

    def _pad(self) -> float:
        assert self._theme is not None
        return float(self._theme.px(PAD_EM))

    def _chart_top(self) -> float:
        assert self._theme is not None
        small = QFontMetricsF(self._theme.font("caption")).height()
        large = QFontMetricsF(self._theme.font("say")).height()
        return self._pad() + 2 * small + large + self._theme.px(0.9)

    def _room(self) -> QRectF:
        """Return where the chart's axes span."""
        assert self._theme is not None
        px = self._theme.px
        left, top = self._pad() + px(2.9), self._chart_top()
        width = self.width() - left - px(0.7)
        return QRectF(left, top, width, px(CHART_EM) - px(1.7))

    def _name(self) -> None:
        if self._trend is None:
            return
        words = core(in_words(self._trend.measure, self._trend.total))
        chosen = ""
        if self.chosen is not None and self._chart is not None:
            chosen = f". {core(self._chart.dots[self.chosen].words)}"
        self.setAccessibleName(f"{self.heading}: {words}{chosen}")
        self.setAccessibleDescription(core(self._trend.measure.explained))
        self.setToolTip(core(self._trend.measure.explained))
