"""How loud a device is, many times a second, for the meters of the set-up and the settings."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from callassist.errors import CallAssistError
from callassist.sources.devices import Device, open_capture
from callassist.sources.packets import Capture
from callassist.types import Samples

EVERY_S = 0.05
"""How often a level is told."""
FLOOR_DBFS = -90.0
CLIPPED = 0.99
"""A sample at or above this was cut off at full scale."""

OpenCapture = Callable[[Device], Capture]


@dataclass(frozen=True, slots=True)
class Level:
    """How loud a device was for a moment.

    Attributes:
        rms_dbfs: Its power.
        peak_dbfs: Its loudest sample.
        clipped: Whether it was cut off at full scale.
        lost: Why no more comes, in a few words; nothing while all is well.
    """

    rms_dbfs: float = FLOOR_DBFS
    peak_dbfs: float = FLOOR_DBFS
    clipped: bool = False
    lost: str = ""


def level_of(samples: Samples) -> Level:
    """Return how loud float32[n] in ±1 is; silence for none."""
    if not len(samples):
        return Level()
    peak = float(np.max(np.abs(samples)))
    rms = float(np.sqrt(np.mean(np.square(samples, dtype=np.float64))))
    return Level(_dbfs(rms), _dbfs(peak), peak >= CLIPPED)


def _dbfs(amplitude: float) -> float:
    return max(FLOOR_DBFS, 20.0 * float(np.log10(max(amplitude, 1e-9))))


class LevelMeter:
    """Hears one device on a thread of its own until it is stopped; keeps nothing.

    The device is opened, read and closed on that thread, so no caller ever waits for it.
    """

    def __init__(
        self,
        device: Device,
        told: Callable[[Level], None],
        heard: Callable[[Samples, int], None] | None = None,
        *,
        open_: OpenCapture = open_capture,
    ) -> None:
        """Begin to hear.

        Args:
            device: What is heard.
            told: Hears the level every ``EVERY_S``, on the meter's thread; last of all why
                there is no more, where the device went away or did not open.
            heard: Hears the sound itself, float32[n] with its rate in Hz.
            open_: Opens the device.
        """
        self.device = device
        self._told = told
        self._heard = heard
        self._open = open_
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="level meter", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Hear no more; returns at once, the device is freed soon after."""
        self._stop.set()

    def join(self, timeout_s: float | None = None) -> bool:
        """Wait until the device is free; return whether it is."""
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            capture = self._open(self.device)
        except CallAssistError as error:
            if not self._stop.is_set():
                self._told(Level(lost=str(error)))
            return
        try:
            while not self._stop.wait(EVERY_S):
                parts = [packet.samples for packet in capture.queue.take()]
                samples = np.concatenate(parts) if parts else np.zeros(0, np.float32)
                if self._heard is not None and len(samples):
                    self._heard(samples, capture.rate_hz)
                failure = capture.failure()
                if self._stop.is_set():
                    return
                if failure is not None:
                    self._told(Level(lost=failure))
                    return
                self._told(level_of(samples))
        finally:
            capture.close()
