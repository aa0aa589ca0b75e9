"""What-if over many calls: the same answers however they are come by, and stopped at any time."""

import json
import os
import signal
import threading
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callassist.errors import CallStoreError
from callassist.prompts.firing import Prompter
from callassist.prompts.pack import default_pack
from callassist.run.whatif import (
    CallAnswer,
    KeptCalls,
    StoredCall,
    WhatIf,
    call_files,
    pack_tape,
    tape_of_events,
    unpack_tape,
)
from callassist.run.whatif.changes import difference, traits_of
from callassist.run.whatif.replay import replay, sayings
from callassist.run.whatif.running import ALONE_CALLS, FIRST_CALLS
from callassist.run.whatif.tape import Found
from tests.prompts.calls import default_with, finding
from tests.run.whatif.lived import call, changed, live
from tests.run.whatif.test_exact import document

DIFFERENT = 12


@cache
def packed():
    return tuple(
        pack_tape(tape_of_events(live(call(seed), default_pack()))) for seed in range(DIFFERENT)
    )


def stored(count):
    return [StoredCall(f"call-{at:04}", packed()[at % DIFFERENT]) for at in range(count)]


def direct(at, pack):
    return sayings(replay(unpack_tape(packed()[at % DIFFERENT]), Prompter(pack)))


def stricter(score):
    return default_with(f'[[prompt]]\nid = "listen"\nwhen = {{ min_score = {score} }}')


def test_before_and_after_are_what_each_pack_says():
    pack, against = changed(1), changed(2)
    with WhatIf(stored(20), jobs=1) as whatif:
        answers = list(whatif.run(pack, against))
    assert [answer.call for answer in answers] == [call.name for call in stored(20)]
    for at, answer in enumerate(answers):
        assert (answer.before, answer.after) == (direct(at, against), direct(at, pack))
        assert answer.exact


def test_without_another_pack_it_is_compared_with_what_was_shown():
    with WhatIf(stored(DIFFERENT), jobs=1) as whatif:
        run = whatif.run(default_pack())
        assert not any(answer.changed for answer in run)
        assert run.totals.before.shown == run.totals.after.shown > 0


def test_a_slider_s_next_position_is_answered_as_if_asked_alone():
    silent = default_with('[[prompt]]\nid = "acknowledge"\nenabled = false')
    slower = default_with("[budget]\nmin_gap_s = 60")
    packs = [stricter(0.5), stricter(0.99), changed(3), slower, stricter(0.5), silent]
    with WhatIf(stored(DIFFERENT), jobs=1) as whatif:
        for pack in packs:
            answers = list(whatif.run(pack, default_pack()))
            assert len(answers) == DIFFERENT
            for answer in answers:  # those that need no work come first
                at = int(answer.call.removeprefix("call-"))
                assert answer.before == direct(at, default_pack())
                assert answer.after == direct(at, pack)


def test_only_calls_that_a_change_may_touch_are_worked_on():
    def touched(pack, *found, of=None):
        traits = traits_of(finding(kind, 9.0, score=score) for kind, score in found)
        return difference(of or default_pack(), pack).touches(traits)

    higher = stricter(0.7)
    assert touched(higher, ("interruption", 0.6))
    assert not touched(higher, ("interruption", 0.8), ("interruption", 0.4), ("argument", 0.6))
    assert not touched(default_pack(), ("interruption", 0.6))
    slower = default_with('[[prompt]]\nid = "listen"\ncooldown_s = 60')
    assert touched(slower, ("interruption", 0.8))
    assert not touched(slower, ("interruption", 0.4), ("argument", 0.9))
    assert touched(slower, ("interruption", 0.6), of=higher)
    off = default_with('[[prompt]]\nid = "listen"\nenabled = false')
    assert touched(off, ("interruption", 0.6))
    assert touched(default_pack(), ("interruption", 0.6), of=off)
    assert not touched(off, ("interruption", 0.4))
    reworded = default_with('[[prompt]]\nid = "listen"\nsay = "Hush"')
    assert not touched(reworded, ("interruption", 0.9))
    assert touched(default_with("[budget]\nmin_gap_s = 60"))
    turned = default_pack().model_copy(update={"rules": tuple(reversed(default_pack().rules))})
    assert touched(turned)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_a_call_that_is_not_touched_is_the_same(old_seed, new_seed):
    old, new = changed(old_seed), changed(new_seed, changed(old_seed))
    new = new.model_copy(update={"budget": old.budget})
    since = difference(old, new)
    for at in range(DIFFERENT):
        tape = unpack_tape(packed()[at])
        traits = traits_of(step.finding for step in tape.steps if isinstance(step, Found))
        if not since.touches(traits):
            assert direct(at, new) == direct(at, old)


@pytest.fixture(scope="module")
def shared():
    """A what-if whose processes are up."""
    with WhatIf(stored(400), jobs=2) as whatif:
        for _ in whatif.run(changed(99)):
            if whatif._warm is not None:
                whatif._warm.result()
        yield whatif


def test_processes_answer_the_same(shared):
    pack = changed(5)
    run = shared.run(pack, default_pack())
    answers = {answer.call: answer for answer in run}
    assert len(answers) == 400
    assert run.totals.calls == 400
    for at, one in enumerate(stored(400)):
        assert answers[one.name].after == direct(at, pack)


def test_first_answers_come_before_the_last_are_worked_off(shared):
    told = []
    run = shared.run(changed(6), on_progress=lambda done, of: told.append((done, of)))
    next(run)
    assert run.totals.calls == 1
    assert len(list(run)) == 399
    assert told == [(done, 400) for done in range(1, 401)]


def test_a_newer_question_stops_the_older(shared):
    older = shared.run(changed(7))
    next(older)
    newer = shared.run(changed(8))
    assert older.cancelled
    assert list(older) == []
    assert len(list(newer)) == 400
    assert not newer.cancelled


def test_a_question_is_stopped_from_another_thread(shared):
    run = shared.run(changed(9))
    got = []

    def read():
        for answer in run:
            got.append(answer)
            if len(got) == 20:
                enough.set()
                stopped.wait(10)

    enough, stopped = threading.Event(), threading.Event()
    reader = threading.Thread(target=read)
    reader.start()
    assert enough.wait(30)
    run.cancel()
    stopped.set()
    reader.join(30)
    assert not reader.is_alive()
    assert len(got) == 20
    assert run.cancelled


def test_leaving_early_leaves_nothing_running(shared):
    for number, _ in enumerate(shared.run(changed(10))):
        if number == 100:
            break
    assert len(list(shared.run(changed(11)))) == 400


def test_a_process_that_dies_is_made_up_for():
    with WhatIf(stored(300), jobs=2) as whatif:
        run = whatif.run(changed(12))
        answers = [next(run)]
        for answer in run:
            answers.append(answer)
            if len(answers) == FIRST_CALLS + 5:
                assert whatif._warm is not None
                whatif._warm.result()
            if len(answers) == FIRST_CALLS + 80:
                for pid in [*whatif._pool._processes]:
                    os.kill(pid, signal.SIGKILL)
        assert sorted(answer.call for answer in answers) == [one.name for one in stored(300)]
        assert len(list(whatif.run(changed(13)))) == 300


def test_few_calls_start_no_process():
    with WhatIf(stored(ALONE_CALLS), jobs=2) as whatif:
        assert len(list(whatif.run(default_pack()))) == ALONE_CALLS
        assert whatif._pool is None


def test_no_calls_are_no_answers():
    with WhatIf([], jobs=2) as whatif:
        run = whatif.run(default_pack(), changed(1))
        assert list(run) == []
        assert run.totals.per_minute(run.totals.after) == 0.0
        assert run.totals.budget_share(run.totals.after, default_pack().budget) == 0.0


def test_calls_are_read_once_and_only_when_needed():
    asked = []

    def calls():
        for one in stored(200):
            asked.append(one.name)
            yield one

    with WhatIf(calls(), jobs=1) as whatif:
        next(whatif.run(default_pack()))
        assert len(asked) == FIRST_CALLS
        assert len(list(whatif.run(changed(1)))) == 200
        assert len(list(whatif.run(changed(2)))) == 200
    assert len(asked) == 200


def test_a_damaged_call_is_told_and_the_others_go_on(tmp_path):
    good = document(live(call(1), default_pack()))
    (tmp_path / "good.call.json").write_text(json.dumps(good))
    (tmp_path / "torn.call.json").write_text(json.dumps(good)[:500])
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "other.call.json").write_text(json.dumps({"schema": "callassist.call/1"}))
    calls = [
        *call_files([tmp_path]),
        StoredCall("bad", b"\x01nothing"),
        StoredCall("gone", problem="x"),
    ]
    with WhatIf(calls, jobs=1) as whatif:
        for _ in range(2):
            run = whatif.run(default_pack())
            answers = {answer.call: answer for answer in run}
            assert set(answers) == {"good", "torn", "deep/other", "bad", "gone"}
            assert [name for name, it in answers.items() if not it.problem] == ["good"]
            assert not answers["good"].exact
            assert run.totals.problems == 4
            assert all(len(it.problem.splitlines()) <= 1 for it in answers.values())
            assert "torn.call.json" in answers["torn"].problem


def test_files_of_one_name_are_told_apart(tmp_path):
    for day in ("monday", "friday"):
        (tmp_path / day).mkdir()
        (tmp_path / day / "a.call.json").write_text("{}")
    names = [it.name for it in call_files([tmp_path / "monday", tmp_path / "friday"])]
    assert names == [f"{tmp_path.as_posix()}/{day}/a" for day in ("monday", "friday")]
    assert [it.name for it in call_files([tmp_path])] == ["friday/a", "monday/a"]
    assert len(call_files([tmp_path, tmp_path / "monday" / "a.call.json"])) == 2


def test_what_is_no_call_is_refused(tmp_path):
    with pytest.raises(CallStoreError, match="is not there"):
        call_files([tmp_path / "none.call.json"])
    (tmp_path / "call.flac").touch()
    with pytest.raises(CallStoreError, match="no call file"):
        call_files([tmp_path / "call.flac"])


def test_a_kept_call_s_tape_is_made_once():
    class Shelf(dict):
        tape = dict.get
        keep_tape = dict.__setitem__

    read = []

    def events(call_id):
        read.append(call_id)
        if call_id == "bad":
            raise CallStoreError("sealed with another key")
        return live(call(int(call_id)), default_pack())

    shelf = Shelf()
    for _ in range(2):
        calls = KeptCalls(["1", "bad", "2"], events, shelf=shelf)
        assert len(calls) == 3
        with WhatIf(calls, jobs=1) as whatif:
            answers = list(whatif.run(default_pack()))
        assert {it.call: it.problem for it in answers} == {
            "1": "", "2": "", "bad": "sealed with another key"
        }  # fmt: skip
        assert not any(answer.changed for answer in answers)
    assert read == ["1", "bad", "2", "bad"]


def test_an_answer_that_cannot_be_given_counts_nowhere():
    answer = CallAnswer("x", problem="damaged")
    assert not answer.changed
