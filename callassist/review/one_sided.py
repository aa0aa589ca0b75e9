"""Calls of which one side was not heard at all: no device, or an empty channel.

Its words may all have been said. So nothing is counted that they would have decided.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from callassist.review.opportunities import Opportunity
from callassist.types import CHANNELS, Channel

OWN_WORDS = frozenset({"respect", "pace", "wording"})
"""Behaviors that the agent's own words show, whatever the customer said."""


def not_heard(document: Mapping[str, Any]) -> list[Channel]:
    """Return the side of a call document that says nothing, if the other one does."""
    heard = {turn["channel"] for turn in document["turns"]}
    heard |= {overlap["by"] for overlap in document["overlaps"]}
    return [channel for channel in CHANNELS if heard and channel not in heard]


def fair(
    found: Mapping[str, list[Opportunity]], silent: Sequence[Channel]
) -> dict[str, list[Opportunity]]:
    """Return those opportunities that can be judged without the sides that were not heard."""
    if "agent" in silent:
        return {}
    if "customer" in silent:
        return {behavior: each for behavior, each in found.items() if behavior in OWN_WORDS}
    return dict(found)
