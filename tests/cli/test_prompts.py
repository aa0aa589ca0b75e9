"""``callassist prompts``."""

import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from callassist import paths
from callassist.cli.prompts import prompts
from callassist.prompts.pack import default_pack
from callassist.settings import policy


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "user_pack_path", lambda: tmp_path / "own" / "prompts.toml")
    monkeypatch.setattr(paths, "settings_path", lambda: tmp_path / "own" / "settings.toml")
    monkeypatch.setattr(paths, "kept_packs_dir", lambda: tmp_path / "kept")
    monkeypatch.setattr(policy, "policy_paths", lambda: ())
    return lambda *words: CliRunner().invoke(prompts, [str(word) for word in words])


@pytest.fixture
def broken(tmp_path):
    path = tmp_path / "broken.toml"
    path.write_text('[[prompt]]\nid = "listen"\nprioritty = 3\nshow_s = 99\n')
    return path


def test_a_good_pack_is_ok(run, tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text('[[prompt]]\nid = "use_name"\nenabled = false\n')
    result = run("check", path)
    assert result.exit_code == 0
    assert result.stdout == f"ok: {len(default_pack().active) - 1} prompts\n"


def test_every_problem_is_printed_with_its_line(run, broken):
    result = run("check", broken)
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "broken.toml:3: [[prompt]] 'listen': unknown key 'prioritty' — did you mean 'priority'?",
        "broken.toml:4: [[prompt]] 'listen': 'show_s' must be 1 to 30 seconds, not 99",
    ]
    assert result.stderr == f"Error: 2 problems in {broken}\n"


def test_a_file_that_is_not_there_is_one_clear_line(run, tmp_path):
    result = run("check", tmp_path / "none.toml")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("Error: cannot read the prompt pack")
    assert len(result.stderr.splitlines()) == 1


def test_check_needs_a_file(run):
    assert run("check").exit_code == 2


def test_show_has_every_prompt_weightiest_first(run):
    result = run("show")
    assert result.exit_code == 0
    for rule in default_pack().rules:
        assert rule.id in result.stdout
    assert result.stdout.index("listen") < result.stdout.index("well_done")
    assert "At most one in 8 s, 4 a minute and 8 in ten minutes." in result.stdout
    assert "your own would be" in result.stdout


def test_show_lays_your_own_file_over_the_default(run):
    own = paths.user_pack_path()
    own.parent.mkdir()
    own.write_text('[[prompt]]\nid = "listen"\nsay = "[red]Hush"\n')
    result = run("show")
    assert "[red]Hush" in result.stdout
    wanted = f"Pack default+local, version 1: the default pack, version 1, then your own {own}."
    assert wanted in result.stdout


def test_show_of_a_broken_own_pack_says_so_and_shows_what_is_in_force(run):
    own = paths.user_pack_path()
    own.parent.mkdir()
    own.write_text("sya = 1\n")
    result = run("show")
    assert result.exit_code == 0
    assert "prompts.toml:1: unknown key 'sya'" in result.stderr
    assert "Let them finish" in result.stdout


def test_show_of_a_broken_pack_is_one_clear_line(run, broken):
    result = run("show", "--pack", broken)
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: broken.toml:3: ")
    assert len(result.stderr.splitlines()) == 1


def test_help_teaches(run):
    text = run("--help").stdout
    assert "enabled = false" in text
    assert "check" in text
    assert "show" in text
    assert "prioritty" in run("check", "--help").stdout


def test_the_commands_are_loaded_without_what_they_need_later():
    code = (
        "import sys, callassist.cli.prompts\n"
        "print([name for name in ('pydantic', 'rich', 'numpy') if name in sys.modules])"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ
    )
    assert result.stdout.strip() == "[]"
