"""Sound devices that do what a test wants."""

from __future__ import annotations

from typing import Any

import numpy as np

from callassist.sources.player import OutputFormat


class Asked:
    """A device that asks only when the test lets it."""

    latency = 0.0

    def __init__(self) -> None:
        self.active = False
        self.closed = False
        self.fill: Any = None

    def ask(self, rate_hz: int) -> OutputFormat:
        return OutputFormat(rate_hz, 2)

    def open(self, form: OutputFormat, fill: Any) -> Asked:
        self.fill = fill
        return self

    def start(self) -> None:
        self.active = True

    def stop(self) -> None:
        self.active = False

    def close(self) -> None:
        self.closed = True

    def give(self, frames: int) -> np.ndarray:
        out = np.full((frames, 2), 9.0, np.float32)
        self.fill(out, frames, None, None)
        return out


class Broken(Asked):
    """A computer without any loudspeaker."""

    def ask(self, rate_hz: int) -> OutputFormat:
        raise OSError("Error querying device -1")
