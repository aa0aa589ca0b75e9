"""A day without devices: when standby listens, what it tells, and what it hands over."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Iterator

import numpy as np
import pytest

from callassist.errors import DeviceNotFoundError, ModelError
from callassist.run.day import Day
from callassist.settings.user import UserSettings
from callassist.sources.devices import Device
from callassist.types import CallEnded, Features, Health, Samples
from tests.fakes import LevelDetector, voice
from tests.waiting import wait_until

DEVICE = Device("monitor", "Monitor of headset", "loopback", True, 48_000, "test")
MAY_TAKE_S = 10.0


class ScriptedStandby:
    """A device whose sound a test gives."""

    def __init__(self, spec: str) -> None:
        self.spec = spec
        self.device = DEVICE
        self.sound: queue.SimpleQueue[Samples] = queue.SimpleQueue()
        self.lost: str | None = None
        self.closed = threading.Event()
        self.handed_over_since_s: float | None = None

    @property
    def heard_s(self) -> float:
        return 1000.0

    def read(self) -> Samples:
        pieces = [np.zeros(0, np.float32)]
        while not self.sound.empty():
            pieces.append(self.sound.get())
        return np.concatenate(pieces)

    def failure(self) -> str | None:
        return self.lost

    def moved(self) -> bool:
        return False

    def hand_over(self, since_s: float) -> str:
        self.handed_over_since_s = since_s
        return "begun"

    def close(self) -> None:
        self.closed.set()


class Devices:
    """Opens scripted devices and notes what a day tells."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("callassist.run.day.COARSE_S", 0.005)
        monkeypatch.setattr("callassist.run.day.LOOK_EVERY_S", 0.01)
        self.opened: list[ScriptedStandby] = []
        self.missing = False
        self.told: queue.SimpleQueue[object] = queue.SimpleQueue()

    def open(self, spec: str, _keep_s: float) -> ScriptedStandby:
        if self.missing:
            raise DeviceNotFoundError(f'no sound device is called "{spec}"')
        self.opened.append(ScriptedStandby(spec))
        return self.opened[-1]

    def day(self, settings: UserSettings) -> Day:
        day = Day(settings, open_standby=self.open, voice_detector=LevelDetector)  # type: ignore[arg-type]
        day.on_call = lambda: self.told.put("call")
        day.on_silence = lambda: self.told.put("silence")
        day.on_health = self.told.put
        day.on_problem = self.told.put
        return day

    def next(self) -> object:
        return self.told.get(timeout=MAY_TAKE_S)


@pytest.fixture
def devices(monkeypatch: pytest.MonkeyPatch) -> Devices:
    return Devices(monkeypatch)


@pytest.fixture
def settings() -> UserSettings:
    settings = UserSettings()
    settings.calls.start = "sound"
    return settings


@pytest.fixture
def day(devices: Devices, settings: UserSettings) -> Iterator[Day]:
    day = devices.day(settings)
    yield day
    day.close()


def test_by_hand_nothing_is_opened(devices: Devices) -> None:
    day = devices.day(UserSettings())
    day.wait_for_call()
    assert not day.waiting
    assert day.begin() is None
    assert devices.opened == []


def test_a_call_is_heard_and_handed_over_from_before_its_first_word(
    day: Day, devices: Devices
) -> None:
    day.wait_for_call()
    assert devices.next() == Health("customer", "silent", 0.0)
    (standby,) = devices.opened
    quiet = np.zeros(16_000, np.float32)
    standby.sound.put(np.concatenate([quiet, voice(2.0)]))
    assert devices.next() == "call"
    assert day.begin() == "begun"
    # 3 s were heard until 1000.0, and she spoke from the second of them on.
    assert standby.handed_over_since_s == pytest.approx(998.0 - 1.0, abs=0.1)
    assert standby.closed.is_set()
    assert not day.waiting


def test_a_call_begun_by_hand_has_nothing_from_before(day: Day, devices: Devices) -> None:
    day.wait_for_call()
    devices.next()
    before_s = time.monotonic()
    assert day.begin() == "begun"
    since_s = devices.opened[0].handed_over_since_s
    assert since_s is not None
    assert before_s <= since_s <= time.monotonic()


def test_a_device_that_goes_is_told_and_looked_for(day: Day, devices: Devices) -> None:
    day.wait_for_call()
    devices.next()
    devices.missing = True
    devices.opened[0].lost = "it is gone"
    lost = devices.next()
    assert isinstance(lost, Health)
    assert lost.state == "lost"
    assert "plug it in again" in lost.detail
    assert devices.next() == lost, "as long as it is away, the same is told of it"
    assert devices.opened[0].closed.is_set()
    devices.missing = False
    assert devices.next() == Health("customer", "silent", 0.0)
    devices.opened[1].sound.put(voice(2.0))
    assert devices.next() == "call"


def test_a_device_that_is_not_there_from_the_start_is_told_and_looked_for(
    day: Day, devices: Devices, settings: UserSettings
) -> None:
    devices.missing = True
    settings.audio.customer_device = "headset.monitor"
    day.apply(settings)
    day.wait_for_call()
    away = devices.next()
    assert isinstance(away, Health)
    assert away.detail.startswith("headset.monitor: it is not there; plug it in")
    devices.missing = False
    assert devices.next() == Health("customer", "silent", 0.0)


def test_changed_settings_act_at_once(day: Day, devices: Devices, settings: UserSettings) -> None:
    day.wait_for_call()
    devices.next()
    settings.audio.customer_device = "another"
    day.apply(settings)
    assert devices.opened[0].closed.is_set()
    wait_until(lambda: len(devices.opened) == 2)
    assert devices.opened[1].spec == "another"
    settings.overlay.opacity = 0.9
    day.apply(settings)
    assert not devices.opened[1].closed.is_set()
    settings.calls.start = "manual"
    day.apply(settings)
    assert not day.waiting
    assert devices.opened[1].closed.is_set()
    settings.calls.start = "sound"
    day.apply(settings)
    wait_until(lambda: len(devices.opened) == 3)


def test_settings_changed_in_a_call_wait_for_its_end(
    day: Day, devices: Devices, settings: UserSettings
) -> None:
    day.wait_for_call()
    devices.next()
    day.begin()
    settings.audio.customer_device = "another"
    day.apply(settings)
    assert len(devices.opened) == 1
    day.wait_for_call()
    wait_until(lambda: len(devices.opened) == 2)
    assert devices.opened[1].spec == "another"


def test_quitting_frees_the_device_also_while_a_model_is_loaded(
    devices: Devices, settings: UserSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("callassist.run.day.CLOSING_MAY_TAKE_S", 0.05)
    loaded = threading.Event()
    day = Day(
        settings,
        prepare=lambda: loaded.wait(MAY_TAKE_S),
        open_standby=devices.open,  # type: ignore[arg-type]
        voice_detector=LevelDetector,
    )
    day.wait_for_call()
    wait_until(lambda: devices.opened)
    day.close()
    loaded.set()
    wait_until(devices.opened[0].closed.is_set)


def test_what_every_call_needs_and_cannot_have_is_told_and_the_device_let_go(
    devices: Devices, settings: UserSettings
) -> None:
    day = devices.day(settings)
    missing: list[Exception] = [ModelError("no model: install one")]

    def prepare() -> None:
        if missing:
            raise missing[0]

    day._prepare = prepare
    day.wait_for_call()
    assert devices.next() == Health("customer", "silent", 0.0)
    assert devices.next() == "no model: install one"
    assert not day.waiting
    assert devices.opened[0].closed.is_set()
    missing.clear()
    day.apply(settings)
    assert devices.next() == Health("customer", "silent", 0.0)
    assert day.waiting
    day.close()


def test_only_a_call_that_began_by_sound_ends_by_silence(day: Day, devices: Devices) -> None:
    quiet = np.zeros(3200)

    def fall_silent() -> None:
        for channel in ("agent", "customer"):
            day.watch(Features(channel, 0.0, 0.1, quiet, quiet, quiet, quiet))  # type: ignore[arg-type]

    fall_silent()
    day.watch(CallEnded(320.0))
    assert devices.told.empty()
    day.expect_end()
    day.pause(True)
    fall_silent()
    assert devices.told.empty()
    day.expect_end()
    fall_silent()
    assert devices.next() == "silence"
    fall_silent()
    assert devices.told.empty(), "it is told once"
