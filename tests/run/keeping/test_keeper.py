"""Calls kept while they are heard, with the real store."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import numpy as np
import pytest
import soundfile as sf

from callassist.engines.moonshine import MoonshineEngine
from callassist.errors import CallStoreError
from callassist.prompts.pack import default_pack
from callassist.review.timeline import Timeline
from callassist.run.batch.analyzing import analyze, engine_facts
from callassist.run.keeping.keeper import CallKeeper
from callassist.run.keeping.kept_call import Curve
from callassist.run.keeping.recovering import anything_to_recover, recover
from callassist.run.live import LiveSession
from callassist.settings.measures import Measures
from callassist.sources.recording import open_recording
from callassist.store.cleaning import time_of
from callassist.store.store import CallStore
from callassist.types import (
    NOT_RECORDED,
    AudioBlock,
    CallEnded,
    CallEvent,
    Features,
    Gap,
    Prompt,
    Reason,
    Recording,
    Stretch,
    Utterance,
)
from tests.run.keeping.kept import SCHEMA, WAIT_S, facts, feed, keeper
from tests.store.scripted import SECRET, OneSecret, scripted
from tests.waiting import wait_until


def test_a_kept_call_is_whole_and_has_no_secret(store: CallStore) -> None:
    kept: list[str] = []
    keep = keeper(store, on_kept=lambda summary: kept.append(summary.id))
    keep.start()
    feed(keep, 15.0)
    keep.put_event(CallEnded(15.0))
    reasons = (Reason(8.0, f"said {SECRET}", 0.2, 8.5),)
    keep.end(Curve((0.1, 0.2, 0.7) * 5, reasons))
    summary = keep.wait(WAIT_S)
    assert summary is not None
    assert kept == [summary.id]
    assert (summary.state, summary.agent, summary.duration_s) == ("whole", "Anna", 15.0)
    assert (summary.title, summary.redactions) == ("Call of 2026-11-03 14:02", 1)
    assert summary.peak_frustration == pytest.approx(0.7)
    document = store.document(summary.id)
    jsonschema.validate(document, SCHEMA)
    assert document["frustration"]["reasons"][0]["text"] == "said [password]"
    assert len(document["turns"]) == 5
    assert SECRET not in json.dumps(document)
    assert "[password]" in document["turns"][2]["text"]
    events = list(store.events(summary.id))
    assert SECRET not in repr(events)
    assert isinstance(events[-1], CallEnded)
    peaks = store.peaks(summary.id)
    assert peaks is not None
    assert peaks.high.shape == (2, 1500)
    (redaction,) = store.redactions(summary.id)
    sound = store.sound(summary.id)
    assert not sound.read(redaction.start_s + 0.001, 0.2).any()
    assert sound.read(1.0, 1.0).any()
    sound.close()
    assert [call.id for call in store.calls("marmalade")] == [summary.id]
    assert store.calls(SECRET) == []


def test_without_a_curve_the_kept_words_are_judged(store: CallStore) -> None:
    keep = keeper(store)
    keep.start()
    feed(keep, 12.0)
    summary = keep.keep()
    document = store.document(summary.id)
    assert len(document["frustration"]["level"]) == 12
    jsonschema.validate(document, SCHEMA)


def test_what_may_not_be_kept_is_not(store: CallStore) -> None:
    told: list[Recording] = []
    keep = keeper(store, forbidden="the policy of Example Ltd does not allow it")
    keep.on_change = told.append
    assert not keep.set_recording(True)
    assert told == [Recording(False, 0.0, "the policy of Example Ltd does not allow it")]
    with pytest.raises(CallStoreError, match="Example Ltd"):
        keep.start()
    feed(keep, 3.0)
    keep.end()
    assert keep.wait() is None
    assert store.count() == 0


def test_without_words_nothing_is_kept(store: CallStore) -> None:
    keep = keeper(store, facts=facts(engine={"name": "", "model": ""}))
    with pytest.raises(CallStoreError, match="speech model"):
        keep.start()
    assert store.count() == 0


def test_a_store_that_does_not_open_is_told_and_the_call_goes_on() -> None:
    def broken() -> CallStore:
        raise CallStoreError("that is not the passphrase of these calls")

    told: list[Recording] = []
    keep = CallKeeper(broken, facts(), on_change=told.append)
    assert not keep.set_recording(True)
    assert told[0].problem == "that is not the passphrase of these calls"
    feed(keep, 3.0)
    keep.end()
    assert keep.wait() is None


def test_recording_begins_and_ends_when_told(store: CallStore) -> None:
    told: list[Recording] = []
    keep = keeper(store, on_change=told.append)
    feed(keep, 15.0, to_s=3.0)
    assert store.count() == 0
    assert keep.set_recording(True)
    feed(keep, 15.0, from_s=3.0, to_s=9.0)
    assert not keep.set_recording(False)
    feed(keep, 15.0, from_s=9.0)
    keep.end(Curve((0.5,) * 15))
    summary = keep.wait(WAIT_S)
    assert summary is not None
    assert [(r.on, r.problem) for r in told] == [(True, ""), (False, "")]
    assert told[1].at_s == pytest.approx(8.9)
    assert summary.duration_s == 15.0
    sound = store.sound(summary.id)
    assert not sound.read(0.0, 3.0).any()
    assert sound.read(3.0, 6.0).any()
    assert not sound.read(9.0, 6.0).any()
    sound.close()
    text = json.dumps(store.document(summary.id))
    assert "marmalade" not in text
    assert "parcel" in text
    assert "tangerines" not in text


def test_discarded_is_gone_for_good(store: CallStore) -> None:
    told: list[Recording] = []
    keep = keeper(store, on_change=told.append)
    keep.start()
    feed(keep, 6.0)
    folder = store.folder / keep.call_id
    assert folder.is_dir()
    keep.set_recording(False, discard=True)
    assert told[-1].on is False
    assert not folder.exists()
    assert store.count() == 0
    keep.end()
    assert keep.wait() is None


def test_a_call_can_be_kept_again_after_it_was_discarded(store: CallStore) -> None:
    keep = keeper(store)
    keep.start()
    keep.discard()
    keep.start()
    feed(keep, 6.0)
    keep.end()
    assert keep.wait(WAIT_S) is not None
    assert store.count() == 1


def test_a_voice_that_may_not_be_measured_leaves_no_figures(store: CallStore) -> None:
    measures = Measures(agent_voice=False, customer_voice=True)
    keep = keeper(store, facts=facts(measures=measures))
    keep.start()
    feed(keep, 9.0)
    summary = keep.keep()
    for event in store.events(summary.id):
        if isinstance(event, Stretch) and event.final:
            assert np.isnan(event.pitch_hz) == (event.channel == "agent")
        if isinstance(event, Features) and len(event.level_dbfs):
            assert np.isnan(event.level_dbfs).all() == (event.channel == "agent")


def test_a_recorder_that_fails_is_told_and_recovered_later(
    open_store: Callable[[], CallStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store()
    told: list[Recording] = []
    keep = keeper(store, on_change=told.append)
    keep.start()
    feed(keep, 9.0, to_s=6.0)
    wait_until(lambda: keep._writing is not None and keep._writing.recorder.waiting_s == 0)

    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("callassist.store.journal.PendingFolder.write", full)
        feed(keep, 9.0, from_s=6.0)
        keep.end()
        assert keep.wait(WAIT_S) is None
    assert not told[-1].on
    assert "no space left on device" in told[-1].problem
    assert "recovered at the next start" in keep.problem
    store.close()
    again = open_store()
    assert anything_to_recover()
    (found,) = recover(again, redactor=OneSecret)
    assert found.summary is not None
    assert found.summary.state == "recovered"
    assert found.summary.duration_s == pytest.approx(6.0, abs=0.5)


def test_a_live_call_is_kept_as_it_was_heard(
    store: CallStore, short_call: Path, moonshine: MoonshineEngine
) -> None:
    keep = CallKeeper(lambda: store, facts(engine=engine_facts(moonshine)))
    session = LiveSession(
        open_recording(short_call), moonshine, default_pack(), in_line=True, keeper=keep
    )
    told: list[CallEvent] = []
    session.subscribe(told.append)
    session.set_recording(True)
    session.start()
    assert session.wait(WAIT_S)
    session.stop()
    summary = keep.wait(WAIT_S)
    assert summary is not None, keep.problem
    assert Recording(True, 0.0) in told
    document = store.document(summary.id)
    jsonschema.validate(document, SCHEMA)
    expected = analyze(open_recording(short_call), moonshine, default_pack())
    for part in ("turns", "overlaps", "findings", "prompts", "frustration", "notes"):
        assert document[part] == expected[part], part
    kept = [e for e in store.events(summary.id) if not isinstance(e, Features)]
    heard = [e for e in told if not isinstance(e, Features)]
    assert [type(e) for e in kept] == [type(e) for e in heard]
    assert [e for e in kept if isinstance(e, Prompt | Utterance)] == [
        e for e in heard if isinstance(e, Prompt | Utterance)
    ]
    samples, _ = sf.read(short_call, dtype="float32")
    sound = store.sound(summary.id)
    np.testing.assert_array_equal(sound.read(0.0, 999.0), samples.astype(np.float32))
    sound.close()


def test_a_session_without_a_keeper_keeps_nothing(
    short_call: Path, moonshine: MoonshineEngine
) -> None:
    session = LiveSession(open_recording(short_call), moonshine, default_pack())
    session.set_recording(True)
    session.stop()


@pytest.mark.parametrize("call_paused", [False, True])
def test_what_was_not_recorded_is_a_gap_and_no_silence(store: CallStore, call_paused: bool) -> None:
    """Recorded from the middle of a customer's line on; later off, or the call paused."""
    keep = keeper(store)
    feed(keep, 40.0, to_s=16.0)
    keep.start()
    for item in scripted(40.0):
        if isinstance(item, AudioBlock):
            if item.start_s < 16.0:
                continue
            at_s = round(item.start_s, 1)
            if item.channel == "agent" and at_s in (22.0, 28.0) and not call_paused:
                keep.set_recording(at_s == 28.0)
            keep.put_block(item, kept=not call_paused or not 22.0 <= at_s < 28.0)
        elif time_of(item) >= 16.0:
            keep.put_event(item)
    summary = keep.keep()
    document = store.document(summary.id)
    jsonschema.validate(document, SCHEMA)
    spans = [(gap["channel"], gap["start_s"], gap["end_s"]) for gap in document["gaps"]]
    assert [channel for channel, _, _ in spans] == ["agent", "customer"] * 2
    assert spans[0][1:] == spans[1][1:] == pytest.approx((0.0, 16.0), abs=0.11)
    assert spans[2][1:] == spans[3][1:] == pytest.approx((22.0, 28.0), abs=0.11)
    gaps = [gap for gap in store.events(summary.id) if isinstance(gap, Gap)]
    assert {gap.reason for gap in gaps} == {NOT_RECORDED}
    for turn in document["turns"]:
        for _, start_s, end_s in spans:
            assert turn["end_s"] <= start_s or turn["start_s"] >= end_s, turn
    timeline = Timeline(document)
    assert [event.title for event in timeline.gaps.items] == [
        "Not recorded 0:16", "Not recorded 0:06"
    ]  # fmt: skip
    assert all(start_s >= 28.0 or 16.0 < start_s < 22.0 for start_s, _ in timeline.silences)
    assert document["scorecard"]["waits"]["count"] == 0
