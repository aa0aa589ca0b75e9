"""What came of a prompt, and what the agent answered."""

import pytest

from callassist.prompts.firing import Prompter
from callassist.prompts.pack import default_pack
from tests.prompts.calls import A, B, finding, pack_of, told


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
