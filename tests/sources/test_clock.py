"""Fake devices with known clocks against the timeline that comes out.

The fake device records a ramp whose value *is* the true time, so every sample
that comes out says itself how far from its place it lies.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callassist.sources import RATE_HZ
from callassist.sources.clock import HOLD_S, SETTLE_S, WINDOW_S, ArrivalWindow, ClockMap
from callassist.sources.packets import Packet
from callassist.types import AudioBlock, Samples

ZERO_S = 5000.0
RAMP_S = 100.0  # a ramp sample of 0.5 was recorded 50 s into the call
TICK_S = 0.02
EDGE_S = 0.03  # the resampler rings this far around a step


@dataclass
class FakeDevice:
    """Sends packets of the ramp; ``drift`` 1e-4 means 100 ppm too fast."""

    rate_hz: int = 48_000
    drift: float = 0.0
    packet_s: float = 0.02
    start_s: float = 0.0

    def packets(self, duration_s: float, lateness_s: list[float]) -> list[Packet]:
        """Return what arrives; lateness is cyclic and packets keep their order."""
        n = round(self.packet_s * self.rate_hz)
        true_rate_hz = self.rate_hz * (1 + self.drift)
        packets, arrival_s = [], 0.0
        for i in range(int((duration_s - self.start_s) / self.packet_s)):
            times_s = self.start_s + np.arange(i * n, (i + 1) * n) / true_rate_hz
            end_s = self.start_s + (i + 1) * n / true_rate_hz
            arrival_s = max(arrival_s, ZERO_S + end_s + lateness_s[i % len(lateness_s)])
            packets.append(Packet((times_s / RAMP_S).astype(np.float32), arrival_s))
        return packets


def run(clock: ClockMap, packets: list[Packet], until_s: float) -> list[AudioBlock]:
    """Push packets as they arrive and tick in between, as the engine thread does."""
    blocks: list[AudioBlock] = []
    todo = list(packets)
    now_s = ZERO_S
    while now_s < ZERO_S + until_s:
        now_s += TICK_S
        while todo and todo[0].arrival_s <= now_s:
            blocks += clock.push(todo.pop(0))
        blocks += clock.tick(now_s)
    return blocks


def joined(blocks: list[AudioBlock]) -> Samples:
    """Check that the timeline has no seam and return it whole."""
    position = 0
    for block in blocks:
        assert block.start_s * RATE_HZ == pytest.approx(position, abs=1e-3)
        assert block.samples.dtype == np.float32
        position += len(block.samples)
    return np.concatenate([block.samples for block in blocks])


def heard(samples: Samples) -> np.ndarray:
    """Mark the samples whose neighbors all are ramp: filled zeros ring a little."""
    edge = round(EDGE_S * RATE_HZ)
    silent = (np.abs(samples) < 1e-3).astype(np.float64)
    return np.convolve(silent, np.ones(2 * edge + 1), "same") < 0.5


def errors_s(samples: Samples) -> np.ndarray:
    """Return place less true time of every sample that was truly recorded."""
    index = np.flatnonzero(heard(samples))
    return index / RATE_HZ - samples[index].astype(np.float64) * RAMP_S


def punctual_now_and_then(lateness_s: list[float], packet_s: float) -> list[float]:
    """Let a late delivery catch up at the end of every cycle, as a busy machine does."""
    cycle_s = len(lateness_s) * packet_s
    return [min(late_s, cycle_s - (i + 1) * packet_s) for i, late_s in enumerate(lateness_s)]


@settings(deadline=None, max_examples=30)
@given(
    lateness_s=st.lists(st.floats(0.0, 0.2), min_size=1, max_size=12),
    drift_ppm=st.floats(-200.0, 200.0),
    rate_hz=st.sampled_from([8_000, 16_000, 44_100, 48_000, 96_000]),
    packet_s=st.sampled_from([0.01, 0.02, 0.025]),
    start_s=st.floats(0.05, 0.5),
)
def test_any_jitter_and_drift_gives_a_seamless_timeline_near_true_time(
    lateness_s: list[float], drift_ppm: float, rate_hz: int, packet_s: float, start_s: float
) -> None:
    device = FakeDevice(rate_hz, drift_ppm * 1e-6, packet_s, start_s)
    late_s = punctual_now_and_then(lateness_s, packet_s)
    blocks = run(ClockMap("agent", rate_hz, ZERO_S), device.packets(10.0, late_s), 10.0)
    samples = joined(blocks)
    assert len(samples) > 9.4 * RATE_HZ
    ramp = heard(samples)
    first = int(np.argmax(ramp))
    assert first < (start_s + 2 * EDGE_S + 0.03) * RATE_HZ
    assert ramp[first:].all(), "jitter made a hole"
    assert np.abs(errors_s(samples)).max() < 0.03
    assert sum(block.lost_samples for block in blocks) == 0


def test_drift_alone_settles_below_two_milliseconds() -> None:
    def late_errors_s(drift: float) -> np.ndarray:
        packets = FakeDevice(drift=drift, start_s=0.1).packets(60.0, [0.0])
        samples = joined(run(ClockMap("agent", 48_000, ZERO_S), packets, 60.0))
        return errors_s(samples)[20 * RATE_HZ : 59 * RATE_HZ]

    ruler_s = late_errors_s(0.0)  # the resampler's gain is 36 parts a million short of one
    for drift in (200e-6, -200e-6):
        assert np.abs(late_errors_s(drift) - ruler_s).max() < 0.002


@settings(deadline=None, max_examples=15)
@given(
    gap_s=st.floats(HOLD_S + 0.1, 4.0),
    gap_at_s=st.floats(2.0, 6.0),
    lateness_s=st.lists(st.floats(0.0, 0.2), min_size=1, max_size=12),
)
def test_a_loopback_that_sends_nothing_in_silence_is_filled(
    gap_s: float, gap_at_s: float, lateness_s: list[float]
) -> None:
    late_s = punctual_now_and_then(lateness_s, 0.02)
    all_packets = FakeDevice(start_s=0.1).packets(14.0, late_s)
    packets = [
        packet
        for packet in all_packets
        if not gap_at_s <= float(packet.samples[0]) * RAMP_S < gap_at_s + gap_s
    ]
    blocks = run(ClockMap("customer", 48_000, ZERO_S), packets, 14.0)
    samples = joined(blocks)
    assert len(samples) > 13.4 * RATE_HZ, "time stood still"
    assert np.abs(errors_s(samples)).max() < 0.03
    silent_s = np.count_nonzero(np.abs(samples[RATE_HZ:]) < 1e-3) / RATE_HZ
    assert silent_s == pytest.approx(gap_s, abs=0.08)
    assert sum(block.lost_samples for block in blocks) == 0


def test_time_goes_on_though_nothing_ever_arrives() -> None:
    samples = joined(run(ClockMap("customer", 48_000, ZERO_S), [], 10.0))
    assert not samples.any()
    assert 10.0 - len(samples) / RATE_HZ < HOLD_S + 0.06


def test_a_short_hole_that_jitter_could_explain_is_mended_once_it_is_plain() -> None:
    all_packets = FakeDevice(start_s=0.1).packets(12.0, [0.0])
    packets = [p for p in all_packets if not 5.0 <= float(p.samples[0]) * RAMP_S < 5.15]
    samples = joined(run(ClockMap("agent", 48_000, ZERO_S), packets, 12.0))
    late = errors_s(samples)
    assert np.abs(late[-int(4 * RATE_HZ) :]).max() < 0.03
    assert np.abs(late[: 4 * RATE_HZ]).max() < 0.001
    assert WINDOW_S < 2.5


def test_frames_lost_in_the_queue_are_counted_and_leave_their_place_empty() -> None:
    packets = FakeDevice(start_s=0.1).packets(8.0, [0.0])
    lost = [p for p in packets if 4.0 <= float(p.samples[0]) * RAMP_S < 4.2]
    after = packets.index(lost[-1]) + 1
    lost_frames = sum(len(p.samples) for p in lost)
    packets[after] = Packet(packets[after].samples, packets[after].arrival_s, lost_frames)
    kept = [p for p in packets if p not in lost]
    blocks = run(ClockMap("agent", 48_000, ZERO_S), kept, 8.0)
    samples = joined(blocks)
    assert sum(block.lost_samples for block in blocks) == pytest.approx(lost_frames / 3, abs=2)
    assert np.abs(errors_s(samples)).max() < 0.002


def test_a_hole_the_device_admits_is_counted() -> None:
    packets = FakeDevice(start_s=0.1).packets(10.0, [0.0])
    kept = [p for p in packets if not 4.0 <= float(p.samples[0]) * RAMP_S < 4.12]
    broken = next(i for i, p in enumerate(kept) if float(p.samples[0]) * RAMP_S >= 4.12)
    kept[broken] = Packet(kept[broken].samples, kept[broken].arrival_s, broken=True)
    blocks = run(ClockMap("agent", 48_000, ZERO_S), kept, 10.0)
    lost_s = sum(block.lost_samples for block in blocks) / RATE_HZ
    assert lost_s == pytest.approx(0.12, abs=0.02)


def test_a_delivery_later_than_any_jitter_is_cut_and_counted_not_hidden() -> None:
    packets = FakeDevice(start_s=0.1).packets(10.0, [0.0])
    stalled = [
        Packet(p.samples, max(p.arrival_s, ZERO_S + 5.6)) if 5.0 < p.arrival_s - ZERO_S < 5.6 else p
        for p in packets
    ]
    blocks = run(ClockMap("agent", 48_000, ZERO_S), stalled, 10.0)
    samples = joined(blocks)
    assert np.abs(errors_s(samples)).max() < 0.03
    silent_s = np.count_nonzero(np.abs(samples[RATE_HZ:]) < 1e-3) / RATE_HZ
    lost_s = sum(block.lost_samples for block in blocks) / RATE_HZ
    assert 0.2 < lost_s < 0.4
    assert silent_s == pytest.approx(lost_s, abs=0.03)


def test_sound_from_before_the_call_is_not_in_it_and_not_a_loss() -> None:
    packets = FakeDevice(start_s=-1.0).packets(5.0, [0.0])
    blocks = run(ClockMap("agent", 48_000, ZERO_S), packets, 5.0)
    assert np.abs(errors_s(joined(blocks))).max() < 0.002
    assert sum(block.lost_samples for block in blocks) == 0


def test_another_device_goes_on_where_the_first_one_ended() -> None:
    clock = ClockMap("agent", 48_000, ZERO_S)
    first = FakeDevice(start_s=0.1).packets(4.0, [0.0])
    blocks = run(clock, first, 4.0)
    blocks += clock.restart(16_000)
    second = FakeDevice(16_000, start_s=6.0).packets(10.0, [0.0])
    now_s = ZERO_S + 4.0
    while now_s < ZERO_S + 10.0:
        now_s += TICK_S
        while second and second[0].arrival_s <= now_s:
            blocks += clock.push(second.pop(0))
        blocks += clock.tick(now_s)
    samples = joined(blocks)
    assert np.abs(errors_s(samples)).max() < 0.03
    assert np.count_nonzero(np.abs(samples[RATE_HZ:]) < 1e-3) / RATE_HZ == pytest.approx(
        2.0, abs=0.08
    )


def test_what_is_inside_comes_out_at_the_end() -> None:
    clock = ClockMap("agent", 48_000, ZERO_S)
    blocks = run(clock, FakeDevice(start_s=0.1).packets(4.0, [0.0]), 4.0) + clock.flush()
    assert len(joined(blocks)) / RATE_HZ == pytest.approx(4.0, abs=0.025)


def test_a_device_that_sends_nonsense_numbers_gives_silence_for_them() -> None:
    clock = ClockMap("agent", 16_000, ZERO_S)
    packets = FakeDevice(16_000, start_s=0.1).packets(3.0, [0.0])
    packets[50].samples[:] = np.nan
    packets[51].samples[:] = np.inf
    samples = joined(run(clock, packets, 3.0))
    assert np.isfinite(samples).all()
    assert np.abs(errors_s(samples)).max() < 0.002


def test_the_window_keeps_the_smallest_offset_of_its_time() -> None:
    rng = np.random.default_rng(1)
    window, seen = ArrivalWindow(), []
    for i in range(500):
        arrival_s, offset_s = i * 0.05, float(rng.uniform(0, 1))
        seen.append((arrival_s, offset_s))
        window.add(arrival_s, offset_s)
        recent = [o for a, o in seen if a >= arrival_s - WINDOW_S]
        assert window.offset_s == min(recent)
    assert SETTLE_S < WINDOW_S


def test_after_a_stop_what_waited_comes_at_once_and_time_is_right_again() -> None:
    clock = ClockMap("agent", RATE_HZ, ZERO_S)
    blocks, stopped_s, passed_s = [], 3.0, 100.0
    for number in range(1, 251):  # 5 s of sound, and three of them in one moment
        now_s = number * 0.02
        late_s = 1.0 + stopped_s if 1.0 < now_s <= 1.0 + stopped_s else now_s
        if late_s != now_s and number == 51:
            blocks += clock.resume(0.0, ZERO_S + late_s)
        click = np.zeros(320, np.float32)
        click[0] = 0.5 if number in (40, 220) else 0.0
        blocks += clock.push(Packet(click, ZERO_S + late_s))
        if late_s == now_s:
            blocks += clock.tick(ZERO_S + now_s)
    sound = np.concatenate([block.samples for block in blocks])
    clicks_s = np.flatnonzero(np.abs(sound) > 0.2) / RATE_HZ
    assert clicks_s[0] == pytest.approx(39 * 0.02, abs=0.005)
    assert clicks_s[-1] == pytest.approx(219 * 0.02, abs=0.005)
    # A stop that is no part of the call leaves no trace in its time.
    fed_s = clock.position_s
    blocks = clock.resume(passed_s, ZERO_S + 5.0 + passed_s)
    blocks += clock.tick(ZERO_S + 5.0 + passed_s + SETTLE_S)
    assert clock.position_s - fed_s < 0.1 + SETTLE_S


def test_after_a_stop_the_clock_waits_for_sound_that_waited() -> None:
    clock = ClockMap("agent", RATE_HZ, ZERO_S)
    second = np.full(RATE_HZ, 0.5, np.float32)
    blocks = clock.push(Packet(second, ZERO_S + 1.0)) + clock.tick(ZERO_S + 1.4)
    blocks += clock.resume(0.0, ZERO_S + 4.0)
    # The program stood still for three seconds; its reader wakes before the device's thread,
    # which had left one packet.
    blocks += clock.push(Packet(second[:320], ZERO_S + 1.02)) + clock.tick(ZERO_S + 4.0)
    blocks += clock.push(Packet(np.tile(second, 3)[320:], ZERO_S + 4.01))
    blocks += clock.tick(ZERO_S + 4.4)
    sound = joined(blocks)
    assert np.mean(np.abs(sound[: 4 * RATE_HZ]) > 0.2) > 0.98
    assert not sum(block.lost_samples for block in blocks)
    # With nothing that waited, the clock fills.
    blocks = clock.resume(0.0, ZERO_S + 8.0) + clock.tick(ZERO_S + 8.0) + clock.tick(ZERO_S + 9.0)
    assert clock.position_s > 8.0
