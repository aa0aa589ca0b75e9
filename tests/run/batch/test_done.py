"""What is finished is known again, and only that."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile as sf

import callassist
from callassist.run.batch.done import DONE_FILE, CallFiles, Done, made_with, state_now
from callassist.run.batch.jobs import Job, Setup
from callassist.settings.measures import Measures

ENGINE = {"name": "vosk", "model": "small"}


@pytest.fixture
def job(tmp_path: Path) -> Job:
    path = tmp_path / "call.wav"
    sf.write(path, np.zeros((8000, 2)), 8000)
    out = tmp_path / "out" / "deep" / "call.call.json"
    out.parent.mkdir(parents=True)
    out.write_text("{}")
    return Job(path, out)


def done(job: Job, made: str = "m") -> Done:
    source = job.open()
    sha256 = source.info.sha256
    source.close()
    return Done(job.recording, state_now(job), sha256, made)


def files(job: Job) -> CallFiles:
    assert job.out is not None
    return CallFiles(job.out.parents[1])


def test_what_is_noted_is_done_for_the_next_run(job: Job) -> None:
    first = files(job)
    assert not first.has(job, "m")
    first.add(job, done(job))
    assert first.has(job, "m")
    assert files(job).has(job, "m")
    assert not files(job).has(job, "other")


def test_a_recording_that_was_only_touched_is_done(job: Job) -> None:
    files(job).add(job, done(job))
    os.utime(job.path, (1, 1))
    assert files(job).has(job, "m")


def test_a_changed_recording_is_not_done(job: Job) -> None:
    files(job).add(job, done(job))
    sf.write(job.path, np.full((8000, 2), 0.5), 8000)
    os.utime(job.path, (1, 1))
    assert not files(job).has(job, "m")
    job.path.unlink()
    assert not files(job).has(job, "m")


def test_a_call_file_that_is_gone_is_made_again(job: Job) -> None:
    files(job).add(job, done(job))
    assert job.out is not None
    job.out.unlink()
    assert not files(job).has(job, "m")


@pytest.mark.parametrize("keep", [0, 5, 40])
def test_a_line_cut_short_costs_only_itself(job: Job, keep: int) -> None:
    first = files(job)
    first.add(job, done(job))
    path = first.folder / DONE_FILE
    whole = path.read_bytes()
    path.write_bytes(whole + whole[:keep])
    second = replace(job, out=first.folder / "second.call.json")
    assert second.out is not None
    second.out.write_text("{}")
    files(job).add(second, done(second))
    assert files(job).has(job, "m")
    assert files(job).has(second, "m")


@pytest.mark.parametrize("line", [b"[]", b"{}", b'{"call": 1}', b"\xff\xfe", b"7", b"null"])
def test_a_strange_line_counts_for_nothing(job: Job, line: bytes) -> None:
    first = files(job)
    first.add(job, done(job))
    path = first.folder / DONE_FILE
    path.write_bytes(line + b"\n" + path.read_bytes())
    assert files(job).has(job, "m")
    assert len(json.loads(path.read_bytes().splitlines()[1])["sha256"]) == 64


def test_all_that_decides_an_analysis_is_in_its_mark(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = tmp_path / "pack.toml"
    pack.write_text('schema = 1\nid = "x"\nversion = 1\n')
    setup = Setup(pack=pack)
    marks = {
        made_with(setup, ENGINE, 0),
        made_with(setup, ENGINE, 1),
        made_with(setup, {**ENGINE, "model": "big"}, 0),
        made_with(Setup(), ENGINE, 0),
        made_with(replace(setup, measures=Measures(agent_voice=False)), ENGINE, 0),
    }
    pack.write_text('schema = 1\nid = "x"\nversion = 1\n# the same version, another text\n')
    marks.add(made_with(setup, ENGINE, 0))
    monkeypatch.setattr(callassist, "__version__", "99")
    marks.add(made_with(setup, ENGINE, 0))
    assert len(marks) == 7
    assert made_with(setup, ENGINE, 0) == made_with(setup.elsewhere(), ENGINE, 0)
