"""What one side's sound, or both sides' together, shows to be wrong; pure, by samples.

Each symptom takes what is new and answers ``True`` (it is so), ``False`` (it is not) or
``None`` (nothing can be told now, nobody speaks). :mod:`callassist.run.health` makes lights
of the answers.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from callassist.listen.vad import NoiseFloor
from callassist.settings.health import HealthSettings
from callassist.settings.listen import HOP_S, HOP_SAMPLES, RATE_HZ, VoiceActivitySettings
from callassist.types import FloatArray, Samples

PIECE_HOPS = 4
"""Clipping is judged by pieces of 0.128 s."""
_WINDOW_SAMPLES = 8192
_WINDOW = np.hanning(_WINDOW_SAMPLES).astype(np.float32)
_BINS = slice(round(200 * _WINDOW_SAMPLES / RATE_HZ), round(3500 * _WINDOW_SAMPLES / RATE_HZ))
_Spectra = tuple[NDArray[np.complex128], FloatArray, FloatArray, float, float]
_PITCH_LAGS = slice(RATE_HZ // 400, RATE_HZ // 70)


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """Some hops of one side.

    Attributes:
        samples: float32[k, HOP_SAMPLES].
        level_dbfs: float64[k].
        speech_prob: float64[k].
    """

    samples: Samples
    level_dbfs: FloatArray
    speech_prob: FloatArray


class Clipping:
    """Whether a side is cut off at full scale, again and again."""

    def __init__(self, settings: HealthSettings) -> None:
        """Begin with nothing heard."""
        self._settings = settings
        pieces = round(settings.cut_window_s / HOP_S) // PIECE_HOPS
        self._cut: deque[bool] = deque(maxlen=pieces)
        self._spoke: deque[bool] = deque(maxlen=pieces)

    def push(self, moment: Moment) -> bool | None:
        """Take what is new; return whether it clips."""
        settings = self._settings
        for first in range(0, len(moment.samples), PIECE_HOPS):
            piece = moment.samples[first : first + PIECE_HOPS]
            cut = np.count_nonzero(np.abs(piece) >= settings.full_scale)
            self._cut.append(bool(cut >= settings.cut_share * piece.size))
            spoken = moment.speech_prob[first : first + PIECE_HOPS] > settings.speech_prob
            self._spoke.append(bool(np.any(spoken)))
        if sum(self._cut) >= settings.cut_pieces:
            return True
        return False if sum(self._spoke) >= settings.cut_pieces else None


class Faintness:
    """Whether a side's speech is too quiet to be understood.

    A soft voice over a silent line is not: what counts is a level at which syllables are
    lost, or one that does not rise above the line's noise. Only speech in the other side's
    silence counts: under it a faint voice is its leak, or a colleague's.
    """

    def __init__(self, settings: HealthSettings) -> None:
        """Begin with nothing heard."""
        self._settings = settings
        self._gate_dbfs = VoiceActivitySettings().gate_dbfs
        self._noise = NoiseFloor(VoiceActivitySettings())
        self._last = np.zeros(HOP_SAMPLES, np.float32)
        needed = round(settings.quiet_after_good_s / HOP_S)
        self._speech: deque[tuple[float, float]] = deque(maxlen=needed)
        self._needed = round(settings.quiet_speech_s / HOP_S)
        self._other_spoke = True

    def push(self, moment: Moment, other: Moment) -> bool | None:
        """Take what is new of the side and of the other one."""
        other_speaks = bool(np.any(other.speech_prob > 0.3))
        before = len(self._speech)
        heard = 0
        for samples, level, prob in zip(
            moment.samples, moment.level_dbfs.tolist(), moment.speech_prob.tolist(), strict=True
        ):
            # Digital silence is no noise: a side that was muted would seem noiseless after it.
            dead = level <= self._settings.dead_dbfs
            noise = self._noise.dbfs if dead else self._noise.step(level)
            counts = not other_speaks and not self._other_spoke
            if counts and self._is_speech(samples, level, prob, noise):
                self._speech.append((level, noise))
                heard += 1
            self._last = samples
        self._other_spoke = other_speaks
        if not heard or max(before, len(self._speech)) < self._needed:
            return None
        return self._judge()

    def _is_speech(self, samples: Samples, level: float, prob: float, noise: float) -> bool:
        settings = self._settings
        if level > self._gate_dbfs:
            return prob > settings.speech_prob
        if level < settings.faint_dbfs or level < noise + settings.faint_rise_db:
            return False
        # The voice detector is not asked about so faint a sound: a voice is periodic.
        return _periodic(np.concatenate([self._last, samples])) >= settings.faint_periodic

    def _judge(self) -> bool | None:
        settings = self._settings
        levels, noises = np.array(self._speech).T
        level, rise = float(np.median(levels)), float(np.median(levels - noises))
        quiet = level < settings.quiet_dbfs
        drowned = level < settings.noisy_dbfs and rise < settings.noisy_rise_db
        if quiet or drowned:
            return True
        good_level = level >= settings.quiet_dbfs + settings.quiet_clear_db
        good_rise = rise >= settings.noisy_rise_db + settings.quiet_clear_db
        if good_level and (good_rise or level >= settings.noisy_dbfs + settings.quiet_clear_db):
            # From now on it takes more to say that this side is too quiet.
            assert self._speech.maxlen is not None
            self._needed = self._speech.maxlen
            return False
        return None


class Sharing:
    """Whether both sides carry the same sound, and which side is to blame.

    The share of one side's energy that any fixed path from the other explains: averaged
    cross-spectra over windows long enough for a room and for devices 0.1 s apart (the
    coherence of Allen, Berkley and Blauert 1977, JASA 62, as in :mod:`listen.bleed`). Two
    people who talk at once share nothing.
    """

    def __init__(self, settings: HealthSettings) -> None:
        """Begin with nothing heard."""
        self._settings = settings
        hop_s = _WINDOW_SAMPLES / 2 / RATE_HZ
        self._spectra: deque[_Spectra] = deque(maxlen=round(settings.shared_s / hop_s))
        self._last: tuple[Samples, Samples] | None = None

    def push(self, agent: Moment, customer: Moment) -> tuple[bool | None, bool | None]:
        """Take what is new of both; return whether it is an echo, and whether a wrong device."""
        settings = self._settings
        now = agent.samples.ravel(), customer.samples.ravel()
        last, self._last = self._last, now
        if last is None or 2 * len(now[0]) != _WINDOW_SAMPLES or len(now[1]) != len(now[0]):
            return None, None
        agent_window = np.concatenate([last[0], now[0]]) * _WINDOW
        customer_window = np.concatenate([last[1], now[1]]) * _WINDOW
        agent_dbfs, customer_dbfs = _dbfs(agent_window), _dbfs(customer_window)
        loud = max(agent_dbfs, customer_dbfs) > settings.shared_loud_dbfs
        if not loud or min(agent_dbfs, customer_dbfs) < settings.shared_floor_dbfs:
            return None, None
        heard = np.fft.rfft(agent_window)[_BINS]
        source = np.fft.rfft(customer_window)[_BINS]
        self._spectra.append(
            (
                heard * np.conj(source), np.abs(heard) ** 2, np.abs(source) ** 2,
                agent_dbfs, customer_dbfs,
            )
        )  # fmt: skip
        if len(self._spectra) < (self._spectra.maxlen or 0):
            return None, None
        return self._judge()

    def _judge(self) -> tuple[bool | None, bool | None]:
        settings = self._settings
        crossed = np.sum([each[0] for each in self._spectra], axis=0)
        cross = np.abs(crossed) ** 2
        agent = np.sum([each[1] for each in self._spectra], axis=0)
        customer = np.sum([each[2] for each in self._spectra], axis=0)
        chance = 1.5 / len(self._spectra)  # windows that overlap by half are not all their own
        agent_dbfs = float(np.median([each[3] for each in self._spectra]))
        drop_db = float(np.median([each[4] for each in self._spectra])) - agent_dbfs
        # Of the fainter side: what the louder one says beside it explains nothing.
        explained, by = (agent, customer) if drop_db >= 0 else (customer, agent)
        share = float(np.sum(cross / np.maximum(by, 1e-12)) / np.sum(explained))
        if (share - chance) / (1.0 - chance) < settings.shared_share:
            return (False, False) if drop_db >= settings.leak_drop_db else (None, False)
        if drop_db < settings.leak_sure_db and _lag_s(crossed) < settings.leak_lag_s:
            return None, True
        strong = agent_dbfs > settings.leak_dbfs and drop_db < settings.leak_gone_db
        return strong or None, None


def _lag_s(crossed: NDArray[np.complex128]) -> float:
    """Return by how much the agent's sound is later, by the phase of the cross-spectrum.

    The generalized cross-correlation with phase transform (Knapp and Carter 1976, IEEE
    ASSP 24).
    """
    spectrum = np.zeros(_WINDOW_SAMPLES // 2 + 1, np.complex128)
    spectrum[_BINS] = crossed / np.maximum(np.abs(crossed), 1e-12)
    lag = int(np.argmax(np.fft.irfft(spectrum)))
    return (lag - _WINDOW_SAMPLES if lag > _WINDOW_SAMPLES // 2 else lag) / RATE_HZ


def _dbfs(window: Samples) -> float:
    # Of a Hann window: three eighths of the power are left.
    power = float(np.mean(np.square(window, dtype=np.float64))) / 0.375
    return 10.0 * float(np.log10(max(power, 1e-12)))


def _periodic(window: Samples) -> float:
    """Return the highest peak of float32[n]'s normalized autocorrelation in a voice's range.

    Divided by the window's own (Boersma 1993), as :mod:`listen.features` does.
    """
    spectrum = np.abs(np.fft.rfft(window * _PITCH_WINDOW, 2 * len(window))) ** 2
    correlation = np.fft.irfft(spectrum)
    if correlation[0] <= 0.0:
        return 0.0
    return float(np.max(correlation[_PITCH_LAGS] / correlation[0] / _PITCH_OWN[_PITCH_LAGS]))


_PITCH_WINDOW = np.hanning(2 * HOP_SAMPLES)
_PITCH_OWN = np.fft.irfft(np.abs(np.fft.rfft(_PITCH_WINDOW, 4 * HOP_SAMPLES)) ** 2)
_PITCH_OWN = _PITCH_OWN / _PITCH_OWN[0]
