"""Which prompt replaces another, and how many there may be."""

import pytest

from callassist.prompts.firing import Prompter
from callassist.prompts.pack import default_pack
from tests.prompts.calls import WARN, A, B, finding, pack_of, told


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
