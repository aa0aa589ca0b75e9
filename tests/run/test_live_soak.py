"""Call after call in one process: nothing grows, nothing is left running."""

from __future__ import annotations

import gc
import threading

import pytest

from callassist.prompts.pack import default_pack
from callassist.run.live import LiveSession
from callassist.sources.recording import open_recording
from callassist.types import CallEvent, Prompt
from tests.run.conftest import DEMO_CALL

CALLS = 20
SETTLED_AFTER = 5


@pytest.mark.soak
@pytest.mark.timeout(600)
def test_calls_in_a_row_leave_nothing_behind() -> None:
    threads = threading.active_count()
    objects: list[int] = []
    shown: list[list[tuple[str, float]]] = []
    for _ in range(CALLS):
        events: list[CallEvent] = []
        source = open_recording(DEMO_CALL)
        # Without words: a recognizer's own memory is measured by the benchmarks.
        session = LiveSession(source, None, default_pack())
        session.subscribe(events.append)
        session.start()
        assert session.wait(300.0)
        session.stop()
        shown.append(
            [(e.id, e.shown_s) for e in events if isinstance(e, Prompt) and e.outcome is None]
        )
        del source, session, events
        gc.collect()
        objects.append(len(gc.get_objects()))
    assert threading.active_count() == threads
    assert all(prompts == shown[0] for prompts in shown)
    # Objects and not bytes: the C library's arenas grow with the threads of the day.
    assert objects[-1] <= objects[SETTLED_AFTER] + CALLS
