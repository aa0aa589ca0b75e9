"""The player on a real sound server: what comes out of the loudspeakers is recorded again."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import pytest

from callassist.sources.player import Player
from tests.pulse import PulseServer, pulse
from tests.sources.output import Asked, Broken
from tests.sources.playing import CUSTOMER_HZ, HIGH_HZ, LOW_HZ, Tones
from tests.waiting import wait_until

__all__ = ["pulse"]

HEARD_HZ = 48_000
PATIENCE_S = 30.0
SHARE_S = 0.5
"""So much sound is judged at once."""


class Playing:
    """A player in a process of its own, and the ear at its loudspeaker's monitor."""

    def __init__(self, pulse: PulseServer) -> None:
        options = {"env": pulse.environment, "stdout": subprocess.PIPE}
        self._player = subprocess.Popen(
            [sys.executable, "-m", "tests.sources.playing"],
            stdin=subprocess.PIPE, text=True, **options,
        )  # fmt: skip
        self._ear = subprocess.Popen(
            ["parec", "--raw", "--format=float32le", f"--rate={HEARD_HZ}", "--channels=1",
             "--device=customer_sink.monitor", "--latency-msec=20"],
            **options,
        )  # fmt: skip
        self.problem = self._answer()["problem"]

    def tell(self, *command: Any) -> dict[str, Any]:
        """Call a method of the player, or ask for its ``state``."""
        assert self._player.stdin is not None
        self._player.stdin.write(json.dumps(command) + "\n")
        self._player.stdin.flush()
        return self._answer()

    def listen(self, until: Callable[[dict[float, float]], bool]) -> dict[float, float]:
        """Listen until the tones' levels are as wanted; return them by frequency."""
        patience_ends = time.monotonic() + PATIENCE_S
        while True:
            levels = self.levels()
            if until(levels):
                return levels
            assert time.monotonic() < patience_ends, f"heard only {levels}"

    def levels(self) -> dict[float, float]:
        """Return how loud each tone is in the next half second."""
        samples = self.hear(SHARE_S)
        at = np.arange(len(samples)) / HEARD_HZ
        tones = (LOW_HZ, HIGH_HZ, CUSTOMER_HZ)
        window = np.hanning(len(samples))
        return {
            hz: float(2 * abs(np.mean(samples * window * np.exp(-2j * np.pi * hz * at)))) * 2
            for hz in tones
        }

    def hear(self, duration_s: float) -> np.ndarray:
        """Return what comes out next."""
        assert self._ear.stdout is not None
        raw = self._ear.stdout.read(4 * round(duration_s * HEARD_HZ))
        return np.frombuffer(raw, "<f4")

    def close(self) -> None:
        assert self._player.stdin is not None
        self._player.stdin.close()
        assert self._player.wait(20) == 0
        self._ear.terminate()
        self._ear.wait(10)
        for process in (self._player, self._ear):
            assert process.stdout is not None
            process.stdout.close()

    def _answer(self) -> dict[str, Any]:
        assert self._player.stdout is not None
        line = self._player.stdout.readline()
        assert line, "the player has died"
        answer: dict[str, Any] = json.loads(line)
        return answer


@contextmanager
def playing(pulse: PulseServer) -> Iterator[Playing]:
    player = Playing(pulse)
    try:
        yield player
    finally:
        player.close()


LOUD, QUIET = 0.05, 0.008


def only(*heard: float) -> Callable[[dict[float, float]], bool]:
    """Whether just these tones are heard."""
    return lambda levels: all(
        (level > LOUD) if hz in heard else (level < QUIET) for hz, level in levels.items()
    )


def test_seek_mute_and_speed_are_heard(pulse: PulseServer) -> None:
    with playing(pulse) as player:
        assert player.problem == ""
        player.listen(only())
        player.tell("play")
        player.listen(only(LOW_HZ, CUSTOMER_HZ))
        player.tell("seek", 12.0)
        player.listen(only(HIGH_HZ, CUSTOMER_HZ))
        assert 12.0 <= player.tell("state")["at_s"] < 20.0
        player.tell("seek", 1.0)
        player.tell("set_muted", "customer", True)
        player.listen(only(LOW_HZ))
        player.tell("set_muted", "agent", True)
        player.tell("set_muted", "customer", False)
        player.listen(only(CUSTOMER_HZ))
        player.tell("set_muted", "agent", False)
        player.tell("set_loop", [2.0, 4.0])
        for speed in (0.5, 2.0):
            player.tell("set_speed", speed)
            player.listen(only(LOW_HZ, CUSTOMER_HZ))  # at another speed: the same tones
        player.tell("pause")
        player.listen(only())
        before = player.tell("state")
        assert not before["playing"]
        assert before["at_s"] == player.tell("state")["at_s"]


def test_the_playhead_goes_as_fast_as_the_sound(pulse: PulseServer) -> None:
    with playing(pulse) as player:
        player.tell("play")
        player.listen(only(LOW_HZ, CUSTOMER_HZ))
        for speed in (1.0, 2.0):
            player.tell("set_speed", speed)
            player.tell("seek", 1.0)
            player.hear(0.5)
            first = player.tell("state")["at_s"]
            player.hear(2.0)  # the ruler: what came out of the loudspeaker meanwhile
            second = player.tell("state")["at_s"]
            assert (second - first) / 2.0 == pytest.approx(speed, rel=0.2)


def test_it_ends_with_the_call_and_plays_again_from_the_start(pulse: PulseServer) -> None:
    with playing(pulse) as player:
        player.tell("seek", 19.6)
        player.tell("play")
        player.listen(only(HIGH_HZ, CUSTOMER_HZ))
        player.listen(only())
        state = player.tell("state")
        assert (state["playing"], state["at_s"], state["problem"]) == (False, 20.0, "")
        player.tell("play")
        player.listen(only(LOW_HZ, CUSTOMER_HZ))


def test_a_device_that_goes_is_told(pulse: PulseServer) -> None:
    with playing(pulse) as player:
        player.tell("play")
        player.listen(only(LOW_HZ, CUSTOMER_HZ))
        pulse.stop()
        patience_ends = time.monotonic() + PATIENCE_S
        while not (state := player.tell("state"))["problem"]:
            assert time.monotonic() < patience_ends
            time.sleep(0.05)
        assert not state["playing"]
        assert "\n" not in state["problem"]


@contextmanager
def held(device: Asked) -> Iterator[Player]:
    player = Player(Tones(), device)  # type: ignore[arg-type]
    try:
        assert player.wait_until_checked(PATIENCE_S)
        yield player
    finally:
        player.close()


def test_the_position_counts_the_samples_that_were_given() -> None:
    device = Asked()
    with held(device) as player:
        player.seek(3.0)
        assert player.position_s == 3.0
        player.play()
        wait_until(lambda: device.active)
        wait_until(lambda: device.give(160).any())
        begun_s = player.position_s
        given = device.give(1600)
        assert given.any()
        assert player.position_s == pytest.approx(begun_s + 0.1)
    assert device.closed


def test_after_a_seek_not_one_old_sample_is_given() -> None:
    device = Asked()
    with held(device) as player:
        player.play()
        wait_until(lambda: device.active and device.give(160).any())
        player.seek(15.0)
        wait_until(lambda: device.give(160).any())
        assert 15.0 < player.position_s <= 15.03
        samples = np.concatenate([device.give(160) for _ in range(20)])[:, 0]
        high = abs(np.mean(samples * np.exp(-2j * np.pi * HIGH_HZ * np.arange(3200) / 16_000)))
        low = abs(np.mean(samples * np.exp(-2j * np.pi * LOW_HZ * np.arange(3200) / 16_000)))
        assert high > 20 * low


def test_the_callback_gives_silence_while_nothing_is_ready() -> None:
    device = Asked()
    with held(device) as player:
        player.play()
        wait_until(lambda: device.active and device.give(160).any())
        device.give(20 * 16_000)  # far more than is read ahead
        assert player.underruns > 0
        player.pause()
        assert not device.give(800).any()


def test_without_a_device_there_is_a_line_and_no_sound() -> None:
    with held(Broken()) as player:
        assert "no sound device" in player.problem
        assert "\n" not in player.problem
        player.seek(4.0)
        player.play()
        wait_until(lambda: not player.playing)
        assert player.position_s == 4.0


def test_a_loop_of_next_to_nothing_is_none() -> None:
    with held(Asked()) as player:
        player.set_loop((3.0, 3.01))
        assert player.wish.loop is None
        player.set_loop((-5.0, 999.0))
        assert player.wish.loop == (0.0, 20.0)
