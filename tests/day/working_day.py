"""An agent's desk: the program itself, two real sound devices, a screen, and what happens to them.

Each method does one thing or waits until one thing is so, and fails where it does not become so.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import Any

import soundfile as sf

from callassist.errors import CallAssistError
from callassist.run.control.client import ask
from callassist.run.control.place import Place
from callassist.run.status import DayState, Status
from callassist.settings.standby import StandbySettings
from tests.day.kept import Kept
from tests.day.sounds import LONG_S, RATE_HZ, Side, Sound
from tests.gui.xvfb import run, x_server
from tests.pulse import AGENT_MONITOR, CUSTOMER_MONITOR, PulseServer

ROOT = Path(__file__).parents[2]
PROGRAM = [os.environ.get("CALLASSIST_PROGRAM") or sys.executable]
"""The packaged program where one is named; read before the tests get a clean environment."""
IS_PACKAGED = [sys.executable] != PROGRAM
COMMAND = PROGRAM if IS_PACKAGED else [*PROGRAM, "-m", "callassist"]
MAY_TAKE_S = 60.0
LOOK_EVERY_S = 0.05
BACK_WITHIN_S = 2.0
LOST_IN_A_CRASH_S = 1.0
MEMORY_MB = 700.0
CARD_PX = 60
"""A card makes the overlay at least this much higher."""
FINE_TO_SAY = re.compile(
    r"kept as call \S+: [\d:]+(, \d+ secrets left out)?"
    r"|recovered the call of [\d: -]+ up to [\d:]+"
    r"|waiting for a call; Ctrl-C ends|listening; Ctrl-C ends the call"
    r"|call ended after [\d:]+; \d+ prompts were shown"
    r"|[\d:]+  (agent|customer): .+"
)
"""All that may stand on stderr in a day in which everything goes well."""
SETTINGS = f"""\
engine = "moonshine"
set_up = true
[calls]
start = "sound"
end_after_silence_s = 8.0
[audio]
agent_device = "{AGENT_MONITOR}"
customer_device = "{CUSTOMER_MONITOR}"
"""


class WorkingDay:
    """What an agent, their headset and their computer do in a day."""

    def __init__(self, pulse: PulseServer, display: str) -> None:
        self._pulse = pulse
        self._display = display
        self._folder = Path(pulse.environment["HOME"])
        self._said = self._folder / "said"
        self._players = {side: ExitStack() for side in ("agent", "customer")}
        self._playing: list[subprocess.Popen[bytes]] = []
        self._process: subprocess.Popen[bytes] | None = None
        self._bar_px = 0
        config = self._folder / "config" / "callassist"
        config.mkdir(parents=True)
        (config / "settings.toml").write_text(SETTINGS)
        self.peak_mb = 0.0
        self._environment = {
            name: value for name, value in pulse.environment.items()
            if name != "PYTHONPATH" or not IS_PACKAGED
        } | {
            "CALLASSIST_PASSPHRASE": "a day of four calls",
            "DISPLAY": display,
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
            "QT_QPA_PLATFORM": "xcb",
            "WAYLAND_DISPLAY": "",
            "XDG_CACHE_HOME": str(self._folder / "cache"),
            "XDG_CONFIG_HOME": str(self._folder / "config"),
            "XDG_DATA_HOME": str(self._folder / "data"),
            "XDG_STATE_HOME": str(self._folder / "state"),
        }  # fmt: skip

    # The program

    def starts(self, *arguments: str) -> None:
        """The program starts, and answers."""
        with self._said.open("ab") as said:
            self._process = subprocess.Popen(
                [*COMMAND, *arguments],
                env=self._environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=said,
            )  # fmt: skip
        self._until(self.status, "answers")

    def crashes(self) -> float:
        """The program is killed; return how long the call had gone on."""
        call_s = self.status().call_s
        assert self._process is not None
        self._process.kill()
        self._process.wait()
        self._process = None
        return call_s

    def sleeps(self, seconds: float) -> None:
        """The computer stands still, its devices and the program."""
        assert self._process is not None
        before_s = self.status().call_s
        with self._pulse.asleep("agent_sink"), self._pulse.asleep("customer_sink"):
            self._process.send_signal(signal.SIGSTOP)
            time.sleep(seconds)
            self._process.send_signal(signal.SIGCONT)
        self._until(lambda: self.status().call_s > before_s + seconds, "the call's time went on")

    def quits(self) -> None:
        """The program ends when it is asked to, wholly and without a word of trouble."""
        assert self._process is not None
        self._note_memory()
        answer = self.program("ctl", "quit")
        assert (answer.returncode, answer.stdout) == (0, "callassist has quit\n"), answer
        assert self._process.wait(MAY_TAKE_S) == 0, self.said
        self._process = None
        self._leaves_nothing_behind()

    def program(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run another command of the program beside it."""
        return subprocess.run(
            [*COMMAND, *arguments], env=self._environment, stdin=subprocess.DEVNULL,
            capture_output=True, text=True, timeout=MAY_TAKE_S, check=False,
        )  # fmt: skip

    def status(self, command: str = "status") -> Status:
        """Give a command as ``callassist ctl`` does; return what then holds."""
        answer = ask(command, Place(self._folder / "callassist"))
        assert answer.status is not None, answer.error
        return answer.status

    def is_told_by_ctl(self, state: DayState) -> None:
        """``callassist ctl status --json`` says the state, too."""
        answer = self.program("ctl", "status", "--json")
        assert (answer.returncode, answer.stderr) == (0, "")
        assert json.loads(answer.stdout)["state"] == state

    def becomes(self, state: DayState) -> None:
        """The program's state becomes this."""
        self._until(lambda: self.status().state == state, state)
        self._note_memory()

    def hears(self, side: Side) -> None:
        """The light of a side says that somebody is heard there."""
        self._until(lambda: self._light(side) == "hears", f"hears the {side}")

    @property
    def said(self) -> str:
        """What it said on stderr."""
        return self._said.read_text(errors="replace")

    def said_only_what_is_fine(self) -> None:
        """No error, no warning, no traceback stood on stderr, all day long."""
        wrong = [line for line in self.said.splitlines() if not FINE_TO_SAY.fullmatch(line)]
        assert wrong == []

    # The screen

    def records(self) -> None:
        """The agent clicks the record button; the customer agrees."""
        place = self._overlay()
        self._bar_px = place["HEIGHT"]
        from_right_px, down_px = self._buttons["record"]
        self._click(place["X"] + place["WIDTH"] - from_right_px, place["Y"] + down_px)
        self._until(lambda: self.status().recording, "records")
        self._until(lambda: self._overlay()["HEIGHT"] > self._bar_px, "asks for consent")
        place = self._overlay()
        from_left_px, down_px = self._buttons["agreed"]
        self._click(place["X"] + from_left_px, place["Y"] + down_px)
        self._until(lambda: self._overlay()["HEIGHT"] == self._bar_px, "consent was given")
        assert self.status().recording

    @cached_property
    def _buttons(self) -> dict[str, list[int]]:
        """Where the overlay's buttons are, in px; see :mod:`tests.day.buttons`."""
        asked = subprocess.run(
            [sys.executable, "-m", "tests.day.buttons"],
            env=self._environment | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
            timeout=MAY_TAKE_S, check=True,
        )  # fmt: skip
        places: dict[str, list[int]] = json.loads(asked.stdout)
        return places

    def shows_a_prompt(self) -> None:
        """A card stands below the bar."""
        self._until(lambda: self._overlay()["HEIGHT"] >= self._bar_px + CARD_PX, "shows a prompt")

    def _click(self, x: int, y: int) -> None:
        run(self._display, "xdotool", "mousemove", str(x), str(y), "click", "1")
        run(self._display, "xdotool", "mousemove", "5", "5")

    def _overlay(self) -> dict[str, int]:
        """Return where the overlay is, in px."""
        found = run(
            self._display, "xdotool", "search", "--onlyvisible", "--name", "^callassist$",
            "getwindowgeometry", "--shell",
        )  # fmt: skip
        pairs = (line.split("=") for line in found.splitlines())
        return {name: int(value) for name, value in pairs}

    # Sound

    def plays(self, **sounds: Sound) -> None:
        """Let the sides be heard from now on: ``customer=...``, ``agent=...``."""
        for side, sound in sounds.items():
            self._players[side].close()
            context = self._pulse.play_into(f"{side}_sink", sound, RATE_HZ)
            self._playing.append(self._players[side].enter_context(context))

    def goes_on(self, seconds: float) -> None:
        """The call goes on for so long."""
        until_s = self.status().call_s + seconds
        self._until(lambda: self.status().call_s >= until_s, f"the call goes on to {until_s} s")

    def rests(self) -> None:
        """Nobody calls for a while: after a call ended by hand, standby waits for quiet."""
        time.sleep(StandbySettings().rest_s + 2.0)

    def falls_silent(self) -> None:
        """Nobody speaks any more."""
        for player in self._players.values():
            player.close()
        self._playing.clear()

    def is_heard_out(self) -> None:
        """What is played has come to its end."""
        for player in self._playing:
            player.wait(LONG_S)
        self.falls_silent()

    def unplugs(self, side: Side) -> None:
        """A side's device is pulled out; its light says so."""
        self._pulse.unplug(f"{side}_sink")
        self._players[side].close()
        self._until(lambda: self._light(side) == "lost", f"the {side} is lost")

    def plugs_in(self, side: Side, sound: Sound) -> None:
        """The device comes back, and ``sound`` on it; the light says in time that it is back."""
        self._pulse.plug(f"{side}_sink")
        came_s = time.monotonic()
        self._until(lambda: self._light(side) != "lost", f"the {side} is back")
        assert time.monotonic() - came_s < BACK_WITHIN_S
        self.plays(**{side: sound})

    # What was kept

    def has_kept(self, count: int) -> list[Kept]:
        """So many calls become whole in the store; returns them, the oldest first."""
        found: list[dict[str, Any]] = []

        def are_whole() -> bool:
            answer = self.program("calls", "list", "--up", "--json")
            assert answer.returncode == 0, answer.stderr
            found[:] = json.loads(answer.stdout or "[]")
            return len(found) == count and all(call["state"] != "recording" for call in found)

        self._until(are_whole, f"{count} kept calls")
        return [self._export(call) for call in found]

    def _export(self, summary: dict[str, Any]) -> Kept:
        out = self._folder / "taken"
        folder = out / summary["id"]
        if not folder.exists():
            answer = self.program("calls", "export", summary["id"], "--out", str(out))
            assert answer.returncode == 0, answer.stderr
        sound, rate_hz = sf.read(folder / "sound.flac", dtype="float32")
        document = json.loads((folder / "call.json").read_text())
        return Kept(
            summary["id"], summary["state"], summary["notices"], document, sound, rate_hz
        )  # fmt: skip

    # Inside

    def _light(self, side: Side) -> str:
        status = self.status()
        return (status.agent if side == "agent" else status.customer).state

    def _until(self, holds: Callable[[], object], what: str) -> None:
        patience_ends = time.monotonic() + MAY_TAKE_S
        while True:
            with suppress(CallAssistError, subprocess.CalledProcessError):
                if holds():
                    return
            gone = self._process is not None and self._process.poll() is not None
            assert not gone, f"the program ended: {self.said}"
            assert time.monotonic() < patience_ends, f"never: {what}; {self._state()}; {self.said}"
            time.sleep(LOOK_EVERY_S)

    def _state(self) -> str:
        try:
            return str(self.status())
        except CallAssistError as error:
            return str(error)

    def _note_memory(self) -> None:
        assert self._process is not None
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        peak_kb = re.search(r"VmHWM:\s+(\d+) kB", status)
        assert peak_kb is not None
        self.peak_mb = max(self.peak_mb, int(peak_kb[1]) / 1024)
        assert self.peak_mb < MEMORY_MB

    def _leaves_nothing_behind(self) -> None:
        """No process, no socket, no token, no lock that is held, no call that is open."""
        runtime = self._folder / "callassist"
        assert not Place(runtime).taken
        assert {path.name for path in runtime.iterdir()} <= {"running.lock"}
        assert [*(self._folder / "data").rglob("*.lock")] == []
        assert self._processes() == []

    def _processes(self) -> list[str]:
        """Return the processes that live in this home, but those of the sound server."""
        mine = f"XDG_CONFIG_HOME={self._environment['XDG_CONFIG_HOME']}".encode()
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                if mine in (folder / "environ").read_bytes().split(b"\0"):
                    found.append((folder / "cmdline").read_text().replace("\0", " "))
        return found

    def close(self) -> None:
        """Let nothing of the day stay."""
        self.falls_silent()
        if self._process is not None:
            self._process.kill()
            self._process.wait()


@contextmanager
def working_day(pulse: PulseServer) -> Iterator[WorkingDay]:
    """A desk with an empty home; skipped only where there is no Xvfb."""
    with x_server() as display:
        day = WorkingDay(pulse, display)
        try:
            yield day
        finally:
            day.close()
