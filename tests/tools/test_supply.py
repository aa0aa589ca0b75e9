"""The list of what ships is whole, and an audit that did not run never looks like one that did."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.guards.test_licences import locked
from tools.supply import audit

LOCK = (
    "one==1.0 \\\n    --hash=sha256:00\ntwo==2.0 ; python_version < '4' \\\n    --hash=sha256:11\n"
)
CLEAN = {"name": "one", "version": "1.0", "vulns": []}
SKIPPED = {"name": "two", "skip_reason": "Dependency not found"}
KNOWN = {"name": "two", "version": "2.0", "vulns": [{"id": "CVE-1", "fix_versions": ["2.1"]}]}


def audited(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, answers: list[list[dict[str, Any]] | None]
) -> int:
    given = iter(answers)
    monkeypatch.setattr(audit, "asked", lambda requirements: next(given))
    (tmp_path / "lock").write_text(LOCK)
    return audit.main(tmp_path / "lock")


@pytest.mark.parametrize("answers", [[None], [[]], [[SKIPPED]], [[CLEAN], None]])
def test_where_nobody_answers_one_line_says_so(
    answers: list[list[dict[str, Any]] | None],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert audited(monkeypatch, tmp_path, answers) == 0
    assert capsys.readouterr().out == "audit not run: no advisory database reachable\n"


def test_what_is_known_fails_and_what_was_not_asked_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audited(monkeypatch, tmp_path, [[CLEAN], [CLEAN, KNOWN]]) == 1
    assert "two 2.0: CVE-1 (mended in 2.1)" in capsys.readouterr().out
    assert audited(monkeypatch, tmp_path, [[CLEAN], [CLEAN, SKIPPED]]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "audited 1 of 2 libraries, 0 known", "not audited: two"
    ]  # fmt: skip


def test_the_list_of_what_ships_names_everything_locked_and_is_the_same_each_time(
    tmp_path: Path,
) -> None:
    pytest.importorskip("cyclonedx_py")
    root = Path(audit.__file__).parent.parent.parent
    made = []
    for number in range(2):
        target = tmp_path / f"{number}.json"
        subprocess.run(
            [sys.executable, "-m", "cyclonedx_py", "requirements", "requirements/app.txt",
             "--pyproject", "pyproject.toml", "--output-reproducible", "--of", "JSON",
             "-o", str(target)],
            cwd=root, check=True, capture_output=True,
        )  # fmt: skip
        made.append(target.read_bytes())
    assert made[0] == made[1]
    sbom = json.loads(made[0])
    assert sbom["bomFormat"] == "CycloneDX"
    assert {each["name"] for each in sbom["components"]} == {*locked("app.txt")}
    assert all(each["purl"].startswith("pkg:pypi/") for each in sbom["components"])
