"""A pool of processes: what one recording does is not the others' fault."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path

import pytest
import soundfile as sf

from callassist.errors import CallAssistError
from callassist.paths import resources_dir
from callassist.run.batch import jobs
from callassist.run.batch.jobs import Job, Setup, run_in_processes
from callassist.sources.recording import Recording

DEMO_CALL = resources_dir() / "demo" / "late-parcel.flac"


class Poison(Job):
    """A recording that kills the process that opens it."""

    def open(self) -> Recording:
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError("dead")


class Endless(Job):
    """A recording that never opens."""

    def open(self) -> Recording:
        threading.Event().wait()
        raise AssertionError("woken")


@pytest.fixture
def call(tmp_path: Path) -> Path:
    samples, rate_hz = sf.read(DEMO_CALL, dtype="float32")
    path = tmp_path / "call.flac"
    sf.write(path, samples[: 2 * rate_hz], rate_hz)
    return path


@pytest.mark.cluster
@pytest.mark.timeout(300)
@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL there")
def test_a_recording_that_kills_its_process_takes_no_other_with_it(
    tmp_path: Path, call: Path
) -> None:
    work = [Job(call, tmp_path / f"{number}.call.json") for number in range(3)]
    work.insert(1, Poison(tmp_path / "poison.wav", tmp_path / "poison.call.json"))
    results = list(run_in_processes(work, Setup("moonshine"), 2))
    errors = {result.job.path.name: result.error for result in results if result.error}
    assert list(errors) == ["poison.wav"]
    assert "poison.wav: a worker process died of it twice" in str(errors["poison.wav"])
    assert sorted(path.name for path in tmp_path.glob("*.call.json")) == [
        "0.call.json", "1.call.json", "2.call.json",
    ]  # fmt: skip
    assert len(results) == 4


@pytest.mark.cluster
@pytest.mark.timeout(300)
@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL there")
def test_processes_that_always_die_are_not_started_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "DEATHS_IN_A_ROW", 2)
    work = [Poison(tmp_path / f"{number}.wav", None) for number in range(5)]
    told = []
    with pytest.raises(CallAssistError, match="died at each of 2 recordings in a row"):
        told += run_in_processes(work, Setup("moonshine"), 2)


@pytest.mark.cluster
@pytest.mark.timeout(300)
def test_a_recording_that_hangs_fails_alone(
    tmp_path: Path, call: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "STALL_S", 15.0)
    work = [
        Endless(tmp_path / "endless.wav", tmp_path / "endless.call.json"),
        Job(call, tmp_path / "call.call.json"),
    ]
    results = list(run_in_processes(work, Setup("moonshine"), 2))
    errors = {result.job.path.name: str(result.error) for result in results if result.error}
    assert list(errors) == ["endless.wav"]
    assert "endless.wav: nothing went on for" in errors["endless.wav"]
    assert (tmp_path / "call.call.json").exists()
    assert len(results) == 2
