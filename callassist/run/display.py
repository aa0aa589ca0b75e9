"""Whether a screen answers: asked before Qt, which ends the whole program where none does."""

from __future__ import annotations

import ctypes
import os
import socket
import threading
from functools import cache
from pathlib import Path

ANSWER_MAY_TAKE_S = 8.0
"""A screen far away, over a slow line, is still a screen."""


def silent_screen() -> str:
    """Return which screen of ``DISPLAY`` and ``WAYLAND_DISPLAY`` is asked for in vain, or nothing.

    It is nothing, too, where no screen is named, where one of them answers, or where it
    cannot be known: Qt may try then.
    """
    forced = os.environ.get("QT_QPA_PLATFORM", "").split(":")[0].split(";")[0]
    x11, wayland = os.environ.get("DISPLAY", ""), os.environ.get("WAYLAND_DISPLAY", "")
    if forced and forced != "xcb" and not forced.startswith("wayland"):
        return ""
    asked: list[str] = []
    if wayland and forced != "xcb":
        if wayland_answers(wayland):
            return ""
        asked.append(wayland)
    if x11 and not forced.startswith("wayland"):
        if x11_answers(x11):
            return ""
        asked.append(x11)
    return " and ".join(asked)


@cache
def x11_answers(display: str) -> bool:
    """Return whether an X server lets this program in, at an address as ``DISPLAY`` has it.

    The library that Qt takes is asked, so that both read the address, the sockets and the
    keys of the server (``~/.Xauthority``) alike; without it the answer is yes.
    """
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    answers: list[bool] = []

    def ask() -> None:
        # It stays open: a bare server starts over as its last program leaves, and Qt, coming
        # at that moment, would be turned away.
        connection = xcb.xcb_connect(display.encode(), None)
        answers.append(not xcb.xcb_connection_has_error(connection))

    # In a thread of its own: a server that hangs would never let go of this one.
    asking = threading.Thread(target=ask, name="display", daemon=True)
    asking.start()
    asking.join(ANSWER_MAY_TAKE_S)
    return bool(answers) and answers[0]


def wayland_answers(display: str) -> bool:
    """Return whether a Wayland compositor listens, at a name as ``WAYLAND_DISPLAY`` has it."""
    if os.environ.get("WAYLAND_SOCKET"):  # it is open already
        return True
    place = Path(os.environ.get("XDG_RUNTIME_DIR", "")) / display
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as talk:
        talk.settimeout(ANSWER_MAY_TAKE_S)
        try:
            talk.connect(str(place))
        except (BlockingIOError, TimeoutError):  # there is one, and it is busy
            return True
        except OSError:
            return False
    return True
