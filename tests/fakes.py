"""Stand-ins for engines where the engine itself is not under test, and simple sounds."""

from __future__ import annotations

import numpy as np

from callassist.settings.listen import HOP_SAMPLES, RATE_HZ
from callassist.types import Samples, Word


class LevelDetector:
    """Calls everything louder than -45 dBFS speech; keeps no state."""

    rate_hz = RATE_HZ
    window_samples = HOP_SAMPLES

    def probability(self, window: Samples) -> float:
        """Return 1 for a loud window, 0 for a quiet one."""
        return float(np.sqrt(np.mean(np.square(window))) > 10 ** (-45 / 20))

    def reset(self) -> None:
        """Forget nothing."""


class CountingRecognizer:
    """Says one word for each half second of sound it was given."""

    def __init__(self) -> None:
        """Start without sound."""
        self.samples = 0
        self.stretches = 0

    def start(self) -> None:
        """Begin a stretch."""
        self.samples = 0
        self.stretches += 1

    def accept(self, samples: Samples) -> None:
        """Count the sound."""
        self.samples += len(samples)

    def partial(self) -> tuple[Word, ...]:
        """Return the words of the sound so far."""
        count = int(self.samples / RATE_HZ / 0.5)
        return tuple(Word(f"w{i}", i * 0.5, i * 0.5 + 0.5) for i in range(count))

    def finish(self) -> tuple[Word, ...]:
        """Return all words."""
        return self.partial()


def voice(seconds: float, hz: float = 150.0, level: float = 0.2, seed: int = 0) -> Samples:
    """Return a buzz with the harmonics of a voice and a little noise: float32[n]."""
    t = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    buzz = sum(np.sin(2 * np.pi * hz * k * t + k) / k for k in range(1, 20))
    noise = np.random.default_rng(seed).standard_normal(len(t)) * 0.02
    return (level * (buzz / 2 + noise)).astype(np.float32)


def lay(duration_s: float, *pieces: tuple[float, Samples], noise_dbfs: float = -75.0) -> Samples:
    """Lay sounds at their seconds into quiet noise: float32[n]."""
    count = round(duration_s * RATE_HZ)
    rng = np.random.default_rng(len(pieces))
    out = 10 ** (noise_dbfs / 20) * rng.standard_normal(count)
    for start_s, samples in pieces:
        first = round(start_s * RATE_HZ)
        out[first : first + len(samples)] += samples[: count - first]
    return out.astype(np.float32)
