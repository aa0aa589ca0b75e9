"""``callassist report`` as a person runs it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
import soundfile as sf
from click.testing import CliRunner

from callassist.cli.main import cli
from callassist.review.callfile import write_call
from callassist.store.store import CallStore
from callassist.store.summary import CallHeader, KeptCall
from callassist.store.unlock import Unlock
from tests.cli.test_analyze import assert_one_line, callassist
from tests.review.calls import good_call, rude_call
from tests.review.review_calls import REDACTIONS, scored

pytestmark = pytest.mark.usefixtures("kept_for_ever")


@pytest.fixture
def ramp(tmp_path: Path) -> Path:
    """A call file with its recording beside it."""
    path = tmp_path / "calls" / "ramp.call.json"
    path.parent.mkdir()
    document = scored(rude_call())
    document["source"]["path"] = "ramp.wav"
    write_call(document, path)
    noise = np.random.default_rng(1).normal(0.0, 0.1, (47 * 16_000, 2))
    sf.write(path.with_name("ramp.wav"), noise, 16_000)
    return path


def test_one_call(tmp_path: Path, ramp: Path) -> None:
    target = tmp_path / "ramp.html"
    run = callassist("report", ramp, "--html", target)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    page = target.read_text(encoding="utf-8")
    assert "<title>ramp – callassist</title>" in page
    assert 'class="wave agent"' in page
    assert "data:audio" not in page
    assert [path.name for path in tmp_path.glob("*.part")] == []


def test_several_calls_with_their_sound_where_there_is_any(tmp_path: Path, ramp: Path) -> None:
    write_call(scored(good_call()), tmp_path / "good.call.json")
    target = tmp_path / "both.html"
    run = callassist("report", ramp, tmp_path / "good.call.json", "--html", target, "--sound")
    assert run.returncode == 0
    assert "good: call.flac is not where it was" in run.stderr
    page = target.read_text(encoding="utf-8")
    assert "<title>2 calls – callassist</title>" in page
    assert page.count("data:audio/mpeg;base64,") == 1


def test_comments_are_in_it(tmp_path: Path, ramp: Path) -> None:
    mark = {
        "id": 1, "kind": "comment", "at_s": 25.0, "end_s": None, "text": "Never say calm down",
        "author": "Bo", "made_at": "",
    }  # fmt: skip
    ramp.with_name("ramp.marks.json").write_text(
        json.dumps({"schema": "callassist.marks/1", "marks": [mark]})
    )
    target = tmp_path / "ramp.html"
    assert callassist("report", ramp, "--html", target).returncode == 0
    assert "Never say calm down" in target.read_text(encoding="utf-8")


def test_without_words(tmp_path: Path, ramp: Path) -> None:
    target = tmp_path / "ramp.html"
    assert callassist("report", ramp, "--html", target, "--no-words").returncode == 0
    page = target.read_text(encoding="utf-8").lower()
    said = ("home care", "ramp three weeks", "mother cannot leave", "calm down", "great day")
    assert [words for words in said if words in page] == []


def test_a_page_that_is_there_is_written_anew(tmp_path: Path, ramp: Path) -> None:
    target = tmp_path / "ramp.html"
    target.write_text("old")
    assert callassist("report", ramp, "--html", target).returncode == 0
    assert target.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_the_call_itself_is_never_written_over(ramp: Path) -> None:
    before = ramp.read_bytes()
    assert_one_line(callassist("report", ramp, "--html", ramp), 1, "is the call itself", "--html")
    assert ramp.read_bytes() == before


def test_a_folder_that_is_not_there_is_one_line(tmp_path: Path, ramp: Path) -> None:
    run = callassist("report", ramp, "--html", tmp_path / "none" / "x.html")
    assert_one_line(run, 1, "cannot write", "--html")


def test_one_bad_call_writes_nothing(tmp_path: Path, ramp: Path) -> None:
    bad = tmp_path / "bad.call.json"
    bad.write_text("{}")
    target = tmp_path / "both.html"
    assert_one_line(callassist("report", ramp, bad, "--html", target), 1, "bad.call.json")
    assert not target.exists()


def test_an_id_without_a_store_is_one_line(tmp_path: Path) -> None:
    run = callassist("report", "7kd2", "--html", tmp_path / "x.html")
    assert_one_line(run, 1, "no calls are kept")


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> str:
    """The id of a kept call with a comment and a redaction."""
    monkeypatch.setenv("CALLASSIST_PASSPHRASE", "a passphrase for tests")
    header = CallHeader("Ramp", "Ines", datetime(2026, 11, 20, 14, 3, tzinfo=UTC), 16_000)
    with CallStore.open(unlock=Unlock(use_keyring=False)) as store:
        call = store.begin(header)
        store.finish(call.id, KeptCall(scored(rude_call()), redactions=REDACTIONS))
        store.marks(call.id, "Bo").add("comment", 25.0, "Never say calm down")
        return call.id


def test_a_kept_call_is_found_by_the_beginning_of_its_id(tmp_path: Path, kept: str) -> None:
    target = tmp_path / "ramp.html"
    run = callassist("report", kept[:5], "--html", target)
    assert run.returncode == 0, run.stderr
    page = target.read_text(encoding="utf-8")
    for told in ("<h1", "Ramp", "Ines", "20 November 2026", "Never say calm down", "1 stretch"):
        assert told in page


def test_a_kept_call_is_exported_with_its_comments_and_redactions(kept: str) -> None:
    run = callassist("export", kept, "--format", "json")
    assert run.returncode == 0, run.stderr
    export = json.loads(run.stdout)
    assert export["id"] == kept
    assert [mark["text"] for mark in export["marks"]] == ["Never say calm down"]
    assert [redaction["kind"] for redaction in export["redactions"]] == ["card"]


def test_a_wrong_passphrase_is_one_line(
    tmp_path: Path, kept: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CALLASSIST_PASSPHRASE", "another passphrase")
    assert_one_line(callassist("report", kept, "--html", tmp_path / "x.html"), 1)
    assert not (tmp_path / "x.html").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["report"],
        ["report", "x.call.json"],
        ["report", "x.call.json", "--html", "x.html", "--sound", "--no-words"],
    ],
)
def test_wrong_usage_is_exit_2(arguments: list[str]) -> None:
    assert CliRunner().invoke(cli, arguments).exit_code == 2
