"""The only place that knows both worlds: a session's thread and Qt's.

A session tells of its events on its own thread; the bridge hands each to the
GUI thread and says it there as a Signal. Commands go the other way on a worker
thread, so that a slow start or stop never holds up a frame.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Literal

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from callassist.errors import CallAssistError
from callassist.protocols import Session
from callassist.types import (
    CallEnded,
    CallEvent,
    Features,
    Frustration,
    Gap,
    Health,
    Hold,
    Load,
    Note,
    Outcome,
    Prompt,
    Recording,
)

State = Literal["idle", "standby", "starting", "listening", "paused", "ending", "ended"]
"""``"standby"`` is the program's, between two sessions: it waits for a call to begin."""
BETWEEN_CALLS: frozenset[State] = frozenset({"idle", "standby", "ended"})
"""No side of a call is heard then; in standby the day itself tells of the customer's."""


FOR_SCREENS = (Prompt, Frustration, Health, Gap, Hold, Load, Note, Recording, CallEnded)


class SessionBridge(QObject):
    """A session as Qt Signals; every Signal is emitted on the thread that made the bridge.

    Signals:
        prompt_shown: A ``Prompt`` to be shown.
        prompt_hidden: A ``Prompt`` with its outcome: hide it if it is still shown.
        frustration_changed: A ``Frustration``.
        health_changed: A ``Health``.
        note_added: A ``Note``.
        recording_changed: A ``Recording``: whether the call is being kept.
        hold_changed: A ``Hold``: hold music has begun, or is over.
        load_changed: A ``Load``: what is left out because the machine is busy.
        gap_closed: A ``Gap``: a time of which one side has no sound is over.
        time_changed: The call's time in whole seconds, as float.
        state_changed: A ``State``.
        failed: One line that says what went wrong and what to do.
    """

    prompt_shown = Signal(object)
    prompt_hidden = Signal(object)
    frustration_changed = Signal(object)
    health_changed = Signal(object)
    note_added = Signal(object)
    recording_changed = Signal(object)
    hold_changed = Signal(object)
    load_changed = Signal(object)
    gap_closed = Signal(object)
    time_changed = Signal(float)
    state_changed = Signal(str)
    failed = Signal(str)

    _arrived = Signal(object)
    _state_arrived = Signal(str)
    _failure_arrived = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        """Listen to ``session``, which is not started yet."""
        super().__init__(parent)
        self.state: State = "idle"
        self._session = session
        self._second = -1
        self._shown: tuple[str, float] | None = None
        self._closed = False
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="session-commands")
        queued = Qt.ConnectionType.QueuedConnection
        self._arrived.connect(self._deliver, queued)
        self._state_arrived.connect(self._set_state, queued)
        self._failure_arrived.connect(self.failed, queued)
        session.subscribe(self._receive)

    def start(self) -> None:
        """Begin to listen."""
        self._set_state("starting")
        self._command(self._session.start, done="listening", failed="idle")

    def pause(self) -> None:
        """Stop noticing and saying."""
        self._command(self._session.pause, done="paused")

    def resume(self) -> None:
        """Go on after ``pause``."""
        self._command(self._session.resume, done="listening")

    def stop(self) -> None:
        """End the call; ``state_changed("ended")`` follows when everything is flushed."""
        if self.state in ("ending", "ended"):
            return
        self._set_state("ending")
        self._command(self._session.stop, done="ended", failed="ended")

    def respond(self, prompt: Prompt, outcome: Outcome) -> None:
        """Pass on the agent's answer to a prompt."""
        self._command(lambda: self._session.respond(prompt, outcome))

    def set_recording(self, on: bool, *, discard: bool = False) -> None:
        """Keep the call from now on, or no longer."""
        self._command(lambda: self._session.set_recording(on, discard=discard))

    def set_muted(self, muted: bool) -> None:
        """Show no prompts from now on, or show them again."""
        self._command(lambda: self._session.set_muted(muted))

    def close(self) -> None:
        """Take no more events and end the worker thread; waits for a running command."""
        self._closed = True
        self._worker.shutdown(wait=True)

    def _command(
        self, command: Callable[[], None], *, done: State | None = None, failed: State | None = None
    ) -> None:
        def run() -> None:
            try:
                command()
            except CallAssistError as error:
                self._tell(self._failure_arrived, str(error))
                if failed is not None:
                    self._tell(self._state_arrived, failed)
            except Exception as error:  # a fault of ours: say so, keep the overlay alive
                text = " ".join(f"{type(error).__name__} {error}".split())
                self._tell(self._failure_arrived, f"callassist made a mistake: {text}")
                if failed is not None:
                    self._tell(self._state_arrived, failed)
            else:
                if done is not None:
                    self._tell(self._state_arrived, done)

        if not self._closed:
            self._worker.submit(run)

    def _receive(self, event: CallEvent) -> None:
        """Take an event on the session's thread; drop at once what no screen shows."""
        if isinstance(event, Features):
            second = int(event.start_s + event.hop_s * len(event.level_dbfs))
            if second > self._second:
                self._second = second
                self._tell(self._arrived, float(second))
        elif isinstance(event, FOR_SCREENS):
            self._tell(self._arrived, event)

    def _tell(self, signal: object, value: object) -> None:
        if not self._closed and shiboken6.isValid(self):
            signal.emit(value)

    @Slot(object)
    def _deliver(self, event: object) -> None:
        if self._closed:
            return
        match event:
            case float():
                self.time_changed.emit(event)
            case Prompt(outcome=None) if (event.id, event.shown_s) != self._shown:
                self._shown = (event.id, event.shown_s)
                self.prompt_shown.emit(event)
            case Prompt():
                self.prompt_hidden.emit(event)
            case Frustration():
                self.frustration_changed.emit(event)
            case Health():
                self.health_changed.emit(event)
            case Note():
                self.note_added.emit(event)
            case Recording():
                self.recording_changed.emit(event)
            case Hold():
                self.hold_changed.emit(event)
            case Load():
                self.load_changed.emit(event)
            case Gap():
                self.gap_closed.emit(event)
            case CallEnded():
                if event.problem:
                    self.failed.emit(event.problem)
                self._set_state("ended")

    @Slot(str)
    def _set_state(self, state: State) -> None:
        late = self.state in ("ending", "ended") and state in ("listening", "paused")
        if state != self.state and not late:
            self.state = state
            self.state_changed.emit(state)
