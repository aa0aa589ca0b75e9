"""The windows that a program opened close with ``callassist ctl quit``; real programs."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest

from callassist.run import companion

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")

WINDOW = """
import signal, sys, time
def end(*_):
    sys.exit(0)
signal.signal(signal.SIGTERM, end)
print("ready", flush=True)
time.sleep(60)
"""


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[subprocess.Popen[bytes]]]:
    """The programs that stand for windows, as companion starts them."""
    started: list[subprocess.Popen[bytes]] = []
    real = subprocess.Popen

    def start(*args: object, **options: object) -> subprocess.Popen[bytes]:
        made = real([sys.executable, "-c", WINDOW], stdout=subprocess.PIPE)
        assert made.stdout is not None
        assert made.stdout.readline() == b"ready\n"
        started.append(made)
        return made

    monkeypatch.setattr(companion, "_windows", [])
    monkeypatch.setattr(companion, "_asked", [])
    monkeypatch.setattr(companion.subprocess, "Popen", start)
    yield started
    for each in started:
        each.kill()
        each.wait()
        assert each.stdout is not None
        each.stdout.close()


def test_windows_are_closed_and_waited_for(windows: list[subprocess.Popen[bytes]]) -> None:
    companion.open_library()
    companion.open_team()
    assert companion.wait_for_windows(0.0), "nobody asked them to close"
    assert [each.poll() for each in windows] == [None, None]
    companion.close_windows()
    assert companion.wait_for_windows(20.0)
    assert [each.returncode for each in windows] == [0, 0], "they ended by themselves"
    companion.close_windows()  # and again does no harm


def test_the_overlay_and_what_others_started_stay(windows: list[subprocess.Popen[bytes]]) -> None:
    companion.start_overlay()
    companion.close_windows()
    assert windows[0].poll() is None
