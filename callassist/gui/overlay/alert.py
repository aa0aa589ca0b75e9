"""One line below the bar that says what is wrong and what to do."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt, QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from callassist.gui.buttons import FlatButton
from callassist.gui.core_texts import core
from callassist.gui.i18n import translate
from callassist.gui.overlay.rows import SignedRow
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


class AlertRow(SignedRow):
    """Shows what is wrong with a side and what to do; hidden while all is well.

    Signals:
        changed: The row has appeared, gone or changed its text.
        dismissed: What went wrong was read, and is to be told no more.
    """

    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a hidden row."""
        super().__init__("warn", 4, parent)
        self._problem = ""
        self._health: dict[Channel, Health] = {}
        self._patient = True
        self._grace = QTimer(self, singleShot=True, interval=WAITING_GRACE_MS)
        self._grace.timeout.connect(self._lose_patience)
        self.dismiss = FlatButton(translate("StatusLine", "Dismiss"), icon="dismiss", parent=self)
        self.dismiss.clicked.connect(self.dismissed)
        self.dismiss.hide()
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.text, 1, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self.dismiss)

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self._theme = theme
        self.text.set_look(theme.font("caption"), theme.color("text"))
        self.dismiss.set_theme(theme)
        direction = QBoxLayout.Direction
        self._row.setDirection(
            direction.RightToLeft if self._left_handed else direction.LeftToRight
        )
        self._make_room()

    def _make_room(self) -> None:
        """Let the text end off the edge, or the cross, which has its own padding."""
        self.dismiss.setVisible(bool(self._problem))
        if self._theme is not None:
            end_em = 0.5 if self._problem else 1.0
            self._leave_room(self._row, self._theme, near_em=0.0, far_em=0.7, end_em=end_em)

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
        self._problem = ""
        self.forget_health()

    def forget_health(self) -> None:
        """Tell no more of the sides: the call is over, and the microphone closed."""
        self._health.clear()
        self._grace.stop()
        self._patient = True
        self._update()

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
        self._make_room()
        text = " ".join(_sentence(line) for line in self._lines())
        if text == self.text.text:
            return
        self.text.set_text(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self.changed.emit()


def _sentence(line: str) -> str:
    end = "" if line.endswith((".", "?", "!")) else "."
    return f"{line[:1].upper()}{line[1:]}{end}"
