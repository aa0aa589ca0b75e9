"""Where a day's threads meet the screen's: standby tells of a call, and commands come in."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from callassist.errors import CallAssistError
from callassist.gui.bridge import SessionBridge
from callassist.gui.overlay.mute import Mute
from callassist.run.control.protocol import Command
from callassist.run.day import Day
from callassist.run.status import IN_CALL, Status, StatusKeeper, is_done
from callassist.types import Health

SCREEN_MAY_TAKE_S = 5.0
SETTLING_MAY_TAKE_S = 20.0


class DayBridge(QObject):
    """What a :class:`Day` tells, as Signals on the thread that made the bridge.

    Signals:
        call_heard: A call has begun on the customer's side.
        call_silent: The call that goes on has fallen silent for good.
        health_changed: A ``Health`` of the customer's device in standby.
        failed: One line on why no call begins by itself.
    """

    call_heard = Signal()
    call_silent = Signal()
    health_changed = Signal(object)
    failed = Signal(str)

    def __init__(self, day: Day, parent: QObject) -> None:
        """Listen to ``day`` from now on."""
        super().__init__(parent)
        day.on_call = lambda: self._tell(self.call_heard)
        day.on_silence = lambda: self._tell(self.call_silent)
        day.on_health = lambda health: self._tell(self.health_changed, health)
        day.on_problem = lambda problem: self._tell(self.failed, problem)

    def _tell(self, signal: object, *values: Health | str) -> None:
        if shiboken6.isValid(self):
            signal.emit(*values)  # from another thread: Qt hands it over by itself


def obey(command: Command, bridge: SessionBridge, mute: Mute, start: Callable[[], None]) -> None:
    """Do a command of ``callassist ctl``; what is so already is not done again.

    Args:
        command: The command.
        bridge: Of the call that goes on, or the last one.
        mute: Of the overlay.
        start: Begins another call.

    Raises:
        CallAssistError: There is no call that it could be done to.
    """
    state = bridge.state
    in_call = state in ("listening", "paused")
    if command in ("pause", "resume") and not in_call:
        raise CallAssistError("no call is going on: callassist ctl start begins one")
    match command:
        case "start" if state in ("idle", "ended"):
            start()
        case "stop" if in_call or state == "starting":
            bridge.stop()
        case "pause" if state == "listening":
            bridge.pause()
        case "resume" if state == "paused":
            bridge.resume()
        case "mute":
            mute.for_minutes()
        case "unmute":
            mute.resume()


class CommandBridge(QObject):
    """Lets other threads give commands to what lives on the GUI's."""

    _asked = Signal(str, object)

    def __init__(
        self, obey: Callable[[Command], None], status: StatusKeeper, parent: QObject
    ) -> None:
        """Have ``obey`` called on this thread; it may raise ``CallAssistError``."""
        super().__init__(parent)
        self._obey = obey
        self._status = status
        self._asked.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def do(self, command: Command) -> Status:
        """Give a command, from any other thread; return what holds when it is done.

        Raises:
            CallAssistError: It cannot be done now, or failed.
        """
        if command == "status":
            return self._status.now
        done: Future[None] = Future()
        if shiboken6.isValid(self):
            self._asked.emit(command, done)
        try:
            done.result(SCREEN_MAY_TAKE_S)
        except FutureTimeout:
            raise CallAssistError("callassist is busy or about to quit; try again") from None
        settled = self._status.wait_for(
            lambda status: is_done(command, status), SETTLING_MAY_TAKE_S
        )
        if command == "start" and settled.state not in IN_CALL and settled.problem:
            raise CallAssistError(settled.problem)
        return settled

    @Slot(str, object)
    def _take(self, command: Command, done: Future[None]) -> None:
        try:
            self._obey(command)
        except CallAssistError as error:
            done.set_exception(error)
        else:
            done.set_result(None)
