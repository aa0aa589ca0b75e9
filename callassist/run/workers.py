"""Recognition workers: one thread a channel, jobs in order, none lost in silence."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from queue import SimpleQueue

from callassist.types import Channel

Job = Callable[[], None]

NICENESS = 10


class RecognitionWorker:
    """Runs one channel's recognition jobs on a thread of its own.

    Attributes:
        failure: The first error of a job; the jobs after it are not run.
    """

    def __init__(self, channel: Channel) -> None:
        """Start the thread."""
        self._jobs: SimpleQueue[Job | threading.Event | None] = SimpleQueue()
        self.failure: Exception | None = None
        self._thread = threading.Thread(
            target=self._work, name=f"callassist-words-{channel}", daemon=True
        )
        self._thread.start()

    def run(self, job: Job) -> None:
        """Run ``job`` after those before it; returns at once."""
        self._jobs.put(job)

    def drain(self, timeout_s: float = 30.0) -> bool:
        """Wait until every job so far has run; return whether that came true in time."""
        done = threading.Event()
        self._jobs.put(done)
        return done.wait(timeout_s)

    def close(self) -> None:
        """Finish the jobs under way and end the thread."""
        self._jobs.put(None)
        self._thread.join()

    def _work(self) -> None:
        _yield_to_the_screen()
        while (job := self._jobs.get()) is not None:
            if isinstance(job, threading.Event):
                job.set()
            elif self.failure is None:
                try:
                    job()
                except Exception as error:
                    # Kept for the session, which ends the call and says why.
                    self.failure = error


def _yield_to_the_screen() -> None:
    """Let words wait for frames: give this thread a lower priority where that can be done."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)
