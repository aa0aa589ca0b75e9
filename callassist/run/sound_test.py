"""What the set-up tries out: a test sound and who hears it, a sentence, and who hears whom."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

import numpy as np
import soxr

from callassist.errors import AudioDeviceError
from callassist.sources.player import Loudspeakers, Player
from callassist.types import Samples

RATE_HZ = 16_000
CHIME_S = 1.2
CHIME_HZ = (880.0, 1320.0)
"""A fifth: it rings clear, and speech and music rarely hold both so purely."""
CHIME_PEAK = 0.25
FADE_S = 0.02
CHIME_SHARE = 0.6
"""Of a moment's power lies in the two tones while the chime sounds, and nothing else does."""
CHIME_DBFS = -70.0
CHIME_MOMENTS_S = 0.2
PLAYING_MAY_TAKE_S = 6.0

SPOKEN_DBFS = -45.0
PAUSE_S = 1.0
LONGEST_S = 8.0

FOLLOW_MOMENTS = 60
"""Three seconds of levels, ``levels.EVERY_S`` apart."""
FOLLOW_CORRELATION = 0.8
FOLLOW_RANGE_DB = 12.0


class Chime:
    """The test sound; keeps :class:`callassist.protocols.Sound`."""

    rate_hz = 48_000
    duration_s = CHIME_S

    def __init__(self) -> None:
        """Compute it."""
        times = np.arange(round(CHIME_S * self.rate_hz)) / self.rate_hz
        tones = sum(np.sin(2 * np.pi * hz * times) for hz in CHIME_HZ)
        edge = np.minimum(times, CHIME_S - times) / FADE_S
        self._samples = (CHIME_PEAK / 2 * tones * np.clip(edge, 0.0, 1.0)).astype(np.float32)

    def read(self, start_s: float, duration_s: float) -> Samples:
        """Return float32[n, 2] from ``start_s`` on."""
        start = round(start_s * self.rate_hz)
        part = self._samples[start : start + round(duration_s * self.rate_hz)]
        return np.column_stack((part, part))

    def damage(self, _go_on: Callable[[], bool] | None = None, /) -> tuple[()]:
        """Return nothing."""
        return ()

    def close(self) -> None:
        """There is nothing to free."""


def play_chime(device: Loudspeakers | None = None) -> None:
    """Play the test sound on the system's loudspeaker or headset, and wait for its end.

    Raises:
        AudioDeviceError: If nothing can be played.
    """
    player = Player(Chime(), device)
    try:
        player.play()
        patience_ends = time.monotonic() + PLAYING_MAY_TAKE_S
        while player.playing and not player.problem and time.monotonic() < patience_ends:
            time.sleep(0.02)
        if player.problem:
            raise AudioDeviceError(player.problem)
        time.sleep(0.1)  # what the device still holds
    finally:
        player.close()


class ChimeDetector:
    """Says whether the test sound is in what a device hears, by the power at its tones."""

    def __init__(self) -> None:
        """Begin with nothing heard."""
        self._waiting: list[Samples] = []
        self.heard = False

    def push(self, samples: Samples, rate_hz: int) -> bool:
        """Take float32[n]; return whether the sound has been heard by now."""
        self._waiting.append(samples)
        need = round(CHIME_MOMENTS_S * rate_hz)
        if sum(map(len, self._waiting)) < need:
            return self.heard
        moment = np.concatenate(self._waiting)
        self._waiting = []
        self.heard = self.heard or _is_chime(moment, rate_hz)
        return self.heard


def _is_chime(moment: Samples, rate_hz: int) -> bool:
    """Goertzel's sums at the two tones, over all the power there is."""
    windowed = moment * np.hanning(len(moment))
    power = float(np.sum(np.square(windowed, dtype=np.float64)))
    if power <= 0.0 or 10 * np.log10(power / len(moment)) < CHIME_DBFS:
        return False
    times = np.arange(len(moment)) / rate_hz
    # A windowed sine of amplitude a has the sum a/2 * sum(w), and the power a²/2 * sum(w²).
    gain = np.sum(np.hanning(len(moment))) ** 2 / np.sum(np.hanning(len(moment)) ** 2) / 2
    tones = [
        float(np.abs(np.sum(windowed * np.exp(-2j * np.pi * hz * times))) ** 2) / gain
        for hz in CHIME_HZ
    ]
    return bool(sum(tones) / power > CHIME_SHARE and min(tones) > 0.02 * max(tones))


class Sentence:
    """Takes sound until somebody has said something and paused; the sound is dropped with it."""

    def __init__(self) -> None:
        """Begin to wait for a voice."""
        self._parts: list[Samples] = []
        self._heard_s = 0.0
        self._spoke_until_s: float | None = None
        self._rate_hz = RATE_HZ

    @property
    def done(self) -> bool:
        """Whether there was a pause after speech, or too much time went by."""
        paused = self._spoke_until_s is not None and self._heard_s - self._spoke_until_s >= PAUSE_S
        return paused or self._heard_s >= LONGEST_S

    @property
    def spoken(self) -> bool:
        """Whether anything was loud enough for a voice."""
        return self._spoke_until_s is not None

    def push(self, samples: Samples, rate_hz: int) -> bool:
        """Take float32[n]; return whether it is :attr:`done`."""
        self._rate_hz = rate_hz
        self._parts.append(samples)
        self._heard_s += len(samples) / rate_hz
        rms = float(np.sqrt(np.mean(np.square(samples, dtype=np.float64)))) if len(samples) else 0.0
        if rms > 10.0 ** (SPOKEN_DBFS / 20):
            self._spoke_until_s = self._heard_s
        return self.done

    def sound(self) -> Samples:
        """Return what was heard, float32[n] at 16 kHz."""
        heard = np.concatenate(self._parts) if self._parts else np.zeros(0, np.float32)
        return np.asarray(soxr.resample(heard, self._rate_hz, RATE_HZ), np.float32)


class Following:
    """Notices that one side's level goes up and down with the other's: it hears the same voice.

    Pearson's correlation of the two levels in dB over the last seconds; only while the first
    one moves as a voice does.
    """

    def __init__(self) -> None:
        """Begin with nothing known."""
        self._pairs: deque[tuple[float, float]] = deque(maxlen=FOLLOW_MOMENTS)

    def push(self, agent_dbfs: float, customer_dbfs: float) -> bool:
        """Take both levels of a moment; return whether the customer's follows the agent's."""
        self._pairs.append((agent_dbfs, customer_dbfs))
        if len(self._pairs) < FOLLOW_MOMENTS:
            return False
        agent, customer = np.array(self._pairs).T
        # The customer's own voice would move the line as well: it must be the agent's that does.
        if min(np.ptp(agent), np.ptp(customer)) < FOLLOW_RANGE_DB or agent.max() < SPOKEN_DBFS:
            return False
        return float(np.corrcoef(agent, customer)[0, 1]) > FOLLOW_CORRELATION

    def reset(self) -> None:
        """Forget both levels: a device changed."""
        self._pairs.clear()
