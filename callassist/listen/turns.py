"""Who has the floor: turns, from both channels' activity."""

from __future__ import annotations

from callassist.listen.vad import ActivityTracker, hops
from callassist.settings.listen import HOP_S, TurnSettings
from callassist.types import CHANNELS, Channel, Turn, other


class TurnTracker:
    """Passes the floor between the two sides.

    The holder keeps it over pauses up to ``join_s`` and through backchannels;
    it passes when the other side speaks for long enough in the holder's silence.
    """

    def __init__(self, settings: TurnSettings) -> None:
        """Start with nobody holding the floor."""
        self._settings = settings
        self.reset()

    def reset(self) -> None:
        """Take the floor from everybody."""
        self.holder: Channel | None = None
        self._start_hop = 0
        self._end_hop = 0

    def step(self, hop: int, activity: dict[Channel, ActivityTracker]) -> list[Turn]:
        """Take hop number ``hop``; return the turns that start or end by it."""
        if self.holder is None:
            starting = [c for c in CHANNELS if activity[c].active]
            if not starting:
                return []
            first = min(starting, key=lambda c: activity[c].start_hop)
            return [self._take(first, activity[first], hop)]
        holding, rival = activity[self.holder], activity[other(self.holder)]
        if holding.active:
            self._end_hop = holding.end_hop
            return []
        if rival.active and self._has_taken(rival):
            return [self._give_up(hop), self._take(other(self._last_holder), rival, hop)]
        if hop + 1 - self._end_hop >= hops(self._settings.join_s) and not rival.active:
            return [self._give_up(hop)]
        return []

    def flush(self, hop: int) -> list[Turn]:
        """Return the open turn, ended, at the end of the call after ``hop`` hops."""
        return [] if self.holder is None else [self._give_up(hop - 1)]

    def _has_taken(self, rival: ActivityTracker) -> bool:
        spoken = rival.end_hop - max(rival.start_hop, self._end_hop)
        if spoken >= hops(self._settings.take_s):
            return True
        waited = rival.start_hop >= self._end_hop
        return waited and rival.end_hop - self._end_hop >= hops(self._settings.short_s)

    def _take(self, channel: Channel, activity: ActivityTracker, hop: int) -> Turn:
        self.holder = channel
        self._start_hop, self._end_hop = activity.start_hop, activity.end_hop
        start_s, end_s = self._start_hop * HOP_S, self._end_hop * HOP_S
        return Turn(channel, start_s, end_s, False, (hop + 1) * HOP_S)

    def _give_up(self, hop: int) -> Turn:
        assert self.holder is not None
        turn = Turn(
            self.holder,
            self._start_hop * HOP_S,
            self._end_hop * HOP_S,
            True,
            (hop + 1) * HOP_S,
        )
        self._last_holder = self.holder
        self.holder = None
        return turn
