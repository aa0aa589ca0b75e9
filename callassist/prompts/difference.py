"""What differs between two packs, in people's words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from callassist.prompts.company import CountTable, CueTable, FindingRule, Words
from callassist.prompts.fields import LIMITS
from callassist.prompts.schema import Condition, Pack, PromptRule, RecentCondition

DifferenceKind = Literal["added", "removed", "changed"]
_MAX_PHRASES = 4

_TABLES = (("rules", "prompt"), ("findings", "finding"))
_LABELS: Mapping[str, str] = {
    "min_gap_s": "least time between prompts",
    "max_per_min": "most in a minute",
    "max_per_10_min": "most in ten minutes",
    "nudge_share": "share for nudges and praise",
    "replace_margin": "margin to replace another",
    "stale_s": "too late after",
    "when": "fires on",
    "unless": "stays silent after",
    "only_after": "only after",
    "say": "says",
    "say_plain": "says with nothing to fill in",
    "why": "line below",
    "show_s": "stays",
    "cooldown_s": "pause before the next",
    "max_per_call": "most in a call",
    "effect_s": "time to follow it",
    "clears": "cleared by",
    "any_of": "phrases",
    "follows": "only after",
    "not_followed_by": "unless followed by",
    "count": "only after so many",
    "credits_agent": "credits the agent",
    "products": "products",
    "company": "company names",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs.

    Attributes:
        kind: Whether it was added, removed or changed.
        place: Where: ``""`` for the pack itself, ``"budget"``, ``"prompt listen"``,
            ``"finding custom.jargon"``, ``"words en"``.
        key: The key there, or ``""`` where the whole table came or went.
        text: One line for people, e.g. ``"listen: priority 95 → 80 points"``.
    """

    kind: DifferenceKind
    place: str
    key: str
    text: str


def differences(before: Pack, after: Pack) -> tuple[Difference, ...]:
    """Return what ``after`` has otherwise than ``before``, the pack itself first."""
    return (
        *_head(before, after),
        *_keys("budget", "budget", before.budget, after.budget),
        *(each for array, name in _TABLES for each in _tables(array, name, before, after)),
        *_words(before, after),
        *_entries(before, after),
    )


def _head(before: Pack, after: Pack) -> Iterator[Difference]:
    for key in ("id", "version", "author"):
        old, new = getattr(before, key), getattr(after, key)
        if old != new:
            yield Difference("changed", "", key, f"{key} {_none(old)} → {_none(new)}")


def _tables(array: str, name: str, before: Pack, after: Pack) -> Iterator[Difference]:
    old = {table.id: table for table in getattr(before, array)}
    new = {table.id: table for table in getattr(after, array)}
    for each in [*old, *(one for one in new if one not in old)]:
        place = f"{name} {each}"
        if each not in new:
            yield Difference("removed", place, "", f"{each}: {name} removed")
        elif each not in old:
            yield Difference("added", place, "", f"{each}: new {name}, {_about(new[each])}")
        else:
            yield from _keys(place, each, old[each], new[each])


def _keys(place: str, name: str, before: Any, after: Any) -> Iterator[Difference]:  # noqa: ANN401
    """Yield each key that differs between two tables of one kind."""
    for key in type(before).model_fields:
        old, new = getattr(before, key), getattr(after, key)
        if old != new:
            text = f"{name}: {_changed(key, old, new)}"
            yield Difference("changed", place, key, text)


def _changed(key: str, old: Any, new: Any) -> str:  # noqa: ANN401 - any value of a pack
    """Return how a value changed, without the name of what it belongs to."""
    label = _LABELS.get(key, key.replace("_", " "))
    if key == "enabled":
        return "switched on" if new else "switched off"
    if key == "say":
        return f"says “{new}” instead of “{old}”"
    if key in ("any_of", "instead"):
        return f"{label}: {_gained_and_lost(_texts(old), _texts(new))}"
    unit = f" {LIMITS[key].unit}".rstrip() if key in LIMITS and new is not None else ""
    return f"{label} {_value(old)} → {_value(new)}{unit}"


def _texts(value: Mapping[str, str] | Sequence[str]) -> list[str]:
    if isinstance(value, Mapping):
        return [f"{said} = {better}" for said, better in value.items()]
    return list(value)


def _gained_and_lost(old: Sequence[str], new: Sequence[str]) -> str:
    gained = [each for each in new if each not in old]
    lost = [each for each in old if each not in new]
    parts = [f"{sign} {_quoted(list_)}" for sign, list_ in (("+", gained), ("-", lost)) if list_]
    return "; ".join(parts) or "in another order"


def _quoted(texts: Sequence[str]) -> str:
    shown = ", ".join(f"“{text}”" for text in texts[:_MAX_PHRASES])
    more = len(texts) - _MAX_PHRASES
    return f"{shown} and {more} more" if more > 0 else shown


def _words(before: Pack, after: Pack) -> Iterator[Difference]:
    old = {words.language: words for words in before.words}
    new = {words.language: words for words in after.words}
    for language in [*old, *(each for each in new if each not in old)]:
        place = f"words {language}"
        were, are = _lists(old.get(language)), _lists(new.get(language))
        for key in [*were, *(each for each in are if each not in were)]:
            lost, gained = were.get(key, ()), are.get(key, ())
            if lost != gained:
                kind: DifferenceKind = "changed" if lost and gained else "added"
                kind = "removed" if not gained else kind
                text = f"{place}: {key}: {_gained_and_lost(lost, gained)}"
                yield Difference(kind, place, key, text)


def _lists(words: Words | None) -> dict[str, tuple[str, ...]]:
    if words is None:
        return {}
    lists = {key: getattr(words, key) for key in ("company", "products", "greetings", "closings")}
    return {**lists, **words.phrases}


def _entries(before: Pack, after: Pack) -> Iterator[Difference]:
    for entry in after.changelog:
        if entry not in before.changelog:
            yield Difference("added", "changelog", "", f"changelog: {entry.version}: {entry.text}")
    for entry in before.changelog:
        if entry not in after.changelog:
            line = f"changelog: entry of {entry.version} removed"
            yield Difference("removed", "changelog", "", line)


def _about(table: PromptRule | FindingRule) -> str:
    if isinstance(table, PromptRule):
        return f"says “{table.say}” on {_value(table.when)}"
    return f"when the {table.side} says {_quoted(table.any_of)}"


def _none(value: object) -> str:
    return "none" if value is None else str(value)


def _value(value: Any) -> str:  # noqa: ANN401 - any value of a pack
    """Return a value in words."""
    if isinstance(value, tuple):
        return " or ".join(map(_value, value)) or "nothing"
    words: Callable[[Any], str] | None = _IN_WORDS.get(type(value))
    return words(value) if words else str(value)


def _condition(condition: Condition) -> str:
    whose = f" of the {condition.channel}" if condition.channel else ""
    sure = f" from {condition.min_score:g}" if condition.min_score else ""
    return f"{condition.finding}{whose}{sure}"


def _cue(cue: CueTable) -> str:
    whose = f" of the {cue.side}" if cue.side else ""
    return f"{_quoted(cue.any_of)}{whose} within {cue.within_s:g} s"


_IN_WORDS: Mapping[type, Callable[[Any], str]] = {
    type(None): lambda _value: "none",
    bool: lambda value: "yes" if value else "no",
    float: lambda value: f"{value:g}",
    str: lambda value: f"“{value}”" if " " in value or not value else value,
    Condition: _condition,
    RecentCondition: lambda value: f"{_condition(value)} within {value.within_s:g} s",
    CueTable: _cue,
    CountTable: lambda value: f"{value.times} times within {value.within_s:g} s",
}
