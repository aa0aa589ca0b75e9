"""A call without anything that was said, noted or written: times and figures only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from callassist.review.behaviors import BEHAVIORS
from callassist.types import Mark

_TITLES = {behavior.prompt: behavior.title for behavior in BEHAVIORS}
OWN_PROMPT = "A prompt of the team’s own"


def without_words(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return a call document with every text left out that may hold words of the call.

    A prompt keeps what it asks for in general, as its own words may quote the customer.
    """
    course, card = document["frustration"], document["scorecard"]
    parts = [
        {**part, "moments": [{**moment, "evidence": []} for moment in part["moments"]]}
        for part in card["empathy"]["parts"]
    ]
    return {
        **document,
        "turns": [
            {**turn, "text": "", "words": [{**word, "text": ""} for word in turn["words"]]}
            for turn in document["turns"]
        ],
        "overlaps": [{**overlap, "evidence": ""} for overlap in document["overlaps"]],
        "frustration": {**course, "reasons": [{**r, "text": ""} for r in course["reasons"]]},
        "findings": [{**found, "evidence": [], "phrases": []} for found in document["findings"]],
        "notes": [],
        "prompts": [
            {**prompt, "say": _TITLES.get(prompt["id"], OWN_PROMPT), "why": ""}
            for prompt in document["prompts"]
        ],
        "scorecard": {**card, "empathy": {**card["empathy"], "parts": parts}},
    }


def without_text(marks: Iterable[Mark]) -> list[Mark]:
    """Return comments and bookmarks with their seconds, and nothing that a person wrote."""
    return [replace(mark, text="", author="") for mark in marks]
