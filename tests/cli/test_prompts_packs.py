"""``callassist prompts try|diff|export|import|key``."""

import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from callassist import paths
from callassist.cli.prompts import prompts
from callassist.settings import policy

PACK = """\
schema = 2
id = "acme"
version = 3
[[finding]]
id = "custom.jargon"
side = "agent"
any_of = ["backend ticket"]
[[prompt]]
id = "listen"
say = "Hush"
"""


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "user_pack_path", lambda: tmp_path / "own" / "prompts.toml")
    monkeypatch.setattr(paths, "settings_path", lambda: tmp_path / "own" / "settings.toml")
    monkeypatch.setattr(paths, "kept_packs_dir", lambda: tmp_path / "kept")
    monkeypatch.setattr(policy, "policy_paths", lambda: ())
    return lambda *words: CliRunner().invoke(prompts, [str(word) for word in words])


@pytest.fixture
def pack(tmp_path):
    path = tmp_path / "acme.toml"
    path.write_text(PACK)
    return path


def test_try_says_what_matches_and_why(run, pack):
    result = run("try", "I raised a backend ticket", "--pack", pack)
    assert result.exit_code == 0
    assert "“backend ticket”  finding custom.jargon: it fires  [backend ticket]" in result.stdout
    assert (
        "only the agent's"
        in run("try", "backend ticket", "--side", "customer", "--pack", pack).stdout
    )
    assert run("try", "banana boat").stdout == "nothing matches\n"


def test_diff_speaks_in_peoples_words(run, pack):
    lines = run("diff", "default", pack).stdout.splitlines()
    assert lines[:2] == ["id default → acme", "version 1 → 3"]
    assert "listen: says “Hush” instead of “Let them finish”" in lines
    assert run("diff", pack, pack).stdout == "no difference\n"


def test_a_pack_is_signed_exported_imported_and_in_force(run, pack, tmp_path):
    public = run("key", tmp_path / "team.key").stdout.strip()
    result = run("export", "--pack", pack, "--out", tmp_path, "--key", tmp_path / "team.key")
    out = tmp_path / "acme-3.pack.toml"
    assert result.stdout == f"wrote {out}: acme 3, signed\n"
    assert run("check", out).stdout.startswith("ok: ")
    taken = run("import", out, "--trusted-key", public)
    assert taken.stdout == f"acme 3, signed by {public}, is now your own pack\n"
    assert "custom.jargon" in run("try", "backend ticket").stdout
    assert "Hush" in run("show").stdout
    paths.user_pack_path().write_text("version = 4\n")
    replaced = run("import", out, "--replace")
    assert "the former one is" in replaced.stdout


def test_a_broken_seal_is_told(run, pack, tmp_path):
    run("export", "--pack", pack, "--out", tmp_path)
    out = tmp_path / "acme-3.pack.toml"
    out.write_text(out.read_text().replace("Hush", "Evil"))
    result = run("check", out)
    assert result.exit_code == 1
    assert "was changed or damaged since it was exported" in result.stderr


def test_a_failure_is_one_line_and_exit_1(tmp_path):
    for words in (["export", "--pack", "none.toml", "--out", "x"], ["diff", "none", "default"],
                  ["import", "none"], ["try", "x", "--language", "xx"]):  # fmt: skip
        result = subprocess.run(
            [sys.executable, "-m", "callassist", "prompts", *words],
            capture_output=True, text=True, check=False, cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": os.fspath(paths.resources_dir().parent),
                 "XDG_CONFIG_HOME": os.fspath(tmp_path), "XDG_DATA_HOME": os.fspath(tmp_path)},
        )  # fmt: skip
        assert result.returncode == 1, words
        assert len(result.stderr.splitlines()) == 1, result.stderr
