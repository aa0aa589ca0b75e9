"""``callassist prompts whatif``."""

import json
import os
import subprocess
import sys
from datetime import datetime, timedelta

import pytest

from callassist.prompts.pack import default_pack, default_path
from callassist.store.store import CallStore
from callassist.store.summary import CallHeader, KeptCall
from callassist.store.unlock import Unlock
from tests.run.whatif.lived import call, live
from tests.run.whatif.test_exact import document

CALLS = 4
PASSPHRASE = "a passphrase of the tests"
OFF = '[[prompt]]\nid = "restate"\nenabled = false\n'
OFF += OFF.replace("restate", "acknowledge")


@pytest.fixture(scope="module")
def calls(tmp_path_factory):
    folder = tmp_path_factory.mktemp("calls")
    for seed in range(CALLS):
        made = document(live(call(seed, 180.0), default_pack()))
        (folder / f"call-{seed}.call.json").write_text(json.dumps(made))
    return folder


@pytest.fixture
def pack(tmp_path):
    path = tmp_path / "new.toml"
    path.write_text(OFF)
    return path


@pytest.fixture
def run(tmp_path):
    """The program itself: its exit codes are what scripts and CI see."""
    folders = {"XDG_CONFIG_HOME": "config", "XDG_DATA_HOME": "data", "CALLASSIST_CALLS": "kept"}
    environment = {
        **os.environ,
        **{name: str(tmp_path / folder) for name, folder in folders.items()},
    }
    environment["CALLASSIST_PASSPHRASE"] = PASSPHRASE

    def whatif(*words):
        return subprocess.run(
            [sys.executable, "-m", "callassist", "prompts", "whatif", *map(str, words)],
            capture_output=True, text=True, check=False, env=environment,
        )  # fmt: skip

    return whatif


def test_the_table_tells_what_is_lost(run, calls, pack):
    result = run("--pack", pack, calls)
    assert (result.returncode, result.stderr) == (0, "")
    assert "restate" in result.stdout
    assert f"of {CALLS} calls change" in result.stdout
    assert "nearly exact" in result.stdout
    assert "default/1 → default+local/1" in result.stdout


def test_json_has_it_all(run, calls, pack):
    result = run("--pack", pack, "--json", calls)
    whole = json.loads(result.stdout)
    assert (whole["calls"], whole["approximate_calls"], whole["failed_calls"]) == (CALLS, CALLS, 0)
    gone = whole["prompts"]["restate"]
    assert gone["before"]["shown"] == gone["lost"] > 0
    assert gone["after"]["shown"] == 0
    assert len(whole["per_call"]) == CALLS
    lost = [saying["id"] for one in whole["per_call"] for saying in one["lost"]]
    assert lost.count("restate") == gone["lost"]
    shown = sum(one["after"]["shown"] for one in whole["prompts"].values())
    assert whole["load"]["after"]["shown"] == shown
    assert whole["missed_bars"] == []


def test_against_another_pack_and_as_shown(run, calls, pack):
    same = json.loads(run("--pack", pack, "--against", pack, "--json", calls).stdout)
    assert (same["changed_calls"], same["before"]) == (0, same["after"])
    shown = json.loads(run("--pack", pack, "--as-shown", "--json", calls).stdout)
    assert shown["before"] == "as shown"
    assert shown["prompts"]["restate"]["lost"] > 0


def test_bars_decide_the_exit_code(run, calls, pack, tmp_path):
    assert run("--pack", pack, "--max-per-minute", 60, calls).returncode == 0
    result = run("--pack", pack, "--max-per-minute", 0.001, calls)
    assert result.returncode == 1
    assert "prompts a minute, wanted at most 0.001" in result.stderr
    made = json.loads((calls / "call-0.call.json").read_text())
    kept = next(it for it in made["prompts"] if it["id"] not in ("restate", "acknowledge"))
    marks = tmp_path / "marks.csv"
    marks.write_text(
        "call,prompt,at_s,verdict,marker\n"
        f"call-0,{kept['id']},{kept['shown_s']},right,anna\n"
        f"call-0,{kept['id']},{kept['shown_s']},right,ben\n"
        "call-0,restate,600,missing,anna\n"
        "elsewhere,restate,6,missing,anna\n"
    )
    result = run("--pack", pack, "--marks", marks, "--min-precision", 0.9, calls)
    assert result.returncode == 0
    assert "precision 100%" in result.stdout
    assert "anna and ben agree on 1 of 1 places: no kappa" in result.stdout
    assert "1 marked calls are not among these (elsewhere)" in result.stderr
    result = run("--pack", pack, "--marks", marks, "--min-recall", 0.9, "--json", calls)
    assert result.returncode == 1
    whole = json.loads(result.stdout)
    assert whole["marks"]["recall"] == 0.5
    assert whole["missed_bars"] == ["recall is 0.500, wanted at least 0.9"]
    assert whole["marks"]["agreement"][0]["n"] == 1


def test_a_bar_that_cannot_be_told_is_missed(run, calls, pack, tmp_path):
    marks = tmp_path / "marks.csv"
    marks.write_text("call,prompt,at_s,verdict\n")
    result = run("--pack", pack, "--marks", marks, "--min-precision", 0.1, calls)
    assert result.returncode == 1
    assert "no precision" in result.stderr


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--pack", "x.toml"),
        ("calls",),
        ("--pack", "x.toml", "calls", "--against", "y.toml", "--as-shown"),
        ("--pack", "x.toml", "calls", "--min-recall", "0.5"),
        ("--pack", "x.toml", "calls", "--marks", "m.csv", "--min-recall", "5"),
        ("--pack", "x.toml", "calls", "--jobs", "0"),
    ],
)
def test_wrong_usage_is_2(run, words):
    result = run(*words)
    assert result.returncode == 2
    assert "Traceback" not in result.stderr


def test_a_broken_pack_is_told_line_by_line(run, calls, tmp_path):
    broken = tmp_path / "broken.toml"
    broken.write_text('[[prompt]]\nid = "listen"\nprioritty = 3\nshow_s = 99\n')
    result = run("--pack", broken, calls)
    assert (result.returncode, result.stdout) == (1, "")
    lines = result.stderr.splitlines()
    assert lines[0].startswith("broken.toml:3: ")
    assert lines[1].startswith("broken.toml:4: ")
    assert lines[2] == f"Error: 2 problems in {broken}"


def test_a_damaged_call_is_one_line_and_the_others_go_on(run, calls, pack, tmp_path):
    torn = tmp_path / "torn.call.json"
    torn.write_text((calls / "call-0.call.json").read_text()[:1000])
    result = run("--pack", pack, "--json", calls, torn)
    assert result.returncode == 1
    assert len(result.stderr.splitlines()) == 1
    assert "torn.call.json" in result.stderr
    whole = json.loads(result.stdout)
    assert (whole["calls"], whole["failed_calls"]) == (CALLS, 1)


def test_an_empty_folder_is_no_mistake(run, pack, tmp_path):
    (tmp_path / "empty").mkdir()
    result = run("--pack", pack, tmp_path / "empty")
    assert (result.returncode, result.stdout) == (0, "No calls to answer for.\n")


def test_what_is_not_there_is_one_line(run, pack):
    for name in ("no/such/folder", "none.call.json", "abcdefgh"):
        result = run("--pack", pack, name)
        assert result.returncode == 1
        assert len(result.stderr.splitlines()) == 1


SOME_DAYS_AGO = datetime.now().astimezone().replace(hour=9) - timedelta(days=10)


@pytest.fixture
def kept_ids(tmp_path):
    """Calls in the store that ``run`` opens."""
    address = f"sqlite:///{tmp_path / 'kept' / 'calls.sqlite'}"
    (tmp_path / "kept").mkdir()
    unlock = Unlock(use_keyring=False, environment={"CALLASSIST_PASSPHRASE": PASSPHRASE})
    ids = []
    with CallStore.open(address, unlock=unlock) as store:
        for seed in range(2):
            events = live(call(seed, 180.0), default_pack())
            began = SOME_DAYS_AGO + timedelta(days=seed)
            opened = store.begin(CallHeader("A call", "Anna", began, 16_000))
            kept = {**document(events), "scorecard": {}}
            ids.append(store.finish(opened.id, KeptCall(kept, events)).id)
    return ids


def test_kept_calls_are_answered_exactly(run, kept_ids, pack, tmp_path):
    shown = json.loads(
        run("--pack", default_path(), "--as-shown", "--json", *kept_ids, "--kept", "").stdout
    )
    assert [one["call"] for one in shown["per_call"]] == sorted(kept_ids)
    assert (shown["changed_calls"], shown["approximate_calls"]) == (0, 0)
    assert shown["load"]["after"]["shown"] > 0
    one = run(
        "--pack", pack, "--json", "--kept", f"after:{SOME_DAYS_AGO + timedelta(days=1):%Y-%m-%d}"
    )
    assert [it["call"] for it in json.loads(one.stdout)["per_call"]] == kept_ids[1:]
    own = tmp_path / "own.toml"
    own.write_text(
        'schema = 2\n[[finding]]\nid = "custom.sorry"\nside = "agent"\nany_of = ["the"]\n'
        '[[prompt]]\nid = "no_sorry"\nwhen = { finding = "custom.sorry" }\nsay = "Say it"\n'
        'severity = "warn"\npriority = 99\n'
    )
    found = json.loads(run("--pack", own, "--json", "--kept", "").stdout)
    assert found["prompts"]["no_sorry"]["gained"] > 0


def test_help_has_examples(run):
    text = run("--help").stdout
    assert "--min-precision" in text
    assert "callassist prompts whatif --pack new.toml calls/" in text
