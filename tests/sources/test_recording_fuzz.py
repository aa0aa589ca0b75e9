"""Damaged sound files: read as far as they go or refused in one line, never anything else."""

from __future__ import annotations

import io
import warnings
from pathlib import Path

import numpy as np
import pytest
import soundfile as sf
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from callassist.errors import RecordingError
from callassist.settings.listen import RATE_HZ
from callassist.sources.recording import open_recording

pytestmark = pytest.mark.fuzz


def sound(kind: str, subtype: str) -> bytes:
    t = np.arange(4000) / 8000
    stereo = np.stack([np.sin(2200 * t), np.sin(1300 * t)], axis=1) * 0.3
    buffer = io.BytesIO()
    sf.write(buffer, stereo, 8000, format=kind, subtype=subtype)
    return buffer.getvalue()


SOUNDS = {
    "WAV": sound("WAV", "PCM_16"),
    "FLAC": sound("FLAC", "PCM_16"),
    "OGG": sound("OGG", "VORBIS"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


@settings(max_examples=1500, suppress_health_check=[HealthCheck.too_slow])
@given(
    kind=st.sampled_from(sorted(SOUNDS)),
    changes=st.lists(st.tuples(st.integers(0, 1 << 16), st.integers(0, 255)), max_size=12),
    cut=st.integers(0, 1 << 13),
)
def test_any_damage_is_read_or_refused(
    folder: Path, kind: str, changes: list[tuple[int, int]], cut: int
) -> None:
    data = bytearray(SOUNDS[kind])
    for place, value in changes:
        data[place % len(data)] = value
    path = folder / f"damaged.{kind.lower()}"
    path.write_bytes(bytes(data[: len(data) - cut % len(data)]))
    problem = ""
    heard = 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            source = open_recording(path)
            heard = sum(len(block.samples) for block in source.blocks())
            source.close()
        except RecordingError as error:
            problem = str(error)
    assert "\n" not in problem
    # A damaged header may claim another rate; what is read is still bounded by the file.
    assert heard <= 2 * 48 * RATE_HZ * 60
