"""What hundreds of people would say, and what only sounds like it, by the lexicon alone."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from callassist.detect.language.phrases import phrasebook
from callassist.detect.language.text import tokens

FAMILIES: dict[str, dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("wordings.toml").read_text(encoding="utf-8")
)


def taken_for(lists: list[str], text: str) -> bool:
    """Return whether a sentence is found by one of the lists, with its look-alikes taken out."""
    found = phrasebook().find(tokens(text))
    return any(name in found for name in lists)


def as_vosk_writes(text: str) -> str:
    """Return a sentence in lower case without punctuation."""
    return re.sub(r"[^a-z0-9' ]", " ", text.lower())


@pytest.mark.parametrize("family", FAMILIES)
def test_every_wording_of_a_family_is_known_and_no_look_alike(family: str) -> None:
    """Each sentence counts, as written and as recognized; each look-alike does not."""
    lists, wanted = FAMILIES[family]["lists"], FAMILIES[family]["said"]
    both = [form for text in wanted for form in (text, as_vosk_writes(text))]
    assert [form for form in both if not taken_for(lists, form)] == []
    alike = FAMILIES[family]["look_alikes"]
    both = [form for text in alike for form in (text, as_vosk_writes(text))]
    assert [form for form in both if taken_for(lists, form)] == []
