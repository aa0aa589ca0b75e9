"""A real X server of a test's own, with a window manager where it is wanted."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

PROGRAMS = ("Xvfb", "xdotool", "setxkbmap")


@contextmanager
def x_server(screen: str = "1280x800x24") -> Iterator[str]:
    """Run an X server without a screen; yields its display."""
    if any(shutil.which(program) is None for program in PROGRAMS):
        pytest.skip(f"needs {' '.join(PROGRAMS)}")
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", screen, "-nolisten", "tcp"]
    server = subprocess.Popen(
        command, pass_fds=[writer], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    os.close(writer)
    try:
        with os.fdopen(reader) as told:
            number = told.readline().strip()
        assert number, "the X server did not start"
        yield f":{number}"
    finally:
        server.terminate()
        server.wait(10)


def run(display: str, *command: str) -> str:
    """Run a program of the X server's; return what it printed."""
    answer = subprocess.run(
        command,
        env=dict(os.environ, DISPLAY=display),
        check=True,
        capture_output=True,
        text=True,
        timeout=20,
    )
    return answer.stdout


@contextmanager
def openbox(display: str) -> Iterator[None]:
    """Run a window manager, and wait until it manages."""
    if shutil.which("openbox") is None or shutil.which("xprop") is None:
        pytest.skip("needs openbox and xprop")
    manager = subprocess.Popen(
        ["openbox", "--sm-disable"],
        env=dict(os.environ, DISPLAY=display),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        deadline_s = time.monotonic() + 10
        while "window id" not in run(display, "xprop", "-root", "_NET_SUPPORTING_WM_CHECK"):
            assert time.monotonic() < deadline_s, "openbox did not start"
            time.sleep(0.02)
        yield
    finally:
        manager.terminate()
        manager.wait(10)
