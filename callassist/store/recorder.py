"""Keeps a call while it happens, at next to no cost for the thread that hears it.

The engine thread puts references into a queue. A thread of the recorder's own takes them
out, writes them sealed into pending segments several times a second, so that a crash costs
less than a second, and settles what the redactor is sure of (:mod:`callassist.store.settling`).
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from callassist.errors import CallStoreError
from callassist.settings.measures import ALL_MEASURES, Measures
from callassist.store.cleaning import TakesOut
from callassist.store.erasing import erase_file
from callassist.store.journal import PendingBlock, PendingFolder, PendingSegment
from callassist.store.packing import pack_events
from callassist.store.sealing import Sealer
from callassist.store.settling import Settled, Settler
from callassist.store.sound import to_pcm
from callassist.types import AudioBlock, CallEvent, Channel, Samples, Stretch, Utterance

SEGMENT_S = 0.4
"""A pending segment is written at least this often, by the call's time and by the clock."""
SETTLE_S = 2.0
"""How often what is certain is settled."""
QUEUE_S = 30.0
"""Sound of both sides together that may wait for a disk; more is lost, counted and told."""
QUEUE_EVENTS = 20_000
WAIT_S = 0.01

log = logging.getLogger(__name__)


@dataclass(slots=True, eq=False)
class _Sound:
    """A block on its way; ``samples`` is ``None`` where it is not to be kept."""

    block: AudioBlock
    samples: Samples | None


@dataclass(slots=True, eq=False)
class _Told:
    """An event on its way.

    Attributes:
        event: The event.
        kept: Whether it may be kept.
        before: Whether it is from before the recording began.
    """

    event: CallEvent
    kept: bool
    before: bool = False


@dataclass(frozen=True, slots=True)
class _Segment:
    """A pending file and what is in it."""

    path: Path
    sound_end: int
    events_end: int


class Recorder:
    """Writes one call to its folder.

    ``put_block`` and ``put_event`` belong to one thread, the engine's; everything else may
    be called from any.

    Attributes:
        problem: Why recording stopped, one line, or nothing.
        settled: What was kept, once ``close`` has returned without a problem.
    """

    def __init__(
        self,
        folder: Path,
        sealer: Sealer,
        redactor: TakesOut,
        rate_hz: int,
        *,
        measures: Measures = ALL_MEASURES,
        durable: bool = True,
        on_problem: Callable[[str], None] | None = None,
    ) -> None:
        """Begin to write.

        Args:
            folder: The call's; it is there.
            sealer: The call's.
            redactor: Knows what is secret; the recorder's thread alone uses it from now on.
            rate_hz: Samples a second of the sound to come.
            measures: Whose voice's figures may be kept.
            durable: Whether a crash shall cost no more than a second. Without it nothing is
                pending on the disk, and a full queue holds up the caller instead of losing
                sound: for a recording, which can be read again.
            on_problem: Told once, on the recorder's thread, why recording stopped; and when
                sound was lost because the disk did not keep up.

        Raises:
            OSError: If the folder cannot be written.
        """
        self._durable = durable
        self._rate_hz = rate_hz
        self._on_problem = on_problem or _tell_nobody
        self._settler = Settler(folder, sealer, redactor, rate_hz, measures=measures)
        self._pending = PendingFolder(folder, sealer)
        self._segments: deque[_Segment] = deque()
        self._queue: deque[_Sound | _Told] = deque()
        self._queue_samples = round(QUEUE_S * rate_hz)
        self._wake_samples = round(SEGMENT_S * rate_hz)
        # Each count is changed by one thread only, so that no lock is needed.
        self._put_samples = self._taken_samples = self._woken_samples = 0
        self._lost_samples = self._told_lost = 0
        self._events = 0
        self._settled_at_s = 0.0
        self._keeping = threading.Event()
        self._keeping.set()
        self._wake = threading.Event()
        self._closing = threading.Event()
        self._abandoned = False
        self.problem = ""
        self.settled: Settled | None = None
        self._thread = threading.Thread(target=self._run, name="callassist-recorder", daemon=True)
        self._thread.start()

    @property
    def keeping(self) -> bool:
        """Whether what is put now will be kept."""
        return self._keeping.is_set() and not self.problem

    @property
    def lost_s(self) -> float:
        """Seconds of either side that the disk was too slow for; they are silent."""
        return self._lost_samples / self._rate_hz

    @property
    def waiting_s(self) -> float:
        """Seconds of sound, of both sides together, that are not on the disk yet."""
        return (self._put_samples - self._taken_samples) / self._rate_hz

    def pause(self) -> None:
        """Keep nothing until ``resume``: sound is silence, events are dropped."""
        self._keeping.clear()

    def resume(self) -> None:
        """Go on after ``pause``."""
        self._keeping.set()

    def put_block(self, block: AudioBlock, *, kept: bool = True) -> None:
        """Take sound of one side, to be kept unless recording is off; returns at once."""
        if self.problem:
            return
        count = len(block.samples)
        while self._put_samples - self._taken_samples > self._queue_samples:
            if self._durable:
                self._lost_samples += count
                return
            if self._closing.is_set() or not self._thread.is_alive():
                return
            self._wake.set()
            time.sleep(WAIT_S)
        samples = block.samples.copy() if kept and self._keeping.is_set() else None
        self._queue.append(_Sound(block, samples))
        self._put_samples += count
        if self._put_samples - self._woken_samples >= 2 * self._wake_samples:
            self._woken_samples = self._put_samples
            self._wake.set()

    def put_event(self, event: CallEvent) -> None:
        """Take an event; returns at once."""
        if self.problem:
            return
        kept = self._keeping.is_set()
        # Words begun before a pause may end in it; what is secret in them must still be known.
        if kept or isinstance(event, Utterance | Stretch):
            if len(self._queue) > QUEUE_EVENTS and self._durable:
                # Without all words nobody knows what is secret in the sound that follows.
                self._fail("the recording stopped: the disk has not answered for minutes")
                return
            self._queue.append(_Told(event, kept))

    def put_context(self, events: Iterable[CallEvent]) -> None:
        """Tell the redactor what was said before the recording began; none of it is kept."""
        told = [e for e in events if isinstance(e, Utterance | Stretch)]
        known_s = {e.channel: e.end_s for e in told if isinstance(e, Utterance) and e.final}
        for event in told:
            known = isinstance(event, Stretch) and event.start_s < known_s.get(event.channel, 0.0)
            if not known:
                self._queue.append(_Told(event, False, before=True))

    def close(self) -> Settled | None:
        """Write the rest and end; return what was kept, or ``None`` after a problem."""
        self._closing.set()
        self._wake.set()
        self._thread.join()
        return self.settled

    def abandon(self) -> None:
        """End without settling: what is on the disk is left as after a crash."""
        self._abandoned = True
        self.close()

    def _run(self) -> None:
        try:
            while not self._closing.is_set() and not self.problem:
                self._wake.wait(SEGMENT_S)
                self._wake.clear()
                self._take()
            if not self._abandoned and not self.problem:
                self._take()
                self.settled = self._settler.finish()
                self._drop_segments(everything=True)
        except (OSError, CallStoreError) as error:
            reason = (getattr(error, "strerror", None) or str(error)).lower()
            self._fail(
                f"the recording stopped: {reason}; what was kept until then stays, and is "
                "recovered at the next start"
            )
        except Exception as error:
            log.info("the recorder stopped", exc_info=True)
            self._fail(
                f"the recording stopped, a mistake in callassist ({type(error).__name__}): "
                "report it with what --verbose says"
            )
        finally:
            self._queue.clear()
            self._settler.close()

    def _fail(self, line: str) -> None:
        self.problem = line
        self._on_problem(line)

    def _take(self) -> None:
        """Take what is in the queue, put it on the disk and settle what is due."""
        items = [self._queue.popleft() for _ in range(len(self._queue))]
        sounds = [item for item in items if isinstance(item, _Sound)]
        first_event = self._events
        # Sound first: what was said goes by which seconds are kept.
        blocks = [self._hear(run) for run in _runs(sounds)]
        events = [
            event for item in items if isinstance(item, _Told) for event in self._hear_of(item)
        ]
        if self._durable and (blocks or events):
            segment = PendingSegment(blocks, first_event, pack_events(events))
            path = self._pending.write(segment)
            end = max((block.start + block.count for block in blocks), default=0)
            self._segments.append(_Segment(path, end, self._events))
        self._taken_samples += sum(len(sound.block.samples) for sound in sounds)
        self._tell_of_loss()
        if self._settler.heard_s - self._settled_at_s >= SETTLE_S:
            self._settled_at_s = self._settler.heard_s
            # One round later than could be: should the newest piece be torn, it is here again.
            self._drop_segments()
            self._settler.settle()

    def _hear(self, run: list[_Sound]) -> PendingBlock:
        """Take blocks of one side that follow each other, as if they were one."""
        block = run[0].block
        kept = [sound.samples for sound in run if sound.samples is not None]
        count = sum(len(sound.block.samples) for sound in run)
        pcm = to_pcm(np.concatenate(kept)) if kept else np.zeros(count, np.int16)
        start = round(block.start_s * self._rate_hz)
        self._settler.hear(block.channel, start, pcm, off=not kept)
        packed = pcm.astype("<i2").tobytes() if kept and self._durable else None
        return PendingBlock(block.channel, start, count, packed)

    def _hear_of(self, item: _Told) -> list[CallEvent]:
        """Take an event; return what of it may wait on the disk."""
        event: CallEvent | None = item.event
        if not item.kept and not (isinstance(event, Stretch) and not event.final):
            # Words that began before a pause are kept up to it. That somebody speaks waits
            # here as well: what follows the pause is not recognized yet.
            whole = isinstance(event, Utterance) and event.final and not item.before
            event = self._settler.kept_part(item.event) if whole else None
            if isinstance(event, Utterance) and not event.words:
                event = None
        self._settler.note(self._events, item.event, kept=event is not None)
        if event is None:
            return []
        self._events += 1
        return [self._settler.mask_early(event)]

    def _drop_segments(self, *, everything: bool = False) -> None:
        """Delete the segments of which all is settled."""
        settler = self._settler
        while self._segments and (
            everything
            or (
                self._segments[0].sound_end <= settler.sound_end
                and self._segments[0].events_end <= settler.events_end
            )
        ):
            erase_file(self._segments.popleft().path)

    def _tell_of_loss(self) -> None:
        """Say once that sound was lost because the disk was too slow."""
        if self._lost_samples and not self._told_lost:
            self._told_lost = self._lost_samples
            self._on_problem(
                "the disk is too slow: some seconds of the recording are silent; close what "
                "else writes to it"
            )


def _runs(sounds: Iterable[_Sound]) -> Iterable[list[_Sound]]:
    """Join each side's blocks while they follow each other and are all kept, or all not.

    A device gives a hundred blocks a second: converting each by itself would cost more than
    everything else that is done with them.
    """
    runs: list[list[_Sound]] = []
    last: dict[Channel, list[_Sound]] = {}
    ends: dict[Channel, float] = {}
    for sound in sounds:
        block = sound.block
        run = last.get(block.channel)
        joins = (
            run is not None
            and abs(block.start_s - ends[block.channel]) * block.rate_hz <= 1.0
            and (run[-1].samples is None) == (sound.samples is None)
        )
        if run is not None and joins:
            run.append(sound)
        else:
            run = last[block.channel] = [sound]
            runs.append(run)
        ends[block.channel] = block.start_s + len(block.samples) / block.rate_hz
    return runs


def _tell_nobody(_line: str) -> None:
    """Stand in for a listener."""
