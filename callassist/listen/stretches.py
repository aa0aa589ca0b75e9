"""Cuts one channel's activity into stretches of speech (inter-pausal units)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from callassist.listen.vad import ActivityTracker, hops
from callassist.settings.listen import HOP_S, StretchSettings
from callassist.types import Channel, Stretch


@dataclass(slots=True)
class _Hop:
    level_dbfs: float
    pitch_hz: float
    tilt_db: float


class StretchTracker:
    """Follows one channel's activity and says where stretches start and end.

    A long stretch ends at a shorter pause, and in the end at its quietest
    moment, so that its words are known in time.

    Attributes:
        start_hop: First hop of the open stretch, or ``None``.
    """

    def __init__(self, channel: Channel, settings: StretchSettings) -> None:
        """Start in silence."""
        self._channel = channel
        self._settings = settings
        self.reset()

    def reset(self) -> None:
        """Forget the open stretch."""
        self.start_hop: int | None = None
        self._announced = False
        self._noise_dbfs = float("nan")
        self._hops: list[_Hop] = []

    def step(
        self,
        hop: int,
        activity: ActivityTracker,
        level_dbfs: float,
        pitch_hz: float,
        tilt_db: float,
        noise_dbfs: float,
    ) -> list[Stretch]:
        """Take hop number ``hop`` with its features; return what is now certain."""
        self._noise_dbfs = noise_dbfs
        if self.start_hop is None:
            if not activity.active:
                return []
            self.start_hop = activity.start_hop
            # The hops that confirmed the start have passed; their features are not missed.
            blank = _Hop(level_dbfs, float("nan"), float("nan"))
            self._hops = [blank] * (hop - activity.start_hop)
        self._hops.append(_Hop(level_dbfs, pitch_hz, tilt_db))
        events = []
        spoken = activity.end_hop - self.start_hop
        if not self._announced and spoken >= hops(self._settings.min_s):
            self._announced = True
            events.append(self._stretch(activity.end_hop, hop, final=False))
        silent = hop + 1 - activity.end_hop
        long = (hop + 1 - self.start_hop) * HOP_S >= self._settings.long_s
        pause_s = self._settings.long_pause_s if long else self._settings.pause_s
        if not activity.active and silent >= hops(pause_s):
            events += self._close(activity.end_hop, hop)
        elif hop + 1 - self.start_hop >= hops(self._settings.max_s):
            events += self._cut(hop)
        return events

    def flush(self, activity: ActivityTracker, hop: int) -> list[Stretch]:
        """Close the open stretch at the end of the call, after ``hop`` hops."""
        if self.start_hop is None:
            return []
        return self._close(activity.end_hop, hop - 1)

    def _close(self, end_hop: int, hop: int) -> list[Stretch]:
        events = [self._stretch(end_hop, hop, final=True)] if self._announced else []
        self.reset()
        return events

    def _cut(self, hop: int) -> list[Stretch]:
        """End an overlong stretch at its quietest hop of late and start the next there."""
        assert self.start_hop is not None
        back = len(self._hops) // 4
        levels = [h.level_dbfs for h in self._hops[-back:]]
        keep = back - int(np.argmin(levels))
        rest = self._hops[-keep:]
        cut_hop = hop + 1 - keep
        events = self._close(cut_hop, hop)
        self.start_hop = cut_hop
        self._hops = rest
        return events

    def _stretch(self, end_hop: int, hop: int, *, final: bool) -> Stretch:
        assert self.start_hop is not None
        known_s = (hop + 1) * HOP_S
        start_s, end_s = self.start_hop * HOP_S, end_hop * HOP_S
        if not final:
            return Stretch(self._channel, start_s, end_s, False, known_s)
        voiced = [h for h in self._hops[: end_hop - self.start_hop] if not np.isnan(h.pitch_hz)]
        if not voiced:
            return Stretch(self._channel, start_s, end_s, True, known_s)
        level_dbfs = float(np.median([h.level_dbfs for h in voiced]))
        return Stretch(
            self._channel,
            start_s,
            end_s,
            True,
            known_s,
            level_dbfs=level_dbfs,
            pitch_hz=float(np.median([h.pitch_hz for h in voiced])),
            tilt_db=float(np.median([h.tilt_db for h in voiced])),
            voiced_s=len(voiced) * HOP_S,
            over_noise_db=level_dbfs - self._noise_dbfs,
        )
