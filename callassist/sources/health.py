"""Says in a word whether one side can be heard, for its light on the overlay."""

from __future__ import annotations

import sys

import numpy as np

from callassist.sources.devices import Kind
from callassist.types import AudioBlock, Channel, Health, HealthState

HEARD_DBFS = -50.0
"""Louder than this is taken for a voice; rooms and lines hum below it."""
ZERO = 1e-6
"""-120 dBFS, below the last bit of 16: only what rings in a filter is as faint."""
HEARD_FOR_S = 2.0
"""``hears`` lasts this long after the last loud block."""
ADVISE_AFTER_S = 3.0
"""Without one sample that is not zero for so long, a remedy is named."""


class HealthMeter:
    """One side's health, told only when it changes."""

    def __init__(self, channel: Channel, name: str, kind: Kind) -> None:
        """Begin as ``waiting`` for the device ``name``."""
        self._channel: Channel = channel
        self._name = name
        self._kind = kind
        self._told: Health | None = None
        self._since_s = 0.0
        self._heard_s: float | None = None
        self._loud_s = -np.inf
        self._lost: str | None = None

    def hear(self, block: AudioBlock) -> None:
        """Take one block of the side's sound."""
        peak = float(np.max(np.abs(block.samples), initial=0.0))
        if peak < ZERO:
            return
        self._heard_s = block.start_s
        level = float(np.sqrt(np.mean(np.square(block.samples, dtype=np.float64))))
        if 20.0 * np.log10(max(level, 1e-12)) > HEARD_DBFS:
            self._loud_s = block.start_s + len(block.samples) / block.rate_hz

    def lose(self, reason: str) -> None:
        """Note that the device has gone."""
        self._lost = reason

    def regain(self, name: str, kind: Kind, at_s: float) -> None:
        """Note that a device is open again: perhaps another one."""
        self._lost, self._name, self._kind = None, name, kind
        self._since_s, self._heard_s, self._loud_s = at_s, None, -np.inf

    def tell(self, at_s: float) -> Health | None:
        """Return the health at ``at_s`` if it is news."""
        state = self._state(at_s)
        detail = self._detail(state, at_s)
        if self._told is not None and (state, detail) == (self._told.state, self._told.detail):
            return None
        self._told = Health(self._channel, state, at_s, detail)
        return self._told

    def _state(self, at_s: float) -> HealthState:
        if self._lost is not None:
            return "lost"
        if self._heard_s is None:
            return "waiting"
        return "hears" if at_s - self._loud_s < HEARD_FOR_S else "silent"

    def _detail(self, state: HealthState, at_s: float) -> str:
        if state == "lost":
            return f"{self._name}: {self._lost}; plug it in again, listening goes on by itself"
        if state != "waiting" or at_s - self._since_s < ADVISE_AFTER_S:
            return ""
        if self._kind == "loopback":
            return f"nothing plays on {self._name} yet: is the call's sound sent there?"
        if sys.platform == "darwin":
            return (
                f"{self._name} gives only silence: allow the microphone in System Settings, "
                "Privacy & Security, Microphone, then start again"
            )
        return f"{self._name} gives only silence: is it muted, or is another one in use?"
