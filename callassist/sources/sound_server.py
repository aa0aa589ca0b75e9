"""Asks Linux's sound server (PulseAudio or PipeWire) whether it is there.

SoundCard connects while it is imported, and when that fails it leaves a thread
behind; so callassist asks first, with libpulse itself and without a thread.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import sys

APP = b"callassist"
NO_AUTOSPAWN = 1  # PA_CONTEXT_NOAUTOSPAWN: ask, but start nothing
READY, FAILED, TERMINATED = 4, 5, 6  # of pa_context_state_t

NO_LIBRARY = "the PulseAudio library is missing: install it (Debian, Ubuntu: apt install libpulse0)"
NO_SERVER = (
    "no sound server answers: start PipeWire or PulseAudio "
    "(systemctl --user start pipewire-pulse, or pulseaudio --start)"
)


def server_problem() -> str | None:
    """Return what keeps the sound server from us as one line, or ``None``.

    ``None`` also where there is no such server to ask: on Windows and macOS.
    """
    if sys.platform != "linux":
        return None
    log_to_system()
    name = ctypes.util.find_library("pulse")
    if name is None:
        return NO_LIBRARY
    return None if _connects(ctypes.CDLL(name)) else NO_SERVER


def log_to_system() -> None:
    """Let libpulse complain to the system's log: on stderr it writes between our lines.

    It looks once, so this comes before anything that may load it, as PortAudio does.
    """
    os.environ.setdefault("PULSE_LOG_SYSLOG", "1")


def _connects(pulse: ctypes.CDLL) -> bool:
    pointer = ctypes.c_void_p
    pulse.pa_mainloop_new.restype = pointer
    pulse.pa_mainloop_get_api.restype = pointer
    pulse.pa_mainloop_get_api.argtypes = [pointer]
    pulse.pa_context_new.restype = pointer
    pulse.pa_context_new.argtypes = [pointer, ctypes.c_char_p]
    pulse.pa_context_connect.argtypes = [pointer, ctypes.c_char_p, ctypes.c_int, pointer]
    pulse.pa_mainloop_iterate.argtypes = [pointer, ctypes.c_int, pointer]
    for name in ("pa_context_get_state", "pa_context_disconnect", "pa_context_unref"):
        getattr(pulse, name).argtypes = [pointer]
    pulse.pa_mainloop_free.argtypes = [pointer]

    mainloop = pulse.pa_mainloop_new()
    context = pulse.pa_context_new(pulse.pa_mainloop_get_api(mainloop), APP)
    try:
        if pulse.pa_context_connect(context, None, NO_AUTOSPAWN, None) < 0:
            return False
        while (state := pulse.pa_context_get_state(context)) not in (READY, FAILED, TERMINATED):
            if pulse.pa_mainloop_iterate(mainloop, 1, None) < 0:
                return False
        pulse.pa_context_disconnect(context)
        return bool(state == READY)
    finally:
        pulse.pa_context_unref(context)
        pulse.pa_mainloop_free(mainloop)
