"""The Wayland portal, played by a test on a real message bus."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading

import pytest
from jeepney import (
    DBusAddress,
    HeaderFields,
    MessageType,
    new_error,
    new_method_call,
    new_method_return,
    new_signal,
)
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

from callassist.gui.hotkeys import GlobalHotkeys
from callassist.gui.hotkeys.portal import PATH, PORTAL, REQUEST, SHORTCUTS, PortalKeys
from callassist.settings.user import HotkeySettings

KEYS = HotkeySettings(call="", click_through="", notes="", mute="", menu="")


@pytest.fixture
def bus(monkeypatch):
    if shutil.which("dbus-daemon") is None:
        pytest.skip("needs dbus-daemon")
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    address = daemon.stdout.readline().strip()
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    yield address
    daemon.terminate()
    daemon.wait(10)
    daemon.stdout.close()


class Portal:
    """Answers as xdg-desktop-portal does."""

    def __init__(self, *, code: int = 0, gives: tuple[str, ...] = ("dismiss", "helped")) -> None:
        self.code, self.gives = code, gives
        self.bound: dict[str, str] = {}
        self.closed: list[str] = []
        self.session = ""
        self.client = ""
        self.bus = open_dbus_connection("SESSION")
        reply = self.bus.send_and_get_reply(message_bus.RequestName(PORTAL))
        assert reply.body[0] == 1
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def activate(self, action: str) -> None:
        address = DBusAddress(PATH, interface=SHORTCUTS)
        body = (self.session, action, 1, {})
        self.bus.send(new_signal(address, "Activated", "osta{sv}", body))

    def close(self) -> None:
        stop = open_dbus_connection("SESSION")
        stop.send(new_method_call(DBusAddress(PATH, PORTAL, "org.test.Stop"), "Stop"))
        self._thread.join(10)
        stop.close()
        self.bus.close()

    def _serve(self) -> None:
        while True:
            message = self.bus.receive()
            fields = message.header.fields
            if message.header.message_type != MessageType.method_call:
                continue
            member, sender = fields[HeaderFields.member], fields[HeaderFields.sender]
            if member == "Stop":
                return
            if member == "Register":
                self.bus.send(new_error(message, "org.freedesktop.DBus.Error.UnknownMethod"))
            elif member == "Close":
                self.closed.append(fields[HeaderFields.path])
                self.bus.send(new_method_return(message))
            elif member == "CreateSession":
                (options,) = message.body
                name = sender[1:].replace(".", "_")
                self.session = f"{PATH}/session/{name}/{options['session_handle_token'][1]}"
                self._respond(message, options, {"session_handle": ("s", self.session)})
            elif member == "BindShortcuts":
                session, shortcuts, _window, options = message.body
                assert session == self.session
                self.bound = {name: about["preferred_trigger"][1] for name, about in shortcuts}
                given = [(name, {}) for name in self.bound if name in self.gives]
                self._respond(message, options, {"shortcuts": ("a(sa{sv})", given)})

    def _respond(self, message, options, results) -> None:
        sender = message.header.fields[HeaderFields.sender]
        path = f"{PATH}/request/{sender[1:].replace('.', '_')}/{options['handle_token'][1]}"
        self.bus.send(new_method_return(message, "o", (path,)))
        address = DBusAddress(path, interface=REQUEST)
        self.bus.send(new_signal(address, "Response", "ua{sv}", (self.code, results)))


@pytest.fixture
def make_portal(bus):
    made = []

    def make(**options):
        made.append(Portal(**options))
        return made[-1]

    yield make
    for portal in made:
        portal.close()


@pytest.fixture
def hotkeys(qapp, bus):
    made = GlobalHotkeys(backend=PortalKeys())
    made.seen, made.told = [], []
    made.pressed.connect(made.seen.append)
    made._backend.told.connect(made.told.append)
    yield made
    made.close()
    made.deleteLater()


def test_the_desktop_gives_keys_and_tells_of_presses(qtbot, make_portal, hotkeys):
    portal = make_portal()
    hotkeys.apply(KEYS)
    qtbot.waitUntil(lambda: bool(hotkeys.told), timeout=20_000)
    assert hotkeys.problems == ()
    assert portal.bound == {"dismiss": "CTRL+ALT+d", "helped": "CTRL+ALT+h"}
    portal.activate("helped")
    portal.activate("nonsense")
    portal.activate("dismiss")
    qtbot.waitUntil(lambda: hotkeys.seen == ["helped", "dismiss"], timeout=20_000)


def test_new_settings_close_the_old_session(qtbot, make_portal, hotkeys):
    portal = make_portal()
    hotkeys.apply(KEYS)
    qtbot.waitUntil(lambda: len(hotkeys.told) == 1, timeout=20_000)
    first = portal.session
    hotkeys.apply(KEYS.model_copy(update={"helped": "Ctrl+Alt+J"}))
    qtbot.waitUntil(lambda: len(hotkeys.told) == 2, timeout=20_000)
    assert portal.closed == [first]
    assert portal.bound["helped"] == "CTRL+ALT+j"


def test_a_key_that_the_desktop_does_not_give_is_told(qtbot, make_portal, hotkeys):
    make_portal(gives=("dismiss",))
    hotkeys.apply(KEYS)
    qtbot.waitUntil(lambda: bool(hotkeys.told), timeout=20_000)
    assert [problem.action for problem in hotkeys.problems] == ["helped"]


def test_a_refusal_is_told(qtbot, make_portal, hotkeys):
    make_portal(code=1)
    hotkeys.apply(KEYS)
    qtbot.waitUntil(lambda: bool(hotkeys.told), timeout=20_000)
    (problem,) = hotkeys.problems
    assert "did not allow" in problem.text


def test_without_a_portal_the_way_that_is_left_is_told(qtbot, hotkeys, bus):
    hotkeys.apply(KEYS)
    qtbot.waitUntil(lambda: bool(hotkeys.told), timeout=20_000)
    (problem,) = hotkeys.problems
    assert "callassist ctl" in problem.text


def test_without_a_bus_the_same_is_told(qapp, monkeypatch):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={os.devnull}")
    hotkeys = GlobalHotkeys(backend=PortalKeys())
    hotkeys.apply(KEYS)
    assert "callassist ctl" in hotkeys.problems[0].text
    hotkeys.deleteLater()
