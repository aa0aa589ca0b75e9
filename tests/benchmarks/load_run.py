"""Runs a live session on one processor and says what became known when, and what was left out.

A process of its own (``python -m tests.benchmarks.load_run``), which prints a JSON object a
line: ``overlap`` and ``words`` with the delay by the clock after their ``known_s``, ``load``.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from callassist.engines.choose import choose_engine
from callassist.prompts.pack import default_pack
from callassist.run.live import LiveSession
from callassist.run.load import LoadGuard
from callassist.sources.recording import Recording, open_recording
from callassist.types import AudioBlock, CallEvent, Load, Overlap, Utterance
from tests.benchmarks.overlay_run import BLOCK_S


class BegunSource:
    """A recording that knows when its stream time began, by the clock."""

    begun_s = 0.0

    def __init__(self, source: Recording) -> None:
        self._source = source

    def blocks(self) -> Iterator[AudioBlock]:
        self.begun_s = time.monotonic()
        yield from self._source.blocks()

    def close(self) -> None:
        self._source.close()


def main() -> int:
    """Run one call."""
    parser = argparse.ArgumentParser()
    parser.add_argument("recording", type=Path)
    parser.add_argument("processor", type=int)
    parser.add_argument("--guard", action="store_true")
    options = parser.parse_args()
    if options.processor >= 0:
        os.sched_setaffinity(0, {options.processor})
    engine = choose_engine("moonshine")
    source = BegunSource(open_recording(options.recording, block_s=BLOCK_S, real_time=True))
    session = LiveSession(
        source, engine, default_pack(), guard=LoadGuard() if options.guard else None
    )

    def tell(event: CallEvent) -> None:
        now_s = time.monotonic() - source.begun_s
        facts: dict[str, object]
        if isinstance(event, Load):
            facts = {"event": "load", "at_s": event.at_s, "shed": event.shed}
        elif isinstance(event, Overlap):
            facts = {"event": "overlap", "kind": event.kind, "delay_s": now_s - event.known_s}
        elif isinstance(event, Utterance) and event.final:
            facts = {
                "event": "words",
                "channel": event.channel,
                "heard": event.heard,
                "delay_s": now_s - event.end_s,
            }
        else:
            return
        sys.stdout.write(json.dumps(facts) + "\n")
        sys.stdout.flush()

    session.subscribe(tell)
    session.start()
    session.wait()
    engine.close()
    return 0 if session.error is None else 1


if __name__ == "__main__":
    sys.exit(main())
