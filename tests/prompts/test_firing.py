"""When a prompt is shown: one at a time, in order of weight."""

import pytest

from callassist.prompts.firing import Prompter
from tests.prompts.calls import WARN, A, B, C, finding, pack_of, told


def test_a_finding_shows_its_prompt_when_it_is_known(prompter):
    it = finding("interruption", 10.1, evidence=("you came in 2.1 s before they ended",))
    (prompt,) = prompter.push(it)
    assert (prompt.id, prompt.say, prompt.severity) == ("listen", "Let them finish", "warn")
    assert prompt.why == "you came in 2.1 s before they ended"
    assert (prompt.shown_s, prompt.hide_s, prompt.outcome) == (10.1, 15.1, None)
    assert prompt.finding is it


def test_of_what_one_moment_brings_the_most_important_is_shown():
    low, high = A + "priority = 30\n", B + "priority = 60\n"
    prompter = Prompter(pack_of(low, high))
    assert prompter.take(finding("argument", 10.0)) == []
    assert prompter.take(finding("refusal.bare", 10.0)) == []
    assert told(prompter.advance(10.0)) == [("b", 10.0, 16.0, None)]


def test_what_the_same_moment_also_disproves_is_not_shown():
    prompter = Prompter(pack_of(A + 'clears = { finding = "apology" }\n'))
    prompter.take(finding("argument", 10.0))
    prompter.take(finding("apology", 10.0))
    assert prompter.advance(11.0) == []


def test_it_offers_the_customers_own_words(prompter):
    (prompt,) = prompter.push(
        finding("restate.missing", 9.0, phrases=("washing machine", "leaked"))
    )
    assert prompt.say == "Say it back: “washing machine”, “leaked”"


def test_neither_the_other_side_nor_an_unsure_or_unknown_finding_shows_anything(prompter):
    assert prompter.push(finding("interruption", 10.0, "customer")) == []
    assert prompter.push(finding("interruption", 20.0, score=0.49)) == []
    assert prompter.push(finding("customer.turn", 30.0, "customer")) == []
    assert prompter.push(finding("never.heard", 40.0)) == []


def test_unless_keeps_it_silent_for_a_while():
    rule = A + 'unless = { finding = "alignment", within_s = 10.0, min_score = 0.5 }\n'
    prompter = Prompter(pack_of(rule))
    prompter.push(finding("alignment", 5.0))
    assert prompter.push(finding("argument", 15.0)) == []
    assert len(prompter.push(finding("argument", 15.1))) == 1
    prompter = Prompter(pack_of(rule))
    prompter.push(finding("alignment", 5.0, score=0.8))
    prompter.push(finding("alignment", 5.5, score=0.2))  # unsure: hides nothing, counts nothing
    assert prompter.push(finding("argument", 14.0)) == []
    assert len(prompter.push(finding("argument", 15.3))) == 1


def test_only_after_waits_for_what_must_have_come_before():
    rule = A + 'only_after = { finding = "frustration.rising", within_s = 60.0 }\n'
    prompter = Prompter(pack_of(rule))
    assert prompter.push(finding("argument", 5.0)) == []
    prompter.push(finding("frustration.rising", 10.0, "customer", score=0.3))
    assert told(prompter.push(finding("argument", 70.0))) == [("a", 70.0, 76.0, None)]
    assert told(prompter.push(finding("argument", 110.0)))[1:] == []


def test_a_calm_call_that_goes_well_is_left_alone(prompter):
    for known_s in (10.0, 40.0, 70.0):
        assert prompter.push(finding("restate.done", known_s)) == []
        assert prompter.push(finding("empathy.statement", known_s + 1.0)) == []


def test_stale_findings_are_never_told(prompter):
    prompter.advance(20.0)
    assert prompter.push(finding("interruption", 17.9)) == []
    assert told(prompter.push(finding("interruption", 18.1))) == [("listen", 20.0, 25.0, None)]


def test_on_a_machine_that_is_behind_the_call_prompts_are_stale_so_much_sooner(prompter):
    prompter.behind_s = 3.0  # "listen" is stale after 2 s
    assert prompter.push(finding("interruption", 20.0)) == []
    prompter.behind_s = 1.0
    assert told(prompter.push(finding("interruption", 30.0))) == [("listen", 30.0, 35.0, None)]


def test_the_same_finding_sent_again_shows_nothing_new(prompter):
    first = finding("interruption", 10.0, start_s=9.0)
    prompter.push(first)
    assert prompter.push(finding("interruption", 26.0, start_s=9.0)) == []
    assert told(prompter.push(finding("interruption", 36.0)))[-1] == ("listen", 36.0, 41.0, None)


def test_cooldown_and_the_most_per_call():
    prompter = Prompter(pack_of(A + "cooldown_s = 20.0\nmax_per_call = 2\n"))
    shown = [
        prompt.shown_s
        for known_s in (5.0, 24.9, 25.0, 60.0)
        for prompt in prompter.push(finding("argument", known_s))
        if prompt.outcome is None
    ]
    assert shown == [5.0, 25.0]


def test_of_two_at_once_the_weightier_is_shown():
    rule = 'when = { finding = "stuck" }\nsay = "x"\n'
    prompter = Prompter(pack_of(f'id = "low"\n{rule}', f'id = "high"\n{rule}priority = 51\n'))
    assert [prompt.id for prompt in prompter.push(finding("stuck", 5.0))] == ["high"]


def test_of_two_as_weighty_the_earlier_is_shown():
    prompter = Prompter(pack_of(A + WARN, B, C, budget="min_gap_s = 8.0"))
    prompter.push(finding("argument", 10.0))
    prompter.push(finding("stuck", 15.0))
    prompter.push(finding("refusal.bare", 16.0))
    assert told(prompter.advance(18.0)) == [("c", 18.0, 24.0, None)]


def test_another_waits_for_its_turn_and_no_longer_than_it_is_fresh():
    prompter = Prompter(pack_of(A, B, budget="min_gap_s = 8.0\nstale_s = 4.0"))
    prompter.push(finding("argument", 10.0))
    assert prompter.push(finding("refusal.bare", 14.0)) == []
    assert told(prompter.advance(19.0)) == [("b", 18.0, 24.0, None)]
    prompter = Prompter(pack_of(A, B, budget="min_gap_s = 8.0\nstale_s = 4.0"))
    prompter.push(finding("argument", 10.0))
    prompter.push(finding("refusal.bare", 13.9))
    assert told(prompter.advance(19.0)) == []


def test_a_prompt_may_have_its_own_freshness():
    prompter = Prompter(pack_of(A, B + "stale_s = 6.0\n", budget="min_gap_s = 8.0"))
    prompter.push(finding("argument", 10.0))
    prompter.push(finding("refusal.bare", 12.0))
    assert told(prompter.advance(19.0)) == [("b", 18.0, 24.0, None)]


def test_the_screen_holds_one_prompt_even_without_a_gap():
    prompter = Prompter(pack_of(A, B, budget="min_gap_s = 0.0"))
    prompter.push(finding("argument", 10.0))
    prompter.push(finding("refusal.bare", 13.0))
    assert told(prompter.advance(20.0)) == [("b", 16.0, 22.0, None)]


def test_newer_grounds_for_a_waiting_prompt_replace_the_older():
    prompter = Prompter(pack_of(A, B, budget="min_gap_s = 8.0"))
    prompter.push(finding("argument", 10.0))
    prompter.push(finding("refusal.bare", 13.0))
    newer = finding("refusal.bare", 15.0)
    prompter.push(newer)
    (prompt,) = prompter.advance(20.0)
    assert prompt.finding is newer


@pytest.mark.parametrize("ends_it", ["refusal.with_option", "apology"])
def test_a_waiting_prompt_is_dropped_when_its_grounds_go(ends_it):
    rule = B + 'clears = { finding = "refusal.with_option" }\nunless = { finding = "apology" }\n'
    prompter = Prompter(pack_of(A, rule, budget="min_gap_s = 8.0"))
    prompter.push(finding("argument", 10.0))
    prompter.push(finding("refusal.bare", 15.0))
    prompter.push(finding(ends_it, 16.0))
    assert prompter.advance(20.0) == []
