"""What passes from a device's callback to the engine thread."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from callassist.types import Samples

QUEUE_S = 30.0
"""Sound that may wait for the engine thread before the device's next is lost.

A busy machine takes up to 25 s to open a call whose first words wait here meanwhile.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Packet:
    """What one callback brought.

    Attributes:
        samples: float32[n], mono, at the device's rate.
        arrival_s: Monotonic time at which its last sample could be had.
        lost_frames: Frames lost just before it because the queue was full.
        broken: Whether the device itself lost sound before it, nobody knows how much.
    """

    samples: Samples
    arrival_s: float
    lost_frames: int = 0
    broken: bool = False


class PacketQueue:
    """A bounded queue from one callback to one reader that makes neither wait.

    One thread calls :meth:`offer`, another :meth:`take`. There is no lock:
    ``deque`` appends and pops atomically and each counter has one writer, so a
    real-time callback never waits for the reader. When full, a packet is not
    kept but counted, and the next one that fits carries the count.
    """

    def __init__(self, capacity_frames: int) -> None:
        """Hold at most ``capacity_frames`` of sound."""
        self._packets: deque[Packet] = deque()
        self._capacity_frames = capacity_frames
        self._offered_frames = 0
        self._taken_frames = 0
        self._lost_frames = 0
        self._broken = False

    def offer(self, samples: Samples, arrival_s: float, *, broken: bool = False) -> None:
        """Keep a copy of ``samples``, or count them as lost when full."""
        self._broken |= broken
        if self._offered_frames - self._taken_frames + len(samples) > self._capacity_frames:
            self._lost_frames += len(samples)
            return
        copy = np.array(samples, dtype=np.float32)
        self._packets.append(Packet(copy, arrival_s, self._lost_frames, self._broken))
        self._offered_frames += len(samples)
        self._lost_frames = 0
        self._broken = False

    def put_back(self, packets: list[Packet]) -> None:
        """Let the reader's own ``packets``, oldest first, wait again before all others."""
        self._packets.extendleft(reversed(packets))
        self._taken_frames -= sum(len(packet.samples) for packet in packets)

    def take(self) -> list[Packet]:
        """Return every packet that waits, oldest first."""
        taken: list[Packet] = []
        while self._packets:
            packet = self._packets.popleft()
            self._taken_frames += len(packet.samples)
            taken.append(packet)
        return taken


class Capture(Protocol):
    """A device that is open and fills a queue.

    Attributes:
        name: The device's name, for people.
        rate_hz: Its samples a second.
        queue: Where its packets wait.
    """

    name: str
    rate_hz: int
    queue: PacketQueue

    def failure(self) -> str | None:
        """Return why no more sound will come, as a few words, or ``None`` while all is well."""
        ...

    def news(self) -> bool:
        """Return whether the computer's devices or defaults changed since this was last asked."""
        ...

    def close(self) -> None:
        """Stop and free the device; safe to call twice."""
        ...
