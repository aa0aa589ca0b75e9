from __future__ import annotations

import numpy as np
import pytest

from callassist.sources.health import ADVISE_AFTER_S, HEARD_FOR_S, HealthMeter
from callassist.types import AudioBlock, Health


def block(start_s: float, level: float) -> AudioBlock:
    noise = np.random.default_rng(0).standard_normal(1600).astype(np.float32)
    return AudioBlock("agent", start_s, 16_000, noise * np.float32(level))


def told(meter: HealthMeter, at_s: float) -> Health:
    health = meter.tell(at_s)
    assert health is not None
    return health


def test_it_waits_then_hears_then_is_silent_and_tells_each_once() -> None:
    meter = HealthMeter("agent", "Headset", "microphone")
    assert told(meter, 0.0).state == "waiting"
    assert meter.tell(0.1) is None
    meter.hear(block(0.1, 1e-4))
    assert told(meter, 0.2).state == "silent"
    meter.hear(block(0.2, 0.1))
    assert told(meter, 0.3) == Health("agent", "hears", 0.3)
    meter.hear(block(0.3, 1e-4))
    assert meter.tell(0.4 + HEARD_FOR_S / 2) is None
    assert told(meter, 0.4 + HEARD_FOR_S).state == "silent"


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
    meter = HealthMeter("agent", "Headset", kind)  # type: ignore[arg-type]
    meter.tell(0.0)
    for i in range(40):
        meter.hear(block(i * 0.1, 0.0))
    assert meter.tell(ADVISE_AFTER_S - 0.1) is None
    health = told(meter, ADVISE_AFTER_S)
    assert health.state == "waiting"
    assert words in health.detail
    assert "\n" not in health.detail


def test_a_lost_device_stays_lost_whatever_the_clock_fills_in() -> None:
    meter = HealthMeter("customer", "Speakers", "loopback")
    meter.hear(block(0.0, 0.1))
    meter.lose("it is gone")
    health = told(meter, 1.0)
    assert health.state == "lost"
    assert "Speakers: it is gone" in health.detail
    meter.hear(block(1.0, 0.0))
    assert meter.tell(1.1) is None
    meter.regain("Headphones", "loopback", 2.0)
    assert told(meter, 2.0).state == "waiting"
    assert "Headphones" in told(meter, 2.0 + ADVISE_AFTER_S).detail
