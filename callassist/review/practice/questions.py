"""What a trainee is asked at a moment: four choices, one of which fits."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from callassist.detect.language.keyphrases import key_phrases
from callassist.review.practice.catalogue import PracticeBehavior, practice_behaviors
from callassist.review.practice.hearing import judge_after
from callassist.review.practice.moments import Moment

CHOICES = 4
SHOWN_PHRASES = 2
LONGEST_PHRASES = 60
"""Longer key phrases, in characters together, make no sentence that anybody would say."""
PROMPT_TEXT = "What would you say or do now?"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the choices.

    Attributes:
        text: What one would say or do.
        fits: Whether it is the right one.
        because: What is the matter with it; why it helps, for the right one.
    """

    text: str
    fits: bool
    because: str


@dataclass(frozen=True, slots=True)
class Question:
    """A moment with its choices, in the order shown.

    Attributes:
        moment: The moment.
        behavior: What it is about.
        choices: Four of them; exactly one fits.
    """

    moment: Moment
    behavior: PracticeBehavior
    choices: tuple[Choice, ...]

    @property
    def right(self) -> int:
        """The place of the choice that fits, from 0."""
        return next(i for i, choice in enumerate(self.choices) if choice.fits)


def ask(moment: Moment, document: Mapping[str, Any], seed: int = 0) -> Question:
    """Return the question at a moment; the same seed gives the same choices in the same order."""
    behavior = practice_behaviors()[moment.behavior]
    draw = random.Random(f"{seed} {moment.behavior} {moment.stop_s:.1f}")
    right = draw.choice(_fitting(behavior, moment, document))
    choices = [Choice(right, True, behavior.why)]
    choices += [
        Choice(wrong.say, False, wrong.because)
        for wrong in draw.sample(behavior.wrong, CHOICES - 1)
    ]
    draw.shuffle(choices)
    return Question(moment, behavior, tuple(choices))


def _fitting(behavior: PracticeBehavior, moment: Moment, document: Mapping[str, Any]) -> list[str]:
    """Return the right choices that can be said here; those with the call's own words first."""
    own = {"phrases": _phrases(behavior, moment, document), "name": _name(document)}
    filled = []
    for text in behavior.right:
        wanted = [key for key in own if f"{{{key}}}" in text]
        if all(own[key] for key in wanted):
            filled.append((bool(wanted), text.format(**own)))
    if any(is_own for is_own, _ in filled):
        return [text for is_own, text in filled if is_own]
    return [text for _, text in filled]


def _phrases(behavior: PracticeBehavior, moment: Moment, document: Mapping[str, Any]) -> str:
    """Return one or two of the customer's key phrases as they would be said."""
    if not any("{phrases}" in text for text in behavior.right):
        return ""
    chosen: list[str] = []
    for phrase in (moment.phrases or _told(document, moment.stop_s))[:SHOWN_PHRASES]:
        if sum(map(len, chosen)) + len(phrase) <= LONGEST_PHRASES:
            chosen.append(phrase)
    return " and ".join(f"“{phrase}”" for phrase in chosen)


def _told(document: Mapping[str, Any], until_s: float) -> tuple[str, ...]:
    """Return the key phrases of what the customer had told by a time."""
    conversation = judge_after(document, until_s).conversation
    told = conversation.account.told
    return tuple(key_phrases(told, conversation.book, best_first=True)) if told else ()


def _name(document: Mapping[str, Any]) -> str:
    """Return the customer's name, if the call's notes have it."""
    names = [note["text"] for note in document["notes"] if note["kind"] == "name"]
    return names[0] if names else ""
