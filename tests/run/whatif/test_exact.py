"""A tape answers just what the live program would have shown."""

import contextlib
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callassist.errors import CallStoreError
from callassist.prompts.firing import Prompter
from callassist.prompts.pack import default_pack
from callassist.review.callfile import call_document
from callassist.review.record import CallRecord
from callassist.run.whatif.packed import pack_tape, unpack_tape
from callassist.run.whatif.replay import replay, sayings
from callassist.run.whatif.tape import Answered, Found, tape_of_document, tape_of_events
from callassist.store.packing import pack_events, unpack_events
from callassist.types import CallInfo, Finding, Overlap, Stretch, Turn, Utterance, Withdrawn
from tests.run.whatif.lived import call, changed, dialogues, live, prompts
from tests.scenarios.script import speech_events

SEEDS = st.integers(0, 10_000)
SPEECH = Stretch | Turn | Overlap | Utterance


def replayed(tape, pack):
    return replay(tape, Prompter(pack))


@settings(max_examples=25, deadline=None)
@given(SEEDS, SEEDS, SEEDS)
def test_replay_equals_the_whole_pipeline_with_any_pack(call_seed, lived_with, tried):
    speech = call(call_seed, pauses=True)
    tape = tape_of_events(live(speech, changed(lived_with)))
    assert replayed(tape, changed(tried)) == prompts(live(speech, changed(tried)))


@pytest.mark.parametrize("at", range(0, len(dialogues()), 17))
def test_replay_equals_every_kind_of_dialogue(at):
    speech = speech_events(dialogues()[at].lines)
    tape = tape_of_events(live(speech, default_pack()))
    for pack in (default_pack(), changed(at)):
        assert replayed(tape, pack) == prompts(live(speech, pack))


@settings(max_examples=15, deadline=None)
@given(SEEDS, SEEDS)
def test_the_agents_answers_are_given_again(call_seed, seed):
    pack = changed(seed)
    events = live(call(call_seed, pauses=True), pack, answers=random.Random(seed))
    tape = tape_of_events(events)
    assert sayings(replayed(tape, pack)) == tape.shown
    assert sayings(prompts(events)) == tape.shown


def test_answers_are_on_the_tape():
    events = live(call(3, 300.0), default_pack(), answers=random.Random(1))
    answers = [it for it in tape_of_events(events).steps if isinstance(it, Answered)]
    assert {answer.outcome for answer in answers} >= {"dismissed", "unhelpful"}


def test_the_real_engine_s_call_is_answered_exactly(analyzed):
    _, events = analyzed
    kept = unpack_events(pack_events(events))
    tape = unpack_tape(pack_tape(tape_of_events(kept)))
    assert replayed(tape, default_pack()) == prompts(events)
    assert len(tape.shown) >= 4
    speech = [event for event in events if isinstance(event, SPEECH)]
    for seed in range(20):
        told = prompts(live(speech, changed(seed)))
        assert _shown(replayed(tape, changed(seed))) == _shown(told)


def _shown(sent):
    """The end of a call differs: the recording's, or a few seconds after the last words."""
    first = {}
    for prompt in sent:
        first.setdefault((prompt.id, prompt.shown_s), prompt)
    return list(first.values())


def test_a_finding_taken_back_is_on_the_tape():
    seeds = (seed for seed in range(200) if _withdrawn(live(call(seed), default_pack())))
    events = live(call(next(seeds)), default_pack())
    tape = tape_of_events(events)
    assert any(isinstance(step, Withdrawn) for step in tape.steps)
    assert unpack_tape(pack_tape(tape)) == tape


def _withdrawn(events):
    return [event for event in events if isinstance(event, Withdrawn)]


def test_what_comes_together_stays_together():
    """Two findings of one utterance: only the weightier is shown, and the tape knows."""
    at_once = 0
    for seed in range(20):
        tape = tape_of_events(live(call(seed), default_pack()))
        found = [step for step in tape.steps if isinstance(step, Found)]
        at_once += sum(not step.last for step in found)
        assert sayings(replayed(tape, default_pack())) == tape.shown
    assert at_once > 20


def document(events):
    record = CallRecord()
    record.take(events)
    record.close()
    info = CallInfo("call.flac", "0" * 64, events[-1].at_s, 16_000)
    engine, pack = {"name": "", "model": ""}, {"id": "default", "version": 1}
    return call_document(record, info, engine=engine, pack=pack, wall_s=1.0)


def test_a_call_file_is_nearly_exact():
    """Only what was taken back is missing there, and times have milliseconds."""
    same = calls = 0
    for seed in range(30):
        events = live(call(seed), default_pack())
        tape = tape_of_document(document(events))
        assert not tape.exact
        said = [(it.id, round(it.shown_s, 2)) for it in sayings(replayed(tape, default_pack()))]
        shown = [(it.id, round(it.shown_s, 2)) for it in tape.shown]
        if not _withdrawn(events):
            calls += 1
            same += said == shown
    assert calls > 20
    assert same / calls > 0.95


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"schema": "callassist.call/1"},
        b"{",
        b"\xff\xfe",
        b"[" * 100_000,
        {"schema": "callassist.call/9", "source": {"duration_s": 1}, "findings": [], "prompts": [],
         "pack": {"id": "x", "version": 1}},
        {"schema": "callassist.call/1", "source": {"duration_s": 1}, "prompts": [],
         "findings": [{"kind": "x", "channel": "nobody"}], "pack": {"id": "x", "version": 1}},
    ],
)  # fmt: skip
def test_a_damaged_document_is_one_line(broken):
    with pytest.raises(CallStoreError) as error:
        tape_of_document(broken)
    assert len(str(error.value).splitlines()) == 1


def test_a_tape_is_small():
    sizes = [len(pack_tape(tape_of_events(live(call(s, 300.0), default_pack())))) for s in range(5)]
    assert max(sizes) < 5000


def test_words_can_be_left_out():
    tape = tape_of_events(live(call(1), default_pack()))
    plain = unpack_tape(pack_tape(tape), worded=False)
    assert not plain.worded
    assert not any(step.finding.evidence for step in plain.steps if isinstance(step, Found))
    assert sayings(replayed(plain, default_pack())) == tape.shown
    assert unpack_tape(pack_tape(plain)) == plain


@given(st.binary(max_size=200))
def test_any_bytes_are_a_tape_or_one_line(data):
    for packed in (data, b"\x01" + data):
        with pytest.raises(CallStoreError) as error:
            unpack_tape(packed)
        assert len(str(error.value).splitlines()) == 1


@given(st.integers(0, 2000), st.integers(0, 255))
def test_a_damaged_tape_is_one_line_or_read(at, byte):
    packed = bytearray(_PACKED)
    packed[at % len(packed)] = byte
    with contextlib.suppress(CallStoreError):
        unpack_tape(bytes(packed))


_PACKED = pack_tape(tape_of_events(live(call(2), default_pack())))


def test_a_tape_of_nothing():
    tape = tape_of_events([])
    assert unpack_tape(pack_tape(tape)) == tape
    assert replayed(tape, default_pack()) == []


def test_findings_alone_make_a_tape():
    finding = Finding("interruption", "agent", 1.0, 2.0, 2.5, 0.9, ("quoted",))
    tape = tape_of_events([finding], end_s=9.0)
    assert [it.id for it in sayings(replayed(tape, default_pack()))] == ["listen"]
