"""Hears what Windows plays: the customer's side of a call, through SoundCard's WASAPI loopback.

Linux's sound server is heard by :mod:`callassist.sources.sound_server`. macOS has no
loopback of its own; there a virtual device (BlackHole) plays and records at once and is
opened like a microphone.
"""

from __future__ import annotations

import threading
import time

import numpy as np

from callassist.errors import AudioDeviceError
from callassist.sources import soundcards
from callassist.sources.packets import QUEUE_S, PacketQueue

RATE_HZ = 48_000
"""What is asked for; the system converts where the device differs."""
PACKET_S = 0.02
OPENING_MAY_TAKE_S = 5.0
LOOK_EVERY_S = 1.0
CLOSING_MAY_TAKE_S = 3.0


class LoopbackCapture:
    """Keeps :class:`callassist.sources.packets.Capture` with a SoundCard recorder's thread."""

    def __init__(self, device_id: str, name: str, packet_s: float = PACKET_S) -> None:
        """Open the device with SoundCard's id ``device_id``, for ``packet_s`` of sound at once.

        Raises:
            AudioDeviceError: If it is not there or does not open.
        """
        self.name = name
        self.rate_hz = RATE_HZ
        self.queue = PacketQueue(round(QUEUE_S * RATE_HZ))
        self._id = device_id
        self._packet_frames = round(packet_s * RATE_HZ)
        self._failure: str | None = None
        self._looked_s = time.monotonic()
        self._asked_s = time.monotonic()
        self._opened = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._record, name=f"hears {name}", daemon=True)
        self._thread.start()
        answered = self._opened.wait(OPENING_MAY_TAKE_S)
        reason = self.failure() if answered else "it does not answer"
        if reason is not None:
            self.close()
            raise AudioDeviceError(f"cannot listen to {name}: {reason}")

    def failure(self) -> str | None:
        """Return why no more sound will come, or ``None``; looks for the device once a second."""
        if self._failure is None and time.monotonic() - self._looked_s >= LOOK_EVERY_S:
            self._looked_s = time.monotonic()
            try:
                if self._id not in soundcards.ids(soundcards.inputs()):
                    self._failure = "it is gone"
            except AudioDeviceError as error:
                self._failure = str(error)
        return self._failure

    def news(self) -> bool:
        """Return ``True`` once a second: Windows does not say when the default changes."""
        due = time.monotonic() - self._asked_s >= LOOK_EVERY_S
        if due:
            self._asked_s = time.monotonic()
        return due

    def close(self) -> None:
        """Stop the thread and free the device; safe to call twice."""
        self._stopping.set()
        if self._thread is not threading.current_thread():
            self._thread.join(CLOSING_MAY_TAKE_S)

    def _record(self) -> None:
        try:
            microphones = [m for m in soundcards.inputs() if str(m.id) == self._id]
            if not microphones:
                self._failure = "it is gone"
                return
            with microphones[0].recorder(RATE_HZ, blocksize=self._packet_frames) as recorder:
                self._opened.set()
                while not self._stopping.is_set():
                    frames = recorder.record(numframes=None)
                    self.queue.offer(
                        np.mean(frames, axis=1, dtype=np.float32),
                        time.monotonic(),
                        broken=soundcards.lost_sound(),
                    )
        except AudioDeviceError as error:
            self._failure = str(error)
        except Exception:  # SoundCard has no error of its own: it fails in many ways
            self._failure = "it stopped"
        finally:
            self._opened.set()
