"""The thin line that says how long a prompt still stands."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from callassist.gui.theme import Theme

TICK_MS = 50
REDUCED_TICK_MS = 1000


class TimeLeftLine(QWidget):
    """A line that shortens toward its left end; it steps once a second in reduced motion."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty line."""
        super().__init__(parent)
        self._theme: Theme | None = None
        self._color = QColor()
        self._duration_s = 0.0
        self._elapsed = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Time left"))

    @property
    def running(self) -> bool:
        """Whether the line moves."""
        return self._timer.isActive()

    @property
    def left(self) -> float:
        """What is left, 1 all to 0 nothing."""
        if not self._elapsed.isValid() or self._duration_s <= 0:
            return 0.0
        return min(1.0, max(0.0, 1 - self._elapsed.elapsed() / 1000 / self._duration_s))

    def set_look(self, theme: Theme, color: QColor) -> None:
        """Use this theme and color."""
        self._theme = theme
        self._color = color
        self.updateGeometry()
        self.update()

    def start(self, duration_s: float) -> None:
        """Begin at full length."""
        self._duration_s = duration_s
        self._elapsed.start()
        reduced = self._theme is not None and self._theme.reduced_motion
        self._timer.start(REDUCED_TICK_MS if reduced else TICK_MS)
        self.update()

    def stop(self) -> None:
        """Stand still, and show nothing."""
        self._timer.stop()
        self._elapsed.invalidate()
        self.update()

    def _tick(self) -> None:
        if self.left <= 0:
            self._timer.stop()
        self.update()

    def sizeHint(self) -> QSize:
        """Return a thin line."""
        return QSize(0, 0 if self._theme is None else self._theme.px(0.2))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is left."""
        if self._theme is None or self.left <= 0:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._color)
        radius = self.height() / 2
        painter.drawRoundedRect(
            QRectF(0, 0, self.width() * self.left, self.height()), radius, radius
        )
