"""The joining of two sides, with devices that do as they are told."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from callassist.errors import AudioDeviceError
from callassist.sources import RATE_HZ, line
from callassist.sources.devices import Device
from callassist.sources.live import LiveSource
from callassist.sources.packets import PacketQueue
from callassist.types import AudioBlock, Gap, Health

PATIENCE_S = 20.0


class FakeCapture:
    """A device at 16 kHz that sends a value's worth of sound every 20 ms until it fails."""

    def __init__(self, device: Device) -> None:
        self.name = device.name
        self.rate_hz = RATE_HZ
        self.queue = PacketQueue(10 * RATE_HZ)
        self.gone: str | None = None
        self.changed = self.dry = False
        self.closed = threading.Event()
        self._thread = threading.Thread(target=self._send, daemon=True)
        self._thread.start()

    def failure(self) -> str | None:
        return self.gone

    def news(self) -> bool:
        told, self.changed = self.changed, False
        return told

    def close(self) -> None:
        self.closed.set()
        self._thread.join()

    def _send(self) -> None:
        due_s = time.monotonic()
        while not self.closed.is_set():
            due_s += 0.02
            self.closed.wait(max(0.0, due_s - time.monotonic()))
            if self.gone is None and not self.dry:
                self.queue.offer(np.full(320, 0.1, np.float32), time.monotonic())


class FakeHost:
    """Two devices that can be pulled out and plugged in."""

    def __init__(self) -> None:
        self.there = {"mic", "monitor"}
        self.captures: dict[str, list[FakeCapture]] = {"mic": [], "monitor": []}
        self.healths: list[Health] = []
        self.gaps: list[Gap] = []
        self.default = "mic"

    def take(self, news: Health | Gap) -> None:
        if isinstance(news, Gap):
            self.gaps.append(news)
        else:
            self.healths.append(news)

    def find(self, spec: str) -> Device:
        spec = self.default if spec == "default" else spec
        if spec not in self.there:
            raise AudioDeviceError(f'no sound device is called "{spec}"')
        kind = "loopback" if spec == "monitor" else "microphone"
        return Device(spec, spec, kind, True, RATE_HZ, "fake")  # type: ignore[arg-type]

    def open(self, device: Device) -> FakeCapture:
        capture = FakeCapture(device)
        self.captures.setdefault(device.id, []).append(capture)
        return capture

    def source(self, agent: str = "mic", customer: str = "monitor") -> LiveSource:
        return LiveSource(agent, customer, self.take, find=self.find, open_=self.open)

    def pull(self, name: str) -> None:
        self.there.remove(name)
        self.captures[name][-1].gone = "it is gone"

    def all_closed(self) -> bool:
        return all(c.closed.is_set() for captures in self.captures.values() for c in captures)


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> FakeHost:
    monkeypatch.setattr(line, "REOPEN_S", 0.05)
    monkeypatch.setattr(line, "WATCH_S", 0.01)
    return FakeHost()


def read_until(
    blocks: Iterator[AudioBlock], enough: Callable[[list[AudioBlock]], bool]
) -> list[AudioBlock]:
    patience_ends = time.monotonic() + PATIENCE_S
    read: list[AudioBlock] = []
    while not enough(read):
        assert time.monotonic() < patience_ends
        read.append(next(blocks))
    return read


def state_of(host: FakeHost, channel: str) -> str:
    return [health.state for health in host.healths if health.channel == channel][-1]


def seamless(blocks: list[AudioBlock], channel: str) -> np.ndarray:
    mine = [block for block in blocks if block.channel == channel]
    position = 0
    for block in mine:
        assert block.start_s == position / RATE_HZ
        position += len(block.samples)
    return np.concatenate([block.samples for block in mine])


def test_both_sides_start_at_zero_and_run_on_until_closed(host: FakeHost) -> None:
    source = host.source()
    assert {channel: d.id for channel, d in source.devices.items()} == {
        "agent": "mic",
        "customer": "monitor",
    }
    blocks = source.blocks()
    read = read_until(
        blocks,
        lambda seen: bool(seen) and min(_ends_s(seen, "agent"), _ends_s(seen, "customer")) > 1,
    )
    source.close()
    source.close()
    read += list(blocks)
    for channel in ("agent", "customer"):
        samples = seamless(read, channel)
        assert np.count_nonzero(np.abs(samples - 0.1) < 0.01) > 0.7 * RATE_HZ
        assert state_of(host, channel) == "silent"
    assert host.all_closed()


def _ends_s(blocks: list[AudioBlock], channel: str) -> float:
    mine = [b.start_s + len(b.samples) / RATE_HZ for b in blocks if b.channel == channel]
    return mine[-1] if mine else 0.0


def test_a_lost_side_is_silent_and_comes_back_and_the_other_goes_on(host: FakeHost) -> None:
    source = host.source()
    blocks = source.blocks()
    read = read_until(
        blocks, lambda seen: bool(host.healths) and state_of(host, "customer") == "silent"
    )
    host.pull("monitor")
    read += read_until(blocks, lambda _: state_of(host, "customer") == "lost")
    lost_s = _ends_s(read, "customer")
    read += read_until(blocks, lambda seen: _ends_s(seen, "customer") > lost_s + 0.5)
    assert "monitor: it is gone" in host.healths[-1].detail
    host.there.add("monitor")
    read += read_until(blocks, lambda _: state_of(host, "customer") == "silent")
    source.close()
    read += list(blocks)
    assert len(host.captures["monitor"]) == 2
    assert len(host.captures["mic"]) == 1
    customer = seamless(read, "customer")
    assert np.count_nonzero(np.abs(customer) < 1e-6) > 0.4 * RATE_HZ
    assert customer[-800:].any()
    seamless(read, "agent")
    assert "lost" not in [h.state for h in host.healths if h.channel == "agent"]
    assert host.all_closed()
    (gap,) = host.gaps
    assert (gap.channel, gap.reason) == ("customer", "monitor: it is gone")
    inside = customer[round((gap.start_s + 0.05) * RATE_HZ) : round((gap.end_s - 0.05) * RATE_HZ)]
    assert len(inside) > 0.4 * RATE_HZ
    assert np.abs(inside).max() < 1e-4
    # Nothing but the gap is silent.
    assert customer[round(gap.end_s * RATE_HZ) + 800 :].all()


def test_a_side_that_never_comes_back_ends_in_a_gap(host: FakeHost) -> None:
    source = host.source()
    blocks = source.blocks()
    read = read_until(blocks, lambda _: bool(host.healths) and state_of(host, "agent") == "silent")
    host.pull("mic")
    read += read_until(blocks, lambda _: state_of(host, "agent") == "lost")
    lost_s = _ends_s(read, "customer")
    read += read_until(blocks, lambda seen: _ends_s(seen, "customer") > lost_s + 0.5)
    assert host.gaps == []
    source.close()
    read += list(blocks)
    (gap,) = host.gaps
    assert (gap.channel, gap.end_s) == ("agent", pytest.approx(_ends_s(read, "agent")))
    assert gap.start_s < gap.end_s


def test_a_call_on_the_default_follows_it_and_one_on_a_device_stays(host: FakeHost) -> None:
    host.there.add("headset")
    for spec, opened in (("default", 1), ("mic", 0)):
        host.default = "mic"
        source = host.source(spec)
        blocks = source.blocks()
        read_until(blocks, lambda seen: bool(seen) and _ends_s(seen, "agent") > 0.1)
        host.default = "headset"
        host.captures["mic"][-1].changed = True
        read_until(blocks, lambda seen: bool(seen) and _ends_s(seen, "customer") > 0.5)
        assert source.devices["agent"].id == ("headset" if opened else "mic")
        source.close()
        list(blocks)
    assert host.gaps == []
    assert "lost" not in {health.state for health in host.healths}
    assert host.all_closed()


def test_a_microphone_that_starves_is_as_good_as_gone(
    host: FakeHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(line, "STARVED_S", 0.6)
    source = host.source()
    blocks = source.blocks()
    read_until(blocks, lambda _: bool(host.healths) and state_of(host, "agent") == "silent")
    capture = host.captures["mic"][0]
    capture.dry = True
    read_until(blocks, lambda _: state_of(host, "agent") == "lost")
    assert "sends nothing" in host.healths[-1].detail
    capture.dry = False
    read_until(blocks, lambda _: bool(host.gaps))
    assert state_of(host, "agent") == "silent"
    assert host.gaps[0].channel == "agent"
    assert len(host.captures["mic"]) == 1, "it was open all the time"
    source.close()
    list(blocks)


def test_the_sound_before_the_call_is_left_out(host: FakeHost) -> None:
    source = host.source()
    capture = host.captures["mic"][0]
    deadline = time.monotonic() + PATIENCE_S
    while capture.queue._offered_frames < 0.3 * RATE_HZ:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    blocks = source.blocks()
    begun_s = time.monotonic()
    first = read_until(blocks, lambda seen: any(block.channel == "agent" for block in seen))[-1]
    assert first.start_s == 0.0
    assert len(first.samples) / RATE_HZ <= time.monotonic() - begun_s
    source.close()


def test_leaving_the_loop_frees_the_devices(host: FakeHost) -> None:
    blocks = host.source().blocks()
    next(blocks)
    blocks.close()  # type: ignore[attr-defined]
    assert host.all_closed()


def test_close_from_another_thread_ends_the_blocks(host: FakeHost) -> None:
    source = host.source()
    reader = threading.Thread(target=lambda: list(source.blocks()))
    reader.start()
    source.close()
    reader.join(PATIENCE_S)
    assert not reader.is_alive()


def test_one_device_cannot_be_both_sides(host: FakeHost) -> None:
    with pytest.raises(AudioDeviceError, match="cannot both be"):
        host.source("mic", "mic")
    assert host.captures["mic"] == []


def test_if_the_second_does_not_open_the_first_is_closed(
    host: FakeHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = host.open

    def open_(device: Device) -> FakeCapture:
        if device.id == "monitor":
            raise AudioDeviceError("cannot listen to monitor: it is busy")
        return honest(device)

    monkeypatch.setattr(host, "open", open_)
    with pytest.raises(AudioDeviceError, match="busy"):
        host.source()
    assert host.captures["mic"][0].closed.is_set()


def test_a_missing_device_is_named(host: FakeHost) -> None:
    with pytest.raises(AudioDeviceError, match="nonesuch"):
        host.source("mic", "nonesuch")


def test_a_reader_that_sleeps_loses_sound_that_is_counted(
    host: FakeHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = host.source()
    capture = host.captures["mic"][0]
    blocks = source.blocks()
    read_until(blocks, lambda _: bool(host.healths) and state_of(host, "agent") == "silent")
    capture.queue._capacity_frames = 1600
    deadline = time.monotonic() + PATIENCE_S
    while capture.queue._lost_frames < 3200:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    read = read_until(blocks, lambda seen: any(block.lost_samples for block in seen))
    assert read[-1].channel == "agent"
    assert read[-1].lost_samples >= 3200
    source.close()
