"""Who is shown by name, who without, and who not by person at all.

A person's figures carry a name only with that person's own consent. Everybody else is a
number, and the numbers are dealt anew for each report, so that their order tells nothing.
Nobody is shown by person where others could be worked out from what is left.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Collection, Mapping
from dataclasses import dataclass

MIN_CALLS = 5
"""A figure of a person's needs so many of their calls."""
MIN_AGENTS = 3
"""Fewer agents are not told apart, and fewer are never left over."""


@dataclass(frozen=True, slots=True)
class Breakdown:
    """How a team is shown by person.

    Attributes:
        labels: A label for each agent who is shown; by key.
        named: The keys of those whose label is their name.
        left_out: Agents who are not shown by person.
        why: Why nobody is shown by person, one line, or nothing.
    """

    labels: Mapping[str, str]
    named: frozenset[str]
    left_out: int
    why: str = ""


def agent_key(name: str) -> str:
    """Return what tells one agent from another: the name, however it is written."""
    return " ".join(name.split()).casefold()


def break_down(
    calls: Mapping[str, int],
    names: Mapping[str, str],
    agreed: Collection[str],
    shuffle: random.Random | None = None,
) -> Breakdown:
    """Return who is shown, and as what.

    Args:
        calls: How many calls each agent has, by key; calls of nobody known are not in it.
        names: How each name is written, by key.
        agreed: The keys of those who consented to be named.
        shuffle: Deals the numbers; the system's own randomness by default.
    """
    if len(calls) < MIN_AGENTS:
        why = (
            f"Figures are shown by person from {MIN_AGENTS} agents on; "
            f"these calls have {len(calls)}."
        )
        return Breakdown({}, frozenset(), len(calls), why)
    enough = {key for key, count in calls.items() if count >= MIN_CALLS}
    named = enough & set(agreed)
    # Who is not named could be worked out as the rest, so the rest is nobody, or several.
    for key in sorted(named, key=_hash):
        if len(calls) - len(named) in (0, *range(MIN_AGENTS, len(calls) + 1)):
            break
        named.discard(key)
    nameless = sorted(enough - named)
    if len(nameless) < MIN_AGENTS:
        nameless = []
    (shuffle or random.SystemRandom()).shuffle(nameless)
    labels = {key: names[key] for key in sorted(named, key=lambda key: names[key].casefold())}
    labels |= {key: f"Agent {number}" for number, key in enumerate(nameless, 1)}
    why = "" if labels else f"Nobody can be shown by person: it takes {MIN_CALLS} calls each."
    return Breakdown(labels, frozenset(named), len(calls) - len(labels), why)


def _hash(key: str) -> bytes:
    """Return an order that stays the same from report to report, and tells nothing."""
    return hashlib.sha256(key.encode()).digest()
