"""Opening a call for review: a call file, a recording, an id of the store."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from callassist.errors import CallAssistError, CallStoreError, RecordingError
from callassist.review.callfile import read_call, write_call
from callassist.review.scorecard import scorecard
from callassist.run.batch.jobs import Setup
from callassist.run.opening import attach_recording, open_call
from callassist.sources.recorded import RecordedSound
from callassist.store.store import CallStore
from callassist.store.summary import CallHeader, KeptCall
from callassist.store.unlock import Unlock
from tests.review.calls import call, rude_call, turn

RATE_HZ = 16_000
DEMO = Path(__file__).parents[2] / "resources" / "demo" / "late-parcel.flac"


def write_sides(path: Path, duration_s: float = 12.0) -> np.ndarray:
    """Write a recording in which the agent is loud first and the customer later."""
    rng = np.random.default_rng(1)
    sides = rng.normal(0, 0.001, (round(duration_s * RATE_HZ), 2)).astype(np.float32)
    sides[RATE_HZ : 3 * RATE_HZ, 0] += 0.2
    sides[5 * RATE_HZ : 8 * RATE_HZ, 1] += 0.4
    soundfile.write(path, sides, RATE_HZ, subtype="FLOAT" if path.suffix == ".wav" else None)
    return sides


def write_file(folder: Path, source: str, **changes: Any) -> Path:
    document = call(
        [turn("agent", 1.0, "hello", 3.0), turn("customer", 5.0, "hi", 8.0)], duration_s=12.0
    )
    document["source"]["path"] = source
    document |= changes
    document["scorecard"] = scorecard(document)
    path = folder / "monday.call.json"
    write_call(document, path)
    return path


def test_a_call_file_with_its_recording(tmp_path: Path) -> None:
    sides = write_sides(tmp_path / "monday.wav")
    opened = open_call(write_file(tmp_path, str(tmp_path / "monday.wav")))
    assert opened.title == "monday"
    assert opened.sound is not None
    assert opened.sound.duration_s == 12.0
    heard = opened.sound.read(2.0, 0.5)
    assert np.array_equal(heard, sides[2 * RATE_HZ : round(2.5 * RATE_HZ)])
    assert opened.marks is not None
    opened.sound.close()


def test_a_recording_that_was_moved_together_with_its_call_file_is_found(tmp_path: Path) -> None:
    write_sides(tmp_path / "monday.wav")
    opened = open_call(write_file(tmp_path, "/gone/away/monday.wav"))
    assert opened.sound is not None
    opened.sound.close()


def test_two_files_a_side_each(tmp_path: Path) -> None:
    sides = write_sides(tmp_path / "both.wav")
    for column, name in enumerate(("a.wav", "b.wav")):
        soundfile.write(tmp_path / name, sides[:, column], RATE_HZ, subtype="FLOAT")
    path = write_file(tmp_path, f"{tmp_path / 'a.wav'} + {tmp_path / 'b.wav'}")
    opened = open_call(path)
    assert opened.sound is not None
    assert np.array_equal(opened.sound.read(6.0, 1.0), sides[6 * RATE_HZ : 7 * RATE_HZ])
    opened.sound.close()


def test_sides_that_were_recorded_the_other_way_round_are_put_right(tmp_path: Path) -> None:
    sides = write_sides(tmp_path / "straight.wav")
    soundfile.write(tmp_path / "monday.wav", sides[:, ::-1], RATE_HZ, subtype="FLOAT")
    opened = open_call(write_file(tmp_path, str(tmp_path / "monday.wav")))
    assert opened.sound is not None
    assert np.array_equal(opened.sound.read(6.0, 1.0), sides[6 * RATE_HZ : 7 * RATE_HZ])
    opened.sound.close()


def test_without_its_recording_it_says_which_one(tmp_path: Path) -> None:
    opened = open_call(write_file(tmp_path, "/gone/away/monday.wav"))
    assert opened.sound is None
    assert opened.sound_problem.startswith("monday.wav is not where it was")
    write_sides(tmp_path / "found.wav")
    attach_recording(opened, tmp_path / "found.wav")
    assert opened.sound is not None
    assert opened.sound_problem == ""
    opened.sound.close()


def test_another_recording_is_not_taken(tmp_path: Path) -> None:
    opened = open_call(write_file(tmp_path, "/gone/away/monday.wav"))
    write_sides(tmp_path / "other.wav", duration_s=30.0)
    attach_recording(opened, tmp_path / "other.wav")
    assert opened.sound is None
    assert "another recording" in opened.sound_problem


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[1]", '{"schema": "callassist.call/1"}',
     '{"schema": "callassist.call/1", "source": {"duration_s": "long"}, "turns": [], '
     '"overlaps": [], "frustration": {"hop_s": 1}, "findings": [], "prompts": []}'],
)  # fmt: skip
def test_a_file_that_is_no_call_is_one_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "monday.call.json"
    path.write_text(text)
    with pytest.raises(CallStoreError) as caught:
        open_call(path)
    assert "\n" not in str(caught.value)


def test_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CallStoreError, match="cannot read"):
        open_call(tmp_path / "gone.call.json")
    with pytest.raises(RecordingError, match="is not there"):
        open_call(tmp_path / "gone.wav")
    with pytest.raises(CallStoreError, match="no kept calls are at hand"):
        open_call("abcd2345")


def test_a_recording_is_analyzed_first_and_nothing_is_kept(tmp_path: Path) -> None:
    samples, rate_hz = soundfile.read(DEMO, dtype="float32")
    path = tmp_path / "start.wav"
    soundfile.write(path, samples[: 14 * rate_hz], rate_hz)
    shares: list[float] = []
    opened = open_call(path, setup=Setup("moonshine"), progress=shares.append)
    assert opened.sound is not None
    assert opened.marks is None
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(1.0, abs=0.02)
    assert any(found["kind"] == "interruption" for found in opened.document["findings"])
    assert sorted(tmp_path.iterdir()) == [path]
    opened.sound.close()


def test_a_recording_is_analyzed_without_voices_in_eu_mode(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text("schema = 1\neu_mode = true\n", encoding="utf-8")
    monkeypatch.setenv("CALLASSIST_POLICY", str(policy))
    samples, rate_hz = soundfile.read(DEMO, dtype="float32")
    path = tmp_path / "start.wav"
    soundfile.write(path, samples[: 10 * rate_hz], rate_hz)
    opened = open_call(path, setup=Setup("moonshine"))
    paces = opened.document["scorecard"]["words_per_minute"]
    assert paces == {"agent": None, "customer": None}
    assert opened.sound is not None
    opened.sound.close()


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """An open store with a passphrase."""
    monkeypatch.setenv("CALLASSIST_CALLS", str(tmp_path / "calls"))
    unlock = Unlock(use_keyring=False, environment={"CALLASSIST_PASSPHRASE": "correct horse"})
    with CallStore.open(unlock=unlock) as opened:
        yield opened


def test_a_kept_call(store: CallStore) -> None:
    begun = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
    header = CallHeader(
        "Late ramp", "Ines", begun, RATE_HZ,
        engine={"name": "none", "model": ""}, pack={"id": "default", "version": 1},
    )  # fmt: skip
    kept = store.begin(header)
    document = rude_call()
    document["scorecard"] = scorecard(document)
    document["timing"] = {"wall_s": 1.0, "real_time_factor": 0.1}
    store.finish(kept.id, KeptCall(document, [], None, (), "recovered", ("3 s are lost",)))
    opened = open_call(kept.id[:5], store=store)
    assert (opened.title, opened.agent, opened.call_id) == ("Late ramp", "Ines", kept.id)
    assert opened.notices == ("3 s are lost",)
    assert "no sound" in opened.sound_problem
    assert opened.marks is not None
    opened.marks.add("comment", 3.0, "here")
    assert open_call(kept.id, store=store).marks.all()[0].text == "here"  # type: ignore[union-attr]
    with pytest.raises(CallAssistError):
        open_call("zzzzzzzz", store=store)


def test_a_format_that_only_ffmpeg_knows_can_be_read_anywhere(tmp_path: Path) -> None:
    if shutil.which("ffmpeg") is None:
        pytest.skip("no ffmpeg here")
    import subprocess

    sides = write_sides(tmp_path / "a.wav")
    path = tmp_path / "a.m4a"
    command = ["ffmpeg", "-loglevel", "error", "-i", tmp_path / "a.wav", "-c:a", "alac", path]
    subprocess.run(command, check=True)
    sound = RecordedSound(path)
    assert np.allclose(sound.read(6.0, 1.0), sides[6 * RATE_HZ : 7 * RATE_HZ], atol=1e-3)
    assert np.allclose(sound.read(1.0, 1.0), sides[RATE_HZ : 2 * RATE_HZ], atol=1e-3)
    assert len(sound.read(11.9, 5.0)) == pytest.approx(0.1 * RATE_HZ, abs=1)
    assert len(sound.read(20.0, 1.0)) == 0
    sound.close()
    assert len(sound.read(1.0, 1.0)) == 0


def test_a_mono_file_has_one_side_too_few(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "mono.wav", np.zeros(16_000), RATE_HZ)
    with pytest.raises(RecordingError, match="one channel"):
        RecordedSound(tmp_path / "mono.wav")


def test_call_files_are_not_changed_by_being_opened(tmp_path: Path) -> None:
    path = write_file(tmp_path, "/gone/away/monday.wav")
    before = json.dumps(read_call(path))
    open_call(path)
    assert json.dumps(read_call(path)) == before
    assert sorted(tmp_path.iterdir()) == [path]
