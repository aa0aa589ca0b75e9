"""Whether the system is set to "do not disturb", where it can be asked.

KDE's Plasma tells on the bus (``Inhibited`` of ``org.freedesktop.Notifications``), GNOME in
its settings (``show-banners``), Windows by ``SHQueryUserNotificationState`` while somebody
presents. Windows' own focus assist and macOS' Focus have no public way to be read.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from typing import Any

from PySide6.QtCore import SLOT, QObject, QProcess, QTimer, Signal, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusPendingCallWatcher,
    QDBusVariant,
)

SERVICE = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
PROPERTIES = "org.freedesktop.DBus.Properties"
BUS_NAME = "callassist-quiet"
GNOME_KEY = ("org.gnome.desktop.notifications", "show-banners")

POLL_MS = 5000
PRESENTATION_MODE, QUIET_TIME = 4, 6
"""Of ``QUERY_USER_NOTIFICATION_STATE``; the others mean full-screen programs or nobody there."""


class SystemQuiet(QObject):
    """Follows the system's do-not-disturb.

    Signals:
        changed: Whether it is on, from now on.
    """

    changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        """Prepare; nothing is asked before ``start``."""
        super().__init__(parent)
        self.on = False
        self._bus: QDBusConnection | None = None
        self._monitor: QProcess | None = None
        self._poll = QTimer(self, interval=POLL_MS)
        self._shell: Any = None

    def start(self) -> None:
        """Follow whatever this system offers; it may be nothing."""
        if sys.platform == "win32":
            self.follow_windows(ctypes.WinDLL("shell32"))
        elif sys.platform.startswith("linux"):
            if "GNOME" in os.environ.get("XDG_CURRENT_DESKTOP", ""):
                self._follow_gnome()
            elif os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
                self._follow_plasma(os.environ["DBUS_SESSION_BUS_ADDRESS"])

    def close(self) -> None:
        """Follow no longer."""
        self._poll.stop()
        if self._monitor is not None:
            self._monitor.kill()
            self._monitor.waitForFinished(2000)
            self._monitor = None
        if self._bus is not None:
            self._bus = None
            QDBusConnection.disconnectFromBus(BUS_NAME)

    def _set(self, on: bool) -> None:
        if on != self.on:
            self.on = on
            self.changed.emit(on)

    # Plasma

    def _follow_plasma(self, address: str) -> None:
        self._bus = bus = QDBusConnection.connectToBus(address, BUS_NAME)
        slot = SLOT("_on_properties(QDBusMessage)")
        bus.connect(SERVICE, PATH, PROPERTIES, "PropertiesChanged", self, slot)
        self._ask_plasma()

    def _ask_plasma(self) -> None:
        if self._bus is None:
            return
        ask = QDBusMessage.createMethodCall(SERVICE, PATH, PROPERTIES, "Get")
        ask.setArguments([SERVICE, "Inhibited"])
        ask.setAutoStartService(False)
        watcher = QDBusPendingCallWatcher(self._bus.asyncCall(ask), self)
        watcher.finished.connect(self._on_answer)

    def _on_answer(self, watcher: QDBusPendingCallWatcher) -> None:
        reply = watcher.reply()
        watcher.deleteLater()
        if reply.type() == QDBusMessage.MessageType.ReplyMessage and reply.arguments():
            value = reply.arguments()[0]
            self._set(bool(value.variant() if isinstance(value, QDBusVariant) else value))

    @Slot(QDBusMessage)
    def _on_properties(self, message: QDBusMessage) -> None:
        if message.arguments()[0] == SERVICE:
            self._ask_plasma()

    # GNOME

    def _follow_gnome(self) -> None:
        program = shutil.which("gsettings")
        if program is None:
            return
        self._monitor = QProcess(self)
        self._monitor.readyReadStandardOutput.connect(self._on_gnome)
        # The value now, then each change of it; both end in the value.
        command = '"$0" get "$1" "$2" && exec "$0" monitor "$1" "$2"'
        self._monitor.start("/bin/sh", ["-c", command, program, *GNOME_KEY])

    def _on_gnome(self) -> None:
        while self._monitor is not None and self._monitor.canReadLine():
            words = bytes(self._monitor.readLine()).split()
            if words and words[-1] in (b"true", b"false"):
                self._set(words[-1] == b"false")

    # Windows

    def follow_windows(self, shell32: Any) -> None:  # noqa: ANN401
        """Ask ``shell32`` every few seconds; nothing tells of a change."""
        self._shell = shell32
        self._poll.timeout.connect(self._ask_windows)
        self._poll.start()
        self._ask_windows()

    def _ask_windows(self) -> None:
        state = ctypes.c_int()
        if self._shell.SHQueryUserNotificationState(ctypes.byref(state)) == 0:
            self._set(state.value in (PRESENTATION_MODE, QUIET_TIME))
