"""What a policy locks, a user's own pack cannot change; it is told so."""

import tomllib

import pytest
from hypothesis import given

from callassist.prompts.locks import is_locked, without_locked
from callassist.prompts.pack import changeable, default_document, default_pack, laid_over

from .generated import overlays

TEXT = """\
version = 2
[budget]
max_per_10_min = 60
min_gap_s = 10.0
[[prompt]]
id = "dont_rush"
say = "Hurry"
priority = 1
[[prompt]]
id = "use_name"
enabled = false
[[finding]]
id = "custom.jargon"
any_of = ["x"]
side = "agent"
[[words]]
products = ["Zento"]
"""


def locked_out(*locked: str):
    return without_locked(tomllib.loads(TEXT), TEXT, "prompts.toml", locked, "ACME")


def test_locked_keys_are_left_out_and_told_with_their_lines():
    kept, told = locked_out("budget.max_per_10_min", "dont_rush.*", "custom.jargon.any_of")
    assert kept["budget"] == {"min_gap_s": 10.0}
    assert kept["prompt"] == [{"id": "use_name", "enabled": False}]
    assert kept["finding"] == [{"id": "custom.jargon", "side": "agent"}]
    assert told == (
        "prompts.toml:3: [budget]: 'max_per_10_min' is locked by the policy of ACME; your value "
        "is not used",
        "prompts.toml:7: [[prompt]] 'dont_rush': 'say' is locked by the policy of ACME; your "
        "value is not used",
        "prompts.toml:8: [[prompt]] 'dont_rush': 'priority' is locked by the policy of ACME; "
        "your value is not used",
        "prompts.toml:14: [[finding]] 'custom.jargon': 'any_of' is locked by the policy of ACME; "
        "your value is not used",
    )


def test_nothing_locked_changes_nothing():
    assert locked_out() == (tomllib.loads(TEXT), ())
    kept, told = locked_out("listen.*", "budget.stale_s")
    assert (kept, told) == (tomllib.loads(TEXT), ())


def test_all_can_be_locked():
    kept, told = locked_out("*")
    assert kept == {"version": 2, "budget": {}, "prompt": [], "finding": [], "words": []}
    assert len(told) == 8


@pytest.mark.parametrize(
    ("name", "held"),
    [("dont_rush.say", True), ("dont_rush_much.say", False), ("budget.min_gap_s", True)],
)
def test_a_star_stands_for_any_letters(name, held):
    assert is_locked(name, ("dont_rush.*", "*.min_*")) is held


@given(overlays())
def test_what_is_locked_stays_as_the_team_has_it(upper):
    lower = changeable(default_document())
    kept, told = without_locked(upper, "", "x", ("budget.*", "listen.*", "*.priority"), "ACME")
    pack = laid_over("", "x", lower, kept)[1]
    default = default_pack()
    assert pack.budget == default.budget
    assert pack.rule("listen") == default.rule("listen")
    for rule in default.rules:
        assert pack.rule(rule.id).priority == rule.priority
    touched = any("priority" in table for table in upper["prompt"]) or upper["budget"]
    touched = touched or any(len(t) > 1 for t in upper["prompt"] if t["id"] == "listen")
    assert bool(told) == bool(touched)
