"""Soft fades, and whether the person asked for none."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from collections.abc import Callable

from PySide6.QtCore import QAbstractAnimation, QObject, QVariantAnimation
from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage, QDBusVariant
from PySide6.QtWidgets import QGraphicsOpacityEffect, QWidget

from callassist.gui.theme import FADE_MS
from callassist.settings.user import MotionChoice

PORTAL_TIMEOUT_MS = 150


def is_reduced(choice: MotionChoice) -> bool:
    """Return whether nothing may move; the system is asked if need be."""
    if choice != "system":
        return choice == "on"
    if sys.platform == "win32":
        return _windows_animations_off()
    if sys.platform == "darwin":
        return _macos_reduces_motion()
    return _portal_reduces_motion()


def _windows_animations_off() -> bool:
    get_client_area_animation = 0x1042
    enabled = ctypes.c_int(1)
    ctypes.windll.user32.SystemParametersInfoW(
        get_client_area_animation, 0, ctypes.byref(enabled), 0
    )
    return not enabled.value


def _macos_reduces_motion() -> bool:
    command = ["defaults", "read", "com.apple.universalaccess", "reduceMotion"]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, timeout=1, check=False)
    except (OSError, subprocess.SubprocessError):
        return False
    return answer.stdout.strip() == "1"


def _portal_reduces_motion() -> bool:
    """Ask the desktop portal: newer desktops have a key of their own, GNOME an older one."""
    return (
        _portal_setting("org.freedesktop.appearance", "reduced-motion") == 1
        or _portal_setting("org.gnome.desktop.interface", "enable-animations") is False
    )


def _portal_setting(namespace: str, key: str) -> object:
    """Return a setting of the desktop, or ``None`` where it has none."""
    if not os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return None
    bus = QDBusConnection.sessionBus()
    call = QDBusMessage.createMethodCall(
        "org.freedesktop.portal.Desktop",
        "/org/freedesktop/portal/desktop",
        "org.freedesktop.portal.Settings",
        "ReadOne",
    )
    call.setArguments([namespace, key])
    answer = bus.call(call, QDBus.CallMode.Block, PORTAL_TIMEOUT_MS)
    if answer.type() != QDBusMessage.MessageType.ReplyMessage:
        return None
    value = answer.arguments()[0]
    return value.variant() if isinstance(value, QDBusVariant) else value


class Fader(QObject):
    """Fades one widget in and out; at once where motion is reduced.

    The opacity effect exists only while something fades, so that still text is
    painted straight to the screen.
    """

    def __init__(self, widget: QWidget) -> None:
        """Fade ``widget``, which owns this."""
        super().__init__(widget)
        self._widget = widget
        self._animation = QVariantAnimation(self)
        self._animation.setDuration(FADE_MS)
        self._animation.valueChanged.connect(self._step)
        self._animation.finished.connect(self._finish)
        self._done: Callable[[], None] | None = None

    @property
    def running(self) -> bool:
        """Whether something is fading now."""
        return self._animation.state() == QAbstractAnimation.State.Running

    def fade_in(self, *, at_once: bool) -> None:
        """Let the widget appear; it must be shown already."""
        self._run(0.0, 1.0, None, at_once)

    def fade_out(self, done: Callable[[], None], *, at_once: bool) -> None:
        """Let the widget vanish, then call ``done``."""
        self._run(1.0, 0.0, done, at_once)

    def _run(
        self, start: float, end: float, done: Callable[[], None] | None, at_once: bool
    ) -> None:
        self._animation.stop()
        self._widget.setGraphicsEffect(None)
        self._done = done
        if at_once:
            self._finish()
            return
        self._widget.setGraphicsEffect(QGraphicsOpacityEffect(self._widget))
        self._step(start)
        self._animation.setStartValue(start)
        self._animation.setEndValue(end)
        self._animation.start()

    def _step(self, value: float) -> None:
        effect = self._widget.graphicsEffect()
        if isinstance(effect, QGraphicsOpacityEffect):
            effect.setOpacity(value)

    def _finish(self) -> None:
        done, self._done = self._done, None
        if done is not None:
            done()
        self._widget.setGraphicsEffect(None)
