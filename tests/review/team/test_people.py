"""Nobody is named without consent, and nobody can be worked out."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from callassist.review.team.people import MIN_AGENTS, MIN_CALLS, agent_key, break_down

CALLS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 12))


def names(calls):
    return {key: key.upper() for key in calls}


@given(CALLS, st.sets(st.sampled_from("abcdefgh")), st.integers())
def test_what_holds_whoever_agreed(calls, agreed, seed):
    found = break_down(calls, names(calls), agreed, random.Random(seed))
    assert found.named <= agreed
    for key, label in found.labels.items():
        assert calls[key] >= MIN_CALLS
        assert (label == key.upper()) == (key in found.named)
        assert label == key.upper() or label.startswith("Agent ")
    nameless = len(found.labels) - len(found.named)
    assert nameless == 0 or nameless >= MIN_AGENTS
    if found.labels:
        rest = len(calls) - len(found.named)  # what subtraction would tell of
        assert rest == 0 or rest >= MIN_AGENTS
    assert len(found.labels) + found.left_out == len(calls)
    assert bool(found.labels) != bool(found.why)


def test_two_agents_are_not_told_apart():
    found = break_down({"a": 50, "b": 50}, {"a": "Ana", "b": "Ben"}, {"a", "b"})
    assert not found.labels
    assert "from 3 agents on; these calls have 2" in found.why


def test_the_only_one_who_said_no_is_not_given_away():
    calls = dict.fromkeys("abcd", 9)
    found = break_down(calls, names(calls), {"a", "b", "c"})
    assert len(found.named) == 1
    assert "d" not in found.named
    assert sum(label.startswith("Agent") for label in found.labels.values()) == 3


def test_numbers_are_dealt_anew():
    calls = dict.fromkeys("abcdefgh", 9)
    orders = {tuple(break_down(calls, names(calls), ()).labels) for _ in range(20)}
    assert len(orders) > 1


def test_names_stand_in_the_order_of_the_alphabet():
    calls = dict.fromkeys("abcdef", 9)
    found = break_down(calls, names(calls), set("abc"), random.Random(1))
    assert list(found.labels.values()) == ["A", "B", "C", "Agent 1", "Agent 2", "Agent 3"]


def test_a_name_is_the_same_however_it_is_written():
    assert agent_key("  Zoë  LIMA ") == agent_key("zoë lima")
