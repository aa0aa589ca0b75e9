"""Opens a 2-hour call's timeline as the program does, and says how long things took.

A process of its own (``python -m tests.benchmarks.timeline_run FLAC``), which prints a JSON
object a line.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.benchmarks.overlay_run import peak_mb, tell
from tests.timelines import long_call

DURATION_S = 7200.0
ZOOM_STEPS = 60
PAN_STEPS = 100
PAN_SPANS_S = (6600.0, 600.0, 60.0, 10.0)
SEEKS = 40
SEEK_SEED = 5
PATIENCE_S = 10.0


def main(flac: Path) -> None:
    """Open, pan, zoom, play, seek."""
    from PySide6.QtWidgets import QApplication

    from callassist.sources.recorded import RecordedSound

    app = QApplication(["callassist"])
    app.setStyle("Fusion")
    review = long_call(DURATION_S)
    review.sound = RecordedSound(flac)
    asked_s, worked_s = time.perf_counter(), time.process_time()
    from callassist.gui.timeline.window import TimelineWindow

    window = TimelineWindow(review)
    window.resize(1280, 800)
    window.show()
    painted = window.windowHandle()
    while not painted.isExposed():
        app.processEvents()
    app.processEvents()
    seconds, busy_s = time.perf_counter() - asked_s, time.process_time() - worked_s
    tell("open", seconds=seconds, busy_s=busy_s)
    # What was only put off by opening is not a frame's.
    settle(app)
    tell("frames", **frames(window, app))
    tell("seeks", ms=seeks(window, app), problem=window.playback.problem)
    tell("end", peak_mb=peak_mb())
    window.close()


def settle(app: Any) -> None:
    """Let the event loop come to rest."""
    ends_s = time.perf_counter() + 0.5
    while time.perf_counter() < ends_s:
        app.processEvents()


def frames(window: Any, app: Any) -> dict[str, list[float]]:
    """Return how long frames took, in ms, by what was done."""

    def measured(step: Callable[[int], None], count: int) -> list[float]:
        times_ms = []
        for number in range(count):
            begun_s = time.perf_counter()
            step(number)
            app.processEvents()
            times_ms.append(1000 * (time.perf_counter() - begun_s))
        return times_ms

    view = window.viewport
    factor = (60.0 / DURATION_S) ** (1 / ZOOM_STEPS)
    found = {
        "zoom": measured(
            lambda i: view.zoom(factor if i < ZOOM_STEPS else 1 / factor, 3000.0), 2 * ZOOM_STEPS
        )
    }
    for span_s in PAN_SPANS_S:
        start_s = 0.0 if span_s > 6000 else 3000.0
        view.show(start_s, start_s + span_s)
        app.processEvents()
        by_s = min(span_s / 50, (DURATION_S - span_s) / PAN_STEPS)
        found[f"pan {span_s:.0f} s"] = measured(lambda _, by_s=by_s: view.pan(by_s), PAN_STEPS)
    return found


def seeks(window: Any, app: Any) -> list[float]:
    """Return how long each seek took to be heard, in ms; none where nothing can be played."""
    playback = window.playback
    player = playback._player
    player.wait_until_checked(PATIENCE_S)
    if player.problem:
        return []
    rng = random.Random(SEEK_SEED)
    playback.play()
    out = []
    for _ in range(SEEKS):
        at_s = rng.uniform(0.0, DURATION_S - 60)
        window.go_to(at_s)
        ends_s = time.perf_counter() + PATIENCE_S
        while not at_s < player.position_s < at_s + 5:
            app.processEvents()
            if time.perf_counter() > ends_s:
                return []
        out.append(1000 * player.seek_latency_s)
    playback.pause()
    return out


if __name__ == "__main__":
    main(Path(sys.argv[1]))
