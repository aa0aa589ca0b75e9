"""Made music and the sounds that must not be taken for it: float32[n] at 16 kHz, from a seed."""

from __future__ import annotations

import numpy as np

from callassist.settings.listen import RATE_HZ
from callassist.types import Samples

MAJOR = (0, 2, 4, 5, 7, 9, 11)
CHORDS = {"pop": (0, 4, 5, 3), "jazz": (1, 4, 0, 5), "calm": (0, 3, 0, 4)}
"""Roots of a four-chord loop, as degrees of the scale."""
STYLES = (
    "piano", "strings", "synth", "guitar", "band", "waltz", "flute",
    "pad", "organ", "box", "drums",
)  # fmt: skip


def tune(style: str, seconds: float, seed: int = 0, level: float = 0.1) -> Samples:
    """Return music of one of :data:`STYLES`; ``level`` is its root-mean-square."""
    rng = np.random.default_rng([seed, STYLES.index(style)])
    out = np.zeros(round((seconds + 4.0) * RATE_HZ))
    tonic = 48 + int(rng.integers(0, 12))
    beat_s = 60.0 / float(rng.uniform(80, 132))
    beats = 3 if style == "waltz" else 4
    loop = CHORDS[("pop", "jazz", "calm")[int(rng.integers(0, 3))]]
    for bar in range(int(seconds / (beat_s * beats)) + 1):
        at_s = bar * beats * beat_s
        root = loop[bar % 4]
        chord = [_degree(tonic, root + step) for step in (0, 2, 4, 6 if style == "guitar" else 7)]
        if style in ("strings", "synth", "organ"):
            for note in chord:
                _add(out, at_s, _note(note + 12, beats * beat_s * 1.05, style, rng))
        elif style == "pad":
            for note in chord * 3:  # three that are not quite in tune play each
                off = float(rng.normal(0.0, 0.04))
                _add(out, at_s, _note(note + 12 + off, beats * beat_s + 0.4, style, rng))
        elif style == "drums":
            for step in range(2 * beats):
                if rng.random() < 0.7:
                    note = _degree(tonic, root + int(rng.choice([0, 0, 2, 3, 4])))
                    _add(out, at_s + step * beat_s / 2, _note(note, beat_s / 2, "guitar", rng))
        elif style in ("piano", "guitar", "box"):
            for step in range(beats * 2):  # an arpeggio, up and down
                note = chord[(0, 1, 2, 3, 2, 1, 3, 2)[step % 8]] + (24 if style == "box" else 12)
                _add(out, at_s + step * beat_s / 2, _note(note, 1.6, style, rng))
            _add(out, at_s, 1.2 * _note(chord[0], beats * beat_s, style, rng))
        else:
            for step in range(beats):
                hits = chord[:1] if step == 0 else [note + 12 for note in chord[1:]]
                for note in hits:
                    _add(out, at_s + step * beat_s, 0.7 * _note(note, 0.9 * beat_s, "piano", rng))
        if style in ("band", "waltz", "flute"):
            at_beat = 0.0
            while at_beat < beats:  # a melody of quarters and halves, with vibrato
                length = float(rng.choice([0.5, 1.0, 1.0, 2.0]))
                note = _degree(tonic, root + int(rng.choice([0, 2, 4, 5, 7]))) + 24
                lead = _note(note, length * beat_s, "flute", rng)
                _add(out, at_s + at_beat * beat_s, 1.3 * lead)
                at_beat += length
        if style in ("band", "drums"):
            for step in range(beats):
                _add(out, at_s + step * beat_s, _drum("kick" if step % 2 == 0 else "snare", rng))
                _add(out, at_s + (step + 0.5) * beat_s, _drum("hat", rng))
    out = out[: round(seconds * RATE_HZ)]
    return (out * level / np.sqrt(np.mean(np.square(out)))).astype(np.float32)


def telephone(sound: Samples) -> Samples:
    """Return sound as a telephone line gives it: 300 to 3,400 Hz, 8-bit mu-law at 8 kHz."""
    spectrum = np.fft.rfft(sound)
    hz = np.fft.rfftfreq(len(sound), 1 / RATE_HZ)
    spectrum[(hz < 300) | (hz > 3400)] = 0.0
    narrow = np.clip(np.fft.irfft(spectrum, len(sound))[::2], -1.0, 1.0)
    coded = np.sign(narrow) * np.log1p(255 * np.abs(narrow)) / np.log(256)
    coded = np.round(coded * 127) / 127
    narrow = np.sign(coded) * np.expm1(np.abs(coded) * np.log(256)) / 255
    wide = np.zeros(2 * (len(narrow) // 2 * 2) * 2)[: 2 * len(narrow)]
    wide[::2] = narrow
    spectrum = np.fft.rfft(wide)
    spectrum[np.fft.rfftfreq(len(wide), 1 / RATE_HZ) > 3600] = 0.0
    return (2.0 * np.fft.irfft(spectrum, len(wide))[: len(sound)]).astype(np.float32)


def dropouts(sound: Samples, length_s: float, per_s: float, seed: int = 0) -> Samples:
    """Return sound as a busy machine plays it: with holes of ``length_s``, ``per_s`` a second."""
    rng = np.random.default_rng(seed)
    out = sound.copy()
    for first in rng.integers(0, len(out), round(per_s * len(out) / RATE_HZ)):
        out[first : first + round(length_s * RATE_HZ)] = 0.0
    return out


def tones(name: str, seconds: float, level: float = 0.1) -> Samples:
    """Return a telephone's own tones: ``ringback``, ``busy``, ``dial``, ``dtmf`` or ``info``."""
    t = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    hz: tuple[float, ...]
    if name == "dtmf":
        rows, columns = (697.0, 770.0, 852.0, 941.0), (1209.0, 1336.0, 1477.0)
        key = (t / 0.35).astype(int) * 7 % 12
        low, high = np.asarray(rows)[key // 3], np.asarray(columns)[key % 3]
        out = (np.sin(2 * np.pi * low * t) + np.sin(2 * np.pi * high * t)) * (t % 0.35 < 0.2)
    elif name == "info":
        step = (t / 0.33).astype(int) % 5
        out = np.sin(2 * np.pi * np.asarray([950.0, 1400.0, 1800.0, 0.0, 0.0])[step] * t)
    else:
        hz, period_s, on_s = {
            "ringback": ((440.0, 480.0), 6.0, 2.0),
            "busy": ((480.0, 620.0), 1.0, 0.5),
            "dial": ((350.0, 440.0), 1.0, 1.0),
        }[name]
        out = sum(np.sin(2 * np.pi * each * t) for each in hz) * (t % period_s < on_s)
    return (level * out).astype(np.float32)


def crying(seconds: float, seed: int = 0, level: float = 0.1) -> Samples:
    """Return sobs and wails: a gliding voiced sound with long vowels and sharp breaths."""
    rng = np.random.default_rng(seed)
    out = np.zeros(round((seconds + 3.0) * RATE_HZ))
    at_s = 0.0
    while at_s < seconds:
        length_s = float(rng.uniform(0.3, 1.8))
        t = np.arange(round(length_s * RATE_HZ)) / RATE_HZ
        start, peak, end = rng.uniform(260, 420), rng.uniform(380, 620), rng.uniform(220, 330)
        hz = np.interp(t / length_s, [0, 0.3, 1], [start, peak, end])
        hz *= 1 + 0.025 * np.sin(2 * np.pi * rng.uniform(5, 8) * t)
        phase = 2 * np.pi * np.cumsum(hz) / RATE_HZ
        wail = sum(np.sin(k * phase) / k**1.2 for k in range(1, 9)) * np.hanning(len(t)) ** 0.4
        _add(out, at_s, wail)
        at_s += length_s
        breath_s = float(rng.uniform(0.1, 0.5))
        breath = rng.standard_normal(round(breath_s * RATE_HZ))
        _add(out, at_s, 0.15 * breath * np.hanning(len(breath)))
        at_s += breath_s + float(rng.uniform(0.0, 0.3))
    out = out[: round(seconds * RATE_HZ)]
    return (out * level / np.sqrt(np.mean(np.square(out)))).astype(np.float32)


def typing(seconds: float, seed: int = 0, level: float = 0.1) -> Samples:
    """Return the clicks of a keyboard."""
    rng = np.random.default_rng(seed)
    out = np.zeros(round((seconds + 1.0) * RATE_HZ))
    at_s = 0.0
    while at_s < seconds:
        click = rng.standard_normal(400) * np.exp(-np.arange(400) / 60)
        _add(out, at_s, level * float(rng.uniform(0.4, 1.0)) * click)
        at_s += float(rng.uniform(0.07, 0.3))
    return out[: round(seconds * RATE_HZ)].astype(np.float32)


def _degree(tonic: int, degree: int) -> int:
    """Return a MIDI note of a degree of the major scale."""
    return tonic + 12 * (degree // 7) + MAJOR[degree % 7]


def _note(midi: float, length_s: float, sound: str, rng: np.random.Generator) -> np.ndarray:
    t = np.arange(round(length_s * RATE_HZ)) / RATE_HZ
    hz = 440.0 * 2 ** ((midi - 69) / 12)
    vibrato_hz, depth = {
        "flute": (5.2, 0.006), "strings": (5.6, 0.004), "pad": (5.0, 0.002),
    }.get(sound, (0.0, 0.0))  # fmt: skip
    phase = 2 * np.pi * np.cumsum(hz * (1 + depth * np.sin(2 * np.pi * vibrato_hz * t))) / RATE_HZ
    falls = {"piano": 2.2, "guitar": 3.0, "box": 4.0}.get(sound, 0.0)
    partials, slope = {
        "flute": (4, 2.0), "strings": (10, 1.2), "synth": (7, 1.6),
        "pad": (10, 1.1), "organ": (6, 0.6), "box": (2, 1.5),
    }.get(sound, (8, 1.5))  # fmt: skip
    out = sum(
        np.sin(k * phase + rng.uniform(0, 6.3)) / k**slope * np.exp(-falls * (1 + 0.2 * k) * t)
        for k in range(1, partials + 1)
        if k * hz < 0.45 * RATE_HZ
    )
    attack_s = {
        "strings": 0.12, "synth": 0.06, "flute": 0.04, "pad": 0.35, "organ": 0.02,
    }.get(sound, 0.005)  # fmt: skip
    return np.asarray(out) * np.minimum(1, t / attack_s) * np.minimum(1, (length_s - t) / 0.03)


def _drum(kind: str, rng: np.random.Generator) -> np.ndarray:
    t = np.arange(round(0.25 * RATE_HZ)) / RATE_HZ
    if kind == "kick":
        phase = 2 * np.pi * np.cumsum(50 + 90 * np.exp(-t * 30)) / RATE_HZ
        return np.asarray(2.0 * np.sin(phase) * np.exp(-t * 14))
    noise = rng.standard_normal(len(t))
    return np.asarray(0.9 * noise * np.exp(-t * 22) if kind == "snare" else
                      0.35 * np.diff(noise, prepend=0.0) * np.exp(-t * 60))  # fmt: skip


def _add(out: np.ndarray, at_s: float, sound: np.ndarray) -> None:
    first = round(at_s * RATE_HZ)
    end = min(len(out), first + len(sound))
    if end > first:
        out[first:end] += sound[: end - first]
