"""A kept call judged anew, for packs that notice things of their own."""

import pytest

from callassist.prompts.firing import Prompter
from callassist.prompts.pack import default_pack
from callassist.run.whatif import (
    KeptCalls,
    WhatIf,
    joined,
    judged_again,
    tape_of_events,
)
from callassist.run.whatif.replay import replay
from callassist.settings.custom import NO_ADDITIONS
from tests.prompts.calls import default_with
from tests.run.whatif.lived import call, live, prompts

OWN = default_with(
    "schema = 2\n"
    '[[finding]]\nid = "custom.sorry"\nside = "agent"\nany_of = ["sorry"]\n'
    '[[finding]]\nid = "custom.order"\nside = "customer"\nany_of = ["order", "parcel"]\n'
    "credits_agent = false\n"
    '[[prompt]]\nid = "no_sorry"\nwhen = { finding = "custom.sorry" }\nsay = "Say what you do"\n'
    'priority = 97\nseverity = "warn"\nmax_per_call = 50\ncooldown_s = 0\n'
    'clears = { finding = "custom.order" }\n'
)


@pytest.mark.parametrize("seed", range(8))
def test_judging_anew_without_additions_finds_the_same(seed):
    events = live(call(seed, pauses=True), default_pack())
    assert judged_again(events, NO_ADDITIONS) == tape_of_events(events)


def test_a_pack_s_own_findings_are_found_in_calls_kept_before_it():
    shown = 0
    for seed in range(8):
        lived = prompts(live(call(seed, pauses=True), OWN))
        tape = judged_again(live(call(seed, pauses=True), default_pack()), OWN.additions())
        assert replay(tape, Prompter(OWN)) == lived
        shown += sum(prompt.id == "no_sorry" for prompt in lived)
    assert shown > 4


def test_two_questions_are_joined_call_by_call():
    ids = [str(seed) for seed in range(5)]

    def events(call_id):
        return live(call(int(call_id)), default_pack())

    with (
        WhatIf(KeptCalls(ids, events), jobs=1) as before,
        WhatIf(KeptCalls(ids, events, additions=OWN.additions()), jobs=1) as after,
    ):
        answers = list(joined(before.run(default_pack()), after.run(OWN)))
    assert sorted(answer.call for answer in answers) == ids
    assert {saying.id for answer in answers for saying in answer.gained} >= {"no_sorry"}
    for answer in answers:
        assert [it.id for it in answer.before].count("no_sorry") == 0
