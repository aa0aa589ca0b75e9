"""What can be practiced: each behavior with its choices and how an answer is scored.

The texts stand in ``resources/practice/en.toml``; which findings show a lapse or a good
deed comes from the scorecard (:mod:`callassist.review.behaviors`), so that practice,
prompts and score speak of the same things; how much each matters from the prompt pack.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Literal

from callassist.paths import resources_dir
from callassist.prompts.pack import default_pack
from callassist.review.behaviors import BEHAVIORS

Rule = Literal["done", "nod", "without", "choices"]


@dataclass(frozen=True, slots=True)
class Wrong:
    """A choice that many people would take, and what is the matter with it."""

    say: str
    because: str


@dataclass(frozen=True, slots=True)
class PracticeBehavior:
    """One thing to practice.

    Attributes:
        id: The prompt that asks for it in a call.
        title: Its name for people.
        weight: How much it matters: its prompt's priority in the shipped pack, 0 to 100.
        lapses: Findings that show it was left out.
        deeds: Findings that show it was done.
        rule: How an answer in own words is scored; see ``resources/practice/en.toml``.
        wanted: What such an answer must hold: findings, or ``says:`` and a list of phrases.
        half: What counts half.
        spoils: What is a lapse here, though elsewhere it need be none.
        right: Choices that fit; may hold ``{phrases}`` or ``{name}``.
        wrong: Choices that do not.
        hint: What to try, in a line.
        why: Why it matters, in two short sentences.
        source: The guide it comes from.
    """

    id: str
    title: str
    weight: float
    lapses: tuple[str, ...]
    deeds: tuple[str, ...]
    rule: Rule
    wanted: tuple[str, ...]
    half: tuple[str, ...]
    spoils: tuple[str, ...]
    right: tuple[str, ...]
    wrong: tuple[Wrong, ...]
    hint: str
    why: str
    source: str

    @property
    def in_own_words(self) -> bool:
        """Whether an answer that is said or typed can be scored."""
        return self.rule != "choices"


@cache
def practice_behaviors() -> Mapping[str, PracticeBehavior]:
    """Return everything that can be practiced, by prompt id."""
    path = resources_dir() / "practice" / "en.toml"
    items = tomllib.loads(path.read_text(encoding="utf-8"))["behavior"]
    return MappingProxyType({item["id"]: _behavior(item) for item in items})


@cache
def behavior_of_finding(kind: str) -> PracticeBehavior | None:
    """Return what a finding of this kind shows a lapse of, if that can be practiced."""
    found = (each for each in practice_behaviors().values() if kind in each.lapses)
    return next(found, None)


def _behavior(item: Mapping[str, Any]) -> PracticeBehavior:
    scored = next((each for each in BEHAVIORS if each.prompt == item["id"]), None)
    rule = default_pack().rule(item["id"])
    return PracticeBehavior(
        id=item["id"],
        title=scored.title if scored else item["title"],
        weight=float(rule.priority) if rule else 0.0,
        lapses=scored.missed if scored else tuple(item["lapses"]),
        deeds=scored.given if scored else (),
        rule=item["rule"],
        wanted=tuple(item.get("wanted", ())),
        half=tuple(item.get("half", ())),
        spoils=tuple(item.get("spoils", ())),
        right=tuple(item["right"]),
        wrong=tuple(Wrong(each["say"], each["because"]) for each in item["wrong"]),
        hint=item["hint"],
        why=item["why"],
        source=item["source"],
    )
