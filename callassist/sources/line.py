"""One side of a call: its device, watched and opened again when lost, and its timeline."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from callassist.errors import AudioDeviceError
from callassist.sources.clock import ClockMap
from callassist.sources.devices import Device, follows_default
from callassist.sources.gaps import GapWatch, Stop
from callassist.sources.health import (
    FIRST_SOUND_MAY_TAKE_S,
    RUNS_AFTER_S,
    STARVED,
    STARVED_S,
    DeviceHealth,
)
from callassist.sources.packets import Capture
from callassist.types import AudioBlock, Channel, Gap, Health

WATCH_S = 0.1
"""How often a device is asked whether it still works; also before it is first looked for."""
REOPEN_S = 0.25
"""How often a lost device is looked for."""
REOPEN_LATER_S = 1.0
"""The same, once it has been away for ``LONG_AWAY_S``."""
LONG_AWAY_S = 30.0
LONGEST_STOP_S = 120.0
"""Of a longer stop the rest is no part of the call: nobody wants hours of silence kept."""
CLOSING_MAY_TAKE_S = 8.0

Find = Callable[[str], Device]
Open = Callable[[Device], Capture]
DeviceNews = Health | Gap
"""What a source tells of a device, beside its sound."""

_log = logging.getLogger(__name__)


class Line:
    """One side: its device, watched and opened again when lost, and its timeline.

    Attributes:
        channel: Which side.
        device: What it has, or last had.
        zero_s: Monotonic time of the call's second 0.
    """

    def __init__(
        self, channel: Channel, spec: str, device: Device, find: Find, open_: Open
    ) -> None:
        """Open ``device``, which is what ``spec`` means now.

        Raises:
            AudioDeviceError: If it does not open.
        """
        self.channel: Channel = channel
        self.device = device
        self._spec = spec
        self._find = find
        self._open = open_
        self._closed = threading.Event()
        self._lost: str | None = None
        self._lost_before: str | None = None
        # The watcher opens and closes; the reader only looks at which capture is there now.
        self._capture: Capture | None = open_(self.device)
        self._reading: Capture = self._capture
        self._clock: ClockMap | None = None
        self._gaps: GapWatch | None = None
        self.zero_s = 0.0
        self._health = DeviceHealth(channel, self.device)
        self._starved = False
        self._opened_s = 0.0
        self._held: list[AudioBlock] = []
        self._watcher = threading.Thread(
            target=self._watch, name=f"watches the {channel}'s device", daemon=True
        )
        self._watcher.start()

    def begin(self, zero_s: float) -> None:
        """Start the call at monotonic time ``zero_s``."""
        self.zero_s = zero_s
        queue = self._reading.queue
        kept = [packet for packet in queue.take() if packet.arrival_s > zero_s]
        queue.put_back(kept)
        self._clock = ClockMap(self.channel, self._reading.rate_hz, zero_s)
        if not kept:  # of a call that has begun already, this side is heard from now on
            self._clock.heard_s = max(0.0, time.monotonic() - zero_s)
        self._gaps = GapWatch(self.channel, self._clock)
        self._opened_s = 0.0

    def read(self, now_s: float) -> tuple[list[AudioBlock], list[DeviceNews]]:
        """Return the sound that became certain, and what is new of the device."""
        assert self._clock is not None, "begin() comes first"
        assert self._gaps is not None
        clock, gaps = self._clock, self._gaps
        at_s = now_s - self.zero_s
        capture, lost = self._capture, self._lost
        blocks, self._held = self._held, []
        for packet in self._reading.queue.take():
            blocks += clock.push(packet)
        if capture is not None and capture is not self._reading:
            self._reading = capture
            before, self._lost_before = self._lost_before, None
            if before is not None:
                gaps.open(before)
            blocks += clock.restart(capture.rate_hz)
            self._starved, self._opened_s = False, at_s
            self._health.regain(self.device, at_s)
            gaps.back(at_s)
        elif capture is None and lost is not None:
            self._health.lose(lost)
            gaps.open(f"{self.device.name}: {lost}")
        blocks += clock.tick(now_s)
        if capture is not None:
            self._watch_hunger(clock, gaps, at_s)
        for block in blocks:
            self._health.hear(block)
        health = self._health.tell(at_s)
        gap = gaps.settle(at_s, may_be_silent=self.device.kind == "loopback")
        return blocks, [news for news in (health, gap) if news is not None]

    def stopped(self, stop: Stop) -> None:
        """Note that the machine stood still until now; before the next :meth:`read`."""
        assert self._clock is not None, "begin() comes first"
        assert self._gaps is not None
        self._gaps.open(stop.reason)
        passed_s = max(0.0, stop.stood_s - LONGEST_STOP_S)
        self.zero_s += passed_s
        now_s = time.monotonic()
        self._held = self._clock.resume(passed_s, now_s)
        self._opened_s = max(0.0, now_s - self.zero_s)  # it starves from now on only

    def end(self) -> tuple[list[AudioBlock], Gap | None]:
        """Return what is still inside, and a gap that lasts; only :meth:`begin` may follow."""
        clock, gaps = self._clock, self._gaps
        assert clock is not None, "begin() comes first"
        assert gaps is not None
        self._clock = self._gaps = None
        blocks: list[AudioBlock] = []
        for packet in self._reading.queue.take():
            blocks += clock.push(packet)
        blocks += clock.flush()
        return blocks, gaps.end(clock.position_s)

    def close(self) -> None:
        """Stop watching and free the device; safe to call twice and from any thread."""
        self._closed.set()
        if self._watcher is not threading.current_thread():
            self._watcher.join(CLOSING_MAY_TAKE_S)

    def _watch_hunger(self, clock: ClockMap, gaps: GapWatch, at_s: float) -> None:
        """Notice a microphone that is open and yet sends nothing: the system suspended it."""
        if self.device.kind != "microphone":
            return
        begun = clock.heard_s > self._opened_s + RUNS_AFTER_S
        patience_s = STARVED_S if begun else FIRST_SOUND_MAY_TAKE_S
        starved = at_s - max(clock.heard_s, self._opened_s) > patience_s
        if starved and not self._starved:
            self._health.lose(STARVED)
            gaps.open(f"{self.device.name}: {STARVED}")
        elif self._starved and not starved:
            self._health.regain(self.device, at_s)
        self._starved = starved

    def _watch(self) -> None:
        retry_s = away_s = 0.0
        while not self._closed.wait(WATCH_S):
            now_s = time.monotonic()
            capture = self._capture
            if capture is None:
                if now_s >= retry_s:
                    self._reopen()
                    late = now_s - away_s > LONG_AWAY_S
                    retry_s = time.monotonic() + (REOPEN_LATER_S if late else REOPEN_S)
                continue
            self._lost = capture.failure()
            if self._lost is not None:
                _log.info("the %s's device %s: %s", self.channel, self.device.id, self._lost)
                self._lost_before = f"{self.device.name}: {self._lost}"
                self._capture = None
                capture.close()
                retry_s, away_s = 0.0, now_s
            elif capture.news() and follows_default(self._spec):
                self._follow(capture)
        if self._capture is not None:
            self._capture.close()

    def _follow(self, former: Capture) -> None:
        """Hear another device where the system's default is another one now."""
        try:
            device = self._find(self._spec)
            if device.id == self.device.id:
                return
            capture = self._open(device)
        except AudioDeviceError as error:
            _log.debug("the %s's new default does not open: %s", self.channel, error)
            return
        _log.info("the %s's default is %s now", self.channel, device.id)
        self.device, self._capture = device, capture
        former.close()

    def _reopen(self) -> None:
        try:
            device = self._find(self._spec)
            capture = self._open(device)
        except AudioDeviceError as error:
            _log.debug("the %s's device is still away: %s", self.channel, error)
            return
        self.device, self._lost, self._capture = device, None, capture
