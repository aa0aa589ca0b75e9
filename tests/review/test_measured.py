"""A call that was kept before a voice might no longer be measured."""

from __future__ import annotations

import copy

from callassist.review.measured import measured
from callassist.settings.measures import ALL_MEASURES, Measures
from tests.review.calls import rude_call

NOBODY = Measures(agent_voice=False, customer_voice=False)
PACE = "197 words a minute, usually 140"


def old_call():
    document = rude_call()
    finding = {
        "kind": "pace.fast", "channel": "agent", "start_s": 5.0, "end_s": 9.0, "known_s": 9.4,
        "score": 0.65, "evidence": [PACE], "phrases": [],
    }  # fmt: skip
    document["findings"].append(finding)
    document["prompts"].append(
        {
            "id": "slow_down", "say": "Slow down", "why": PACE, "severity": "nudge",
            "shown_s": 9.4, "hide_s": 15.4, "outcome": "followed",
        }
    )  # fmt: skip
    document["frustration"]["reasons"] += [
        {"at_s": 4.0, "text": "raised voice", "weight": 0.1},
        {"at_s": 5.0, "text": "“third time”", "weight": 0.2},
    ]
    return document


def test_nothing_of_a_voice_is_left():
    shown = measured(old_call(), NOBODY)
    assert PACE not in repr(shown)
    assert "raised voice" not in repr(shown)
    assert shown["scorecard"]["words_per_minute"] == {"agent": None, "customer": None}


def test_the_rest_stays():
    before = old_call()
    shown = measured(before, NOBODY)
    assert len(shown["findings"]) == len(before["findings"]) - 1
    assert [prompt["id"] for prompt in shown["prompts"]][-1] == "slow_down"
    assert "third time" in repr(shown["frustration"]["reasons"])
    assert shown["turns"] == before["turns"]


def test_the_document_itself_is_left_alone():
    document = old_call()
    before = copy.deepcopy(document)
    measured(document, NOBODY)
    assert document == before
    assert measured(document, ALL_MEASURES) is document
