"""Calls come from files and from the store, and open where a prompt was."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from callassist.errors import CallAssistError
from callassist.prompts.pack import default_pack
from callassist.run.studio.calls import both, calls_of_files, kept_calls, said_at
from callassist.run.whatif import unpack_tape
from callassist.store import keys
from callassist.store.store import CallStore
from callassist.store.summary import CallHeader, KeptCall
from callassist.store.unlock import Unlock
from tests.review import calls as written
from tests.run.whatif.lived import call, live


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setattr(keys, "SCRYPT_COST", 2)
    unlock = Unlock(lambda _: "correct horse", use_keyring=False, environment={})
    with CallStore.open(f"sqlite:///{tmp_path / 'calls.sqlite'}", unlock=unlock) as opened:
        begun = opened.begin(CallHeader("Ramp", "Ines", datetime.now().astimezone(), 16_000))
        events = live(call(0, 60.0), default_pack())
        opened.finish(begun.id, KeptCall(written.good_call(), events=events))
        yield opened


def call_file(folder):
    path = folder / "monday.call.json"
    path.write_text(json.dumps(written.rude_call()), encoding="utf-8")
    return path


def test_files_and_folders(tmp_path):
    path = call_file(tmp_path)
    calls = calls_of_files([tmp_path])
    assert calls.names == ("monday",)
    assert calls.about == "1 call file"
    assert [one.packed for one in calls.source(None)] == [path]
    assert calls.open("monday").title == "monday"


def test_kept_calls_have_titles_and_keep_their_tapes(store):
    calls = kept_calls(store)
    (name,) = calls.names
    assert calls.title(name) == "Ramp"
    assert calls.about == "1 kept call"
    (one,) = calls.source(None)
    assert unpack_tape(one.packed).exact
    assert store.tape(name) == one.packed
    assert calls.open(name).title == "Ramp"


def test_a_query_with_a_mistake_is_told(store):
    with pytest.raises(CallAssistError, match="did you mean"):
        kept_calls(store, "agnt:ines")


def test_both_together(store, tmp_path):
    call_file(tmp_path)
    calls = both(calls_of_files([tmp_path]), kept_calls(store, "agent:ines"))
    assert len(calls) == 2
    assert len([*calls.source(None)]) == 2
    assert [calls.open(name).title for name in calls.names] == ["monday", "Ramp"]
    assert not calls.can_judge_anew


def test_what_was_said_at_a_second():
    document = written.rude_call()
    turn = document["turns"][1]
    said = said_at(document, turn["start_s"] + 0.01)
    assert said.text == " ".join(word["text"] for word in turn["words"])
    assert said.channel == turn["channel"]
    assert said_at(document, -1.0) is None
