"""A health light: whether one side of the call can be heard, as a shape with a word."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from callassist.gui.core_texts import core
from callassist.gui.i18n import translate
from callassist.gui.theme import Theme
from callassist.types import Channel, Health, HealthState

LABELS: dict[Channel, str] = {
    "agent": QT_TRANSLATE_NOOP("HealthLight", "you"),
    "customer": QT_TRANSLATE_NOOP("HealthLight", "customer"),
}
MEANINGS: dict[Channel, dict[HealthState, str]] = {
    "agent": {
        "hears": QT_TRANSLATE_NOOP("HealthLight", "You: heard now"),
        "silent": QT_TRANSLATE_NOOP("HealthLight", "You: sound arrives, nobody speaks"),
        "waiting": QT_TRANSLATE_NOOP("HealthLight", "You: no sound yet"),
        "quiet": QT_TRANSLATE_NOOP("HealthLight", "You: too quiet"),
        "clipping": QT_TRANSLATE_NOOP("HealthLight", "You: too loud, distorted"),
        "echo": QT_TRANSLATE_NOOP("HealthLight", "You: your microphone hears the customer"),
        "wrong": QT_TRANSLATE_NOOP("HealthLight", "You: the wrong device is heard"),
        "lost": QT_TRANSLATE_NOOP("HealthLight", "You: cannot be heard"),
    },
    "customer": {
        "hears": QT_TRANSLATE_NOOP("HealthLight", "Customer: heard now"),
        "silent": QT_TRANSLATE_NOOP("HealthLight", "Customer: sound arrives, nobody speaks"),
        "waiting": QT_TRANSLATE_NOOP("HealthLight", "Customer: no sound yet"),
        "quiet": QT_TRANSLATE_NOOP("HealthLight", "Customer: too quiet"),
        "clipping": QT_TRANSLATE_NOOP("HealthLight", "Customer: too loud, distorted"),
        "echo": QT_TRANSLATE_NOOP("HealthLight", "Customer: your voice comes back"),
        "wrong": QT_TRANSLATE_NOOP("HealthLight", "Customer: your own voice is heard"),
        "lost": QT_TRANSLATE_NOOP("HealthLight", "Customer: cannot be heard"),
    },
}
TOKENS: dict[HealthState, str] = {"hears": "hears", "silent": "hears", "waiting": "muted"}
"""Colors of what is no alarm; they repeat what the shape says."""


class HealthLight(QWidget):
    """A shape for each state, and the side's name.

    Filled dot: heard. Ring: silent. Dashed ring: no sound yet. Hollow triangle down: too
    quiet. Filled triangle up: too loud. Ring around a dot: echo. Two arrows that cross
    over: wrong device. Cross: lost.
    """

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
        text = translate("HealthLight", MEANINGS[self.channel][health.state])
        self.setAccessibleName(text)
        detail = core(health.detail)
        self.setAccessibleDescription(detail)
        self.setToolTip(f"{text}\n{detail}" if detail else text)
        self.update()

    @property
    def label(self) -> str:
        """The word beside the shape."""
        return translate("HealthLight", LABELS[self.channel])

    def sizeHint(self) -> QSize:
        """Return room for the shape and the word."""
        if self._theme is None:
            return QSize(0, 0)
        metrics = QFontMetricsF(self.font())
        width = self._shape_px + self._gap_px + metrics.horizontalAdvance(self.label)
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
        alarm = state not in TOKENS
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = self._shape_px
        rect = QRectF(0, (self.height() - side) / 2, side, side)
        pen = QPen(theme.color(TOKENS.get(state, "alert")), theme.em_px * 0.13)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        _paint_shape(painter, state, rect, pen)
        metrics = QFontMetricsF(self.font())
        painter.setFont(self.font())
        painter.setPen(theme.color("text" if alarm else "muted"))
        baseline = (self.height() + metrics.ascent() - metrics.descent()) / 2
        painter.drawText(QPointF(side + self._gap_px, baseline), self.label)


def _paint_shape(painter: QPainter, state: HealthState, rect: QRectF, pen: QPen) -> None:
    """Paint what says a state without its color into ``rect``."""
    half = pen.widthF() / 2
    ring = rect.adjusted(half, half, -half, -half)
    match state:
        case "hears":
            painter.setBrush(pen.color())
            painter.drawEllipse(ring)
        case "silent":
            painter.drawEllipse(ring)
        case "waiting":
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            circle = 3.1416 * ring.width() / pen.widthF()
            pen.setDashPattern([circle / 6 * 0.55, circle / 6 * 0.45])
            painter.setPen(pen)
            painter.drawEllipse(ring)
        case "quiet":
            flat = ring.adjusted(0, ring.height() * 0.12, 0, 0)
            painter.drawPolygon(
                QPolygonF(
                    [flat.topLeft(), flat.topRight(), QPointF(flat.center().x(), flat.bottom())]
                )
            )
        case "clipping":
            painter.setBrush(pen.color())
            flat = ring.adjusted(0, 0, 0, -ring.height() * 0.12)
            painter.drawPolygon(
                QPolygonF(
                    [flat.bottomLeft(), flat.bottomRight(), QPointF(flat.center().x(), flat.top())]
                )
            )
        case "echo":
            painter.drawEllipse(ring)
            painter.setBrush(pen.color())
            painter.setPen(Qt.PenStyle.NoPen)
            dot = ring.width() * 0.22
            painter.drawEllipse(ring.center(), dot, dot)
        case "wrong":
            head = ring.width() * 0.26
            above, below = ring.top() + ring.height() * 0.26, ring.bottom() - ring.height() * 0.26
            for y, tip, tail in (
                (above, ring.right(), ring.left()),
                (below, ring.left(), ring.right()),
            ):
                back = head if tip < tail else -head
                painter.drawLine(QPointF(tail, y), QPointF(tip, y))
                painter.drawLine(QPointF(tip, y), QPointF(tip + back, y - head))
                painter.drawLine(QPointF(tip, y), QPointF(tip + back, y + head))
        case "lost":
            pen.setWidthF(pen.widthF() * 1.3)
            painter.setPen(pen)
            painter.drawLine(ring.topLeft(), ring.bottomRight())
            painter.drawLine(ring.topRight(), ring.bottomLeft())
