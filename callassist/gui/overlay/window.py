"""The overlay: a small card above every window that never takes the focus.

The bar stands where the agent put it; prompt and notes open below it, or above
it in the lower half of the screen, so that nothing the eye knows ever moves.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Signal
from PySide6.QtGui import (
    QAccessible,
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QBoxLayout, QToolTip

from callassist.gui import motion
from callassist.gui.bridge import BETWEEN_CALLS, State
from callassist.gui.overlay import placement
from callassist.gui.overlay.alert import AlertRow
from callassist.gui.overlay.bar import Bar
from callassist.gui.overlay.card import PromptCard, spoken
from callassist.gui.overlay.clicks import ClicksNotice
from callassist.gui.overlay.consent import ConsentRow
from callassist.gui.overlay.floating import FloatingWindow
from callassist.gui.overlay.hold import HoldLine
from callassist.gui.overlay.mute import Mute
from callassist.gui.overlay.notes_panel import NotesPanel
from callassist.gui.overlay.status import StatusLines
from callassist.gui.theme import Theme, is_dark, is_high_contrast
from callassist.settings.user import OverlaySettings
from callassist.types import Frustration, Health, Hold, Load, Note, Prompt

RADIUS_EM = 0.85
WIDER = 1.15
"""The bar may be so much wider than usual before it takes a second row."""


class Overlay(FloatingWindow):
    """What the agent sees during a call.

    Signals:
        responded: ``(Prompt, Outcome)`` when the agent has answered a prompt.
        go_on_clicked: The bar's "Resume" or "Start" was clicked.
        notes_toggled: The notes panel was opened (True) or closed.
    """

    responded = Signal(object, str)
    go_on_clicked = Signal()
    notes_toggled = Signal(bool)

    def __init__(self, settings: OverlaySettings) -> None:
        """Build the overlay, hidden, where ``settings`` say; they are updated when it moves."""
        super().__init__(settings)
        self._theme: Theme | None = None
        self._state: State = "idle"
        self._time_s = 0.0
        self.bar = Bar(self)
        self.status = StatusLines(self)
        self.mute = Mute(self.status)
        self.hold = HoldLine(self.status)
        self.clicks = ClicksNotice(self.bar, self.status)
        self.alert = AlertRow(self)
        self.consent = ConsentRow(self)
        self.card = PromptCard(self)
        self.notes = NotesPanel(self)
        # What is clicked stands next to the bar, so that lines which come and go move none of it.
        self._below = (self.consent, self.card, self.status, self.alert, self.notes)
        self._column = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        for part in (self.bar, *self._below):
            self._column.addWidget(part)
        self.bar.notes_clicked.connect(
            lambda: self.set_notes_open(not self.notes.isVisibleTo(self))
        )
        self.bar.go_on_clicked.connect(self.go_on_clicked)
        self.card.responded.connect(self.responded)
        self.card.gone.connect(self.arrange)
        self.status.changed.connect(self.arrange)
        self.mute.changed.connect(self._on_mute)
        self.alert.changed.connect(self.arrange)
        self.consent.changed.connect(self.arrange)
        self.set_click_through(settings.click_through)
        self.apply_settings()
        self._corner = placement.restored_corner(settings, self._bar_size())
        self.arrange()
        self._follow_system()

    # What is shown

    def set_state(self, state: State) -> None:
        """Show whether the program listens."""
        if state in BETWEEN_CALLS and state != self._state:
            self.alert.forget_health()
            self.bar.forget_health()
        self._state = state
        if state != "listening":
            self.card.clear()
            self.hold.clear()
        self.bar.set_state(state)
        self.mute.set_paused(state == "paused")
        if state in ("ending", "ended"):
            self.mute.call_ended()
        self.setAccessibleName(f"callassist. {self.bar.sign.accessibleName()}")
        self.arrange()

    def reset(self) -> None:
        """Forget the last call, ready for another."""
        self.card.clear()
        self.alert.reset()
        self.consent.withdraw()
        self.recording = False
        self.notes.clear()
        self.bar.reset()
        self._time_s = 0.0
        self.hold.clear()
        self.status.drop("load")
        self.arrange()

    def show_prompt(self, prompt: Prompt) -> None:
        """Show a prompt in the place of any other; none while prompts are muted."""
        if self.mute.on:
            return
        self.card.show_prompt(prompt)
        self.arrange()
        self._announce(prompt)

    def hide_prompt(self, prompt: Prompt) -> None:
        """Hide a prompt, if it is the one that stands."""
        self.card.hide_prompt(prompt)

    def set_frustration(self, frustration: Frustration) -> None:
        """Show the customer's frustration."""
        self.bar.gauge.set_frustration(frustration)

    def set_hold(self, hold: Hold) -> None:
        """Show that there is hold music, or no longer."""
        self.hold.take(hold)

    def set_load(self, load: Load) -> None:
        """Show that the machine is too busy to hear everything, or no longer."""
        if load.shed:
            self.status.say("load", self.tr("Busy: hearing you less closely"), icon="slow_down")
        else:
            self.status.drop("load")

    def set_health(self, health: Health) -> None:
        """Show whether a side is heard."""
        self.bar.lights[health.channel].set_health(health)
        self.alert.set_health(health)

    def set_problem(self, problem: str) -> None:
        """Show one line on what went wrong, or none."""
        self.alert.set_problem(problem)

    def add_note(self, note: Note) -> None:
        """Add a fact to the notes."""
        if self.notes.add_note(note):
            self.bar.set_note_count(len(self.notes.notes))
            self.arrange()

    def set_time(self, time_s: float) -> None:
        """Show the call's time; a prompt whose time in the call is over goes."""
        self._time_s = time_s
        self.bar.set_time(time_s)
        self.hold.set_time(time_s)
        prompt = self.card.prompt
        if prompt is not None and time_s >= prompt.hide_s:
            self.card.hide_prompt(prompt)

    @property
    def recording(self) -> bool:
        """Whether the sign "REC" stands in the bar."""
        return self.bar.recording.isVisibleTo(self.bar)

    @recording.setter
    def recording(self, recording: bool) -> None:
        self.bar.set_recording(recording)
        self.arrange()

    def set_notes_open(self, is_open: bool) -> None:
        """Open or close the notes panel."""
        changed = is_open != self.notes.isVisibleTo(self)
        self.bar.notes.setChecked(is_open)
        self.notes.setVisible(is_open)
        self.arrange()
        if changed:
            self.notes_toggled.emit(is_open)

    def toggle_notes(self) -> None:
        """Open the notes panel, or close it."""
        self.set_notes_open(not self.notes.isVisibleTo(self))

    # How it looks and where it stands

    @property
    def theme(self) -> Theme:
        """The theme in use."""
        assert self._theme is not None
        return self._theme

    def apply_settings(self) -> None:
        """Take theme, text size and motion from the settings and the system anew."""
        self._theme = Theme.make(
            dark=is_dark(self.settings.theme),
            text_scale=self.settings.text_scale,
            reduced_motion=motion.is_reduced(self.settings.reduced_motion),
            high_contrast=is_high_contrast(self.settings.high_contrast),
        )
        left_handed = self.settings.hand == "left"
        for part in (self.bar, self.consent, self.card, self.status, self.alert):
            part.set_left_handed(left_handed)
        for part in (self.bar, *self._below):
            part.set_theme(self._theme)
        QToolTip.setPalette(self._theme.qt_palette())
        QToolTip.setFont(self._theme.font("caption"))
        self.cut_corners(self.theme.px(RADIUS_EM))
        self.hide_from_sharing()
        self.arrange()
        self.update()

    def set_opacity(self, opacity: float) -> None:
        """Let the page below shine through the quiet bar, 0.85 to 1."""
        self.settings.opacity = opacity
        self.update()

    def set_click_through(self, click_through: bool) -> None:
        """Let clicks go to the window below; the answer buttons go meanwhile."""
        self.settings.click_through = click_through
        self.card.set_answers_visible(not click_through)
        self.clicks.set_on(click_through)
        self.let_input_through(click_through)
        self.arrange()

    @property
    def ground_alpha(self) -> float:
        """How opaque the background is: wholly whenever there is something to read."""
        quiet = not any(part.isVisibleTo(self) for part in self._below)
        return self.settings.opacity if quiet and not self.theme.high_contrast else 1.0

    def _bar_size(self) -> QSize:
        """Return the bar's size, which is what the agent moves."""
        available = placement.screen_at(self._corner).availableGeometry()
        usual = min(self.theme.width_px, available.width())
        one_row = self.bar.one_row_px()
        narrow = one_row > min(usual * WIDER, available.width())
        self.bar.set_narrow(narrow)
        return QSize(usual if narrow else max(usual, one_row), self.bar.height_px)

    def arrange(self) -> None:
        """Grow or shrink away from the bar, which keeps its place where it can."""
        if self._theme is None:
            return
        bar = self._bar_size()
        available = placement.screen_at(self._corner).availableGeometry()
        upward = self._corner.y() + bar.height() / 2 > available.center().y()
        direction = QBoxLayout.Direction
        self._column.setDirection(direction.BottomToTop if upward else direction.TopToBottom)
        for part in self._below:
            part.set_upward(upward)
            # Else Qt tells the column of what has changed in a part only after this.
            part.layout().invalidate()
            part.updateGeometry()
        self._column.invalidate()
        height = self._height(bar, available.height())
        corner = QPoint(self._corner)
        if upward:
            corner.setY(corner.y() + bar.height() - height)
        size = QSize(bar.width(), height)
        place = QRect(placement.clamped(corner, size, available), size)
        if place != self.geometry():
            self.setFixedSize(size)
            self.setGeometry(place)
            self.cut_corners(self.theme.px(RADIUS_EM))
        self.update()

    def _height(self, bar: QSize, most_px: int) -> int:
        """Return the height of all that shows; where it is too much, the notes scroll."""
        self.notes.fit(0, bar.width())
        height = max(bar.height(), self._column.totalHeightForWidth(bar.width()))
        if height > most_px and self.notes.isVisibleTo(self):
            self.notes.fit(height - most_px, bar.width())
            self._column.invalidate()
            height = self._column.totalHeightForWidth(bar.width())
        return height

    def _follow_system(self) -> None:
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self.apply_settings)
        if hasattr(hints, "accessibility"):  # since Qt 6.10
            hints.accessibility().contrastPreferenceChanged.connect(self.apply_settings)
        self.follow_screens()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the system's text size."""
        if event.type() == QEvent.Type.FontChange:
            self.apply_settings()
        super().changeEvent(event)

    # Painting and telling

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, its hairline, and one between the bar and what is open."""
        theme = self.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = theme.color("background")
        ground.setAlphaF(self.ground_alpha)
        line = theme.line_px
        painter.setPen(QPen(theme.color("border"), line))
        painter.setBrush(ground)
        radius = theme.px(RADIUS_EM)
        inside = QRectF(self.rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2)
        painter.drawRoundedRect(inside, radius, radius)

    def _on_mute(self) -> None:
        if self.mute.on:
            self.card.clear()
        self.bar.set_muted(self.mute.on)
        self.arrange()

    def _announce(self, prompt: Prompt) -> None:
        """Tell a screen reader, politely, where one listens."""
        if QAccessible.isActive():
            from PySide6.QtGui import QAccessibleAnnouncementEvent

            event = QAccessibleAnnouncementEvent(self, f"{spoken(prompt)}. {prompt.why}")
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
            QAccessible.updateAccessibility(event)
