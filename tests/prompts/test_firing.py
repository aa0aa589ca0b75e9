"""When a prompt is shown, hidden, and what came of it."""

import pytest

from callassist.prompts.firing import Prompter
from callassist.prompts.pack import default_pack
from tests.prompts.calls import default_with, finding, pack_of, told

A = 'id = "a"\nwhen = { finding = "argument" }\nsay = "Same side"\n'
B = 'id = "b"\nwhen = { finding = "refusal.bare" }\nsay = "Offer"\n'
C = 'id = "c"\nwhen = { finding = "stuck" }\nsay = "Ask"\n'
WARN = 'severity = "warn"\n'


@pytest.fixture
def prompter():
    return Prompter(default_pack())


# --- Showing ---------------------------------------------------------------------------


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


# --- One at a time, in order of weight ----------------------------------------------------


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


# --- Replacing and the budget ---------------------------------------------------------------


def test_an_interruption_is_never_delayed_by_praise(prompter):
    prompter.push(finding("frustration.rising", 5.0, "customer"))
    prompter.push(finding("empathy.statement", 10.0))
    assert told(prompter.push(finding("interruption", 10.5))) == [
        ("well_done", 10.0, 10.5, "cleared"),
        ("listen", 10.5, 15.5, None),
    ]
    prompter.reset()
    prompter.push(finding("frustration.rising", 5.0, "customer"))
    prompter.push(finding("empathy.statement", 10.0))
    prompter.advance(14.5)  # praise is off the screen; its gap is not kept either
    assert told(prompter.push(finding("interruption", 15.0))) == [("listen", 15.0, 20.0, None)]


def test_an_interruption_is_told_at_once_over_a_lesser_warn(prompter):
    prompter.push(finding("argument", 10.0))
    assert told(prompter.push(finding("interruption", 12.0))) == [
        ("same_side", 10.0, 12.0, None),
        ("listen", 12.0, 17.0, None),
    ]


def test_any_warn_replaces_praise_however_light():
    praise = A + 'severity = "praise"\npriority = 50\n'
    prompter = Prompter(pack_of(praise, B + WARN + "priority = 1\n"))
    prompter.push(finding("argument", 10.0))
    assert told(prompter.push(finding("refusal.bare", 11.0))) == [
        ("a", 10.0, 11.0, "cleared"),
        ("b", 11.0, 17.0, None),
    ]


def test_a_warn_replaces_a_nudge_only_when_much_weightier():
    nudge = A + 'priority = 60\nclears = { finding = "alignment" }\n'
    for priority, at_once in ((79, False), (80, True)):
        prompter = Prompter(pack_of(nudge, B + WARN + f"priority = {priority}\n"))
        prompter.push(finding("argument", 10.0))
        sent = told(prompter.push(finding("refusal.bare", 11.0)))
        assert sent == ([("a", 10.0, 11.0, None), ("b", 11.0, 17.0, None)] if at_once else [])


def test_a_replaced_prompt_can_still_be_followed():
    nudge = A + 'priority = 10\nclears = { finding = "alignment" }\n'
    prompter = Prompter(pack_of(nudge, B + WARN))
    prompter.push(finding("argument", 10.0))
    prompter.push(finding("refusal.bare", 11.0))
    assert told(prompter.push(finding("alignment", 14.0))) == [("a", 10.0, 11.0, "followed")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (A + "priority = 1\n", B + "priority = 100\n"),
        (A + WARN + "priority = 50\n", B + WARN + "priority = 69\n"),
    ],
    ids=["nudges", "warns"],
)
def test_neither_a_nudge_nor_a_warn_hardly_weightier_replaces_anything(first, second):
    prompter = Prompter(pack_of(first, second))
    prompter.push(finding("argument", 10.0))
    assert prompter.push(finding("refusal.bare", 11.0)) == []


def shown_of(pack, kind: str, times) -> list[float]:
    prompter = Prompter(pack)
    return [
        prompt.shown_s
        for known_s in times
        for prompt in prompter.push(finding(kind, float(known_s)))
        if prompt.outcome is None
    ]


def test_the_budget_of_a_minute_and_of_ten():
    often = A + WARN + "cooldown_s = 0.0\nmax_per_call = 100\nshow_s = 1.0\n"
    budget = "min_gap_s = 0.0\nmax_per_min = 3\nmax_per_10_min = 5\nstale_s = 0.5"
    shown = shown_of(pack_of(often, budget=budget), "argument", range(0, 1300, 10))
    assert shown == [0, 10, 20, 60, 70, 600, 610, 620, 660, 670, 1200, 1210, 1220, 1260, 1270]


def test_ten_minutes_are_remembered_to_the_end():
    often = A + WARN + "cooldown_s = 0.0\nmax_per_call = 100\n"
    pack = pack_of(often, budget="max_per_10_min = 3")
    assert shown_of(pack, "argument", range(0, 901, 150)) == [0, 150, 300, 600, 750, 900]


def test_a_share_is_rounded_up():
    nudge = A + "cooldown_s = 0.0\nmax_per_call = 100\n"
    pack = pack_of(nudge, budget="max_per_10_min = 4\nnudge_share = 0.6")
    assert shown_of(pack, "argument", range(0, 300, 20)) == [0, 20, 40]


def test_nudges_leave_a_share_of_the_budget_to_warns():
    nudge = A + "cooldown_s = 0.0\nmax_per_call = 100\n"
    budget = "max_per_min = 10\nmax_per_10_min = 5\nnudge_share = 0.6"
    pack = pack_of(nudge, B + WARN, budget=budget)
    assert shown_of(pack, "argument", range(0, 300, 20)) == [0, 20, 40]
    prompter = Prompter(pack)
    for known_s in range(0, 300, 20):
        prompter.push(finding("argument", float(known_s)))
    assert told(prompter.push(finding("refusal.bare", 300.0)))[-1] == ("b", 300.0, 306.0, None)


def test_a_share_of_nothing_leaves_warns_only():
    pack = pack_of(A, B + WARN, budget="nudge_share = 0.0")
    assert shown_of(pack, "argument", [5]) == []
    assert shown_of(pack, "refusal.bare", [5]) == [5]


def test_the_worst_call_gets_no_more_than_four_prompts_a_minute():
    kinds = [when.finding for rule in default_pack().rules for when in rule.when]
    prompter = Prompter(default_pack())
    sent = []
    for step in range(6000):
        kind = kinds[step % len(kinds)]
        channel = "customer" if kind in ("customer.abusive", "customer.lost") else "agent"
        sent += prompter.push(finding(kind, step * 0.1, channel))
    times = [prompt.shown_s for prompt in sent if prompt.outcome is None]
    times = sorted(set(times))
    assert len(times) <= 8
    assert all(sum(start <= at < start + 60 for at in times) <= 4 for start in times)


# --- What came of it ------------------------------------------------------------------------


def test_followed_when_the_agent_does_it_after_the_showing(prompter):
    prompter.push(finding("interruption", 10.0))
    assert told(prompter.push(finding("floor.returned", 13.0))) == [
        ("listen", 10.0, 13.0, "followed")
    ]
    assert prompter.advance(100.0) == []


def test_followed_after_it_has_left_the_screen_keeps_when_it_was_hidden(prompter):
    prompter.push(finding("restate.missing", 10.0))
    assert told(prompter.push(finding("restate.done", 25.0)))[0] == (
        ("restate", 10.0, 18.0, "followed")
    )


def test_cleared_when_it_was_done_before_the_showing(prompter):
    prompter.push(finding("restate.missing", 10.0))
    late = finding("restate.done", 11.0, start_s=7.0, end_s=9.9)
    assert told(prompter.push(late))[0] == ("restate", 10.0, 11.0, "cleared")


def test_cleared_when_the_customer_ends_it(prompter):
    prompter.push(finding("closing.rushed", 10.0))
    assert told(prompter.push(finding("resolution.confirmed", 12.0, "customer"))) == [
        ("dont_rush", 10.0, 12.0, "cleared")
    ]


def test_followed_when_the_agent_made_room_for_the_customer(prompter):
    prompter.push(finding("talk.monologue", 40.0))
    assert told(prompter.push(finding("customer.turn", 43.0, "customer"))) == [
        ("pause", 40.0, 43.0, "followed")
    ]


def test_ignored_once_the_effect_window_has_passed(prompter):
    prompter.push(finding("closing.rushed", 10.0))
    assert prompter.advance(24.9) == []
    assert told(prompter.advance(25.0)) == [("dont_rush", 10.0, 16.0, "ignored")]
    assert prompter.push(finding("resolution.confirmed", 26.0, "customer")) == []


def test_praise_is_cleared_when_its_time_is_up(prompter):
    prompter.push(finding("frustration.rising", 5.0, "customer"))
    prompter.push(finding("empathy.statement", 10.0))
    assert told(prompter.advance(14.0)) == [("well_done", 10.0, 14.0, "cleared")]


def test_what_cannot_be_followed_is_cleared_unless_the_agent_does_it_again(prompter):
    prompter.push(finding("wording.cold", 10.0))
    assert told(prompter.advance(25.0)) == [("wording", 10.0, 16.0, "cleared")]
    prompter.reset()
    prompter.push(finding("wording.cold", 10.0))
    prompter.push(finding("wording.cold", 10.5, start_s=8.0))  # said before it was shown
    assert told(prompter.push(finding("wording.cold", 13.0))) == [
        ("wording", 10.0, 16.0, "ignored")
    ]


def test_a_customer_who_goes_on_is_not_the_agents_fault(prompter):
    prompter.push(finding("customer.abusive", 10.0, "customer"))
    assert prompter.push(finding("customer.abusive", 13.0, "customer")) == []
    assert told(prompter.advance(25.0)) == [("protect", 10.0, 18.0, "cleared")]


def test_the_end_of_the_call_hides_and_judges_what_is_open(prompter):
    prompter.push(finding("closing.rushed", 10.0))
    assert told(prompter.flush(12.0)) == [("dont_rush", 10.0, 12.0, "ignored")]
    assert prompter.flush(12.0) == []
    prompter.reset()
    prompter.push(finding("wording.cold", 10.0))
    assert told(prompter.flush()) == [("wording", 10.0, 10.0, "cleared")]


def test_the_end_of_the_call_hides_a_prompt_judged_before(prompter):
    prompter.push(finding("wording.cold", 10.0))
    prompter.push(finding("wording.cold", 13.0))
    assert told(prompter.flush(14.0)) == [("wording", 10.0, 14.0, "ignored")]


def test_the_end_of_the_call_drops_what_waits():
    prompter = Prompter(pack_of(A, B, budget="min_gap_s = 8.0"))
    prompter.push(finding("argument", 10.0))
    prompter.push(finding("refusal.bare", 15.0))
    assert [prompt.id for prompt in prompter.flush(16.0)] == ["a"]
    assert prompter.advance(30.0) == []


# --- The agent's answer ----------------------------------------------------------------------


@pytest.mark.parametrize("answer", ["dismissed", "helped", "unhelpful"])
def test_an_answer_hides_the_prompt_and_is_its_outcome(prompter, answer):
    (prompt,) = prompter.push(finding("interruption", 10.0))
    assert told(prompter.respond(prompt, answer, 11.0)) == [("listen", 10.0, 11.0, answer)]
    assert prompter.push(finding("floor.returned", 13.0)) == []
    assert prompter.advance(60.0) == []


@pytest.mark.parametrize(
    ("answer", "shown"),
    [("helped", [10.0, 25.0, 40.0]), ("dismissed", [10.0, 40.0]), ("unhelpful", [10.0])],
)
def test_dismissed_doubles_the_cooldown_and_unhelpful_silences(prompter, answer, shown):
    (prompt,) = prompter.push(finding("interruption", 10.0))
    prompter.respond(prompt, answer, 11.0)
    later = [p.shown_s for at in (25.0, 40.0) for p in prompter.push(finding("interruption", at))
             if p.outcome is None]  # fmt: skip
    assert [10.0, *later] == shown


def test_an_answer_comes_through_even_after_the_outcome(prompter):
    prompter.push(finding("frustration.rising", 5.0, "customer"))
    (prompt,) = prompter.push(finding("empathy.statement", 10.0))
    prompter.advance(15.0)
    assert told(prompter.respond(prompt, "unhelpful", 15.2)) == [
        ("well_done", 10.0, 14.0, "unhelpful")
    ]
    prompter.push(finding("frustration.rising", 195.0, "customer"))
    assert prompter.push(finding("empathy.statement", 200.0)) == []


def test_an_answer_to_an_older_state_of_the_prompt_is_understood(prompter):
    (shown,) = prompter.push(finding("wording.cold", 10.0))
    prompter.push(finding("wording.cold", 13.0))  # settled as ignored, and still on the screen
    assert told(prompter.respond(shown, "dismissed", 14.0)) == [
        ("wording", 10.0, 14.0, "dismissed")
    ]


def test_an_answer_makes_room_for_what_waits():
    prompter = Prompter(pack_of(A, B, budget="min_gap_s = 2.0"))
    (prompt,) = prompter.push(finding("argument", 10.0))
    prompter.push(finding("refusal.bare", 11.0))
    assert told(prompter.respond(prompt, "dismissed", 13.0)) == [
        ("a", 10.0, 13.0, "dismissed"),
        ("b", 13.0, 19.0, None),
    ]


def test_answers_to_what_was_never_shown_change_nothing(prompter):
    (prompt,) = Prompter(default_pack()).push(finding("interruption", 10.0))
    assert prompter.respond(prompt, "unhelpful", 11.0) == []
    assert len(prompter.push(finding("interruption", 12.0))) == 1


def test_only_the_agents_own_outcomes_are_answers(prompter):
    (prompt,) = prompter.push(finding("interruption", 10.0))
    with pytest.raises(ValueError, match="followed"):
        prompter.respond(prompt, "followed", 11.0)


# --- Findings taken back, another pack, another call -------------------------------------------


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


# --- Mute ------------------------------------------------------------------------------


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
