"""Both sides of a call from two devices, in one call time."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator

from callassist.errors import AudioDeviceError
from callassist.sources.clock import ClockMap
from callassist.sources.devices import Device, find_device, open_capture
from callassist.sources.health import HealthMeter
from callassist.sources.packets import Capture
from callassist.types import AudioBlock, Channel, Health

POLL_S = 0.02
"""How often the queues are emptied; a callback never has to wake anyone."""
WATCH_S = 0.1
"""How often a device is asked whether it still works."""
REOPEN_S = 1.0
"""How often a lost device is looked for."""
CLOSING_MAY_TAKE_S = 8.0

Find = Callable[[str], Device]
Open = Callable[[Device], Capture]
HealthListener = Callable[[Health], None]

_log = logging.getLogger(__name__)


class Line:
    """One side: its device, watched and opened again when lost, and its timeline."""

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
        # The watcher opens and closes; the reader only looks at which capture is there now.
        self._capture: Capture | None = open_(self.device)
        self._reading: Capture = self._capture
        self._clock: ClockMap | None = None
        self._zero_s = 0.0
        self._health = HealthMeter(channel, self.device.name, self.device.kind)
        self._watcher = threading.Thread(
            target=self._watch, name=f"watches the {channel}'s device", daemon=True
        )
        self._watcher.start()

    def begin(self, zero_s: float) -> None:
        """Start the call at monotonic time ``zero_s``."""
        self._zero_s = zero_s
        self._reading.queue.take()  # from before the call
        self._clock = ClockMap(self.channel, self._reading.rate_hz, zero_s)

    def read(self, now_s: float) -> tuple[list[AudioBlock], Health | None]:
        """Return the sound that became certain, and the side's health if it is news."""
        assert self._clock is not None, "begin() comes first"
        at_s = now_s - self._zero_s
        capture, lost = self._capture, self._lost
        blocks: list[AudioBlock] = []
        for packet in self._reading.queue.take():
            blocks += self._clock.push(packet)
        if capture is not None and capture is not self._reading:
            self._reading = capture
            blocks += self._clock.restart(capture.rate_hz)
            self._health.regain(self.device.name, self.device.kind, at_s)
        elif capture is None and lost is not None:
            self._health.lose(lost)
        blocks += self._clock.tick(now_s)
        for block in blocks:
            self._health.hear(block)
        return blocks, self._health.tell(at_s)

    def end(self) -> list[AudioBlock]:
        """Return what is still inside; only :meth:`begin` may follow."""
        clock, self._clock = self._clock, None
        assert clock is not None, "begin() comes first"
        blocks: list[AudioBlock] = []
        for packet in self._reading.queue.take():
            blocks += clock.push(packet)
        return blocks + clock.flush()

    def close(self) -> None:
        """Stop watching and free the device; safe to call twice and from any thread."""
        self._closed.set()
        if self._watcher is not threading.current_thread():
            self._watcher.join(CLOSING_MAY_TAKE_S)

    def _watch(self) -> None:
        retry_s = 0.0
        while not self._closed.wait(WATCH_S):
            if self._capture is not None:
                self._lost = self._capture.failure()
                if self._lost is not None:
                    _log.info("the %s's device %s: %s", self.channel, self.device.id, self._lost)
                    gone, self._capture = self._capture, None
                    gone.close()
                    retry_s = time.monotonic() + REOPEN_S
            elif time.monotonic() >= retry_s:
                self._reopen()
                retry_s = time.monotonic() + REOPEN_S
        if self._capture is not None:
            self._capture.close()

    def _reopen(self) -> None:
        try:
            device = self._find(self._spec)
            capture = self._open(device)
        except AudioDeviceError as error:
            _log.debug("the %s's device is still away: %s", self.channel, error)
            return
        self.device, self._lost, self._capture = device, None, capture


class DeviceSource:
    """Keeps :class:`callassist.protocols.Source` with one line a channel.

    Blocks come as the sound does, at most ``POLL_S`` after it; each channel is
    seamless from 0 s on. A lost device's side is filled with silence until it is
    back, and the other side goes on.
    """

    def __init__(self, lines: tuple[Line, ...], on_health: HealthListener | None = None) -> None:
        """Join ``lines``, whose devices are open.

        Args:
            lines: One or two sides.
            on_health: Told of each side's health when it changes, on the thread
                that runs :meth:`blocks`.
        """
        self._lines = lines
        self._on_health = on_health
        self._closed = threading.Event()

    @property
    def devices(self) -> dict[Channel, Device]:
        """The device that each side has, or last had."""
        return {line.channel: line.device for line in self._lines}

    def blocks(self) -> Iterator[AudioBlock]:
        """Yield blocks until the source is closed; the call starts at the first ``next``."""
        zero_s = time.monotonic()
        for line in self._lines:
            line.begin(zero_s)
        try:
            while not self._closed.wait(POLL_S):
                for line in self._lines:
                    blocks, health = line.read(time.monotonic())
                    if health is not None and self._on_health is not None:
                        self._on_health(health)
                    yield from blocks
            for line in self._lines:
                yield from line.end()
        finally:
            self.close()

    def close(self) -> None:
        """Stop and free the devices; safe to call twice and from any thread."""
        self._closed.set()
        for line in self._lines:
            line.close()


class LiveSource(DeviceSource):
    """Both sides of a live call."""

    def __init__(
        self,
        agent_spec: str,
        customer_spec: str,
        on_health: HealthListener | None = None,
        *,
        find: Find = find_device,
        open_: Open = open_capture,
    ) -> None:
        """Open both devices.

        Args:
            agent_spec: What the agent speaks into; see ``find_device``.
            customer_spec: What the customer is heard from.
            on_health: Told of each side's health when it changes, on the thread
                that runs :meth:`blocks`.
            find: Finds a device by its name.
            open_: Opens a device.

        Raises:
            AudioDeviceError: If one is not there or does not open, or both are the same.
        """
        agent_device, customer_device = find(agent_spec), find(customer_spec)
        if agent_device.id == customer_device.id:
            raise AudioDeviceError(
                f'agent and customer cannot both be "{agent_device.id}": choose the headset\'s '
                "microphone for the agent and a loopback for the customer (callassist devices)"
            )
        agent = Line("agent", agent_spec, agent_device, find, open_)
        try:
            customer = Line("customer", customer_spec, customer_device, find, open_)
        except BaseException:
            agent.close()
            raise
        super().__init__((agent, customer), on_health)


def open_device(
    spec: str, channel: Channel, on_health: HealthListener | None = None
) -> DeviceSource:
    """Open one device as one side of a call.

    Raises:
        AudioDeviceError: If it is not there or does not open.
    """
    line = Line(channel, spec, find_device(spec), find_device, open_capture)
    return DeviceSource((line,), on_health)
