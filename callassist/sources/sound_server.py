"""Hears Linux's sound server (PulseAudio or PipeWire): its microphones and its loopbacks.

Every capture has a connection and a thread of its own, so nothing outlives the server, and
a server that was restarted is met anew. A stream is never moved: when its device goes, it
ends at once and says so, instead of hearing another device in its place. The connection
also hears the server's own news, which is how a call follows the default device.
"""

from __future__ import annotations

import ctypes
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from callassist.errors import AudioDeviceError
from callassist.sources import libpulse
from callassist.sources.packets import QUEUE_S, PacketQueue
from callassist.types import Samples

APP = b"callassist"
PACKET_S = 0.02
RATES_HZ = (8_000, 48_000)
"""The device's own rate is asked for within these; the server converts the rest."""
MOST_CHANNELS = 8
ANSWER_MAY_TAKE_S = 3.0
LOOP_S = 0.5
"""Longest sleep of a capture's thread while nothing comes."""
CLOSING_MAY_TAKE_S = 3.0
NOTHING_READABLE = ctypes.c_size_t(-1).value
"""What libpulse says of a stream that has failed."""

NO_SERVER = (
    "no sound server answers: start PipeWire or PulseAudio "
    "(systemctl --user start pipewire-pulse, or pulseaudio --start)"
)
SERVER_GONE = "the sound server has gone"
DEVICE_GONE = "it is gone"

_answered = threading.Event()


@dataclass(frozen=True, slots=True)
class Input:
    """A source of the sound server, as it is now.

    Attributes:
        id: The server's name for it.
        name: For people.
        rate_hz: Its own samples a second.
        channels: Its channels.
        monitor_of: The sink whose sound it is, if it is a loopback.
        muted: Whether the system mutes it.
    """

    id: str
    name: str
    rate_hz: int
    channels: int
    monitor_of: str
    muted: bool


@dataclass(frozen=True, slots=True)
class Inputs:
    """All of them.

    Attributes:
        known: What can be heard.
        default_id: The source that the server takes for the microphone, or nothing.
        default_loopback_id: What its default loudspeaker plays, or nothing.
    """

    known: tuple[Input, ...]
    default_id: str
    default_loopback_id: str


class Connection:
    """One connection to the sound server; all of it on one thread, but :meth:`wake`."""

    def __init__(self) -> None:
        """Connect.

        Raises:
            AudioDeviceError: No server answers, or libpulse is missing.
        """
        self._pulse = libpulse.library()
        self._loop = self._pulse.pa_mainloop_new()
        self.context = self._pulse.pa_context_new(self._pulse.pa_mainloop_get_api(self._loop), APP)
        self._closing = threading.Lock()
        self._kept: list[object] = []  # callbacks that libpulse may still call
        flags = libpulse.NO_AUTOSPAWN
        begun = self._pulse.pa_context_connect(self.context, None, flags, None) >= 0
        if not begun or not self._until(lambda: self._state == libpulse.CONTEXT_READY):
            self.close()
            raise AudioDeviceError(NO_SERVER)

    @property
    def alive(self) -> bool:
        """Whether the server still answers."""
        return self._state == libpulse.CONTEXT_READY

    @property
    def _state(self) -> int:
        return int(self._pulse.pa_context_get_state(self.context))

    def turn(self, timeout_s: float) -> None:
        """Wait for news for at most ``timeout_s`` and let its callbacks run."""
        if self._pulse.pa_mainloop_prepare(self._loop, round(timeout_s * 1e6)) >= 0:
            self._pulse.pa_mainloop_poll(self._loop)
            self._pulse.pa_mainloop_dispatch(self._loop)

    def wake(self) -> None:
        """End a wait of :meth:`turn`, from any thread."""
        with self._closing:
            if self._loop is not None:
                self._pulse.pa_mainloop_wakeup(self._loop)

    def close(self) -> None:
        """Free everything; safe to call twice."""
        with self._closing:
            loop, self._loop = self._loop, None
        if loop is not None:
            self._pulse.pa_context_disconnect(self.context)
            self._pulse.pa_context_unref(self.context)
            self._pulse.pa_mainloop_free(loop)
            self._kept.clear()

    def inputs(self) -> Inputs:
        """Return what can be heard now.

        Raises:
            AudioDeviceError: The server does not answer.
        """
        known: list[Input] = []
        defaults = ["", ""]

        def listed(_context: object, info: object, end: int, _data: object) -> None:
            if not end and info:
                known.append(_input(info.contents))  # type: ignore[attr-defined]

        def told(_context: object, info: object, _data: object) -> None:
            if info:
                server = info.contents  # type: ignore[attr-defined]
                defaults[:] = [_text(server.default_source_name), _text(server.default_sink_name)]

        self._ask("pa_context_get_source_info_list", libpulse.SourceListed(listed))
        self._ask("pa_context_get_server_info", libpulse.ServerTold(told))
        source_id, sink_id = defaults
        loopback = next((one.id for one in known if sink_id and one.monitor_of == sink_id), "")
        return Inputs(tuple(known), source_id, loopback)

    def subscribe(self, news: Callable[[], None]) -> None:
        """Call ``news`` when a device came, went or became the default."""

        def happened(_context: object, event: int, _index: int, _data: object) -> None:
            changed_only = event & libpulse.EVENT_TYPE_MASK == libpulse.EVENT_CHANGE
            of_server = event & libpulse.EVENT_FACILITY_MASK == libpulse.EVENT_SERVER
            if of_server or not changed_only:
                news()

        callback = libpulse.Subscribed(happened)
        self._kept.append(callback)
        self._pulse.pa_context_set_subscribe_callback(self.context, callback, None)
        mask = libpulse.SUBSCRIBE_SOURCE | libpulse.SUBSCRIBE_SERVER
        operation = self._pulse.pa_context_subscribe(self.context, mask, None, None)
        if operation:
            self._pulse.pa_operation_unref(operation)

    def _ask(self, function: str, callback: object) -> None:
        operation = getattr(self._pulse, function)(self.context, callback, None)
        if not operation:
            raise AudioDeviceError(NO_SERVER)
        self._kept.append(callback)  # the server may die first and libpulse call it later
        try:
            answered = self._until(
                lambda: self._pulse.pa_operation_get_state(operation) != libpulse.OPERATION_RUNNING
            )
        finally:
            self._pulse.pa_operation_unref(operation)
        if not answered or not self.alive:
            raise AudioDeviceError(NO_SERVER)
        self._kept.remove(callback)

    def _until(self, true: Callable[[], bool]) -> bool:
        """Turn until something is true; give up when the server is gone or silent."""
        patience_ends = time.monotonic() + ANSWER_MAY_TAKE_S
        while not true():
            left_s = patience_ends - time.monotonic()
            if left_s <= 0 or self._state in (
                libpulse.CONTEXT_FAILED,
                libpulse.CONTEXT_TERMINATED,
            ):
                return False
            self.turn(left_s)
        return True


def inputs() -> Inputs:
    """Ask the sound server what can be heard now.

    Raises:
        AudioDeviceError: No server answers, or libpulse is missing.
    """
    connection = Connection()
    _answered.set()
    try:
        return connection.inputs()
    finally:
        connection.close()


def has_answered() -> bool:
    """Return whether a sound server has been met since the program started."""
    return _answered.is_set()


def server_problem() -> str | None:
    """Return what keeps the sound server from us as one line, or ``None``.

    ``None`` also where there is no such server to ask: on Windows and macOS.
    """
    if sys.platform != "linux":
        return None
    try:
        Connection().close()
    except AudioDeviceError as error:
        return str(error)
    return None


def opened_rate_hz(device: Input) -> int:
    """Return the samples a second at which a device is heard: its own, within reason."""
    return min(max(device.rate_hz, RATES_HZ[0]), RATES_HZ[1])


class ServerCapture:
    """Keeps :class:`callassist.sources.packets.Capture` with a connection and thread of its own."""

    def __init__(self, device_id: str, name: str, packet_s: float = PACKET_S) -> None:
        """Open the source with this id, for ``packet_s`` of sound at once.

        Raises:
            AudioDeviceError: If it is not there or does not open.
        """
        self.name = name
        self.rate_hz = RATES_HZ[1]
        self.queue = PacketQueue(round(QUEUE_S * RATES_HZ[1]))
        self._id = device_id
        self._packet_s = packet_s
        self._failure: str | None = None
        self._connection: Connection | None = None
        self._changed = threading.Event()
        self._opened = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"hears {name}", daemon=True)
        self._thread.start()
        answered = self._opened.wait(2 * ANSWER_MAY_TAKE_S)
        reason = self._failure if answered else "it does not answer"
        if reason is not None:
            self.close()
            raise AudioDeviceError(f"cannot listen to {name}: {reason}")

    def failure(self) -> str | None:
        """Return why no more sound will come, or ``None``."""
        return self._failure

    def news(self) -> bool:
        """Return whether the computer's devices or defaults changed since this was last asked."""
        changed = self._changed.is_set()
        self._changed.clear()
        return changed

    def close(self) -> None:
        """Stop the thread and free the device; safe to call twice and from any thread."""
        self._stopping.set()
        connection = self._connection
        if connection is not None:
            connection.wake()
        if self._thread is not threading.current_thread():
            self._thread.join(CLOSING_MAY_TAKE_S)

    def _run(self) -> None:
        try:
            connection = self._connection = Connection()
            try:
                self._record(connection)
            finally:
                connection.close()
        except AudioDeviceError as error:
            self._failure = str(error)
        finally:
            self._opened.set()

    def _record(self, connection: Connection) -> None:
        device = next((one for one in connection.inputs().known if one.id == self._id), None)
        if device is None:
            self._failure = DEVICE_GONE
            return
        self.rate_hz = opened_rate_hz(device)
        connection.subscribe(self._changed.set)
        stream = _Stream(connection, device, self.rate_hz, self._packet_s, self._take)
        try:
            while not self._stopping.is_set():
                if not connection.alive:
                    self._failure = SERVER_GONE
                    return
                if stream.ended:
                    self._failure = DEVICE_GONE
                    return
                if stream.ready:
                    self._opened.set()
                connection.turn(LOOP_S)
        finally:
            stream.close()

    def _take(self, samples: Samples) -> None:
        self.queue.offer(samples, time.monotonic())


class _Stream:
    """A recording of one source; lives on its connection's thread."""

    def __init__(
        self,
        connection: Connection,
        device: Input,
        rate_hz: int,
        packet_s: float,
        take: Callable[[Samples], None],
    ) -> None:
        """Ask for it; ``take`` gets float32[n], mono."""
        self._pulse = libpulse.library()
        self._channels = max(1, min(device.channels, MOST_CHANNELS))
        self._take = take
        self._callback = libpulse.SoundCame(self._came)
        spec = libpulse.SampleSpec(libpulse.SAMPLE_FLOAT32LE, rate_hz, self._channels)
        self._stream = self._pulse.pa_stream_new(connection.context, b"call", spec, None)
        if not self._stream:
            raise AudioDeviceError(DEVICE_GONE)
        self._pulse.pa_stream_set_read_callback(self._stream, self._callback, None)
        fragment_bytes = round(packet_s * rate_hz) * self._channels * 4
        buffer = libpulse.BufferAttributes(*[libpulse.ANY] * 4, fragment_bytes)
        flags = libpulse.ADJUST_LATENCY | libpulse.DONT_MOVE
        self._pulse.pa_stream_connect_record(self._stream, device.id.encode(), buffer, flags)

    @property
    def ready(self) -> bool:
        """Whether it runs."""
        return self._state == libpulse.STREAM_READY

    @property
    def ended(self) -> bool:
        """Whether nothing more will come: its device has gone."""
        return self._state in (libpulse.STREAM_FAILED, libpulse.STREAM_TERMINATED)

    @property
    def _state(self) -> int:
        return int(self._pulse.pa_stream_get_state(self._stream))

    def close(self) -> None:
        """Free it."""
        self._pulse.pa_stream_set_read_callback(self._stream, libpulse.SoundCame(), None)
        self._pulse.pa_stream_disconnect(self._stream)
        self._pulse.pa_stream_unref(self._stream)

    def _came(self, _stream: object, _size: int, _data: object) -> None:
        data, size = ctypes.c_void_p(), ctypes.c_size_t()
        while self._pulse.pa_stream_readable_size(self._stream) not in (0, NOTHING_READABLE):
            self._pulse.pa_stream_peek(self._stream, ctypes.byref(data), ctypes.byref(size))
            if size.value == 0:
                return
            if data.value is None:  # a hole in the stream
                frames = np.zeros((size.value // (4 * self._channels), self._channels), np.float32)
            else:
                sound = (ctypes.c_float * (size.value // 4)).from_address(data.value)
                frames = np.ctypeslib.as_array(sound).reshape(-1, self._channels)
            self._take(np.mean(frames, axis=1, dtype=np.float32))
            self._pulse.pa_stream_drop(self._stream)


def _input(info: libpulse.SourceInfo) -> Input:
    return Input(
        id=_text(info.name),
        name=_text(info.description) or _text(info.name),
        rate_hz=int(info.sample_spec.rate),
        channels=int(info.sample_spec.channels),
        monitor_of=_text(info.monitor_of_sink_name),
        muted=bool(info.mute),
    )


def _text(value: bytes | None) -> str:
    return (value or b"").decode("utf-8", "replace")
