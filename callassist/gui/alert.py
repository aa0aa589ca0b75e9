"""One line below the bar that says what is wrong and what to do."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QRectF, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from callassist.gui import icons
from callassist.gui.core_texts import core
from callassist.gui.i18n import translate
from callassist.gui.text import TextBlock
from callassist.gui.theme import Theme
from callassist.types import CHANNELS, Channel, Health, HealthState

LOST: dict[Channel, str] = {
    "agent": QT_TRANSLATE_NOOP("AlertRow", "Cannot hear you: check your microphone"),
    "customer": QT_TRANSLATE_NOOP("AlertRow", "Cannot hear the customer: check the call's sound"),
}
ALARMS: frozenset[HealthState] = frozenset({"lost", "wrong", "echo", "clipping", "quiet"})
"""What is told of at once; the core lets none of them flicker."""
WAITING_GRACE_MS = 3000
"""Every call begins without sound; only after this is it worth a word."""


class AlertRow(QWidget):
    """Shows what is wrong with a side and what to do; hidden while all is well.

    Signals:
        changed: The row has appeared, gone or changed its text.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a hidden row."""
        super().__init__(parent)
        self._theme: Theme | None = None
        self._problem = ""
        self._upward = False
        self._top_px = 0
        self._health: dict[Channel, Health] = {}
        self._patient = True
        self._grace = QTimer(self, singleShot=True, interval=WAITING_GRACE_MS)
        self._grace.timeout.connect(self._lose_patience)
        self.text = TextBlock(self, max_lines=4)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.text)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self._theme = theme
        self.text.set_look(theme.font("caption"), theme.color("text"))
        top, bottom = (0.7, 0.0) if self._upward else (0.0, 0.7)
        self._top_px = round(top * theme.em_px)
        self._row.setContentsMargins(
            theme.px(2.7), self._top_px, theme.px(1.0), round(bottom * theme.em_px)
        )

    def set_upward(self, upward: bool) -> None:
        """Say whether the row stands above the bar, where its own top is the overlay's."""
        if upward != self._upward and self._theme is not None:
            self._upward = upward
            self.set_theme(self._theme)

    def set_health(self, health: Health) -> None:
        """Take a side's health; what needs a remedy is told."""
        self._health[health.channel] = health
        waits = any(each.state == "waiting" for each in self._health.values())
        if not waits:
            self._grace.stop()
        elif self._patient and not self._grace.isActive():
            self._grace.start()
        self._update()

    def reset(self) -> None:
        """Begin another call."""
        self._health.clear()
        self._grace.stop()
        self._patient = True
        self.set_problem("")

    def _lose_patience(self) -> None:
        self._patient = False
        self._update()

    def set_problem(self, problem: str) -> None:
        """Tell of anything else that went wrong, or of nothing."""
        self._problem = problem
        self._update()

    def _lines(self) -> list[str]:
        lines = [core(self._problem)] if self._problem else []
        for channel in CHANNELS:
            health = self._health.get(channel)
            state = health.state if health is not None else "silent"
            if state in ALARMS or (state == "waiting" and not self._patient):
                detail = health.detail if health is not None else ""
                lines.append(core(detail) or translate("AlertRow", LOST[channel]))
        return list(dict.fromkeys(lines))

    def _update(self) -> None:
        text = " ".join(_sentence(line) for line in self._lines())
        if text == self.text.text:
            return
        self.text.set_text(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self.changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sign of an alert beside the text."""
        if self._theme is None:
            return
        side = self._theme.px(1.4)
        line = self.text.fontMetrics().height()
        rect = QRectF(self._theme.px(0.9), self._top_px + (line - side) / 2, side, side)
        icons.paint(QPainter(self), "warn", rect, self._theme.color("alert"))


def _sentence(line: str) -> str:
    end = "" if line.endswith((".", "?", "!")) else "."
    return f"{line[:1].upper()}{line[1:]}{end}"
