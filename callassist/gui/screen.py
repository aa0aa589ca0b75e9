"""Whether a window can be shown here; asks without Qt, which would abort if not."""

from __future__ import annotations

import ctypes
import os
import sys

from callassist.run.display import silent_screen, x11_answers

X11_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
}
"""What Qt's window plug-in loads, with the Debian package that has it."""


def screen_problem() -> str | None:
    """Return one line on why no window can be shown here and what to do, or ``None``."""
    if not sys.platform.startswith("linux"):
        return None
    if is_offscreen():
        return "QT_QPA_PLATFORM asks for no screen: unset it to see the overlay"
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return "there is no screen here: start callassist on a desktop, or use live --headless"
    missing = [package for library, package in X11_LIBRARIES.items() if not _loads(library)]
    if missing:
        return f"system libraries for windows are missing: install {' '.join(missing)}"
    if silent := silent_screen():
        return f"no screen answers at {silent}: check DISPLAY, or use live --headless"
    return None


def is_offscreen() -> bool:
    """Return whether the user asked Qt for windows that nobody sees."""
    return os.environ.get("QT_QPA_PLATFORM", "").split(":")[0] in ("offscreen", "minimal")


def choose_platform() -> str | None:
    """Choose X11 on a Wayland desktop that offers it: Wayland keeps no window on top.

    Returns:
        One line for the user where Wayland cannot be avoided, else ``None``.
    """
    if os.environ.get("QT_QPA_PLATFORM") or not os.environ.get("WAYLAND_DISPLAY"):
        return None
    x11 = os.environ.get("DISPLAY")
    if x11 and x11_answers(x11):
        os.environ["QT_QPA_PLATFORM"] = "xcb"
        return None
    return "Wayland keeps no window on top and remembers no place: install XWayland for both"


def started_platform() -> str:
    """Start Qt and return the name of its platform; ends the process where Qt cannot start."""
    from PySide6.QtGui import QGuiApplication

    return QGuiApplication([]).platformName()


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
