"""Every format that is read, with ffmpeg and without."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from callassist.sources import RATE_HZ
from callassist.sources.recording import open_recording
from tests.sources.recordings import complaint, heard, loudest_hz, needs_ffmpeg, tones, write

FORMATS = {
    "call.wav": {},
    "call.flac": {},
    "call.mp3": {},
    "call.ogg": {},
    "call.opus": {"format": "OGG", "subtype": "OPUS"},
    "call.aiff": {},
}


@pytest.mark.parametrize("name", FORMATS)
def test_formats_of_libsndfile(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / name, tones(3.0), **FORMATS[name])
    sides = heard(open_recording(path))
    assert len(sides["agent"]) == len(sides["customer"]) == 3 * RATE_HZ
    assert loudest_hz(sides["agent"]) == pytest.approx(440, abs=2)
    assert loudest_hz(sides["customer"]) == pytest.approx(1000, abs=2)


@needs_ffmpeg
def test_a_guessed_length_is_no_breaking_off(tmp_path: Path) -> None:
    sound = tones(6.0)
    sound[len(sound) // 2 :] = 0  # silence takes fewer bits: the guess is too long
    path = tmp_path / "call.aac"
    wav = write(tmp_path / "call.wav", sound)
    subprocess.run(["ffmpeg", "-v", "error", "-i", str(wav), str(path)], check=True)
    recording = open_recording(path)
    heard(recording)
    assert recording.duration_s == pytest.approx(6.0, abs=0.2)
    assert recording.warnings == ()


@needs_ffmpeg
@pytest.mark.parametrize("name", ["call.m4a", "call.webm", "call.mka"])
def test_the_rest_goes_through_ffmpeg(tmp_path: Path, name: str) -> None:
    wav = write(tmp_path / "call.wav", tones(3.0, 48_000), 48_000)
    path = tmp_path / name
    subprocess.run(["ffmpeg", "-v", "error", "-i", str(wav), str(path)], check=True)
    recording = open_recording(path)
    assert recording.duration_s == pytest.approx(3.0, abs=0.1)
    sides = heard(recording)
    assert len(sides["agent"]) / RATE_HZ == pytest.approx(3.0, abs=0.1)
    assert loudest_hz(sides["agent"]) == pytest.approx(440, abs=2)
    assert loudest_hz(sides["customer"]) == pytest.approx(1000, abs=2)


@needs_ffmpeg
def test_ffmpeg_ends_when_the_recording_is_closed_early(tmp_path: Path) -> None:
    wav = write(tmp_path / "call.wav", tones(60.0, 8_000), 8_000)
    path = tmp_path / "call.mka"
    subprocess.run(["ffmpeg", "-v", "error", "-i", str(wav), str(path)], check=True)
    recording = open_recording(path)
    next(iter(recording.blocks()))
    process = recording._tracks[0]._decoder._process  # type: ignore[attr-defined]
    recording.close()
    recording.close()
    assert process.returncode is not None


@needs_ffmpeg
def test_a_playlist_does_not_lead_to_the_network(tmp_path: Path) -> None:
    path = tmp_path / "call.m3u8"
    path.write_text("#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/a.ts\n#EXT-X-ENDLIST\n")
    assert "no sound" in complaint(path)


def test_without_ffmpeg_the_line_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "call.m4a"
    path.write_bytes(b"\0\0\0\x20ftypM4A ")
    monkeypatch.setenv("PATH", "")
    assert "install ffmpeg" in complaint(path)


@pytest.mark.parametrize(
    ("content", "name"), [("wav", "x.mp3"), ("mp3", "x.wav"), ("wav", "x.raw")]
)
def test_a_wrong_extension_does_not_matter(tmp_path: Path, content: str, name: str) -> None:
    right = write(tmp_path / f"call.{content}", tones(1.0))
    wrong = right.rename(tmp_path / name)
    assert len(heard(open_recording(wrong))["agent"]) == RATE_HZ


def test_a_header_that_a_pipe_wrote_is_no_breaking_off(tmp_path: Path) -> None:
    path = write(tmp_path / "call.wav", tones(2.0))
    raw = bytearray(path.read_bytes())
    at = raw.index(b"data") + 4
    raw[at : at + 4] = b"\xff\xff\xff\xff"
    path.write_bytes(raw)
    recording = open_recording(path)
    assert len(heard(recording)["agent"]) == 2 * RATE_HZ
    assert recording.warnings == ()


def test_a_whole_file_has_no_warnings(tmp_path: Path) -> None:
    recording = open_recording(write(tmp_path / "call.mp3", tones(5.0)))
    heard(recording)
    assert recording.warnings == ()
