from __future__ import annotations

import numpy as np
import pytest

from callassist.sources.devices import Device
from callassist.sources.health import ADVISE_AFTER_S, DeviceHealth
from callassist.types import AudioBlock, Health


def block(start_s: float, level: float) -> AudioBlock:
    noise = np.random.default_rng(0).standard_normal(1600).astype(np.float32)
    return AudioBlock("agent", start_s, 16_000, noise * np.float32(level))


def device(name: str, kind: str = "microphone", *, muted: bool = False) -> Device:
    return Device(name, name, kind, True, 48_000, "test", muted=muted)  # type: ignore[arg-type]


def told(health: DeviceHealth, at_s: float) -> Health:
    news = health.tell(at_s)
    assert news is not None
    return news


def test_it_waits_until_the_first_sound_and_tells_each_once() -> None:
    health = DeviceHealth("agent", device("Headset"))
    assert told(health, 0.0).state == "waiting"
    assert health.tell(0.1) is None
    health.hear(block(0.1, 1e-4))
    assert told(health, 0.2) == Health("agent", "silent", 0.2)
    health.hear(block(0.2, 0.5))
    health.hear(block(0.3, 0.0))
    assert health.tell(9.0) is None


@pytest.mark.parametrize(
    ("platform", "kind", "words"),
    [
        ("darwin", "microphone", "Privacy & Security"),
        ("linux", "microphone", "muted"),
        ("linux", "loopback", "nothing plays on Headset"),
    ],
)
def test_nothing_but_zeros_keeps_it_waiting_with_a_remedy(
    monkeypatch: pytest.MonkeyPatch, platform: str, kind: str, words: str
) -> None:
    monkeypatch.setattr("sys.platform", platform)
    health = DeviceHealth("agent", device("Headset", kind))
    health.tell(0.0)
    for i in range(40):
        health.hear(block(i * 0.1, 0.0))
    assert health.tell(ADVISE_AFTER_S - 0.1) is None
    advised = told(health, ADVISE_AFTER_S)
    assert advised.state == "waiting"
    assert words in advised.detail
    assert "\n" not in advised.detail


def test_a_lost_device_stays_lost_whatever_the_clock_fills_in() -> None:
    health = DeviceHealth("customer", device("Speakers", "loopback"))
    health.hear(block(0.0, 0.1))
    health.lose("it is gone")
    news = told(health, 1.0)
    assert news.state == "lost"
    assert "Speakers: it is gone" in news.detail
    health.hear(block(1.0, 0.0))
    assert health.tell(1.1) is None
    health.regain(device("Headphones", "loopback"), 2.0)
    assert told(health, 2.0).state == "waiting"
    assert "Headphones" in told(health, 2.0 + ADVISE_AFTER_S).detail


def test_a_device_that_the_system_mutes_is_said_to_be() -> None:
    health = DeviceHealth("agent", device("Headset", muted=True))
    health.tell(0.0)
    assert "Headset is muted: unmute it" in told(health, ADVISE_AFTER_S).detail
