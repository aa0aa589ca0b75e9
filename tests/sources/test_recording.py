"""Recordings, good and bad, as files on disk."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import threading
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from callassist.errors import RecordingError
from callassist.sources import RATE_HZ
from callassist.sources import decoding as decoding_module
from callassist.sources.recording import Recording, open_recording
from callassist.types import AudioBlock

Sound = NDArray[np.float32]


def tones(duration_s: float, rate_hz: int = RATE_HZ) -> Sound:
    """Return an agent's 440 Hz and a customer's 1000 Hz."""
    times_s = np.arange(round(duration_s * rate_hz)) / rate_hz
    return np.stack(
        [0.3 * np.sin(2 * np.pi * 440 * times_s), 0.2 * np.sin(2 * np.pi * 1000 * times_s)], axis=1
    ).astype(np.float32)


def write(path: Path, sound: Sound, rate_hz: int = RATE_HZ, **options: str) -> Path:
    soundfile.write(path, sound, rate_hz, **options)
    return path


def heard(recording: Recording) -> dict[str, Sound]:
    """Read all of a recording and check its seams."""
    blocks: dict[str, list[AudioBlock]] = {"agent": [], "customer": []}
    for block in recording.blocks():
        mine = blocks[block.channel]
        position = sum(len(b.samples) for b in mine[-1:])
        expected_s = mine[-1].start_s + position / RATE_HZ if mine else 0.0
        assert block.start_s == pytest.approx(expected_s, abs=1e-9)
        assert block.rate_hz == RATE_HZ
        assert block.samples.dtype == np.float32
        assert block.samples.ndim == 1
        mine.append(block)
    recording.close()
    return {c: np.concatenate([b.samples for b in bs]) for c, bs in blocks.items()}


def loudest_hz(samples: Sound) -> float:
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.argmax(spectrum) * RATE_HZ / len(samples))


def complaint(*arguments: object, **options: object) -> str:
    """Open what must not open; return the one line."""
    with pytest.raises(RecordingError) as caught:
        open_recording(*arguments, **options)  # type: ignore[arg-type]
    line = str(caught.value)
    assert "\n" not in line
    return line


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


needs_ffmpeg = pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg is missing")


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


def test_a_whole_file_has_no_warnings(tmp_path: Path) -> None:
    recording = open_recording(write(tmp_path / "call.mp3", tones(5.0)))
    heard(recording)
    assert recording.warnings == ()


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
