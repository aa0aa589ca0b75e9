"""How smoothly the GUI thread runs: the longest time it could paint nothing."""

from __future__ import annotations

import time
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QTimer

FRAME_S = 0.016
"""A frame at 60 Hz."""
INTERVAL_MS = 4


@dataclass(frozen=True, slots=True)
class Stall:
    """A time in which the event loop did not come round.

    Attributes:
        after_s: When it began, since the probe was started.
        wall_s: How long it lasted.
        busy_s: How much of it the GUI thread itself worked; the rest it waited for a
            core or for Python's lock.
    """

    after_s: float
    wall_s: float
    busy_s: float


class FrameProbe(QObject):
    """Rings a short timer and notes how late each ring is.

    Painting, layout and slots all run in the event loop, so whatever holds up a
    frame holds up the ring by as long.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        """Make a probe that stands still."""
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self._ring)
        self._reset()

    def _reset(self) -> None:
        self.rings = 0
        self.longest = Stall(0.0, 0.0, 0.0)
        self.longest_busy_s = 0.0
        self.stalls: list[Stall] = []
        self._start_s = self._last_s = time.perf_counter()
        self._last_busy_s = time.thread_time()

    def start(self) -> None:
        """Begin to measure, from nothing."""
        self._reset()
        self._timer.start()

    def stop(self) -> None:
        """End the measurement; what was measured stays."""
        self._timer.stop()

    @property
    def longest_stall_s(self) -> float:
        """The longest time between two turns of the event loop, less the timer's own."""
        return self.longest.wall_s

    def _ring(self) -> None:
        now_s, busy_s = time.perf_counter(), time.thread_time()
        stall = Stall(
            after_s=self._last_s - self._start_s,
            wall_s=max(0.0, now_s - self._last_s - INTERVAL_MS / 1000),
            busy_s=busy_s - self._last_busy_s,
        )
        self._last_s, self._last_busy_s = now_s, busy_s
        self.rings += 1
        self.longest_busy_s = max(self.longest_busy_s, stall.busy_s)
        if stall.wall_s > self.longest.wall_s:
            self.longest = stall
        if stall.wall_s > FRAME_S:
            self.stalls.append(stall)
