"""Overlaps told apart by sound: who came in on whom, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass

from callassist.listen.vad import ActivityTracker, hops
from callassist.settings.listen import HOP_S, OverlapSettings
from callassist.types import CHANNELS, Channel, Overlap, OverlapKind, other


@dataclass(slots=True)
class _Candidate:
    """An overlap that is still going on or not yet understood."""

    by: Channel
    start_hop: int
    held_hops: int
    newcomer_hops: int = 0
    shared_from_hop: int | None = None
    decided: OverlapKind | None = None
    sounds_like_backchannel: bool = False


class OverlapTracker:
    """Follows both channels' activity and names each overlap.

    The kinds are those of turn-taking research (Schegloff 2000, "Overlapping
    talk and the organization of turn-taking"; Gravano and Hirschberg 2011):
    an overlap is competitive when the newcomer speaks on and the holder falls
    silent early or both go on; a short one that leaves the holder the floor is
    a backchannel; one on the holder's last syllables is terminal.
    """

    def __init__(self, settings: OverlapSettings) -> None:
        """Start with no overlap."""
        self._settings = settings
        self.reset()

    def reset(self) -> None:
        """Forget all overlaps and who has spoken."""
        self._candidates: list[_Candidate] = []
        self._was_active = dict.fromkeys(CHANNELS, False)
        self._spoke_from = dict.fromkeys(CHANNELS, 0)
        self._spoke_to = dict.fromkeys(CHANNELS, -(10**6))

    def opened_in_overlap(self, channel: Channel) -> bool:
        """Return whether ``channel`` has just come in on the other side."""
        return any(c.by == channel and c.decided is None for c in self._candidates)

    def hear_backchannel(self, channel: Channel) -> None:
        """Take the word of the recognizer: ``channel``'s first words are a backchannel's."""
        for candidate in self._candidates:
            if candidate.by == channel:
                candidate.sounds_like_backchannel = True

    def step(
        self, hop: int, activity: dict[Channel, ActivityTracker], floor: Channel | None
    ) -> list[Overlap]:
        """Take hop number ``hop``; return overlaps whose kind is now known or revised.

        Args:
            hop: The hop's number.
            activity: Who speaks at it.
            floor: Who has held the floor so far.
        """
        for channel in CHANNELS:
            self._notice_start(channel, activity, has_floor=floor == other(channel))
        events: list[Overlap] = []
        for candidate in list(self._candidates):
            newcomer = activity[candidate.by]
            candidate.newcomer_hops = newcomer.end_hop - candidate.start_hop
            holder = activity[other(candidate.by)]
            if candidate.shared_from_hop is None and holder.end_hop > candidate.start_hop:
                candidate.shared_from_hop = max(candidate.start_hop, holder.start_hop)
            kind, open_still = self._judge(candidate, hop, newcomer, holder)
            if kind is not None and kind != candidate.decided:
                candidate.decided = kind
                events.append(self._overlap(candidate, kind, hop, activity))
            if not open_still:
                self._candidates.remove(candidate)
        for channel in CHANNELS:
            self._was_active[channel] = activity[channel].active
            if activity[channel].active:
                self._spoke_to[channel] = activity[channel].end_hop
        return events

    def _notice_start(
        self, channel: Channel, activity: dict[Channel, ActivityTracker], *, has_floor: bool
    ) -> None:
        mine, holder = activity[channel], activity[other(channel)]
        if not mine.active or self._was_active[channel]:
            return
        start_hop = mine.start_hop
        if start_hop - self._spoke_to[channel] < hops(self._settings.fresh_s):
            return
        self._spoke_from[channel] = start_hop
        # A holder in a short pause may go on: the newcomer is watched until that is clear.
        paused = start_hop - holder.end_hop < hops(self._settings.fresh_s)
        spoke_first = (holder.start_hop, other(channel)) < (start_hop, channel)
        if spoke_first and (holder.active or (has_floor and paused)):
            held = start_hop - self._spoke_from[other(channel)]
            if has_floor and held >= hops(self._settings.resumed_s):
                # A holder who goes on after a pause holds the floor at once.
                held = max(held, hops(self._settings.hold_s))
            self._candidates.append(_Candidate(channel, start_hop, held))

    def _judge(
        self,
        candidate: _Candidate,
        hop: int,
        newcomer: ActivityTracker,
        holder: ActivityTracker,
    ) -> tuple[OverlapKind | None, bool]:
        """Return the candidate's kind as far as known, and whether to keep watching it."""
        settings = self._settings
        may_go_on = holder.active or hop + 1 - holder.end_hop < hops(settings.fresh_s)
        if candidate.shared_from_hop is None:
            return None, may_go_on
        if candidate.held_hops < hops(settings.hold_s):
            return "simultaneous", False
        shared_s = (holder.end_hop - candidate.shared_from_hop) * HOP_S
        newcomer_s = candidate.newcomer_hops * HOP_S
        patience_s = settings.fresh_s if holder.active else settings.silent_s
        silent_hops = hop + 1 - newcomer.end_hop
        newcomer_left = not newcomer.active and silent_hops >= hops(patience_s)
        if candidate.decided == "interruption":
            if not holder.active:
                return None, False
            gave_way = newcomer_left and newcomer_s < settings.failed_s
            return ("failed_interruption" if gave_way else None), not newcomer_left
        if not holder.active:
            if shared_s <= settings.terminal_s:
                return "terminal", may_go_on
            needed_s = settings.backchannel_s
            if candidate.sounds_like_backchannel:
                needed_s = settings.word_s
            if newcomer.active and newcomer_s >= needed_s:
                return "interruption", False
            return ("backchannel", False) if newcomer_left else (None, True)
        if newcomer_left:
            short = newcomer_s < settings.backchannel_s or candidate.sounds_like_backchannel
            return ("backchannel" if short else "failed_interruption"), False
        limit_s = settings.word_s if candidate.sounds_like_backchannel else settings.both_s
        if newcomer.active and newcomer_s >= limit_s and shared_s > settings.terminal_s:
            return "interruption", True
        return None, True

    def _overlap(
        self,
        candidate: _Candidate,
        kind: OverlapKind,
        hop: int,
        activity: dict[Channel, ActivityTracker],
    ) -> Overlap:
        holder = other(candidate.by)
        end_hop = min(activity[candidate.by].end_hop, activity[holder].end_hop)
        shared_from_hop = candidate.shared_from_hop or candidate.start_hop
        held_s, shared_s = candidate.held_hops * HOP_S, (end_hop - shared_from_hop) * HOP_S
        return Overlap(
            candidate.start_hop * HOP_S,
            max(end_hop, candidate.start_hop) * HOP_S,
            candidate.by,
            kind,
            (hop + 1) * HOP_S,
            _evidence(kind, holder, held_s, shared_s, holder_goes_on=activity[holder].active),
        )


def _evidence(
    kind: OverlapKind, holder: Channel, held_s: float, shared_s: float, *, holder_goes_on: bool
) -> str:
    newcomer = other(holder)
    if kind == "interruption" and holder_goes_on:
        return f"the {holder} had spoken for {held_s:.1f} s; both went on for {shared_s:.1f} s"
    if kind == "interruption":
        return f"the {holder} had spoken for {held_s:.1f} s and gave way within {shared_s:.1f} s"
    if kind == "failed_interruption":
        return f"the {newcomer} gave way after {shared_s:.1f} s"
    return f"both spoke for {shared_s:.1f} s"
