"""The team's figures from a real store and from real files."""

from __future__ import annotations

import json
import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import keyring
import pytest
from keyring.backends import fail

from callassist.errors import CallStoreError
from callassist.prompts.pack import default_pack
from callassist.review.callfile import write_call
from callassist.review.team import team_json
from callassist.run import team_view
from callassist.run.team_view import (
    TooFewAgentsError,
    files_report,
    prompt_titles,
    store_report,
)
from callassist.settings.measures import Measures
from callassist.store import keys
from callassist.store.consents import NameConsent
from callassist.store.query import QueryError
from callassist.store.store import CallStore
from callassist.store.summary import CallHeader
from callassist.store.unlock import Unlock
from tests.review.team.made import AGENTS, keep_made, made_calls

NOW = datetime(2026, 11, 6, 12, tzinfo=UTC)
COUNT = 90


@pytest.fixture(scope="module", autouse=True)
def no_keyring():
    before = keyring.get_keyring()
    keyring.set_keyring(fail.Keyring())
    yield
    keyring.set_keyring(before)


def open_store(folder):
    unlock = Unlock(lambda _: "correct horse battery", use_keyring=False, environment={})
    return CallStore.open(f"sqlite:///{folder / 'calls.sqlite'}", unlock=unlock)


@pytest.fixture(scope="module")
def full_folder(tmp_path_factory):
    """A folder with a store of calls, to be copied."""
    folder = tmp_path_factory.mktemp("full")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "SCRYPT_COST", 2)
        with open_store(folder) as made:
            keep_made(made, made_calls(COUNT, weeks=4, until=NOW), every_good=9)
    return folder


@pytest.fixture
def store(full_folder, tmp_path):
    shutil.copytree(full_folder, tmp_path / "kept")
    with open_store(tmp_path / "kept") as made:
        yield made


@pytest.fixture
def folder(tmp_path):
    """Call files with their day in their names."""
    place = tmp_path / "files"
    place.mkdir()
    for number, made in enumerate(made_calls(30, weeks=3, until=NOW)):
        day = made.header.started_at.date()
        write_call({**made.document, "timing": {}}, place / f"{day}-{number}.call.json")
    return place


def sums(report):
    return {trend.measure.id: (trend.total.top, trend.total.bottom) for trend in report.trends}


def test_everything_kept_is_counted(store, monkeypatch):
    monkeypatch.setattr(team_view, "PAGE", 7)
    report = store_report(store)
    assert (report.calls, report.read, report.agents) == (COUNT, COUNT, len(AGENTS))
    assert len(report.weeks) == 4
    assert sum(trend.figure.top for trend in report.trends[0].points) == COUNT
    followed = sum(call.followed for call in store.calls())
    shown = sum(sum(call.prompts.values()) for call in store.calls())
    assert sums(report)["followed"] == (followed, shown)


def test_summaries_tell_first_what_documents_would_tell(store):
    told = []
    report = store_report(
        store, progress=lambda done, of, now: told.append((done, of, now)) or True
    )
    done, of, first = told[0]
    assert (done, of, first.read) == (0, COUNT, 0)
    for measure in ("calls", "empathy", "eased"):
        assert sums(first)[measure] == sums(report)[measure]
    assert sums(first)["taken"] == (0, 0)


def test_reading_can_be_ended_and_says_so(store, monkeypatch):
    monkeypatch.setattr(team_view, "TOLD_EVERY", 10)
    report = store_report(store, progress=lambda done, of, now: done < 20)
    assert (report.calls, report.read) == (COUNT, 20)


def test_only_the_weeks_asked_for(store):
    report = store_report(store, weeks=2)
    assert len(report.weeks) == 2
    assert 0 < report.calls < COUNT
    assert report.weeks[-1] == store_report(store).weeks[-1]


def test_a_call_that_is_being_recorded_is_not_in_it(store):
    open_call = store.begin(CallHeader("Now", "Ana Lima", NOW + timedelta(days=30), 16_000))
    assert store_report(store).calls == COUNT
    open_call.release()


def test_a_damaged_call_hides_no_other(store, monkeypatch):
    documents = store.documents
    bad = store.calls()[3].id
    monkeypatch.setattr(
        store,
        "documents",
        lambda ids, form: ((i, None if i == bad else d) for i, d in documents(ids, form)),
    )
    report = store_report(store)
    assert (report.read, report.unreadable) == (COUNT - 1, 1)


def test_consent_names_a_person_and_withdrawing_takes_it_back(store):
    everybody = json.dumps(team_json(store_report(store)), ensure_ascii=False)
    assert not any(name in everybody for name in AGENTS)
    store.consents.give(NameConsent("ana lima", NOW))
    labels = [row.label for row in store_report(store).people if row.named]
    assert labels == ["Ana Lima"]
    store.consents.withdraw("Ana Lima")
    assert not any(row.named for row in store_report(store).people)


@pytest.mark.parametrize("query", ["agent:jay", "agent:jay length>1s", "jay"])
def test_a_search_does_not_get_around_consent(store, query):
    assert store.count(query)
    with pytest.raises(TooFewAgentsError, match="fewer than 3 agents"):
        store_report(store, query)
    assert store_report(store, query, own_name="JAY  park").calls == store.count(query)
    store.consents.give(NameConsent("Jay Park", NOW))
    assert store_report(store, query).calls == store.count(query)


def test_a_query_with_a_mistake_is_told(store):
    with pytest.raises(QueryError, match="did you mean"):
        store_report(store, "agnet:jay")


def test_numbers_of_people_stay_while_calls_are_read(store, monkeypatch):
    monkeypatch.setattr(team_view, "TOLD_EVERY", 20)
    told = []
    last = store_report(store, progress=lambda done, of, now: told.append(now) or True)
    counts = {tuple((row.label, row.calls) for row in each.people) for each in [*told, last]}
    assert len(told) > 3
    assert len(counts) == 1


def test_good_moments_come_with_what_was_said(store):
    report = store_report(store)
    assert report.moments_in_all == len(report.moments) > 0
    moment = report.moments[0]
    assert moment.note
    assert [side for side, _ in moment.lines] == ["customer", "agent", "customer"]
    turns = [turn["text"] for turn in store.document(moment.call)["turns"]]
    assert all(text in turns for _, text in moment.lines)
    days = [moment.day for moment in report.moments]
    assert days == sorted(days, reverse=True)


def test_eu_mode_counts_scores_without_the_voice(store):
    muted = Measures(agent_voice=False, customer_voice=False)
    report = store_report(store, measures=muted)
    assert not report.agent_voice
    assert sums(report)["taken"][1] < sums(store_report(store))["taken"][1]
    assert {"pace", "tone"} & {row.id for row in report.behaviors} == set()
    assert {"slow_down", "match_tone"} & {r.id for r in (*report.useful, *report.rare)} == set()


def test_an_empty_store_is_an_empty_report(store):
    assert store_report(store, "after:2030-01-01").calls == 0


def test_files_are_dated_by_their_names(folder):
    report = files_report([folder])
    assert (report.calls, report.read, report.agents) == (30, 30, 0)
    assert len(report.weeks) == 3
    assert report.notices == ()
    assert "these calls have 0" in report.people_note


def test_files_without_a_date_are_dated_by_when_they_were_written(folder):
    file = sorted(folder.iterdir())[0]
    other = folder / "monday.call.json"
    file.rename(other)
    os.utime(other, (NOW.timestamp(), NOW.timestamp()))
    report = files_report([folder])
    assert report.calls == 30
    assert "1 of 30 files have no date in their name" in report.notices[0]


def test_broken_files_are_counted(folder):
    (folder / "2026-11-06-torn.call.json").write_text('{"schema": "callassist.call/1", "sou')
    (folder / "2026-11-06-other.call.json").write_text('{"schema": "other/1"}')
    report = files_report([folder])
    assert (report.read, report.unreadable) == (30, 2)


def test_no_file_is_one_line(tmp_path: Path):
    with pytest.raises(CallStoreError, match="there is no call file in"):
        files_report([tmp_path])
    with pytest.raises(CallStoreError, match="is not there"):
        files_report([tmp_path / "gone.call.json"])


def test_titles_hold_nothing_that_changes_from_call_to_call():
    titles = prompt_titles(default_pack())
    assert titles["listen"] == "Let them finish"
    assert titles["restate"] == "Say it back in their words"
    assert not any("{" in title for title in titles.values())
