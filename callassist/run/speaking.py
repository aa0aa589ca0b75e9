"""A trainee's spoken answer: heard by a microphone, recognized, kept nowhere."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np
import soxr

from callassist.errors import AudioDeviceError
from callassist.protocols import Engine
from callassist.sources.devices import find_device, open_capture
from callassist.sources.packets import Capture
from callassist.types import Samples, Word

RATE_HZ = 16_000
LONGEST_S = 30.0
"""An answer is heard for so long at most."""
LOOK_S = 0.05
SILENT = 1e-4
"""A microphone whose loudest sample stays below this hears nothing."""

OpenCapture = Callable[[], Capture]


def default_microphone(name: str | None = None) -> Capture:
    """Open the microphone of that name, or the system's.

    Raises:
        AudioDeviceError: If there is none, or it does not open.
    """
    return open_capture(find_device(name or "default"))


class SpokenAnswer:
    """Hears one answer, from :meth:`start` to :meth:`finish`; the sound is dropped then."""

    def __init__(self, engine: Engine, capture: OpenCapture = default_microphone) -> None:
        """Recognize with ``engine`` what ``capture`` hears."""
        self._engine = engine
        self._open = capture
        self._stop = threading.Event()

    def hear(self, level: Callable[[float], None] | None = None) -> Samples:
        """Open the microphone and hear until :meth:`stop` or for ``LONGEST_S``.

        Args:
            level: Told the loudest sample, 0 to 1, several times a second.

        Returns:
            float32[n] at 16 kHz.

        Raises:
            AudioDeviceError: If there is no microphone, or it went away.
        """
        heard: list[Samples] = []
        with _opened(self._open) as capture:
            most = round(LONGEST_S * capture.rate_hz)
            while not self._stop.is_set() and sum(map(len, heard)) < most:
                self._stop.wait(LOOK_S)
                fresh = [packet.samples for packet in capture.queue.take()]
                heard += fresh
                if level is not None and fresh:
                    level(max(float(np.max(np.abs(part), initial=0.0)) for part in fresh))
                if (failure := capture.failure()) is not None:
                    raise AudioDeviceError(f"the microphone is gone: {failure}; type your answer")
            heard += [packet.samples for packet in capture.queue.take()]
            rate_hz = capture.rate_hz
        sound = np.concatenate(heard) if heard else np.zeros(0, np.float32)
        return np.asarray(soxr.resample(sound, rate_hz, RATE_HZ), np.float32)

    def stop(self) -> None:
        """Hear no more; from any thread."""
        self._stop.set()

    def recognize(self, sound: Samples) -> tuple[Word, ...]:
        """Return the words in ``sound``, with times from its beginning.

        Raises:
            AudioDeviceError: If the microphone gave nothing but silence.
        """
        if not len(sound) or float(np.max(np.abs(sound))) < SILENT:
            raise AudioDeviceError(
                "the microphone gave no sound: switch it on, or type your answer"
            )
        recognizer = self._engine.recognizer()
        recognizer.start()
        for start in range(0, len(sound), RATE_HZ):
            recognizer.accept(sound[start : start + RATE_HZ])
        return recognizer.finish()


@contextmanager
def _opened(open_it: OpenCapture) -> Iterator[Capture]:
    capture = open_it()
    try:
        yield capture
    finally:
        capture.close()
