"""Recordings as they come out: both sides, whole, in time, and not all at once."""

from __future__ import annotations

import hashlib
import threading
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callassist.sources import RATE_HZ
from callassist.sources.recording import open_recording
from tests.sources.recordings import heard, loudest_hz, tones, write


@pytest.mark.parametrize("rate_hz", [8_000, 11_025, 16_000, 22_050, 44_100, 48_000, 96_000])
def test_the_length_stays_right_at_every_rate(tmp_path: Path, rate_hz: int) -> None:
    path = write(tmp_path / "call.wav", tones(7.3, rate_hz), rate_hz)
    recording = open_recording(path)
    assert recording.duration_s == pytest.approx(7.3, abs=1e-4)
    sides = heard(recording)
    assert len(sides["agent"]) == pytest.approx(7.3 * RATE_HZ, abs=1)
    assert recording.duration_s == pytest.approx(7.3, abs=1e-4)
    middle = slice(RATE_HZ, 6 * RATE_HZ)
    wanted = tones(7.3)[middle]
    assert np.abs(sides["agent"][middle] - wanted[:, 0]).max() < 2e-3
    assert np.abs(sides["customer"][middle] - wanted[:, 1]).max() < 2e-3


@settings(max_examples=25)
@given(
    block_s=st.floats(0.001, 3.0),
    rate_hz=st.sampled_from([8_000, 16_000, 44_100]),
    frames=st.integers(100, 50_000),
)
def test_what_comes_out_does_not_depend_on_the_block(
    tmp_path_factory: pytest.TempPathFactory, block_s: float, rate_hz: int, frames: int
) -> None:
    sound = np.random.default_rng(frames).uniform(-0.5, 0.5, (frames, 2)).astype(np.float32)
    path = write(tmp_path_factory.mktemp("cut") / "call.wav", sound, rate_hz)
    whole = heard(open_recording(path, block_s=10.0))
    cut = heard(open_recording(path, block_s=block_s))
    assert len(whole["agent"]) == pytest.approx(frames * RATE_HZ / rate_hz, abs=1)
    for channel, samples in whole.items():
        assert np.array_equal(cut[channel], samples)


def test_sixteen_khz_passes_unchanged(tmp_path: Path) -> None:
    path = write(tmp_path / "call.wav", tones(1.0), subtype="FLOAT")
    sides = heard(open_recording(path))
    assert np.array_equal(sides["agent"], tones(1.0)[:, 0])


def test_the_agent_may_be_on_the_right(tmp_path: Path) -> None:
    path = write(tmp_path / "call.wav", tones(2.0))
    sides = heard(open_recording(path, agent_channel=1))
    assert loudest_hz(sides["agent"]) == pytest.approx(1000, abs=2)
    assert loudest_hz(sides["customer"]) == pytest.approx(440, abs=2)


def test_two_mono_files_of_other_rates_and_lengths(tmp_path: Path) -> None:
    agent = write(tmp_path / "a.wav", tones(2.0, 8_000)[:, 0], 8_000)
    customer = write(tmp_path / "b.flac", tones(3.0, 48_000)[:, 1], 48_000)
    recording = open_recording(agent=agent, customer=customer)
    sides = heard(recording)
    assert len(sides["agent"]) == len(sides["customer"]) == 3 * RATE_HZ
    assert not sides["agent"][2 * RATE_HZ + 10 :].any()
    assert loudest_hz(sides["customer"]) == pytest.approx(1000, abs=2)
    info = recording.info
    assert info.duration_s == 3.0
    assert info.rate_hz == 48_000
    both = agent.read_bytes() + customer.read_bytes()
    assert info.sha256 == hashlib.sha256(both).hexdigest()
    assert str(agent) in info.path
    assert str(customer) in info.path


def test_a_stereo_file_given_as_one_side_is_mixed(tmp_path: Path) -> None:
    agent = write(tmp_path / "a.wav", tones(1.0))
    customer = write(tmp_path / "b.wav", tones(1.0)[:, 1])
    sides = heard(open_recording(agent=agent, customer=customer))
    assert np.allclose(sides["agent"], tones(1.0).mean(axis=1), atol=1e-4)


def test_info_names_the_file_and_hashes_it(tmp_path: Path) -> None:
    path = write(tmp_path / "call.flac", tones(2.0, 8_000), 8_000)
    info = open_recording(path).info
    assert info.path == str(path)
    assert info.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert info.duration_s == 2.0
    assert info.rate_hz == 8_000
    assert info.channels == ("agent", "customer")


def test_a_silent_side_is_fine(tmp_path: Path) -> None:
    sound = tones(1.0)
    sound[:, 1] = 0
    sides = heard(open_recording(write(tmp_path / "call.wav", sound)))
    assert not sides["customer"].any()
    assert sides["agent"].any()


def test_more_channels_than_two_are_read_as_the_first_two(tmp_path: Path) -> None:
    sound = np.hstack([tones(1.0), np.zeros((RATE_HZ, 2), np.float32)])
    sides = heard(open_recording(write(tmp_path / "call.wav", sound)))
    assert loudest_hz(sides["customer"]) == pytest.approx(1000, abs=2)


def test_numbers_that_are_none_become_silence_and_the_rest_stays_within_one(
    tmp_path: Path,
) -> None:
    for rate_hz in (16_000, 44_100):
        sound = tones(1.0, rate_hz)
        sound[1000:1100] = np.nan
        sound[2000:2010] = np.inf
        sound[3000:3010] = -1e30
        sides = heard(open_recording(write(tmp_path / "c.wav", sound, rate_hz, subtype="FLOAT")))
        for samples in sides.values():
            assert np.isfinite(samples).all()
            assert np.abs(samples).max() <= 1.0
        assert sides["agent"][-4000:].any()


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    path = write(tmp_path / "call.wav", np.zeros((8_000 * 300, 2), np.int16), 8_000)
    assert path.stat().st_size > 9e6
    recording = open_recording(path)
    tracemalloc.start()
    try:
        samples = sum(len(block.samples) for block in recording.blocks())
        info = recording.info
        peak_bytes = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert samples == 2 * 300 * RATE_HZ
    assert info.duration_s == 300
    assert peak_bytes < 3e6


def test_real_time_gives_each_block_once_it_would_have_been_heard(tmp_path: Path) -> None:
    path = write(tmp_path / "call.wav", tones(2.0))
    recording = open_recording(path, real_time=True)
    now_s = 50.0
    waits_s: list[float] = []

    class Clock:
        """Time goes on only while someone waits."""

        def wait(self, timeout_s: float) -> bool:
            nonlocal now_s
            waits_s.append(timeout_s)
            now_s += timeout_s
            return False

        def is_set(self) -> bool:
            return False

    recording._clock = lambda: now_s
    recording._closed = Clock()  # type: ignore[assignment]
    for block in recording.blocks():
        end_s = block.start_s + len(block.samples) / RATE_HZ
        assert now_s - 50.0 >= end_s - 1e-6
        assert now_s - 50.0 <= end_s + 1e-6
    assert len(waits_s) >= 19


def test_close_ends_a_paced_recording_from_another_thread(tmp_path: Path) -> None:
    path = write(tmp_path / "call.wav", tones(60.0, 8_000), 8_000)
    recording = open_recording(path, real_time=True, block_s=30.0)
    thread = threading.Thread(target=lambda: list(recording.blocks()))
    thread.start()
    recording.close()
    thread.join(20)
    assert not thread.is_alive()
    assert list(recording.blocks()) == []


def test_a_closed_recording_gives_nothing_more(tmp_path: Path) -> None:
    recording = open_recording(write(tmp_path / "call.wav", tones(2.0)))
    blocks = recording.blocks()
    next(blocks)
    recording.close()
    assert len(list(blocks)) <= 1
