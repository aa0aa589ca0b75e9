"""Gained, lost, moved, and the sums."""

from hypothesis import given
from hypothesis import strategies as st

from callassist.prompts.pack import default_pack
from callassist.run.whatif.answers import MOVED_WITHIN_S, Totals, busiest_minute, compare
from callassist.run.whatif.tape import Saying


def said(prompt_id, shown_s, outcome="ignored"):
    return Saying(prompt_id, shown_s, shown_s + 5.0, outcome)


SAYINGS = st.lists(
    st.builds(said, st.sampled_from("abc"), st.integers(0, 60).map(float)), max_size=8, unique=True
).map(lambda them: tuple(sorted(them, key=lambda it: it.shown_s)))


def test_what_came_went_and_moved():
    before = (said("a", 10.0), said("b", 20.0), said("c", 30.0))
    after = (said("a", 12.5), said("c", 30.0), said("c", 50.0), said("b", 90.0))
    answer = compare("x", 100.0, before, after)
    assert answer.moved == ((said("a", 10.0), said("a", 12.5)),)
    assert answer.lost == (said("b", 20.0),)
    assert answer.gained == (said("c", 50.0), said("b", 90.0))
    assert answer.changed


def test_another_outcome_at_the_same_time_is_no_change():
    assert not compare("x", 100.0, (said("a", 10.0),), (said("a", 10.001, "followed"),)).changed


@given(SAYINGS, SAYINGS)
def test_nothing_is_counted_twice_or_left_out(before, after):
    answer = compare("x", 60.0, before, after)
    kept = len(before) - len(answer.lost)
    assert kept == len(after) - len(answer.gained)
    assert len(answer.moved) <= kept
    assert all(abs(a.shown_s - b.shown_s) <= MOVED_WITHIN_S for a, b in answer.moved)
    back = compare("x", 60.0, after, before)
    assert len(back.gained) == len(answer.lost)
    assert not compare("x", 60.0, before, before).changed


@given(st.lists(st.tuples(SAYINGS, SAYINGS), max_size=5))
def test_sums_are_sums(pairs):
    totals = Totals()
    for before, after in pairs:
        totals.take(compare("x", 60.0, before, after))
    assert totals.calls == len(pairs)
    assert totals.before.shown == sum(len(before) for before, _ in pairs)
    assert totals.after.shown == sum(one.after.shown for one in totals.prompts.values())
    for one in totals.prompts.values():
        assert one.after.shown - one.before.shown == one.gained - one.lost
        assert sum(one.after.outcomes.values()) == one.after.shown
        assert one.after.calls <= len(pairs)


def test_load_a_minute_and_share_of_the_budget():
    totals = Totals()
    totals.take(compare("x", 300.0, (), tuple(said("a", 60.0 * at) for at in range(4))))
    assert totals.per_minute(totals.after) == 0.8
    budget = default_pack().budget
    assert totals.budget_share(totals.after, budget) == 4 / budget.max_per_10_min
    totals.take(compare("y", 60.0, (), ()))
    allowed = budget.max_per_10_min + budget.max_per_min
    assert totals.budget_share(totals.after, budget) == 4 / allowed


def test_followed_of_those_that_could_be():
    totals = Totals()
    outcomes = ("followed", "ignored", "ignored", "cleared", "ignored")
    after = tuple(said("a", at * 30.0, outcome) for at, outcome in enumerate(outcomes))
    totals.take(compare("x", 200.0, (), after))
    assert totals.after.followed_share == 0.25
    assert totals.before.followed_share is None


def test_the_busiest_minute():
    assert busiest_minute(()) == 0
    assert busiest_minute([said("a", at) for at in (0.0, 20.0, 59.9, 60.0, 200.0)]) == 3
