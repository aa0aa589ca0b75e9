"""Recovery with the real store: what a killed program was keeping becomes a call."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import numpy as np
import pytest
import soundfile as sf

from callassist.engines.moonshine import MoonshineEngine
from callassist.errors import CallStoreError
from callassist.prompts.pack import default_pack
from callassist.run.assemble import build_pipeline
from callassist.run.batch.analyzing import engine_facts
from callassist.run.keeping.keeper import CallKeeper
from callassist.run.keeping.recovering import anything_to_recover, recover
from callassist.sources.recording import open_recording
from callassist.store.store import CallStore
from callassist.types import CHANNELS, NOT_RECORDED, Utterance
from tests.fakes import CountingRecognizer
from tests.run.keeping.kept import SCHEMA, WAIT_S, facts, feed, keeper
from tests.store.scripted import SECRET, OneSecret
from tests.waiting import wait_until


class CountingEngine:
    """Hands out recognizers that count sound."""

    name, model, language = "vosk", "counting", "en"

    def recognizer(self) -> CountingRecognizer:
        return CountingRecognizer()

    def close(self) -> None:
        """Free nothing."""


def crash(store: CallStore, duration_s: float, to_s: float) -> str:
    """Record a call and end as a killed program does."""
    keep = keeper(store)
    keep.start()
    feed(keep, duration_s, to_s=to_s)
    return kill(store, keep)


def kill(store: CallStore, keep: CallKeeper) -> str:
    """Leave all as a killed program does."""
    writing = keep._writing
    assert writing is not None
    wait_until(lambda: writing.recorder.waiting_s == 0 and not writing.recorder._queue)
    writing.recorder.abandon()
    writing.call.release()
    store.close()
    return writing.call.id


def test_a_killed_recording_is_a_call_after_the_next_start(
    open_store: Callable[[], CallStore],
) -> None:
    call_id = crash(open_store(), 20.0, 13.7)
    store = open_store()
    (found,) = recover(store, CountingEngine, redactor=OneSecret)
    assert found.call_id == call_id
    assert found.line.startswith("recovered the call of ")
    assert " up to 0:13" in found.line
    summary = store.find(call_id)
    assert (summary.state, summary.agent, summary.redactions) == ("recovered", "Anna", 1)
    assert summary.duration_s == pytest.approx(13.7, abs=0.01)
    assert summary.notices[0] == "recovered up to 0:13: the program ended while it recorded"
    document = store.document(call_id)
    jsonschema.validate(document, SCHEMA)
    assert SECRET not in json.dumps(document)
    assert [p["id"] for p in document["prompts"]] == ["listen"] * 4
    assert len(document["frustration"]["level"]) == 14
    assert recover(store) == []
    assert not anything_to_recover()


def test_what_was_not_recorded_before_the_crash_is_no_silence(
    open_store: Callable[[], CallStore],
) -> None:
    """Recorded from 8 s on, and off from 14 s to 17 s; killed long after both are settled."""
    store = open_store()
    keep = keeper(store)
    feed(keep, 40.0, to_s=8.0)
    keep.start()
    feed(keep, 40.0, from_s=8.0, to_s=14.0)
    keep.set_recording(False)
    feed(keep, 40.0, from_s=14.0, to_s=17.0)
    keep.set_recording(True)
    feed(keep, 40.0, from_s=17.0, to_s=36.0)
    kill(store, keep)
    again = open_store()
    (found,) = recover(again, redactor=OneSecret)
    gaps = again.document(found.call_id)["gaps"]
    assert {gap["reason"] for gap in gaps} == {NOT_RECORDED}
    for channel in CHANNELS:
        spans = [(g["start_s"], g["end_s"]) for g in gaps if g["channel"] == channel]
        assert spans == [pytest.approx((0.0, 8.0), abs=0.11), pytest.approx((14.0, 17.0), abs=0.11)]


def test_the_last_words_are_heard_again_by_the_real_engine(
    open_store: Callable[[], CallStore], short_call: Path, moonshine: MoonshineEngine
) -> None:
    """Killed in the middle of a sentence: its words and its sound are there all the same."""
    store = open_store()
    keep = CallKeeper(lambda: store, facts(engine=engine_facts(moonshine)))
    keep.start()
    killed_s = 19.0
    pipeline = build_pipeline(moonshine, default_pack())
    for block in open_recording(short_call).blocks():
        if block.start_s >= killed_s:
            break
        keep.put_block(block)
        for event in pipeline.push(block):
            keep.put_event(event)
    kill(store, keep)
    again = open_store()
    (found,) = recover(again, lambda: moonshine)
    assert found.summary is not None
    assert found.summary.duration_s == pytest.approx(killed_s)
    whole = pipeline.flush()
    expected = [w.text for e in whole if isinstance(e, Utterance) and e.final for w in e.words]
    assert expected, "somebody speaks when it is killed"
    document = again.document(found.call_id)
    words = [w["text"] for turn in document["turns"] for w in turn["words"]]
    assert sorted(words[-len(expected) :]) == sorted(expected)
    times = [w["start_s"] for turn in document["turns"] for w in turn["words"]]
    assert len(times) == len(set(times)), "no word is there twice"
    samples, _ = sf.read(short_call, dtype="float32")
    sound = again.sound(found.call_id)
    np.testing.assert_array_equal(sound.read(0.0, 99.0), samples[: round(killed_s * 16_000)])
    sound.close()


def test_an_engine_that_does_not_open_costs_the_last_words_alone(
    open_store: Callable[[], CallStore],
) -> None:
    call_id = crash(open_store(), 20.0, 13.7)

    def none_here() -> Any:
        raise CallStoreError("there is no speech model")

    store = open_store()
    (found,) = recover(store, none_here, redactor=OneSecret)
    assert "the last 2 s are silent" in found.line
    assert store.find(call_id).duration_s == pytest.approx(13.7, abs=0.01)


def test_two_programs_do_not_recover_one_call(open_store: Callable[[], CallStore]) -> None:
    store = open_store()
    keep = keeper(store)
    keep.start()
    feed(keep, 6.0)
    assert recover(open_store(), redactor=OneSecret) == []
    keep.end()
    assert keep.wait(WAIT_S) is not None


def test_a_recording_that_held_nothing_leaves_nothing(open_store: Callable[[], CallStore]) -> None:
    crash(open_store(), 3.0, 0.0)
    store = open_store()
    assert recover(store, redactor=OneSecret) == []
    assert store.count() == 0


def test_an_import_that_was_cut_off_is_taken_back(open_store: Callable[[], CallStore]) -> None:
    store = open_store()
    keep = keeper(store, facts=facts(source="import", title="monday", sha256="a" * 64))
    keep.start()
    feed(keep, 6.0)
    assert keep._writing is not None
    keep._writing.recorder.abandon()
    keep._writing.call.release()
    store.close()
    again = open_store()
    (found,) = recover(again, redactor=OneSecret)
    assert found.line == "the import of monday was cut off: import it again"
    assert again.count() == 0
