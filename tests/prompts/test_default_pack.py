"""The pack that comes with the program."""

import pytest

from callassist.prompts.findings import FINDING_KINDS
from callassist.prompts.pack import default_pack, default_path

# BEHAVIOURS: prompt id, the finding it fires on, what is said.
CONTRACT = {
    "listen": ("interruption", "Let them finish"),
    "restate": ("restate.missing", "Say it back: {phrases}"),
    "match_tone": ("tone.mismatch", "Match their tone: calm and serious"),
    "dont_rush": ("closing.rushed", "Not yet: their problem is still open"),
    "acknowledge": ("feeling.unacknowledged", "Name how it feels for them"),
    "ask_first": ("assumption", "Ask before you solve"),
    "same_side": ("argument", "You are on the same team"),
    "agree": ("customer.right", "They are right: say so"),
    "say_no_with_grace": ("refusal.bare", "Offer what you can do"),
    "own_it": ("ownership.passed_on", "Stay until someone has it"),
    "explain_wait": ("wait.unexplained", "Say how long, and sorry"),
    "dont_repeat": ("asked_again", "You already have that: {phrases}"),
    "use_name": ("name.unused", "Use their name: {phrase}"),
    "slow_down": ("pace.fast", "Slow down a little"),
    "pause": ("talk.monologue", "Pause, let them in"),
    "wording": ("wording.cold", "Try: {instead}"),
    "ask_customer": ("stuck", "Ask what would help them"),
    "focus": ("focus", "{instead}"),
    "respect": ("talking_down", "Speak as to an equal"),
    "explain_simply": ("customer.lost", "Explain it step by step"),
    "urgency": ("urgency.missing", "Say what you are doing now"),
    "next_step": ("next_step.missing", "Tell them what happens next"),
    "ask_feedback": ("feedback.missing", "Ask: did this help?"),
    "rapport": ("rapport.missed", "They mentioned {phrase}"),
    "protect": ("customer.abusive", "Stay calm; you may pause or transfer"),
    "well_done": ("restate.done", "That helped"),
}
HEART = ("listen", "restate", "match_tone", "dont_rush")


def test_it_has_a_prompt_for_every_behavior_and_no_other():
    pack = default_pack()
    assert {rule.id: (rule.when[0].finding, rule.say) for rule in pack.active} == CONTRACT
    assert (pack.id, pack.version) == ("default", 1)


def test_the_heart_goes_before_all_else_but_safety():
    pack = default_pack()
    lowest = min(pack.rule(prompt_id).priority for prompt_id in HEART)
    rest = [rule for rule in pack.rules if rule.id not in (*HEART, "protect")]
    assert all(rule.priority < lowest for rule in rest)


def test_praise_is_rare_and_last():
    pack = default_pack()
    praise = [rule for rule in pack.rules if rule.severity == "praise"]
    assert [rule.id for rule in praise] == ["well_done"]
    assert praise[0].priority == min(rule.priority for rule in pack.rules)
    assert praise[0].max_per_call <= 2
    assert praise[0].cooldown_s >= 120


def test_at_most_four_prompts_a_minute():
    budget = default_pack().budget
    assert (budget.min_gap_s, budget.max_per_10_min) == (8.0, 8)
    assert budget.max_per_min <= 4


def test_no_prompt_is_gone_before_it_can_be_read_nor_repeats_at_once():
    for rule in default_pack().rules:
        assert 4 <= rule.show_s <= 8
        assert rule.cooldown_s >= rule.show_s
        # Each interruption is a thing of its own; all else is said once in its effect's time.
        assert rule.id == "listen" or rule.cooldown_s >= rule.effect_s - 5
        assert all(when.min_score >= 0.5 for when in rule.when)


@pytest.mark.parametrize("rule", default_pack().rules, ids=lambda rule: rule.id)
def test_what_clears_a_finding_clears_its_prompt(rule):
    if rule.severity == "praise":
        return
    cleared_by = {kind for when in rule.when for kind in FINDING_KINDS[when.finding].cleared_by}
    assert cleared_by <= {condition.finding for condition in rule.clears}


def test_its_comments_teach():
    rows = default_path().read_text("utf-8").splitlines()
    assert sum(row.startswith("#") for row in rows) > 40
