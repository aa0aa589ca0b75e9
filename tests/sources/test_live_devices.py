"""Real devices: a private PulseAudio, captured through SoundCard and PortAudio."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from callassist.sources import RATE_HZ
from tests.pulse import AGENT_MONITOR, CUSTOMER_MONITOR, PulseServer, pulse

__all__ = ["pulse"]

SPACING_S = 0.5
BETWEEN_S = 0.125  # the customer's click follows the agent's
PATIENCE_S = 30.0


def clicks(duration_s: float) -> NDArray[np.float32]:
    """Return both channels' click trains, the first after ``SPACING_S``."""
    call = np.zeros((round(duration_s * RATE_HZ), 2), np.float32)
    for at_s in np.arange(SPACING_S, duration_s - SPACING_S, SPACING_S):
        for channel, later_s in enumerate((0.0, BETWEEN_S)):
            start = round((at_s + later_s) * RATE_HZ)
            call[start : start + 16, channel] = 0.8
    return call


def click_times_s(samples: NDArray[np.float32]) -> NDArray[np.float64]:
    loud = np.flatnonzero(np.abs(samples) > 0.2)
    first = np.diff(loud, prepend=-RATE_HZ) > 0.1 * RATE_HZ
    return loud[first] / RATE_HZ


class Capturing:
    """A process that captures, and what it said."""

    def __init__(self, process: subprocess.Popen[str], out: Path) -> None:
        self._process = process
        self._out = out
        self._changed = threading.Condition()
        self.healths: list[dict[str, str | float]] = []
        threading.Thread(target=self._read, daemon=True).start()

    def wait_for(self, channel: str, *states: str, since: int = 0) -> dict[str, str | float]:
        """Wait until ``channel`` is told to be in one of ``states``."""

        def told() -> list[dict[str, str | float]]:
            return [
                health
                for health in self.healths[since:]
                if health["channel"] == channel and health["state"] in states
            ]

        with self._changed:
            assert self._changed.wait_for(told, PATIENCE_S), (channel, states, self.healths)
            return told()[0]

    def end(self) -> dict[str, NDArray[np.float32]]:
        """End the capture and return what it heard."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        assert self._process.wait(PATIENCE_S) == 0
        with np.load(self._out) as heard:
            return dict(heard)

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            with self._changed:
                self.healths.append(json.loads(line))
                self._changed.notify_all()


Capture = Callable[[str, str], Capturing]


@pytest.fixture
def capture(pulse: PulseServer, tmp_path: Path) -> Iterator[Capture]:
    processes: list[subprocess.Popen[str]] = []

    def start(agent: str, customer: str) -> Capturing:
        out = tmp_path / "heard.npz"
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.sources.capturing", agent, customer, str(out)],
            env=pulse.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        processes.append(process)
        return Capturing(process, out)

    yield start
    for process in processes:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            assert pipe is not None
            pipe.close()


def test_two_captures_share_one_call_time(pulse: PulseServer, capture: Capture) -> None:
    capturing = capture(*pulse.split())
    capturing.wait_for("customer", "waiting")
    with pulse.play_into("call_sink", clicks(5.0), RATE_HZ) as player:
        assert player.wait(PATIENCE_S) == 0
        capturing.wait_for("customer", "silent")
    heard = capturing.end()
    agent_s, customer_s = click_times_s(heard["agent"]), click_times_s(heard["customer"])
    assert len(agent_s) == len(customer_s) == 8
    assert np.abs(customer_s - agent_s - BETWEEN_S).max() < 0.04
    assert np.abs(np.diff(agent_s) - SPACING_S).max() < 0.02
    assert np.abs(len(heard["agent"]) - len(heard["customer"])) < 0.3 * RATE_HZ
    # An overloaded machine may stall for longer than any jitter; else nothing is lost.
    assert heard["agent_lost"] + heard["customer_lost"] < 0.2 * RATE_HZ


def test_a_microphone_and_a_loopback_share_one_call_time(
    pulse: PulseServer, capture: Capture
) -> None:
    capturing = capture("default", AGENT_MONITOR)  # both hear the agent's sink
    capturing.wait_for("agent", "waiting")
    with pulse.play_into("agent_sink", clicks(5.0)[:, 0], RATE_HZ) as player:
        assert player.wait(PATIENCE_S) == 0
        capturing.wait_for("agent", "silent")
    heard = capturing.end()
    microphone_s, loopback_s = click_times_s(heard["agent"]), click_times_s(heard["customer"])
    assert len(microphone_s) == len(loopback_s) == 8
    assert np.abs(microphone_s - loopback_s).max() < 0.04


def test_each_side_hears_its_own_sink_alone(pulse: PulseServer, capture: Capture) -> None:
    capturing = capture(AGENT_MONITOR, "default-loopback")
    capturing.wait_for("customer", "waiting")
    call = clicks(3.0)
    call[:, 1] = 0
    with pulse.play(call, RATE_HZ) as player:
        assert player.wait(PATIENCE_S) == 0
        capturing.wait_for("agent", "silent")
    heard = capturing.end()
    assert len(click_times_s(heard["agent"])) == 4
    assert len(click_times_s(heard["customer"])) == 0


def test_a_lost_loopback_leaves_the_other_side_going_and_comes_back(
    pulse: PulseServer, capture: Capture
) -> None:
    capturing = capture(AGENT_MONITOR, CUSTOMER_MONITOR)
    capturing.wait_for("customer", "waiting")
    with pulse.play(clicks(30.0), RATE_HZ):
        capturing.wait_for("customer", "hears")
        pulse.unplug("customer_sink")
        lost = capturing.wait_for("customer", "lost")
        assert "customer_sink" in str(lost["detail"])
        told = len(capturing.healths)
        pulse.plug("customer_sink")
        back = capturing.wait_for("customer", "waiting", "silent", "hears", since=told)
    with pulse.play(clicks(30.0), RATE_HZ):
        capturing.wait_for("customer", "hears", since=told)
    heard = capturing.end()
    states = [health["state"] for health in capturing.healths if health["channel"] == "agent"]
    assert "lost" not in states
    lost_s, back_s = float(lost["at_s"]), float(back["at_s"])
    silent = heard["customer"][round(lost_s * RATE_HZ) : round((back_s - 0.5) * RATE_HZ)]
    assert np.abs(silent).max() < 1e-6
    while_lost = click_times_s(heard["agent"])
    assert np.count_nonzero((while_lost > lost_s) & (while_lost < back_s)) >= 1
    # Silent while it was lost: what came after was heard again.
    assert (click_times_s(heard["customer"]) > lost_s).any()


def test_a_sound_server_that_dies_and_comes_back_is_heard_again(
    pulse: PulseServer, capture: Capture
) -> None:
    capturing = capture("default", CUSTOMER_MONITOR)
    capturing.wait_for("customer", "waiting")
    pulse.stop()
    assert "customer_sink" in str(capturing.wait_for("customer", "lost")["detail"])
    capturing.wait_for("agent", "lost")
    pulse.start()
    told = len(capturing.healths)
    with pulse.play(clicks(30.0), RATE_HZ):
        capturing.wait_for("agent", "hears", since=told)
        capturing.wait_for("customer", "hears", since=told)
    heard = capturing.end()
    assert len(click_times_s(heard["agent"])) > 0
    assert len(click_times_s(heard["customer"])) > 0


def test_a_monitor_that_sends_nothing_is_filled_by_the_clock_and_can_be_closed(
    pulse: PulseServer, capture: Capture
) -> None:
    capturing = capture(AGENT_MONITOR, CUSTOMER_MONITOR)
    capturing.wait_for("customer", "waiting")
    pulse.suspend("customer_sink")
    told = len(capturing.healths)
    advised = capturing.wait_for("customer", "waiting", since=told)
    assert "nothing plays on" in str(advised["detail"])
    heard = capturing.end()
    assert len(heard["customer"]) > 2.5 * RATE_HZ
    assert abs(len(heard["agent"]) - len(heard["customer"])) < 0.5 * RATE_HZ
