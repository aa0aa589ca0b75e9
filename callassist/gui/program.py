"""The program on screen: overlay, tray and bridge, from start to quit."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from callassist import paths
from callassist.errors import CallAssistError
from callassist.gui import tray
from callassist.gui.bridge import SessionBridge, State
from callassist.gui.day import CommandBridge, DayBridge, obey
from callassist.gui.hotkeys import GlobalHotkeys
from callassist.gui.hotkeys.commands import HotkeyCommands
from callassist.gui.launch import Launch
from callassist.gui.overlay.actions import Actions
from callassist.gui.overlay.answers import Answers
from callassist.gui.overlay.kept import KeptNotice
from callassist.gui.overlay.quiet import SystemQuiet
from callassist.gui.overlay.recording import RecordingControl
from callassist.gui.overlay.recovered import RecoveredNotice
from callassist.gui.overlay.screenshots import Screenshots
from callassist.gui.overlay.window import Overlay
from callassist.gui.own_settings import OwnSettings
from callassist.protocols import Session
from callassist.run.control.protocol import Command
from callassist.run.status import StatusKeeper
from callassist.settings.user import UserSettings
from callassist.types import Health, Prompt

LINGER_MS = 800
"""A call that ended by itself stays on screen this long before the program quits."""


class OverlayProgram(QObject):
    """Everything on screen, for one call after another.

    Signals:
        finished: The call has ended, everything is flushed, and the program may quit.
        settings_asked: The settings are to be shown; :meth:`apply` takes what is changed there.
    """

    finished = Signal()
    settings_asked = Signal()

    def __init__(self, launch: Launch) -> None:
        """Build everything, hidden."""
        super().__init__()
        self._launch = launch
        settings = launch.settings
        self._own = OwnSettings(settings, launch.settings_path or paths.settings_path())
        self._quitting = False
        self._rest_first = False
        self._lost_in_standby = False
        self.status = StatusKeeper()
        self.day = launch.day
        self.commands = CommandBridge(self._obey, self.status, self)
        self.problem = ""
        has_tray = tray.is_available()
        if not has_tray:
            settings.overlay.click_through = False
        self._own.note()
        self.overlay = Overlay(settings.overlay)
        can_start = launch.next_session is not None
        self.overlay.bar.set_can_start(can_start)
        self.actions = Actions(self.overlay, has_tray=has_tray, can_start=can_start)
        self.answers = Answers(self.overlay, self.actions)
        self.hotkeys = GlobalHotkeys(self)
        self.hotkey_commands = HotkeyCommands(
            self.hotkeys, self.overlay, self.actions, self.answers
        )
        self.system_quiet = SystemQuiet(self)
        self.system_quiet.changed.connect(self.overlay.mute.follow_system)
        # Loads a library, so it waits until the call has begun to start.
        self._join_desktop = QTimer(self, singleShot=True, interval=0)
        self._join_desktop.timeout.connect(lambda: self.hotkeys.apply(settings.hotkeys))
        self._join_desktop.timeout.connect(self.system_quiet.start)
        self.tray = tray.Tray(self.actions.menu, self) if has_tray else None
        # Without rules nothing here can keep a call: a demo, a recording that is played.
        rules = launch.rules
        self.recording = RecordingControl(self.overlay, self.actions, rules) if rules else None
        if self.recording is not None:
            self.recording.asked.connect(
                lambda on, discard: self.bridge.set_recording(on, discard=discard)
            )
        self.actions.library.setVisible(launch.open_library is not None)
        self.actions.library_asked.connect(lambda: self._open_library(""))
        self.recovered = RecoveredNotice(self.overlay, self.tray, launch.recovered)
        self.recovered.open_asked.connect(self._open_library)
        self.kept = KeptNotice(self.overlay, launch.tell_kept)
        self.kept.open_asked.connect(self._open_library)
        self.actions.settings_asked.connect(self.settings_asked)
        self.overlay.mute.changed.connect(self._on_mute)
        if self.day is not None:
            told = DayBridge(self.day, self)
            told.call_heard.connect(self._on_call_heard)
            told.call_silent.connect(self._on_call_silent)
            told.health_changed.connect(self._on_standby_health)
            told.failed.connect(self._on_standby_failure)
        shots = launch.screenshots
        self.screenshots = Screenshots(self.overlay, shots) if shots else None
        self.actions.start_asked.connect(self._start_next)
        self.actions.pause_asked.connect(lambda: self.bridge.pause())
        self.actions.resume_asked.connect(lambda: self.bridge.resume())
        self.actions.end_asked.connect(lambda: self.bridge.stop())
        self.actions.quit_asked.connect(self.quit)
        self.actions.settings_changed.connect(self._own.save)
        self.overlay.alert.dismissed.connect(self._forget_problem)
        self.overlay.responded.connect(lambda prompt, outcome: self.bridge.respond(prompt, outcome))
        self.bridge = self._bridge_to(launch.session)

    def start(self) -> None:
        """Show the overlay; the session, or standby, starts once it is on screen."""
        self.overlay.show()
        if self.tray is not None:
            self.tray.show()
        self._on_state("starting")
        self.overlay.repaint()
        QTimer.singleShot(0, self, self._begin_day)
        self._join_desktop.start()

    def apply(self, settings: UserSettings) -> None:
        """Let changed settings act at once: the look now, the rest as far as no call needs it.

        Args:
            settings: All of them; the places of the overlay are kept as they are.

        Raises:
            CallAssistError: A policy or the pack asked for has mistakes.
        """
        self._own.take(settings)
        self.overlay.set_click_through(self._launch.settings.overlay.click_through)
        self.overlay.apply_settings()
        self.hotkeys.apply(settings.hotkeys)
        if self._launch.apply is not None:
            self._launch.apply(settings)
        if self.day is not None:
            self.day.apply(settings)
            if self.bridge.state in ("idle", "ended") and not self._quitting:
                self._show_state("standby" if self.day.waiting else "idle")

    def quit(self) -> None:
        """End the call, wait for what is open, then emit ``finished``."""
        self._quitting = True
        if self._launch.asker is not None:
            self._launch.asker.cancel()
        if self.bridge.state in ("idle", "ended"):
            self._finish()
        else:
            self.bridge.stop()

    def close(self) -> None:
        """Take everything off the screen and end the bridge's thread."""
        if self._launch.asker is not None:
            self._launch.asker.cancel()
        self.bridge.close()
        self._join_desktop.stop()
        self.hotkeys.close()
        self.system_quiet.close()
        self.overlay.mute.resume()
        self.overlay.card.clear()
        self.overlay.hide()
        if self.tray is not None:
            self.tray.hide()
        self.overlay.deleteLater()
        self.deleteLater()

    def _bridge_to(self, session: Session) -> SessionBridge:
        session.subscribe(self.status.take)
        if self.day is not None:
            session.subscribe(self.day.watch)
        bridge = SessionBridge(session, self)
        overlay = self.overlay
        bridge.prompt_shown.connect(self._on_prompt)
        bridge.prompt_hidden.connect(self._on_prompt_end)
        bridge.frustration_changed.connect(overlay.set_frustration)
        bridge.health_changed.connect(overlay.set_health)
        bridge.note_added.connect(overlay.add_note)
        bridge.hold_changed.connect(overlay.set_hold)
        bridge.load_changed.connect(overlay.set_load)
        if self.recording is not None:
            bridge.recording_changed.connect(self.recording.take)
        bridge.time_changed.connect(overlay.set_time)
        bridge.failed.connect(self._on_failure)
        bridge.state_changed.connect(self._on_state)
        return bridge

    def _on_prompt(self, prompt: Prompt) -> None:
        if self.screenshots is not None:
            self.screenshots.save_waiting()
        self.overlay.show_prompt(prompt)
        if self.screenshots is not None:
            self.screenshots.on_prompt(prompt)

    def _on_prompt_end(self, prompt: Prompt) -> None:
        if self.screenshots is not None and self.overlay.card.stands(prompt):
            self.screenshots.save_waiting()
        self.overlay.hide_prompt(prompt)

    def _open_library(self, call_id: str) -> None:
        if self._launch.open_library is None:
            return
        try:
            self._launch.open_library(call_id)
        except CallAssistError as error:
            self.overlay.set_problem(str(error))

    def _on_failure(self, problem: str) -> None:
        self.problem = problem
        self.status.set_problem(problem)
        self.overlay.set_problem(problem)

    def _forget_problem(self) -> None:
        """Tell of what went wrong no more; the program's exit code still does."""
        self.status.set_problem("")
        self.overlay.set_problem("")

    def _begin_day(self) -> None:
        if self._launch.begin:
            self._rest_first = True
            self.bridge.start()
        else:
            self._on_state("idle")

    def _on_call_heard(self) -> None:
        day, idle = self.day, self.bridge.state in ("idle", "ended")
        if day is not None and day.waiting and idle and not self._quitting:
            self._start_next()
            day.expect_end()

    def _on_call_silent(self) -> None:
        self._rest_first = False
        self.bridge.stop()

    def _on_standby_health(self, health: Health) -> None:
        if self.bridge.state in ("idle", "ended"):
            if health.state != "lost" and self._lost_in_standby and self.problem:
                self._on_failure("")  # a start that was tried meanwhile failed for that
            self._lost_in_standby = health.state == "lost"
            self.status.take(health)
            self.overlay.set_health(health)

    def _on_standby_failure(self, problem: str) -> None:
        self._on_failure(problem)
        if self.bridge.state in ("idle", "ended"):
            self._show_state("idle")

    def _on_mute(self) -> None:
        self.status.set_muted(self.overlay.mute.on)
        self.bridge.set_muted(self.overlay.mute.on)

    def _obey(self, command: Command) -> None:
        """Do what ``callassist ctl`` asks; refuse with a ``CallAssistError``."""
        if command == "quit":
            if self._launch.close_windows is not None:
                self._launch.close_windows()
            self.quit()
        else:
            obey(command, self.bridge, self.overlay.mute, self._start_next)

    def _rest(self, state: State) -> State:
        """Wait for the next call, where one may come by itself; return what to show."""
        if self.day is None or self._quitting or self._launch.quit_when_done:
            return state
        self.day.wait_for_call(rest=self._rest_first)
        return "standby" if self.day.waiting else state

    def _on_state(self, state: State) -> None:
        if self.day is not None:
            self.day.pause(state == "paused")
        if state == "listening":
            self._lost_in_standby = False
        self._show_state(self._rest(state) if state in ("idle", "ended") else state)
        if state not in ("idle", "ended"):
            return
        if self._quitting:
            self._finish()
        elif self._launch.quit_when_done:
            QTimer.singleShot(0 if self.problem else LINGER_MS, self, self._finish)

    def _show_state(self, state: State) -> None:
        self.status.set_state("idle" if state == "ended" else state)
        self.actions.set_state(state)
        if self.recording is not None:
            self.recording.set_state(state)
        if state in ("ending", "ended") and self.screenshots is not None:
            self.screenshots.save_waiting()
        self.overlay.set_state(state)
        self.recovered.set_state(state)
        self.kept.set_state(state)
        if self.tray is not None:
            self.tray.set_state(state)

    def _start_next(self) -> None:
        if self._launch.next_session is None:
            return
        try:
            session = self._launch.next_session()
        except CallAssistError as error:
            self._on_failure(str(error))
            self._on_state("idle")
            return
        self.bridge.close()
        self.bridge.deleteLater()
        self.problem = ""
        self._rest_first = True  # but after a call that fell silent
        self.overlay.reset()
        self.bridge = self._bridge_to(session)
        if self.overlay.mute.on:
            self.bridge.set_muted(True)
        self.bridge.start()

    def _finish(self) -> None:
        self.finished.emit()
