"""Recordings that break off, and what is refused in one line."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from callassist.errors import RecordingError
from callassist.sources import RATE_HZ
from callassist.sources import decoding as decoding_module
from callassist.sources.recording import open_recording
from tests.sources.recordings import complaint, heard, needs_ffmpeg, tones, write


@pytest.mark.parametrize("name", ["call.wav", "call.flac", "call.mp3"])
def test_a_file_that_breaks_off_gives_what_it_has_and_says_so(tmp_path: Path, name: str) -> None:
    noise = np.random.default_rng(0).uniform(-0.2, 0.2, (20 * RATE_HZ, 2)).astype(np.float32)
    path = write(tmp_path / name, noise)
    os.truncate(path, path.stat().st_size // 2)
    recording = open_recording(path)
    assert recording.info.duration_s == pytest.approx(20, abs=0.2)
    sides = heard(recording)
    there_s = len(sides["agent"]) / RATE_HZ
    assert 8 < there_s < 11
    assert recording.info.duration_s == pytest.approx(there_s, abs=0.01)
    (line,) = recording.warnings
    assert "breaks off" in line
    assert f"{there_s:.0f} of 20 s" in line


def test_one_channel_is_refused_with_a_way_out(tmp_path: Path) -> None:
    line = complaint(write(tmp_path / "call.wav", tones(1.0)[:, 0]))
    assert "--agent" in line
    assert "--customer" in line


def test_one_side_is_refused(tmp_path: Path) -> None:
    agent = write(tmp_path / "a.wav", tones(1.0)[:, 0])
    assert "--customer" in complaint(agent=agent)
    assert "--agent" in complaint(customer=agent)
    assert "both sides" in complaint(agent=agent, customer=agent)
    assert "stereo" in complaint()
    assert "stereo" in complaint(agent, agent=agent, customer=agent)


def test_what_is_no_recording_is_refused_in_a_line(tmp_path: Path) -> None:
    empty = tmp_path / "empty.wav"
    empty.touch()
    text = tmp_path / "notes.wav"
    text.write_text("hello " * 1000)
    noise = tmp_path / "noise.mp3"
    noise.write_bytes(np.random.default_rng(0).bytes(5000))
    pipe = tmp_path / "pipe.wav"
    os.mkfifo(pipe)
    assert "is not there" in complaint(tmp_path / "none.wav")
    assert "is empty" in complaint(empty)
    assert "is a folder" in complaint(tmp_path)
    assert "ordinary file" in complaint(pipe)
    assert "cannot be read" in complaint("call\0.wav")
    for path in (text, noise):
        assert str(path) in complaint(path)


@pytest.mark.parametrize("name", ["call.wav", "call.flac", "call.mp3", "call.ogg"])
def test_a_header_and_nothing_more_is_refused(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / name, tones(2.0))
    os.truncate(path, 44)
    assert str(path) in complaint(path)
    soundfile.write(path, np.zeros((0, 2)), RATE_HZ)
    assert str(path) in complaint(path)


def test_a_side_with_a_header_and_nothing_more_is_refused(tmp_path: Path) -> None:
    agent = write(tmp_path / "a.wav", np.zeros(0, np.float32))
    customer = write(tmp_path / "b.wav", tones(1.0)[:, 1])
    assert f"{agent} holds no sound" in complaint(agent=agent, customer=customer)
    assert f"{agent} holds no sound" in complaint(agent=customer, customer=agent)


def test_a_file_we_may_not_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "call.wav", tones(1.0))

    def refuse(self: Path, *_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)  # root may read everything
    assert complaint(path) == f"{path} cannot be read: Permission denied"


def test_too_low_a_rate_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "call.wav", tones(1.0, 4_000), 4_000)
    assert "4000 samples a second" in complaint(path)


def test_an_impossible_rate_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "call.wav", tones(1.0), 2_000_000_000)
    assert "damaged" in complaint(path)


@needs_ffmpeg
@settings(max_examples=30)
@given(junk=st.binary(min_size=1, max_size=400), keep=st.integers(0, 400))
def test_any_bytes_give_sound_or_one_line(
    tmp_path_factory: pytest.TempPathFactory, junk: bytes, keep: int
) -> None:
    """A damaged header must never escape as another error."""
    folder = tmp_path_factory.mktemp("junk")
    whole = write(folder / "whole.wav", tones(0.1)).read_bytes()
    path = folder / "junk.wav"
    path.write_bytes(whole[:keep] + junk + whole[keep + len(junk) :])
    try:
        recording = open_recording(path)
    except RecordingError as error:
        assert "\n" not in str(error)  # noqa: PT017
        return
    for samples in heard(recording).values():
        assert np.isfinite(samples).all()


def test_the_hint_of_libsndfile_that_decoding_reads_still_exists(tmp_path: Path) -> None:
    path = write(tmp_path / "call.wav", tones(2.0))
    os.truncate(path, path.stat().st_size // 2)
    decoder = decoding_module.open_decoder(path)
    assert decoder.claimed_s == pytest.approx(2.0, abs=0.01)
    decoder.close()
