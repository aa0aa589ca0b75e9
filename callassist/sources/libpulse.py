"""libpulse through ctypes: what :mod:`callassist.sources.pulse` needs of it, and no more.

Layouts follow libpulse's public headers (``pulse/introspect.h``, ``def.h``, ``stream.h``),
which only ever grow at the end; PipeWire's server is spoken to by the same library.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import os
from ctypes import CFUNCTYPE, POINTER, c_char_p, c_int, c_size_t, c_uint8, c_uint32, c_void_p
from functools import cache

from callassist.errors import AudioDeviceError

NO_LIBRARY = "the PulseAudio library is missing: install it (Debian, Ubuntu: apt install libpulse0)"

CHANNELS_MAX = 32  # PA_CHANNELS_MAX
NO_AUTOSPAWN = 1  # PA_CONTEXT_NOAUTOSPAWN: ask, but start nothing
CONTEXT_READY, CONTEXT_FAILED, CONTEXT_TERMINATED = 4, 5, 6  # pa_context_state_t
OPERATION_RUNNING = 0  # pa_operation_state_t
STREAM_READY, STREAM_FAILED, STREAM_TERMINATED = 2, 3, 4  # pa_stream_state_t
SAMPLE_FLOAT32LE = 5  # PA_SAMPLE_FLOAT32LE
ADJUST_LATENCY, DONT_MOVE = 0x2000, 0x0200  # pa_stream_flags_t
SUBSCRIBE_SINK, SUBSCRIBE_SOURCE, SUBSCRIBE_SERVER = 0x1, 0x2, 0x80  # pa_subscription_mask_t
EVENT_CHANGE, EVENT_TYPE_MASK = 0x10, 0x30  # pa_subscription_event_type_t
EVENT_SERVER, EVENT_FACILITY_MASK = 0x7, 0xF
INVALID_INDEX = 0xFFFFFFFF  # PA_INVALID_INDEX
ANY = 0xFFFFFFFF  # of a buffer attribute: what the server likes


class SampleSpec(ctypes.Structure):
    """``pa_sample_spec``."""

    _fields_ = (("format", c_int), ("rate", c_uint32), ("channels", c_uint8))


class ChannelMap(ctypes.Structure):
    """``pa_channel_map``."""

    _fields_ = (("channels", c_uint8), ("map", c_int * CHANNELS_MAX))


class Volume(ctypes.Structure):
    """``pa_cvolume``."""

    _fields_ = (("channels", c_uint8), ("values", c_uint32 * CHANNELS_MAX))


class BufferAttributes(ctypes.Structure):
    """``pa_buffer_attr``."""

    _fields_ = (
        ("maxlength", c_uint32), ("tlength", c_uint32), ("prebuf", c_uint32),
        ("minreq", c_uint32), ("fragsize", c_uint32),
    )  # fmt: skip


class SourceInfo(ctypes.Structure):
    """The beginning of ``pa_source_info``."""

    _fields_ = (
        ("name", c_char_p), ("index", c_uint32), ("description", c_char_p),
        ("sample_spec", SampleSpec), ("channel_map", ChannelMap), ("owner_module", c_uint32),
        ("volume", Volume), ("mute", c_int), ("monitor_of_sink", c_uint32),
        ("monitor_of_sink_name", c_char_p),
    )  # fmt: skip


class ServerInfo(ctypes.Structure):
    """The beginning of ``pa_server_info``."""

    _fields_ = (
        ("user_name", c_char_p), ("host_name", c_char_p), ("server_version", c_char_p),
        ("server_name", c_char_p), ("sample_spec", SampleSpec),
        ("default_sink_name", c_char_p), ("default_source_name", c_char_p),
    )  # fmt: skip


SourceListed = CFUNCTYPE(None, c_void_p, POINTER(SourceInfo), c_int, c_void_p)
ServerTold = CFUNCTYPE(None, c_void_p, POINTER(ServerInfo), c_void_p)
Subscribed = CFUNCTYPE(None, c_void_p, c_int, c_uint32, c_void_p)
SoundCame = CFUNCTYPE(None, c_void_p, c_size_t, c_void_p)

_SIGNATURES: dict[str, tuple[object, list[object]]] = {
    "pa_mainloop_new": (c_void_p, []),
    "pa_mainloop_get_api": (c_void_p, [c_void_p]),
    "pa_mainloop_prepare": (c_int, [c_void_p, c_int]),
    "pa_mainloop_poll": (c_int, [c_void_p]),
    "pa_mainloop_dispatch": (c_int, [c_void_p]),
    "pa_mainloop_wakeup": (None, [c_void_p]),
    "pa_mainloop_free": (None, [c_void_p]),
    "pa_context_new": (c_void_p, [c_void_p, c_char_p]),
    "pa_context_connect": (c_int, [c_void_p, c_char_p, c_int, c_void_p]),
    "pa_context_get_state": (c_int, [c_void_p]),
    "pa_context_disconnect": (None, [c_void_p]),
    "pa_context_unref": (None, [c_void_p]),
    "pa_context_get_source_info_list": (c_void_p, [c_void_p, SourceListed, c_void_p]),
    "pa_context_get_server_info": (c_void_p, [c_void_p, ServerTold, c_void_p]),
    "pa_context_set_subscribe_callback": (None, [c_void_p, Subscribed, c_void_p]),
    "pa_context_subscribe": (c_void_p, [c_void_p, c_int, c_void_p, c_void_p]),
    "pa_operation_get_state": (c_int, [c_void_p]),
    "pa_operation_unref": (None, [c_void_p]),
    "pa_stream_new": (
        c_void_p, [c_void_p, c_char_p, POINTER(SampleSpec), POINTER(ChannelMap)],
    ),
    "pa_stream_set_read_callback": (None, [c_void_p, SoundCame, c_void_p]),
    "pa_stream_connect_record": (
        c_int, [c_void_p, c_char_p, POINTER(BufferAttributes), c_int],
    ),
    "pa_stream_get_state": (c_int, [c_void_p]),
    "pa_stream_readable_size": (c_size_t, [c_void_p]),
    "pa_stream_peek": (c_int, [c_void_p, POINTER(c_void_p), POINTER(c_size_t)]),
    "pa_stream_drop": (c_int, [c_void_p]),
    "pa_stream_disconnect": (c_int, [c_void_p]),
    "pa_stream_unref": (None, [c_void_p]),
}  # fmt: skip


@cache
def library() -> ctypes.CDLL:
    """Return libpulse with every signature declared.

    Raises:
        AudioDeviceError: If it is not installed.
    """
    log_to_system()
    name = ctypes.util.find_library("pulse")
    if name is None:
        raise AudioDeviceError(NO_LIBRARY)
    loaded = ctypes.CDLL(name)
    for function, (result, arguments) in _SIGNATURES.items():
        entry = getattr(loaded, function)
        entry.restype, entry.argtypes = result, arguments
    return loaded


def log_to_system() -> None:
    """Let libpulse complain to the system's log: on stderr it writes between our lines.

    It looks once, so this comes before anything that may load it, as PortAudio does.
    """
    os.environ.setdefault("PULSE_LOG_SYSLOG", "1")
