"""What a prompt pack may hold: every key once, with its unit, range and default.

A :class:`Pack` is frozen; :mod:`callassist.prompts.pack` loads one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator

from callassist.prompts import text
from callassist.prompts.company import Change, FindingRule, Words
from callassist.prompts.fields import (
    LIMITS,
    WHOLE_MESSAGE,
    Line,
    Table,
    as_conditions,
    as_tuple,
    checked,
    mistake,
    number,
    whole_mistake,
)
from callassist.prompts.findings import FINDING_KINDS, FindingKind
from callassist.prompts.hints import did_you_mean, shown
from callassist.settings.custom import CUSTOM_PREFIX, NO_ADDITIONS, Additions
from callassist.types import Channel, Finding, Severity

SCHEMA = 2
"""The newest version of the format; 1 is the same without what a company adds."""

ADDED_IN_2 = ("finding", "words", "author", "changelog")

__all__ = [
    "ADDED_IN_2",
    "LIMITS",
    "SCHEMA",
    "WHOLE_MESSAGE",
    "Budget",
    "Condition",
    "Pack",
    "PromptRule",
    "RecentCondition",
]


def _kinds(info: ValidationInfo) -> Mapping[str, FindingKind]:
    """Return the kinds of finding that the pack being checked may name."""
    kinds: Mapping[str, FindingKind] = (info.context or {}).get("kinds", FINDING_KINDS)
    return kinds


class Condition(Table):
    """Which findings are meant.

    Attributes:
        finding: A kind of ``FINDING_KINDS``, or of the pack's own findings.
        channel: Whose doing it must be; ``None`` takes either side.
        min_score: How sure the finding must be, 0 to 1.
    """

    finding: str
    channel: Channel | None = None
    min_score: float = number("min_score", 0.0)

    @field_validator("finding")
    @classmethod
    def _known(cls, kind: str, info: ValidationInfo) -> str:
        kinds = _kinds(info)
        unchecked = info.context is None and kind.startswith(CUSTOM_PREFIX)
        if kind not in kinds and not unchecked:
            lacks = " — no [[finding]] has that id" if kind.startswith(CUSTOM_PREFIX) else ""
            listed = lacks or " — docs/prompt-packs.md lists them"
            hint = did_you_mean(kind, kinds) or listed
            raise whole_mistake(f"unknown finding '{shown(kind)}'{hint}")
        return kind

    @field_validator("channel")
    @classmethod
    def _possible(cls, channel: Channel | None, info: ValidationInfo) -> Channel | None:
        kind = info.data.get("finding")
        known = _kinds(info).get(kind) if kind else None
        if channel and known and channel not in known.channels:
            whose = known.channels[0]
            raise whole_mistake(f"'{kind}' is only ever noticed of the {whose}: write \"{whose}\"")
        return channel

    def matches(self, finding: Finding) -> bool:
        """Return whether ``finding`` is meant."""
        return (
            finding.kind == self.finding
            and finding.score >= self.min_score
            and self.channel in (None, finding.channel)
        )


class RecentCondition(Condition):
    """Which findings of the last seconds are meant.

    Attributes:
        within_s: How far back such a finding still counts, in seconds.
    """

    within_s: float = number("within_s", 10.0)


Conditions = Annotated[tuple[Condition, ...], BeforeValidator(as_conditions)]
RecentConditions = Annotated[tuple[RecentCondition, ...], BeforeValidator(as_conditions)]


class PromptRule(Table):
    """One prompt: when to show it, what it says, how often, and what ends it.

    Attributes:
        id: Its name in packs, exports and measurements.
        enabled: ``False`` switches it off.
        when: It fires on any of these.
        unless: It is not shown soon after any of these.
        only_after: If there are any, it is shown only soon after one of these.
        say: At most 8 words, with at most one placeholder.
        say_plain: What is said when nothing fills the placeholder of ``say``.
        instead: Better wordings for what was said, for the placeholder ``{instead}``.
        why: The line below, with placeholders.
        severity: ``"nudge"``, ``"warn"`` or ``"praise"``.
        priority: 0 to 100; of two, the higher is shown.
        show_s: How long it stays, in seconds.
        cooldown_s: Seconds from one showing to the next.
        max_per_call: How often at most in one call.
        effect_s: Seconds after showing within which the agent can follow it.
        stale_s: Seconds after which it is too late to say it; ``None`` takes the budget's.
        clears: Findings that end it, on the screen or still waiting.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")
    enabled: bool = True
    when: Conditions
    unless: RecentConditions = Field((), validate_default=False)
    only_after: RecentConditions = Field((), validate_default=False)
    say: str
    say_plain: str | None = None
    why: str = "{evidence}"
    severity: Severity = "nudge"
    priority: int = number("priority", 50)
    show_s: float = number("show_s", 6.0)
    cooldown_s: float = number("cooldown_s", 30.0)
    max_per_call: int = number("max_per_call", 3)
    effect_s: float = number("effect_s", 15.0)
    stale_s: float | None = number("stale_s", None)
    clears: Conditions = Field((), validate_default=False)
    instead: dict[str, str] = Field(default_factory=dict)

    @field_validator("when")
    @classmethod
    def _fires(cls, when: tuple[Condition, ...]) -> tuple[Condition, ...]:
        if not when:
            raise mistake("must name at least one finding; `enabled = false` switches it off")
        return when

    @field_validator("say")
    @classmethod
    def _short(cls, say: str) -> str:
        checked(text.say_mistakes(say))
        return say

    @field_validator("say_plain")
    @classmethod
    def _plain(cls, plain: str | None, info: ValidationInfo) -> str | None:
        if plain is None:
            if text.placeholders(info.data.get("say", "")):
                raise whole_mistake(
                    "missing key 'say_plain': what to say when nothing fills the placeholder"
                )
            return None
        checked(text.say_mistakes(plain))
        if text.placeholders(plain):
            raise mistake("may have no placeholder")
        return plain

    @field_validator("why")
    @classmethod
    def _explains(cls, why: str) -> str:
        if why:  # an empty one is a choice: nothing below the prompt
            checked(text.mistakes(why))
        return why

    @field_validator("clears")
    @classmethod
    def _not_itself(
        cls, clears: tuple[Condition, ...], info: ValidationInfo
    ) -> tuple[Condition, ...]:
        fires_on = {condition.finding for condition in info.data.get("when", ())}
        for condition in clears:
            if condition.finding in fires_on:
                raise whole_mistake(f"'{condition.finding}' cannot both fire and clear it")
        return clears

    @field_validator("instead")
    @classmethod
    def _fits(cls, instead: dict[str, str], info: ValidationInfo) -> dict[str, str]:
        say = info.data.get("say", "")
        wanted = "{instead}" in say
        if wanted and not instead:
            raise mistake("needs at least one wording, for {instead} in what is said")
        room = text.MAX_SAY_WORDS - text.fixed_words(say)
        for cold, better in instead.items():
            where = f"the wording for '{shown(cold)}'"
            mistakes = text.mistakes(better)
            if not cold.strip():
                mistakes.append("the phrase before '=' must not be empty")
            if wanted and len(better.split()) > room:
                mistakes.append(f"may have at most {room} words to fit into what is said")
            checked([f"{where}: {mistake}" for mistake in mistakes])
        return instead


class Budget(Table):
    """How much may be said in all.

    Attributes:
        min_gap_s: Seconds from one showing to the next.
        max_per_min: Prompts in any minute.
        max_per_10_min: Prompts in any ten minutes.
        nudge_share: The share of both that nudges and praise may use; the rest waits for warns.
        replace_margin: How far a warn's priority must lie above another's to replace it.
        stale_s: Seconds after its finding was known when a prompt is too late to be said.
    """

    min_gap_s: float = number("min_gap_s", 8.0)
    max_per_min: int = number("max_per_min", 4)
    max_per_10_min: int = number("max_per_10_min", 8)
    nudge_share: float = number("nudge_share", 0.6)
    replace_margin: int = number("replace_margin", 20)
    stale_s: float = number("stale_s", 4.0)


class Pack(Table):
    """A whole prompt pack, checked.

    Attributes:
        schema_version: Of the format; ``schema`` in the file.
        id: The pack's name, kept with every analysis.
        version: Raised by its author on every change.
        author: Who answers for it.
        budget: How much may be said in all.
        rules: Its prompts, ``[[prompt]]`` in the file, also those switched off.
        findings: What it notices besides, ``[[finding]]`` in the file.
        words: The company's words by language, ``[[words]]`` in the file.
        changelog: What was changed, ``[[changelog]]`` in the file.
    """

    schema_version: Literal[1, 2] = Field(alias="schema")
    id: str = Field(pattern=r"^[a-z][a-z0-9_+-]{0,39}$")
    version: int = number("version", 1)
    author: Line | None = None
    budget: Budget = Field(default_factory=Budget)
    rules: Annotated[tuple[PromptRule, ...], BeforeValidator(as_tuple)] = Field((), alias="prompt")
    findings: Annotated[tuple[FindingRule, ...], BeforeValidator(as_tuple)] = Field(
        (), alias="finding"
    )
    words: Annotated[tuple[Words, ...], BeforeValidator(as_tuple)] = ()
    changelog: Annotated[tuple[Change, ...], BeforeValidator(as_tuple)] = ()

    @property
    def active(self) -> tuple[PromptRule, ...]:
        """The prompts that are not switched off."""
        return tuple(rule for rule in self.rules if rule.enabled)

    def rule(self, prompt_id: str) -> PromptRule | None:
        """Return the prompt of that id, or ``None``."""
        return next((rule for rule in self.rules if rule.id == prompt_id), None)

    def credits_agent(self, kind: str) -> bool:
        """Return whether a finding of ``kind``, after a prompt, shows that it was followed."""
        known = FINDING_KINDS.get(kind)
        if known is not None:
            return known.credits_agent
        return any(own.id == kind and own.credits_agent for own in self.findings)

    def additions(self, language: str = "en") -> Additions:
        """Return what the pack adds to what is noticed in calls of a language."""
        spoken = language.partition("-")[0].lower()
        findings = tuple(
            own.as_custom()
            for own in self.findings
            if own.enabled and own.language in (None, spoken)
        )
        phrases = tuple(
            added for own in self.words if own.language == spoken for added in own.as_phrases()
        )
        return Additions(findings, phrases) if findings or phrases else NO_ADDITIONS
