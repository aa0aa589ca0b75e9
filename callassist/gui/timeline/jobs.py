"""Work beside the window: reading the sound's outline, and whether all of it can be heard."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, Signal

from callassist.errors import CallAssistError
from callassist.protocols import Sound
from callassist.review.damage import damage_of
from callassist.review.peaks import peaks_of
from callassist.types import Peaks


class PeaksJob(QObject):
    """Reads a sound from end to end on a thread of its own.

    Signals:
        grown: The outline so far, and the share that is read.
        done: The whole outline.
    """

    grown = Signal(object, float)
    done = Signal(object)

    def __init__(self, sound: Sound, parent: QObject | None = None) -> None:
        """Begin to read ``sound``."""
        super().__init__(parent)
        self._stop = threading.Event()
        self._sound = sound
        self._thread = threading.Thread(target=self._run, name="peaks", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop, and wait until the sound is not read any more."""
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        told_s = 0.0

        def progress(peaks: Peaks, read_s: float) -> bool:
            nonlocal told_s
            if read_s - told_s >= max(30.0, self._sound.duration_s / 20):
                told_s = read_s
                self.grown.emit(peaks, min(1.0, read_s / max(self._sound.duration_s, 1e-9)))
            return not self._stop.is_set()

        peaks = peaks_of(self._sound, progress=progress)
        if not self._stop.is_set():
            self.done.emit(peaks)


class DamageJob(QObject):
    """Looks through a sound for what is damaged, on a thread of its own.

    Signals:
        found: What is damaged, (start, end) in seconds each; not told where all is well.
    """

    found = Signal(object)

    def __init__(self, sound: Sound, duration_s: float, parent: QObject | None = None) -> None:
        """Get ready to look through ``sound``, of a call of this length."""
        super().__init__(parent)
        self._sound = sound
        self._duration_s = duration_s
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="damage", daemon=True)

    def start(self) -> None:
        """Begin, once somebody is there to be told: a short call is looked through at once."""
        self._thread.start()

    def close(self) -> None:
        """Stop, and wait until the sound is not read any more."""
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        try:
            spans = damage_of(self._sound, self._duration_s, lambda: not self._stop.is_set())
        except CallAssistError:  # it was closed meanwhile
            return
        if spans and not self._stop.is_set():
            self.found.emit(spans)
