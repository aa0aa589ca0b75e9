"""Keeping the overlay out of shared screens and recordings, where the system can.

What was asked for is read back: a system that takes the wish and does not keep it is told
of. It is never promised: a camera sees every screen, and new ways of sharing come.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import sys
from typing import Any, Literal, Protocol

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from callassist.gui.i18n import translate

State = Literal["unasked", "hidden", "partly", "seen"]

WDA_NONE, WDA_EXCLUDEFROMCAPTURE = 0x00, 0x11
"""For ``SetWindowDisplayAffinity``; the second since Windows 10, version 2004."""
NS_SHARING_NONE, NS_SHARING_READ_ONLY = 0, 1
"""``NSWindowSharingType``."""


class Hider(Protocol):
    """One system's way."""

    def hide(self, window: int, wanted: bool) -> State:
        """Ask the system for it, and return what it says afterwards."""


class WindowsHider:
    """Leaves a window out of captures by its display affinity.

    Written after Microsoft's documentation; not run, see docs/overlay.md.
    """

    def __init__(self, user32: Any = None) -> None:  # noqa: ANN401
        """Use ``user32``, Windows' own library unless given."""
        if user32 is None:
            user32 = ctypes.WinDLL("user32", use_last_error=True)
            user32.SetWindowDisplayAffinity.argtypes = [ctypes.c_void_p, ctypes.c_uint32]
            user32.GetWindowDisplayAffinity.argtypes = [
                ctypes.c_void_p,
                ctypes.POINTER(ctypes.c_uint32),
            ]
        self._user32 = user32

    def hide(self, window: int, wanted: bool) -> State:
        """Set the affinity, and read it back."""
        asked = WDA_EXCLUDEFROMCAPTURE if wanted else WDA_NONE
        self._user32.SetWindowDisplayAffinity(window, asked)
        now = ctypes.c_uint32()
        if not self._user32.GetWindowDisplayAffinity(window, ctypes.byref(now)):
            return "seen"
        return "hidden" if now.value == WDA_EXCLUDEFROMCAPTURE else "seen"


class MacHider:
    """Sets ``NSWindow.sharingType``, which older ways of capturing keep to.

    ScreenCaptureKit (macOS 15 and later) leaves it unheeded, so it counts as partly hidden.
    Written after Apple's documentation; not run, see docs/overlay.md.
    """

    def __init__(self, objc: Any = None) -> None:  # noqa: ANN401
        """Use ``objc``, the Objective-C runtime unless given."""
        if objc is None:
            objc = ctypes.CDLL(ctypes.util.find_library("objc"))
            objc.sel_registerName.restype = ctypes.c_void_p
            objc.sel_registerName.argtypes = [ctypes.c_char_p]
        self._objc = objc

    def hide(self, window: int, wanted: bool) -> State:
        """Set the sharing type, and read it back."""
        view = ctypes.c_void_p(window)  # what Qt calls a window's id is its NSView
        ns_window = self._send(view, b"window", result=ctypes.c_void_p)
        if not ns_window:
            return "seen"
        kind = NS_SHARING_NONE if wanted else NS_SHARING_READ_ONLY
        self._send(ctypes.c_void_p(ns_window), b"setSharingType:", kind)
        now = self._send(ctypes.c_void_p(ns_window), b"sharingType", result=ctypes.c_ulong)
        return "partly" if now == NS_SHARING_NONE else "seen"

    def _send(
        self,
        target: ctypes.c_void_p,
        selector: bytes,
        *values: int,
        result: Any = None,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        """Send a message; its prototype must be the method's own, or arguments are lost."""
        kinds = [ctypes.c_void_p, ctypes.c_void_p, *(ctypes.c_ulong for _ in values)]
        send = ctypes.CFUNCTYPE(result, *kinds)(("objc_msgSend", self._objc))
        return send(target, self._objc.sel_registerName(selector), *values)


def hider_here() -> Hider | None:
    """Return this system's way, or ``None``: X11 and Wayland have none."""
    platform = QGuiApplication.platformName()
    if sys.platform == "win32" and platform == "windows":
        return WindowsHider()
    if sys.platform == "darwin" and platform == "cocoa":
        return MacHider()
    return None


class Sharing:
    """Whether the overlay is kept out of shared screens, as far as the system says."""

    def __init__(self, hider: Hider | None = None) -> None:
        """Ask ``hider``, or this system's own way."""
        self._hider = hider or hider_here()
        self.state: State = "unasked"

    def apply(self, widget: QWidget, wanted: bool) -> State:
        """Hide a shown window from sharing, or no longer; return what became of it."""
        if self._hider is None:
            self.state = "seen"
        elif wanted or self.state in ("hidden", "partly"):
            self.state = self._hider.hide(int(widget.winId()), wanted)
        return self.state

    @property
    def can_hide(self) -> bool:
        """Whether this system has a way at all."""
        return self._hider is not None

    @property
    def short(self) -> str:
        """What holds here in few words, for the menu."""
        return {
            "hidden": translate("Sharing", "Hidden from shared screens"),
            "partly": translate("Sharing", "Hidden from some shared screens"),
        }.get(self.state, translate("Sharing", "Cannot be hidden from shared screens here"))

    def line(self, wanted: bool) -> str:
        """Return one plain sentence on what holds here, for the settings."""
        if self._hider is None:
            return translate(
                "Sharing", "It cannot be hidden here: who sees your screen sees the overlay"
            )
        if not wanted:
            return translate("Sharing", "Who sees your shared screen sees the overlay")
        return {
            "hidden": translate("Sharing", "Shared screens and recordings leave the overlay out"),
            "partly": translate(
                "Sharing", "Some programs leave the overlay out; newer ones may show it: try yours"
            ),
            "seen": translate(
                "Sharing", "This system did not hide it: who sees your screen sees the overlay"
            ),
            "unasked": translate("Sharing", "It is hidden once the overlay is shown"),
        }[self.state]
