"""The quiet bar: is it listening, whom does it hear, how long, how upset, how many notes."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from callassist.gui import icons
from callassist.gui.bridge import State
from callassist.gui.buttons import FlatButton
from callassist.gui.i18n import translate
from callassist.gui.overlay.gauge import FrustrationGauge
from callassist.gui.overlay.lights import HealthLight
from callassist.gui.text import TextBlock
from callassist.gui.theme import Theme
from callassist.types import CHANNELS, Health

HEIGHT_EM = 3.0
GAP_EM = 0.65
MOST_NOTES = "00"
"""There is room for so many from the start: the first note moves no button."""
SECOND_ROW_EM = 1.9
"""What lights and gauge add where they stand below the rest."""


def message_of(state: State) -> str:
    """Return what the bar says in a state, or nothing while it listens."""
    return {
        "idle": translate("Bar", "Not listening"),
        "standby": translate("Bar", "Waiting for a call"),
        "starting": translate("Bar", "Getting ready…"),
        "paused": translate("Bar", "Paused, nothing is heard"),
        "ending": translate("Bar", "Finishing…"),
        "ended": translate("Bar", "Call ended"),
    }.get(state, "")


def sign_of(state: State) -> tuple[str, str]:
    """Return a state's icon, and one line on what it means."""
    return {
        "idle": ("state_ended", translate("Bar", "Not listening")),
        "standby": (
            "state_standby",
            translate("Bar", "Waiting for a call: only the customer's side is heard, nothing kept"),
        ),
        "starting": ("state_starting", translate("Bar", "Getting ready to listen")),
        "listening": (
            "state_listening",
            translate("Bar", "Listening; nothing leaves this computer"),
        ),
        "paused": ("state_paused", translate("Bar", "Paused: nothing is heard or kept")),
        "ending": ("state_starting", translate("Bar", "Finishing the call")),
        "ended": ("state_ended", translate("Bar", "Not listening: the call has ended")),
    }[state]


def clock_text(time_s: float) -> str:
    """Return a call time as ``m:ss``; minutes go on past 59, for room."""
    minutes, seconds = divmod(max(0, int(time_s)), 60)
    return f"{minutes}:{seconds:02}"


class IconSign(QLabel):
    """An icon that says something; a label for screen readers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a sign without an icon."""
        super().__init__(parent)
        self._theme: Theme | None = None
        self._icon = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self._theme = theme
        self.setFixedSize(theme.px(1.4), theme.px(1.4))
        self.update()

    def set_sign(self, icon: str, text: str) -> None:
        """Show an icon, and what it means."""
        self._icon = icon
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
        self.setAccessibleName(self.tr("Listening and recording. Click to stop recording"))
        self.setToolTip(self.tr("This call is being recorded on this computer; click to stop"))
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
        width = metrics.horizontalAdvance(self._word) + self._theme.px(1.0)
        return QSize(width, metrics.height() + 1)

    @property
    def _word(self) -> str:
        return self.tr("REC")

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
            self.rect(), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._word
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
        self.sign = IconSign(self)
        self.click_through = IconSign(self)
        self.click_through.hide()
        self.clock = QLabel(clock_text(0), self)
        self.lights = {channel: HealthLight(channel, self) for channel in CHANNELS}
        self.gauge = FrustrationGauge(self)
        self.message = TextBlock(self, max_lines=2)
        self.go_on = FlatButton(self.tr("Resume"), show_text=True, raised=True, parent=self)
        self.recording = RecordingSign(self)
        self.notes = FlatButton(self.tr("Notes"), icon="notes", parent=self)
        self.record = FlatButton(
            self.tr("Record this call"),
            icon="record",
            tooltip=self.tr("Record this call; it stays on this computer"),
            parent=self,
        )
        self.notes.keep_room_for(MOST_NOTES)
        self.record.clicked.connect(self.record_clicked)
        self.recording.clicked.connect(self.record_clicked)
        self.notes.setCheckable(True)
        self.notes.clicked.connect(self.notes_clicked)
        self.go_on.clicked.connect(self.go_on_clicked)
        self._theme: Theme | None = None
        self._left_handed = False
        self._narrow = False
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._row = QHBoxLayout()
        self._row.addWidget(self.recording)
        self._row.addWidget(self.sign)
        self._row.addWidget(self.clock)
        self._row.addStretch(0)
        self._row.addWidget(self.go_on)
        self._row.addWidget(self.click_through)
        self._row.addWidget(self.record)
        self._row.addWidget(self.notes)
        self._second_row = QHBoxLayout()
        self._rows.addLayout(self._row)
        self._rows.addLayout(self._second_row)
        self._can_record = False
        self._can_start = False
        self._is_recording = False
        self._is_muted = False
        self._state: State = "idle"
        self._live = [*self.lights.values(), self.gauge]
        self._place_parts()
        self.set_time(0.0)
        self.set_note_count(0)
        self.set_state("idle")

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self._theme = theme
        signs = (self.sign, self.recording, self.click_through)
        for part in (*signs, *self._live, self.go_on, self.record, self.notes):
            part.set_theme(theme)
        font = theme.font("caption")
        font.setFeature(QFont.Tag("tnum"), 1)  # a clock whose digits do not dance
        self.clock.setFont(font)
        palette = self.clock.palette()
        palette.setColor(self.clock.foregroundRole(), theme.color("text"))
        self.clock.setPalette(palette)
        self.message.set_look(theme.font("caption"), theme.color("text"))
        self._arrange()

    def set_left_handed(self, left_handed: bool) -> None:
        """Put the buttons on the left, and all else the other way round as well."""
        if left_handed != self._left_handed:
            self._left_handed = left_handed
            self._arrange()

    def one_row_px(self) -> int:
        """Return the width that all of it needs on one row while it listens, at its widest.

        It does not depend on how far the call has come: nothing may move in mid-call.
        """
        assert self._theme is not None
        clock = self.clock.fontMetrics().horizontalAdvance("000:00")
        sign, rec = self.sign.width(), self.recording.sizeHint().width()
        gap = self._theme.px(GAP_EM)
        through = 0 if self.click_through.isHidden() else gap + self.click_through.width()
        # The button goes when "REC" comes in the sign's place, or clicks go through.
        sign += gap + self.record.sizeHint().width() if self._can_record else through
        rec += through if self._is_recording else 0
        widths = [max(sign, rec), clock]
        widths += [light.sizeHint().width() for light in self.lights.values()]
        widths += [self.gauge.minimumSizeHint().width(), self.notes.sizeHint().width()]
        return sum(widths) + gap * (len(widths) - 1) + self._theme.px(1.3)

    def set_narrow(self, narrow: bool) -> None:
        """Put lights and gauge on a row of their own, where one row has no room."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._place_parts()
            self._arrange()

    def _place_parts(self) -> None:
        """Put lights, gauge and message between clock and buttons, or on the second row."""
        parts = (self.message, *self._live)
        for part in parts:
            self._row.removeWidget(part)
            self._second_row.removeWidget(part)
        row, index = (self._second_row, 0) if self._narrow else (self._row, 3)
        for number, part in enumerate(parts):
            grows = part in (self.message, self.gauge)
            middle = Qt.AlignmentFlag.AlignVCenter if part is self.message else Qt.AlignmentFlag(0)
            row.insertWidget(index + number, part, int(grows), middle)

    @property
    def height_px(self) -> int:
        """Height of the bar: of one row, or of two."""
        assert self._theme is not None
        return self._theme.px(HEIGHT_EM + (SECOND_ROW_EM if self._narrow else 0.0))

    def _arrange(self) -> None:
        if self._theme is None:
            return
        theme = self._theme
        near, far = theme.px(0.9), theme.px(0.4)
        direction = QBoxLayout.Direction
        self.setFixedHeight(self.height_px)
        for row in (self._row, self._second_row):
            is_second = row is self._second_row
            inner = near if is_second else far
            left, right = (inner, near) if self._left_handed else (near, inner)
            below = theme.px(0.7) if is_second and self._narrow else 0
            row.setContentsMargins(left, 0, right, below)
            row.setSpacing(theme.px(GAP_EM))
            row.setDirection(direction.RightToLeft if self._left_handed else direction.LeftToRight)

    def set_state(self, state: State) -> None:
        """Show whether the program listens; the lights speak only while it does."""
        self._state = state
        self.sign.set_sign(*sign_of(state))
        self.set_recording(self._is_recording)
        self._say_state()
        for part in self._live:
            part.setVisible(state == "listening")
        if state == "standby":
            self.lights["customer"].setVisible(True)
        self.message.setVisible(state != "listening")
        self.clock.setVisible(state in ("listening", "paused", "ended"))
        can_start = self._can_start and state in ("idle", "standby", "ended")
        self.go_on.setVisible(state == "paused" or can_start)
        is_paused = state == "paused"
        self.go_on.set_shown_text(self.tr("Resume") if is_paused else self.tr("Start"))
        self.go_on.setAccessibleName(self.go_on.text())
        self.go_on.setToolTip(
            self.tr("Listen again") if is_paused else self.tr("Listen to the next call")
        )
        self._arrange()

    def set_muted(self, muted: bool) -> None:
        """Take whether prompts are held back, which is said here in a pause alone."""
        self._is_muted = muted
        self._say_state()

    def _say_state(self) -> None:
        both = self._is_muted and self._state == "paused"
        self.message.set_text(self.tr("Paused and muted") if both else message_of(self._state))

    def set_click_through(self, on: bool, text: str) -> None:
        """Show a sign that clicks go through, which says ``text``; the record button goes."""
        self.click_through.set_sign("click_through", text)
        self.click_through.setVisible(on)
        self.set_recording(self._is_recording)

    def set_recording(self, recording: bool) -> None:
        """Show whether the call is kept."""
        self._is_recording = recording
        kept_now = recording and self._state == "listening"
        self.recording.setVisible(kept_now)
        self.sign.setVisible(not kept_now)
        can_click = self.click_through.isHidden()
        offered = self._can_record and self._state == "listening" and can_click
        self.record.setVisible(offered and not recording)

    def set_can_record(self, can_record: bool) -> None:
        """Offer to keep calls, where they can and may be kept."""
        self._can_record = can_record
        self.set_recording(self._is_recording)

    def set_can_start(self, can_start: bool) -> None:
        """Offer "Start" after a call, where another can be started."""
        self._can_start = can_start

    def forget_health(self) -> None:
        """Show each side as one that is not heard yet."""
        for channel, light in self.lights.items():
            light.set_health(Health(channel, "waiting", 0.0))

    def reset(self) -> None:
        """Begin another call."""
        self.forget_health()
        self.gauge.reset()
        self.set_time(0.0)
        self.set_note_count(0)

    def set_time(self, time_s: float) -> None:
        """Show the call's time."""
        text = clock_text(time_s)
        self.clock.setText(text)
        self.clock.setAccessibleName(self.tr("Call time {time}").format(time=text))
        self.clock.setToolTip(self.tr("Call time"))
        self.gauge.set_time(time_s)

    def set_note_count(self, count: int) -> None:
        """Show how many notes there are."""
        self.notes.set_shown_text(str(count) if count else "")
        if count == 0:
            name, line = self.tr("Notes: none yet"), self.tr("No notes yet")
        elif count == 1:
            name, line = self.tr("Notes: 1 fact"), self.tr("1 fact from this call")
        else:
            name = self.tr("Notes: {count} facts").format(count=count)
            line = self.tr("{count} facts from this call").format(count=count)
        self.notes.setAccessibleName(name)
        self.notes.setToolTip(line)
