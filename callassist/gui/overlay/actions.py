"""What an agent can do with the overlay: one set of actions for tray and right click."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QObject, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from callassist.gui import style
from callassist.gui.bridge import State
from callassist.gui.i18n import percent, translate
from callassist.gui.overlay.window import Overlay

TEXT_SCALES = (1.0, 1.25, 1.5, 2.0)
OPACITIES = (1.0, 0.96, 0.9, 0.85)
THEMES = {
    "system": QT_TRANSLATE_NOOP("Actions", "Like the system"),
    "light": QT_TRANSLATE_NOOP("Actions", "Light"),
    "dark": QT_TRANSLATE_NOOP("Actions", "Dark"),
}


class Actions(QObject):
    """The actions and their menu.

    Signals:
        start_asked: Begin to listen.
        pause_asked: Stop listening for a while.
        resume_asked: Listen again.
        end_asked: End this call; another may be started.
        library_asked: Show the calls that were kept.
        settings_asked: Show the settings.
        quit_asked: End the call and the program.
        settings_changed: The overlay's settings have changed and are worth keeping.
    """

    start_asked = Signal()
    pause_asked = Signal()
    resume_asked = Signal()
    end_asked = Signal()
    library_asked = Signal()
    settings_asked = Signal()
    quit_asked = Signal()
    settings_changed = Signal()

    def __init__(self, overlay: Overlay, *, has_tray: bool, can_start: bool = False) -> None:
        """Make the actions of ``overlay``, which owns this.

        Args:
            overlay: What they act on.
            has_tray: Whether there is a tray icon; without one an overlay that is
                hidden, or takes no clicks, could never be reached again.
            can_start: Whether another call can be started after this one.
        """
        super().__init__(overlay)
        self._can_start = can_start
        self._forbidden = ""
        self._overlay = overlay
        self._state: State = "idle"
        self.menu = QMenu(overlay)
        self.listen = self._add(self.tr("Start listening"), self._toggle_listening)
        self.end = self._add(self.tr("End call"), self.end_asked.emit)
        self.end.setVisible(can_start)
        self.call = QAction(self.tr("Start or end a call"), self)
        self.call.triggered.connect(self._toggle_call)
        self.record = self.menu.addAction(self.tr("Record this call"))
        self.record.setVisible(False)
        self.library = self._add(self.tr("Kept calls…"), self.library_asked.emit)
        self.menu.addSeparator()
        self.show_overlay = self._add(self.tr("Hide overlay"), self._toggle_overlay)
        self.notes = self._add(self.tr("Notes"), self._toggle_notes, checkable=True)
        self.click_through = self._add(
            self.tr("Let clicks through"), self._click_through, checkable=True
        )
        self.click_through.setChecked(overlay.settings.click_through)
        for action in (self.show_overlay, self.click_through):
            action.setEnabled(has_tray)
            if not has_tray:
                action.setText(self.tr("{text} (needs a tray)").format(text=action.text()))
        self.menu.addSeparator()
        themes = {theme: translate("Actions", name) for theme, name in THEMES.items()}
        self.themes = self._choices(
            self.tr("Colors"), themes, overlay.settings.theme, self._set_theme
        )
        self.text_scales = self._choices(
            self.tr("Text size"),
            {scale: percent(scale) for scale in TEXT_SCALES},
            overlay.settings.text_scale,
            self._set_text_scale,
        )
        self.opacities = self._choices(
            self.tr("Opacity"),
            {opacity: percent(opacity) for opacity in OPACITIES},
            overlay.settings.opacity,
            self._set_opacity,
        )
        self.menu.addSeparator()
        self.settings = self._add(self.tr("Settings…"), self.settings_asked.emit)
        self.settings.setVisible(False)
        self.quit = self._add(self.tr("Quit"), self.quit_asked.emit)
        self.menu.aboutToShow.connect(self._dress)
        overlay.notes_toggled.connect(self.notes.setChecked)
        overlay.moved.connect(self.settings_changed)
        overlay.go_on_clicked.connect(self._toggle_listening)
        overlay.menu_requested.connect(self.menu.popup)

    def set_state(self, state: State) -> None:
        """Offer what can be done now."""
        self._state = state
        text = {"listening": self.tr("Pause listening"), "paused": self.tr("Resume listening")}
        self.listen.setText(text.get(state, self.tr("Start listening")))
        over = state in ("idle", "standby", "ended")
        self.listen.setEnabled(state in text or (over and self._can_start))
        self.end.setEnabled(state in text)
        self.call.setEnabled(state in text or (over and self._can_start))
        self.record.setEnabled(state == "listening" and not self._forbidden)

    def set_recording(self, *, on: bool, forbidden: str) -> None:
        """Offer to keep the call, or to stop; or say who does not allow it."""
        self._forbidden = forbidden
        self.record.setVisible(True)
        self.record.setText(self.tr("Stop recording") if on else self.tr("Record this call"))
        if forbidden:
            self.record.setText(self.tr("Recording is not allowed here"))
            self.record.setToolTip(forbidden)
        self.record.setEnabled(self._state == "listening" and not forbidden)

    def _add(self, text: str, slot: object, *, checkable: bool = False) -> QAction:
        action = self.menu.addAction(text)
        action.setCheckable(checkable)
        action.triggered.connect(slot)
        return action

    def _choices(
        self, title: str, choices: dict[object, str], chosen: object, slot: object
    ) -> QActionGroup:
        menu = self.menu.addMenu(title)
        group = QActionGroup(menu)
        for value, text in choices.items():
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setData(value)
            action.setChecked(value == chosen)
            group.addAction(action)
        group.triggered.connect(lambda action: slot(action.data()))
        return group

    def _dress(self) -> None:
        """Let the menus look like the overlay."""
        theme = self._overlay.theme
        for menu in (self.menu, *self.menu.findChildren(QMenu)):
            menu.setPalette(theme.qt_palette())
            menu.setFont(theme.font("body"))
            menu.setStyleSheet(style.menu_style(theme))

    def _toggle_listening(self) -> None:
        ask = {"listening": self.pause_asked, "paused": self.resume_asked}
        ask.get(self._state, self.start_asked).emit()

    def _toggle_call(self) -> None:
        in_call = self._state in ("listening", "paused")
        (self.end_asked if in_call else self.start_asked).emit()

    def _toggle_overlay(self) -> None:
        visible = not self._overlay.isVisible()
        self._overlay.setVisible(visible)
        self.show_overlay.setText(self.tr("Hide overlay") if visible else self.tr("Show overlay"))

    def _toggle_notes(self, is_open: bool) -> None:
        if is_open and not self._overlay.isVisible():
            self._toggle_overlay()
        self._overlay.set_notes_open(is_open)

    def _click_through(self, on: bool) -> None:
        self._overlay.set_click_through(on)
        self.settings_changed.emit()

    def _set_theme(self, theme: str) -> None:
        self._overlay.settings.theme = theme
        self._overlay.apply_settings()
        self.settings_changed.emit()

    def _set_text_scale(self, scale: float) -> None:
        self._overlay.settings.text_scale = scale
        self._overlay.apply_settings()
        self.settings_changed.emit()

    def _set_opacity(self, opacity: float) -> None:
        self._overlay.set_opacity(opacity)
        self.settings_changed.emit()
