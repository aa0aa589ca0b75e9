"""A session that tells what a test wants it to tell, on a thread of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable

from callassist.types import CallEnded, CallEvent, Outcome, Prompt, Recording


class ScriptedSession:
    """Counts its commands; ``tell`` speaks on another thread, as a real session does."""

    def __init__(self, *, start_error: Exception | None = None) -> None:
        self.calls: list[str] = []
        self.command_threads: set[int] = set()
        self.answers: list[tuple[str, Outcome]] = []
        self._listeners: list[Callable[[CallEvent], None]] = []
        self._start_error = start_error

    def subscribe(self, listener: Callable[[CallEvent], None]) -> None:
        self._listeners.append(listener)

    def start(self) -> None:
        self._note("start")
        if self._start_error is not None:
            raise self._start_error

    def pause(self) -> None:
        self._note("pause")

    def resume(self) -> None:
        self._note("resume")

    def stop(self) -> None:
        self._note("stop")
        self.tell(CallEnded(61.0))

    def respond(self, prompt: Prompt, outcome: Outcome) -> None:
        self._note("respond")
        self.answers.append((prompt.id, outcome))

    def set_muted(self, muted: bool) -> None:
        self._note("mute" if muted else "unmute")

    def set_recording(self, on: bool, *, discard: bool = False) -> None:
        """Do as asked, and say so: as a session whose disk is well."""
        self._note("record" if on else "discard" if discard else "stop recording")
        self.tell(Recording(on, 5.0))

    def tell(self, *events: CallEvent) -> int:
        """Tell the listeners on a fresh thread, wait for it, and return its id."""

        def run() -> None:
            for event in events:
                for listener in self._listeners:
                    listener(event)

        thread = threading.Thread(target=run)
        thread.start()
        thread.join()
        return thread.ident or 0

    def _note(self, call: str) -> None:
        self.calls.append(call)
        self.command_threads.add(threading.get_ident())
