"""Where results go: what is done, the data set, and the failures."""

from __future__ import annotations

import csv
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from callassist.errors import RecordingError
from callassist.review.callfile import write_call
from callassist.run.batch.jobs import Job, Keep, Result, Setup
from callassist.run.batch.results import FAILURES_FILE, Results, write_failures
from callassist.run.keeping.importing import ImportFacts
from callassist.types import CallEvent

ENGINE = {"name": "moonshine", "model": "moonshine-tiny-en"}


@pytest.fixture
def document(analyzed: tuple[dict[str, Any], list[CallEvent]]) -> dict[str, Any]:
    return analyzed[0]


@pytest.fixture
def work(tmp_path: Path) -> list[Job]:
    out = tmp_path / "out"
    out.mkdir()
    for number in range(3):
        (tmp_path / f"{number}.wav").write_bytes(b"x")
    return [Job(tmp_path / f"{n}.wav", out / f"{n}.call.json") for n in range(3)]


def test_a_batch_that_was_stopped_goes_on_where_it_was(
    tmp_path: Path, work: list[Job], document: dict[str, Any]
) -> None:
    out = tmp_path / "out"

    def came(jobs: list[Job]) -> list[Result]:
        results = [Result(jobs[0], document=document)]
        write_call(document, out / jobs[0].path.with_suffix(".call.json").name)
        return [*results, Result(jobs[1], RecordingError(f"{jobs[1].path} is empty"))]

    with Results(Setup(), out, None) as first:
        assert first.undone(work, ENGINE) == work
        results = list(first.take(came(work)))
        assert [result.document for result in results] == [None, None]
    assert (first.tally.finished, first.tally.before) == (2, 0)
    with (out / FAILURES_FILE).open(newline="") as file:
        rows = list(csv.reader(file))
    assert rows == [["recording", "error"], [str(work[1].path), f"{work[1].path} is empty"]]
    assert first.tally.reasons() == [("… is empty", 1)]
    with Results(Setup(), out, None) as second:
        assert second.undone(work, ENGINE) == work[1:]
        assert second.tally.before == 1
    with Results(Setup(), out, None, again=True) as third:
        assert third.undone(work, ENGINE) == work
    with Results(Setup(), out, None) as fourth:
        assert fourth.undone(work, {**ENGINE, "model": "another"}) == work


def test_a_data_set_begun_later_is_filled_from_the_call_files(
    tmp_path: Path, work: list[Job], document: dict[str, Any]
) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    out, data = tmp_path / "out", tmp_path / "data"
    assert work[0].out is not None
    write_call(document, work[0].out)
    with Results(Setup(), out, None) as first:
        first.undone(work[:1], ENGINE)
        list(first.take([Result(work[0], document=document)]))
    with Results(Setup(), out, data) as second:
        assert second.undone(work[:1], ENGINE) == []
    (row,) = parquet.read_table(data / "calls").to_pylist()
    assert row["recording"] == work[0].recording
    with Results(Setup(), None, data) as third:
        assert third.undone([Job(work[0].path, None)], ENGINE) == []


def test_without_failures_an_old_list_of_them_goes(tmp_path: Path) -> None:
    path = tmp_path / FAILURES_FILE
    write_failures(path, [('a, "b"\udcfc', "why")])
    assert path.read_text().splitlines()[1] == '"a, ""b""?",why'
    write_failures(path, [])
    assert not path.exists()


@pytest.mark.parametrize("parquet", [False, True])
def test_what_is_done_but_not_kept_is_done_again_to_keep_it(
    tmp_path: Path,
    work: list[Job],
    document: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
    parquet: bool,
) -> None:
    out, data = (None, tmp_path / "data") if parquet else (tmp_path / "out", None)
    with Results(Setup(), out, data) as first:
        first.undone(work, ENGINE)
        for job in work:
            write_call(document, tmp_path / "out" / job.path.with_suffix(".call.json").name)
        list(first.take([Result(job, document=document) for job in work]))
    asked: list[str] = []

    class Store:
        """Keeps the first recording that is asked for."""

        def imported(self, sha256: str) -> object | None:
            asked.append(sha256)
            return "a call" if len(asked) == 1 else None

    monkeypatch.setattr(Keep, "open_store", lambda _: nullcontext(Store()))
    with Results(Setup(keep=Keep(ImportFacts())), out, data) as second:
        assert second.undone(work, ENGINE) == work[1:]
    assert asked == [document["source"]["sha256"]] * 3
