"""Devices that a test plugs in and out, and fills with sound."""

from __future__ import annotations

import threading

import numpy as np

from callassist.errors import AudioDeviceError
from callassist.gui.settings.hearing import Hearing
from callassist.gui.text import TextBlock
from callassist.run.sound_test import Chime
from callassist.sources.devices import Device
from callassist.sources.packets import PacketQueue

RATE_HZ = 48_000
MICROPHONE = Device("mic", "Headset", "microphone", True, RATE_HZ, "test")
OTHER = Device("other", "Webcam", "microphone", False, RATE_HZ, "test")
LOOPBACK = Device("loop", "Monitor of Headset", "loopback", True, RATE_HZ, "test")


class Capture:
    """An open device of a :class:`Room`."""

    rate_hz = RATE_HZ

    def __init__(self, room: Room, device: Device) -> None:
        self.name, self._room, self._device = device.name, room, device
        self.queue = PacketQueue(20 * RATE_HZ)

    def failure(self):
        return None if self._device in self._room.devices else "it is gone"

    def close(self):
        with self._room.lock:
            self._room.open.pop(self._device.id, None)


class Room:
    """What is plugged in.

    Attributes:
        devices: What is there.
        open: The captures that are open now, by their device's id.
    """

    def __init__(self, *devices: Device) -> None:
        self.devices = list(devices)
        self.open: dict[str, Capture] = {}
        self.lock = threading.Lock()
        self.hears_chime = {"loop"}

    def look(self):
        return list(self.devices), [] if self.devices else ["no sound server answers: start it"]

    def open_device(self, device):
        if device not in self.devices:
            raise AudioDeviceError(f"cannot listen to {device.name}: it is gone")
        capture = Capture(self, device)
        with self.lock:
            self.open[device.id] = capture
        return capture

    def play(self):
        """Play the test sound to whoever hears it."""
        if not self.devices:
            raise AudioDeviceError("nothing can be played: plug in a headset")
        for name in self.hears_chime:
            self.say(name, Chime().read(0.0, 5.0)[:, 0])
        threading.Event().wait(0.2)  # as long as the sound takes, in short

    def say(self, device_id: str, sound) -> None:
        """Let a device hear float32[n]."""
        with self.lock:
            if device_id in self.open:
                self.open[device_id].queue.offer(np.asarray(sound, np.float32), 0.0)

    def hearing(self) -> Hearing:
        return Hearing(look=self.look, open_=self.open_device, play=self.play, every_ms=100)


def voice(dbfs: float, duration_s: float):
    """Return a tone as loud as a voice."""
    times = np.arange(round(duration_s * RATE_HZ)) / RATE_HZ
    return (10 ** (dbfs / 20) * np.sqrt(2) * np.sin(2 * np.pi * 220 * times)).astype(np.float32)


def cut_texts(window) -> list[str]:
    """Return the texts of a window that have less room than their lines need."""
    return [
        block.text
        for block in window.findChildren(TextBlock)
        if block.isVisible()
        and (block.elided or block.height() < block.heightForWidth(block.width()))
    ]
