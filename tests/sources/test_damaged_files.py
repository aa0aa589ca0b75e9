"""A recording with damage in its middle is read on behind it, and where it is is told."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from callassist.review.damage import damage_line, damage_of
from callassist.sources.recorded import RecordedSound
from callassist.sources.recording import open_recording
from tests.sources.recordings import RATE_HZ, Sound, heard, write

LENGTH_S = 20.0
HARM_BYTES = 3_000
CLOSE = 1e-4


@pytest.fixture
def sound() -> Sound:
    """Noise: FLAC cannot make its damage small."""
    noise = np.random.default_rng(1).normal(0.0, 0.1, (round(LENGTH_S * RATE_HZ), 2))
    return noise.astype(np.float32)


@pytest.fixture
def whole(tmp_path: Path, sound: Sound) -> Path:
    return write(tmp_path / "call.flac", sound)


@pytest.fixture
def damaged(whole: Path) -> Path:
    """The recording with some bytes spoiled halfway."""
    content = bytearray(whole.read_bytes())
    at = len(content) // 2
    content[at : at + HARM_BYTES] = bytes(
        (byte * 7 + 13) % 256 for byte in content[at : at + HARM_BYTES]
    )
    whole.write_bytes(content)
    return whole


def test_an_analysis_goes_on_behind_the_damage(damaged: Path, sound: Sound) -> None:
    recording = open_recording(damaged)
    both = heard(recording)
    agent = both["agent"]
    assert len(agent) == len(sound)
    spoiled_s = np.flatnonzero(np.abs(agent - sound[:, 0]) > CLOSE) / RATE_HZ
    assert 9.0 < spoiled_s.min() < spoiled_s.max() < 12.0
    assert spoiled_s.max() - spoiled_s.min() < 1.5
    (line,) = recording.warnings
    assert "\n" not in line
    assert str(damaged) in line
    assert "is damaged between" in line


def test_the_rest_can_be_heard_and_the_damage_is_found(damaged: Path, sound: Sound) -> None:
    with closing(RecordedSound(damaged)) as opened:
        ((start_s, end_s),) = damage_of(opened, LENGTH_S)
        assert 9.0 < start_s < end_s < 12.0
        for at_s in (5.0, 15.0, 2.0):  # after the damage was met, behind it and before
            part = sound[round(at_s * RATE_HZ) : round((at_s + 1.0) * RATE_HZ)]
            assert np.allclose(opened.read(at_s, 1.0), part, atol=CLOSE)
        assert not opened.read(start_s, end_s - start_s).any()


def test_a_file_that_was_cut_off_is_damaged_to_its_end(whole: Path) -> None:
    content = whole.read_bytes()
    whole.write_bytes(content[: len(content) // 2])
    with closing(RecordedSound(whole)) as opened:
        ((start_s, end_s),) = damage_of(opened, LENGTH_S)
        assert 8.5 < start_s < 10.5
        assert end_s == LENGTH_S
    recording = open_recording(whole)
    assert 8.5 < len(heard(recording)["agent"]) / RATE_HZ < 10.5
    (line,) = recording.warnings
    assert "breaks off" in line


def test_nothing_is_told_of_a_whole_one(whole: Path) -> None:
    with closing(RecordedSound(whole)) as opened:
        assert damage_of(opened, LENGTH_S) == ()
        assert opened.damage(lambda: False) == []
    assert damage_line(()) == ""
