"""``callassist studio``: which calls and which pack it opens, and its picture."""

from __future__ import annotations

import json

import pytest

pytest.importorskip("PySide6")

from click.testing import CliRunner

from callassist.cli.studio import studio
from callassist.errors import CallAssistError
from tests.review import calls as written


@pytest.fixture
def run(qapp, tmp_path, monkeypatch):
    monkeypatch.setenv("CALLASSIST_CALLS", str(tmp_path / "kept"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "monday.call.json").write_text(json.dumps(written.rude_call()), encoding="utf-8")

    def run(*arguments: str):
        result = CliRunner().invoke(studio, arguments, standalone_mode=False)
        if result.exception is not None:
            raise result.exception
        return result

    return run


def test_a_picture_of_call_files_and_a_pack(run, tmp_path):
    (tmp_path / "acme.toml").write_text('id = "acme"\n', encoding="utf-8")
    run("monday.call.json", "--pack", "acme.toml", "--screenshot", "studio.png")
    assert (tmp_path / "studio.png").stat().st_size > 20_000
    assert (tmp_path / "acme.toml").read_text(encoding="utf-8") == 'id = "acme"\n'
    assert not (tmp_path / "acme.marks.toml").exists()


def test_without_calls_it_opens_all_the_same(run, tmp_path):
    run("--pack", "new.toml", "--screenshot", "studio.png")
    assert (tmp_path / "studio.png").exists()
    assert not (tmp_path / "new.toml").exists()


def test_marks_with_a_mistake_are_told(run, tmp_path):
    (tmp_path / "m.csv").write_text("call,prompt\n", encoding="utf-8")
    with pytest.raises(CallAssistError, match="the heading lacks"):
        run("--marks", "m.csv", "--screenshot", "studio.png")
