"""Global hotkeys on Wayland: the desktop's portal ``GlobalShortcuts``, over D-Bus.

The desktop asks the person once whether the program may have them, and may give other
keys than were asked for. Specification: XDG Desktop Portal, ``GlobalShortcuts`` (version 1)
and the "shortcuts" specification of the freedesktop.org project for how keys are written.
jeepney speaks D-Bus here, as Python's binding of QtDBus cannot write lists of structures.
"""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Callable, Mapping
from typing import Any

from jeepney import DBusAddress, HeaderFields, MatchRule, Message, MessageType, message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.low_level import Header
from jeepney.wrappers import new_method_call
from PySide6.QtCore import QObject, QSocketNotifier, Qt

from callassist.gui.hotkeys import keys
from callassist.gui.hotkeys.backend import Backend
from callassist.gui.hotkeys.keys import Chord, Problem
from callassist.gui.i18n import translate

PORTAL = "org.freedesktop.portal.Desktop"
PATH = "/org/freedesktop/portal/desktop"
SHORTCUTS = "org.freedesktop.portal.GlobalShortcuts"
REQUEST = "org.freedesktop.portal.Request"
REGISTRY = "org.freedesktop.host.portal.Registry"
APP_ID = "callassist"

_KEY_NAMES = {
    Qt.Key.Key_Tab: "Tab", Qt.Key.Key_Backspace: "BackSpace", Qt.Key.Key_Return: "Return",
    Qt.Key.Key_Enter: "KP_Enter", Qt.Key.Key_Escape: "Escape", Qt.Key.Key_Delete: "Delete",
    Qt.Key.Key_Insert: "Insert", Qt.Key.Key_Home: "Home", Qt.Key.Key_End: "End",
    Qt.Key.Key_Left: "Left", Qt.Key.Key_Up: "Up", Qt.Key.Key_Right: "Right",
    Qt.Key.Key_Down: "Down", Qt.Key.Key_PageUp: "Prior", Qt.Key.Key_PageDown: "Next",
    Qt.Key.Key_Pause: "Pause", Qt.Key.Key_Print: "Print", Qt.Key.Key_Menu: "Menu",
    Qt.Key.Key_Space: "space",
}  # fmt: skip


def trigger_of(chord: Chord) -> str:
    """Return a chord as the "shortcuts" specification writes it: ``CTRL+ALT+d``."""
    names = {keys.CTRL: "CTRL", keys.ALT: "ALT", keys.SHIFT: "SHIFT", keys.META: "LOGO"}
    parts = [name for modifier, name in names.items() if chord.modifiers & modifier]
    if Qt.Key.Key_F1 <= chord.key <= Qt.Key.Key_F35:
        key = f"F{chord.key.value - Qt.Key.Key_F1.value + 1}"
    else:
        key = _KEY_NAMES.get(chord.key) or chr(chord.key.value).lower()
    return "+".join([*parts, key])


class PortalKeys(Backend):
    """Asks the desktop for keys; answers come over a socket, the GUI never waits."""

    asks_person = True

    def __init__(self, parent: QObject | None = None) -> None:
        """Prepare; the bus is spoken to when keys are bound."""
        super().__init__(parent)
        self._bus: DBusConnection | None = None
        self._notifier: QSocketNotifier | None = None
        self._chords: dict[str, Chord] = {}
        self._session = ""
        self._replies: dict[int, Callable[[Message], None]] = {}
        self._responses: dict[str, Callable[[int, dict[str, Any]], None]] = {}

    def bind(self, chords: Mapping[str, Chord]) -> None:
        """Ask for these keys in a new session; one that was there is closed."""
        self._chords = dict(chords)
        try:
            self._connect()
            self._close_session()
            if not self._chords:
                self.told.emit([])
                return
            token = _token()
            self._expect(token, self._on_session)
            options = {
                "handle_token": ("s", token),
                "session_handle_token": ("s", _token()),
            }
            self._call(SHORTCUTS, "CreateSession", "a{sv}", (options,), self._on_call)
        except (OSError, KeyError):
            self._disconnect()
            self.told.emit([_no_portal()])

    def close(self) -> None:
        """Let go of every key."""
        with contextlib.suppress(OSError):
            self._close_session()
        self._disconnect()

    # The conversation

    def _connect(self) -> None:
        if self._bus is not None:
            return
        self._bus = open_dbus_connection("SESSION")
        self._notifier = QSocketNotifier(self._bus.sock.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)
        for interface, member in ((REQUEST, "Response"), (SHORTCUTS, "Activated")):
            rule = MatchRule(type="signal", sender=PORTAL, interface=interface, member=member)
            self._send(message_bus.AddMatch(rule), lambda reply: None)
        # Newer portals want to be told who a program outside of a sandbox is; others refuse.
        address = DBusAddress(PATH, PORTAL, REGISTRY)
        register = new_method_call(address, "Register", "sa{sv}", (APP_ID, {}))
        self._send(register, lambda reply: None)

    def _on_call(self, reply: Message) -> None:
        if reply.header.message_type == MessageType.error:
            self._responses.clear()
            self.told.emit([_no_portal()])

    def _on_session(self, code: int, results: dict[str, Any]) -> None:
        handle = results.get("session_handle")
        if code != 0 or handle is None:
            self.told.emit([_refused()])
            return
        self._session = str(handle[1])
        names = keys.action_names()
        shortcuts = [
            (
                action,
                {
                    "description": ("s", names.get(action, action)),
                    "preferred_trigger": ("s", trigger_of(chord)),
                },
            )
            for action, chord in self._chords.items()
        ]
        token = _token()
        self._expect(token, self._on_bound)
        body = (self._session, shortcuts, "", {"handle_token": ("s", token)})
        self._call(SHORTCUTS, "BindShortcuts", "oa(sa{sv})sa{sv}", body, self._on_call)

    def _on_bound(self, code: int, results: dict[str, Any]) -> None:
        if code != 0:
            self.told.emit([_refused()])
            return
        bound = {str(shortcut[0]) for shortcut in results.get("shortcuts", ("", []))[1]}
        self.told.emit(
            [
                keys.taken(action, chord)
                for action, chord in self._chords.items()
                if action not in bound
            ]
        )

    def _close_session(self) -> None:
        if self._session and self._bus is not None:
            address = DBusAddress(self._session, PORTAL, "org.freedesktop.portal.Session")
            self._send(new_method_call(address, "Close"), lambda reply: None)
        self._session = ""

    # The bus

    def _expect(self, token: str, done: Callable[[int, dict[str, Any]], None]) -> None:
        """Wait for the portal's response at the path that its specification gives."""
        assert self._bus is not None
        sender = str(self._bus.unique_name).removeprefix(":").replace(".", "_")
        self._responses[f"{PATH}/request/{sender}/{token}"] = done

    def _call(
        self,
        interface: str,
        method: str,
        signature: str,
        body: tuple[Any, ...],
        done: Callable[[Message], None],
    ) -> None:
        address = DBusAddress(PATH, PORTAL, interface)
        self._send(new_method_call(address, method, signature, body), done)

    def _send(self, message: Message, done: Callable[[Message], None]) -> None:
        assert self._bus is not None
        serial = next(self._bus.outgoing_serial)
        self._replies[serial] = done
        self._bus.send(message, serial=serial)

    def _read(self) -> None:
        while self._bus is not None:
            try:
                message = self._bus.receive(timeout=0)
            except TimeoutError:
                return
            except OSError:
                self._disconnect()
                self.told.emit([_no_portal()])
                return
            self._take(message)

    def _take(self, message: Message) -> None:
        header: Header = message.header
        fields = header.fields
        if header.message_type in (MessageType.method_return, MessageType.error):
            done = self._replies.pop(fields.get(HeaderFields.reply_serial, -1), None)
            if done is not None:
                done(message)
        elif header.message_type == MessageType.signal:
            member = fields.get(HeaderFields.member)
            if member == "Response":
                answer = self._responses.pop(fields.get(HeaderFields.path, ""), None)
                if answer is not None:
                    answer(*message.body)
            elif member == "Activated":
                session, action, *_ = message.body
                if session == self._session and action in self._chords:
                    self.pressed.emit(action)

    def _disconnect(self) -> None:
        self._session = ""
        self._replies.clear()
        self._responses.clear()
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier.deleteLater()
            self._notifier = None
        if self._bus is not None:
            self._bus.close()
            self._bus = None


def _token() -> str:
    return f"callassist_{secrets.token_hex(6)}"


def _no_portal() -> Problem:
    line = translate(
        "Hotkeys",
        "this Wayland desktop gives programs no global keys: in its keyboard settings, "
        "let a key run “callassist ctl”",
    )
    return Problem("", "", line)


def _refused() -> Problem:
    line = translate("Hotkeys", "the desktop did not allow global keys: allow them in its settings")
    return Problem("", "", line)
