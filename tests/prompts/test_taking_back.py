"""Findings taken back, another pack, another call, and mute."""

from callassist.prompts.firing import Prompter
from tests.prompts.calls import A, B, default_with, finding, pack_of, told


def test_a_finding_that_proves_wrong_takes_its_prompt_back(prompter):
    prompter.push(finding("interruption", 10.0, start_s=9.0))
    assert told(prompter.withdraw("interruption", 9.0, 10.8)) == [("listen", 10.0, 10.8, "cleared")]
    assert prompter.withdraw("interruption", 9.0, 11.0) == []
    # The true one soon after is not held back by the false one's cooldown, only by the gap.
    assert told(prompter.push(finding("interruption", 18.0))) == [("listen", 18.0, 23.0, None)]


def test_a_prompt_taken_back_leaves_the_most_per_call():
    prompter = Prompter(pack_of(A + "max_per_call = 1\n"))
    prompter.push(finding("argument", 10.0, start_s=9.0))
    prompter.withdraw("argument", 9.0, 11.0)
    assert told(prompter.push(finding("argument", 60.0))) == [("a", 60.0, 66.0, None)]


def test_a_finding_taken_back_no_longer_waits_or_keeps_others_silent():
    rule = B + 'unless = { finding = "argument", within_s = 60.0 }\n'
    prompter = Prompter(pack_of(A, rule, budget="min_gap_s = 8.0"))
    prompter.push(finding("argument", 10.0, start_s=9.0))
    prompter.withdraw("argument", 9.0, 11.0)
    prompter.push(finding("refusal.bare", 16.0, start_s=15.0))
    assert prompter.withdraw("refusal.bare", 15.0, 17.0) == []
    assert prompter.advance(30.0) == []
    assert len(prompter.push(finding("refusal.bare", 31.0))) == 1


def test_another_pack_holds_from_now_on(prompter):
    prompter.push(finding("interruption", 10.0))
    prompter.set_pack(default_with('[[prompt]]\nid = "listen"\nsay = "Hush"\ncooldown_s = 60.0\n'))
    assert told(prompter.push(finding("floor.returned", 12.0)))[0][3] == "followed"
    assert prompter.push(finding("interruption", 60.0)) == []
    (prompt,) = prompter.push(finding("interruption", 71.0))
    assert prompt.say == "Hush"


def test_what_waits_goes_by_the_new_pack():
    old = pack_of(A, B, budget="min_gap_s = 8.0")
    for new, expected in (
        (pack_of(A, B.replace("Offer", "Do offer"), budget="min_gap_s = 7.0"), ["Do offer"]),
        (pack_of(A, B + "enabled = false\n"), []),
        (pack_of(A), []),
        (pack_of(A, B.replace('"refusal.bare"', '"refusal.bare", min_score = 0.95')), []),
    ):
        prompter = Prompter(old)
        prompter.push(finding("argument", 10.0))
        prompter.push(finding("refusal.bare", 14.0))
        prompter.set_pack(new)
        assert [prompt.say for prompt in prompter.advance(20.0)] == expected


def test_reset_is_as_good_as_new(prompter):
    sequence = [finding("interruption", 10.0), finding("closing.rushed", 18.0)]
    first = [prompter.push(it) for it in sequence]
    prompter.reset()
    assert [prompter.push(it) for it in sequence] == first


def test_while_muted_nothing_is_shown_or_counts_as_shown():
    prompter = Prompter(pack_of(A + "max_per_call = 1\n", B))
    assert prompter.mute(True, 5.0) == []
    assert prompter.push(finding("argument", 10.0)) == []
    assert prompter.mute(False, 12.0) == []
    assert prompter.advance(60.0) == [], "what was found meanwhile calls for nothing later"
    assert told(prompter.push(finding("argument", 70.0))) == [("a", 70.0, 76.0, None)]


def test_a_prompt_that_stands_when_muted_is_hidden_and_can_still_be_followed():
    prompter = Prompter(pack_of(A + 'clears = { finding = "alignment" }\n'))
    prompter.push(finding("argument", 10.0))
    assert told(prompter.mute(True, 12.0)) == [("a", 10.0, 12.0, None)]
    assert told(prompter.push(finding("alignment", 15.0))) == [("a", 10.0, 12.0, "followed")]
    assert prompter.flush(60.0) == []
