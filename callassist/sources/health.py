"""What a side's *device* says of itself: gone, silent to the last bit, or sending sound.

Only this is decided here, because only here the device's name and kind are known. What the
*sound* says (heard, too quiet, clipping, echo, wrong device) is decided by
:mod:`callassist.run.health`, which also joins both for the light on the overlay.
"""

from __future__ import annotations

import sys

import numpy as np

from callassist.sources.devices import Device
from callassist.types import AudioBlock, Channel, Health, HealthState

ZERO = 1e-6
"""-120 dBFS, below the last bit of 16: only what rings in a filter is as faint."""
ADVISE_AFTER_S = 2.5
"""Without one sample that is not zero for so long, a remedy is named."""
STARVED_S = 1.5
"""A microphone sends even in silence; after this long without, it is as good as gone."""
FIRST_SOUND_MAY_TAKE_S = 5.0
"""A wireless headset opens its line first, perhaps after a first click."""
RUNS_AFTER_S = 0.5
"""It runs once it has sent for so long."""
STARVED = "it sends nothing any more"


class DeviceHealth:
    """One side's device, told only when something changes: waiting, silent or lost."""

    def __init__(self, channel: Channel, device: Device) -> None:
        """Begin as ``waiting`` for ``device``."""
        self._channel: Channel = channel
        self._device = device
        self._told: Health | None = None
        self._since_s = 0.0
        self._sends = False
        self._lost: str | None = None

    def hear(self, block: AudioBlock) -> None:
        """Take one block of the side's sound."""
        if not self._sends and float(np.max(np.abs(block.samples), initial=0.0)) >= ZERO:
            self._sends = True

    def lose(self, reason: str) -> None:
        """Note that the device has gone."""
        self._lost = reason

    def regain(self, device: Device, at_s: float) -> None:
        """Note that a device is open again: perhaps another one."""
        self._lost, self._device = None, device
        self._since_s, self._sends = at_s, False

    def tell(self, at_s: float) -> Health | None:
        """Return the health at ``at_s`` if it is news."""
        state = self._state()
        detail = self._detail(state, at_s)
        if self._told is not None and (state, detail) == (self._told.state, self._told.detail):
            return None
        self._told = Health(self._channel, state, at_s, detail)
        return self._told

    def _state(self) -> HealthState:
        if self._lost is not None:
            return "lost"
        return "silent" if self._sends else "waiting"

    def _detail(self, state: HealthState, at_s: float) -> str:
        if state == "lost":
            return lost_line(self._device.name, self._lost or "")
        if state != "waiting" or at_s - self._since_s < ADVISE_AFTER_S:
            return ""
        return silent_line(self._device)


def lost_line(name: str, reason: str) -> str:
    """Return what to do about a device that has gone."""
    return f"{name}: {reason}; plug it in again, listening goes on by itself"


def silent_line(device: Device) -> str:
    """Return what to do about a device that gives nothing but zeros."""
    if device.muted:
        return muted_line(device)
    if device.kind == "loopback":
        return f"nothing plays on {device.name} yet: is the call's sound sent there?"
    if sys.platform == "darwin":
        return (
            f"{device.name} gives only silence: allow the microphone in System Settings, "
            "Privacy & Security, Microphone, then start again"
        )
    return f"{device.name} gives only silence: is it muted, or is another one in use?"


def muted_line(device: Device) -> str:
    """Return what to do about a device that the system mutes."""
    return f"{device.name} is muted: unmute it in the system's sound settings"
