"""What a player hears next: a call's sound cut, mixed, stretched and resampled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import soxr

from callassist.protocols import Sound
from callassist.sources.stretching import Stretcher
from callassist.types import CHANNELS, Channel, Samples

PIECE_S = 0.08
"""Seconds of the call that are read at once."""
FAR_SIDE = 0.55
"""How loud each speaker is in the other one's ear: apart, and not tiring in headphones."""
FADE_S = 0.004
"""Fade after a jump, so that it does not click."""

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Wish:
    """How a call is to be played.

    Attributes:
        speed: 0.5 to 2.
        muted: Sides that are not heard.
        loop: Seconds that are played again and again, if any.
        skip: Seconds that are left out, by time.
    """

    speed: float = 1.0
    muted: frozenset[Channel] = frozenset()
    loop: Span | None = None
    skip: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """Sound ready for a device.

    Attributes:
        samples: float32[n, width].
        from_s: The second of the call at which it begins.
        jumped_s: The second at which what goes on without a jump until here began.
        step_s: Seconds of the call for each sample.
    """

    samples: Samples
    from_s: float
    jumped_s: float
    step_s: float


def pieces(sound: Sound, at_s: float, wish: Wish, rate_hz: int, width: int) -> Iterator[Piece]:
    """Yield a call's sound from a second on, as it is to be played.

    Args:
        sound: The call's.
        at_s: Where to begin.
        wish: How to play.
        rate_hz: Samples a second of the device.
        width: Channels of the device: 1 or 2.
    """
    while True:
        to_s = sound.duration_s
        looping = wish.loop is not None and at_s < wish.loop[1]
        if looping and wish.loop is not None:
            to_s = min(to_s, wish.loop[1])
        for from_s, until_s in _stretches(at_s, to_s, wish.skip):
            yield from _run(sound, from_s, until_s, wish, rate_hz, width)
        if not looping or wish.loop is None:
            return
        at_s = wish.loop[0]


def _stretches(at_s: float, to_s: float, skip: tuple[Span, ...]) -> Iterator[Span]:
    """Yield what is heard of a time."""
    whole = (at_s, to_s)
    heard = False
    for start_s, end_s in skip:
        if end_s <= at_s or start_s >= to_s:
            continue
        if start_s > at_s:
            heard = True
            yield at_s, start_s
        at_s = end_s
    if at_s < to_s:
        yield at_s, to_s
    elif not heard:  # nothing but silence: better heard than a loop that spins
        yield whole


def _run(
    sound: Sound, from_s: float, to_s: float, wish: Wish, rate_hz: int, width: int
) -> Iterator[Piece]:
    """Yield what lies between two seconds, without a jump."""
    stretcher = Stretcher(sound.rate_hz, wish.speed, width)
    resampler = (
        None
        if rate_hz == sound.rate_hz
        else soxr.ResampleStream(sound.rate_hz, rate_hz, width, dtype="float32", quality="HQ")
    )
    gains = _gains(wish.muted, width)
    step_s = wish.speed / rate_hz
    first, end = round(from_s * sound.rate_hz), round(to_s * sound.rate_hz)
    begun_s = first / sound.rate_hz
    given, ended = 0, False
    while not ended:
        count = min(round(PIECE_S * sound.rate_hz), end - first)
        samples = sound.read(first / sound.rate_hz, count / sound.rate_hz)[:count]
        first += len(samples)
        ended = first >= end or len(samples) == 0
        out = stretcher.push(samples @ gains)
        if ended:
            out = np.concatenate([out, stretcher.flush()])
        if resampler is not None:
            out = resampler.resample_chunk(np.ascontiguousarray(out), last=ended)
        if len(out) == 0:
            continue
        out = np.clip(out, -1.0, 1.0)
        _fade(out, given, round(FADE_S * rate_hz))
        yield Piece(out, begun_s + given * step_s, begun_s, step_s)
        given += len(out)


def _gains(muted: frozenset[Channel], width: int) -> Samples:
    """Return float32[2, width]: how loud each side is in each channel of the device."""
    if width == 1:
        gains = np.full((2, 1), 0.5 + FAR_SIDE / 2, np.float32)
    else:
        gains = np.array([[1.0, FAR_SIDE], [FAR_SIDE, 1.0]], np.float32)
    for row, channel in enumerate(CHANNELS):
        if channel in muted:
            gains[row] = 0.0
    return gains


def _fade(samples: Samples, given: int, length: int) -> None:
    """Let a run begin softly."""
    if (left := min(length - given, len(samples))) > 0:
        ramp = (np.arange(given, given + left, dtype=np.float32) + 1) / (length + 1)
        samples[:left] *= ramp[:, None]
