"""The sealed sound of a call, and its outline."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile as sf
from hypothesis import given, settings
from hypothesis import strategies as st

from callassist.errors import CallStoreError
from callassist.store.framing import HEAD_BYTES, cut_unreadable_end, read_index
from callassist.store.peaks import PeakMeter, measure_peaks, pack_peaks, unpack_peaks
from callassist.store.sealing import Sealer, new_key
from callassist.store.sound import (
    SOUND_KIND,
    PcmSamples,
    SoundFile,
    SoundWriter,
    export_flac,
    from_pcm,
    to_pcm,
)

RATE_HZ = 16_000
SEALER = Sealer(new_key())


def noise(seconds: float, seed: int = 1) -> PcmSamples:
    rng = np.random.default_rng(seed)
    return rng.integers(-3000, 3000, (round(seconds * RATE_HZ), 2), np.int16)


def write(path: Path, pcm: PcmSamples, *, chunk: int = RATE_HZ, rate_hz: int = RATE_HZ) -> None:
    writer = SoundWriter(path, SEALER, rate_hz)
    for start in range(0, len(pcm), chunk):
        writer.append(start, pcm[start : start + chunk])
    writer.sync()
    writer.close()


def frames_of(path: Path) -> list[tuple[int, int]]:
    """Return where each frame begins and ends."""
    with path.open("rb", buffering=0) as file:
        return [(f.offset - HEAD_BYTES, f.offset + f.length) for f in read_index(file).frames]


OPEN: list[SoundFile] = []


def opened(path: Path, sealer: Sealer = SEALER) -> SoundFile:
    OPEN.append(SoundFile(path, sealer))
    return OPEN[-1]


@pytest.fixture(autouse=True)
def _close_all() -> Iterator[None]:
    yield
    while OPEN:
        OPEN.pop().close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "sound"


def test_every_sample_comes_back_from_anywhere(path: Path) -> None:
    pcm = noise(5.3)
    write(path, pcm)
    sound = opened(path)
    assert (sound.rate_hz, sound.duration_s, sound.problem) == (RATE_HZ, 5.3, "")
    for start_s, duration_s in ((0.0, 6.0), (0.5, 0.25), (0.9, 1.3), (3.0, 1.0), (5.2, 9.0)):
        first, last = round(start_s * RATE_HZ), round((start_s + duration_s) * RATE_HZ)
        read = sound.read(start_s, duration_s)
        assert read.dtype == np.float32
        np.testing.assert_array_equal(read, from_pcm(pcm[first:last]))
    assert sound.read(5.3, 1.0).shape == (0, 2)
    assert sound.read(99.0, 1.0).shape == (0, 2)
    sound.close()


@given(st.lists(st.sampled_from([-32768, -1, 0, 1, 777, 32767]), min_size=1, max_size=9))
def test_sixteen_bits_stay_the_same_sixteen_bits(values: list[int]) -> None:
    pcm = np.array(values, np.int16)
    np.testing.assert_array_equal(to_pcm(from_pcm(pcm)), pcm)


def test_what_is_no_sound_does_no_harm() -> None:
    odd = np.array([np.nan, np.inf, -np.inf, 2.0, -2.0], np.float32)
    assert to_pcm(odd).tolist() == [0, 32767, -32768, 32767, -32768]


def test_a_writer_goes_on_where_the_last_one_stopped(path: Path) -> None:
    pcm = noise(3.0)
    write(path, pcm[: 2 * RATE_HZ])
    writer = SoundWriter(path, SEALER, RATE_HZ)
    assert writer.end == 2 * RATE_HZ
    writer.append(writer.end, pcm[2 * RATE_HZ :])
    writer.close()
    np.testing.assert_array_equal(opened(path).read_pcm(0, len(pcm)), pcm)


def test_what_was_left_out_is_silence(path: Path) -> None:
    pcm = noise(1.0)
    writer = SoundWriter(path, SEALER, RATE_HZ)
    writer.append(2 * RATE_HZ, pcm)
    writer.close()
    sound = opened(path)
    read = sound.read_pcm(0, sound.samples)
    assert not read[: 2 * RATE_HZ].any()
    np.testing.assert_array_equal(read[2 * RATE_HZ :], pcm)
    assert sound.problem == ""


def test_damaged_seconds_are_silence_and_are_told(path: Path) -> None:
    pcm = noise(4.0)
    write(path, pcm)
    begin, _ = frames_of(path)[1]
    data = bytearray(path.read_bytes())
    data[begin + HEAD_BYTES + 100] ^= 1
    path.write_bytes(data)
    sound = opened(path)
    read = sound.read_pcm(0, sound.samples)
    assert not read[RATE_HZ : 2 * RATE_HZ].any()
    np.testing.assert_array_equal(read[2 * RATE_HZ :], pcm[2 * RATE_HZ :])
    assert sound.problem.startswith("1 s ")


@pytest.mark.parametrize("offset", [0, 5, 20, HEAD_BYTES - 1])
def test_a_damaged_head_costs_its_own_piece_alone(path: Path, offset: int) -> None:
    pcm = noise(4.0)
    write(path, pcm)
    begin, _ = frames_of(path)[1]
    data = bytearray(path.read_bytes())
    data[begin + offset] ^= 0xFF
    path.write_bytes(data)
    sound = opened(path)
    expected = pcm.copy()
    expected[RATE_HZ : 2 * RATE_HZ] = 0
    np.testing.assert_array_equal(sound.read_pcm(0, sound.samples), expected)
    assert sound.problem


def test_pieces_cannot_change_places(path: Path) -> None:
    write(path, noise(2.0))
    (a, b), (c, d) = frames_of(path)
    data = path.read_bytes()
    first, second = data[a + HEAD_BYTES : b], data[c + HEAD_BYTES : d]
    length = min(len(first), len(second))
    swapped = data[: a + HEAD_BYTES] + second[:length] + data[a + HEAD_BYTES + length :]
    path.write_bytes(swapped)
    sound = opened(path)
    assert not sound.read_pcm(0, RATE_HZ).any()
    assert sound.problem


def test_another_key_opens_nothing(path: Path) -> None:
    write(path, noise(1.0))
    sound = opened(path, Sealer(new_key()))
    assert not sound.read(0.0, 1.0).any()
    assert sound.problem


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_torn_end_costs_no_whole_piece(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("torn") / "sound"
    pcm = noise(0.3)
    write(path, pcm, chunk=1000)
    frames, whole = frames_of(path), path.read_bytes()
    keep = data.draw(st.integers(0, len(whole)))
    junk = data.draw(st.binary(max_size=60))
    path.write_bytes(whole[:keep] + junk)
    survived = sum(end <= keep for _, end in frames)
    cut_unreadable_end(path, SEALER, SOUND_KIND)
    writer = SoundWriter(path, SEALER, RATE_HZ)
    assert writer.end == min(survived * 1000, len(pcm))
    writer.append(writer.end, pcm[:7])
    writer.close()
    sound = opened(path)
    expected = np.concatenate([pcm[: survived * 1000], pcm[:7]])
    np.testing.assert_array_equal(sound.read_pcm(0, sound.samples), expected)
    sound.close()
    assert sound.problem == ""


def test_no_sound_is_told_in_a_line(path: Path) -> None:
    with pytest.raises(CallStoreError, match="cannot be read"):
        opened(path)
    path.write_bytes(b"no frame here" * 99)
    with pytest.raises(CallStoreError, match="empty or damaged"):
        opened(path)


def test_threads_read_at_once(path: Path) -> None:
    pcm = noise(6.0)
    write(path, pcm)
    sound = opened(path)
    wrong: list[int] = []

    def look(seed: int) -> None:
        rng = np.random.default_rng(seed)
        for start in rng.integers(0, len(pcm) - 4000, 40).tolist():
            if not np.array_equal(sound.read_pcm(start, 4000), pcm[start : start + 4000]):
                wrong.append(start)

    threads = [threading.Thread(target=look, args=(seed,)) for seed in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_an_export_is_one_ordinary_file(path: Path, tmp_path: Path) -> None:
    pcm = noise(21.5)
    write(path, pcm)
    out = tmp_path / "call.flac"
    export_flac(opened(path), out)
    read, rate_hz = sf.read(out, dtype="int16")
    assert rate_hz == RATE_HZ
    np.testing.assert_array_equal(read, pcm)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["call.flac", "sound"]


def test_an_export_to_nowhere_is_a_line(path: Path, tmp_path: Path) -> None:
    write(path, noise(1.0))
    with pytest.raises(CallStoreError, match="choose another folder"):
        export_flac(opened(path), tmp_path / "no" / "call.flac")


def test_only_the_owner_may_read_it(path: Path) -> None:
    write(path, noise(0.1))
    assert path.stat().st_mode & 0o077 == 0


@given(st.lists(st.integers(0, 700), max_size=9), st.integers(0, 9))
def test_peaks_do_not_depend_on_how_sound_is_cut(cuts: list[int], seed: int) -> None:
    sound = from_pcm(noise(0.2, seed))
    meter, position = PeakMeter(RATE_HZ), 0
    for cut in cuts:
        meter.push(sound[position : position + cut])
        position += cut
    meter.push(sound[position:])
    peaks = meter.close()
    whole = PeakMeter(RATE_HZ)
    whole.push(sound)
    expected = whole.close()
    np.testing.assert_array_equal(peaks.low, expected.low)
    np.testing.assert_array_equal(peaks.high, expected.high)


def test_peaks_are_the_extremes_of_each_side(path: Path) -> None:
    pcm = np.zeros((RATE_HZ // 2 + 7, 2), np.int16)
    pcm[165, 0], pcm[170, 0], pcm[-1, 1] = 32767, -16384, -32768
    write(path, pcm)
    peaks = measure_peaks(opened(path))
    assert peaks.hop_s == 0.01
    assert peaks.low.dtype == peaks.high.dtype == np.int8
    assert peaks.low.shape == peaks.high.shape == (2, 51)
    assert (peaks.high[0, 1], peaks.low[0, 1], peaks.low[1, 50]) == (127, -64, -127)
    assert np.count_nonzero(peaks.high) + np.count_nonzero(peaks.low) == 3
    again = unpack_peaks(pack_peaks(peaks))
    np.testing.assert_array_equal(again.low, peaks.low)
    np.testing.assert_array_equal(again.high, peaks.high)


@given(st.binary(max_size=60))
def test_damaged_peaks_are_refused(junk: bytes) -> None:
    with pytest.raises(CallStoreError):
        unpack_peaks(junk)
