"""Which calls a change of a pack cannot touch.

A prompt has grounds only on a finding that its ``when`` means. So in a call where a
changed prompt means nothing, before and after, it changes nothing: neither itself nor,
through budget or screen, another. And where only its ``when`` was changed, a call is the
same if it means the same findings there as before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from callassist.prompts.pack import Condition, Pack, PromptRule
from callassist.types import Channel, Finding

Traits = Mapping[tuple[str, Channel], tuple[float, ...]]
"""The scores of a call's findings by kind and side: all that conditions ask for."""

_WORDS_AND_WHEN = ("say", "say_plain", "why", "instead", "when")


def traits_of(findings: Iterable[Finding]) -> Traits:
    """Return what conditions may ask of a call's findings."""
    scores: dict[tuple[str, Channel], list[float]] = {}
    for finding in findings:
        scores.setdefault((finding.kind, finding.channel), []).append(finding.score)
    return {key: tuple(sorted(set(mine))) for key, mine in scores.items()}


@dataclass(frozen=True, slots=True)
class _Change:
    """A prompt before and after; ``()`` means nothing, as one that is not there."""

    before: tuple[Condition, ...]
    after: tuple[Condition, ...]
    only_when: bool

    def touches(self, traits: Traits) -> bool:
        before, after = _meant(self.before, traits), _meant(self.after, traits)
        return before != after if self.only_when else bool(before or after)


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between two packs.

    Attributes:
        everywhere: Whether any call may differ.
        changes: The prompts that differ otherwise.
    """

    everywhere: bool
    changes: tuple[_Change, ...] = ()

    def touches(self, traits: Traits) -> bool:
        """Return whether a call may be another under the other pack."""
        return self.everywhere or any(change.touches(traits) for change in self.changes)


def difference(old: Pack, new: Pack) -> Difference:
    """Return what differs between two packs."""
    before = {rule.id: rule for rule in old.active}
    after = {rule.id: rule for rule in new.active}
    # Of two prompts that weigh the same, the one that stands first is shown.
    order = [name for name in before if name in after]
    reordered = order != [name for name in after if name in before]
    if old.budget != new.budget or old.findings != new.findings or reordered:
        return Difference(everywhere=True)
    return Difference(
        everywhere=False,
        changes=tuple(
            _Change(_when(before.get(name)), _when(after.get(name)), _same_but_when(old, new, name))
            for name in sorted(before.keys() | after.keys())
            if before.get(name) != after.get(name)
        ),
    )


def _when(rule: PromptRule | None) -> tuple[Condition, ...]:
    return rule.when if rule else ()


def _same_but_when(old: Pack, new: Pack, name: str) -> bool:
    one, other = old.rule(name), new.rule(name)
    if one is None or other is None or one.enabled != other.enabled:
        return False
    fixed = {key: getattr(one, key) for key in _WORDS_AND_WHEN}
    return one == other.model_copy(update=fixed)


def _meant(conditions: tuple[Condition, ...], traits: Traits) -> set[tuple[str, Channel, float]]:
    """Return the kinds, sides and scores of a call's findings that conditions mean."""
    return {
        (kind, channel, score)
        for condition in conditions
        for (kind, channel), scores in traits.items()
        if kind == condition.finding and condition.channel in (None, channel)
        for score in scores
        if score >= condition.min_score
    }
