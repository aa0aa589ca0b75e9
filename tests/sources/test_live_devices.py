"""Real devices: a private PulseAudio, captured through SoundCard and PortAudio."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
import time
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
RETURN_S = 2.0
"""What is required: from the return of a device to its sound. It takes a third of a second."""
ALIGNED_S = 0.1


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
            if not self._changed.wait_for(told, PATIENCE_S):
                pytest.fail(f"{channel} was never {states}:\n" + "\n".join(map(str, self.healths)))
            return told()[0]

    def gaps(self, channel: str) -> list[dict[str, str | float]]:
        """Return the gaps told of a channel."""
        return [h for h in self.healths if h["state"] == "gap" and h["channel"] == channel]

    def stand_still(self, duration_s: float) -> None:
        """Stop the process for a while, as a sleep of the computer does."""
        self._process.send_signal(signal.SIGSTOP)
        time.sleep(duration_s)
        self._process.send_signal(signal.SIGCONT)

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


@pytest.mark.soak  # alone: its clicks are timed
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
    capturing = capture("ALSA:default", AGENT_MONITOR)  # both hear the agent's sink
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
        capturing.wait_for("customer", "silent")
        pulse.unplug("customer_sink")
        lost = capturing.wait_for("customer", "lost")
        assert "customer_sink" in str(lost["detail"])
        told = len(capturing.healths)
        time.sleep(1.5)  # there must be a gap to tell of
        pulse.plug("customer_sink")
        plugged_s = time.monotonic()
        capturing.wait_for("customer", "waiting", "silent", since=told)
        assert time.monotonic() - plugged_s < RETURN_S
    with pulse.play(clicks(30.0), RATE_HZ):
        capturing.wait_for("customer", "silent", since=told)
        time.sleep(2.0)
        heard = capturing.end()
    states = [health["state"] for health in capturing.healths if health["channel"] == "agent"]
    assert "lost" not in states
    assert "gap" not in states
    (gap,) = capturing.gaps("customer")
    assert "customer_sink: it is gone" in str(gap["reason"])
    start_s, end_s = float(gap["start_s"]), float(gap["end_s"])
    assert 1.0 < end_s - start_s < 1.5 + RETURN_S + 2.0  # an idle null sink renders 2 s at once
    silent = heard["customer"][round((start_s + 0.05) * RATE_HZ) : round(end_s * RATE_HZ) - 800]
    assert np.abs(silent).max() < 1e-4
    agent_s, customer_s = click_times_s(heard["agent"]), click_times_s(heard["customer"])
    assert np.count_nonzero((agent_s > start_s) & (agent_s < end_s)) >= 1
    # Both sides stand in the same time after the gap as before it.
    back_s = customer_s[customer_s > end_s]
    assert len(back_s) >= 2
    assert max(np.abs(agent_s + BETWEEN_S - one).min() for one in back_s) < ALIGNED_S


@pytest.mark.soak  # alone: its clicks are timed
def test_a_sound_server_that_dies_and_comes_back_is_heard_again(
    pulse: PulseServer, capture: Capture
) -> None:
    capturing = capture("default", "default-loopback")
    capturing.wait_for("customer", "waiting")
    pulse.stop()
    assert "customer_sink" in str(capturing.wait_for("customer", "lost")["detail"])
    capturing.wait_for("agent", "lost")
    told = len(capturing.healths)
    pulse.start()
    started_s = time.monotonic()
    with pulse.play(clicks(30.0), RATE_HZ):
        capturing.wait_for("agent", "waiting", "silent", since=told)
        capturing.wait_for("customer", "waiting", "silent", since=told)
        assert time.monotonic() - started_s < RETURN_S
        capturing.wait_for("agent", "silent", since=told)
        capturing.wait_for("customer", "silent", since=told)
        time.sleep(1.5)
        heard = capturing.end()
    agent_s, customer_s = click_times_s(heard["agent"]), click_times_s(heard["customer"])
    assert len(agent_s) >= 2
    assert min(np.abs(agent_s + BETWEEN_S - one).min() for one in customer_s) < ALIGNED_S
    for channel in ("agent", "customer"):
        (gap,) = capturing.gaps(channel)
        assert "the sound server has gone" in str(gap["reason"])


def test_a_call_on_the_default_follows_it_and_one_on_a_device_stays(
    pulse: PulseServer, capture: Capture
) -> None:
    pulse.load("module-null-sink", "sink_name=headset")
    capturing = capture("default", CUSTOMER_MONITOR)
    capturing.wait_for("customer", "waiting")
    with (
        pulse.play_into("headset", clicks(30.0)[:, 0], RATE_HZ),
        pulse.play_into("customer_sink", clicks(30.0)[:, 1], RATE_HZ),
    ):
        capturing.wait_for("customer", "silent")
        told = len(capturing.healths)
        pulse.choose(source="headset.monitor")
        capturing.wait_for("agent", "silent", since=told)  # what plays there is heard now
        time.sleep(1.0)
        heard = capturing.end()
    assert len(click_times_s(heard["agent"])) >= 1
    assert np.diff(click_times_s(heard["customer"])).max() < SPACING_S + 0.1
    assert "lost" not in {health["state"] for health in capturing.healths}
    assert capturing.gaps("customer") == []


@pytest.mark.soak
def test_a_headset_that_changes_its_profile_comes_back_with_another_rate(
    pulse: PulseServer, capture: Capture
) -> None:
    """Bluetooth: the card's source goes, and another comes with other channels and rate."""
    stereo = ("module-null-sink", "sink_name=headset", "rate=48000", "channels=2")
    number = pulse.load(*stereo)
    capturing = capture("headset", CUSTOMER_MONITOR)
    capturing.wait_for("customer", "waiting")
    with pulse.play_into("customer_sink", clicks(60.0)[:, 1], RATE_HZ):
        capturing.wait_for("customer", "silent")
        pulse.unload(number)
        told = len(capturing.healths)
        pulse.load("module-null-sink", "sink_name=headset", "rate=8000", "channels=1")
        plugged_s = time.monotonic()
        with pulse.play_into("headset", clicks(60.0)[:, 0], RATE_HZ):
            capturing.wait_for("agent", "silent", since=told)
            assert time.monotonic() - plugged_s < RETURN_S + 2.0
            time.sleep(1.5)
            heard = capturing.end()
    spaced_s = np.diff(click_times_s(heard["agent"]))
    assert np.abs(spaced_s - SPACING_S).max() < 0.05  # at the new rate, not at the old one
    assert len(capturing.gaps("agent")) == 1
    assert np.diff(click_times_s(heard["customer"])).max() < SPACING_S + 0.1


@pytest.mark.soak  # alone: its clicks are timed
def test_a_program_that_was_stopped_loses_nothing_that_the_server_kept(
    pulse: PulseServer, capture: Capture
) -> None:
    capturing = capture(*pulse.split())
    capturing.wait_for("customer", "waiting")
    with pulse.play_into("call_sink", clicks(60.0), RATE_HZ):
        capturing.wait_for("customer", "silent")
        time.sleep(0.7)
        capturing.stand_still(3.0)
        time.sleep(1.5)
        heard = capturing.end()
    assert not capturing.gaps("agent") + capturing.gaps("customer")
    assert "lost" not in [health["state"] for health in capturing.healths]
    agent_s, customer_s = click_times_s(heard["agent"]), click_times_s(heard["customer"])
    assert customer_s[-1] - customer_s[0] > 4.0
    for side_s in (agent_s, customer_s):
        assert np.abs(np.diff(side_s) - SPACING_S).max() < ALIGNED_S


@pytest.mark.soak  # alone: its clicks are timed
def test_a_program_that_slept_with_its_devices_marks_the_gap_and_stays_aligned(
    pulse: PulseServer, capture: Capture
) -> None:
    capturing = capture(*pulse.split())
    capturing.wait_for("customer", "waiting")
    with pulse.play_into("call_sink", clicks(60.0), RATE_HZ):
        capturing.wait_for("customer", "silent")
        time.sleep(0.7)
        with pulse.asleep("call_sink"):
            capturing.stand_still(3.0)
        for channel in ("agent", "customer"):
            gap = capturing.wait_for(channel, "gap")
            assert "callassist stood still for 3 s" in str(gap["reason"])
            assert 2.0 < float(gap["end_s"]) - float(gap["start_s"]) < 4.0
        time.sleep(1.5)
        heard = capturing.end()
    agent_s, customer_s = click_times_s(heard["agent"]), click_times_s(heard["customer"])
    back_s = customer_s[customer_s > float(gap["end_s"]) + 0.2]
    assert len(back_s) >= 2
    assert max(np.abs(agent_s + BETWEEN_S - one).min() for one in back_s) < ALIGNED_S


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
    assert len(heard["customer"]) > 2.0 * RATE_HZ
    assert abs(len(heard["agent"]) - len(heard["customer"])) < 0.5 * RATE_HZ
