"""What has been said in a call, and when the budget lets the next thing be said."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass

from callassist.prompts.fields import MAX_WITHIN_S
from callassist.prompts.schema import Budget, PromptRule, RecentCondition
from callassist.types import Finding

MINUTE_S = 60.0
WINDOW_S = 600.0
DISMISSED_COOLDOWN_FACTOR = 2.0  # each "not now" doubles the prompt's cooldown


def outranks(rule: PromptRule, other: PromptRule, budget: Budget) -> bool:
    """Return whether ``rule`` may push ``other`` off the screen and need not keep its gap.

    Only a warn does: it pushes away any praise, and nudges and warns whose priority
    lies at least ``replace_margin`` below its own.
    """
    if rule.severity != "warn":
        return False
    return other.severity == "praise" or rule.priority >= other.priority + budget.replace_margin


class Ledger:
    """The budget's memory: what was shown when, in stream time."""

    def __init__(self) -> None:
        """Begin with nothing said."""
        self._shown: deque[tuple[float, PromptRule]] = deque()

    def add(self, shown_s: float, rule: PromptRule) -> None:
        """Remember that ``rule``'s prompt was shown; times never go back."""
        self._shown.append((shown_s, rule))
        while self._shown[0][0] <= shown_s - WINDOW_S:
            self._shown.popleft()

    def earliest_s(self, rule: PromptRule, budget: Budget) -> float:
        """Return when the budget lets ``rule``'s prompt be shown; infinity for never."""
        earliest = -math.inf
        for shown_s, other in reversed(self._shown):
            if not outranks(rule, other, budget):
                earliest = shown_s + budget.min_gap_s
                break
        share = 1.0 if rule.severity == "warn" else budget.nudge_share
        for most, window_s in (
            (budget.max_per_min, MINUTE_S),
            (budget.max_per_10_min, WINDOW_S),
        ):
            allowed = math.ceil(most * share)
            if allowed == 0:
                return math.inf
            if len(self._shown) >= allowed:
                earliest = max(earliest, self._shown[-allowed][0] + window_s)
        return earliest


@dataclass(slots=True)
class Usage:
    """What one call has seen of one prompt."""

    count: int = 0
    last_shown_s: float = -math.inf
    cooldown_factor: float = 1.0
    silenced: bool = False

    def allows(self, rule: PromptRule, now_s: float) -> bool:
        """Return whether the prompt may be shown once more."""
        rested = now_s >= self.last_shown_s + rule.cooldown_s * self.cooldown_factor
        return rested and not self.silenced and self.count < rule.max_per_call


class RecentFindings:
    """The findings so far, as far as "was there one like this lately?" needs them."""

    def __init__(self) -> None:
        """Begin with nothing noticed."""
        self._kept: dict[str, list[Finding]] = {}

    def add(self, finding: Finding) -> None:
        """Remember ``finding`` and forget those that can no longer make a difference.

        These are older ones of its kind and side that were no surer, and any that
        lie further back than a pack may ask for.
        """
        kept = [
            old
            for old in self._kept.get(finding.kind, [])
            if (old.channel != finding.channel or old.score > finding.score)
            and finding.known_s - old.known_s <= MAX_WITHIN_S
        ]
        self._kept[finding.kind] = [*kept, finding]

    def withdraw(self, kind: str, start_s: float) -> None:
        """Forget the findings of ``kind`` that start at ``start_s``: they were wrong."""
        kept = self._kept.get(kind, [])
        self._kept[kind] = [finding for finding in kept if finding.start_s != start_s]

    def allow(self, rule: PromptRule, now_s: float) -> bool:
        """Return whether ``rule``'s ``unless`` and ``only_after`` let it be shown at ``now_s``."""
        if self._any(rule.unless, now_s):
            return False
        return not rule.only_after or self._any(rule.only_after, now_s)

    def _any(self, conditions: tuple[RecentCondition, ...], now_s: float) -> bool:
        return any(
            now_s - finding.known_s <= condition.within_s and condition.matches(finding)
            for condition in conditions
            for finding in self._kept.get(condition.finding, ())
        )
