"""A private PulseAudio with two null sinks, for tests with real devices.

Ask for the fixture ``pulse`` (import it into the test module or a conftest)::

    from tests.pulse import PulseServer, pulse  # noqa: F401

    def test_it(pulse: PulseServer) -> None:
        with pulse.play(agent_and_customer, 16_000):
            subprocess.run([sys.executable, "-c", CODE], env=pulse.environment)

SoundCard and PortAudio keep what they connected to when they were imported, so
whatever captures must run in a subprocess with ``pulse.environment``. It also
holds an ALSA configuration that knows nothing but this server: no test hears
the machine's own microphone.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

SINKS = {"agent_sink": "front-left", "customer_sink": "front-right"}
"""The two sinks; each takes one channel of what is played to both."""
AGENT_MONITOR, CUSTOMER_MONITOR = (f"{sink}.monitor" for sink in SINKS)
STARTING_MAY_TAKE_S = 20.0
PLAYING_AHEAD_MS = 100

ALSA_CONFIGURATION = """\
pcm.pulse { type pulse }
ctl.pulse { type pulse }
pcm.!default { type pulse }
ctl.!default { type pulse }
"""


class PulseServer:
    """A running private sound server.

    Attributes:
        environment: What a subprocess needs to hear it and nothing else.
    """

    def __init__(self, folder: Path) -> None:
        """Prepare a server that keeps its files in ``folder``, a short path."""
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self._modules: dict[str, str] = {}
        alsa = folder / "asoundrc"
        alsa.write_text(ALSA_CONFIGURATION, encoding="ascii")
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PULSE_")}
        self.environment = kept | {
            "ALSA_CONFIG_PATH": str(alsa),
            "HOME": str(folder),
            "PULSE_RUNTIME_PATH": str(folder / "run"),
            "PULSE_SERVER": f"unix:{folder / 'native'}",
            "PULSE_STATE_PATH": str(folder / "state"),
            "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent.parent), *sys.path[1:]]),
            "XDG_RUNTIME_DIR": str(folder),
        }

    def start(self) -> None:
        """Start the server with both sinks and wait until it answers."""
        (self._folder / "native").unlink(missing_ok=True)
        options = [
            "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1", "--disable-shm=yes",
            "--high-priority=no", "--realtime=no", "--log-level=error", "-n",
            "-L", f"module-native-protocol-unix auth-anonymous=1 socket={self._folder / 'native'}",
        ]  # fmt: skip
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                ["pulseaudio", *options], env=self.environment, stdout=log, stderr=log
            )
        patience_ends = time.monotonic() + STARTING_MAY_TAKE_S
        while self._ask("info").returncode != 0:
            log_text = (self._folder / "log").read_text(errors="replace")
            assert self._process.poll() is None, f"pulseaudio ended: {log_text}"
            assert time.monotonic() < patience_ends, f"pulseaudio does not answer: {log_text}"
            time.sleep(0.02)
        for sink in SINKS:
            self.plug(sink)
        self._ask("set-default-sink", "customer_sink", check=True)
        self._ask("set-default-source", AGENT_MONITOR, check=True)

    def stop(self) -> None:
        """End the server; as if it had crashed for whoever is connected."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def plug(self, sink: str, *shape: str) -> None:
        """Add the null sink ``sink`` and with it ``sink.monitor``; ``shape`` as ``rate=8000``."""
        shape = shape or ("rate=48000", "channels=1", f"channel_map={SINKS[sink]}")
        module = self._ask(
            "load-module", "module-null-sink", f"sink_name={sink}", *shape,
            f"sink_properties=device.description={sink}", check=True,
        )  # fmt: skip
        self._modules[sink] = module.stdout.strip()

    def unplug(self, sink: str) -> None:
        """Take the null sink ``sink`` away, as a headset is pulled out."""
        self._ask("unload-module", self._modules.pop(sink), check=True)

    def choose(self, *, sink: str = "", source: str = "") -> None:
        """Make ``sink`` the default loudspeaker, ``source`` the default microphone."""
        for kind, name in (("sink", sink), ("source", source)):
            if name:
                self._ask(f"set-default-{kind}", name, check=True)

    def mute(self, source: str) -> None:
        """Mute a source."""
        self._ask("set-source-mute", source, "1", check=True)

    def load(self, module: str, *arguments: str) -> str:
        """Load any module; return its number for :meth:`unload`."""
        return self.ask("load-module", module, *arguments).strip()

    def unload(self, number: str) -> None:
        """Unload a module."""
        self._ask("unload-module", number, check=True)

    def ask(self, *arguments: str) -> str:
        """Ask the server through ``pactl``; return what it says."""
        return self._ask(*arguments, check=True).stdout

    def suspend(self, sink: str) -> None:
        """Let ``sink``'s monitor send nothing at all, as loopbacks may while nothing plays.

        What plays into it waits, and PulseAudio hangs if that is :meth:`play`.
        """
        self._ask("suspend-sink", sink, "1", check=True)

    @contextmanager
    def asleep(self, sink: str) -> Iterator[None]:
        """Let ``sink`` and what plays into it stand still, as in a computer's sleep."""
        self.suspend(sink)
        yield
        self._ask("suspend-sink", sink, "0", check=True)

    def split(self) -> tuple[str, str]:
        """Add the stereo sink ``call_sink``; return one source for each channel of it.

        What it plays reaches both sources in the same sample, so this is the ruler for timing.
        """
        names = ("call_left", "call_right")
        self._ask(
            "load-module", "module-null-sink", "sink_name=call_sink", "rate=48000", "channels=2",
            check=True,
        )  # fmt: skip
        for name, side in zip(names, SINKS.values(), strict=True):
            self._ask(
                "load-module", "module-remap-source", f"source_name={name}", "channels=1",
                "master=call_sink.monitor", f"master_channel_map={side}", "channel_map=mono",
                "remix=no", f"source_properties=device.description={name}", check=True,
            )  # fmt: skip
        return names

    @contextmanager
    def play(self, call: NDArray[np.float32], rate_hz: int) -> Iterator[subprocess.Popen[bytes]]:
        """Play float32[n, 2] into both sinks, from the start to the end of the block.

        One player feeds a sink that feeds both: the channels stay together, on a busy
        machine within 60 ms.
        """
        both = self._ask(
            "load-module", "module-combine-sink", "sink_name=both", "channels=2", "remix=no",
            f"channel_map={','.join(SINKS.values())}", f"slaves={','.join(SINKS)}", check=True,
        )  # fmt: skip
        with self.play_into("both", call, rate_hz) as player:
            yield player
        self._ask("unload-module", both.stdout.strip())

    @contextmanager
    def play_into(
        self, sink: str, sound: NDArray[np.float32], rate_hz: int
    ) -> Iterator[subprocess.Popen[bytes]]:
        """Play float32[n] or float32[n, 2] into one sink, to the end of the block at most."""
        path = self._folder / f"{sink}.f32"
        path.write_bytes(np.asarray(sound, "<f4").tobytes())
        stereo = ["--channels=2", f"--channel-map={','.join(SINKS.values())}"]
        player = subprocess.Popen(
            ["pacat", "--playback", "--raw", "--format=float32le", f"--rate={rate_hz}",
             *(stereo if sound.ndim == 2 else ["--channels=1"]),
             f"--latency-msec={PLAYING_AHEAD_MS}", f"--device={sink}", str(path)],
            env=self.environment,
        )  # fmt: skip
        try:
            yield player
        finally:
            player.terminate()
            player.wait(10)

    def _ask(self, *arguments: str, check: bool = False) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["pactl", *arguments],
            env=self.environment, capture_output=True, text=True, check=check, timeout=20,
        )  # fmt: skip


@pytest.fixture
def pulse() -> Iterator[PulseServer]:
    """A running private server; skipped only where PulseAudio is not installed."""
    if shutil.which("pulseaudio") is None:
        pytest.skip("the program pulseaudio is not installed")
    # A socket's path holds 107 bytes at most: not below pytest's long folders.
    with tempfile.TemporaryDirectory(prefix="pulse-") as folder:
        server = PulseServer(Path(folder))
        try:
            server.start()
            yield server
        finally:
            server.stop()


@pytest.fixture
def here(pulse: PulseServer, monkeypatch: pytest.MonkeyPatch) -> PulseServer:
    """The private server as the one that this process hears."""
    for name, value in pulse.environment.items():
        if name.startswith(("ALSA_", "PULSE_", "XDG_RUNTIME_")):
            monkeypatch.setenv(name, value)
    return pulse
