"""Runs the overlay with a live session, as the program does, and says when what came about.

A process of its own (``python -m tests.benchmarks.overlay_run``), which prints a JSON object a
line; ``at_s`` is monotonic time, the same for every process of the machine:

``visible``  the first frame of an exposed window went to the screen
``begun``    the source began: stream time 0
``hears``    Listen has measured the first sound
``prompt``   a prompt stood: what it is, and when its card was first, half and wholly opaque
``frames``   the call is over: how smoothly the GUI thread ran
``end``      the process is about to end: its memory
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from callassist.engines.choose import choose_engine
from callassist.prompts.pack import default_pack
from callassist.run.live import DeferredSession, LiveSession
from callassist.settings.user import UserSettings
from callassist.sources.recording import open_recording
from callassist.types import AudioBlock, CallEnded, CallEvent, Features
from tests.benchmarks.packs import listen_without_limit

if TYPE_CHECKING:
    from tests.benchmarks.overlay_watch import OverlayWatch

BLOCK_S = 0.03
"""About what the devices give (``sources.live.POLL_S``, and the blocks of sound servers)."""


def tell(event: str, **facts: Any) -> None:
    """Print a line."""
    sys.stdout.write(json.dumps({"event": event, **facts}) + "\n")
    sys.stdout.flush()


class StampedSource:
    """A source that says when its stream time began."""

    def __init__(self, source: Any) -> None:
        self._source = source

    def blocks(self) -> Iterator[AudioBlock]:
        tell("begun", at_s=time.monotonic())
        yield from self._source.blocks()

    def close(self) -> None:
        self._source.close()


class Watched:
    """Has the overlay watched from the moment it subscribes, on the GUI's own thread."""

    _watch: OverlayWatch | None = None
    _hears = False

    def subscribe(self, listener: Any) -> None:
        super().subscribe(listener)  # type: ignore[misc]
        if self._watch is None:
            from tests.benchmarks.overlay_watch import OverlayWatch

            self._watch = OverlayWatch(tell)
            super().subscribe(self._on_event)  # type: ignore[misc]

    def _on_event(self, event: CallEvent) -> None:
        assert self._watch is not None
        if isinstance(event, Features) and not self._hears:
            self._hears = True
            tell("hears", at_s=time.monotonic())
            self._watch.call_begun.emit()
        elif isinstance(event, CallEnded):
            self._watch.call_ended.emit()


class StampedSession(LiveSession):
    """A live session that says when its stream time began."""

    def __init__(self, source: Any, *rest: Any, **options: Any) -> None:
        super().__init__(StampedSource(source), *rest, **options)


class WatchedSession(Watched, StampedSession):
    """The session of a recording."""


class WatchedDeferredSession(Watched, DeferredSession):
    """The session of two devices, which are opened when it starts."""


def peak_mb() -> float:
    """Return the most memory that this process had resident; NaN where Linux does not say."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return float("nan")
    (kilobytes,) = (line.split()[1] for line in lines if line.startswith("VmHWM:"))
    return int(kilobytes) * 1024 / 1e6


def main() -> int:
    """Run one call."""
    parser = argparse.ArgumentParser()
    parser.add_argument("recording", type=Path, nargs="?")
    parser.add_argument("--devices", nargs=2, metavar=("AGENT", "CUSTOMER"))
    parser.add_argument("--model", type=Path)
    parser.add_argument("--listen-without-limit", action="store_true")
    options = parser.parse_args()
    if options.devices:
        from callassist.cli import live
        from callassist.run import calls

        calls.LiveSession = StampedSession  # type: ignore[misc]
        live.DeferredSession = WatchedDeferredSession  # type: ignore[misc]
        settings = UserSettings()
        settings.engine = "vosk" if options.model else "moonshine"
        settings.model = str(options.model) if options.model else None
        settings.audio.agent_device, settings.audio.customer_device = options.devices
        return live.desktop(settings, begin=True)

    from callassist.gui.app import run_overlay
    from callassist.gui.launch import Launch
    from callassist.run.memory import keep_little

    keep_little()  # as the program does
    pack = listen_without_limit() if options.listen_without_limit else default_pack()
    engine = choose_engine("auto" if options.model else "moonshine", options.model)
    source = open_recording(options.recording, block_s=BLOCK_S, real_time=True)
    try:
        session = WatchedSession(source, engine, pack)
        code = run_overlay(Launch(session, UserSettings(), quit_when_done=True))
    finally:
        engine.close()
    tell("end", peak_mb=peak_mb())
    return code


if __name__ == "__main__":
    sys.exit(main())
