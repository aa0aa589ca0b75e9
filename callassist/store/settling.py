"""Decides what of a call may be kept, and keeps it: redacted sound and redacted events.

Sound and events wait here, as they came, until the redactor is sure of them. Only then
are they cleaned and written: events first, with all redactions known, then sound, so that
whoever finds the folder after a crash can go on with both.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from callassist.settings.measures import ALL_MEASURES, Measures
from callassist.store.cleaning import TakesOut, masked, time_of, unmeasured, without_off
from callassist.store.journal import EventsState, EventsWriter, Silenced, Span
from callassist.store.outline import Outline, outline_of
from callassist.store.sealing import Sealer
from callassist.store.sound import (
    CHUNK_S,
    SOUND_FILE,
    PcmSamples,
    SoundWriter,
)
from callassist.types import (
    CHANNELS,
    CallEvent,
    Channel,
    Peaks,
    Redaction,
    Stretch,
    Utterance,
)

GUARD_S = 1.0
"""Speech is told of at most this long after it began (the voice detector must be sure)."""
MARGIN_S = 0.5
"""Kept back before speech without words yet: a redaction reaches a little before its word."""
MAX_LAG_S = 30.0
"""A side this far behind the other is taken to be silent."""
NOTICED_S = 0.5
"""A shorter time that was not recorded is not told: both sides' devices begin one by one."""
MAX_JUMP_S = 600.0
"""A longer jump ahead is a source's mistake, not a silence to fill (as in ``listen``)."""


@dataclass(frozen=True, slots=True, eq=False)
class Settled:
    """A call of which all that may be kept is kept.

    Attributes:
        duration_s: The length of its sound.
        sha256: Of its sound, as int16 samples of both sides by turns.
        peaks: Its outline.
        redactions: What was left out of it.
        unheard: Seconds that are silent because their words were never recognized.
        off: Seconds that were not to be kept.
        not_recorded: Those of them in which neither side was, where they can be noticed.
    """

    duration_s: float
    sha256: str
    peaks: Peaks
    redactions: tuple[Redaction, ...]
    unheard: tuple[Span, ...]
    off: tuple[Span, ...]
    not_recorded: tuple[Span, ...]

    @property
    def notices(self) -> tuple[str, ...]:
        """What a reader of the call must know, a line each."""
        silent_s = self.duration_s - min((start_s for start_s, _ in self.unheard), default=1e9)
        if silent_s <= 0.0:
            return ()
        return (
            f"the last {max(1.0, silent_s):.0f} s are silent: their words were not recognized "
            "any more",
        )


class Settler:
    """Takes a call as it comes; writes what may stay.

    Attributes:
        heard_s: Stream time up to which events are known.
        words_end_s: Up to where each side's words are known.
    """

    def __init__(
        self,
        folder: Path,
        sealer: Sealer,
        redactor: TakesOut,
        rate_hz: int,
        *,
        measures: Measures = ALL_MEASURES,
        restored: EventsState | None = None,
    ) -> None:
        """Write to ``folder``.

        Args:
            folder: The call's.
            sealer: The call's.
            redactor: Knows what is secret; for this call alone.
            rate_hz: Samples a second of the sound to come.
            measures: Whose voice's figures may be kept.
            restored: What a program that was killed had already settled there.

        Raises:
            OSError: If the folder cannot be written.
        """
        self._redactor = redactor
        self._measures = measures
        self._rate_hz = rate_hz
        self._path = folder / SOUND_FILE
        self._sealer = sealer
        self._sound = SoundWriter(self._path, sealer, rate_hz)
        self._events = EventsWriter(folder, sealer)
        self._sides = {channel: _Side(rate_hz) for channel in CHANNELS}
        self._waiting: deque[_Waiting] = deque()
        self._open: dict[Channel, list[float]] = {channel: [] for channel in CHANNELS}
        self._before = restored.silenced.redactions if restored else ()
        self._unheard = list(restored.silenced.unheard) if restored else []
        self._off = restored.silenced.off if restored else {channel: [] for channel in CHANNELS}
        self._ended = restored is not None and restored.ended
        self._told = self._silenced()
        self._fresh = restored is None or not (self._sound.end or self._events.end)
        self._outline = Outline(rate_hz) if self._fresh else None
        self._clock_s = 0.0
        self.heard_s = 0.0
        self.words_end_s: dict[Channel, float] = dict.fromkeys(CHANNELS, 0.0)

    @property
    def sound_end(self) -> int:
        """The sample after the last that is in ``sound``."""
        return self._sound.end

    @property
    def events_end(self) -> int:
        """The number of the first event that is not in ``events``."""
        return self._events.end

    @property
    def redactions(self) -> tuple[Redaction, ...]:
        """What is left out so far, by start."""
        found = {*self._before, *self._redactor.redactions}
        return tuple(sorted(found, key=lambda r: (r.start_s, r.end_s, r.channel, r.kind)))

    def open_from(self, channel: Channel) -> float | None:
        """Return since when a side's speech has no words yet, if there is any."""
        return min(self._open[channel], default=None)

    def hear(self, channel: Channel, start: int, pcm: NDArray[np.int16], *, off: bool) -> None:
        """Take int16[n] of one side from sample ``start`` on.

        Args:
            channel: Whose.
            start: Its first sample.
            pcm: The sound.
            off: Whether it is not to be kept, and is silence already.
        """
        side = self._sides[channel]
        if self._fresh and side.begin is None and start > 0:
            self._add_off(channel, 0.0, start / self._rate_hz)
        side.add(start, pcm)
        if off:
            self._add_off(channel, start / self._rate_hz, (start + len(pcm)) / self._rate_hz)

    def note(self, number: int, event: CallEvent, *, kept: bool = True) -> None:
        """Take the call's next event.

        Args:
            number: Its place among the call's events.
            event: As it was told.
            kept: ``False`` for words that the redactor must know but that are not kept.
        """
        told_s = time_of(event)
        if math.isfinite(told_s):
            self._clock_s = self.heard_s = max(self._clock_s, told_s)
        match event:
            case Utterance(final=True):
                self._redactor.take(event)
                self.words_end_s[event.channel] = event.end_s
                starts = self._open[event.channel]
                starts[:] = [start_s for start_s in starts if start_s >= event.end_s]
            case Stretch() if event.start_s not in self._open[event.channel]:
                self._open[event.channel].append(event.start_s)
        if kept and number >= self._events.end:
            self._waiting.append(_Waiting(number, self._clock_s, event))

    def kept_part(self, event: CallEvent) -> CallEvent | None:
        """Return what of an event may be kept, going by the seconds that may not."""
        return without_off(event, self._off)

    def mask_early(self, event: CallEvent) -> CallEvent:
        """Return an event without what is known to be secret by now.

        What waits on the disk is read by another program after a crash, which no longer
        knows what was redacted long before.
        """
        return masked(event, self._redactor)

    def settle(self) -> None:
        """Write all of which the redactor is sure, and wait until it is on the disk.

        Raises:
            OSError: If the disk is full or gone.
        """
        open_from_s = {channel: self.open_from(channel) for channel in CHANNELS}
        self._redactor.advance(self.heard_s, open_from_s)
        starts = [start_s for start_s in open_from_s.values() if start_s is not None]
        limit_s = min(
            self._redactor.settled_s,
            self.heard_s - GUARD_S,
            *(start_s - MARGIN_S for start_s in starts),
        )
        self._write_events(limit_s)
        self._write_sound(limit_s)

    def silence_from(self, start_s: float) -> None:
        """Keep no sound after ``start_s``, and no words that were only half recognized.

        For sound whose words nobody will ever know, so that nothing secret is left in it.
        """
        end_s = max((side.end or 0) for side in self._sides.values()) / self._rate_hz
        if end_s > start_s:
            self._unheard.append((max(0.0, start_s), end_s))

    def finish(self) -> Settled:
        """Write the rest: the call is over. Speech that never got its words is made silent.

        Raises:
            OSError: If the disk is full or gone.
        """
        self._redactor.advance(self.heard_s, dict.fromkeys(CHANNELS))
        self._redactor.flush()
        starts = [start_s for starts in self._open.values() for start_s in starts]
        if starts and not self._ended:
            self.silence_from(min(starts) - MARGIN_S)
            unheard_s = min(starts)
            self._waiting = deque(
                one
                for one in self._waiting
                if not (
                    isinstance(one.event, Utterance)
                    and not one.event.final
                    and one.event.start_s >= unheard_s
                )
            )
        if not self._ended:
            self._write_events(math.inf, ended=True)
            self._ended = True
        self._write_sound(math.inf)
        self.close()
        outline = self._outline or outline_of(self._path, self._sealer, self._rate_hz)
        return Settled(
            self._sound.end / self._rate_hz,
            outline.sha256,
            outline.peaks,
            self.redactions,
            tuple(self._unheard),
            tuple(sorted({span for spans in self._off.values() for span in spans})),
            self._not_recorded(),
        )

    def close(self) -> None:
        """Free the files."""
        self._events.close()
        self._sound.close()

    def _silenced(self) -> Silenced:
        off = {channel: [*spans] for channel, spans in self._off.items()}
        return Silenced(self.redactions, tuple(self._unheard), off)

    def _add_off(self, channel: Channel, start_s: float, end_s: float) -> None:
        spans = self._off[channel]
        if spans and start_s <= spans[-1][1] + 1e-3:
            spans[-1] = (spans[-1][0], max(end_s, spans[-1][1]))
        else:
            spans.append((start_s, end_s))

    def _not_recorded(self) -> tuple[Span, ...]:
        """Return the seconds of which no side that was heard is kept."""
        heard = [channel for channel, side in self._sides.items() if side.begin is not None]
        # After a crash with nothing pending, only what is off tells which side was there.
        sides = [self._off[c] for c in heard or [c for c in CHANNELS if self._off[c]]]
        spans = sides[0] if sides else []
        for others in sides[1:]:
            spans = [
                (max(start_s, from_s), min(end_s, until_s))
                for start_s, end_s in spans
                for from_s, until_s in others
            ]
        return tuple(span for span in spans if span[1] - span[0] >= NOTICED_S)

    def _write_events(self, limit_s: float, *, ended: bool = False) -> None:
        events: list[CallEvent] = []
        end = self._events.end
        while self._waiting and self._waiting[0].told_s <= limit_s:
            waiting = self._waiting.popleft()
            end = waiting.number + 1
            event = without_off(waiting.event, self._off)
            if event is not None:
                events.append(self._cleaned(event))
        silenced = self._silenced()
        if end > self._events.end or silenced != self._told or ended:
            self._events.append(end, events, silenced, ended=ended)
            self._told = silenced

    def _cleaned(self, event: CallEvent) -> CallEvent:
        if isinstance(event, Utterance):
            return self._redactor.redact(event)
        return unmeasured(masked(event, self._redactor), self._measures)

    def _write_sound(self, limit_s: float) -> None:
        ends = [side.end or 0 for side in self._sides.values()]
        ended = limit_s == math.inf
        common = max(ends) if ended else max(min(ends), max(ends) - self._samples(MAX_LAG_S))
        limit = common if ended else min(common, self._samples(limit_s))
        step = self._samples(CHUNK_S)
        position = self._position()
        written = False
        while position < limit and (ended or position + step <= limit):
            stop = min(position + step, limit)
            pcm = np.stack([self._sides[c].take(position, stop) for c in CHANNELS], axis=1)
            self._silence(position, pcm)
            if self._outline is not None:
                self._outline.push(position, pcm)
            self._sound.append(position, pcm)
            position, written = stop, True
        if written:
            self._sound.sync()

    def _position(self) -> int:
        """Return the first sample to write next."""
        begins = [side.begin for side in self._sides.values() if side.begin is not None]
        return self._sound.end or min(begins, default=0)

    def _silence(self, start: int, pcm: PcmSamples) -> None:
        spans: list[Span] = [(r.start_s, r.end_s) for r in self.redactions]
        for start_s, end_s in (*spans, *self._unheard):
            first = max(0, math.floor(start_s * self._rate_hz) - start)
            last = min(len(pcm), math.ceil(min(end_s, 1e9) * self._rate_hz) - start)
            # Both sides: a headset lets one side's voice into the other's microphone.
            if first < last:
                pcm[first:last] = 0

    def _samples(self, seconds: float) -> int:
        return math.floor(seconds * self._rate_hz + 1e-6)


@dataclass(frozen=True, slots=True)
class _Waiting:
    number: int
    told_s: float
    event: CallEvent


class _Side:
    """One side's sound that waits, laid on the call's samples."""

    def __init__(self, rate_hz: int) -> None:
        self._max_jump = round(MAX_JUMP_S * rate_hz)
        self._pieces: deque[tuple[int, NDArray[np.int16]]] = deque()
        self.begin: int | None = None
        self.end: int | None = None

    def add(self, start: int, pcm: NDArray[np.int16]) -> None:
        """Take sound; what was lost before it is silence, what comes twice is dropped."""
        if self.end is None:
            self.begin = self.end = start
        ahead = start - self.end
        if ahead > self._max_jump:
            return
        # A block's time may be off by a sample where its source rounds; that is no gap.
        if ahead > 1:
            self.end = start
        elif ahead < -1:
            pcm = pcm[-ahead:]
        if len(pcm):
            self._pieces.append((self.end, pcm))
            self.end += len(pcm)

    def take(self, start: int, end: int) -> NDArray[np.int16]:
        """Return int16[end - start] and forget all sound before ``end``."""
        out = np.zeros(end - start, np.int16)
        while self._pieces and self._pieces[0][0] < end:
            at, pcm = self._pieces.popleft()
            first, last = max(at, start), min(at + len(pcm), end)
            if first < last:
                out[first - start : last - start] = pcm[first - at : last - at]
            if at + len(pcm) > end:
                self._pieces.appendleft((end, pcm[end - at :]))
        return out
