"""What a program costs that waits all day, and how soon it is there when a call comes."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
import soundfile as sf

from tests.benchmarks.composing import DEMO_CALL
from tests.benchmarks.table import Measured, Table
from tests.pulse import PulseServer, pulse
from tests.run.test_day_devices import SPEAKS_S, Program, running

__all__ = ["pulse"]

pytestmark = [pytest.mark.bench, pytest.mark.timeout(300)]

FIGURES = ["standby_ready", "standby_share", "standby_noise", "call_begins"]
SETTLED_AFTER_S = 10.0
MEASURED_S = 40.0
NOISE_S = 15.0
RATE_HZ = 16_000
NOISE_DBFS = -45.0


def processor_s(program: Program) -> float:
    """Return the user and system time that the process has taken."""
    fields = Path(f"/proc/{program.process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def share_over(program: Program, seconds: float) -> float:
    """Return the share of one core that the process takes, in percent."""
    before_s, begun_s = processor_s(program), time.monotonic()
    time.sleep(seconds)
    return 100 * (processor_s(program) - before_s) / (time.monotonic() - begun_s)


def test_waiting_for_a_call(
    table: Table, screen_environment: Mapping[str, str] | None, request: pytest.FixtureRequest
) -> None:
    lacking = screen_environment is None or shutil.which("pulseaudio") is None
    if lacking or not Path("/proc/self/stat").exists():
        table.cannot(FIGURES, "no Xvfb, no PulseAudio or no /proc here")
        pytest.skip("no Xvfb, no PulseAudio or no /proc here")
    assert screen_environment is not None
    pulse: PulseServer = request.getfixturevalue("pulse")
    screen = {"DISPLAY": screen_environment["DISPLAY"], "QT_QPA_PLATFORM": "xcb"}
    noise = np.random.default_rng(1).standard_normal(round((NOISE_S + 5) * RATE_HZ))
    noise = (10 ** (NOISE_DBFS / 20) * noise).astype(np.float32)
    call, rate_hz = sf.read(DEMO_CALL, dtype="float32")
    speech = call[round(SPEAKS_S[0] * rate_hz) : round(SPEAKS_S[1] * rate_hz), 1]
    spawned_s = time.monotonic()
    with running(pulse, screen=screen) as program:
        program.until_state("standby", heard=1)
        ready_s = time.monotonic() - spawned_s
        time.sleep(SETTLED_AFTER_S)
        share = share_over(program, MEASURED_S)
        with pulse.play_into("customer_sink", noise, RATE_HZ):
            time.sleep(2.0)
            noise_share = share_over(program, NOISE_S)
            assert program.ask().state == "standby"
        with pulse.play_into("customer_sink", speech, rate_hz):
            plays_s = time.monotonic()
            program.until(lambda: program.ask().state == "listening")
            begins_s = time.monotonic() - plays_s
        program.ask("stop")
        program.end()
    table.take(
        Measured("standby_ready", ready_s, "one start"),
        Measured("standby_share", share, f"{MEASURED_S:.0f} s, Xvfb"),
        Measured("standby_noise", noise_share, f"{NOISE_S:.0f} s"),
        Measured("call_begins", begins_s, "one call"),
    )
