"""What a prompt pack may hold: every key once, with its unit, range and default.

A :class:`Pack` is frozen; :mod:`callassist.prompts.pack` loads one.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from callassist.prompts import text
from callassist.prompts.findings import FINDING_KINDS
from callassist.prompts.hints import did_you_mean, shown
from callassist.types import Channel, Finding, Severity


class Limits(NamedTuple):
    """The range of a number in a pack, both ends allowed, with its unit for people."""

    low: float
    high: float
    unit: str = ""

    def __str__(self) -> str:
        """Return e.g. ``1 to 30 seconds``."""
        return f"{self.low:.10g} to {self.high:.10g} {self.unit}".strip()


LIMITS: Mapping[str, Limits] = MappingProxyType(
    {
        "version": Limits(1, 1_000_000),
        "min_gap_s": Limits(0, 120, "seconds"),
        "max_per_min": Limits(0, 10, "prompts"),
        "max_per_10_min": Limits(0, 60, "prompts"),
        "nudge_share": Limits(0, 1),
        "replace_margin": Limits(0, 100, "points"),
        "stale_s": Limits(0.5, 30, "seconds"),
        "min_score": Limits(0, 1),
        "within_s": Limits(0, 600, "seconds"),
        "priority": Limits(0, 100, "points"),
        "show_s": Limits(1, 30, "seconds"),
        "cooldown_s": Limits(0, 3600, "seconds"),
        "max_per_call": Limits(1, 100, "prompts"),
        "effect_s": Limits(1, 120, "seconds"),
    }
)
KEY_MESSAGE: Literal["pack_key"] = "pack_key"
WHOLE_MESSAGE: Literal["pack_whole"] = "pack_whole"
MAX_WITHIN_S = LIMITS["within_s"].high


def _number(key: str, default: Any) -> Any:  # noqa: ANN401 - as pydantic's own Field
    """Return the field of a number with the range of ``LIMITS``; ``...`` makes it required."""
    return Field(default, ge=LIMITS[key].low, le=LIMITS[key].high)


def _mistake(problem: str) -> PydanticCustomError:
    """Return a mistake that reads well after its key's name."""
    return PydanticCustomError(KEY_MESSAGE, "{problem}", {"problem": problem})


def _whole_mistake(problem: str) -> PydanticCustomError:
    """Return a mistake that says all by itself."""
    return PydanticCustomError(WHOLE_MESSAGE, "{problem}", {"problem": problem})


def _checked(mistakes: list[str]) -> None:
    if mistakes:
        raise _mistake("; ".join(mistakes))


def _as_conditions(value: object) -> object:
    """Take one table for a list of one."""
    if isinstance(value, Mapping):
        return (value,)
    if isinstance(value, list):
        return tuple(value)
    raise _mistake('must be a table such as { finding = "…" }, or a list of such tables')


def _as_tuple(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


class _Table(BaseModel):
    model_config = ConfigDict(
        extra="forbid", frozen=True, strict=True, allow_inf_nan=False, validate_default=True
    )


class Condition(_Table):
    """Which findings are meant.

    Attributes:
        finding: A kind of ``FINDING_KINDS``.
        channel: Whose doing it must be; ``None`` takes either side.
        min_score: How sure the finding must be, 0 to 1.
    """

    finding: str
    channel: Channel | None = None
    min_score: float = _number("min_score", 0.0)

    @field_validator("finding")
    @classmethod
    def _known(cls, kind: str) -> str:
        if kind not in FINDING_KINDS:
            hint = did_you_mean(kind, FINDING_KINDS) or " — docs/prompt-packs.md lists them"
            raise _whole_mistake(f"unknown finding '{shown(kind)}'{hint}")
        return kind

    @field_validator("channel")
    @classmethod
    def _possible(cls, channel: Channel | None, info: ValidationInfo) -> Channel | None:
        kind = info.data.get("finding")
        if channel and kind and channel not in FINDING_KINDS[kind].channels:
            whose = FINDING_KINDS[kind].channels[0]
            raise _whole_mistake(f"'{kind}' is only ever noticed of the {whose}: write \"{whose}\"")
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

    within_s: float = _number("within_s", 10.0)


Conditions = Annotated[tuple[Condition, ...], BeforeValidator(_as_conditions)]
RecentConditions = Annotated[tuple[RecentCondition, ...], BeforeValidator(_as_conditions)]


class PromptRule(_Table):
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
    priority: int = _number("priority", 50)
    show_s: float = _number("show_s", 6.0)
    cooldown_s: float = _number("cooldown_s", 30.0)
    max_per_call: int = _number("max_per_call", 3)
    effect_s: float = _number("effect_s", 15.0)
    stale_s: float | None = _number("stale_s", None)
    clears: Conditions = Field((), validate_default=False)
    instead: dict[str, str] = Field(default_factory=dict)

    @field_validator("when")
    @classmethod
    def _fires(cls, when: tuple[Condition, ...]) -> tuple[Condition, ...]:
        if not when:
            raise _mistake("must name at least one finding; `enabled = false` switches it off")
        return when

    @field_validator("say")
    @classmethod
    def _short(cls, say: str) -> str:
        _checked(text.say_mistakes(say))
        return say

    @field_validator("say_plain")
    @classmethod
    def _plain(cls, plain: str | None, info: ValidationInfo) -> str | None:
        if plain is None:
            if text.placeholders(info.data.get("say", "")):
                raise _whole_mistake(
                    "missing key 'say_plain': what to say when nothing fills the placeholder"
                )
            return None
        _checked(text.say_mistakes(plain))
        if text.placeholders(plain):
            raise _mistake("may have no placeholder")
        return plain

    @field_validator("why")
    @classmethod
    def _explains(cls, why: str) -> str:
        if why:  # an empty one is a choice: nothing below the prompt
            _checked(text.mistakes(why))
        return why

    @field_validator("clears")
    @classmethod
    def _not_itself(
        cls, clears: tuple[Condition, ...], info: ValidationInfo
    ) -> tuple[Condition, ...]:
        fires_on = {condition.finding for condition in info.data.get("when", ())}
        for condition in clears:
            if condition.finding in fires_on:
                raise _whole_mistake(f"'{condition.finding}' cannot both fire and clear it")
        return clears

    @field_validator("instead")
    @classmethod
    def _fits(cls, instead: dict[str, str], info: ValidationInfo) -> dict[str, str]:
        say = info.data.get("say", "")
        wanted = "{instead}" in say
        if wanted and not instead:
            raise _mistake("needs at least one wording, for {instead} in what is said")
        room = text.MAX_SAY_WORDS - text.fixed_words(say)
        for cold, better in instead.items():
            where = f"the wording for '{shown(cold)}'"
            mistakes = text.mistakes(better)
            if not cold.strip():
                mistakes.append("the phrase before '=' must not be empty")
            if wanted and len(better.split()) > room:
                mistakes.append(f"may have at most {room} words to fit into what is said")
            _checked([f"{where}: {mistake}" for mistake in mistakes])
        return instead


class Budget(_Table):
    """How much may be said in all.

    Attributes:
        min_gap_s: Seconds from one showing to the next.
        max_per_min: Prompts in any minute.
        max_per_10_min: Prompts in any ten minutes.
        nudge_share: The share of both that nudges and praise may use; the rest waits for warns.
        replace_margin: How far a warn's priority must lie above another's to replace it.
        stale_s: Seconds after its finding was known when a prompt is too late to be said.
    """

    min_gap_s: float = _number("min_gap_s", 8.0)
    max_per_min: int = _number("max_per_min", 4)
    max_per_10_min: int = _number("max_per_10_min", 8)
    nudge_share: float = _number("nudge_share", 0.6)
    replace_margin: int = _number("replace_margin", 20)
    stale_s: float = _number("stale_s", 4.0)


class Pack(_Table):
    """A whole prompt pack, checked.

    Attributes:
        schema_version: Of the format; ``schema`` in the file.
        id: The pack's name, kept with every analysis.
        version: Raised by its author on every change.
        budget: How much may be said in all.
        rules: Its prompts, ``[[prompt]]`` in the file, also those switched off.
    """

    schema_version: Literal[1] = Field(alias="schema")
    id: str = Field(pattern=r"^[a-z][a-z0-9_+-]{0,39}$")
    version: int = _number("version", 1)
    budget: Budget = Field(default_factory=Budget)
    rules: Annotated[tuple[PromptRule, ...], BeforeValidator(_as_tuple)] = Field((), alias="prompt")

    @property
    def active(self) -> tuple[PromptRule, ...]:
        """The prompts that are not switched off."""
        return tuple(rule for rule in self.rules if rule.enabled)

    def rule(self, prompt_id: str) -> PromptRule | None:
        """Return the prompt of that id, or ``None``."""
        return next((rule for rule in self.rules if rule.id == prompt_id), None)
