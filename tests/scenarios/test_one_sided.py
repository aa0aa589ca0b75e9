"""A side that is not heard at all is not judged: neither noticed, nor counted, nor scored."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from callassist.detect.judge import Judge
from callassist.review.scorecard import scorecard
from callassist.review.scorecard_text import scorecard_line, scorecard_text
from callassist.settings.judge import UNHEARD_REACH_S
from callassist.types import CHANNELS, Channel, Finding
from tests.review.calls import call, finding, rude_call, turn
from tests.scenarios.script import read_script, speech_events

SCRIPT = """
agent (0-2): Thank you for calling, how can I help?
customer (3-9): I ordered a birthday present for my daughter three weeks ago and nobody came.
customer (10-18): It was to arrive last friday and I have already asked the neighbors twice.
agent (19-21): What is the tracking number?
customer (22-30): You are not listening to me, I am really upset, I took two days off for this.
agent (31-33): Hold on.
customer (50-53): Hello? Are you still there?
agent (60-62): What is the tracking number?
customer (63-64): Unbelievable.
"""


def judged(*sides: Channel) -> list[str]:
    """Return what is noticed in the script where only these sides are heard."""
    lines = [line for line in read_script(SCRIPT) if line.channel in sides]
    judge = Judge()
    found = [item for event in speech_events(lines) for item in judge.push(event)]
    found += judge.flush(lines[-1].end_s + 10.0)
    return [item.kind for item in found if isinstance(item, Finding)]


def test_what_was_left_out_is_noticed_only_where_both_are_heard() -> None:
    both = set(judged(*CHANNELS)) & set(UNHEARD_REACH_S)
    assert {"restate.missing", "wait.unexplained"} <= both
    for side in CHANNELS:
        assert not set(judged(side)) & set(UNHEARD_REACH_S)
    assert "frustration.rising" in judged("customer")


def without(side: Channel) -> dict[str, object]:
    """Return a rude call of which a side was not heard, with the findings of one that was."""
    document = rude_call()
    document["turns"] = [each for each in document["turns"] if each["channel"] != side]
    document["overlaps"] = []
    return document


@pytest.mark.parametrize("side", CHANNELS)
def test_the_scorecard_says_who_was_not_heard_and_counts_nothing_of_theirs(side: Channel) -> None:
    document = without(side)
    card = scorecard(document)
    assert card["not_heard"] == [side]
    assert card["empathy"]["score"] is None
    assert card["empathy"]["says"] == f"{side} not heard"
    assert {part["id"] for part in card["empathy"]["parts"]} <= {"respect", "pace", "wording"}
    assert card["talk_share"] == card["longest_monologue"] == dict.fromkeys(CHANNELS)
    assert card["waits"]["count"] == 0
    assert card["reflections_to_questions"]["rating"] is None
    heard = card["frustration"]["peak"] is not None
    assert heard == (side == "agent"), "the customer's own words still tell of them"

    assert scorecard_line("Monday", card).startswith(f"Monday: empathy – · {side} not heard")
    text = scorecard_text("Monday", card)
    assert f"Not heard          {side}\n" in text
    for left_out in ("Cut in", "Waits", "Longest", "Said back", "missed"):
        assert left_out not in text

    schema = json.loads((Path(__file__).parents[2] / "docs" / "call.schema.json").read_text())
    part = {**schema, **schema["properties"]["scorecard"]}
    jsonschema.validate(card, part)


def test_an_agents_own_words_are_shown_where_the_customer_was_not_heard() -> None:
    document = call(
        [turn("agent", 0.0, "listen sweetie it is obviously your own fault and not ours")],
        [finding("talking_down", 0.0, "sweetie"), finding("restate.missing", 2.0, "nothing")],
    )
    card = scorecard(document)
    assert [part["id"] for part in card["empathy"]["parts"]] == ["respect"]
    assert card["empathy"]["score"] is None


def test_both_sides_heard_is_as_ever() -> None:
    card = scorecard(rude_call())
    assert card["not_heard"] == []
    assert card["empathy"]["score"] is not None
    assert None not in card["talk_share"].values()
