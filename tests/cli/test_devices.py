from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from callassist.sources import devices as sources
from callassist.sources.devices import Device
from tests.pulse import CUSTOMER_MONITOR, PulseServer, pulse

__all__ = ["pulse"]

COMMAND = """
import sys
from callassist.cli.devices import devices
sys.exit(devices(sys.argv[1:], standalone_mode=False))
"""


def devices(server: PulseServer, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", COMMAND, *arguments], env=server.environment, capture_output=True,
        text=True, check=False,
    )  # fmt: skip


def test_real_devices_are_listed_and_loopbacks_marked(pulse: PulseServer) -> None:
    done = devices(pulse, "--json")
    assert done.returncode == 0, done.stderr
    found = {device["id"]: device for device in json.loads(done.stdout)}
    assert found[CUSTOMER_MONITOR]["kind"] == "loopback"
    assert found[CUSTOMER_MONITOR]["is_default"]
    assert found["agent_sink.monitor"]["is_default"] is False
    assert any(d["kind"] == "microphone" and d["is_default"] for d in found.values())
    assert "index" not in found[CUSTOMER_MONITOR]


def test_ids_stay_whole_in_a_narrow_table(pulse: PulseServer) -> None:
    done = devices(pulse)
    assert done.returncode == 0
    line = next(line for line in done.stdout.splitlines() if CUSTOMER_MONITOR in line)
    assert line.strip().startswith("*")
    assert "loopback" in line


def test_without_a_sound_server_there_is_one_line(pulse: PulseServer) -> None:
    pulse.stop()
    done = devices(pulse)
    assert done.returncode == 1
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert "no sound server answers" in line


def test_libpulse_does_not_write_between_the_lines(pulse: PulseServer, tmp_path: Path) -> None:
    pulse.stop()
    (tmp_path / "file").write_text("")
    for name in ("HOME", "XDG_RUNTIME_DIR", "PULSE_RUNTIME_PATH", "PULSE_STATE_PATH"):
        pulse.environment[name] = str(tmp_path / "file" / "below")
    done = devices(pulse)
    (line,) = done.stderr.splitlines()
    assert line.startswith("callassist: ")


def test_nothing_to_hear_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from callassist.cli.devices import devices as command

    monkeypatch.setattr(sources, "scan", lambda: ([], []))
    assert command([], standalone_mode=False) == 1
    assert "plug in" in capsys.readouterr().err


def test_names_are_printed_as_they_are(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from callassist.cli.devices import devices as command

    odd = Device("x", "[red]Mic[/red] :smile:", "microphone", False, 48_000, "ALSA")
    monkeypatch.setattr(sources, "scan", lambda: ([odd], []))
    assert command([], standalone_mode=False) == 0
    assert "[red]Mic[/red] :smile:" in capsys.readouterr().out
