"""Calls without a screen: one, or one after another as they come."""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import Literal

from callassist.errors import CallAssistError
from callassist.run.calls import Calls
from callassist.run.control.protocol import Command
from callassist.run.day import Day
from callassist.run.live import LiveSession
from callassist.run.status import IN_CALL, Status, StatusKeeper, is_done
from callassist.settings.user import UserSettings
from callassist.types import CallEvent

LOOK_EVERY_S = 0.5
"""A wait of this length lets Ctrl-C through on every system."""
MUTE_S = 300.0
SETTLING_MAY_TAKE_S = 20.0
NO_CALL = "no call is going on"

Wish = Literal["heard", "asked", "quit"]


class HeadlessDay:
    """Runs calls on the thread that calls :meth:`run`; takes commands on any other.

    Attributes:
        on_event: Told of every event of a call, on the call's thread.
        on_listening: A call is being heard.
        on_standby: The next call is being waited for.
        error: Why the last call ended by a mishap, if it did.
        status: What it does now.
    """

    def __init__(
        self, settings: UserSettings, calls: Calls, *, wait: bool, record: bool = False
    ) -> None:
        """Prepare; nothing is opened.

        Args:
            settings: What the user wants.
            calls: Opens the sessions.
            wait: Wait for calls, one after another; else begin one at once, and end with it.
            record: Keep each call from its start.
        """
        settings = settings.model_copy(deep=True)
        settings.calls.start = "sound" if wait else "manual"
        self.on_event: Callable[[CallEvent], None] = _nothing
        self.on_listening: Callable[[], None] = _nothing
        self.on_standby: Callable[[], None] = _nothing
        self.error: CallAssistError | None = None
        self.status = StatusKeeper()
        self._calls = calls
        self._waits = wait
        self._record = record
        self._wishes: SimpleQueue[Wish] = SimpleQueue()
        self._silent = threading.Event()
        self._quitting = threading.Event()
        self._muted: threading.Timer | None = None
        self._session: LiveSession | None = None
        self._day = Day(settings, prepare=calls.engine)
        self._day.on_call = lambda: self._wishes.put("heard")
        self._day.on_silence = self._silent.set
        self._day.on_health = self.status.take
        self._day.on_problem = self._failed

    def run(self) -> None:
        """Run until the one call is over; where calls are waited for, until ``quit`` is asked.

        Raises:
            CallAssistError: The one call could not begin, or waiting is not possible.
        """
        if not self._waits:
            self._call(by_sound=False)
            return
        rest = False
        while (wish := self._next_wish(rest)) != "quit":
            rest = True
            try:
                rest = not self._call(by_sound=wish == "heard")
            except CallAssistError as error:
                self.status.set_problem(str(error))

    def end(self) -> None:
        """End the call that goes on, if any."""
        if self._session is not None:
            self.status.set_state("ending")
            self._session.stop()

    def close(self) -> None:
        """Stop waiting, and free what is open."""
        self._set_muted(False)
        self._day.close()

    def do(self, command: Command) -> Status:
        """Do what ``callassist ctl`` asks; return what then holds.

        Raises:
            CallAssistError: It cannot be done now.
        """
        session = self._session
        in_call = session is not None and self.status.now.state in IN_CALL
        match command:
            case "start":
                self._start(in_call)
            case "stop":
                self.end()
            case "quit":
                self._quitting.set()
                self._wishes.put("quit")
                self.end()
            case "mute" | "unmute":
                self._set_muted(command == "mute")
            case "pause" | "resume":
                if session is None or not in_call:
                    raise CallAssistError(NO_CALL)
                (session.pause if command == "pause" else session.resume)()
                self._day.pause(command == "pause")
                self.status.set_state("paused" if command == "pause" else "listening")
            case "status":
                return self.status.now
        settled = self.status.wait_for(lambda now: is_done(command, now), SETTLING_MAY_TAKE_S)
        if command == "start" and settled.state not in IN_CALL and settled.problem:
            raise CallAssistError(settled.problem)
        return settled

    def _start(self, in_call: bool) -> None:
        if in_call or self.status.now.state == "starting":
            return
        if not self._waits:
            raise CallAssistError("this call is ending; start 'callassist live --headless' again")
        self.status.set_state("starting")
        self._wishes.put("asked")

    def _next_wish(self, rest: bool) -> Wish:
        """Wait for a call; ``rest`` as :meth:`Day.wait_for_call` takes it."""
        while not self._wishes.empty():
            self._wishes.get_nowait()  # from before the last call
        if self._quitting.is_set():
            return "quit"
        self.status.set_state("standby")
        self._day.wait_for_call(rest=rest)  # which tells of the device from then on
        self.on_standby()
        while True:
            try:
                return self._wishes.get(timeout=LOOK_EVERY_S)
            except Empty:
                if self.error is not None:
                    raise self.error from None

    def _call(self, *, by_sound: bool) -> bool:
        """Run one call; return whether it ended by silence."""
        self.status.set_state("starting")
        self._silent.clear()
        session = self._calls.open(begun=self._day.begin(), record=self._record)
        for listener in (self.status.take, self._day.watch, self.on_event):
            session.subscribe(listener)
        if by_sound:
            self._day.expect_end()
        session.set_muted(self._muted is not None)
        self._session = session
        try:
            session.start()
            while not session.wait_until_heard(LOOK_EVERY_S):
                pass
            if not session.ended:
                self.status.set_state("listening")
                self.on_listening()
            while not session.wait(LOOK_EVERY_S):
                if self._silent.is_set() or self._quitting.is_set():
                    self.end()
        finally:
            if session.ended:
                self._session = None
        self._calls.settle()
        self.status.set_state("idle")
        if session.error is not None:
            self.status.set_problem(str(session.error))
            if not self._waits:
                self.error = session.error
        return self._silent.is_set()

    def _set_muted(self, muted: bool) -> None:
        if self._muted is not None:
            self._muted.cancel()
            self._muted = None
        if muted:
            self._muted = threading.Timer(MUTE_S, self._set_muted, [False])
            self._muted.daemon = True
            self._muted.start()
        self.status.set_muted(muted)
        if self._session is not None:
            self._session.set_muted(muted)

    def _failed(self, problem: str) -> None:
        self.error = CallAssistError(problem)


def _nothing(*_: object) -> None:
    """Be told, and do nothing."""
