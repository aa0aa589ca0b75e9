"""Blocks of any size become the same hops."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from callassist.listen.framing import Framer
from callassist.settings.listen import HOP_SAMPLES, RATE_HZ
from callassist.types import AudioBlock

SOUND = np.arange(5 * HOP_SAMPLES + 77, dtype=np.float32)


def block(first: int, samples: np.ndarray, lost: int = 0) -> AudioBlock:
    return AudioBlock("agent", first / RATE_HZ, RATE_HZ, samples, lost)


@given(st.lists(st.integers(1, len(SOUND) - 1), max_size=20))
def test_any_cutting_gives_the_same_hops(cuts: list[int]) -> None:
    framer = Framer()
    edges = [0, *sorted(set(cuts)), len(SOUND)]
    hops = [framer.push(block(a, SOUND[a:b])) for a, b in itertools.pairwise(edges)]
    joined = np.concatenate([*hops, framer.flush()]).ravel()
    assert np.array_equal(joined[: len(SOUND)], SOUND)
    assert not joined[len(SOUND) :].any()


def test_a_gap_is_filled_with_silence() -> None:
    framer = Framer()
    framer.push(block(0, np.ones(100, np.float32)))
    hops = framer.push(block(HOP_SAMPLES, np.ones(HOP_SAMPLES, np.float32), lost=412))
    assert hops.shape == (2, HOP_SAMPLES)
    assert hops[0].sum() == 100
    assert hops[1].sum() == HOP_SAMPLES


def test_sound_given_twice_is_dropped() -> None:
    framer = Framer()
    framer.push(block(0, np.ones(400, np.float32)))
    hops = framer.push(block(300, np.full(212, 2.0, np.float32)))
    assert hops.shape == (1, HOP_SAMPLES)
    assert hops[0, :400].sum() == 400
    assert set(hops[0, 400:]) == {2.0}


def test_nan_becomes_silence() -> None:
    hops = Framer().push(block(0, np.full(HOP_SAMPLES, np.nan, np.float32)))
    assert not hops.any()


def test_a_wrong_rate_or_a_wild_jump_is_refused() -> None:
    with pytest.raises(ValueError, match="16000 Hz, not 8000 Hz"):
        Framer().push(AudioBlock("agent", 0.0, 8000, np.zeros(8, np.float32)))
    with pytest.raises(ValueError, match="ahead"):
        Framer().push(AudioBlock("agent", 5000.0, RATE_HZ, np.zeros(8, np.float32)))
