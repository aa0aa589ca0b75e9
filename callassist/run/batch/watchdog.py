"""Ends a worker process whose recording hangs: nothing else stops a decoder that waits for ever."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager

STALL_S = 900.0
"""So long without any progress is no slow drive any more."""
_LOOKS = 10


class Watchdog:
    """Watches the one thing that a process does at a time."""

    def __init__(self, patience_s: float, tell: Callable[[str], None]) -> None:
        """Begin to watch.

        Args:
            patience_s: How long may pass without a beat, in seconds.
            tell: Told the name of what hangs, before the process ends.
        """
        self._pause_s = patience_s / _LOOKS
        self._tell = tell
        self._name = ""
        self._beaten = threading.Event()
        threading.Thread(target=self._watch, name="watchdog", daemon=True).start()

    @contextmanager
    def watching(self, name: str) -> Generator[None]:
        """Expect beats while this lasts."""
        self.beat()
        self._name = name
        try:
            yield
        finally:
            self._name = ""

    def beat(self) -> None:
        """Say that it goes on."""
        self._beaten.set()

    def _watch(self) -> None:
        # Looks are counted, not seconds: a computer that slept for an hour is no hanging call.
        missed = 0
        while True:
            time.sleep(self._pause_s)
            name = self._name
            if not name or self._beaten.is_set():
                missed = 0
                self._beaten.clear()
                continue
            missed += 1
            if missed >= _LOOKS:
                self._tell(name)
                os._exit(1)
