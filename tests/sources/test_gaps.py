from __future__ import annotations

import itertools

import numpy as np
import pytest

from callassist.sources import RATE_HZ
from callassist.sources.clock import ClockMap
from callassist.sources.gaps import MOOT_S, NOTHING_PLAYS_S, GapWatch, SleepWatch
from callassist.sources.packets import Packet
from callassist.types import Gap


class Side:
    """A device at 16 kHz whose packets come when the test says."""

    def __init__(self) -> None:
        self.clock = ClockMap("agent", RATE_HZ, 100.0)
        self.gaps = GapWatch("agent", self.clock)
        self.now_s = 0.0

    def run(self, duration_s: float, *, sends: bool = True, silent: bool = False) -> list[Gap]:
        told = []
        for _ in range(round(duration_s / 0.02)):
            self.now_s += 0.02
            if sends:
                self.clock.push(Packet(np.full(320, 0.1, np.float32), 100.0 + self.now_s))
            self.clock.tick(100.0 + self.now_s)
            gap = self.gaps.settle(self.now_s, may_be_silent=silent)
            told += [gap] if gap is not None else []
        return told


def test_a_gap_is_told_once_with_the_times_of_the_sound() -> None:
    side = Side()
    assert side.run(2.0) == []
    assert side.run(3.0, sends=False) == []
    side.gaps.open("Headset: it is gone")
    side.gaps.open("another reason comes too late")
    (gap,) = side.run(2.0)
    assert gap.reason == "Headset: it is gone"
    assert (gap.start_s, gap.end_s) == (pytest.approx(2.0, abs=0.02), pytest.approx(5.0, abs=0.02))
    assert side.gaps.end(side.now_s) is None


def test_a_hole_that_nobody_gave_a_reason_for_is_no_gap() -> None:
    side = Side()
    assert side.run(1.0) + side.run(2.0, sends=False) + side.run(1.0) == []
    side.gaps.open("the computer slept for 3 s")  # and yet all its sound is here
    assert side.run(MOOT_S + 0.5) + side.run(1.0, sends=False) + side.run(1.0) == []


def test_a_loopback_that_is_open_again_needs_not_send() -> None:
    side = Side()
    side.run(1.0)
    side.run(1.0, sends=False)
    side.gaps.open("Speakers: it is gone")
    side.gaps.back(side.now_s)
    (gap,) = side.run(NOTHING_PLAYS_S + 0.5, sends=False, silent=True)
    assert (gap.start_s, gap.end_s) == (pytest.approx(1.0, abs=0.02), pytest.approx(2.0))


def test_two_losses_without_a_sound_between_do_not_overlap() -> None:
    side = Side()
    side.run(1.0)
    told = []
    for _ in range(2):
        side.gaps.open("gone")
        side.run(0.5, sends=False)
        side.gaps.back(side.now_s)
        told += side.run(NOTHING_PLAYS_S + 0.5, sends=False, silent=True)
    side.gaps.open("gone")
    told += side.run(1.0)
    assert len(told) == 3
    assert all(one.end_s <= two.start_s < two.end_s for one, two in itertools.pairwise(told))


def test_one_that_lasts_ends_with_the_call() -> None:
    side = Side()
    side.run(1.0)
    side.run(1.0, sends=False)
    side.gaps.open("gone")
    gap = side.gaps.end(2.0)
    assert gap == Gap("agent", pytest.approx(1.0, abs=0.02), 2.0, "gone")


class Clocks:
    """One that stands still in a sleep, and one that does not."""

    def __init__(self) -> None:
        self.awake_s, self.all_s = 50.0, 7000.0
        self.watch = SleepWatch(lambda: self.awake_s, lambda: self.all_s)

    def live(self, duration_s: float) -> None:
        self.awake_s += duration_s
        self.all_s += duration_s


def test_a_sleep_is_told_from_a_stop_and_from_a_moment() -> None:
    clocks = Clocks()
    clocks.live(0.5)
    assert clocks.watch.look() is None
    clocks.live(0.02)
    clocks.all_s += 1200
    slept = clocks.watch.look()
    assert slept is not None
    assert (slept.reason, slept.stood_s) == ("the computer slept for 20 min", pytest.approx(0.02))
    clocks.live(5.0)
    stood = clocks.watch.look()
    assert stood is not None
    assert (stood.reason, stood.stood_s) == ("callassist stood still for 5 s", pytest.approx(5.0))
    clocks.live(0.02)
    assert clocks.watch.look() is None


def test_the_systems_clocks_run_alike_while_nobody_sleeps() -> None:
    assert SleepWatch().look() is None
