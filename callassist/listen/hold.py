"""Hold music on the customer's side, told apart from speech, noise and the telephone's own tones.

Music is sound that goes on without the pauses of speech (the low-energy frames of Saunders
1996, "Real-time discrimination of broadcast speech/music", ICASSP; and of Scheirer and Slaney
1997, "Construction and evaluation of a robust multifeature speech/music discriminator",
ICASSP), that the voice detector does not take for a voice, and that is made of notes: partials
that stand at one frequency, where a voice glides, and that come and go, where a hum stays
(tracking partials from frame to frame: McAulay and Quatieri 1986, "Speech analysis/synthesis
based on a sinusoidal representation", IEEE Trans. ASSP 34; as a sign of music: Hawley 1993,
"Structure out of sound", thesis, MIT).

All of these must hold at once for some seconds, and the agent must be silent: a false hold
would silence us in a hard call, a missed one only costs a needless cue.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from callassist.listen.vad import hops
from callassist.settings.listen import HOP_S, HOP_SAMPLES, RATE_HZ, HoldSettings
from callassist.types import Hold, Samples

_STEP_HOPS = 2
_WINDOW_HOPS = 4
_BATCH_HOPS = 16
_FAR_HOPS = 1_000_000
_FRAMES = _BATCH_HOPS // _STEP_HOPS
_WINDOW = np.hanning(_WINDOW_HOPS * HOP_SAMPLES).astype(np.float32)
_BIN_HZ = RATE_HZ / len(_WINDOW)
_LOW_BIN, _HIGH_BIN = round(150.0 / _BIN_HZ), round(3600.0 / _BIN_HZ)
"""What a telephone lets through."""
_SIDE_BINS = 3
_SHARP = np.float32(np.log(10.0 ** (12.0 / 20.0)))
"""A partial rises 12 dB above what lies three bins beside it, as the window's main lobe does."""
_STRONG = np.float32(np.log(10.0 ** (30.0 / 20.0)))
"""A partial lies at most 30 dB below the frame's strongest."""
_SAME_BINS = 0.25
"""A partial goes on where the next frame has one within 2 Hz; a voice glides further."""
_COMES_AND_GOES = np.float32(np.log(10.0 ** (9.0 / 20.0)))
"""A note stands 9 dB above the level of its bin while it is silent; a hum's harmonic does not."""
_PITCHES_HZ = np.geomspace(90.0, 500.0, 500)[:, np.newaxis]
_ONE_PITCH = 0.85

_Mask = NDArray[np.bool_]


@dataclass(slots=True, eq=False)
class _Batch:
    """Half a second of one side: values a hop, and a frame (64 ms) by bin."""

    first_hop: int
    level_dbfs: NDArray[np.float64]
    speaks: _Mask
    agent: _Mask
    steady: _Mask
    log_magnitude: Samples


class HoldDetector:
    """Says when hold music begins and when it is over; takes hop after hop.

    The spectrum is looked at in batches of half a second on the hop grid, and only where
    the sound is loud and no voice. A voice that comes back ends the hold at once.

    Attributes:
        on: Whether there is hold music now, as far as is known.
    """

    def __init__(self, settings: HoldSettings) -> None:
        """Begin without music."""
        self._settings = settings
        self._kept_batches = hops(settings.last_s) // _BATCH_HOPS
        self.reset()

    def reset(self) -> None:
        """Forget the call."""
        settings = self._settings
        self.on = False
        self._start_s = 0.0
        self._hop = 0
        self._sound: deque[Samples] = deque(maxlen=_BATCH_HOPS + _WINDOW_HOPS - _STEP_HOPS)
        self._open: list[tuple[float, bool, bool]] = []
        self._batches: deque[_Batch] = deque(maxlen=self._kept_batches)
        self._tail: tuple[_Mask, Samples, _Mask] | None = None
        self._voice: deque[bool] = deque(maxlen=hops(settings.voice_within_s))
        self._agent: deque[bool] = deque(maxlen=hops(settings.agent_within_s))
        self._heard_hop = 0
        self._over_hop = -_FAR_HOPS

    def step(
        self, samples: Samples, level_dbfs: float, speech_prob: float, *, agent_speaks: bool
    ) -> list[Hold]:
        """Take the customer's next hop; return a hold that begins or is over by it.

        Args:
            samples: float32[HOP_SAMPLES], the hop's sound.
            level_dbfs: Its level.
            speech_prob: The voice detector's probability of speech in it.
            agent_speaks: Whether the agent speaks meanwhile.
        """
        settings = self._settings
        self._hop += 1
        self._sound.append(samples)
        self._open.append((level_dbfs, speech_prob >= settings.maybe_voice_prob, agent_speaks))
        self._voice.append(speech_prob >= settings.voice_prob)
        self._agent.append(agent_speaks)
        events = self._voice_ends() if self.on else []
        if len(self._open) == _BATCH_HOPS:
            self._close_batch()
            events += self._music_ends() if self.on else self._begins()
        return events

    def flush(self) -> list[Hold]:
        """Return the hold that the call ends in, as over."""
        return self._end(self._hop) if self.on else []

    def _voice_ends(self) -> list[Hold]:
        """Return the hold as over if somebody speaks."""
        settings = self._settings
        if sum(self._voice) >= hops(settings.voice_s):
            return self._end(self._hop - len(self._voice) + self._voice.index(True))
        if sum(self._agent) >= hops(settings.agent_s):
            return self._end(self._hop - len(self._agent) + self._agent.index(True))
        return []

    def _begins(self) -> list[Hold]:
        """Return the hold that the last seconds show, if they do."""
        settings = self._settings
        for within_s, tones, notes in (
            (settings.soon_s, settings.soon_tones, settings.soon_notes),
            (settings.late_s, settings.late_tones, settings.late_notes),
            (settings.last_s, settings.last_tones, settings.last_notes),
        ):
            count = hops(within_s) // _BATCH_HOPS
            if len(self._batches) < count:
                return []
            recent = list(self._batches)[-count:]
            if not self._goes_on_unspoken(recent):
                continue
            found_tones, found_notes = _notes(recent)
            if found_tones >= tones and found_notes >= notes:
                self.on = True
                self._start_s = self._began_hop() * HOP_S
                return [Hold(self._start_s, None, self._hop * HOP_S)]
        return []

    def _goes_on_unspoken(self, batches: list[_Batch]) -> bool:
        """Return whether sound goes on without pauses, and neither side speaks."""
        settings = self._settings
        total = len(batches) * _BATCH_HOPS
        if sum(int(batch.speaks.sum()) for batch in batches) > settings.voice_share * total:
            return False
        if sum(int(batch.agent.sum()) for batch in batches) > settings.voice_share * total:
            return False
        levels = np.concatenate([batch.level_dbfs for batch in batches])
        floor_dbfs = max(settings.gate_dbfs, float(levels.max()) - settings.fall_db)
        return bool(np.mean(levels > floor_dbfs) >= settings.loud_share)

    def _began_hop(self) -> int:
        """Return where the music began that goes on now.

        A voice that the detector heard in the midst of it was music too, where there was no
        pause and it was not louder: somebody who speaks over music is.
        """
        began = self._batches[-1]
        music_db = _mean_db([batch for batch in self._batches if batch.steady.any()])
        for batch in reversed(self._batches):
            if batch.steady.any():
                began = batch
            elif not self._misheard(batch, began, music_db):
                break
        else:
            if self._batches[0].first_hop - self._over_hop <= 2 * _BATCH_HOPS:
                return self._over_hop  # such a voice had ended the last hold
        first = int(np.argmax(began.level_dbfs > self._settings.gate_dbfs))
        return began.first_hop + first

    def _misheard(self, batch: _Batch, music: _Batch, music_db: float) -> bool:
        """Return whether a voice before ``music`` may be of it: near, no pause, not louder."""
        settings = self._settings
        if music.first_hop - batch.first_hop > hops(settings.over_voice_s):
            return False
        floor_dbfs = max(settings.gate_dbfs, float(music.level_dbfs.max()) - settings.fall_db)
        goes_on = np.mean(batch.level_dbfs > floor_dbfs) >= settings.loud_share
        return bool(goes_on and _mean_db([batch]) <= music_db + settings.over_voice_db)

    def _music_ends(self) -> list[Hold]:
        """Return the hold as over if the music has stopped or is none any more."""
        settings = self._settings
        last = self._batches[-1]
        loud = np.flatnonzero(last.level_dbfs > settings.gate_dbfs)
        if len(loud):
            self._heard_hop = last.first_hop + int(loud[-1]) + 1
        if (self._hop - self._heard_hop) * HOP_S >= settings.silent_s:
            return self._end(self._heard_hop)
        recent = list(self._batches)[-(hops(settings.late_s) // _BATCH_HOPS) :]
        if not any(batch.steady.any() for batch in recent):
            return self._end(self._hop - len(recent) * _BATCH_HOPS)
        return []

    def _end(self, end_hop: int) -> list[Hold]:
        """Return the hold as over since ``end_hop``, and wait for another."""
        self.on = False
        self._over_hop = end_hop
        self._batches.clear()
        end_s = max(end_hop * HOP_S, self._start_s)
        return [Hold(self._start_s, end_s, self._hop * HOP_S)]

    def _close_batch(self) -> None:
        """Look at the half second that is complete."""
        levels, speaks, agent = (np.array(column) for column in zip(*self._open, strict=True))
        self._open = []
        settings = self._settings
        quiet = np.mean(levels > settings.gate_dbfs) < 0.5
        if quiet or np.mean(speaks) > 0.25 or len(self._sound) < (self._sound.maxlen or 0):
            steady = np.zeros((_FRAMES, _HIGH_BIN - _LOW_BIN), np.bool_)
            magnitude = np.zeros(steady.shape, np.float32)
            self._tail = None
        else:
            steady, magnitude = self._partials()
        first_hop = self._hop - _BATCH_HOPS
        self._batches.append(_Batch(first_hop, levels, speaks, agent, steady, magnitude))

    def _partials(self) -> tuple[_Mask, Samples]:
        """Return which bins hold a partial that has stood still for three frames, and all bins.

        Returns:
            bool[frames, bins] and their log magnitudes, float32[frames, bins].
        """
        sound = np.concatenate(self._sound)
        step, size = _STEP_HOPS * HOP_SAMPLES, len(_WINDOW)
        frames = np.lib.stride_tricks.sliding_window_view(sound, size)[::step]
        spectrum = np.fft.rfft(frames * _WINDOW, axis=1)[
            :, _LOW_BIN - _SIDE_BINS : _HIGH_BIN + _SIDE_BINS
        ]
        wide = np.log(np.abs(spectrum) + 1e-7).astype(np.float32)
        inner = wide[:, _SIDE_BINS:-_SIDE_BINS]
        left = wide[:, _SIDE_BINS - 1 : -_SIDE_BINS - 1]
        right = wide[:, _SIDE_BINS + 1 : wide.shape[1] - _SIDE_BINS + 1]
        beside = 0.5 * (wide[:, : -2 * _SIDE_BINS] + wide[:, 2 * _SIDE_BINS :])
        is_partial = (inner > left) & (inner >= right) & (inner - beside > _SHARP)
        is_partial &= inner > inner.max(axis=1, keepdims=True) - _STRONG
        curve = np.minimum(left - 2.0 * inner + right, -1e-6)
        place = np.where(is_partial, 0.5 * (left - right) / curve, 0.0).astype(np.float32)
        place += np.arange(place.shape[1], dtype=np.float32)
        blank = np.zeros((2, place.shape[1]), np.bool_)
        before = self._tail or (blank, np.zeros(blank.shape, np.float32), blank)
        partial = np.concatenate([before[0], is_partial])
        placed = np.concatenate([before[1], place])
        once = np.concatenate([before[2], _goes_on(partial[1:], placed[1:], partial, placed)[1:]])
        twice = _goes_on(once[1:], placed[1:], once, placed)[1:]
        self._tail = partial[-2:], placed[-2:], once[-2:]
        return twice, inner


def _goes_on(now: _Mask, now_at: Samples, before: _Mask, before_at: Samples) -> _Mask:
    """Return which partials of each frame stand where the frame before had one.

    ``before`` is one frame longer at its start; rows are frames.
    """
    goes_on = np.zeros(now.shape, np.bool_)
    for shift in (-1, 0, 1):
        old, old_at = np.roll(before[:-1], shift, axis=1), np.roll(before_at[:-1], shift, axis=1)
        goes_on |= now & old & (np.abs(now_at - old_at) < _SAME_BINS)
    return goes_on


def _mean_db(batches: list[_Batch]) -> float:
    """Return the level of their mean power; no sound at all without any."""
    power = [np.mean(10.0 ** (batch.level_dbfs / 10.0)) for batch in batches]
    return 10.0 * math.log10(max(1e-20, float(np.mean(power)))) if power else -math.inf


def _notes(batches: list[_Batch]) -> tuple[float, int]:
    """Return how many partials of notes stand at a time on average, and how many notes there are.

    A note's partial stands still and comes and goes; a tone that is always there is a hum's
    or the line's.
    """
    steady = np.concatenate([batch.steady for batch in batches])
    frames = len(steady)
    count = steady.sum(axis=0)
    if not count.any():
        return 0.0, 0
    around = np.convolve(count, np.ones(3, np.int64), mode="same")
    bins = np.flatnonzero((count >= 2) & (around <= 0.7 * frames))
    if not len(bins):
        return 0.0, 0
    magnitude = np.concatenate([batch.log_magnitude[:, bins] for batch in batches])
    standing = steady[:, bins]
    sounding = (magnitude * standing).sum(axis=0) / standing.sum(axis=0)
    silent = np.partition(magnitude, frames // 5, axis=0)[frames // 5]
    bins = bins[sounding - silent >= _COMES_AND_GOES]
    if _is_one_pitch(bins):
        return 0.0, 0
    tones = float(count[bins].sum()) / frames
    # Two bins side by side are one note.
    return tones, int(np.count_nonzero(np.diff(bins, prepend=-9) > 1))


def _is_one_pitch(bins: NDArray[np.int64]) -> bool:
    """Return whether partials are nearly all harmonics of one pitch: somebody hums.

    Args:
        bins: Where the partials are, from the lowest bin that is looked at.
    """
    if not len(bins):
        return False
    hz = (bins + _LOW_BIN) * _BIN_HZ
    off_hz = np.abs(hz - _PITCHES_HZ * np.round(hz / _PITCHES_HZ))
    near = off_hz <= np.maximum(1.2 * _BIN_HZ, 0.012 * hz)
    return bool(near.mean(axis=1).max() >= _ONE_PITCH)
