"""``callassist calls`` as a person and a script run it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import keyring
import pytest
import soundfile as sf
from click.testing import CliRunner, Result
from keyring.backends import fail

from callassist.cli import kept as kept_commands
from callassist.cli.calls import calls
from callassist.errors import CallAssistError
from callassist.paths import settings_path
from callassist.review.callfile import read_call
from callassist.review.scorecard import scorecard
from callassist.settings.user import RecordingSettings, UserSettings, save
from callassist.store import keys
from callassist.store.practice import PracticeResult
from callassist.store.store import CallStore
from callassist.store.summary import CallSummary, KeptCall
from callassist.store.unlock import PASSPHRASE_VARIABLE, Unlock
from callassist.types import Redaction
from tests.review.calls import rude_call
from tests.store.calls import document, header, keep

PASSPHRASE = "correct horse battery"
Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No keyring, a cheap passphrase, and a folder for the calls."""
    before = keyring.get_keyring()
    monkeypatch.setattr(keyring.core, "_keyring_backend", fail.Keyring())
    assert keyring.get_keyring() is not before
    monkeypatch.setattr(keys, "SCRYPT_COST", 2)
    monkeypatch.setenv("CALLASSIST_CALLS", str(tmp_path / "kept"))
    monkeypatch.setenv(PASSPHRASE_VARIABLE, PASSPHRASE)
    keep_for(days=0)
    return tmp_path / "kept"


def keep_for(*, days: int) -> None:
    """Choose how long calls are kept; 0 for ever."""
    save(UserSettings(recording=RecordingSettings(keep_days=days)), settings_path())


@pytest.fixture
def run() -> Run:
    """Runs a command; errors meant for people become what ``main`` makes of them."""

    def run_it(*words: object, typed: str | None = None) -> Result:
        result = CliRunner().invoke(calls, [str(word) for word in words], input=typed)
        if isinstance(result.exception, CallAssistError):
            assert "\n" not in str(result.exception)
        elif result.exception is not None:
            assert isinstance(result.exception, SystemExit), result.exception
        return result

    return run_it


def opened() -> CallStore:
    return CallStore.open(unlock=Unlock())


@pytest.fixture
def shelf() -> list[CallSummary]:
    """Three calls, oldest first."""
    now = datetime.now(UTC)
    with opened() as store:
        return [
            keep(store, title=title, agent=agent, score=score,
                 started_at=now - timedelta(days=days), sound=title == "[red]Refund")
            for title, agent, score, days in (
                ("Old parcel", "Anna Berg", 90, 200),
                ("[red]Refund", "Bruno", 40, 100),
                ("Voucher", "Anna Lund", None, 1),
            )
        ]  # fmt: skip


def somebody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("kept", "calls"):
        monkeypatch.setattr(f"callassist.cli.{module}.can_ask", lambda: True)


def error_of(result: Result) -> str:
    assert isinstance(result.exception, CallAssistError), result.output
    return str(result.exception)


@pytest.mark.parametrize("words", [["list"], ["list", "refund"], ["purge", "--older-than", "1d"]])
def test_without_any_call_the_first_step_is_told_and_nothing_is_made(
    run: Run, folder: Path, words: list[str]
) -> None:
    result = run(*words)
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "callassist live --record" in result.stderr
    assert not folder.exists()


def test_scripts_get_an_empty_list(run: Run) -> None:
    assert run("list", "--json").stdout == "[]\n"


def test_list_shows_the_latest_first(run: Run, shelf: list[CallSummary]) -> None:
    lines = run("list").stdout.splitlines()
    assert lines[0].split()[:3] == ["id", "began", "length"]
    assert [line.split()[0] for line in lines[1:]] == [call.id for call in reversed(shelf)]
    assert "[red]Refund" in lines[2]  # no markup
    assert "▄" in lines[2]


def test_list_finds_and_sorts(run: Run, shelf: list[CallSummary]) -> None:
    old, refund, _ = shelf
    assert refund.id in run("list", "refund", "score<60").stdout
    found = json.loads(run("list", "zanzibar", "--sort", "score", "--up", "--json").stdout)
    assert [row["title"] for row in found] == ["[red]Refund", "Old parcel", "Voucher"]
    assert found[1]["id"] == old.id
    assert found[1]["started_at"] == old.started_at.isoformat()
    assert found[1]["curve"] == pytest.approx([0.1, 0.4, 0.2], abs=0.003)
    limited = run("list", "--limit", "1")
    assert len(limited.stdout.splitlines()) == 2
    assert "1 of 3 calls" in limited.stderr
    assert "no kept call fits" in run("list", "nowhere").stderr
    assert "did you mean 'agent'" in error_of(run("list", "agnet:anna"))


def test_a_wrong_passphrase_is_one_line(
    run: Run, shelf: list[CallSummary], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PASSPHRASE_VARIABLE, "something else")
    assert "not the passphrase" in error_of(run("list"))


def test_show_has_the_scorecard_the_facts_and_the_comments(run: Run) -> None:
    with opened() as store:
        call = store.begin(header("Monday", "Anna"))
        store.finish(call.id, _kept())
        store.marks(call.id, author="Lea").add("good_moment", 62.0, "well restated")
    result = run("show", call.id[:4])
    assert result.exit_code == 0
    for part in ("Monday\n======", "Empathy:", "agent        Anna", "1 × card",
                 "good moment  1:02 well restated (Lea)", "The end is missing."):  # fmt: skip
        assert part in result.stdout
    data = json.loads(run("show", call.id, "--json").stdout)
    assert data["summary"]["id"] == call.id
    assert data["document"] == scored_call()
    assert data["marks"][0]["text"] == "well restated"
    assert data["redactions"][0]["kind"] == "card"


def test_show_of_a_call_being_recorded(run: Run) -> None:
    with opened() as store:
        call = store.begin(header("Monday", "Anna"))
        result = run("show", call.id)
    assert result.exit_code == 0
    assert "being recorded" in result.stdout


def test_an_unknown_id_is_told(run: Run, shelf: list[CallSummary]) -> None:
    assert "callassist calls list" in error_of(run("show", "zzzz"))
    assert "callassist calls list" in error_of(run("delete", "zzzz", "--yes"))


def test_delete_needs_a_yes(run: Run, shelf: list[CallSummary]) -> None:
    old, refund, voucher = shelf
    assert "add --yes" in error_of(run("delete", old.id))
    with opened() as store:
        assert store.count() == 3
    result = run("delete", old.id, refund.id, old.id, "--yes")
    assert result.exit_code == 0
    assert result.stderr == f"deleted {old.id}\ndeleted {refund.id}\n"
    with opened() as store:
        assert [call.id for call in store.calls()] == [voucher.id]


@pytest.mark.parametrize(("answer", "left"), [("y", 2), ("n", 3), ("", 3)])
def test_a_person_is_asked_before_anything_goes(
    run: Run, shelf: list[CallSummary], monkeypatch: pytest.MonkeyPatch, answer: str, left: int
) -> None:
    somebody_answers(monkeypatch)
    result = run("delete", shelf[0].id, typed=f"{answer}\n")
    assert "Old parcel" in result.stderr
    assert "Delete 1 call for good?" in result.stderr
    with opened() as store:
        assert store.count() == left


def test_purge_by_age(run: Run, shelf: list[CallSummary]) -> None:
    dry = run("purge", "--older-than", "90d", "--dry-run")
    assert "2 calls would be deleted; nothing was" in dry.stderr
    assert [line.split()[0] for line in dry.stdout.splitlines()] == [c.id for c in shelf[:2]]
    assert "add --yes" in error_of(run("purge", "--older-than", "90d"))
    with opened() as store:
        assert store.count() == 3
    assert run("purge", "--older-than", "6m", "--yes").stderr == "deleted 1 call\n"
    assert "no kept call is older than 6m" in run("purge", "--older-than", "6m", "--yes").stderr
    with opened() as store:
        assert {call.id for call in store.calls()} == {call.id for call in shelf[1:]}


@pytest.mark.parametrize("age", ["", "0d", "ninety", "-3d", "3h"])
def test_what_is_no_age_is_told(run: Run, shelf: list[CallSummary], age: str) -> None:
    assert "is no age" in error_of(run("purge", "--older-than", age, "--yes"))


def test_export_takes_out_everything(run: Run, tmp_path: Path, shelf: list[CallSummary]) -> None:
    refund = shelf[1]
    now = datetime.now(UTC)
    with opened() as store:
        store.marks(refund.id).add("comment", 3.0, "hm")
        answer = PracticeResult("Tim", refund.id, 3.0, "say", "so sorry", True, now, {"x": 1.0})
        store.add_practice_result(answer)
    out = tmp_path / "out"
    result = run("export", refund.id, "--out", out)
    assert result.exit_code == 0
    made = out / refund.id
    assert {Path(line) for line in result.stdout.splitlines()} == set(made.iterdir())
    assert read_call(made / "call.json") == document(score=40)
    assert sf.info(made / "sound.flac").duration == 2.0
    assert json.loads((made / "comments.json").read_text())[0]["text"] == "hm"
    about = json.loads((made / "kept.json").read_text())
    assert about["summary"]["title"] == "[red]Refund"
    assert about["redactions"][0]["kind"] == "card"
    assert about["practice"][0]["answer"] == "so sorry"
    assert len((made / "events.jsonl").read_text().splitlines()) == 3
    assert "is not empty" in error_of(run("export", refund.id, "--out", out))
    assert "export" in run("log").stdout


def test_export_goes_on_where_sound_is_missing_or_damaged(
    run: Run, tmp_path: Path, shelf: list[CallSummary]
) -> None:
    refund = shelf[1].id
    with opened() as store:
        path = store.folder / refund / "sound"
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2] + b"\xff" * 9 + whole[len(whole) // 2 + 9 :])
    damaged = run("export", refund, "--out", tmp_path / "damaged")
    assert damaged.exit_code == 0
    assert "damaged and silent" in damaged.stderr
    path.unlink()
    missing = run("export", refund, "--out", tmp_path / "missing")
    assert missing.exit_code == 0
    assert "has no sound here" in missing.stderr
    made = {one.name for one in (tmp_path / "missing" / refund).iterdir()}
    assert made == {"call.json", "comments.json", "kept.json", "events.jsonl"}


def test_a_policy_can_keep_calls_in(
    run: Run, tmp_path: Path, shelf: list[CallSummary], monkeypatch: pytest.MonkeyPatch
) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text('schema = 1\ncompany = "Acme"\n[store]\nexport_allowed = false\n')
    monkeypatch.setenv("CALLASSIST_POLICY", str(policy))
    assert "policy of Acme" in error_of(run("export", shelf[1].id, "--out", tmp_path / "out"))
    assert not (tmp_path / "out").exists()


def test_rename(run: Run, shelf: list[CallSummary]) -> None:
    call_id = shelf[0].id
    result = run("rename", call_id[:5], "The lost voucher", "--agent", "Cleo")
    assert result.stderr == f"{call_id} is now 'The lost voucher', agent: Cleo\n"
    assert call_id in run("list", "lost", "agent:cleo").stdout
    assert run("rename", call_id).exit_code == 2


def test_the_log_has_no_content(run: Run, shelf: list[CallSummary]) -> None:
    run("rename", shelf[0].id, "Zanzibar")
    run("purge", "--older-than", "90d", "--yes")
    text = run("log").stdout
    assert re.search(rf"rename   {shelf[0].id}$", text, re.MULTILINE)
    assert text.splitlines()[-1].endswith("calls 2")
    assert "anzibar" not in text
    assert json.loads(run("log", "--json").stdout)[-1]["action"] == "purge"


def test_the_passphrase_is_changed(
    run: Run, shelf: list[CallSummary], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("key").stdout.endswith("open with a passphrase\n")
    monkeypatch.setenv(kept_commands.NEW_PASSPHRASE_VARIABLE, "another passphrase")
    assert run("key", "--passphrase").exit_code == 0
    assert "not the passphrase" in error_of(run("list"))
    monkeypatch.setenv(PASSPHRASE_VARIABLE, "another passphrase")
    assert run("list").exit_code == 0
    assert "no keyring" in error_of(run("key", "--keyring"))


def test_a_new_passphrase_is_asked_for_twice_and_never_shown(
    run: Run, shelf: list[CallSummary], monkeypatch: pytest.MonkeyPatch
) -> None:
    somebody_answers(monkeypatch)
    result = run("key", "--passphrase", typed="another passphrase\nanother passphrase\n")
    assert result.exit_code == 0
    assert "another passphrase" not in result.output
    monkeypatch.setenv(PASSPHRASE_VARIABLE, "another passphrase")
    assert run("list").exit_code == 0


def scored_call() -> dict[str, Any]:
    found = rude_call()
    return found | {"scorecard": scorecard(found)}


def _kept() -> KeptCall:
    redactions = [Redaction("card", "customer", 1.0, 2.0)]
    return KeptCall(scored_call(), redactions=redactions, notices=["The end is missing."])


def test_what_has_outstayed_its_time_goes_first_and_is_told(
    run: Run, shelf: list[CallSummary]
) -> None:
    keep_for(days=90)
    result = run("list", "--json")
    assert "older than 90 days, and deleted for good" in result.stderr
    left = {call["id"] for call in json.loads(result.stdout)}
    young = datetime.now(UTC) - timedelta(days=90)
    assert left == {call.id for call in shelf if call.started_at > young}
    assert left
    assert len(left) < len(shelf)
    assert "deleted" not in run("list").stderr
