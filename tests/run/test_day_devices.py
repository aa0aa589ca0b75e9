"""A day on real devices: the program itself, and ``callassist ctl`` beside it."""

from __future__ import annotations

import contextlib
import json
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile as sf

from callassist.errors import CallAssistError
from callassist.paths import resources_dir
from callassist.run.control.client import ask
from callassist.run.control.place import Place
from callassist.run.status import DayState, Status
from tests.pulse import AGENT_MONITOR, CUSTOMER_MONITOR, PulseServer, pulse

__all__ = ["pulse"]

DEMO_CALL = resources_dir() / "demo" / "late-parcel.flac"
SPEAKS_S = (3.4, 9.0)
"""The customer's first words in it, from just before the first."""
SAID = ["hello", "i", "ordered"]
MAY_TAKE_S = 60.0
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}
SETTINGS = f"""\
engine = "moonshine"
set_up = true
[calls]
start = "sound"
end_after_silence_s = 3.0
[audio]
agent_device = "{AGENT_MONITOR}"
customer_device = "{CUSTOMER_MONITOR}"
"""


class Program:
    """The running program, and what ``callassist ctl`` says to it."""

    def __init__(
        self,
        pulse: PulseServer,
        *arguments: str,
        settings: str = SETTINGS,
        screen: Mapping[str, str] = OFFSCREEN,
    ) -> None:
        home = Path(pulse.environment["HOME"])
        (home / ".config" / "callassist").mkdir(parents=True, exist_ok=True)
        (home / ".config" / "callassist" / "settings.toml").write_text(settings)
        own = {name: str(home / folder) for name, folder in (
            ("XDG_CONFIG_HOME", ".config"), ("XDG_DATA_HOME", "data"), ("XDG_STATE_HOME", "state"),
        )}  # fmt: skip
        self.environment: Mapping[str, str] = {
            **pulse.environment, **own, **screen,
        }  # fmt: skip
        self._said = home / "said"
        with self._said.open("wb") as said:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "callassist", *arguments],
                env=self.environment,
                stdout=subprocess.PIPE,
                stderr=said,
                text=True,
            )
        self.events: list[dict[str, Any]] = []
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.events.append(json.loads(line))

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run ``callassist`` beside it."""
        return subprocess.run(
            [sys.executable, "-m", "callassist", *arguments],
            env=self.environment, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip

    def ask(self, command: str = "status") -> Status:
        """Give a command as ``callassist ctl`` does; return what then holds."""
        runtime = Path(self.environment["XDG_RUNTIME_DIR"]) / "callassist"
        answer = ask(command, Place(runtime))
        assert answer.status is not None, answer.error
        return answer.status

    def until(self, holds: Callable[[], object]) -> None:
        """Wait until something holds; it may raise that nobody answers yet."""
        patience_ends = time.monotonic() + MAY_TAKE_S
        while True:
            with contextlib.suppress(CallAssistError):
                if holds():
                    return
            assert time.monotonic() < patience_ends
            assert self.process.poll() is None, self.said
            time.sleep(0.05)

    def until_state(self, state: DayState, heard: int) -> None:
        """Wait for a state, and until so many devices are open."""
        self.until(lambda: self.ask().state == state and len(self.heard()) == heard)

    def heard(self) -> set[str]:
        """Return the sources that the sound server lets anybody hear now, by number."""
        listed = subprocess.run(
            ["pactl", "list", "short", "source-outputs"],
            env=self.environment, capture_output=True, text=True, check=True,
        )  # fmt: skip
        return {line.split("\t")[1] for line in listed.stdout.splitlines()}

    @property
    def said(self) -> str:
        """What it said on stderr."""
        return self._said.read_text(errors="replace")

    def end(self) -> str:
        """End it with Ctrl-C; return what it said on stderr."""
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(MAY_TAKE_S)
        assert (code, "Traceback" in self.said) == (0, False), self.said
        return self.said

    def close(self) -> None:
        """Let nothing of it stay."""
        self.process.kill()
        self.process.wait()
        self._reader.join(MAY_TAKE_S)
        assert self.process.stdout is not None
        self.process.stdout.close()


@contextmanager
def running(
    pulse: PulseServer,
    *arguments: str,
    settings: str = SETTINGS,
    screen: Mapping[str, str] = OFFSCREEN,
) -> Iterator[Program]:
    program = Program(pulse, *arguments, settings=settings, screen=screen)
    try:
        yield program
    finally:
        program.close()


@pytest.mark.timeout(200)
def test_ctl_starts_and_stops_calls_in_the_program_on_screen(pulse: PulseServer) -> None:
    with running(pulse) as program:
        program.until_state("standby", heard=1)  # the microphone is not open
        second = program.run()
        assert second.returncode == 1
        assert "already running" in second.stderr.splitlines()[-1]
        assert program.ask("start").state == "listening"
        assert len(program.heard()) == 2
        assert program.ask("mute").muted
        status = program.run("ctl", "status", "--json")
        told = json.loads(status.stdout)
        assert (status.returncode, told["state"], told["muted"]) == (0, "listening", True)
        assert program.ask("stop").state == "standby"
        program.until_state("standby", heard=1)
        assert program.ask().agent.state == "waiting", "its microphone is closed"
        pulse.unplug("customer_sink")
        program.until(lambda: program.ask().customer.state == "lost")
        refused = program.run("ctl", "start").stderr
        assert "no sound device" in refused
        assert "did you mean" not in refused
        program.until(lambda: program.ask().customer.state == "lost")
        assert "it is gone; plug it in again, waiting goes on" in program.ask().customer.detail
        pulse.plug("customer_sink")
        program.until(lambda: program.ask().customer.state == "silent")
        assert program.ask().problem == ""
        program.until_state("standby", heard=1)
        begun_s = time.monotonic()
        program.end()
        assert time.monotonic() - begun_s < 10.0
        status = program.run("ctl", "status")
        assert status.returncode == 1
        assert "is not running" in status.stderr


def test_without_control_there_is_no_socket(pulse: PulseServer) -> None:
    settings = SETTINGS.replace('start = "sound"', 'start = "manual"\ncontrol = false')
    with running(pulse, settings=settings) as program:
        runtime = Path(program.environment["XDG_RUNTIME_DIR"]) / "callassist"
        program.until(lambda: Place(runtime).taken)
        assert "set control = true" in program.run("ctl", "status").stderr
        assert program.heard() == set(), "by hand nothing is opened"
        assert {path.name for path in runtime.iterdir()} == {"running.lock"}
        program.end()


@pytest.mark.soak
@pytest.mark.timeout(300)
def test_calls_begin_and_end_by_themselves_one_after_another(pulse: PulseServer) -> None:
    sound, rate_hz = sf.read(DEMO_CALL, dtype="float32")
    speech = sound[round(SPEAKS_S[0] * rate_hz) : round(SPEAKS_S[1] * rate_hz), 1]
    t = np.arange(round(0.3 * rate_hz)) / rate_hz
    ping = (0.3 * np.sin(2 * np.pi * 880 * t) * np.exp(-t / 0.1)).astype(np.float32)
    with running(pulse, "live", "--headless", "--wait", "--jsonl") as program:
        program.until_state("standby", heard=1)
        with pulse.play_into("customer_sink", ping, rate_hz) as player:
            player.wait(30)
        assert program.ask().state == "standby"
        for number in (1, 2):
            with pulse.play_into("customer_sink", speech, rate_hz) as player:
                program.until_state("listening", heard=2)
                player.wait(30)
            program.until_state("standby", heard=1)
            assert [event["event"] for event in program.events].count("ended") == number
        said = program.end()
    assert sum(line.startswith("call ended after") for line in said.splitlines()) == 2
    calls: list[list[dict[str, Any]]] = [[]]
    for event in program.events:
        calls[-1].append(event)
        if event["event"] == "ended":
            calls.append([])
    for call in calls[:2]:
        words = next(e["words"] for e in call if e["event"] == "utterance" and e["final"])
        said_first = [word["text"].lower().strip(",.") for word in words[:3]]
        assert said_first[1:] == SAID[1:], words  # the recognizer may take "hello" for another word
        # Nothing of it is missing at the front: as much silence as was asked for lies before it.
        assert 0.7 < words[0]["start_s"] < 1.6
