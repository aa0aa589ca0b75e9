"""The quiet bar: is it listening, whom does it hear, how long, how upset, how many notes."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QSizePolicy, QWidget

from callassist.gui import icons
from callassist.gui.bridge import State
from callassist.gui.buttons import FlatButton
from callassist.gui.gauge import FrustrationGauge
from callassist.gui.lights import HealthLight
from callassist.gui.text import TextBlock
from callassist.gui.theme import Theme
from callassist.types import CHANNELS, Health

HEIGHT_EM = 3.0

MESSAGES: dict[State, str] = {
    "idle": "Not listening",
    "starting": "Getting ready…",
    "paused": "Paused, nothing is heard",
    "ending": "Finishing…",
    "ended": "Call ended",
}
SIGNS: dict[State, tuple[str, str]] = {
    "idle": ("state_ended", "Not listening"),
    "starting": ("state_starting", "Getting ready to listen"),
    "listening": ("state_listening", "Listening; nothing leaves this computer"),
    "paused": ("state_paused", "Paused: nothing is heard or kept"),
    "ending": ("state_starting", "Finishing the call"),
    "ended": ("state_ended", "Not listening: the call has ended"),
}


def clock_text(time_s: float) -> str:
    """Return a call time as ``m:ss``; minutes go on past 59, for room."""
    minutes, seconds = divmod(max(0, int(time_s)), 60)
    return f"{minutes}:{seconds:02}"


class StateSign(QWidget):
    """An icon that says whether the program listens."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the sign of ``"idle"``."""
        super().__init__(parent)
        self._theme: Theme | None = None
        self._icon = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_state("idle")

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self._theme = theme
        self.setFixedSize(theme.px(1.4), theme.px(1.4))
        self.update()

    def set_state(self, state: State) -> None:
        """Show a state."""
        self._icon, text = SIGNS[state]
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon."""
        if self._theme is not None:
            icons.paint(QPainter(self), self._icon, QRectF(self.rect()), self._theme.color("text"))


class RecordingSign(QAbstractButton):
    """A dot and ``REC`` in the place of the listening sign while the call is kept.

    A click stops the recording: the bar has no room for a button of its own then.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the sign, hidden."""
        super().__init__(parent)
        self._theme: Theme | None = None
        self.setAccessibleName("Listening and recording. Click to stop recording")
        self.setToolTip("This call is being recorded on this computer; click to stop")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self._theme = theme
        font = theme.font("caption")
        font.setWeight(QFont.Weight.DemiBold)
        self.setFont(font)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return room for dot and word."""
        if self._theme is None:
            return QSize(0, 0)
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance("REC") + self._theme.px(1.0), metrics.height() + 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint dot and word."""
        if self._theme is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("alert"))
        side = self._theme.em_px * 0.6
        painter.drawEllipse(QRectF(0, (self.height() - side) / 2, side, side))
        painter.setPen(self._theme.color("text"))
        painter.drawText(
            self.rect(), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, "REC"
        )


class Bar(QWidget):
    """What is always there.

    Signals:
        notes_clicked: The notes button was clicked.
        record_clicked: The record button, or the sign ``REC``, was clicked.
        go_on_clicked: The button "Resume" or "Start" was clicked.
    """

    notes_clicked = Signal()
    record_clicked = Signal()
    go_on_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the bar of a program that does not listen yet."""
        super().__init__(parent)
        self.sign = StateSign(self)
        self.clock = QLabel(clock_text(0), self)
        self.lights = {channel: HealthLight(channel, self) for channel in CHANNELS}
        self.gauge = FrustrationGauge(self)
        self.message = TextBlock(self, max_lines=1)
        self.go_on = FlatButton("Resume", show_text=True, raised=True, parent=self)
        self.recording = RecordingSign(self)
        self.notes = FlatButton("Notes", icon="notes", parent=self)
        self.record = FlatButton(
            "Record this call",
            icon="record",
            tooltip="Record this call; it stays on this computer",
            parent=self,
        )
        self.record.clicked.connect(self.record_clicked)
        self.recording.clicked.connect(self.record_clicked)
        self.notes.setCheckable(True)
        self.notes.clicked.connect(self.notes_clicked)
        self.go_on.clicked.connect(self.go_on_clicked)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.recording)
        self._row.addWidget(self.sign)
        self._row.addWidget(self.clock)
        self._row.addWidget(self.message, 1, Qt.AlignmentFlag.AlignVCenter)
        for light in self.lights.values():
            self._row.addWidget(light)
        self._row.addWidget(self.gauge, 1)
        self._row.addWidget(self.go_on)
        self._row.addWidget(self.record)
        self._row.addWidget(self.notes)
        self._can_record = False
        self._can_start = False
        self._is_recording = False
        self._state: State = "idle"
        self._live = [*self.lights.values(), self.gauge]
        self.set_time(0.0)
        self.set_note_count(0)
        self.set_state("idle")

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        for part in (self.sign, *self._live, self.recording, self.go_on, self.record, self.notes):
            part.set_theme(theme)
        font = theme.font("caption")
        font.setFeature(QFont.Tag("tnum"), 1)  # a clock whose digits do not dance
        self.clock.setFont(font)
        palette = self.clock.palette()
        palette.setColor(self.clock.foregroundRole(), theme.color("text"))
        self.clock.setPalette(palette)
        self.message.set_look(theme.font("caption"), theme.color("text"))
        self.setFixedHeight(theme.px(HEIGHT_EM))
        self._row.setContentsMargins(theme.px(0.9), 0, theme.px(0.4), 0)
        self._row.setSpacing(theme.px(0.65))

    def set_state(self, state: State) -> None:
        """Show whether the program listens; the lights speak only while it does."""
        self._state = state
        self.sign.set_state(state)
        self.set_recording(self._is_recording)
        self.message.set_text(MESSAGES.get(state, ""))
        for part in self._live:
            part.setVisible(state == "listening")
        self.message.setVisible(state != "listening")
        self.clock.setVisible(state in ("listening", "paused", "ended"))
        self.go_on.setVisible(state == "paused" or (self._can_start and state in ("idle", "ended")))
        self.go_on.setText("Resume" if state == "paused" else "Start")
        self.go_on.setAccessibleName(self.go_on.text())
        self.go_on.setToolTip("Listen again" if state == "paused" else "Listen to the next call")

    def set_recording(self, recording: bool) -> None:
        """Show whether the call is kept."""
        self._is_recording = recording
        kept_now = recording and self._state == "listening"
        self.recording.setVisible(kept_now)
        self.sign.setVisible(not kept_now)
        self.record.setVisible(self._can_record and self._state == "listening" and not recording)

    def set_can_record(self, can_record: bool) -> None:
        """Offer to keep calls, where they can and may be kept."""
        self._can_record = can_record
        self.set_recording(self._is_recording)

    def set_can_start(self, can_start: bool) -> None:
        """Offer "Start" after a call, where another can be started."""
        self._can_start = can_start

    def reset(self) -> None:
        """Begin another call."""
        for channel, light in self.lights.items():
            light.set_health(Health(channel, "waiting", 0.0))
        self.gauge.reset()
        self.set_time(0.0)
        self.set_note_count(0)

    def set_time(self, time_s: float) -> None:
        """Show the call's time."""
        text = clock_text(time_s)
        self.clock.setText(text)
        self.clock.setAccessibleName(f"Call time {text}")
        self.clock.setToolTip("Call time")
        self.gauge.set_time(time_s)

    def set_note_count(self, count: int) -> None:
        """Show how many notes there are."""
        self.notes.set_shown_text(str(count) if count else "")
        plural = "s" if count != 1 else ""
        self.notes.setAccessibleName(f"Notes: {count} fact{plural}" if count else "Notes: none yet")
        self.notes.setToolTip(f"{count} fact{plural} from this call" if count else "No notes yet")
