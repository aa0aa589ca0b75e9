"""Standby hands the customer's device over without losing or doubling a sample."""

from __future__ import annotations

import threading
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callassist.errors import AudioDeviceError
from callassist.sources.devices import Device
from callassist.sources.packets import Packet, PacketQueue
from callassist.sources.standby import Standby, joint
from callassist.types import Samples

RATE_HZ = 8000
DEVICE = Device("monitor", "Monitor", "loopback", True, RATE_HZ, "test")
SOUND = np.random.default_rng(6).standard_normal(60 * RATE_HZ).astype(np.float32) * 0.1


@settings(max_examples=60)
@given(
    at=st.integers(0, 3 * RATE_HZ),
    off=st.integers(-1600, 1600),
    delay=st.floats(-1e-3, 1e-3),
    seed=st.integers(0, 5),
)
def test_streams_meet_at_the_sample_whatever_their_arrivals_say(
    at: int, off: int, delay: float, seed: int
) -> None:
    history, fresh = SOUND[: 3 * RATE_HZ + 800], SOUND[at : at + 960].copy()
    fresh += np.random.default_rng(seed).standard_normal(len(fresh)).astype(np.float32) * delay
    assert joint(history, fresh, at + off, RATE_HZ) == at


def test_where_nothing_can_be_compared_arrivals_count() -> None:
    silence = np.zeros(RATE_HZ, np.float32)
    assert joint(silence, silence[:960], 5000, RATE_HZ) == 5000
    assert joint(SOUND[:RATE_HZ], SOUND[40000:40960], 5000, RATE_HZ) == 5000
    assert joint(SOUND[:100], SOUND[:10], 5000, RATE_HZ) == 100
    assert joint(SOUND[:0], SOUND[:960], 0, RATE_HZ) == 0


class ClockedCapture:
    """Gives one and the same endless sound by the clock, in packets of some length."""

    name = DEVICE.name
    rate_hz = RATE_HZ

    def __init__(self, packet_s: float, begun_s: float, late_s: float = 0.0) -> None:
        self.queue = PacketQueue(10 * RATE_HZ)
        self.closed = threading.Event()
        self._packet_s = packet_s
        self._begun_s = begun_s
        self._late_s = late_s
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def failure(self) -> str | None:
        return None

    def news(self) -> bool:
        return False

    def close(self) -> None:
        self.closed.set()
        self._thread.join()

    def _run(self) -> None:
        at = round((time.monotonic() - self._begun_s) * RATE_HZ)
        step = round(self._packet_s * RATE_HZ)
        while not self.closed.wait(0.002):
            now_s = time.monotonic()
            while at + step <= (now_s - self._late_s - self._begun_s) * RATE_HZ:
                at += step
                end_s = self._begun_s + at / RATE_HZ  # as if this thread were always punctual
                self.queue.offer(SOUND[at - step : at], end_s + self._late_s)


def sound_of(packets: list[Packet]) -> Samples:
    return np.concatenate([packet.samples for packet in packets])


@pytest.mark.parametrize("one_at_a_time", [False, True])
def test_a_call_gets_the_seconds_before_it_and_no_seam(
    one_at_a_time: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("callassist.sources.standby.JOINING_MAY_TAKE_S", 10.0)
    zero_s = time.monotonic()
    coarse: list[ClockedCapture] = []

    def open_coarsely(_device: Device, packet_s: float) -> ClockedCapture:
        coarse.append(ClockedCapture(packet_s, zero_s, late_s=0.05))
        return coarse[0]

    def open_fine(_device: Device) -> ClockedCapture:
        if one_at_a_time and not coarse[0].closed.is_set():
            raise AudioDeviceError("somebody else has it")
        return ClockedCapture(0.02, zero_s)

    standby = Standby(
        "default", 1.0, find=lambda _: DEVICE, open_=open_fine, open_coarsely=open_coarsely
    )
    heard = []
    while sum(map(len, heard)) < 1.0 * 16_000:
        heard.append(standby.read())
        time.sleep(0.05)
    since_s = standby.heard_s - 0.6
    begun = standby.hand_over(since_s)
    time.sleep(0.1)
    begun.close()
    packets = begun.capture.queue.take()
    sound = sound_of(packets)
    first = int(np.argmin([np.abs(SOUND[i : i + 200] - sound[:200]).sum() for i in range(16000)]))
    if not one_at_a_time:  # else what passed while the device was opened again is not known
        np.testing.assert_array_equal(sound, SOUND[first : first + len(sound)])
    assert zero_s + first / RATE_HZ == pytest.approx(since_s, abs=0.1)
    assert begun.since_s == pytest.approx(since_s, abs=0.03)
    arrivals = [packet.arrival_s for packet in packets]
    assert arrivals == sorted(arrivals)
    assert coarse[0].closed.is_set()


def test_a_loopback_that_sends_nothing_is_silence() -> None:
    class Mute(ClockedCapture):
        def _run(self) -> None:
            self.closed.wait()

    standby = Standby(
        "default", 1.0, find=lambda _: DEVICE, open_coarsely=lambda *_: Mute(0.2, 0.0)
    )
    begun_s, samples = time.monotonic(), 0
    while samples < 12_000:
        samples += len(standby.read())
        time.sleep(0.05)
    standby.close()
    assert samples / 16_000 <= time.monotonic() - begun_s
