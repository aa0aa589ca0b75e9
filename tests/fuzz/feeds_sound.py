"""Feeds what reads recordings: sound files as libsndfile takes them, and what ffprobe says."""

from __future__ import annotations

import io
import struct
import warnings
from functools import cache
from pathlib import Path
from unittest import mock

import numpy as np
import soundfile as sf

from callassist.sources.recording import open_recording

MOST_SAMPLES = 16_000 * 3600


def feed_recording(data: bytes, folder: Path) -> None:
    """Open and read a recording, without ffmpeg: each input would start two programs."""
    path = folder / "call.wav"
    path.write_bytes(data)
    with mock.patch("callassist.sources.decoding.shutil.which", return_value=None):
        _hear(path)


def feed_recording_to_ffmpeg(data: bytes, folder: Path) -> None:
    path = folder / "call.m4a"
    path.write_bytes(data)
    _hear(path)


def _hear(path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        source = open_recording(path)
        try:
            heard = 0
            for block in source.blocks():
                heard += len(block.samples)
                if heard > MOST_SAMPLES:
                    break
            assert source.duration_s >= 0.0
        finally:
            source.close()


def feed_probe_answer(data: bytes, folder: Path) -> None:
    """Take what ffprobe says of a file that it may have misread."""
    from callassist.sources.decoding import read_probe

    channels, rate_hz, claimed_s = read_probe(data, folder / "call.m4a")
    assert channels >= 1
    assert rate_hz >= 1
    assert claimed_s >= 0.0


PROBED = {
    "streams": [{"channels": 2, "sample_rate": "44100"}],
    "format": {"format_name": "mov,mp4", "duration": "12.5"},
}


@cache
def sounds() -> tuple[bytes, ...]:
    """Return good files of each kind, and headers that lie."""
    tone = np.stack([np.sin(np.arange(1600) / 4), np.sin(np.arange(1600) / 9)], axis=1) * 0.3
    kinds = [("WAV", "PCM_16"), ("WAV", "FLOAT"), ("FLAC", "PCM_16"), ("OGG", "VORBIS"),
             ("OGG", "OPUS"), ("AIFF", "PCM_16"), ("MP3", "MPEG_LAYER_III"), ("CAF", "ALAC_16"),
             ("W64", "PCM_16"), ("AU", "ULAW"), ("WAV", "IMA_ADPCM")]  # fmt: skip
    made = []
    for kind, subtype in kinds:
        buffer = io.BytesIO()
        sf.write(buffer, tone, 8000, format=kind, subtype=subtype)
        made.append(buffer.getvalue())
    wav, flac = made[0], made[2]
    for channels, rate_hz, size in (
        (2, 0, 6400), (2, 1, 6400), (2, 2**31, 6400), (2, 2**32 - 1, 6400), (2_000, 8000, 6400),
        (65_535, 8000, 6400), (0, 8000, 6400), (2, 8000, 2**32 - 1), (2, 8000, 2**31),
    ):  # fmt: skip
        made.append(_lying_wav(channels, rate_hz, size))
    made.append(_with_nans())
    # FLAC's 36-bit count of samples in STREAMINFO, at its largest.
    made.append(flac[:21] + bytes([flac[21] | 0x0F]) + b"\xff" * 4 + flac[26:])
    made.append(wav[:44])
    made.append(wav[:12] + b"LIST" + struct.pack("<I", 2**31) + wav[12:])
    return tuple(made)


def _lying_wav(channels: int, rate_hz: int, size: int) -> bytes:
    body = bytes(6400)
    form = struct.pack("<HHIIHH", 1, channels, rate_hz, 0, max(1, channels * 2) & 0xFFFF, 16)
    chunks = b"fmt " + struct.pack("<I", 16) + form + b"data" + struct.pack("<I", size) + body
    return b"RIFF" + struct.pack("<I", len(chunks) + 4) + b"WAVE" + chunks


def _with_nans() -> bytes:
    buffer = io.BytesIO()
    values = np.full((1600, 2), np.nan, np.float32)
    values[::3] = np.inf
    sf.write(buffer, values, 16_000, format="WAV", subtype="FLOAT")
    return buffer.getvalue()
