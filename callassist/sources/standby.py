"""The customer's device between two calls: heard cheaply, and handed over when one begins.

Between calls the device is read in coarse packets, which cost a fifth of the fine ones of a
call, and its last seconds stay in memory, nowhere else. When a call begins, the device is
opened a second time with fine packets, the kept seconds are joined to the first of these to
the sample, and the coarse stream is closed: the call has its first word, and no seam.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import soxr

from callassist.errors import AudioDeviceError
from callassist.sources import RATE_HZ
from callassist.sources.devices import (
    Device,
    find_device,
    follows_default,
    open_capture,
    open_coarsely,
)
from callassist.sources.packets import Capture, Packet
from callassist.types import Samples

COARSE_S = 0.2
"""Sound that comes at once; at 20 ms the same costs five times as much."""
SILENT_AFTER_S = 0.6
"""A loopback may send nothing while nothing plays: after so long it is silence."""
JOIN_S = 0.06
"""Sound of the fine stream that is looked for in the coarse one."""
JOIN_WITHIN_S = 0.3
"""How far from where its arrival says it may be found."""
JOIN_CORRELATION = 0.8
JOINING_MAY_TAKE_S = 0.8
FINE_S = 0.02

Find = Callable[[str], Device]
Open = Callable[[Device], Capture]
OpenCoarsely = Callable[[Device, float], Capture]


@dataclass(frozen=True, slots=True, eq=False)
class Begun:
    """The customer's side of a call that has begun already.

    Attributes:
        device: What is heard.
        capture: It, open; its queue holds the sound since ``since_s``.
        since_s: Monotonic time at which the call began.
    """

    device: Device
    capture: Capture
    since_s: float

    def opener(self, open_: Open) -> Open:
        """Return what gives the open capture first, and ``open_``'s from then on."""
        first = [self.capture]
        return lambda device: first.pop() if first else open_(device)

    def close(self) -> None:
        """Free the device, where no call came of it."""
        self.capture.close()


class Standby:
    """One device between two calls; for one thread, but for :meth:`close`."""

    def __init__(
        self,
        spec: str,
        keep_s: float,
        *,
        find: Find = find_device,
        open_: Open = open_capture,
        open_coarsely: OpenCoarsely = open_coarsely,
    ) -> None:
        """Open the device that ``spec`` means.

        Args:
            spec: See ``find_device``.
            keep_s: How much of the last sound is kept in memory.
            find: Finds a device by its name.
            open_: Opens it for a call.
            open_coarsely: Opens it for less.

        Raises:
            AudioDeviceError: If it is not there or does not open.
        """
        self._spec = spec
        self._find = find
        self.device = find(spec)
        self._keep_s = keep_s
        self._open = open_
        self._capture = open_coarsely(self.device, COARSE_S)
        self._rate_hz = self._capture.rate_hz
        self._kept: deque[Samples] = deque()
        self._kept_samples = 0
        self._heard_s = time.monotonic()
        self._resampler = soxr.ResampleStream(
            self._rate_hz, RATE_HZ, 1, dtype="float32", quality="LQ"
        )

    def read(self) -> Samples:
        """Return the sound since the last time, at 16 kHz, without gaps: float32[n]."""
        pieces = self._take()
        now_s = time.monotonic()
        if not pieces and now_s - self._heard_s > SILENT_AFTER_S:
            silence = np.zeros(round((now_s - self._heard_s) * self._rate_hz), np.float32)
            pieces = [self._keep(silence)]
            self._heard_s = now_s
        heard: Samples = self._resampler.resample_chunk(
            np.concatenate([np.zeros(0, np.float32), *pieces])
        )
        return heard

    def moved(self) -> bool:
        """Return whether the system's default, where that is heard, is another device now."""
        if not self._capture.news() or not follows_default(self._spec):
            return False
        try:
            return self._find(self._spec).id != self.device.id
        except AudioDeviceError:
            return False

    def failure(self) -> str | None:
        """Return why no more sound will come, as a few words, or ``None``."""
        return self._capture.failure()

    @property
    def heard_s(self) -> float:
        """Monotonic time up to which :meth:`read` has given the sound."""
        return self._heard_s

    def hand_over(self, since_s: float) -> Begun:
        """Open the device as a call needs it, with its sound from ``since_s`` on, and end.

        Takes some tenths of a second, of which nothing is lost.

        Args:
            since_s: Monotonic time; what was kept begins no earlier than ``keep_s`` ago.

        Raises:
            AudioDeviceError: If it does not open.
        """
        self._keep_s = np.inf  # nothing is let go any more
        shared = True
        try:
            fine = self._open(self.device)
        except AudioDeviceError:
            shared = False  # only one at a time may have it
            self.close()
            fine = self._open(self.device)
        fresh: list[Packet] = []
        begins_s = time.monotonic()
        deadline_s = time.monotonic() + JOINING_MAY_TAKE_S
        while time.monotonic() < deadline_s:
            time.sleep(FINE_S)
            fresh += fine.queue.take()
            self._take()
            if not fresh:
                continue
            begins_s = _first_sample_s(fresh, self._rate_hz)
            if not shared or self._heard_s >= begins_s + JOIN_S + JOIN_WITHIN_S / 2:
                break
        self.close()
        missed = np.zeros(max(0, round((begins_s - self._heard_s) * self._rate_hz)), np.float32)
        history = np.concatenate([*self._kept, missed])
        expected = len(history) - max(0, round((self._heard_s - begins_s) * self._rate_hz))
        sound = np.concatenate([np.zeros(0, np.float32), *(packet.samples for packet in fresh)])
        history = history[: joint(history, sound, expected, self._rate_hz)]
        wanted = round((begins_s - since_s) * self._rate_hz)
        history = history[max(0, len(history) - wanted) :] if wanted > 0 else history[:0]
        since_s = begins_s - len(history) / self._rate_hz
        fine.queue.put_back([*_packets(history, since_s, self._rate_hz), *fresh])
        return Begun(self.device, fine, since_s)

    def close(self) -> None:
        """Free the device; safe to call twice and from any thread."""
        self._capture.close()

    def _take(self) -> list[Samples]:
        packets = self._capture.queue.take()
        if packets:
            self._heard_s = packets[-1].arrival_s
        return [self._keep(packet.samples) for packet in packets]

    def _keep(self, samples: Samples) -> Samples:
        samples = np.nan_to_num(np.asarray(samples, np.float32))
        self._kept.append(samples)
        self._kept_samples += len(samples)
        while self._kept_samples - len(self._kept[0]) >= self._keep_s * self._rate_hz:
            self._kept_samples -= len(self._kept.popleft())
        return samples


def joint(history: Samples, fresh: Samples, expected: int, rate_hz: int) -> int:
    """Return how many samples of ``history`` lie before the first of ``fresh``.

    Both are the same sound, read twice; the peak of their normalized cross-correlation
    says where they meet. Where there is nothing to compare, ``expected`` holds.

    Args:
        history: float32[n], older.
        fresh: float32[m], which ``history`` overlaps.
        expected: Where they meet as far as arrivals tell.
        rate_hz: Of both.
    """
    pattern = fresh[: round(JOIN_S * rate_hz)].astype(np.float64)
    expected = max(0, min(expected, len(history)))
    first = max(0, expected - round(JOIN_WITHIN_S * rate_hz))
    last = expected + round(JOIN_WITHIN_S * rate_hz) + len(pattern)
    window = history[first:last].astype(np.float64)
    energy = float(np.dot(pattern, pattern))
    if len(pattern) < JOIN_S * rate_hz / 2 or len(window) < len(pattern) or energy < 1e-9:
        return expected
    size = len(window) + len(pattern)
    product = np.fft.irfft(np.fft.rfft(window, size) * np.conj(np.fft.rfft(pattern, size)), size)
    squares = np.concatenate([[0.0], np.cumsum(np.square(window))])
    energies = squares[len(pattern) :] - squares[: -len(pattern)]
    likeness = product[: len(energies)] / np.sqrt(np.maximum(energies, 1e-9) * energy)
    best = int(np.argmax(likeness))
    return first + best if likeness[best] >= JOIN_CORRELATION else expected


def _first_sample_s(packets: list[Packet], rate_hz: int) -> float:
    """Return when the first sample was heard, by the most punctual of ``packets``."""
    ends = np.cumsum([len(packet.samples) for packet in packets]) / rate_hz
    return float(min(p.arrival_s - end for p, end in zip(packets, ends, strict=True)))


def _packets(sound: Samples, since_s: float, rate_hz: int) -> list[Packet]:
    """Cut ``sound`` into packets as a fine stream would have brought them."""
    step = round(FINE_S * rate_hz)
    return [
        Packet(part, since_s + (first + len(part)) / rate_hz)
        for first in range(0, len(sound), step)
        for part in [sound[first : first + step]]
    ]
