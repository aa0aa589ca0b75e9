"""Calls composed of real turns laid over each other, with exact truth: more of a kind than any
recorded call has."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

import numpy as np
import soundfile
from numpy.typing import NDArray

from callassist.paths import resources_dir
from callassist.settings.listen import RATE_HZ
from callassist.types import CHANNELS, Channel, Samples, other

DEMO_CALL = resources_dir() / "demo" / "late-parcel.flac"
MORE_CALLS = Path(__file__).parents[2].parent / "shared" / "calls"
"""Other composed calls, where they stand beside the checkout."""

Kind = Literal["interruption", "terminal", "short word", "gap"]

LEAD_S = 1.0
PAUSE_S = 1.5
FADE_S = 0.03
NOISE_DBFS = -72.0
EARLIEST_S = 0.9
HOLDER_AT_MOST_S = 4.5
NEWCOMER_AT_MOST_S = 2.5
FRAME_S = 0.01
SPOKEN_DB = 35.0
"""A frame less than this below a turn's loudest is spoken."""
SPOKEN_SHARE = 0.8
TRIES = 500


@dataclass(frozen=True, eq=False)
class Clip:
    """One side's turn, cut out by the truth: float32[n] at 16 kHz.

    Attributes:
        whole: Whether the speaker came to an end by themselves.
    """

    channel: Channel
    samples: Samples
    whole: bool

    @property
    def duration_s(self) -> float:
        return len(self.samples) / RATE_HZ

    @cached_property
    def spoken(self) -> NDArray[np.bool_]:
        """For each 10 ms, whether they are spoken."""
        frame = round(FRAME_S * RATE_HZ)
        frames = self.samples[: len(self.samples) // frame * frame].reshape(-1, frame)
        level_db = 10 * np.log10(np.mean(np.square(frames), axis=1) + 1e-12)
        return level_db > level_db.max() - SPOKEN_DB

    def goes_on(self, from_s: float, to_s: float) -> bool:
        """Return whether nearly all of this time is spoken."""
        share = np.mean(self.spoken[round(from_s / FRAME_S) : round(to_s / FRAME_S)])
        return bool(share >= SPOKEN_SHARE)


@dataclass(frozen=True, slots=True)
class Exchange:
    """One speaker after, over or into the other.

    Attributes:
        kind: What truly happens.
        by: Who comes second.
        start_s: When they do.
        from_s: Start of the first speaker's turn.
        to_s: End of all of it.
    """

    kind: Kind
    by: Channel
    start_s: float
    from_s: float
    to_s: float


@dataclass(frozen=True, slots=True, eq=False)
class Composed:
    """A composed call: float32[n, 2], agent left, with its truth."""

    samples: Samples
    exchanges: tuple[Exchange, ...]

    def write(self, path: Path) -> Path:
        """Write it as a stereo file."""
        soundfile.write(path, self.samples, RATE_HZ)
        return path


def calls() -> list[Path]:
    """Return the demo call and, where they are, others like it."""
    more = [path for path in sorted(MORE_CALLS.glob("*.flac")) if path.name != DEMO_CALL.name]
    return [DEMO_CALL, *more]


def clips(paths: Iterable[Path]) -> list[Clip]:
    """Cut the turns out of calls whose sides do not leak into each other."""
    found = []
    for path in paths:
        truth = json.loads(path.with_suffix(".truth.json").read_text(encoding="utf-8"))
        if truth["line"].get("bleed_db") is not None:
            continue
        sound, rate_hz = soundfile.read(path, dtype="float32")
        assert rate_hz == RATE_HZ, path
        for turn in truth["turns"]:
            first, last = (round(turn[key] * RATE_HZ) for key in ("start_s", "end_s"))
            side = sound[first:last, truth["channels"].index(turn["channel"])]
            found.append(Clip(turn["channel"], side.copy(), not turn.get("cut", False)))
    return found


def compose(
    material: Sequence[Clip],
    counts: Mapping[Kind, int],
    *,
    seed: int,
    newcomers: Sequence[Channel] = CHANNELS,
    pause_s: float = PAUSE_S,
) -> Composed:
    """Lay clips over each other.

    Args:
        material: What to lay.
        counts: How many exchanges of each kind; they come in mixed order.
        seed: The same gives the same call.
        newcomers: Who may come second; by turns.
        pause_s: Silence after each exchange.
    """
    rng = np.random.default_rng(seed)
    kinds: list[Kind] = [kind for kind, count in counts.items() for _ in range(count)]
    rng.shuffle(kinds)
    pieces: list[tuple[Channel, float, Samples]] = []
    exchanges = []
    at_s = LEAD_S
    for number, kind in enumerate(kinds):
        by = newcomers[number % len(newcomers)]
        first, second, start_s = _MAKERS[kind](_Draw(material, by, rng))
        pieces += [(other(by), at_s, first), (by, at_s + start_s, second)]
        length_s = max(len(first) / RATE_HZ, start_s + len(second) / RATE_HZ)
        exchanges.append(Exchange(kind, by, at_s + start_s, at_s, at_s + length_s))
        at_s += length_s + pause_s
    noise = 10 ** (NOISE_DBFS / 20) * rng.standard_normal((round(at_s * RATE_HZ), 2))
    samples = noise.astype(np.float32)
    for channel, piece_s, piece in pieces:
        begin = round(piece_s * RATE_HZ)
        samples[begin : begin + len(piece), CHANNELS.index(channel)] += piece
    return Composed(np.clip(samples, -1.0, 1.0), tuple(exchanges))


class _Draw:
    """Draws clips and numbers for one exchange."""

    def __init__(self, material: Sequence[Clip], by: Channel, rng: np.random.Generator) -> None:
        self._holders = [clip for clip in material if clip.channel == other(by)]
        self._newcomers = [clip for clip in material if clip.channel == by]
        self.rng = rng

    def whole_turn(self, at_least_s: float) -> Clip:
        return self._draw([clip for clip in self._holders if clip.whole], at_least_s)

    def newcomer(self, at_least_s: float) -> Samples:
        clip = self._draw(self._newcomers, at_least_s)
        return _faded(clip.samples[: round(NEWCOMER_AT_MOST_S * RATE_HZ)])

    def entry(self, before_end_s: float, goes_on_s: float) -> tuple[Clip, float]:
        """Return a turn and where in it to come in: its speaker truly speaks and goes on to."""
        for _ in range(TRIES):
            clip = self._draw(self._holders, EARLIEST_S + before_end_s + 0.5)
            latest_s = min(HOLDER_AT_MOST_S, clip.duration_s) - before_end_s
            at_s = float(self.rng.uniform(EARLIEST_S, latest_s))
            if clip.goes_on(at_s - 0.1, at_s + goes_on_s):
                return clip, at_s
        raise LookupError("no turn goes on long enough anywhere")

    def _draw(self, among: list[Clip], at_least_s: float) -> Clip:
        fitting = [clip for clip in among if clip.duration_s >= at_least_s]
        return fitting[self.rng.integers(len(fitting))]


_Laid = tuple[Samples, Samples, float]
"""The first speaker's sound, the second's, and when the second comes in."""


def _interruption(draw: _Draw) -> _Laid:
    yield_s = float(draw.rng.uniform(0.45, 1.2))
    holder, entry_s = draw.entry(yield_s, yield_s)
    first = holder.samples[: round((entry_s + yield_s) * RATE_HZ)]
    return _faded(first), draw.newcomer(yield_s + 0.25), entry_s


def _terminal(draw: _Draw) -> _Laid:
    shared_s = float(draw.rng.uniform(0.1, 0.3))
    first = _tail(draw.whole_turn(1.2).samples)
    return first, draw.newcomer(0.8), len(first) / RATE_HZ - shared_s


def _short_word(draw: _Draw) -> _Laid:
    length_s = float(draw.rng.uniform(0.25, 0.65))
    holder, entry_s = draw.entry(length_s + 1.2, 0.2)
    first = holder.samples[: round(HOLDER_AT_MOST_S * RATE_HZ)]
    return _faded(first), _faded(draw.newcomer(length_s)[: round(length_s * RATE_HZ)]), entry_s


def _gap(draw: _Draw) -> _Laid:
    first = _tail(draw.whole_turn(1.2).samples)
    return first, draw.newcomer(0.8), len(first) / RATE_HZ + float(draw.rng.uniform(0.05, 0.6))


_MAKERS = {
    "interruption": _interruption,
    "terminal": _terminal,
    "short word": _short_word,
    "gap": _gap,
}


def _tail(samples: Samples) -> Samples:
    """Return the end of a turn, as long as a holder may speak."""
    kept = samples[-round(HOLDER_AT_MOST_S * RATE_HZ) :].copy()
    if len(kept) < len(samples):
        kept[: _fade().size] *= _fade()[::-1]
    return kept


def _faded(samples: Samples) -> Samples:
    """Return the sound with a short fade at its end."""
    kept = samples.copy()
    kept[-_fade().size :] *= _fade()
    return kept


def _fade() -> Samples:
    return np.linspace(1.0, 0.0, round(FADE_S * RATE_HZ), dtype=np.float32)
