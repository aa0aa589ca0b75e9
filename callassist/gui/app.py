"""The program on screen: overlay, tray and bridge, from start to quit."""

from __future__ import annotations

import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal
from PySide6.QtWidgets import QApplication

from callassist import paths
from callassist.errors import CallAssistError
from callassist.gui import icons, screen, tray
from callassist.gui.actions import Actions
from callassist.gui.bridge import SessionBridge, State
from callassist.gui.overlay import Overlay
from callassist.gui.passphrase import PassphraseAsker
from callassist.gui.recording import RecordingControl
from callassist.gui.screenshots import Screenshots
from callassist.protocols import Session
from callassist.settings.policy import Rules
from callassist.settings.user import OverlaySettings, UserSettings, load, save
from callassist.types import Prompt

LINGER_MS = 800
"""A call that ended by itself stays on screen this long before the program quits."""

SWITCH_INTERVAL_S = 0.001


class OverlayProgram(QObject):
    """Everything on screen, for one call after another.

    Signals:
        finished: The call has ended, everything is flushed, and the program may quit.
    """

    finished = Signal()

    def __init__(
        self,
        session: Session,
        settings: UserSettings,
        *,
        quit_when_done: bool = False,
        screenshots: Path | None = None,
        next_session: Callable[[], Session] | None = None,
        settings_path: Path | None = None,
        rules: Rules | None = None,
        open_library: Callable[[], None] | None = None,
        asker: PassphraseAsker | None = None,
    ) -> None:
        """Build everything, hidden; see :func:`run_overlay` for the arguments."""
        super().__init__()
        self._settings = settings
        self._settings_path = settings_path or paths.settings_path()
        self._quit_when_done = quit_when_done
        self._next_session = next_session
        self._quitting = False
        self.problem = ""
        has_tray = tray.is_available()
        if not has_tray:
            settings.overlay.click_through = False
        self._overlay_before = settings.overlay.model_copy(deep=True)
        self.overlay = Overlay(settings.overlay)
        self.overlay.bar.set_can_start(next_session is not None)
        self.actions = Actions(self.overlay, has_tray=has_tray, can_start=next_session is not None)
        self.tray = tray.Tray(self.actions.menu, self) if has_tray else None
        # Without rules nothing here can keep a call: a demo, a recording that is played.
        self.recording = RecordingControl(self.overlay, self.actions, rules) if rules else None
        if self.recording is not None:
            self.recording.asked.connect(
                lambda on, discard: self.bridge.set_recording(on, discard=discard)
            )
        self.actions.library.setVisible(open_library is not None)
        if open_library is not None:
            self.actions.library_asked.connect(lambda: self._open_library(open_library))
        self._asker = asker
        self.screenshots = Screenshots(self.overlay, screenshots) if screenshots else None
        self.actions.start_asked.connect(self._start_next)
        self.actions.pause_asked.connect(lambda: self.bridge.pause())
        self.actions.resume_asked.connect(lambda: self.bridge.resume())
        self.actions.end_asked.connect(lambda: self.bridge.stop())
        self.actions.quit_asked.connect(self.quit)
        self.actions.settings_changed.connect(self._save_settings)
        self.overlay.responded.connect(lambda prompt, outcome: self.bridge.respond(prompt, outcome))
        self.bridge = self._bridge_to(session)

    def start(self) -> None:
        """Show the overlay; the session starts once it is on screen."""
        self.overlay.show()
        if self.tray is not None:
            self.tray.show()
        self._on_state("starting")
        self.overlay.repaint()
        QTimer.singleShot(0, self, lambda: self.bridge.start())

    def quit(self) -> None:
        """End the call, wait for what is open, then emit ``finished``."""
        self._quitting = True
        if self._asker is not None:
            self._asker.cancel()
        if self.bridge.state in ("idle", "ended"):
            self._finish()
        else:
            self.bridge.stop()

    def close(self) -> None:
        """Take everything off the screen and end the bridge's thread."""
        if self._asker is not None:
            self._asker.cancel()
        self.bridge.close()
        self.overlay.card.clear()
        self.overlay.hide()
        if self.tray is not None:
            self.tray.hide()
        self.overlay.deleteLater()
        self.deleteLater()

    def _bridge_to(self, session: Session) -> SessionBridge:
        bridge = SessionBridge(session, self)
        overlay = self.overlay
        bridge.prompt_shown.connect(self._on_prompt)
        bridge.prompt_hidden.connect(self._on_prompt_end)
        bridge.frustration_changed.connect(overlay.set_frustration)
        bridge.health_changed.connect(overlay.set_health)
        bridge.note_added.connect(overlay.add_note)
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

    def _open_library(self, open_library: Callable[[], None]) -> None:
        try:
            open_library()
        except CallAssistError as error:
            self.overlay.set_problem(str(error))

    def _on_failure(self, problem: str) -> None:
        self.problem = problem
        self.overlay.set_problem(problem)

    def _on_state(self, state: State) -> None:
        self.actions.set_state(state)
        if self.recording is not None:
            self.recording.set_state(state)
        if state in ("ending", "ended") and self.screenshots is not None:
            self.screenshots.save_waiting()
        self.overlay.set_state(state)
        if self.tray is not None:
            self.tray.set_state(state)
        if state not in ("idle", "ended"):
            return
        if self._quitting:
            self._finish()
        elif self._quit_when_done:
            QTimer.singleShot(0 if self.problem else LINGER_MS, self, self._finish)

    def _start_next(self) -> None:
        if self._next_session is None:
            return
        try:
            session = self._next_session()
        except CallAssistError as error:
            self._on_failure(str(error))
            return
        self.bridge.close()
        self.bridge.deleteLater()
        self.problem = ""
        self.overlay.reset()
        self.bridge = self._bridge_to(session)
        self.bridge.start()

    def _save_settings(self) -> None:
        """Keep what was changed here, and nothing that a command line set for one call."""
        overlay = self._settings.overlay
        try:
            kept = load(self._settings_path)
            for name in OverlaySettings.model_fields.keys() - {"positions"}:
                value = getattr(overlay, name)
                if value != getattr(self._overlay_before, name):
                    setattr(kept.overlay, name, value)
            kept.overlay.positions = {**kept.overlay.positions, **overlay.positions}
            save(kept, self._settings_path)
        except CallAssistError as error:
            print(f"callassist: {error}", file=sys.stderr)

    def _finish(self) -> None:
        self.finished.emit()


def run_overlay(
    session: Session,
    settings: UserSettings,
    *,
    quit_when_done: bool = False,
    screenshots: Path | None = None,
    next_session: Callable[[], Session] | None = None,
    settings_path: Path | None = None,
    rules: Rules | None = None,
    open_library: Callable[[], None] | None = None,
    asker: PassphraseAsker | None = None,
) -> int:
    """Show the overlay, start ``session``, and stay until the agent quits.

    Args:
        session: The call, not started yet.
        settings: The user's; the overlay's place and look are kept in them.
        quit_when_done: Whether to quit when the call ends by itself.
        screenshots: Folder for a picture of every prompt shown.
        next_session: Makes the session of another call; without it there is one call.
        settings_path: Where changed settings go; the user's own file by default.
        rules: What holds for keeping calls; without them none can be kept.
        open_library: Shows the calls that were kept.
        asker: Asks for the passphrase of the kept calls; it is answered when the program ends.

    Returns:
        The exit code 0; 130 if Ctrl-C came twice and nothing could be waited for.

    Raises:
        CallAssistError: There is no screen, or the call ended by a mishap.
    """
    app = QApplication.instance() or _make_application()
    app.setQuitOnLastWindowClosed(False)
    program = OverlayProgram(
        session,
        settings,
        quit_when_done=quit_when_done,
        screenshots=screenshots,
        next_session=next_session,
        settings_path=settings_path,
        rules=rules,
        open_library=open_library,
        asker=asker,
    )
    program.finished.connect(lambda: app.exit(0))
    interrupts = 0

    def interrupt() -> None:
        nonlocal interrupts
        interrupts += 1
        if interrupts == 1:
            program.quit()
        else:
            app.exit(130)

    with interrupts_to(interrupt), short_turns():
        program.start()
        code = app.exec()
    shots = program.screenshots.problem if program.screenshots is not None else ""
    problem = program.problem or shots
    program.close()
    if code == 0 and problem:
        raise CallAssistError(problem)
    return code


def _make_application() -> QApplication:
    hint = screen.choose_platform()
    problem = screen.screen_problem()
    if problem is not None and not screen.is_offscreen():
        raise CallAssistError(problem)
    if hint is not None:
        print(f"callassist: {hint}", file=sys.stderr)
    app = QApplication(["callassist"])
    app.setApplicationName("callassist")
    app.setDesktopFileName("callassist")
    app.setWindowIcon(icons.app_icon())
    return app


@contextmanager
def short_turns() -> Iterator[None]:
    """Let the threads that hear a call hold Python's lock for 1 ms at most, not 5.

    The GUI thread needs the lock for a fraction of a millisecond many times a
    second; behind three busy threads it would wait for a whole frame.
    """
    before_s = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    try:
        yield
    finally:
        sys.setswitchinterval(before_s)


@contextmanager
def interrupts_to(slot: Callable[[], None]) -> Iterator[None]:
    """Call ``slot`` in the event loop on Ctrl-C or a request to end.

    Python runs a signal handler only between two of its own instructions, and an
    idle event loop has none; a byte in a socket wakes it without any polling.
    """
    reader, writer = socket.socketpair()
    reader.setblocking(False)
    writer.setblocking(False)
    notifier = QSocketNotifier(reader.fileno(), QSocketNotifier.Type.Read)

    def woken() -> None:
        reader.recv(64)
        slot()

    notifier.activated.connect(woken)
    names = (signal.SIGINT, signal.SIGTERM)
    before = {name: signal.signal(name, lambda *_: None) for name in names}
    fd_before = signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)
    try:
        yield
    finally:
        signal.set_wakeup_fd(fd_before)
        for name, handler in before.items():
            signal.signal(name, handler)
        notifier.setEnabled(False)
        reader.close()
        writer.close()
