"""What a player hears next: loops, skips, mutes, and where each sample is in the call."""

from __future__ import annotations

from itertools import islice

import numpy as np
import pytest

from callassist.sources.feeding import FADE_S, FAR_SIDE, Piece, Wish, pieces
from callassist.types import Samples

RATE_HZ = 8_000


class Counting:
    """A sound whose samples say where they are: the agent's by value, the customer's constant."""

    rate_hz = RATE_HZ

    def __init__(self, duration_s: float = 4.0) -> None:
        self.duration_s = duration_s

    def read(self, start_s: float, duration_s: float) -> Samples:
        first = round(start_s * RATE_HZ)
        end = min(first + round(duration_s * RATE_HZ), round(self.duration_s * RATE_HZ))
        at = np.arange(first, max(first, end)) / (RATE_HZ * 10)
        return np.stack([at, np.full(len(at), 0.25)], 1).astype(np.float32)

    def damage(self, _go_on: object = None, /) -> tuple[()]:
        return ()

    def close(self) -> None:
        """Nothing to free."""


AGENT_ONLY = frozenset({"customer"})


def heard(wish: Wish, at_s: float = 0.0, most: int = 10_000) -> list[Piece]:
    return list(islice(pieces(Counting(), at_s, wish, RATE_HZ, 2), most))


def seconds(given: list[Piece]) -> np.ndarray:
    """Where in the call each sample comes from, read from the samples themselves."""
    faded = round(FADE_S * RATE_HZ)
    whole = [p.samples[faded if p.from_s == p.jumped_s else 0 :, 0] for p in given]
    return np.concatenate(whole) * 10


def test_each_piece_says_where_it_is() -> None:
    given = heard(Wish(muted=AGENT_ONLY), at_s=1.0)
    for piece in given[1:]:
        assert piece.samples[0, 0] * 10 == pytest.approx(piece.from_s, abs=1e-3)
    assert sum(len(piece.samples) for piece in given) == 3 * RATE_HZ


@pytest.mark.parametrize("speed", [0.5, 2.0])
def test_speed_changes_how_far_a_sample_goes(speed: float) -> None:
    given = heard(Wish(speed=speed))
    assert sum(len(piece.samples) for piece in given) == 4 * RATE_HZ / speed
    ended_s = given[-1].from_s + len(given[-1].samples) * given[-1].step_s
    assert ended_s == pytest.approx(4.0, abs=0.01)


def test_what_is_skipped_is_not_heard() -> None:
    at = seconds(heard(Wish(muted=AGENT_ONLY, skip=((0.5, 1.0), (3.0, 3.5)))))
    assert len(at) == 3 * RATE_HZ - 3 * round(FADE_S * RATE_HZ)
    assert not np.any((at > 0.51) & (at < 0.99))
    assert not np.any((at > 3.01) & (at < 3.49))


def test_a_start_within_what_is_skipped_goes_on_behind_it() -> None:
    given = heard(Wish(skip=((0.5, 2.0),)), at_s=1.0)
    assert given[0].from_s == 2.0


def test_a_loop_comes_again() -> None:
    given = heard(Wish(muted=AGENT_ONLY, loop=(1.0, 1.5)), at_s=1.2, most=30)
    at = seconds(given)
    assert at.max() < 1.5
    assert [p.from_s for p in given if p.from_s == p.jumped_s][:3] == [1.2, 1.0, 1.0]


def test_a_loop_behind_leaves_the_rest_to_be_heard() -> None:
    given = heard(Wish(loop=(1.0, 1.5)), at_s=2.0)
    assert given[0].from_s == 2.0
    assert sum(len(piece.samples) for piece in given) == 2 * RATE_HZ


def test_a_loop_of_nothing_but_silence_is_played() -> None:
    given = heard(Wish(muted=AGENT_ONLY, loop=(1.0, 1.5), skip=((0.5, 2.0),)), at_s=1.0, most=20)
    assert len(given) == 20
    assert seconds(given).max() < 1.5


def test_a_mute_side_is_not_in_it() -> None:
    given = heard(Wish(muted=frozenset({"agent"})))
    samples = np.concatenate([piece.samples for piece in given])[RATE_HZ:]
    assert samples[:, 1] == pytest.approx(0.25)
    assert samples[:, 0] == pytest.approx(0.25 * FAR_SIDE)


def test_with_both_mute_time_goes_on_in_silence() -> None:
    given = heard(Wish(muted=frozenset({"agent", "customer"})))
    assert sum(len(piece.samples) for piece in given) == 4 * RATE_HZ
    assert not any(piece.samples.any() for piece in given)


def test_another_rate_and_one_loudspeaker() -> None:
    given = list(pieces(Counting(), 0.0, Wish(), 44_100, 1))
    assert {piece.samples.shape[1] for piece in given} == {1}
    assert sum(len(piece.samples) for piece in given) == pytest.approx(4 * 44_100, abs=50)
    assert given[-1].from_s < 4.0


def test_at_the_end_there_is_nothing() -> None:
    assert heard(Wish(), at_s=4.0) == []
