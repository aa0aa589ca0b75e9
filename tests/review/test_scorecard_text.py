"""The scorecard as people read it."""

from __future__ import annotations

from typing import Any

import pytest

from callassist.review.scorecard import scorecard
from callassist.review.scorecard_text import MOMENTS, scorecard_line, scorecard_text

from .calls import call, good_call, prompt, rude_call, turn


def test_a_line_says_the_most_important() -> None:
    document = rude_call()
    document["prompts"] = [prompt("listen", 8.0, "ignored"), prompt("restate", 26.0, "followed")]
    document["overlaps"] = [{"kind": "interruption", "by": "agent"}]
    card = scorecard(document)
    line = scorecard_line("tuesday", card)
    assert "\n" not in line
    assert line.startswith(f"tuesday: empathy {card['empathy']['score']} · agent talked ")
    assert "cut in once" in line
    assert "frustration 10 → 90 → 90" in line
    assert "2 prompts (1 ignored, 1 followed)" in line


def test_a_call_with_nothing_in_it_is_a_line_all_the_same() -> None:
    assert scorecard_line("empty", scorecard(call())) == "empty: empathy – · no prompts"
    assert "too little to say: 0 opportunities" in scorecard_text("empty", scorecard(call()))


@pytest.mark.parametrize("document", [good_call(), rude_call()], ids=["good", "rude"])
def test_the_whole_card_opens_every_part(document: dict[str, Any]) -> None:
    card = scorecard(document)
    text = scorecard_text("call", card)
    assert f"Empathy: {card['empathy']['says']}" in text
    said = " ".join(text.split())
    for part in card["empathy"]["parts"]:
        assert part["title"] in said
        if part["of_points"]:
            assert f"{part['points']:g} of {part['of_points']:g} points" in said
        if part["takes"]:
            assert part["takes"] in said
        for moment in part["moments"]:
            for words in moment["evidence"]:
                assert words in said
    assert max(map(len, text.splitlines())) <= 100


def test_figures_are_in_words() -> None:
    document = good_call()
    document["turns"].append(turn("agent", 75.0, "Are you still there?"))
    text = scorecard_text("call", scorecard(document))
    for words in ("agent 4", "words a minute", "1, the longest 15 s", "(start, peak at 0:08, end)"):
        assert words in text


def test_a_long_list_is_summed_up() -> None:
    document = rude_call()
    document["turns"] += [turn("customer", 60.0 + 20 * i, "word " * 20) for i in range(MOMENTS)]
    assert "and 3 more" in scorecard_text("call", scorecard(document))
