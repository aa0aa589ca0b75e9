from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from callassist.cli.doctor import doctor
from callassist.errors import CallAssistError
from callassist.run import doctor as checks
from callassist.run.doctor import Check

GOOD = Check("Python", "ok", "3.12")
ODD = Check("screen", "warn", "no screen", "use --headless")
BAD = Check("microphone", "fail", "none", "plug in a headset")


def use(monkeypatch: pytest.MonkeyPatch, *found: Check) -> None:
    def examine() -> Iterator[Check]:
        yield from found

    monkeypatch.setattr(checks, "examine", examine)


def test_warnings_do_not_fail(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    use(monkeypatch, GOOD, ODD)
    assert doctor([], standalone_mode=False) == 0
    out = capsys.readouterr().out
    assert "ok    Python" in out
    assert "warn  screen" in out
    assert "→ use --headless" in out


def test_a_failure_is_exit_one_and_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    use(monkeypatch, GOOD, BAD)
    assert doctor([], standalone_mode=False) == 1
    captured = capsys.readouterr()
    assert "fail  microphone" in captured.out
    assert captured.err == "callassist: to be mended: microphone\n"


def test_json_holds_every_check(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    use(monkeypatch, GOOD, BAD)
    assert doctor(["--json"], standalone_mode=False) == 1
    assert json.loads(capsys.readouterr().out) == [
        {"name": "Python", "state": "ok", "found": "3.12", "advice": ""},
        {"name": "microphone", "state": "fail", "found": "none", "advice": "plug in a headset"},
    ]


def test_a_report_is_written_and_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    use(monkeypatch, GOOD, BAD)
    report = tmp_path / "report.zip"
    assert doctor(["--report", str(report)], standalone_mode=False) == 1
    said = capsys.readouterr().err
    assert f"wrote {report}: README.txt, checks.json" in said
    assert "nothing of any call is in it" in said
    assert report.is_file()
    with pytest.raises(CallAssistError, match="is there already"):
        doctor(["--report", str(report)], standalone_mode=False)
