"""Do not disturb: ours with a countdown, and the system's where it can be read."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
from pathlib import Path

import pytest
from jeepney import DBusAddress, HeaderFields, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection
from PySide6.QtCore import Qt

from callassist.gui.overlay.quiet import PATH, PROPERTIES, SERVICE, SystemQuiet
from tests.gui.conftest import make_prompt


def test_five_minutes_show_a_countdown_and_no_prompt(overlay, qtbot):
    overlay.show_prompt(make_prompt())
    overlay.mute.toggle()
    assert overlay.card.isHidden()
    line = overlay.status.lines["mute"]
    assert line.isVisible()
    assert line.text.text in ("No prompts for 5:00", "No prompts for 4:59")
    assert 290 < overlay.mute.left_s <= 300
    overlay.show_prompt(make_prompt())
    assert overlay.card.isHidden()
    qtbot.mouseClick(line.button, Qt.MouseButton.LeftButton)
    assert not overlay.mute.on
    assert not overlay.status.isVisible()
    overlay.show_prompt(make_prompt())
    assert overlay.card.isVisible()


def test_it_ends_by_itself(overlay, qtbot):
    overlay.mute._tick.setInterval(10)
    overlay.mute.for_minutes(0.001)
    qtbot.waitUntil(lambda: not overlay.mute.on, timeout=20_000)
    assert not overlay.mute._tick.isActive()


def test_until_the_call_ends(overlay):
    overlay.mute.until_call_ends()
    assert overlay.status.lines["mute"].text.text == "No prompts until the call ends"
    overlay.set_state("paused")
    assert overlay.mute.on
    overlay.set_state("ended")
    assert not overlay.mute.on


def test_five_minutes_outlast_a_call(overlay):
    overlay.mute.for_minutes()
    overlay.set_state("ended")
    assert overlay.mute.kind == "minutes"
    overlay.mute.resume()


def test_the_systems_wish_is_followed_and_can_be_overruled(overlay):
    mute = overlay.mute
    mute.follow_system(True)
    assert mute.kind == "system"
    assert "do not disturb" in overlay.status.lines["mute"].text.text
    mute.follow_system(False)
    assert not mute.on
    mute.follow_system(True)
    mute.resume()
    mute.follow_system(True)
    assert not mute.on, "the agent has overruled it"
    mute.follow_system(False)
    mute.follow_system(True)
    assert mute.on, "it was set anew"
    mute.for_minutes()
    mute.follow_system(False)
    assert mute.kind == "minutes"
    mute.resume()


def test_lines_of_others_stand_beside(overlay):
    overlay.status.say("hold", "Hold music: prompts rest")
    overlay.mute.for_minutes()
    height = overlay.height()
    overlay.status.drop("hold")
    assert overlay.height() < height
    assert list(overlay.status.lines) == ["mute"]
    overlay.mute.resume()
    overlay.status.drop("hold")
    assert overlay.height() == overlay.bar.height()


@pytest.fixture
def quiet(qapp):
    quiet = SystemQuiet()
    yield quiet
    quiet.close()
    quiet.deleteLater()


class Shell32:
    """Answers as Windows does."""

    state = 5

    def SHQueryUserNotificationState(self, state):
        state._obj.value = self.state
        return 0


def test_windows_presentations(quiet, qtbot):
    shell = Shell32()
    quiet._poll.setInterval(5)
    quiet.follow_windows(shell)
    assert not quiet.on
    shell.state = 4
    qtbot.waitUntil(lambda: quiet.on, timeout=20_000)
    shell.state = 3
    qtbot.waitUntil(lambda: not quiet.on, timeout=20_000)


def test_gnome(quiet, qtbot, monkeypatch, tmp_path: Path):
    told = tmp_path / "told"
    told.write_text("")
    program = tmp_path / "gsettings"
    program.write_text(
        '#!/bin/sh\n[ "$3" = show-banners ] || exit 1\n'
        f'case "$1" in get) echo true;; monitor) exec tail -f "{told}";; esac\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "ubuntu:GNOME")
    changes = []
    quiet.changed.connect(changes.append)
    quiet.start()
    with told.open("a") as file:
        file.write("show-banners: false\n")
    qtbot.waitUntil(lambda: changes == [True], timeout=20_000)
    with told.open("a") as file:
        file.write("show-banners: true\n")
    qtbot.waitUntil(lambda: changes == [True, False], timeout=20_000)


def test_plasma(quiet, qtbot, monkeypatch):
    if shutil.which("dbus-daemon") is None:
        pytest.skip("needs dbus-daemon")
    command = ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1"]
    daemon = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", daemon.stdout.readline().strip())
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "KDE")
    plasma = open_dbus_connection("SESSION")
    try:
        plasma.send_and_get_reply(message_bus.RequestName(SERVICE))
        quiet.start()

        def answers(on: bool) -> bool:
            """Answer a question if one has come; return whether that was understood."""
            with contextlib.suppress(TimeoutError):
                question = plasma.receive(timeout=0.01)
                if question.header.fields.get(HeaderFields.member) == "Get":
                    assert question.body == (SERVICE, "Inhibited")
                    plasma.send(new_method_return(question, "v", (("b", on),)))
            return quiet.on is on

        qtbot.waitUntil(lambda: answers(True), timeout=20_000)
        for on in (False, True):
            address = DBusAddress(PATH, interface=PROPERTIES)
            body = (SERVICE, {"Inhibited": ("b", on)}, [])
            plasma.send(new_signal(address, "PropertiesChanged", "sa{sv}as", body))
            qtbot.waitUntil(lambda on=on: answers(on), timeout=20_000)
    finally:
        plasma.close()
        quiet.close()
        daemon.terminate()
        daemon.wait(10)
        daemon.stdout.close()
