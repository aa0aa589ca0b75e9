"""The bar of controls: play, time, speed, skip, loop, zoom."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QLabel, QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from callassist.gui.theme import Theme
from callassist.gui.timeline.axis import precise_clock

SPEEDS = (0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0)
LEFT = ("previous_event", "play_pause", "next_event")
MIDDLE = ("skip_silence", "loop")
MARKS = ("comment", "good_moment", "practice")
RIGHT = ("search", "zoom_out", "zoom_fit", "zoom_in", "export_png", "shortcuts")


class SpeedButton(QToolButton):
    """How fast the call plays; opens the list of speeds.

    Signals:
        speed_asked: Another speed was chosen.
    """

    speed_asked = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Play as fast as it was."""
        super().__init__(parent)
        self.setToolTip(self.tr("Speed ([ slower, ] faster)"))
        self.setPopupMode(self.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        group = QActionGroup(menu)
        self._choices = {}
        for speed in SPEEDS:
            action = menu.addAction(f"{speed:g}×")
            action.setCheckable(True)
            action.triggered.connect(lambda _on, speed=speed: self.set_speed(speed))
            group.addAction(action)
            self._choices[speed] = action
        self.setMenu(menu)
        self._speed = 0.0
        self.set_speed(1.0)

    def set_speed(self, speed: float) -> None:
        """Choose a speed."""
        if speed != self._speed:
            self._speed = speed
            self._choices[speed].setChecked(True)
            self.setText(f"{speed:g}×")
            self.setAccessibleName(self.tr("Speed {speed}").format(speed=f"{speed:g}"))
            self.speed_asked.emit(speed)


class Transport(QToolBar):
    """Buttons for what is done most; every one is an action of the menus too.

    Signals:
        speed_asked: Another speed was chosen.
    """

    speed_asked = Signal(float)

    def __init__(
        self, actions: dict[str, QAction], duration_s: float, parent: QWidget | None = None
    ) -> None:
        """Make the bar of a call."""
        super().__init__(self.tr("Controls"), parent)
        self.setMovable(False)
        self._duration_s = duration_s
        for name in LEFT:
            self.addAction(actions[name])
        self._time = QLabel()
        self._time.setAccessibleName(self.tr("Time"))
        self.addWidget(self._time)
        self.speed = SpeedButton()
        self.speed.speed_asked.connect(self.speed_asked)
        self.addWidget(self.speed)
        for name in MIDDLE:
            self.addAction(actions[name])
        self.addSeparator()
        for name in MARKS:
            self.addAction(actions[name])
        gap = QWidget()
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(gap)
        for name in RIGHT:
            self.addAction(actions[name])
        for button in self.findChildren(QToolButton):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            if button.defaultAction() is not None and button is not self.speed:
                button.setAccessibleName(button.defaultAction().toolTip())
        self.set_time(0.0)

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's sizes."""
        side = theme.px(1.3)
        self.setIconSize(QSize(side, side))
        font = theme.font("body")
        font.setWeight(font.Weight.DemiBold)
        self._time.setFont(font)
        self.speed.setFont(font)
        self.speed.setMinimumWidth(theme.px(3.4))
        metrics = self._time.fontMetrics()
        widest = precise_clock(self._duration_s)
        self._time.setMinimumWidth(metrics.horizontalAdvance(f"{widest} / {widest}") + theme.px(1))

    def set_time(self, at_s: float) -> None:
        """Show the time."""
        text = f" {precise_clock(at_s)} / {precise_clock(self._duration_s, 1.0)}"
        if text != self._time.text():
            self._time.setText(text)

    def set_speed(self, speed: float) -> None:
        """Show a speed."""
        self.speed.set_speed(speed)
