"""Puts one device's samples where they belong in call time.

Two devices are two clocks: each counts samples by its own crystal (often 50,
seldom 200 parts a million off), sends packets late by some and then several at
once, and a loopback may send nothing at all while nothing plays. The call has
one clock, the machine's monotonic one.

*Where a packet belongs.* A packet may arrive late but never early. So the
smallest ``arrival - device time`` of the last two seconds is the best guess of
how the device's count lies to the clock, however wild the jitter: the minimum
filter of NTP (RFC 5905, section 10) and of clock-skew estimation from network
delays (Moon, Skelly and Towsley 1999).

*How it gets there.* The sound on its way is stretched by a first-order phase
locked loop: the ratio of soxr's variable-rate resampler follows the error with
a time constant of four seconds. 200 parts a million settle at under a
millisecond of error and cannot be heard. An error over ``STEP_S`` is no drift
but a hole in the stream: zeros are put in, or what is double is taken out and
counted as lost.

*Silence.* When nothing has come for ``HOLD_S`` (more than any jitter, so that
lateness makes no holes), zeros follow the clock at that distance. The first
packets after such a hole wait ``SETTLE_S``, until the most punctual of them
shows where they belong; what arrives for time already filled is counted as lost.
After the machine stood still nothing is filled for as long: what waited comes first.
"""

from __future__ import annotations

from collections import deque

import numpy as np
import soxr

from callassist.sources import RATE_HZ
from callassist.sources.packets import Packet
from callassist.types import AudioBlock, Channel, Samples

WINDOW_S = 2.0
"""How long a packet's arrival may speak for where the device's clock stands."""
HOLD_S = 0.25
"""Lateness that is still jitter; beyond it the clock fills."""
SETTLE_S = 0.3
"""How long the first packets of a stretch wait for a punctual one."""
STEP_S = 0.025
"""Error beyond which sound is moved at once rather than stretched."""
LOOP_S = 4.0
"""Time constant of the loop that stretches."""
MAX_STRETCH = 0.005
"""At most this share faster or slower; pitch moves by less than a tenth of a semitone."""
HOLE_S = 0.1
"""Less without the device's sound is no hole that anyone would hear."""
FILL_STEP_S = 0.02
"""Zeros are sent in blocks at least this long."""


class ArrivalWindow:
    """The smallest ``arrival - device time`` of the last :data:`WINDOW_S` seconds.

    A monotone queue: amortized constant work a packet.
    """

    def __init__(self) -> None:
        """Begin with no packet seen."""
        self._minima: deque[tuple[float, float]] = deque()

    def add(self, arrival_s: float, offset_s: float) -> None:
        """Take one packet's arrival and its ``arrival - device time``."""
        while self._minima and self._minima[-1][1] >= offset_s:
            self._minima.pop()
        self._minima.append((arrival_s, offset_s))
        while self._minima[0][0] < arrival_s - WINDOW_S:
            self._minima.popleft()

    @property
    def offset_s(self) -> float:
        """The smallest offset; seconds of monotonic time at device time zero."""
        return self._minima[0][1]


class ClockMap:
    """One device's packets in, a gapless timeline at 16 kHz out.

    Every block starts where the last one ended, and sample ``k`` since the
    start was heard at ``zero_s + k / 16000`` on the monotonic clock. Lost sound
    is in the timeline as zeros; ``lost_samples`` only tells of it.

    Attributes:
        heard_s: Call time up to which the device's own sound came last.
        hole: The last time of at least ``HOLE_S`` that held none of it: start and end.
    """

    def __init__(self, channel: Channel, device_rate_hz: int, zero_s: float) -> None:
        """Map ``channel``'s device; ``zero_s`` is the monotonic time of the call's start."""
        self._channel: Channel = channel
        self._zero_s = zero_s
        self._out_samples = 0
        self._fed_s = 0.0
        self._lost_s = 0.0
        self._packet_s = 0.0
        self._resumed_s = zero_s
        self.heard_s = 0.0
        self.hole = (0.0, 0.0)
        self._begin(device_rate_hz)

    @property
    def position_s(self) -> float:
        """How far into the call the device's sound has been placed, or filled up."""
        return self._fed_s

    def push(self, packet: Packet) -> list[AudioBlock]:
        """Place one packet; return the sound that is now certain."""
        if not self._waiting:
            # What came just before a stop does not tell that all that waited has come.
            self._settle_since_s = max(packet.arrival_s, self._resumed_s)
        self._packet_s = max(self._packet_s, len(packet.samples) / self._rate_hz)
        self._device_frames += packet.lost_frames + len(packet.samples)
        device_s = self._device_frames / self._rate_hz
        self._window.add(packet.arrival_s, packet.arrival_s - device_s)
        self._waiting.append(packet)
        if self._settling and packet.arrival_s - self._settle_since_s < SETTLE_S:
            return []
        return self._place()

    def tick(self, now_s: float) -> list[AudioBlock]:
        """Fill with zeros what the clock has passed without a packet."""
        blocks: list[AudioBlock] = []
        if self._waiting:
            if now_s - self._settle_since_s < SETTLE_S:
                return blocks
            blocks += self._place()
        if now_s - self._resumed_s < SETTLE_S:  # the device's thread may wake after this one
            return blocks
        hold_s = HOLD_S + min(self._packet_s, HOLD_S)
        missing_s = now_s - self._zero_s - hold_s - self._fed_s
        if missing_s < FILL_STEP_S:
            return blocks
        self._begin_stretch()
        return blocks + self._feed(self._zeros(missing_s))

    def resume(self, passed_s: float, now_s: float) -> list[AudioBlock]:
        """Go on after the machine stood still: what waited meanwhile now comes at once.

        Args:
            passed_s: Of the time that went by, so much is no part of the call.
            now_s: Monotonic time.
        """
        blocks = self._place() if self._waiting else []
        self._zero_s += passed_s
        self._resumed_s = now_s
        self._begin_stretch()
        return blocks

    def restart(self, device_rate_hz: int) -> list[AudioBlock]:
        """Go on with another device, or the same one opened again."""
        blocks = self.flush()
        self._begin(device_rate_hz)
        return blocks

    def flush(self) -> list[AudioBlock]:
        """Return what is still inside; only :meth:`restart` may follow."""
        blocks = self._place() if self._waiting else []
        tail = self._resampler.resample_chunk(np.zeros(0, np.float32), last=True)
        self._fed_s = (self._out_samples + len(tail)) / RATE_HZ
        return blocks + self._block(tail)

    def _begin(self, device_rate_hz: int) -> None:
        self._rate_hz = device_rate_hz
        # A variable-rate soxr stream is made for its greatest ratio; unlike the fixed-rate one
        # it also answers within 30 ms and evenly, not in bursts of up to 115 ms.
        self._resampler = soxr.ResampleStream(
            device_rate_hz * (1 + 2 * MAX_STRETCH), RATE_HZ, 1, dtype="float32", vr=True
        )
        self._packet_s = 0.0
        self._broken = False
        self._begin_stretch()

    def _begin_stretch(self) -> None:
        """Forget how the device's count lay to the clock: it has paused."""
        self._window = ArrivalWindow()
        self._device_frames = 0
        self._waiting: list[Packet] = []
        self._settle_since_s = 0.0
        self._settling = True
        self._first = True  # the first sound of a stretch is put exactly where it belongs

    def _place(self) -> list[AudioBlock]:
        """Feed the waiting packets to where the window says they belong."""
        packets, self._waiting = self._waiting, []
        self._settling = False
        self._broken |= any(packet.broken for packet in packets)
        pieces: list[Samples] = []
        for packet in packets:
            # Frames lost on the way were still counted by the device: zeros keep its count true.
            pieces += [np.zeros(packet.lost_frames, np.float32), packet.samples]
            self._lost_s += packet.lost_frames / self._rate_hz
        sound = np.concatenate(pieces)
        if not np.isfinite(sound).all():
            sound = np.nan_to_num(sound, nan=0.0, posinf=0.0, neginf=0.0)
        end_s = self._window.offset_s + self._device_frames / self._rate_hz - self._zero_s
        error_s = end_s - len(sound) / self._rate_hz - self._fed_s
        tolerance_s = 0.0 if self._first else STEP_S
        self._first = False
        if error_s > tolerance_s:
            if self._broken:
                self._lost_s += error_s
                self._broken = False
            return self._feed(self._zeros(error_s)) + self._hear(sound)
        if error_s < -tolerance_s:
            surplus = min(round(-error_s * self._rate_hz), len(sound))
            self._first = tolerance_s == 0.0 and surplus == len(sound)
            if self._fed_s > 0:  # before the call's start there is nothing to lose
                self._lost_s += surplus / self._rate_hz
            return self._hear(sound[surplus:])
        return self._hear(sound, float(np.clip(error_s / LOOP_S, -MAX_STRETCH, MAX_STRETCH)))

    def _zeros(self, duration_s: float) -> Samples:
        return np.zeros(round(duration_s * self._rate_hz), np.float32)

    def _hear(self, sound: Samples, stretch: float = 0.0) -> list[AudioBlock]:
        """Feed the device's own sound."""
        if not len(sound):
            return []
        if self._fed_s - self.heard_s >= HOLE_S:
            self.hole = (self.heard_s, self._fed_s)
        blocks = self._feed(sound, stretch)
        self.heard_s = self._fed_s
        return blocks

    def _feed(self, sound: Samples, stretch: float = 0.0) -> list[AudioBlock]:
        """Resample the next sound of the timeline, ``stretch`` longer than it was."""
        if not len(sound):
            return []
        self._resampler.set_io_ratio(self._rate_hz, RATE_HZ * (1 + stretch))
        self._fed_s += len(sound) / self._rate_hz * (1 + stretch)
        return self._block(self._resampler.resample_chunk(sound))

    def _block(self, samples: Samples) -> list[AudioBlock]:
        if not len(samples):
            return []
        lost_samples = round(self._lost_s * RATE_HZ)
        self._lost_s = 0.0
        start_s = self._out_samples / RATE_HZ
        self._out_samples += len(samples)
        return [AudioBlock(self._channel, start_s, RATE_HZ, samples, lost_samples)]
