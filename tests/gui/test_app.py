"""The whole program on screen, with a scripted session."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage

from callassist.errors import AudioDeviceError, CallAssistError
from callassist.gui import screen
from callassist.gui.app import run_overlay
from callassist.gui.application import overlay_application
from callassist.gui.launch import Launch
from callassist.gui.program import OverlayProgram
from callassist.settings.user import UserSettings, load
from callassist.types import CallEnded, Health
from tests.gui.conftest import make_prompt
from tests.gui.fakes import ScriptedSession


@pytest.fixture
def user_settings():
    settings = UserSettings()
    settings.overlay.reduced_motion = "on"
    return settings


@pytest.fixture
def program(qapp, user_settings, tmp_path):
    """A program whose session is not started."""
    session = ScriptedSession()
    program = OverlayProgram(Launch(session, user_settings, tmp_path / "settings.toml"))
    program.session = session
    yield program
    program.close()


def played(session, settings, folder: Path, screenshots: Path | None = None) -> Launch:
    """Return a launch that ends with its call, as that of a recording does."""
    return Launch(
        session,
        settings,
        folder / "settings.toml",
        quit_when_done=True,
        screenshots=screenshots,
    )


def test_the_session_starts_once_the_window_is_on_screen(program, qtbot):
    program.start()
    assert program.overlay.isVisible()
    assert program.session.calls == []
    qtbot.waitUntil(lambda: program.bridge.state == "listening")
    assert program.session.calls == ["start"]


def test_an_answer_reaches_the_session(program, qtbot):
    program.start()
    qtbot.waitUntil(lambda: program.bridge.state == "listening")
    program.session.tell(make_prompt())
    qtbot.waitUntil(lambda: program.overlay.card.prompt is not None)
    program.overlay.card.unhelpful.click()
    qtbot.waitUntil(lambda: program.session.answers == [("listen", "unhelpful")])


def test_pause_and_resume(program, qtbot):
    program.start()
    qtbot.waitUntil(lambda: program.bridge.state == "listening")
    program.actions.listen.trigger()
    qtbot.waitUntil(lambda: program.bridge.state == "paused")
    assert program.actions.listen.text() == "Resume listening"
    program.overlay.bar.go_on.click()
    qtbot.waitUntil(lambda: program.bridge.state == "listening")
    assert program.session.calls == ["start", "pause", "resume"]


def test_without_a_tray_nothing_can_be_lost(program):
    assert not program.actions.click_through.isEnabled()
    assert not program.actions.show_overlay.isEnabled()


def test_a_moved_overlay_is_kept_in_the_settings(program, tmp_path):
    program.overlay.settings.positions = {"X 1x1+0+0": (5, 6)}
    program.overlay.moved.emit()
    assert load(tmp_path / "settings.toml").overlay.positions == {"X 1x1+0+0": (5, 6)}


def test_only_what_was_changed_on_screen_is_kept(program, tmp_path, user_settings):
    path = tmp_path / "settings.toml"
    path.write_text('engine = "moonshine"\n[overlay]\ntheme = "dark"\npositions = {a = [1, 2]}\n')
    user_settings.audio.agent_device = "for this call only"
    program.overlay.settings.positions = {"b": (3, 4)}
    program.overlay.moved.emit()
    kept = load(path)
    assert (kept.engine, kept.overlay.theme) == ("moonshine", "dark")
    assert kept.overlay.positions == {"a": (1, 2), "b": (3, 4)}
    assert kept.audio.agent_device is None


def test_settings_that_cannot_be_kept_do_not_disturb_a_call(program, tmp_path, capsys):
    (tmp_path / "settings.toml").write_text("oops = ")
    program.actions.settings_changed.emit()
    assert capsys.readouterr().err.count("\n") == 1
    assert (tmp_path / "settings.toml").read_text() == "oops = "


def test_choices_of_the_menu_take_effect_and_are_kept(program, tmp_path):
    for group, value in (
        (program.actions.themes, "dark"),
        (program.actions.text_scales, 1.5),
        (program.actions.opacities, 0.85),
    ):
        next(action for action in group.actions() if action.data() == value).trigger()
    assert program.overlay.theme.dark
    kept = load(tmp_path / "settings.toml").overlay
    assert (kept.theme, kept.text_scale, kept.opacity) == ("dark", 1.5, 0.85)


def test_another_call_begins_with_nothing_of_the_last(qapp, qtbot, user_settings, tmp_path):
    sessions = [ScriptedSession(), ScriptedSession()]
    launch = Launch(
        sessions[0],
        user_settings,
        tmp_path / "settings.toml",
        next_session=lambda: sessions[1],
    )
    program = OverlayProgram(launch)
    program.start()
    qtbot.waitUntil(lambda: program.bridge.state == "listening")
    sessions[0].tell(Health("customer", "lost", 3.0))
    program.actions.end.trigger()
    qtbot.waitUntil(lambda: program.bridge.state == "ended")
    program.overlay.bar.go_on.click()
    qtbot.waitUntil(lambda: program.bridge.state == "listening")
    assert sessions[1].calls == ["start"]
    assert program.overlay.alert.isHidden()
    program.close()


def test_it_quits_when_a_recording_ends(qapp, user_settings, tmp_path):
    session = ScriptedSession()
    QTimer.singleShot(100, lambda: session.tell(CallEnded(61.0)))
    assert run_overlay(played(session, user_settings, tmp_path)) == 0
    assert not (tmp_path / "settings.toml").exists(), "nothing changed, so nothing is written"


def test_a_mishap_is_raised_as_one_line(qapp, user_settings, tmp_path):
    session = ScriptedSession(start_error=AudioDeviceError("no such device: choose another"))
    with pytest.raises(CallAssistError, match="no such device: choose another"):
        run_overlay(played(session, user_settings, tmp_path))


@pytest.mark.skipif(os.name == "nt", reason="a test cannot press Ctrl-C there")
def test_ctrl_c_ends_cleanly(qapp, user_settings, tmp_path):
    session = ScriptedSession()
    before = signal.getsignal(signal.SIGINT)
    timer = threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    assert run_overlay(Launch(session, user_settings, tmp_path / "settings.toml")) == 0
    timer.join()
    assert session.calls == ["start", "stop"]
    assert signal.getsignal(signal.SIGINT) is before


def test_a_picture_of_every_prompt(qapp, user_settings, tmp_path):
    session = ScriptedSession()
    first, second = make_prompt("listen"), make_prompt("restate", shown_s=20.0)
    QTimer.singleShot(150, lambda: session.tell(first))
    # The second comes before the first's picture was due, and goes before its own was.
    QTimer.singleShot(250, lambda: session.tell(second))
    QTimer.singleShot(
        350, lambda: session.tell(make_prompt("restate", shown_s=20.0, outcome="cleared"))
    )
    QTimer.singleShot(450, lambda: session.tell(CallEnded(61.0)))
    folder = tmp_path / "shots"
    run_overlay(played(session, user_settings, tmp_path, folder))
    assert sorted(path.name for path in folder.iterdir()) == ["01-listen.png", "02-restate.png"]
    for path in folder.iterdir():
        assert not QImage(str(path)).isNull()


def test_pictures_that_cannot_be_written_are_told_of(qapp, user_settings, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    session = ScriptedSession()
    QTimer.singleShot(100, lambda: session.tell(make_prompt()))
    QTimer.singleShot(200, lambda: session.tell(CallEnded(61.0)))
    with pytest.raises(CallAssistError, match="cannot write the picture"):
        run_overlay(played(session, user_settings, tmp_path, blocked / "shots"))


def test_no_screen_is_one_line(monkeypatch):
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert "no screen" in (screen.screen_problem() or "")
    with pytest.raises(CallAssistError, match="no screen"):
        overlay_application()


def test_missing_libraries_are_named_with_their_packages(monkeypatch):
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.setattr(screen, "X11_LIBRARIES", {"libnowhere.so.7": "libnowhere7"})
    assert "install libnowhere7" in (screen.screen_problem() or "")


def test_wayland_is_avoided_where_it_can_be(monkeypatch):
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    monkeypatch.delenv("DISPLAY", raising=False)
    assert "XWayland" in (screen.choose_platform() or "")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("QT_QPA_PLATFORM", "")
    monkeypatch.setattr(screen, "x11_answers", lambda display: display == ":0")
    assert screen.choose_platform() is None
    assert os.environ["QT_QPA_PLATFORM"] == "xcb"


def test_asking_for_a_screen_needs_no_qt(tmp_path: Path):
    import subprocess
    import sys

    code = "import sys, callassist.gui.screen; sys.exit('PySide6' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
