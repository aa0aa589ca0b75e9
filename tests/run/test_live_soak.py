"""Call after call in one process: nothing grows, nothing is left running."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from callassist.engines.moonshine import MoonshineEngine
from callassist.prompts.pack import default_pack
from callassist.run.live import LiveSession
from callassist.sources.recording import open_recording
from callassist.types import CallEvent, Prompt
from tests.run.conftest import DEMO_CALL

CALLS = 8
SETTLED_AFTER = 3


STATUS = Path("/proc/self/status")


def resident_kb() -> int:
    """Return the process's memory in use, in kB."""
    line = next(line for line in STATUS.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1])


@pytest.mark.skipif(not STATUS.exists(), reason="reads Linux's own account of memory")
@pytest.mark.soak
@pytest.mark.timeout(900)
def test_calls_in_a_row_leave_nothing_behind(moonshine: MoonshineEngine) -> None:
    threads = threading.active_count()
    memory: list[int] = []
    shown: list[list[tuple[str, float]]] = []
    for _ in range(CALLS):
        events: list[CallEvent] = []
        source = open_recording(DEMO_CALL)
        session = LiveSession(source, moonshine, default_pack(), in_line=True)
        session.subscribe(events.append)
        session.start()
        assert session.wait(300.0)
        session.stop()
        shown.append(
            [(e.id, e.shown_s) for e in events if isinstance(e, Prompt) and e.outcome is None]
        )
        memory.append(resident_kb())
    assert threading.active_count() == threads
    assert all(prompts == shown[0] for prompts in shown)
    assert memory[-1] < 1.05 * memory[SETTLED_AFTER]
