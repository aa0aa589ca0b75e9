"""A health light: whether one side of the call can be heard, as a shape with a word."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from callassist.gui.theme import Theme
from callassist.types import Channel, Health, HealthState

LABELS: dict[Channel, str] = {"agent": "you", "customer": "customer"}
MEANINGS: dict[HealthState, str] = {
    "hears": "heard now",
    "silent": "sound arrives, nobody speaks",
    "waiting": "no sound yet",
    "lost": "cannot be heard",
}


class HealthLight(QWidget):
    """Filled dot: heard. Ring: silent. Dashed ring: no sound yet. Cross: lost."""

    def __init__(self, channel: Channel, parent: QWidget | None = None) -> None:
        """Make the light of ``channel``, waiting."""
        super().__init__(parent)
        self._theme: Theme | None = None
        self.channel = channel
        self.health = Health(channel, "waiting", 0.0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_health(self.health)

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self._theme = theme
        self.setFont(theme.font("caption"))
        self.updateGeometry()
        self.update()

    def set_health(self, health: Health) -> None:
        """Show a state."""
        self.health = health
        label = LABELS[self.channel]
        text = f"{label[0].upper()}{label[1:]}: {MEANINGS[health.state]}"
        self.setAccessibleName(text)
        self.setAccessibleDescription(health.detail)
        self.setToolTip(f"{text}\n{health.detail}" if health.detail else text)
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for the shape and the word."""
        if self._theme is None:
            return QSize(0, 0)
        metrics = QFontMetricsF(self.font())
        width = self._shape_px + self._gap_px + metrics.horizontalAdvance(LABELS[self.channel])
        return QSize(int(width + 1), int(metrics.height() + 1))

    @property
    def _shape_px(self) -> float:
        assert self._theme is not None
        return self._theme.em_px * 0.7

    @property
    def _gap_px(self) -> float:
        assert self._theme is not None
        return self._theme.em_px * 0.4

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the shape, then the word."""
        if self._theme is None:
            return
        theme, state = self._theme, self.health.state
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        stroke = theme.em_px * 0.13
        side = self._shape_px
        rect = QRectF(0, (self.height() - side) / 2, side, side)
        ring = rect.adjusted(stroke / 2, stroke / 2, -stroke / 2, -stroke / 2)
        token = {"hears": "hears", "silent": "hears", "waiting": "muted", "lost": "alert"}[state]
        pen = QPen(theme.color(token), stroke)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        if state == "hears":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(token))
            painter.drawEllipse(rect)
        elif state == "lost":
            pen.setWidthF(stroke * 1.3)
            painter.setPen(pen)
            painter.drawLine(ring.topLeft(), ring.bottomRight())
            painter.drawLine(ring.topRight(), ring.bottomLeft())
        else:
            if state == "waiting":
                pen.setCapStyle(Qt.PenCapStyle.FlatCap)
                circle = 3.1416 * ring.width() / stroke
                pen.setDashPattern([circle / 6 * 0.55, circle / 6 * 0.45])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(ring)
        metrics = QFontMetricsF(self.font())
        painter.setFont(self.font())
        painter.setPen(theme.color("text" if state == "lost" else "muted"))
        baseline = (self.height() + metrics.ascent() - metrics.descent()) / 2
        painter.drawText(QPointF(side + self._gap_px, baseline), LABELS[self.channel])
