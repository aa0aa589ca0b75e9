"""Puts a call together again whose program was killed while it wrote.

Nothing is deleted before all of it is settled, so that whoever is killed in the middle of
a recovery leaves a call that can be recovered again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from callassist.settings.measures import ALL_MEASURES, Measures
from callassist.store.cleaning import TakesOut
from callassist.store.erasing import erase_file
from callassist.store.framing import cut_unreadable_end
from callassist.store.journal import (
    PendingBlock,
    PendingFolder,
    PendingSegment,
    repair,
    settled_events,
)
from callassist.store.settling import GUARD_S, MARGIN_S, Settled, Settler
from callassist.store.sound import SOUND_FILE, SOUND_KIND, from_pcm
from callassist.store.summary import OpenCall
from callassist.types import CHANNELS, AudioBlock, CallEvent, Channel, Stretch, Turn, Utterance

LEAD_S = 2.0
"""Sound before the tail from which the voice detector learns the line's noise."""
SAME_S = 0.05
CONTEXT_S = 60.0
"""Words settled this long before the rest help the redactor to understand the rest."""

_Read = tuple[PendingSegment, list[CallEvent]] | None
Hear = Callable[[Sequence[AudioBlock]], Sequence[CallEvent] | None]
"""Recognizes the last seconds again: blocks in, events of speech out; ``None`` if it cannot."""


@dataclass(frozen=True, slots=True, eq=False)
class Salvaged:
    """What was put together.

    Attributes:
        settled: The call's sound and what was left out.
        notices: What a reader must know, a line each.
    """

    settled: Settled
    notices: tuple[str, ...]


def salvage(
    call: OpenCall,
    redactor: TakesOut,
    *,
    hear: Hear | None = None,
    measures: Measures = ALL_MEASURES,
) -> Salvaged | None:
    """Settle what a killed program had not.

    Args:
        call: The call; nobody else writes it.
        redactor: A fresh one.
        hear: Recognizes the last seconds; without it their speech is made silent.
        measures: Whose voice's figures may be kept.

    Returns:
        The call's parts, or ``None`` if nothing at all was kept of it.

    Raises:
        OSError: If the folder cannot be read or written.
        CallStoreError: If what is settled now cannot be erased.
    """
    folder, sealer = call.folder, call.sealer
    cut_unreadable_end(folder / SOUND_FILE, sealer, SOUND_KIND)
    state = repair(folder, sealer)
    settler = Settler(
        folder, sealer, redactor, call.header.rate_hz, measures=measures, restored=state
    )
    pending = PendingFolder(folder, sealer)
    paths = pending.paths()
    try:
        read = {path: pending.read(path) for path in paths}
        segments = [found for found in read.values() if found is not None]
        hole = _has_hole(pending, settler, read)
        events = [
            (segment.first_event + index, event)
            for segment, told in segments
            for index, event in enumerate(told)
        ]
        blocks = [block for segment, _ in segments for block in segment.blocks]
        _give_context(call, settler, [event for _, event in events])
        for block in blocks:
            settler.hear(block.channel, block.start, block.samples, off=block.pcm is None)
        for number, event in events:
            settler.note(number, event)
        if not state.ended and blocks:
            next_event = max([settler.events_end, *(number + 1 for number, _ in events)])
            # What was said in a hole is not known, and so not what in it was secret.
            tail = _Tail(blocks, call.header.rate_hz, settler, everything=hole)
            tail.see_to(settler, next_event, None if hole else hear)
        settled = settler.finish()
    finally:
        settler.close()
    for path in paths:
        erase_file(path)
    if not settled.duration_s and not settler.events_end:
        return None
    damaged = state.damaged > 0 or hole
    missing = ("a part of what was written was damaged, and is missing",) if damaged else ()
    return Salvaged(settled, (*settled.notices, *missing))


def _has_hole(pending: PendingFolder, settler: Settler, read: Mapping[Path, _Read]) -> bool:
    """Return whether anything is missing between what is settled and what came last."""
    whole = [(path, found[0]) for path, found in read.items() if found is not None]
    if not whole:
        return False
    # The oldest may be half erased, the newest half written; neither is missed if the
    # others join what is settled.
    numbers = [pending.number(path) for path, _ in whole]
    if any(b - a != 1 for a, b in pairwise(numbers)):
        return True
    first_event = whole[0][1].first_event
    begin = min((b.start for _, segment in whole for b in segment.blocks), default=0)
    begun = settler.events_end > 0 or settler.sound_end > 0
    return first_event > settler.events_end or (begun and begin > settler.sound_end + 1)


def _give_context(call: OpenCall, settler: Settler, pending: Sequence[CallEvent]) -> None:
    """Tell the redactor what was said just before the seconds that wait."""
    waiting = {(e.channel, e.start_s) for e in pending if isinstance(e, Utterance)}
    said = [
        event
        for event in settled_events(call.folder, call.sealer)
        if isinstance(event, Utterance) and event.final
        if (event.channel, event.start_s) not in waiting
    ]
    if said:
        for event in said:
            if event.known_s >= said[-1].known_s - CONTEXT_S:
                settler.note(-1, event, kept=False)


class _Tail:
    """The last seconds, whose words were not known yet.

    Attributes:
        start_s: Where it begins.
        end_s: Where the sound ends.
    """

    def __init__(
        self, blocks: Sequence[PendingBlock], rate_hz: int, settler: Settler, *, everything: bool
    ) -> None:
        """Look where words end; ``everything``: take all that is not settled."""
        self._blocks = blocks
        self._rate_hz = rate_hz
        opened = [start_s for c in CHANNELS if (start_s := settler.open_from(c)) is not None]
        start_s = min([*opened, settler.heard_s - GUARD_S]) - MARGIN_S
        self.start_s = settler.sound_end / rate_hz if everything else max(0.0, start_s)
        self.end_s = max(block.start + block.count for block in blocks) / rate_hz

    def see_to(self, settler: Settler, next_event: int, hear: Hear | None) -> None:
        """Have it recognized, or make it silent."""
        if self.start_s >= self.end_s:
            return
        told = hear(self._sound(self.start_s - LEAD_S)) if hear is not None else None
        if told is None:
            settler.silence_from(self.start_s)
            return
        number = next_event
        for event in told:
            new = _news(event, settler.words_end_s)
            if new is not None:
                settler.note(number, new)
                number += 1

    def _sound(self, start_s: float) -> list[AudioBlock]:
        """Return both sides' sound from ``start_s`` on, in the order in which it came."""
        first = max(0, round(start_s * self._rate_hz))
        out: list[AudioBlock] = []
        reached: dict[Channel, int] = dict.fromkeys(CHANNELS, first)
        for block in self._blocks:
            start = max(block.start, reached[block.channel])
            samples = from_pcm(block.samples[start - block.start :])
            if len(samples):
                at_s = start / self._rate_hz
                out.append(AudioBlock(block.channel, at_s, self._rate_hz, samples))
                reached[block.channel] = start + len(samples)
        return out


def _news(event: CallEvent, words_end_s: Mapping[Channel, float]) -> CallEvent | None:
    """Return what of an event heard again was not known, ``None`` if nothing was."""
    if isinstance(event, Utterance) and event.final:
        known_s = words_end_s[event.channel] - SAME_S
        words = tuple(word for word in event.words if word.start_s >= known_s)
        # Without words it tells that there was nothing to recognize.
        is_new = bool(words) if event.words else event.start_s >= known_s
        return replace(event, words=words) if is_new else None
    if isinstance(event, Stretch | Turn) and event.final:
        return event if event.start_s >= words_end_s[event.channel] - SAME_S else None
    return None
