"""The overlay: a small card above every window that never takes the focus.

The bar stands where the agent put it; prompt and notes open below it, or above
it in the lower half of the screen, so that nothing the eye knows ever moves.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QContextMenuEvent,
    QGuiApplication,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QRegion,
)
from PySide6.QtWidgets import QBoxLayout, QToolTip, QWidget

from callassist.gui import motion, placement
from callassist.gui.alert import AlertRow
from callassist.gui.bar import HEIGHT_EM, Bar
from callassist.gui.bridge import State
from callassist.gui.card import PromptCard
from callassist.gui.consent import ConsentRow
from callassist.gui.notes_panel import NotesPanel
from callassist.gui.theme import Theme, is_dark
from callassist.settings.user import OverlaySettings
from callassist.types import Frustration, Health, Note, Prompt

WINDOW_FLAGS = (
    Qt.WindowType.Tool
    | Qt.WindowType.FramelessWindowHint
    | Qt.WindowType.WindowStaysOnTopHint
    | Qt.WindowType.WindowDoesNotAcceptFocus
    | Qt.WindowType.NoDropShadowWindowHint
)
RADIUS_EM = 0.85


class Overlay(QWidget):
    """What the agent sees during a call.

    Signals:
        responded: ``(Prompt, Outcome)`` when the agent has answered a prompt.
        go_on_clicked: The bar's "Resume" or "Start" was clicked.
        menu_requested: Right click, with the global place for a menu.
        moved: The agent has put the overlay elsewhere (``settings`` know where).
        notes_toggled: The notes panel was opened (True) or closed.
    """

    responded = Signal(object, str)
    go_on_clicked = Signal()
    menu_requested = Signal(QPoint)
    moved = Signal()
    notes_toggled = Signal(bool)

    def __init__(self, settings: OverlaySettings) -> None:
        """Build the overlay, hidden, where ``settings`` say; they are updated when it moves."""
        super().__init__(None, WINDOW_FLAGS)
        self.settings = settings
        self._theme: Theme | None = None
        self._state: State = "idle"
        self._time_s = 0.0
        self._grip: QPoint | None = None
        self._corner = QPoint()
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_MacAlwaysShowToolWindow)
        self.setAttribute(Qt.WidgetAttribute.WA_AlwaysShowToolTips)
        # On X11 a tool window would stand in the task bar, and below a full-screen window.
        self.setAttribute(Qt.WidgetAttribute.WA_X11NetWmWindowTypeNotification)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWindowTitle("callassist")
        self.bar = Bar(self)
        self.alert = AlertRow(self)
        self.consent = ConsentRow(self)
        self.card = PromptCard(self)
        self.notes = NotesPanel(self)
        self._column = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        for part in (self.bar, self.alert, self.consent, self.card, self.notes):
            self._column.addWidget(part)
        self.bar.notes_clicked.connect(
            lambda: self.set_notes_open(not self.notes.isVisibleTo(self))
        )
        self.bar.go_on_clicked.connect(self.go_on_clicked)
        self.card.responded.connect(self.responded)
        self.card.gone.connect(self.arrange)
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
        self._state = state
        if state != "listening":
            self.card.clear()
        self.bar.set_state(state)
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
        self.arrange()

    def show_prompt(self, prompt: Prompt) -> None:
        """Show a prompt in the place of any other."""
        self.card.show_prompt(prompt)
        self.arrange()
        self._announce(prompt)

    def hide_prompt(self, prompt: Prompt) -> None:
        """Hide a prompt, if it is the one that stands."""
        self.card.hide_prompt(prompt)

    def set_frustration(self, frustration: Frustration) -> None:
        """Show the customer's frustration."""
        self.bar.gauge.set_frustration(frustration)

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
        )
        for part in (self.bar, self.alert, self.consent, self.card, self.notes):
            part.set_theme(self._theme)
        QToolTip.setPalette(self._theme.qt_palette())
        QToolTip.setFont(self._theme.font("caption"))
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
        flag = Qt.WindowType.WindowTransparentForInput
        if bool(self.windowFlags() & flag) != click_through:
            was_visible = self.isVisible()
            self.setWindowFlag(flag, click_through)  # Qt hides a window whose flags change
            self.setVisible(was_visible)
        self.arrange()

    @property
    def ground_alpha(self) -> float:
        """How opaque the background is: wholly whenever there is something to read."""
        quiet = not any(
            part.isVisibleTo(self) for part in (self.alert, self.consent, self.card, self.notes)
        )
        return self.settings.opacity if quiet else 1.0

    def _bar_size(self) -> QSize:
        available = placement.screen_at(self._corner).availableGeometry()
        return QSize(min(self.theme.width_px, available.width()), self.theme.px(HEIGHT_EM))

    def arrange(self) -> None:
        """Grow or shrink away from the bar, which keeps its place where it can."""
        if self._theme is None:
            return
        bar = self._bar_size()
        available = placement.screen_at(self._corner).availableGeometry()
        upward = self._corner.y() + bar.height() / 2 > available.center().y()
        direction = QBoxLayout.Direction
        self._column.setDirection(direction.BottomToTop if upward else direction.TopToBottom)
        for part in (self.alert, self.consent, self.card, self.notes):
            part.set_upward(upward)
        self._column.invalidate()
        height = max(bar.height(), self._column.totalHeightForWidth(bar.width()))
        corner = QPoint(self._corner)
        if upward:
            corner.setY(corner.y() + bar.height() - height)
        size = QSize(bar.width(), height)
        place = QRect(placement.clamped(corner, size, available), size)
        if place != self.geometry():
            self.setFixedSize(size)
            self.setGeometry(place)
            self._cut_corners()
        self.update()

    def _cut_corners(self) -> None:
        """Leave the corners out of the window where no compositor would blend them.

        The cut is a little wider than the painted corner, so its steps cannot be
        seen where there is a compositor.
        """
        if QGuiApplication.platformName() != "xcb":
            return
        radius = self.theme.px(RADIUS_EM) - 1.5
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()), radius, radius)
        self.setMask(QRegion(path.toFillPolygon().toPolygon()))

    def _follow_system(self) -> None:
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self.apply_settings)
        app = QGuiApplication.instance()
        app.screenRemoved.connect(self.return_to_screen)
        app.primaryScreenChanged.connect(self.return_to_screen)

    def return_to_screen(self) -> None:
        """Come back to where a screen is, when one has gone."""
        self._corner = placement.restored_corner(self.settings, self._bar_size())
        self.arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the system's text size."""
        if event.type() == QEvent.Type.FontChange:
            self.apply_settings()
        super().changeEvent(event)

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the overlay."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._grip = event.globalPosition().toPoint() - self._corner

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move with the pointer."""
        if self._grip is not None:
            self._corner = event.globalPosition().toPoint() - self._grip
            self.arrange()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go, and keep the place."""
        if self._grip is None:
            return
        self._grip = None
        available = placement.screen_at(event.globalPosition().toPoint()).availableGeometry()
        corner = placement.clamped(self._corner, self._bar_size(), available)
        self._corner = corner
        placement.keep(self.settings, corner, self._bar_size())
        self.arrange()
        self.moved.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu."""
        self.menu_requested.emit(event.globalPos())

    # Painting and telling

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, its hairline, and one between the bar and what is open."""
        theme = self.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = theme.color("background")
        ground.setAlphaF(self.ground_alpha)
        painter.setPen(QPen(theme.color("border"), 1.0))
        painter.setBrush(ground)
        radius = theme.px(RADIUS_EM)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)

    def _announce(self, prompt: Prompt) -> None:
        """Tell a screen reader, politely, where one listens."""
        if QAccessible.isActive():
            from PySide6.QtGui import QAccessibleAnnouncementEvent

            event = QAccessibleAnnouncementEvent(self, f"{prompt.say}. {prompt.why}")
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
            QAccessible.updateAccessibility(event)
