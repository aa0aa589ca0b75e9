"""Leaves out work while the machine is busy, so that cues of timing stay on time.

What goes first stands in :data:`callassist.types.SHED_ORDER`: partial words, then pitch,
then the agent's words. Never turns and overlaps, never the recording, never the
customer's words. A session asks its :class:`LoadGuard` after each block; a batch has none
and so leaves out nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from callassist.settings.load import (
    BEHIND_S,
    BUSY_FOR_S,
    EASE_S,
    EASY_BEHIND_S,
    EASY_LATE_S,
    LATE_S,
    MAX_EASE_S,
    RELAPSE_S,
    STEP_S,
)
from callassist.types import CHANNELS, SHED_ORDER, AudioBlock, Channel, Load, Shed

PUNCTUAL_S = 0.5
"""Sound so long after it was made is as punctual as any: a silent loopback's comes so late."""


class Lag:
    """How far the engine is behind the sound that its devices have given.

    Sound cannot come before it was made, so the most punctual block of the call shows how
    the clock lies to the stream; what comes later than that had to wait. A side that is
    silence for want of sound follows late by nature: the more punctual side counts. A call
    that was opened late has no punctual block before it has caught up: there the source's
    own word counts, of when the call began.
    """

    def __init__(self, began: Callable[[], float] | None = None) -> None:
        """Begin with nothing heard.

        Args:
            began: Returns the time, by the clock of :meth:`take`, at which the call's
                second 0 was; later than before, where a long stop is no part of the call.
        """
        self._began = began
        self._end_s: dict[Channel, float] = dict.fromkeys(CHANNELS, 0.0)
        self._least_s = math.inf if began is None else PUNCTUAL_S

    def take(self, block: AudioBlock, wall_s: float) -> float:
        """Return by how many seconds the engine is behind.

        Args:
            block: The newest, which has just been heard.
            wall_s: The time by any clock that never jumps.
        """
        end_s = block.start_s + len(block.samples) / block.rate_hz
        self._end_s[block.channel] = end_s
        began_s = self._began() if self._began is not None else 0.0
        offset_s = wall_s - began_s - max(self._end_s.values())
        self._least_s = min(self._least_s, offset_s)
        return offset_s - self._least_s


class LoadGuard:
    """Decides what is left out; knows no clock but the stream's.

    Attributes:
        shed: What is left out now, a beginning of ``SHED_ORDER``.
    """

    def __init__(self) -> None:
        """Begin with nothing left out."""
        self.shed: tuple[Shed, ...] = ()
        self._busy_since_s: float | None = None
        self._easy_since_s: float | None = None
        self._changed_s = -math.inf
        self._given_back_s = -math.inf
        self._ease_s = EASE_S

    def watch(
        self, now_s: float, behind_s: float, late_s: float, *, may: int = len(SHED_ORDER)
    ) -> Load | None:
        """Look at how things stand; return what changes, if anything does.

        Args:
            now_s: Stream time, never less than before.
            behind_s: How far the engine is behind the sound.
            late_s: By how much the oldest answer of a recognizer is late.
            may: So many things of ``SHED_ORDER`` may be left out; more come back at once.
        """
        busy = behind_s >= BEHIND_S or late_s >= LATE_S
        easy = behind_s <= EASY_BEHIND_S and late_s <= EASY_LATE_S
        self._busy_since_s = _since(self._busy_since_s, now_s) if busy else None
        self._easy_since_s = _since(self._easy_since_s, now_s) if easy else None
        if len(self.shed) > may:
            return self._change(may, now_s, behind_s)
        if len(self.shed) < may and self._is_long_busy(now_s):
            if now_s - self._given_back_s < RELAPSE_S:
                self._ease_s = min(MAX_EASE_S, 2.0 * self._ease_s)
                self._given_back_s = -math.inf
            return self._change(len(self.shed) + 1, now_s, behind_s)
        if self.shed and self._is_long_easy(now_s):
            self._given_back_s = now_s
            return self._change(len(self.shed) - 1, now_s, behind_s)
        if not self.shed and now_s - self._changed_s >= MAX_EASE_S:
            self._ease_s = EASE_S
        return None

    def _is_long_busy(self, now_s: float) -> bool:
        since_s = self._busy_since_s
        waited = now_s - self._changed_s >= STEP_S
        return since_s is not None and now_s - since_s >= BUSY_FOR_S and waited

    def _is_long_easy(self, now_s: float) -> bool:
        since_s = self._easy_since_s
        return since_s is not None and now_s - max(since_s, self._changed_s) >= self._ease_s

    def _change(self, count: int, now_s: float, behind_s: float) -> Load:
        self.shed = SHED_ORDER[:count]
        self._changed_s = now_s
        return Load(now_s, self.shed, round(behind_s, 3))


def _since(since_s: float | None, now_s: float) -> float:
    return now_s if since_s is None else since_s
