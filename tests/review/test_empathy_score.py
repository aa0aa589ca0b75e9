"""The empathy score says what a supervisor would say, and keeps its promises."""

from __future__ import annotations

import copy
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callassist.prompts.findings import FINDING_KINDS
from callassist.prompts.pack import default_pack
from callassist.review.behaviors import BEHAVIORS
from callassist.review.empathy_score import counted_weight, empathy_score
from callassist.review.opportunities import opportunities

from .calls import STORY, call, finding, good_call, reason, rude_call, turn

UPSET = [0.8] * 300
NOT_SCORED = {
    "frustration.rising": "a need, not a deed: it calls for feelings",
    "frustration.eased": "an outcome, shown beside the score",
    "customer.abusive": "what the customer does is nobody's lapse",
    "customer.lost": "whether it was then explained simply cannot be seen yet",
}


def score(document: dict[str, Any]) -> dict[str, Any]:
    return empathy_score(opportunities(document))


def part(document: dict[str, Any], name: str) -> dict[str, Any]:
    return next(each for each in score(document)["parts"] if each["id"] == name)


def outcomes(document: dict[str, Any], name: str) -> list[str]:
    return [each.outcome for each in opportunities(document)[name]]


def with_findings(document: dict[str, Any], *more: dict[str, Any]) -> dict[str, Any]:
    return {**document, "findings": [*document["findings"], *more]}


def test_a_good_call_and_a_rude_one() -> None:
    assert score(good_call())["score"] > 80
    assert score(rude_call())["score"] < 35


def test_a_call_between_them_lies_between_them() -> None:
    document = rude_call()
    document["turns"] += [
        turn("agent", 46.0, "You are right, I am sorry. Your mother is stuck without the ramp."),
        turn("customer", 54.0, "Yes she is."),
        turn("agent", 58.0, "I understand how hard that is. I can drive it over at eight."),
        turn("customer", 66.0, "Thank you. That helps, that is all."),
    ]
    mended = with_findings(
        document,
        finding("alignment", 46.0, "You are right"),
        finding("restate.done", 48.0, "stuck without the ramp"),
        finding("empathy.statement", 58.0, "I understand how hard that is"),
        finding("refusal.with_option", 61.0, "I can drive it over"),
        finding("resolution.confirmed", 67.0, "that is all", channel="customer"),
    )
    assert score(rude_call())["score"] < score(mended)["score"] < score(good_call())["score"]


def test_the_points_of_the_parts_are_the_score() -> None:
    for document in (good_call(), rude_call()):
        card = score(document)
        assert sum(each["points"] for each in card["parts"]) == pytest.approx(
            card["score"], abs=1.0
        )
        assert sum(each["of_points"] for each in card["parts"]) == pytest.approx(100.0, abs=1.0)


def test_every_missed_part_says_when_with_what_words_and_what_it_takes() -> None:
    missed = [each for each in score(rude_call())["parts"] if each["missed"]]
    assert len(missed) >= 5
    for each in missed:
        assert each["takes"]
        assert each["points"] < each["of_points"]
        lapses = [moment for moment in each["moments"] if moment["outcome"] == "missed"]
        assert all(moment["evidence"] and moment["at_s"] > 0.0 for moment in lapses)


def test_a_call_with_few_opportunities_has_no_number() -> None:
    document = call(
        [
            turn("agent", 0.5, "City Water, how can I help?"),
            turn("customer", 3.0, "I would like to change the card that you have on file."),
            turn("agent", 8.0, "Of course, what is the new number?"),
        ],
        [finding("question.asked", 8.0, "what is the new number")],
    )
    card = score(document)
    assert card["score"] is None
    assert "too little to say" in card["says"]
    assert score(call())["score"] is None


def test_hearing_somebody_out_is_not_enough_for_a_number() -> None:
    turns = [turn("customer", 10.0 * i, "one two three four five six seven eight nine ten")
             for i in range(40)]  # fmt: skip
    assert score(call(turns))["score"] is None


def test_an_interruption_is_a_turn_not_heard_out() -> None:
    turns = [turn("customer", 10.0, STORY), turn("customer", 40.0, STORY)]
    assert outcomes(call(turns), "listening") == ["given", "given"]
    cut = call(turns, [finding("interruption", 15.0, "5 s in")])
    assert outcomes(cut, "listening") == ["missed", "given"]
    theirs = call(turns, [finding("interruption", 15.0, channel="customer")])
    assert outcomes(theirs, "listening") == ["given", "given"]
    returned = with_findings(cut, finding("floor.returned", 20.0))
    assert outcomes(returned, "listening") == ["late", "given"]


def test_one_complaint_is_one_opportunity_however_often_it_is_answered() -> None:
    once = call(
        [turn("customer", 5.0, STORY)],
        [finding("empathy.statement", 20.0)],
        level=UPSET,
        reasons=[reason(10.0, "third time", 0.3)],
    )
    thrice = with_findings(once, *(finding("empathy.statement", 20.0 + i) for i in (3, 6)))
    assert part(once, "feelings")["of_points"] == part(thrice, "feelings")["of_points"]
    again = copy.deepcopy(thrice)
    again["frustration"]["reasons"].append(reason(22.0, "again", 0.2))
    assert part(again, "feelings")["given"] == 2


def test_empathy_that_nothing_called_for_counts_neither_way() -> None:
    calm = call([turn("customer", 5.0, STORY)], level=[0.05] * 120)
    kind = with_findings(calm, finding("empathy.statement", 20.0), finding("alignment", 22.0))
    assert outcomes(kind, "feelings") == ["not_needed"]
    for document in (good_call(), rude_call()):
        document["frustration"]["level"] += [0.0] * 200
        before = score(document)
        after = score(with_findings(document, finding("empathy.statement", 190.0)))
        assert (after["score"], after["opportunities"]) == (
            before["score"],
            before["opportunities"],
        )
        assert part(document, "feelings")["share"] == part(document, "feelings")["share"]


def test_sympathy_alone_is_half_an_opportunity() -> None:
    document = call(
        [turn("customer", 5.0, STORY)], [finding("sympathy.statement", 20.0)], level=UPSET
    )
    (only,) = opportunities(document)["feelings"]
    assert (only.outcome, only.size, only.worth) == ("half", 0.5, 0.5)


def test_a_lapse_put_right_counts_half_and_by_sympathy_a_quarter() -> None:
    base = call([turn("customer", 5.0, STORY)], [finding("feeling.unacknowledged", 20.0)])
    for kind, worth in (("empathy.statement", 0.5), ("sympathy.statement", 0.25)):
        (lapse,) = opportunities(with_findings(base, finding(kind, 40.0)))["feelings"]
        assert (lapse.outcome, lapse.worth) == ("late", worth)
    (lapse,) = opportunities(with_findings(base, finding("empathy.statement", 95.0)))["feelings"][
        :1
    ]
    assert lapse.outcome == "missed"


def test_a_rise_without_a_word_on_it_is_missed_even_where_no_prompt_asked_for_one() -> None:
    turns = [
        turn("customer", 5.0, STORY),
        turn("agent", 22.0, "And what is the order number of that ramp please?"),
    ]
    rise = finding("frustration.rising", 15.0, "third time", channel="customer")
    silent = call(turns, [rise], level=UPSET)
    assert outcomes(silent, "feelings") == ["missed"]
    told = with_findings(silent, finding("feeling.unacknowledged", 16.0))
    assert len(outcomes(told, "feelings")) == 1
    answered = with_findings(silent, finding("empathy.statement", 30.0))
    assert outcomes(answered, "feelings") == ["given"]
    hung_up = call(turns[:1], [rise], level=UPSET)
    assert outcomes(hung_up, "feelings") == []


def test_said_back_needs_something_told() -> None:
    short = [turn("customer", 2.0, "I need a new card please.")]
    done = [finding("restate.done", 20.0)]
    assert outcomes(call(short, done), "restating") == ["not_needed"]
    told = [turn("customer", 2.0, STORY)]
    assert outcomes(call(told, done), "restating") == ["given"]
    twice = call(told, [*done, finding("restate.done", 24.0)])
    assert outcomes(twice, "restating") == ["given", "not_needed"]


def test_unsure_findings_are_held_against_nobody() -> None:
    assert opportunities(call((), [finding("argument", 5.0, score=0.4)]))["same_side"] == []


@given(st.randoms(use_true_random=False))
def test_the_order_of_findings_does_not_matter(chance: random.Random) -> None:
    for document in (good_call(), rude_call()):
        mixed = copy.deepcopy(document)
        for items in (mixed["findings"], mixed["turns"], mixed["frustration"]["reasons"]):
            chance.shuffle(items)
        assert score(mixed) == score(document)


MISSES = [kind for behavior in BEHAVIORS for kind in behavior.missed]
DEEDS = [kind for behavior in BEHAVIORS for kind in (*behavior.given, *behavior.half)]
times = st.integers(0, 280).map(float)
any_findings = st.lists(
    st.tuples(st.sampled_from([*MISSES, *DEEDS, "frustration.rising"]), times), max_size=25
)
any_calls = st.builds(
    lambda told, said, felt, level: call(
        [
            *(turn("customer", at_s, STORY) for at_s in told),
            *(turn("agent", at_s, "Let me have a look at that for you now.") for at_s in said),
        ],
        level=level,
        reasons=[reason(at_s, "again", 0.2) for at_s in felt],
    ),
    st.lists(times, max_size=8),
    st.lists(times, max_size=8),
    st.lists(times, max_size=6),
    st.sampled_from([UPSET, [0.0] * 300, [0.0] * 150 + [0.8] * 150]),
)


def exact(document: dict[str, Any]) -> float:
    found = opportunities(document)
    weights = [
        (counted_weight(b.weight, size), sum(each.worth for each in found[b.id]) / size)
        for b in BEHAVIORS
        if (size := sum(each.size for each in found[b.id]))
    ]
    total = sum(weight for weight, _ in weights)
    return sum(weight * share for weight, share in weights) / total if total else 0.0


@given(any_calls, any_findings, st.sampled_from([b for b in BEHAVIORS if b.given]), times)
def test_doing_more_of_what_helps_never_lowers_the_score(
    document: dict[str, Any],
    found: list[tuple[str, float]],
    behavior: Any,
    at_s: float,
) -> None:
    before = with_findings(document, *(finding(kind, at) for kind, at in found))
    after = with_findings(before, finding(behavior.given[0], at_s))
    assert exact(after) >= exact(before) - 1e-9


@given(any_calls, any_findings)
def test_a_score_is_a_score(document: dict[str, Any], found: list[tuple[str, float]]) -> None:
    card = score(with_findings(document, *(finding(kind, at) for kind, at in found)))
    assert card["score"] is None or 0 <= card["score"] <= 100
    for each in card["parts"]:
        assert 0.0 <= each["points"] <= each["of_points"] + 0.1


def test_the_weights_add_up_to_100() -> None:
    assert sum(behavior.weight for behavior in BEHAVIORS) == 100


def test_behaviors_name_findings_and_prompts_that_there_are() -> None:
    named = {k for b in BEHAVIORS for k in (*b.missed, *b.given, *b.half)}
    assert named <= set(FINDING_KINDS)
    assert set(FINDING_KINDS) - named == set(NOT_SCORED)
    assert {b.prompt for b in BEHAVIORS} <= {rule.id for rule in default_pack().active}
    assert len({b.id for b in BEHAVIORS}) == len(BEHAVIORS)


def test_the_page_on_scorecards_says_what_the_code_does() -> None:
    page = (Path(__file__).parents[2] / "docs" / "scorecard.md").read_text(encoding="utf-8")
    lines = [line.strip().strip("|") for line in page.splitlines() if line.startswith("| ")]
    rows = [[cell.strip() for cell in line.split("|")] for line in lines]
    for behavior in BEHAVIORS:
        if behavior.weight:
            row = next(row for row in rows if row[0] == behavior.title)
            assert row[-1] == f"{behavior.weight:g}"
            assert all(f"`{kind}`" in row[2] for kind in behavior.missed if kind != "turn")
