"""Starts the overlay in a process of its own and gathers what it says."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class OverlayRun:
    """What a process said.

    Attributes:
        spawned_s: Monotonic time just before it was started.
        events: Its lines, in order.
    """

    spawned_s: float
    events: list[dict[str, Any]]

    def all(self, event: str) -> list[dict[str, Any]]:
        """Return the lines of one kind."""
        return [line for line in self.events if line["event"] == event]

    def first(self, event: str) -> dict[str, Any]:
        """Return the first line of one kind."""
        return self.all(event)[0]

    def after_start_s(self, event: str) -> float:
        """Return how long after its start the process first said this."""
        return self.first(event)["at_s"] - self.spawned_s


def run_overlay(
    environment: Mapping[str, str],
    *arguments: str | Path,
    until: Collection[str] = (),
    timeout_s: float = 200.0,
) -> OverlayRun:
    """Run the overlay to the end of its call, or until it has said all of ``until``.

    Args:
        environment: Of the process.
        arguments: See :mod:`tests.benchmarks.overlay_run`.
        until: Kinds of lines after which it is asked to end.
        timeout_s: After this it is killed, and the run has failed.
    """
    command = [sys.executable, "-m", "tests.benchmarks.overlay_run", *map(str, arguments)]
    events: list[dict[str, Any]] = []
    awaited = set(until)
    spawned_s = time.monotonic()
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    watchdog = threading.Timer(timeout_s, process.kill)
    watchdog.start()
    try:
        assert process.stdout is not None
        for line in process.stdout:
            events.append(json.loads(line))
            awaited.discard(events[-1]["event"])
            if until and not awaited:
                process.terminate()
                break
        _, stderr = process.communicate()
    finally:
        watchdog.cancel()
        watchdog.join()
    assert process.returncode == 0, stderr
    return OverlayRun(spawned_s, events)
