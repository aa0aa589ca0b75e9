"""Recordings that are kept already are passed over by their files, without being read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from callassist.run.batch.job import Job, Keep, Result, Setup
from callassist.run.batch.results import Results
from callassist.run.keeping.importing import ImportFacts
from callassist.store import keys
from callassist.store.store import CallStore
from callassist.store.unlock import PASSPHRASE_VARIABLE, Unlock
from tests.store import calls

SHA = "ab" * 32


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Job, str]:
    """A recording and the id of the call that it became."""
    monkeypatch.setattr(keys, "SCRYPT_COST", 2)
    monkeypatch.setenv("CALLASSIST_CALLS", str(tmp_path / "calls"))
    monkeypatch.setenv(PASSPHRASE_VARIABLE, "correct horse battery")
    path = tmp_path / "Monday.flac"
    path.write_bytes(b"sound")
    with opened() as store:
        call_id = calls.keep(store, sha256=SHA).id
    return Job(path, None), call_id


def opened() -> CallStore:
    return CallStore.open(unlock=Unlock(use_keyring=False))


def results(out: Path | None = None, *, again: bool = False) -> Results:
    return Results(Setup(keep=Keep(ImportFacts())), out, None, again=again)


def take(job: Job, **came: str) -> None:
    """Let a run take what came of a job."""
    with results() as run:
        todo, _ = run.kept_before([job])
        run.undone(todo, {"name": "vosk", "model": "small"})
        list(run.take([Result(job, **came)]))


def passed_over(job: Job, **how: object) -> list[Result]:
    with results(**how) as run:  # type: ignore[arg-type]
        todo, known = run.kept_before([job])
        assert len(todo) + len(known) == 1
        return known


@pytest.mark.parametrize("how", ["kept", "known"])
def test_a_file_is_known_once_its_call_is_kept(kept: tuple[Job, str], how: str) -> None:
    job, call_id = kept
    assert passed_over(job) == []
    take(job, **{how: call_id})
    (found,) = passed_over(job)
    assert found.skipped
    assert found.warnings == (
        f"{job.path} is kept already, as call {call_id}; --again keeps it once more",
    )
    job.path.chmod(0)  # nobody needs to read it
    assert len(passed_over(job)) == 1
    assert passed_over(job, again=True) == []
    assert passed_over(job, out=job.path.parent) == [], "a call file may be missing"


def test_a_changed_file_is_read_again(kept: tuple[Job, str]) -> None:
    job, call_id = kept
    take(job, kept=call_id)
    state = job.path.stat()
    job.path.write_bytes(b"other")
    os.utime(job.path, ns=(state.st_atime_ns, state.st_mtime_ns + 1))
    assert passed_over(job) == []
    job.path.rename(job.path.with_name("monday.flac"))
    assert passed_over(Job(job.path.with_name("monday.flac"), None)) == []


def test_what_failed_or_was_deleted_is_not_known(kept: tuple[Job, str]) -> None:
    job, call_id = kept
    take(job)
    assert passed_over(job) == []
    take(job, kept=call_id)
    with opened() as store:
        store.delete(call_id)
    assert passed_over(job) == []
