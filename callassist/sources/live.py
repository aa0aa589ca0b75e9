"""Both sides of a call from two devices, in one call time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence

from callassist.errors import AudioDeviceError
from callassist.sources.devices import Device, find_device, open_capture
from callassist.sources.gaps import SleepWatch
from callassist.sources.line import DeviceNews, Find, Line, Open
from callassist.sources.standby import Begun
from callassist.types import AudioBlock, Channel

POLL_S = 0.02
"""How often the queues are emptied; a callback never has to wake anyone."""

NewsListener = Callable[[DeviceNews], None]


class DeviceSource:
    """Keeps :class:`callassist.protocols.Source` with one line a channel.

    Blocks come as the sound does, at most ``POLL_S`` after it; each channel is
    seamless from 0 s on. A lost device's side is filled with silence until it is
    back, and the other side goes on.
    """

    def __init__(
        self,
        lines: tuple[Line, ...],
        on_health: NewsListener | None = None,
        since_s: float | None = None,
    ) -> None:
        """Join ``lines``, whose devices are open.

        Args:
            lines: One or two sides.
            on_health: Told of each side's ``Health`` when it changes, and of each ``Gap``
                when it is over, on the thread that runs :meth:`blocks`.
            since_s: Monotonic time at which the call began, of which the lines still hold
                the sound; by default it begins with :meth:`blocks`.
        """
        self._since_s = since_s
        self._lines = lines
        self._on_health = on_health
        self._closed = threading.Event()

    @property
    def devices(self) -> dict[Channel, Device]:
        """The device that each side has, or last had."""
        return {line.channel: line.device for line in self._lines}

    @property
    def began_s(self) -> float:
        """Monotonic time of the call's second 0; later after a stop that is no part of it."""
        return max(line.zero_s for line in self._lines)

    def blocks(self) -> Iterator[AudioBlock]:
        """Yield blocks until the source is closed; the call starts at the first ``next``."""
        zero_s = time.monotonic() if self._since_s is None else self._since_s
        for line in self._lines:
            line.begin(zero_s)
        sleep = SleepWatch()
        try:
            while not self._closed.wait(POLL_S):
                stop = sleep.look()
                for line in self._lines:
                    if stop is not None:
                        line.stopped(stop)
                    blocks, news = line.read(time.monotonic())
                    yield from blocks
                    self._tell(news)
            for line in self._lines:
                blocks, gap = line.end()
                yield from blocks
                self._tell([gap] if gap is not None else [])
        finally:
            self.close()

    def _tell(self, news: Sequence[DeviceNews]) -> None:
        if self._on_health is not None:
            for one in news:
                self._on_health(one)

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
        on_health: NewsListener | None = None,
        *,
        find: Find = find_device,
        open_: Open = open_capture,
        begun: Begun | None = None,
    ) -> None:
        """Open both devices.

        Args:
            agent_spec: What the agent speaks into; see ``find_device``.
            customer_spec: What the customer is heard from.
            on_health: Told of each side's ``Health`` when it changes, and of each ``Gap``
                when it is over, on the thread that runs :meth:`blocks`.
            find: Finds a device by its name.
            open_: Opens a device.
            begun: The customer's side, where it is open already and has heard the call begin.

        Raises:
            AudioDeviceError: If one is not there or does not open, or both are the same.
        """
        agent_device = find(agent_spec)
        customer_device = begun.device if begun is not None else find(customer_spec)
        if agent_device.id == customer_device.id:
            raise AudioDeviceError(
                f'agent and customer cannot both be "{agent_device.id}": choose the headset\'s '
                "microphone for the agent and a loopback for the customer (callassist devices)"
            )
        agent = Line("agent", agent_spec, agent_device, find, open_)
        try:
            open_customer = begun.opener(open_) if begun is not None else open_
            customer = Line("customer", customer_spec, customer_device, find, open_customer)
        except BaseException:
            agent.close()
            raise
        super().__init__((agent, customer), on_health, begun.since_s if begun else None)


def open_device(spec: str, channel: Channel, on_health: NewsListener | None = None) -> DeviceSource:
    """Open one device as one side of a call.

    Raises:
        AudioDeviceError: If it is not there or does not open.
    """
    line = Line(channel, spec, find_device(spec), find_device, open_capture)
    return DeviceSource((line,), on_health)
