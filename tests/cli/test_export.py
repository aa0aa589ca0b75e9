"""``callassist export`` as a person runs it."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
import webvtt
from click.testing import CliRunner

from callassist.cli.main import cli
from callassist.review.callfile import write_call
from tests.cli.test_analyze import assert_one_line, callassist
from tests.review.review_calls import review_call


@pytest.fixture
def ramp(tmp_path: Path) -> Path:
    path = tmp_path / "ramp.call.json"
    write_call(review_call().document, path)
    return path


@pytest.mark.parametrize("kind", ["vtt", "csv", "json"])
def test_a_file_has_the_bytes_of_standard_output(tmp_path: Path, ramp: Path, kind: str) -> None:
    target = tmp_path / f"ramp.{kind}"
    assert callassist("export", ramp, "--format", kind, "--out", target).returncode == 0
    command = [sys.executable, "-m", "callassist", "export", str(ramp), "--format", kind]
    printed = subprocess.run(command, capture_output=True, check=True).stdout
    assert target.read_bytes() == printed


def test_vtt(ramp: Path) -> None:
    plain = webvtt.from_string(callassist("export", ramp, "--format", "vtt").stdout)
    assert {caption.voice for caption in plain} == {"Agent", "Customer"}
    run = callassist("export", ramp, "--format", "vtt", "--prompts")
    assert len(webvtt.from_string(run.stdout)) == len(plain) + 2


def test_csv(tmp_path: Path, ramp: Path) -> None:
    target = tmp_path / "ramp.csv"
    assert callassist("export", ramp, "--format", "csv", "--out", target).returncode == 0
    data = target.read_bytes()
    assert data.startswith(b"\xef\xbb\xbfcall,time,start_s")
    assert data.count(b"\n") == data.count(b"\r\n")
    table = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert sum(row["what"] == "turn" for row in table) == 8


def test_json(ramp: Path) -> None:
    export = json.loads(callassist("export", ramp, "--format", "json").stdout)
    assert export["schema"] == "callassist.export/1"
    assert export["call"] == json.loads(ramp.read_text())


def test_the_call_itself_is_never_written_over(ramp: Path) -> None:
    before = ramp.read_bytes()
    run = callassist("export", ramp, "--format", "json", "--out", ramp)
    assert_one_line(run, 1, "is the call itself", "--out")
    assert ramp.read_bytes() == before


def test_a_call_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    run = callassist("export", tmp_path / "x.call.json", "--format", "csv")
    assert_one_line(run, 1, "x.call.json")


@pytest.mark.parametrize(
    "arguments",
    [
        ["export"],
        ["export", "x.call.json"],
        ["export", "x.call.json", "--format", "srt"],
        ["export", "x.call.json", "--format", "csv", "--prompts"],
    ],
)
def test_wrong_usage_is_exit_2(arguments: list[str]) -> None:
    assert CliRunner().invoke(cli, arguments).exit_code == 2
