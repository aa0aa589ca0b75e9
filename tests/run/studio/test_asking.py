"""Questions are answered on a thread of their own, and only the newest."""

from __future__ import annotations

import threading

import pytest

from callassist.prompts.pack import default_pack
from callassist.run.studio.asking import Asker, Batch
from callassist.run.studio.calls import CallSet
from callassist.run.whatif import WhatIf
from tests.run.studio.conftest import call_set, made_calls


class Heard:
    """Takes batches, and waits for the last one of a question."""

    def __init__(self) -> None:
        self.batches: list[Batch] = []
        self._more = threading.Condition()

    def __call__(self, batch: Batch) -> None:
        with self._more:
            self.batches.append(batch)
            self._more.notify_all()

    def end_of(self, number: int) -> Batch:
        with self._more:
            assert self._more.wait_for(lambda: any(self._ends(b, number) for b in self.batches), 30)
            return next(b for b in self.batches if self._ends(b, number))

    @staticmethod
    def _ends(batch: Batch, number: int) -> bool:
        return batch.finished and batch.number == number


@pytest.fixture
def heard():
    return Heard()


@pytest.fixture
def make_asker(heard):
    made: list[Asker] = []

    def make(calls: CallSet) -> Asker:
        made.append(Asker(calls, heard, jobs=1))
        return made[-1]

    yield make
    for asker in made:
        asker.close()


def without(prompt_id: str):
    pack = default_pack()
    rules = tuple(r.model_copy(update={"enabled": r.id != prompt_id}) for r in pack.rules)
    return pack.model_copy(update={"rules": rules})


def test_all_calls_are_answered_as_by_the_command(make_asker, heard):
    number = make_asker(call_set()).ask(without("acknowledge"), default_pack())
    end = heard.end_of(number)
    answers = {a.call: a for b in heard.batches for a in b.answers}
    with WhatIf(made_calls(), jobs=1) as whatif:
        wanted = {a.call: a for a in whatif.run(without("acknowledge"), default_pack())}
    assert answers == wanted
    assert end.totals.calls == 12
    assert end.totals.prompts["acknowledge"].after.shown == 0
    assert end.totals.prompts["acknowledge"].before.shown > 0
    assert not end.problem


def test_a_newer_question_ends_the_older(make_asker, heard):
    gate = threading.Event()
    begun = threading.Event()
    calls = made_calls()

    def source(_):
        for call in calls:
            begun.set()
            gate.wait(30)
            yield call

    asker = make_asker(CallSet(tuple(c.name for c in calls), {}, "", source))
    first = asker.ask(default_pack(), default_pack())
    assert begun.wait(30)
    second = asker.ask(without("listen"), default_pack())
    gate.set()
    assert heard.end_of(second).totals.calls == 12
    assert all(batch.number == second for batch in heard.batches if batch.answers)
    assert not any(batch.finished and batch.number == first for batch in heard.batches)


def test_what_was_shown_is_compared_with(make_asker, heard):
    end = heard.end_of(make_asker(call_set()).ask(default_pack(), None))
    assert end.totals.before.shown == end.totals.after.shown
    assert end.totals.changed == 0


def test_calls_that_cannot_be_had_are_told(make_asker, heard):
    def source(_):
        raise RuntimeError("the shelf fell down")

    end = heard.end_of(make_asker(CallSet(("one",), {}, "", source)).ask(default_pack(), None))
    assert "the shelf fell down" in end.problem


def test_words_of_ones_own_need_kept_calls(make_asker, heard, bench):
    bench.add_finding("custom.jargon", "agent", "backend ticket")
    number = make_asker(call_set()).ask(bench.pack, default_pack())
    assert "kept calls" in heard.end_of(number).notice


def test_words_that_the_saved_pack_has_too_count_as_they_did(make_asker, heard, bench):
    bench.add_finding("custom.jargon", "agent", "backend ticket")
    number = make_asker(call_set()).ask(bench.pack, bench.pack)
    assert "when these calls were analyzed" in heard.end_of(number).notice


def test_kept_calls_are_judged_anew_for_words_of_ones_own(make_asker, heard, bench):
    asked = []
    calls = made_calls()

    def source(additions):
        asked.append(additions)
        return calls

    bench.add_finding("custom.jargon", "agent", "backend ticket")
    kept = CallSet(tuple(c.name for c in calls), {}, "", source, can_judge_anew=True)
    end = heard.end_of(make_asker(kept).ask(bench.pack, default_pack()))
    assert asked == [None, bench.pack.additions()]
    assert end.totals.calls == 12
    assert not end.notice


def test_closing_delivers_nothing_more(heard):
    asker = Asker(call_set(), heard, jobs=1)
    asker.ask(default_pack(), None)
    asker.close()
    count = len(heard.batches)
    asker.close()
    assert len(heard.batches) == count
