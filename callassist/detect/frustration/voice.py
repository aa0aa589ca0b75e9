"""Vocal arousal: how far a stretch of speech is above the speaker's own usual voice.

Rule-based and per speaker, as Bone, Lee and Narayanan (2014, "Robust unsupervised
arousal rating", IEEE Trans. Affective Computing 5) do with median log pitch, intensity
and high-frequency energy. Each feature is taken against the running median of the same
speaker's earlier stretches, in units of its spread (median absolute deviation, drawn to
the usual spread while there are few stretches). Happiness raises the voice as anger does:
arousal alone says nothing of frustration; only with the words does it.
"""

from __future__ import annotations

import math
from bisect import bisect_left, insort
from collections import deque
from typing import NamedTuple

from callassist.settings.frustration import (
    BASELINE_HALF_TRUST_S,
    BASELINE_STRETCHES,
    LEVEL_SPREAD_DB,
    LEVEL_WEIGHT,
    MIN_RATE_SPEECH_S,
    MIN_VOICED_S,
    PITCH_SPREAD_SEMITONES,
    PITCH_WEIGHT,
    RATE_SPREAD_WORDS_PER_S,
    RATE_WEIGHT,
    SPREAD_PRIOR_STRETCHES,
    TILT_SPREAD_DB,
    TILT_WEIGHT,
)
from callassist.types import Stretch

_FEATURES = (
    (PITCH_WEIGHT, PITCH_SPREAD_SEMITONES),
    (TILT_WEIGHT, TILT_SPREAD_DB),
    (LEVEL_WEIGHT, LEVEL_SPREAD_DB),
    (RATE_WEIGHT, RATE_SPREAD_WORDS_PER_S),
)
_VOICED_FEATURES = 2
_QUARTILES_TO_SIGMA = 1.349
_MAX_DEVIATIONS = 4.0


class Arousal(NamedTuple):
    """How a stretch compares with the speaker's usual voice.

    Attributes:
        value: Weighted mean of the deviations, in spreads; 0 usual, 2 clearly raised.
        trust: 0 to 1, how well the usual voice is known.
        pitch_semitones: Pitch above the usual; NaN if unknown.
        tilt_db: Brightness above the usual; NaN if unknown.
        level_db: Level above the usual; NaN if unknown.
    """

    value: float
    trust: float
    pitch_semitones: float
    tilt_db: float
    level_db: float


class VoiceBaseline:
    """One speaker's usual voice, learnt while they speak."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self.reset()

    def reset(self) -> None:
        """Forget the speaker."""
        self._ordered: list[list[float]] = [[] for _ in _FEATURES]
        self._seen: deque[tuple[float, ...]] = deque()
        self._voiced_s = 0.0

    def push(self, stretch: Stretch, words: int | None = None) -> Arousal | None:
        """Compare a final stretch with those before it, then learn from it.

        Args:
            stretch: Its medians; one not final or hardly voiced is passed over.
            words: How many words it has, where known, for the rate.

        Returns:
            The arousal, or ``None`` where the stretch or the baseline says nothing.
        """
        if not stretch.final or stretch.voiced_s < MIN_VOICED_S:
            return None
        features = _features(stretch, words)
        result = self._compare(features) if self._seen else None
        self._learn(features)
        self._voiced_s += stretch.voiced_s
        return result

    def _learn(self, features: tuple[float, ...]) -> None:
        """Take a stretch into the baseline; the oldest drops out once it is full."""
        self._seen.append(features)
        dropped = self._seen.popleft() if len(self._seen) > BASELINE_STRETCHES else None
        for at, ordered in enumerate(self._ordered):
            if dropped is not None and not math.isnan(dropped[at]):
                del ordered[bisect_left(ordered, dropped[at])]
            if not math.isnan(features[at]):
                insort(ordered, features[at])

    def _compare(self, features: tuple[float, ...]) -> Arousal | None:
        """Return how ``features`` deviate from the median of those seen."""
        total = known = 0.0
        differences = [math.nan] * len(_FEATURES)
        for at, ((weight, usual_spread), ordered) in enumerate(
            zip(_FEATURES, self._ordered, strict=True)
        ):
            if not ordered or math.isnan(features[at]):
                continue
            count = len(ordered)
            low, middle, high = _quartiles(ordered)
            own = (high - low) / _QUARTILES_TO_SIGMA
            spread = math.sqrt(
                (SPREAD_PRIOR_STRETCHES * usual_spread**2 + count * own**2)
                / (SPREAD_PRIOR_STRETCHES + count)
            )
            differences[at] = features[at] - middle
            total += weight * max(-_MAX_DEVIATIONS, min(_MAX_DEVIATIONS, differences[at] / spread))
            known += weight
        if all(math.isnan(difference) for difference in differences[:_VOICED_FEATURES]):
            return None
        trust = self._voiced_s / (self._voiced_s + BASELINE_HALF_TRUST_S)
        return Arousal(total / known, trust, *differences[:3])


def _features(stretch: Stretch, words: int | None) -> tuple[float, ...]:
    """Return pitch in semitones, tilt, level and words a second; NaN where unknown."""
    pitch = 12.0 * math.log2(stretch.pitch_hz) if stretch.pitch_hz > 0 else math.nan
    length_s = stretch.end_s - stretch.start_s
    rate = words / length_s if words and length_s >= MIN_RATE_SPEECH_S else math.nan
    return (pitch, stretch.tilt_db, stretch.level_dbfs, rate)


def _quartiles(ordered: list[float]) -> list[float]:
    """Return the quartiles of sorted values, between neighbors in proportion."""
    last = len(ordered) - 1
    found = []
    for share in (0.25, 0.5, 0.75):
        place = share * last
        low = int(place)
        value = ordered[low]
        if low < last:
            value += (place - low) * (ordered[low + 1] - value)
        found.append(value)
    return found
