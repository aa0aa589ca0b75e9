"""The tables of a pack with what a company adds: findings of its own, words, a changelog."""

from __future__ import annotations

import datetime
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, field_validator

from callassist.prompts.fields import Line, Table, as_tuple, mistake, number, whole_mistake
from callassist.prompts.hints import did_you_mean, shown
from callassist.prompts.patterns import MAX_PATTERNS, pattern_mistakes
from callassist.settings.custom import (
    CLOSING_CATEGORY,
    COMPANY,
    GREETING_CATEGORIES,
    OPEN_CATEGORIES,
    PRODUCT,
    Cue,
    CustomFinding,
)
from callassist.types import Channel

_CHARS_OF_A_PATTERN = 60


def _pattern(value: str) -> str:
    return _checked_pattern(value, takes_back=True)


def _name(value: str) -> str:
    return _checked_pattern(value, takes_back=False)


def _checked_pattern(value: str, *, takes_back: bool) -> str:
    for problem in pattern_mistakes(value, takes_back=takes_back):
        quoted = f'"{shown(value, _CHARS_OF_A_PATTERN)}"'
        raise whole_mistake(f"{quoted} {problem}")
    return value


def _as_patterns(value: object) -> object:
    """Take a list of phrases; a single one in quotes is a slip that deserves its own words."""
    if isinstance(value, str):
        raise mistake("must be a list in square brackets, even for one phrase")
    if isinstance(value, list) and len(value) > MAX_PATTERNS:
        raise mistake(f"may have at most {MAX_PATTERNS} phrases, not {len(value)}")
    return as_tuple(value)


def _or_none(value: object) -> object:
    """Take ``[]`` for "none": so an upper pack takes away what a lower one has."""
    return None if value == [] else value


Patterns = Annotated[
    tuple[Annotated[str, AfterValidator(_pattern)], ...], BeforeValidator(_as_patterns)
]
Names = Annotated[tuple[Annotated[str, AfterValidator(_name)], ...], BeforeValidator(_as_patterns)]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]


def _some(patterns: tuple[str, ...]) -> tuple[str, ...]:
    if not any(not pattern.strip().startswith("!") for pattern in patterns):
        raise mistake("must have at least one phrase that does not begin with '!'")
    return patterns


class CueTable(Table):
    """What is said soon before or after.

    Attributes:
        any_of: Phrases.
        side: Who says them; ``None`` for the usual one, see :class:`FindingRule`.
        within_s: How far away it may be, in seconds.
    """

    any_of: Annotated[Patterns, AfterValidator(_some)]
    side: Channel | None = None
    within_s: float = number("within_s", 10.0)


class CountTable(Table):
    """How often something must come.

    Attributes:
        times: So often.
        within_s: From the first to the last, in seconds.
    """

    times: int = number("times", ...)
    within_s: float = number("within_s", ...)


class FindingRule(Table):
    """A finding from phrases.

    Attributes:
        id: Its name in ``when`` and in call files.
        enabled: ``False`` switches it off.
        meaning: What it is, for people.
        side: Whose words, and whose doing.
        any_of: Phrases of which one must be said.
        follows: What must have been said shortly before; by the other side if it says nothing.
        not_followed_by: What must not be said shortly after; by the same side if it says nothing.
        count: How often it must come.
        language: Of the calls in which it is looked for; ``None`` for all.
        score: How sure it is.
        credits_agent: Whether, after a prompt, it shows that the agent followed it.
    """

    id: str = Field(pattern=r"^custom\.[a-z][a-z0-9_]{0,32}$")
    enabled: bool = True
    meaning: Line | None = None
    side: Channel
    any_of: Annotated[Patterns, AfterValidator(_some)]
    follows: Annotated[CueTable | None, BeforeValidator(_or_none)] = None
    not_followed_by: Annotated[CueTable | None, BeforeValidator(_or_none)] = None
    count: Annotated[CountTable | None, BeforeValidator(_or_none)] = None
    language: Language | None = None
    score: float = number("score", 0.8)
    credits_agent: bool = False

    @field_validator("credits_agent")
    @classmethod
    def _own_doing(cls, credits_agent: bool, info: ValidationInfo) -> bool:
        if credits_agent and info.data.get("side") == "customer":
            raise whole_mistake("what the customer says cannot credit the agent")
        return credits_agent

    def as_custom(self) -> CustomFinding:
        """Return it as the detector takes it."""
        other: Channel = "customer" if self.side == "agent" else "agent"
        return CustomFinding(
            kind=self.id,
            side=self.side,
            any_of=self.any_of,
            follows=_cue(self.follows, other),
            not_followed_by=_cue(self.not_followed_by, self.side),
            times=self.count.times if self.count else 1,
            times_within_s=self.count.within_s if self.count else 0.0,
            score=self.score,
        )


def _cue(table: CueTable | None, usual: Channel) -> Cue | None:
    return Cue(table.any_of, table.side or usual, table.within_s) if table else None


def _category(name: str) -> str:
    if name not in OPEN_CATEGORIES:
        hint = did_you_mean(name, OPEN_CATEGORIES) or " — docs/prompt-packs.md lists them"
        raise whole_mistake(f"unknown category '{shown(name)}'{hint}")
    return name


class Words(Table):
    """A company's words in one language.

    Attributes:
        language: Of the calls they are for.
        company: The company's names: neither a customer's name nor a key phrase.
        products: Names of what it sells: never a customer's name, welcome in key phrases.
        greetings: How calls begin: never a closing, nor too cheerful.
        closings: How agents end calls.
        phrases: Further phrases of the lexicon's categories.
    """

    language: Language = "en"
    company: Names = ()
    products: Names = ()
    greetings: Names = ()
    closings: Patterns = ()
    phrases: dict[Annotated[str, AfterValidator(_category)], Patterns] = Field(default_factory=dict)

    def as_phrases(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return them as additions to the lexicon, by category."""
        not_these = tuple("!" + greeting for greeting in self.greetings)
        added = [
            (COMPANY, self.company),
            (PRODUCT, self.products),
            (CLOSING_CATEGORY, self.closings),
            *((category, not_these) for category in GREETING_CATEGORIES),
            *self.phrases.items(),
        ]
        return tuple((category, phrases) for category, phrases in added if phrases)


class Change(Table):
    """An entry of a pack's changelog.

    Attributes:
        version: The pack's version with this change.
        date: The day of it.
        author: Whose change.
        text: What was changed, and why.
    """

    version: int = number("version", ...)
    date: datetime.date | None = None
    author: Line | None = None
    text: Line
