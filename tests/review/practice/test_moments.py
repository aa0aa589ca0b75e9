# ruff: noqa: E501  a line of a dialogue is a line
"""Which moments of a call are practiced, where it stops, and what is asked there."""

from __future__ import annotations

from itertools import pairwise

import pytest

from callassist.review.practice.catalogue import behavior_of_finding, practice_behaviors
from callassist.review.practice.moments import (
    APART_S,
    moment_at_mark,
    moments_of,
)
from callassist.review.practice.questions import CHOICES, ask
from callassist.types import Mark
from tests.review import calls
from tests.review.practice.calls import played

CUT_OFF = """
agent: Home Heating, how can I help?
customer (3.0-14.0): My boiler has been showing an error since Monday and your man came on Tuesday and on Wednesday it was just the same and my baby is ill and it is cold in here and I
agent (12.0-14.5) interrupts: Can I have your customer number please?
customer: I was not finished. The house is cold.
"""
REFUSED = """
agent: Shoe House, good morning.
customer: I bought these boots five weeks ago and the sole has come off, and I would like my money back. I am really angry about this.
agent: There is nothing I can do. It's our policy.
customer: That is not good enough. I want to speak to somebody else about this.
"""
RUSHED = """
agent: Metro Mobile, this is Jay.
customer: I switched roaming off before I went to Spain, and there's a charge of two hundred and six pounds on my bill, and nobody can tell me why. I'm really fed up with this.
agent: I can see the charge here on the account, yes.
customer: So why was I charged? This is ridiculous.
agent: Is there anything else I can do for you? Have a nice day.
customer: What? No. You did not answer me.
"""


def test_an_interruption_stops_before_the_agent_comes_in() -> None:
    document = played(CUT_OFF)
    found = next(each for each in moments_of(document) if each.behavior == "listen")
    assert not found.good
    assert found.stop_s == pytest.approx(12.0, abs=0.5)
    assert found.said.startswith("Can I have")
    assert 0.0 <= found.from_s < found.stop_s


def test_a_refusal_stops_before_the_no() -> None:
    document = played(REFUSED)
    no = next(turn for turn in document["turns"] if "nothing I can do" in turn["text"])
    found = next(each for each in moments_of(document) if each.behavior == "say_no_with_grace")
    assert found.stop_s == pytest.approx(no["start_s"], abs=0.05)
    assert found.said == no["text"]
    assert any("nothing I can do" in line for line in found.evidence)


def test_a_rushed_closing_stops_before_it_and_tells_the_prompt() -> None:
    document = played(RUSHED)
    closing = next(turn for turn in document["turns"] if "anything else" in turn["text"])
    found = next(each for each in moments_of(document) if each.behavior == "dont_rush")
    assert found.stop_s == pytest.approx(closing["start_s"], abs=0.05)
    assert found.prompt is not None
    assert found.prompt["id"] == "dont_rush"


def test_what_was_left_out_stops_where_the_customer_had_ended() -> None:
    document = calls.rude_call()
    found = next(each for each in moments_of(document) if each.behavior == "restate")
    told = next(turn for turn in document["turns"] if turn["text"] == calls.STORY)
    answer = next(turn for turn in document["turns"] if turn["start_s"] == 25.0)
    assert told["end_s"] <= found.stop_s <= answer["start_s"]
    assert found.said == answer["text"]


def test_good_deeds_are_asked_for_as_well() -> None:
    found = {each.behavior: each for each in moments_of(calls.good_call())}
    assert found["restate"].good
    assert found["acknowledge"].good
    assert found["say_no_with_grace"].said.startswith("I can't send it tonight")


def test_a_long_turn_heard_out_is_a_moment_to_say_nothing() -> None:
    told = calls.turn("customer", 4.0, calls.STORY, 24.0)
    for word in told["words"][14:]:
        word["start_s"] += 0.5
        word["end_s"] += 0.5
    told["end_s"] += 0.5
    document = calls.call(
        [calls.turn("agent", 0.5, "Hello."), told, calls.turn("agent", 26.0, "I see.")]
    )
    (found,) = moments_of(document)
    assert found.behavior == "listen"
    assert found.good
    assert told["words"][13]["end_s"] < found.stop_s < told["words"][14]["start_s"] + 0.2
    question = ask(found, document)
    assert question.choices[question.right].text.startswith(("Nothing", "A quiet"))


def test_moments_keep_apart_and_the_weightiest_stay() -> None:
    document = calls.rude_call()
    every = moments_of(document)
    stops = [each.stop_s for each in every]
    assert stops == sorted(stops)
    assert all(b - a >= APART_S for a, b in pairwise(stops))
    (best,) = moments_of(document, most=1)
    assert best.weight == max(each.weight for each in every)


def test_one_good_moment_stays_among_few() -> None:
    good, rude = calls.good_call(), calls.rude_call()
    shift = 100.0
    for turn in good["turns"]:
        turn["start_s"] += shift
        turn["end_s"] += shift
        for word in turn["words"]:
            word["start_s"] += shift
            word["end_s"] += shift
    for found in good["findings"]:
        found["start_s"] += shift
        found["end_s"] += shift
        found["known_s"] += shift
    levels = rude["frustration"]["level"]
    levels += [0.1] * (100 - len(levels)) + good["frustration"]["level"]
    both = calls.call(
        rude["turns"] + good["turns"],
        rude["findings"] + good["findings"],
        level=levels,
        duration_s=170.0,
    )
    for few in (2, 3):
        kept = moments_of(both, most=few)
        assert len(kept) == few
        assert any(each.good for each in kept)


def test_a_call_with_nothing_in_it_has_no_moments() -> None:
    assert moments_of(calls.call()) == []
    calm = calls.call(
        [calls.turn("agent", 0.5, "Hello."), calls.turn("customer", 2.0, "Wrong number.")]
    )
    assert moments_of(calm) == []


def test_findings_that_are_not_sure_are_passed_over() -> None:
    unsure = calls.call(
        [calls.turn("customer", 4.0, calls.STORY), calls.turn("agent", 20.0, "That's our policy.")],
        [calls.finding("refusal.bare", 20.0, "policy", score=0.4)],
    )
    assert all(each.behavior != "say_no_with_grace" for each in moments_of(unsure))


def test_a_bookmark_takes_the_moment_beside_it() -> None:
    document = played(REFUSED)
    no = next(each for each in moments_of(document) if each.behavior == "say_no_with_grace")
    mark = Mark(3, "practice", no.stop_s + 4.0, text="a no without an offer")
    found = moment_at_mark(document, mark)
    assert found.behavior == "say_no_with_grace"
    assert found.mark == mark


def test_a_bookmark_far_from_everything_asks_for_what_the_call_wants_there() -> None:
    document = calls.call(
        [
            calls.turn("agent", 0.5, "Hello."),
            calls.turn("customer", 4.0, "It does not work."),
            calls.turn("agent", 8.0, "What does the light do?"),
        ]
    )
    found = moment_at_mark(document, Mark(1, "good_moment", 8.5, text="a good question"))
    assert found.behavior == "ask_first"
    assert found.good
    assert found.evidence == ("a good question",)
    assert found.stop_s == pytest.approx(document["turns"][1]["end_s"])


@pytest.mark.parametrize("behavior", practice_behaviors().values(), ids=lambda each: each.id)
def test_every_behavior_is_whole(behavior) -> None:
    assert behavior.lapses
    assert len(behavior.wrong) >= CHOICES - 1
    assert behavior.right
    assert behavior.hint.endswith((".", "”"))
    assert behavior.source
    texts = [*behavior.right, *(wrong.say for wrong in behavior.wrong)]
    assert len(set(texts)) == len(texts)
    for wrong in behavior.wrong:
        assert len(wrong.because) <= 90, "a line, not a lecture"
    if behavior.rule in ("done", "without"):
        assert behavior.wanted


def test_lapses_belong_to_one_behavior_each() -> None:
    for behavior in practice_behaviors().values():
        for kind in behavior.lapses:
            assert behavior_of_finding(kind) == behavior
    assert behavior_of_finding("question.asked") is None


def test_the_same_seed_asks_the_same_and_another_shuffles() -> None:
    document = calls.rude_call()
    moment = moments_of(document)[0]
    assert ask(moment, document, 1) == ask(moment, document, 1)
    rights = {ask(moment, document, seed).right for seed in range(40)}
    assert rights == {0, 1, 2, 3}


def test_choices_are_four_with_one_right() -> None:
    document = calls.rude_call()
    for moment in moments_of(document):
        question = ask(moment, document, 7)
        assert len(question.choices) == CHOICES
        assert sum(choice.fits for choice in question.choices) == 1
        assert len({choice.text for choice in question.choices}) == CHOICES


def test_saying_it_back_is_offered_in_their_own_words() -> None:
    document = played(
        """
        agent: Support, how can I help?
        customer: Our dishwasher stopped in the middle of a cycle on Sunday. I called your line on Monday, and a man told me to clean the filter, and I did, and now it leaks all over the kitchen floor.
        agent: What's the serial number on the door?
        customer: It's B four four one.
        """
    )
    moment = next(each for each in moments_of(document) if each.behavior == "restate")
    question = ask(moment, document)
    assert moment.phrases
    assert f"“{moment.phrases[0]}”" in question.choices[question.right].text
