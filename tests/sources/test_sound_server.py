"""The sound server's own client, in this process: it keeps nothing of a server that is gone."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from callassist.errors import AudioDeviceError
from callassist.sources import libpulse, sound_server
from callassist.sources.sound_server import (
    DEVICE_GONE,
    NO_SERVER,
    SERVER_GONE,
    ServerCapture,
    server_problem,
)
from tests.pulse import AGENT_MONITOR, CUSTOMER_MONITOR, PulseServer, here, pulse
from tests.waiting import wait_until

__all__ = ["here", "pulse"]

PATIENCE_S = 20.0


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def test_inputs_and_defaults_are_told_as_they_are_now(here: PulseServer) -> None:
    told = sound_server.inputs()
    assert {one.id: one.monitor_of for one in told.known} == {
        AGENT_MONITOR: "agent_sink",
        CUSTOMER_MONITOR: "customer_sink",
    }
    assert (told.default_id, told.default_loopback_id) == (AGENT_MONITOR, CUSTOMER_MONITOR)
    here.mute(AGENT_MONITOR)
    here.choose(sink="agent_sink", source=CUSTOMER_MONITOR)
    told = sound_server.inputs()
    assert (told.default_id, told.default_loopback_id) == (CUSTOMER_MONITOR, AGENT_MONITOR)
    assert [one.id for one in told.known if one.muted] == [AGENT_MONITOR]


def test_a_capture_ends_with_its_device_and_never_moves_to_another(here: PulseServer) -> None:
    capture = ServerCapture(CUSTOMER_MONITOR, "Speakers")
    try:
        wait_until(capture.queue.take)
        assert not capture.news()
        here.choose(source=CUSTOMER_MONITOR)
        wait_until(capture.news)
        here.unplug("customer_sink")
        here.plug("customer_sink")  # at once: whoever looks for it by name finds it
        wait_until(capture.failure)
        assert capture.failure() == DEVICE_GONE
    finally:
        capture.close()
        capture.close()
    with pytest.raises(AudioDeviceError, match="cannot listen to Ghost: it is gone"):
        ServerCapture("nonesuch", "Ghost")


def test_a_server_that_dies_leaves_nothing_and_is_met_anew(here: PulseServer) -> None:
    files, threads = open_files(), threading.active_count()
    for _ in range(3):
        capture = ServerCapture(AGENT_MONITOR, "Headset")
        here.stop()
        wait_until(capture.failure)
        assert capture.failure() == SERVER_GONE
        capture.close()
        assert server_problem() == NO_SERVER
        here.start()
        assert server_problem() is None
    assert (open_files(), threading.active_count()) == (files, threads)


def test_a_monitor_that_sends_nothing_can_be_closed_at_once(here: PulseServer) -> None:
    here.suspend("customer_sink")
    capture = ServerCapture(CUSTOMER_MONITOR, "Speakers")
    capture.close()
    assert not capture._thread.is_alive()
    assert capture.failure() is None


def test_it_is_known_by_its_name_and_starts_no_server(here: PulseServer) -> None:
    code = (
        "from callassist.sources.sound_server import ServerCapture as C, inputs;"
        f"inputs(); C('{AGENT_MONITOR}', 'x'); print('open', flush=True); input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], env=here.environment, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        assert "callassist" in here.ask("list", "clients")
        process.communicate("\n", timeout=PATIENCE_S)


def test_a_missing_library_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    libpulse.library.cache_clear()
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("ctypes.util.find_library", lambda _: None)
    assert server_problem() == libpulse.NO_LIBRARY
    monkeypatch.setattr("sys.platform", "win32")
    assert server_problem() is None
