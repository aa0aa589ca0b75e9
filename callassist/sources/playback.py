"""Lets people hear a recording while the program listens to it."""

from __future__ import annotations

from pathlib import Path

import soundfile


class Playback:
    """A recording on the loudspeakers; silent where there are none.

    Attributes:
        problem: Why nothing is heard, or nothing.
    """

    def __init__(self, path: Path) -> None:
        """Prepare to play ``path``."""
        self._path = path
        self._playing = False
        self.problem = ""

    def start(self) -> None:
        """Play from the beginning, in the background."""
        try:
            # PortAudio looks for devices at import, and may be missing.
            import sounddevice

            samples, rate_hz = soundfile.read(self._path, dtype="float32")
            sounddevice.play(samples, rate_hz)
            self._playing = True
        except Exception as error:
            self.problem = f"the call plays without sound ({' '.join(str(error).split())})"

    def stop(self) -> None:
        """Fall silent."""
        if self._playing:
            import sounddevice

            sounddevice.stop()
            self._playing = False
