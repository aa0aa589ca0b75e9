"""What the form shows of a prompt: its fields, their words and ranges, and their values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from callassist.prompts.fields import LIMITS
from callassist.prompts.findings import FINDING_KINDS
from callassist.prompts.schema import Condition, Pack, PromptRule
from callassist.run.whatif.answers import Load, PromptTotals
from callassist.types import CHANNELS, Channel, Severity


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a pack as a form shows it.

    Attributes:
        key: Its key in the pack.
        label: For people.
        help: What it does, one line.
        step: What one press of an arrow key changes.
        whole: Whether it has no decimals.
    """

    key: str
    label: str
    help: str
    step: float = 1.0
    whole: bool = False

    @property
    def low(self) -> float:
        """The least value."""
        return LIMITS[self.key].low

    @property
    def high(self) -> float:
        """The greatest value."""
        return LIMITS[self.key].high

    @property
    def usual_high(self) -> float:
        """Up to where a slider goes: what is further is typed."""
        return min(self.high, _USUAL.get(self.key, self.high))

    @property
    def unit(self) -> str:
        """A short unit."""
        return {"seconds": "s", "points": "", "prompts": "", "times": ""}.get(
            LIMITS[self.key].unit, ""
        )


_USUAL = {"cooldown_s": 300.0, "within_s": 120.0, "max_per_call": 12.0, "effect_s": 60.0}

PROMPT_NUMBERS: tuple[Number, ...] = (
    Number("priority", "Priority", "Of two prompts, the higher is shown", whole=True),
    Number("cooldown_s", "Pause", "From one showing of it to the next", 1.0),
    Number("max_per_call", "Most in a call", "How often at most in one call", whole=True),
    Number("show_s", "Stays", "How long it stays on the screen", 0.5),
    Number("effect_s", "Time to follow", "How long after it the agent can still follow it", 1.0),
)
BUDGET_NUMBERS: tuple[Number, ...] = (
    Number("min_gap_s", "Gap", "From one prompt to the next", 0.5),
    Number("max_per_min", "Most in a minute", "In any minute of a call", whole=True),
    Number("max_per_10_min", "Most in ten minutes", "In any ten minutes", whole=True),
    Number("nudge_share", "Share for nudges", "Nudges and praise; the rest waits for warns", 0.05),
    Number("replace_margin", "Margin to replace", "How far a warn must lie above", whole=True),
    Number("stale_s", "Too late after", "Advice older than this is not given", 0.5),
)
MIN_SCORE = Number("min_score", "Sure at least", "How sure the finding must be", 0.01)
WITHIN = Number("within_s", "Within", "How far back such a finding still counts", 1.0)
WITHIN_WORDS = Number("within_s", "Within", "From the one to the other, at most", 1.0)
TIMES = Number("times", "Times", "It is noticed once it came so often", whole=True)
SCORE = Number("score", "How sure it is", "What the finding's score is", 0.05)


@dataclass(frozen=True, slots=True)
class Conditions:
    """One of a prompt's lists of conditions as a form shows it.

    Attributes:
        key: Its key in the pack.
        label: For people.
        help: What it does, one line.
        recent: Whether its conditions say how far back they look.
    """

    key: str
    label: str
    help: str
    recent: bool = False


CONDITIONS: tuple[Conditions, ...] = (
    Conditions("when", "Fires on", "Any of these findings"),
    Conditions("unless", "Not soon after", "It stays silent after any of these", recent=True),
    Conditions("only_after", "Only soon after", "One of these must have come", recent=True),
    Conditions("clears", "Goes away with", "The agent did it, or it is over"),
)
SEVERITIES: Mapping[Severity, str] = {
    "warn": "Warning, may replace others",
    "nudge": "Nudge, waits its turn",
    "praise": "Praise, gives way to warnings",
}
GROUPS: Mapping[Severity, str] = {"warn": "Warnings", "nudge": "Nudges", "praise": "Praise"}


@dataclass(frozen=True, slots=True)
class Kind:
    """A finding that a condition may name.

    Attributes:
        id: Its name in packs.
        meaning: What was noticed, for people.
        sides: Whose doing it can be.
        own: Whether it is the pack's own.
    """

    id: str
    meaning: str
    sides: tuple[Channel, ...]
    own: bool = False


def kinds(pack: Pack) -> tuple[Kind, ...]:
    """Return every finding that conditions of a pack may name, its own first."""
    own = [
        Kind(rule.id, rule.meaning or f"says “{rule.any_of[0]}”", (rule.side,), True)
        for rule in pack.findings
    ]
    known = [Kind(name, kind.meaning, kind.channels) for name, kind in FINDING_KINDS.items()]
    return (*own, *known)


def condition_fields(conditions: Iterable[Condition]) -> list[dict[str, Any]]:
    """Return conditions as the plain tables that a file holds."""
    return [condition.model_dump(exclude_defaults=True) for condition in conditions]


def as_value(tables: Sequence[Mapping[str, Any]]) -> object:
    """Return condition tables as a file best holds them: one without a list around it."""
    return dict(tables[0]) if len(tables) == 1 else [dict(table) for table in tables]


def sides_of(kind: str, pack: Pack) -> tuple[Channel, ...]:
    """Return whose doing a finding can be."""
    return next((each.sides for each in kinds(pack) if each.id == kind), CHANNELS)


def grouped(pack: Pack) -> list[tuple[str, list[PromptRule]]]:
    """Return a pack's prompts under what they are, the weightiest first."""
    return [
        (title, sorted(rules, key=lambda rule: -rule.priority))
        for severity, title in GROUPS.items()
        if (rules := [rule for rule in pack.rules if rule.severity == severity])
    ]


def what_came_of_it(load: Load) -> str:
    """Return a prompt's outcomes in words: ``12 followed · 20 ignored · 1 unhelpful``."""
    counts: Counter[str | None] = Counter(load.outcomes)
    parts = [f"{counts['followed']} followed", f"{counts['ignored']} ignored"]
    if counts["unhelpful"] + counts["dismissed"]:
        parts.append(f"{counts['unhelpful'] + counts['dismissed']} unhelpful")
    return " · ".join(parts)


def change_of(totals: PromptTotals) -> int:
    """Return how many more there are than before; negative for fewer."""
    return totals.after.shown - totals.before.shown
