"""Meters on devices, the test sound, the sentence and who hears whom."""

from __future__ import annotations

import json
import subprocess
import sys
import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from callassist.errors import AudioDeviceError
from callassist.run.levels import Level, LevelMeter, level_of
from callassist.run.sound_test import (
    FOLLOW_MOMENTS,
    Chime,
    ChimeDetector,
    Following,
    Sentence,
)
from callassist.sources.devices import Device
from callassist.sources.packets import PacketQueue
from tests.engines.conftest import turns  # noqa: F401 (fixture)
from tests.pulse import AGENT_MONITOR, CUSTOMER_MONITOR, PulseServer, pulse

__all__ = ["pulse"]

RATE_HZ = 48_000
DEVICE = Device("m", "Headset", "microphone", True, RATE_HZ, "test")


class Written:
    """A capture that a test fills."""

    name = "written"
    rate_hz = RATE_HZ

    def __init__(self) -> None:
        self.queue = PacketQueue(10 * RATE_HZ)
        self.problem: str | None = None
        self.closed = threading.Event()

    def failure(self):
        return self.problem

    def close(self):
        self.closed.set()


def tone(dbfs: float, duration_s: float = 0.2):
    times = np.arange(round(duration_s * RATE_HZ)) / RATE_HZ
    amplitude = 10 ** (dbfs / 20) * np.sqrt(2)
    return (amplitude * np.sin(2 * np.pi * 300 * times)).astype(np.float32)


@given(st.floats(-80, -4))
def test_a_level_is_the_power_in_dbfs(dbfs):
    level = level_of(tone(dbfs))
    assert level.rms_dbfs == pytest.approx(dbfs, abs=0.1)
    assert level.peak_dbfs == pytest.approx(dbfs + 3.01, abs=0.2)
    assert not level.clipped


def test_silence_and_full_scale():
    assert level_of(np.zeros(0, np.float32)) == Level()
    assert level_of(np.ones(100, np.float32)).clipped


def test_a_meter_tells_until_it_is_stopped_and_frees_its_device():
    capture, told, loud = Written(), [], threading.Event()

    def take(level):
        told.append(level)
        if level.rms_dbfs > -30:
            loud.set()

    heard = []
    meter = LevelMeter(DEVICE, take, lambda *part: heard.append(part), open_=lambda _: capture)
    capture.queue.offer(tone(-20.0), 0.0)
    assert loud.wait(10)
    meter.stop()
    assert meter.join(10)
    assert capture.closed.is_set()
    assert not any(level.lost for level in told)
    assert [(len(part), rate) for part, rate in heard] == [(round(0.2 * RATE_HZ), RATE_HZ)]


def test_a_meter_tells_why_its_device_is_gone():
    capture, told = Written(), []
    capture.problem = "it is gone"
    meter = LevelMeter(DEVICE, told.append, open_=lambda _: capture)
    assert meter.join(10)
    assert told == [Level(lost="it is gone")]
    assert capture.closed.is_set()

    def refuse(_):
        raise AudioDeviceError("cannot listen to Headset: it is busy")

    told.clear()
    meter = LevelMeter(DEVICE, told.append, open_=refuse)
    assert meter.join(10)
    assert told[-1].lost == "cannot listen to Headset: it is busy"


def chime(gain_db: float = 0.0):
    return Chime().read(0.0, 5.0)[:, 0] * np.float32(10 ** (gain_db / 20))


def detects(sound, step: int = 2400) -> bool:
    detector = ChimeDetector()
    return any(
        detector.push(sound[start : start + step], RATE_HZ) for start in range(0, len(sound), step)
    )


@pytest.mark.parametrize("step", [480, 2400, 4801, 60_000])
def test_the_chime_is_heard_through_a_quiet_device(step):
    noise = np.random.default_rng(1).normal(0, 3e-4, len(chime())).astype(np.float32)
    assert detects(chime(-40.0) + noise, step)


def test_nothing_else_is_taken_for_the_chime(turns):  # noqa: F811
    noise = np.random.default_rng(2).normal(0, 0.1, 10 * RATE_HZ).astype(np.float32)
    assert not detects(noise)
    assert not detects(tone(-10.0, 2.0))
    assert not detects(np.zeros(2 * RATE_HZ, np.float32))
    for _, speech in turns:
        detector = ChimeDetector()
        assert not any(
            detector.push(speech[start : start + 800], 16_000)
            for start in range(0, len(speech), 800)
        )


def test_a_sentence_ends_with_a_pause_and_is_16_khz():
    sentence = Sentence()
    assert not sentence.push(np.zeros(RATE_HZ * 2, np.float32), RATE_HZ)
    assert not sentence.spoken
    for _ in range(5):
        assert not sentence.push(tone(-25.0), RATE_HZ)
    assert sentence.spoken
    for _ in range(4):
        assert not sentence.push(np.zeros(RATE_HZ // 5, np.float32), RATE_HZ)
    assert sentence.push(np.zeros(RATE_HZ // 5, np.float32), RATE_HZ)
    assert len(sentence.sound()) == pytest.approx(4.0 * 16_000, abs=2)


def test_nobody_has_to_speak_for_ever():
    sentence = Sentence()
    silence = np.zeros(RATE_HZ, np.float32)
    assert [sentence.push(silence, RATE_HZ) for _ in range(8)] == [False] * 7 + [True]
    assert not sentence.spoken


def test_a_side_that_follows_the_other_is_noticed_and_an_own_voice_is_not():
    draw = np.random.default_rng(3)
    voice = np.where(np.sin(np.arange(FOLLOW_MOMENTS * 2) / 4) > 0, -25.0, -70.0)
    other = np.where(np.sin(np.arange(FOLLOW_MOMENTS * 2) / 11) < 0, -25.0, -70.0)
    same, apart = Following(), Following()
    follows = [
        same.push(level, level - 15 + noise)
        for level, noise in zip(voice, draw.normal(0, 2, len(voice)), strict=True)
    ]
    assert not any(follows[: FOLLOW_MOMENTS - 1])
    assert all(follows[FOLLOW_MOMENTS:])
    assert not any(apart.push(*pair) for pair in zip(voice, other, strict=True))
    same.reset()
    assert not same.push(-25.0, -25.0)
    silent = Following()
    assert not any(silent.push(-60.0 - i % 2, -60.0 - i % 2) for i in range(3 * FOLLOW_MOMENTS))


CODE = """
import json, sys, threading
from callassist.run.levels import LevelMeter
from callassist.run.sound_test import ChimeDetector, play_chime
from callassist.sources.devices import find_device
loudest, heard, lost = {}, set(), threading.Event()
ready = {name: threading.Event() for name in sys.argv[1:]}
detectors = {name: ChimeDetector() for name in sys.argv[1:]}
def meter(name):
    def told(level):
        loudest[name] = max(loudest.get(name, -90.0), level.rms_dbfs)
        ready[name].set()
        if level.lost:
            lost.set()
    def taste(samples, rate_hz):
        if detectors[name].push(samples, rate_hz):
            heard.add(name)
    return LevelMeter(find_device(name), told, taste)
meters = [meter(name) for name in sys.argv[1:]]
assert all(event.wait(20) for event in ready.values())
play_chime()
print(json.dumps([sorted(heard), loudest]), flush=True)
sys.stdin.readline()
assert lost.wait(20)
for one in meters:
    one.stop()
assert all(one.join(20) for one in meters)
"""


def test_real_devices_move_the_meters_and_hear_the_chime(pulse: PulseServer):
    """The agent's sink plays a tone, the chime goes to the customer's; then one is unplugged."""
    seconds = tone(-12.0, 1.0)
    with pulse.play_into("agent_sink", np.tile(seconds, 60), RATE_HZ):
        process = subprocess.Popen(
            [sys.executable, "-c", CODE, AGENT_MONITOR, CUSTOMER_MONITOR],
            env=pulse.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert process.stdout is not None
        assert process.stdin is not None
        heard, loudest = json.loads(process.stdout.readline())
        assert heard == [CUSTOMER_MONITOR]
        assert loudest[AGENT_MONITOR] == pytest.approx(-12.0, abs=1.5)
        assert -30.0 < loudest[CUSTOMER_MONITOR] < -12.0
        pulse.unplug("customer_sink")
        process.stdin.write("\n")
        process.stdin.close()
        assert process.wait(60) == 0
        process.stdout.close()
