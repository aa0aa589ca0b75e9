"""``callassist team``: figures, pages, consent, and what a policy forbids."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime

import keyring
import pytest
from click.testing import CliRunner
from keyring.backends import fail

from callassist.cli.main import cli
from callassist.errors import CallAssistError
from callassist.paths import settings_path
from callassist.review.callfile import write_call
from callassist.store import keys
from callassist.store.store import CallStore
from callassist.store.unlock import Unlock
from tests.review.team.made import keep_made, made_calls

PASSPHRASE = "correct horse battery"
NOW = datetime(2026, 11, 6, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def sealed_home(tmp_path, monkeypatch):
    monkeypatch.setattr(keys, "SCRYPT_COST", 2)
    monkeypatch.setenv("CALLASSIST_CALLS", str(tmp_path / "kept"))
    monkeypatch.setenv("CALLASSIST_PASSPHRASE", PASSPHRASE)
    before = keyring.get_keyring()
    keyring.set_keyring(fail.Keyring())
    yield
    keyring.set_keyring(before)


def open_store():
    unlock = Unlock(lambda _: PASSPHRASE, use_keyring=False, environment={})
    return CallStore.open(unlock=unlock)


@pytest.fixture(scope="module")
def full_folder(tmp_path_factory):
    """A folder with a store of calls, to be copied."""
    folder = tmp_path_factory.mktemp("full") / "kept"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "SCRYPT_COST", 2)
        patch.setenv("CALLASSIST_CALLS", str(folder))
        with open_store() as store:
            keep_made(store, made_calls(70, weeks=3, until=NOW), every_good=9)
    return folder


@pytest.fixture
def kept(full_folder, tmp_path):
    shutil.copytree(full_folder, tmp_path / "kept")


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "files"
    place.mkdir()
    for number, made in enumerate(made_calls(12, weeks=2, until=NOW)):
        write_call({**made.document, "timing": {}}, place / f"2026-11-03-{number}.call.json")
    return place


def run(*arguments):
    return CliRunner().invoke(cli, ["team", *map(str, arguments)], standalone_mode=False)


def name_agent(name):
    path = settings_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'[recording]\nagent_name = "{name}"\n', encoding="utf-8")


@pytest.fixture
def no_export(tmp_path, monkeypatch):
    policy = tmp_path / "policy.toml"
    policy.write_text('schema = 1\ncompany = "Acme"\n[store]\nexport_allowed = false\n')
    monkeypatch.setenv("CALLASSIST_POLICY", str(policy))


def test_figures_as_json(kept):
    answer = run("--json", "--weeks", "2")
    assert answer.exception is None, answer.exception
    found = json.loads(answer.stdout)
    assert found["schema"] == "callassist.team/1"
    assert len(found["weeks"]) == 2
    assert found["read"] == found["calls"] > 0


def test_a_page_for_a_meeting(kept, tmp_path):
    page = tmp_path / "meeting.html"
    assert run("--html", page).exception is None
    text = page.read_text(encoding="utf-8")
    assert "How our calls went" in text
    assert "Good moments" in text
    assert run("--html", page, "--no-words").exception is None
    assert "Good moments" not in page.read_text(encoding="utf-8")
    with open_store() as store:
        assert [entry.action for entry in store.activity.entries()].count("export") == 2


def test_a_query_of_words_and_fields(kept):
    found = json.loads(run("length>1s", "--json").stdout)
    assert found["calls"] == 70
    assert isinstance(run("agent:jay", "--json").exception, CallAssistError)


def test_a_folder_of_call_files(folder, tmp_path):
    page = tmp_path / "meeting.html"
    answer = run(folder, "--json", "--html", page)
    assert answer.exception is None, answer.exception
    assert json.loads(answer.stdout)["calls"] == 12
    assert page.exists()


def test_files_and_words_together_are_refused(folder):
    answer = run(folder, "refund")
    assert "'refund' is no call file" in answer.exception.message


def test_what_a_policy_keeps_in_stays_in(kept, no_export, tmp_path):
    page = tmp_path / "meeting.html"
    for arguments in (("--html", page), ("--json",), ("--screenshot", tmp_path / "a.png")):
        answer = run(*arguments)
        assert "the policy of Acme does not allow" in str(answer.exception)
        assert answer.stdout == ""
    assert not page.exists()


def test_the_policy_is_about_the_store_only(folder, no_export):
    assert json.loads(run(folder, "--json").stdout)["calls"] == 12


def test_eu_mode_leaves_the_voice_out(kept, tmp_path, monkeypatch):
    loud = run("--json").stdout
    policy = tmp_path / "policy.toml"
    policy.write_text("schema = 1\neu_mode = true\n")
    monkeypatch.setenv("CALLASSIST_POLICY", str(policy))
    page = tmp_path / "meeting.html"
    quiet = run("--json", "--html", page).stdout + page.read_text(encoding="utf-8")
    for word in ("Keeping a pace they can follow", "Matching their tone"):
        assert word in loud
        assert word not in quiet


def test_consent_is_ones_own(kept):
    answer = run("consent", "--give")
    assert "set recording.agent_name" in str(answer.exception)
    name_agent("Ana Lima")
    assert run("consent").stdout == "Ana Lima is not named in the team view\n"
    assert "Ana Lima is named in the team view: agreed 20" in run("consent", "--give").stdout
    assert "Ana Lima is named" in run("consent").stdout
    labels = [row["label"] for row in json.loads(run("--json").stdout)["people"]]
    assert "Ana Lima" in labels
    assert run("consent", "--withdraw").stdout == "Ana Lima is not named in the team view\n"
    assert "Ana Lima" not in run("--json").stdout


def test_nobody_can_be_named_by_others(kept):
    name_agent("Ana Lima")
    answer = run("consent", "--give", "Jay Park")
    assert answer.exception is not None
    assert "Jay Park" not in run("--json").stdout


def test_without_kept_calls_it_says_so():
    assert "no calls are kept" in str(run("--json").exception)


def test_a_picture_of_the_window(kept, tmp_path, qapp):
    pytest.importorskip("PySide6")
    picture = tmp_path / "team.png"
    answer = run("--screenshot", picture)
    assert answer.exception is None, answer.exception
    assert picture.read_bytes().startswith(b"\x89PNG")
