"""What was not heard: speech while the machine was too busy, or a side without any sound.

Nothing is missed there.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TypeVar

from callassist.settings.custom import CUSTOM_PREFIX
from callassist.settings.judge import UNHEARD_CUSTOM_REACH_S, UNHEARD_REACH_S
from callassist.types import (
    CHANNELS,
    Channel,
    Finding,
    Judgement,
    Overlap,
    SpeechEvent,
    Utterance,
)

JudgementT = TypeVar("JudgementT", bound=Judgement)


class Unheard:
    """Holds back what finds fault with words that were not said, where they may have been.

    A false prompt, because we were busy, is worse than none: such a finding is dropped
    when any speech of the agent's went unheard since its evidence began, or since as much
    earlier as the missing words would count from. What needs no words of the agent's, and
    what finds fault with words that were heard, is told as ever.

    As long as a side has not been heard at all, it may have no device or an empty channel,
    and nothing is said about what it left out or should have answered.
    """

    def __init__(self) -> None:
        """Begin with everything heard."""
        self._until_s = -math.inf
        self._silent: set[Channel] = set(CHANNELS)

    def hear(self, event: SpeechEvent) -> None:
        """Take any speech of either side."""
        if self._silent:
            self._silent.discard(event.by if isinstance(event, Overlap) else event.channel)

    def take(self, utterance: Utterance) -> None:
        """Take a stretch that nobody listened to."""
        if utterance.channel == "agent":
            self._until_s = max(self._until_s, utterance.end_s)

    def told(self, judgements: Iterable[JudgementT]) -> list[JudgementT]:
        """Return what can be told all the same."""
        if self._until_s < 0.0 and not self._silent:
            return [*judgements]
        return [item for item in judgements if not self._may_be_wrong(item)]

    def _may_be_wrong(self, item: Judgement) -> bool:
        if not isinstance(item, Finding):
            return False
        reach_s = UNHEARD_REACH_S.get(item.kind)
        silent = bool(self._silent)
        if reach_s is None and item.kind.startswith(CUSTOM_PREFIX):
            reach_s = UNHEARD_CUSTOM_REACH_S
            silent = item.channel in self._silent
        if reach_s is None:
            return False
        return silent or self._until_s > item.start_s - reach_s
