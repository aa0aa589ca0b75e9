"""A screen is asked for before Qt, which would abort."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from callassist.run import display
from tests.gui.xvfb import x_server

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X11 and Wayland")


@pytest.fixture(autouse=True)
def no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("name", [":999", "nonsense", "localhost:987"])
def test_a_display_where_nothing_is_ends_in_one_line(name: str, tmp_path: Path) -> None:
    pytest.importorskip("PySide6")
    done = subprocess.run(
        [sys.executable, "-m", "callassist", "settings"],
        env={**os.environ, "DISPLAY": name, "HOME": str(tmp_path)},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    (line,) = done.stderr.strip().splitlines()
    assert f"no screen answers at {name}: check DISPLAY" in line


def test_a_display_that_answers_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    with x_server() as name:
        for told in (name, f"{name}.0", f"unix{name}"):
            monkeypatch.setenv("DISPLAY", told)
            assert display.silent_screen() == ""


def test_a_server_that_hangs_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(display, "ANSWER_MAY_TAKE_S", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as server:
        number = server.getsockname()[1] - 6000
        monkeypatch.setenv("DISPLAY", f"127.0.0.1:{number}")
        assert display.silent_screen()


def test_wayland_is_asked_at_its_socket(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-7")
    assert display.silent_screen() == "wayland-7"
    monkeypatch.setenv("DISPLAY", ":999")
    assert display.silent_screen() == "wayland-7 and :999"
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as compositor:
        compositor.bind(str(tmp_path / "wayland-7"))
        compositor.listen()
        assert display.silent_screen() == ""
        monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
        assert display.silent_screen() == ":999"


@pytest.mark.parametrize("platform", ["offscreen", "vnc", "eglfs"])
def test_what_needs_no_display_is_left_to_qt(
    monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    monkeypatch.setenv("DISPLAY", ":999")
    monkeypatch.setenv("QT_QPA_PLATFORM", platform)
    assert display.silent_screen() == ""
