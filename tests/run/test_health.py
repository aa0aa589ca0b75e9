"""The lights: each wrong thing is said within three seconds of speech, and nothing else is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np
import pytest
import soundfile as sf
from numpy.typing import NDArray

from callassist.prompts.pack import default_pack
from callassist.run.assemble import build_pipeline
from callassist.run.health import CLEARED_AFTER_S, FORGOTTEN_AFTER_S, HealthMonitor, Latch
from callassist.types import CHANNELS, AudioBlock, Channel, Features, Health
from tests.run.conftest import DEMO_CALL

RATE_HZ = 16_000
SECONDS = 8
WITHIN_S = 3.0
ALARMS = {"quiet", "clipping", "echo", "wrong"}

Call = NDArray[np.float32]


@cache
def call() -> Call:
    """Return the demo call's beginning: the agent greets, the customer answers."""
    samples, rate_hz = sf.read(DEMO_CALL, dtype="float32", frames=SECONDS * RATE_HZ)
    assert rate_hz == RATE_HZ
    noise = np.random.default_rng(5).standard_normal(samples.shape).astype(np.float32)
    return np.asarray(samples + noise * gain(-80), np.float32)


def gain(db: float) -> np.float32:
    return np.float32(10 ** (db / 20))


def only(channel: Channel, db: float) -> Call:
    """Return the call with one side so much louder or quieter."""
    samples = call().copy()
    samples[:, CHANNELS.index(channel)] *= gain(db)
    return samples


def cut_off(samples: Call) -> Call:
    return np.clip(samples, -1.0, 1.0)


def leaked(into: Channel, db: float, delay_s: float, *, alone: bool = False) -> Call:
    """Return the call with the other side's sound in one side, through a small room."""
    samples = call().copy()
    to = CHANNELS.index(into)
    rng = np.random.default_rng(1)
    room = rng.standard_normal(1600) * np.exp(-np.arange(1600) / 320)
    room[0] = 3.0
    room /= np.sqrt(np.sum(room**2))
    path = np.concatenate([np.zeros(round(delay_s * RATE_HZ)), room])
    leak = np.convolve(samples[:, 1 - to], path)[: len(samples)].astype(np.float32) * gain(db)
    samples[:, to] = leak if alone else samples[:, to] + leak
    return samples


def pieces(samples: Call, sizes: Iterator[int]) -> Iterator[AudioBlock]:
    at = 0
    while at < len(samples):
        size = next(sizes)
        for column, channel in enumerate(CHANNELS):
            piece = np.ascontiguousarray(samples[at : at + size, column])
            yield AudioBlock(channel, at / RATE_HZ, RATE_HZ, piece)
        at += size


def lights(samples: Call, sizes: Iterator[int] | None = None) -> list[Health]:
    """Return what the lights show over a call."""
    pipeline = build_pipeline(None, default_pack())
    monitor = HealthMonitor()
    told = monitor.start()
    for block in pieces(samples, sizes or iter(lambda: 1600, 0)):
        monitor.hear(block)
        for event in pipeline.push(block):
            if isinstance(event, Features):
                told += monitor.take(event)
    return told


@cache
def first_heard_s(channel: Channel) -> float:
    """Return when a side first speaks in the demo call."""
    return next(h.at_s for h in lights(call()) if (h.channel, h.state) == (channel, "hears"))


SILENCE: Call = np.zeros((4 * RATE_HZ, 2), np.float32)


def laughing() -> Call:
    """Return a laugh of the agent's that is cut off: short loud syllables for 1.2 s."""
    samples = call().copy()
    times = np.arange(round(1.2 * RATE_HZ)) / RATE_HZ
    syllables = np.sin(2 * np.pi * 2.5 * times) > 0
    laugh = np.sin(2 * np.pi * 300 * times) * 1.6 * syllables
    start = 5 * RATE_HZ
    samples[start : start + len(laugh), 0] += laugh.astype(np.float32)
    return cut_off(samples)


@pytest.mark.parametrize(
    "samples",
    [
        pytest.param(call(), id="the call as it is"),
        pytest.param(only("customer", -15), id="a soft voice over a silent line"),
        pytest.param(laughing(), id="a laugh that is cut off"),
        pytest.param(leaked("agent", -38, 0.03), id="the bleed of a headset"),
        pytest.param(
            np.random.default_rng(2).standard_normal((4 * RATE_HZ, 2)).astype(np.float32)
            * gain(-62),
            id="a room in which nobody speaks",
        ),
        pytest.param(SILENCE, id="no sound at all"),
    ],
)
def test_what_is_well_raises_no_alarm(samples: Call) -> None:
    assert [h for h in lights(samples) if h.state in ALARMS] == []


@pytest.mark.parametrize(
    ("samples", "channel", "state", "speaker"),
    [
        pytest.param(only("customer", -36), "customer", "quiet", "customer", id="quiet"),
        pytest.param(only("customer", -44), "customer", "quiet", "customer", id="below the gate"),
        pytest.param(cut_off(only("customer", 28)), "customer", "clipping", "customer", id="loud"),
        pytest.param(leaked("agent", -10, 0.06), "agent", "echo", "customer", id="speakers"),
        pytest.param(
            leaked("customer", 0, 0.0, alone=True), "customer", "wrong", "agent", id="own voice"
        ),
        pytest.param(
            leaked("customer", 6, 0.03, alone=True), "customer", "wrong", "agent", id="louder"
        ),
    ],
)
def test_what_is_wrong_is_said_within_three_seconds_with_a_remedy(
    samples: Call, channel: Channel, state: str, speaker: Channel
) -> None:
    told = lights(samples)
    alarms = [h for h in told if h.state in ALARMS]
    assert {(h.channel, h.state) for h in alarms} == {(channel, state)}
    assert alarms[0].at_s - first_heard_s(speaker) <= WITHIN_S
    assert alarms[0].detail
    assert "\n" not in alarms[0].detail
    # It is said once and stays: nothing flickers.
    assert len(alarms) == 1


def test_the_same_sound_gives_the_same_lights_however_it_is_cut() -> None:
    samples = leaked("agent", -10, 0.03)[: 7 * RATE_HZ]
    rng = np.random.default_rng(7)
    cut = lights(samples, iter(lambda: int(rng.integers(1, 9000)), 0))
    assert cut == lights(samples)
    assert any(h.state == "echo" for h in cut)


def test_a_room_without_speech_is_silent_and_dead_silence_waits() -> None:
    room = np.random.default_rng(2).standard_normal((RATE_HZ, 2)).astype(np.float32) * gain(-62)
    assert [(h.channel, h.state) for h in lights(room)[2:]] == [
        ("agent", "silent"),
        ("customer", "silent"),
    ]
    assert {h.state for h in lights(SILENCE)} == {"waiting"}


def test_a_symptom_comes_at_once_and_goes_after_a_while() -> None:
    latch = Latch()
    assert not latch.take(None, 0.0)
    assert latch.take(True, 1.0)
    assert latch.take(False, 2.0)
    assert latch.take(None, 2.0 + CLEARED_AFTER_S - 0.1)
    assert not latch.take(None, 2.0 + CLEARED_AFTER_S)
    assert latch.take(True, 20.0)
    assert latch.take(None, 20.0 + FORGOTTEN_AFTER_S - 1)
    assert not latch.take(None, 20.0 + FORGOTTEN_AFTER_S)


def test_a_device_that_is_lost_outshines_all_and_its_return_is_told() -> None:
    monitor = HealthMonitor()
    lost = Health("agent", "lost", 1.0, "Headset: it is gone; plug it in again")
    assert monitor.told(lost) == [lost]
    assert monitor.told(lost) == []
    back = Health("agent", "waiting", 2.0)
    assert monitor.told(back) == [back]
    advised = Health("agent", "waiting", 4.5, "Headset gives only silence: is it muted?")
    assert monitor.told(advised) == [advised]
    # Of a side that is heard the source's word on silence is no news.
    assert monitor.told(Health("customer", "silent", 5.0)) == []
