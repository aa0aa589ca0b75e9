"""``callassist policy``: what holds here, and whether a file is right."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from callassist.cli.policy import policy


@pytest.fixture
def run():
    return lambda *args: CliRunner().invoke(
        policy, args, catch_exceptions=False, standalone_mode=False
    )


def test_without_a_policy_it_says_where_one_would_be(run):
    result = run("show")
    assert result.return_value == 0
    assert "no policy" in result.stdout
    assert "policy.toml" in result.stdout
    assert "90 days" in result.stdout


def test_a_policy_is_named_with_what_it_forbids(run, tmp_path, monkeypatch):
    path = tmp_path / "policy.toml"
    path.write_text(
        'schema = 1\ncompany = "Example Ltd"\neu_mode = true\n[recording]\nallowed = false'
    )
    monkeypatch.setenv("CALLASSIST_POLICY", str(path))
    text = run("show").stdout
    assert str(path) in text
    assert "the policy of Example Ltd does not allow keeping calls" in text
    assert "nobody's: words and timing only" in text
    rules = json.loads(run("show", "--json").stdout)
    assert rules["eu_mode"] is True
    assert rules["measures"] == {"agent_voice": False, "customer_voice": False}


def test_a_file_is_checked_before_it_goes_out(run, tmp_path):
    good = tmp_path / "good.toml"
    good.write_text("schema = 1")
    assert run("check", str(good)).return_value == 0
    assert run("check", str(tmp_path / "none.toml")).return_value == 1
