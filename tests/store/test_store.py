"""Calls kept, found and read again, on both databases."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest

from callassist.errors import CallStoreError
from callassist.store.store import CallStore
from callassist.store.summary import KeptCall
from callassist.store.vault import NoCallError
from callassist.types import Redaction, Utterance
from tests.store import calls
from tests.store.calls import BEGUN, keep
from tests.store.conftest import OpenStore


def test_a_new_store_is_empty(store: CallStore) -> None:
    assert store.calls() == []
    assert store.count() == 0
    assert store.unfinished() == []


def test_a_kept_call_comes_back_whole(open_store: OpenStore) -> None:
    shown = [("listen", "followed"), ("listen", "ignored"), ("restate", None)]
    kept = keep(open_store(), sound=True, prompts=shown, notices=["The end is missing."])

    store = open_store()  # as another program, later
    (found,) = store.calls()
    assert found == kept
    assert (found.title, found.agent, found.state) == ("Late parcel", "Anna Berg", "whole")
    assert found.started_at == BEGUN
    assert found.started_at.utcoffset() == timedelta(hours=1)
    assert (found.duration_s, found.score, found.peak_frustration) == (60.0, 80, 0.4)
    assert found.curve == pytest.approx((0.1, 0.4, 0.2), abs=0.003)
    assert found.prompts == {"listen": 2, "restate": 1}
    assert (found.followed, found.redactions) == (1, 1)
    assert found.has_sound
    assert found.sound_bytes > 10_000
    assert found.notices == ("The end is missing.",)

    assert store.document(found.id) == calls.document(prompts=shown)
    *said, features = store.events(found.id)
    assert [event for event in said if isinstance(event, Utterance)] == calls.utterances()
    assert np.array_equal(features.pitch_hz, calls.features().pitch_hz, equal_nan=True)
    assert store.redactions(found.id) == [Redaction("card", "customer", 1.0, 2.0)]
    peaks = store.peaks(found.id)
    assert peaks is not None
    assert np.array_equal(peaks.high, calls.peaks().high)
    sound = store.sound(found.id)
    assert sound.duration_s == 2.0
    assert np.abs(sound.read(0.5, 1.0)).max() > 0.1
    sound.close()


def test_many_events_come_back_in_order(store: CallStore) -> None:
    call = store.begin(calls.header())
    said = [Utterance("agent", (), True, float(at), at, at + 1.0) for at in range(2000)]
    store.finish(call.id, KeptCall(calls.document(), iter(said)))
    assert list(store.events(call.id)) == said


def test_a_call_without_words_or_sound_is_a_call(store: CallStore) -> None:
    silent = keep(store, talk=(), levels=(), score=None, duration_s=0.0)
    assert (silent.score, silent.peak_frustration, silent.curve) == (None, None, ())
    assert store.peaks(silent.id) is None
    with pytest.raises(CallStoreError, match="has no sound here; everything else"):
        store.sound(silent.id)


def test_a_call_is_found_by_the_beginning_of_its_id(store: CallStore) -> None:
    kept = keep(store)
    assert store.find(kept.id[:3].upper()) == kept
    assert store.find(kept.id) == kept


def test_an_id_that_several_calls_share_is_not_enough(
    store: CallStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = iter([b"\0\0\0\0\1", b"\0\0\0\0\2"])
    with monkeypatch.context() as patch:
        patch.setattr("callassist.store.writing.new_id_bytes", lambda: next(ids))
        first, second = keep(store), keep(store)
    with pytest.raises(NoCallError, match="several calls begin with aaaa; give more"):
        store.find("aaaa")
    assert store.find(first.id) == first
    assert store.find(second.id) == second


@pytest.mark.parametrize("ref", ["zzzzzzzz", "", "1", "a%", "../..", "a" * 9, "ä"])
def test_what_is_no_call_is_told(store: CallStore, ref: str) -> None:
    keep(store)
    with pytest.raises(NoCallError, match="`callassist calls list` shows them"):
        store.find(ref)


@pytest.mark.parametrize("read", ["document", "events", "peaks", "redactions", "sound", "marks"])
def test_reading_a_call_that_is_gone_is_told(store: CallStore, read: str) -> None:
    with pytest.raises(NoCallError, match="there is no call qqqqqqqq"):
        list(getattr(store, read)("qqqqqqqq"))


def test_a_call_being_recorded_is_in_the_list_but_has_no_document(store: CallStore) -> None:
    call = store.begin(calls.header())
    (shown,) = store.calls()
    assert (shown.id, shown.state, shown.duration_s) == (call.id, "recording", 0.0)
    with pytest.raises(CallStoreError, match="still being recorded"):
        store.document(call.id)


def test_a_call_is_finished_once(store: CallStore) -> None:
    kept = keep(store)
    with pytest.raises(CallStoreError, match="not being recorded by this program"):
        store.finish(kept.id, KeptCall(calls.document(())))
    assert store.document(kept.id) == calls.document()


def test_the_journal_of_a_recording_goes_and_its_sound_stays(store: CallStore) -> None:
    call = store.begin(calls.header())
    calls.write_sound(call)
    for name in ("events", "pending-000001"):
        (call.folder / name).write_bytes(b"sealed")
    store.finish(call.id, KeptCall(calls.document()))
    assert [path.name for path in call.folder.iterdir()] == ["sound"]


def test_the_same_recording_is_known_again(store: CallStore) -> None:
    kept = keep(store, sha256="ab" * 32)
    assert store.imported("AB" * 32) == kept
    assert store.imported("cd" * 32) is None
    store.delete(kept.id)
    assert store.imported("ab" * 32) is None


def test_a_call_gets_another_title_and_agent_and_is_found_by_them(store: CallStore) -> None:
    kept = keep(store, title="Recording seven", agent="Anna")
    store.rename(kept.id, "  The   lost voucher ")
    store.set_agent(kept.id, "Bruno Díaz")
    changed = store.find(kept.id)
    assert (changed.title, changed.agent) == ("The lost voucher", "Bruno Díaz")
    assert store.count("vouchers agent:díaz") == 1
    assert store.count("recording") == store.count("agent:anna") == 0
    assert store.count("zanzibar") == 1  # what was said stays
    with pytest.raises(CallStoreError, match="needs a title"):
        store.rename(kept.id, "  ")


def test_a_call_needs_a_zone(store: CallStore) -> None:
    with pytest.raises(ValueError, match="zone"):
        store.begin(calls.header(started_at=BEGUN.replace(tzinfo=None)))


def test_a_store_is_not_made_where_only_looked_for(open_store: OpenStore) -> None:
    with pytest.raises(CallStoreError, match="no calls"):
        open_store(create=False)
    keep(open_store())
    assert open_store(create=False).count() == 1
