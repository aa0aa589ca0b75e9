"""Calls kept while they are heard, with the real store."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jsonschema
import keyring
import numpy as np
import pytest
import soundfile as sf
from keyring.backends import fail

from callassist.engines.moonshine import MoonshineEngine
from callassist.errors import CallStoreError
from callassist.prompts.pack import default_pack
from callassist.run.assemble import build_pipeline
from callassist.run.batch import analyze, engine_facts
from callassist.run.importing import AlreadyKeptError, ImportFacts, import_recording
from callassist.run.keeping import CallFacts, CallKeeper
from callassist.run.kept_call import Curve
from callassist.run.live import LiveSession
from callassist.run.recovering import anything_to_recover, recover
from callassist.settings.measures import Measures
from callassist.sources.recording import open_recording
from callassist.store import keys
from callassist.store.store import CallStore
from callassist.store.unlock import Unlock
from callassist.types import (
    AudioBlock,
    CallEnded,
    CallEvent,
    Features,
    Prompt,
    Reason,
    Recording,
    Stretch,
    Utterance,
)
from tests.fakes import CountingRecognizer
from tests.store.scripted import SECRET, OneSecret, scripted

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "call.schema.json").read_text())
BEGUN = datetime(2026, 11, 3, 14, 2, tzinfo=UTC)
WAIT_S = 90.0


@pytest.fixture
def open_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], CallStore]]:
    monkeypatch.setattr(keys, "SCRYPT_COST", 2)
    monkeypatch.setenv("CALLASSIST_CALLS", str(tmp_path / "kept"))
    before = keyring.get_keyring()
    keyring.set_keyring(fail.Keyring())
    opened: list[CallStore] = []

    def open_it() -> CallStore:
        opened.append(CallStore.open(unlock=Unlock(lambda _asking: "correct horse battery")))
        return opened[-1]

    yield open_it
    for store in opened:
        store.close()
    keyring.set_keyring(before)


@pytest.fixture
def store(open_store: Callable[[], CallStore]) -> CallStore:
    return open_store()


def facts(**changes: Any) -> CallFacts:
    known = {"engine": {"name": "vosk", "model": "small"}, "agent": "Anna"}
    return CallFacts(BEGUN, **{**known, "pack": {"id": "default", "version": 1}, **changes})


def keeper(store: CallStore, **options: Any) -> CallKeeper:
    return CallKeeper(lambda: store, options.pop("facts", facts()), redactor=OneSecret, **options)


def feed(keeper: CallKeeper, duration_s: float, *, from_s: float = 0.0, to_s: float = 1e9) -> None:
    for item in scripted(duration_s):
        if isinstance(item, AudioBlock):
            if not from_s <= item.start_s < to_s:
                if item.start_s >= to_s:
                    return
                continue
            keeper.put_block(item)
        elif from_s == 0.0 or not isinstance(item, Features) or item.start_s >= from_s:
            keeper.put_event(item)


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


def wait_until(true: Callable[[], bool]) -> None:
    done = threading.Event()
    for _ in range(3000):
        if true():
            return
        done.wait(0.01)
    raise AssertionError("it never came true")


# Recovery with the real store


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


# With the real engine


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


def test_an_import_is_the_analysis_and_comes_once(
    store: CallStore, short_call: Path, moonshine: MoonshineEngine
) -> None:
    pack = default_pack()
    summary, document = import_recording(
        open_recording(short_call), short_call, store, moonshine, pack, ImportFacts(agent="Ben")
    )
    assert (summary.title, summary.agent, summary.state) == ("short", "Ben", "whole")
    kept = store.document(summary.id)
    jsonschema.validate(kept, SCHEMA)
    for part in ("source", "turns", "prompts", "frustration", "scorecard"):
        assert kept[part] == document[part], part
    modified = datetime.fromtimestamp(short_call.stat().st_mtime, UTC)
    assert abs(summary.started_at - (modified - timedelta(seconds=24))) < timedelta(seconds=1)
    with pytest.raises(AlreadyKeptError, match=summary.id):
        import_recording(open_recording(short_call), short_call, store, moonshine, pack)
    assert store.count() == 1


def test_an_import_that_is_given_up_leaves_nothing(
    store: CallStore, short_call: Path, moonshine: MoonshineEngine
) -> None:
    class GivenUpError(Exception):
        pass

    def give_up(done_s: float) -> None:
        if done_s > 3.0:
            raise GivenUpError

    with pytest.raises(GivenUpError):
        import_recording(
            open_recording(short_call), short_call, store, moonshine, default_pack(),
            progress=give_up,
        )  # fmt: skip
    assert store.count() == 0
    assert not any(path.is_dir() for path in store.folder.iterdir())
