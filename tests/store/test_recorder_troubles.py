"""A disk that hangs or is full, and a redactor that fails."""

from __future__ import annotations

import os
import resource
import sys
import threading
from pathlib import Path

import pytest

from callassist.store.framing import cut_unreadable_end
from callassist.store.recorder import QUEUE_S, Recorder
from callassist.store.sound import SOUND_KIND
from callassist.types import AudioBlock, Utterance
from tests.store.recording import SEALER, feed, kept_events, kept_sound, recorder
from tests.store.scripted import RATE_HZ, SECRET, OneSecret, scripted


class HungDisk:
    """An ``os.fsync`` that does not answer until it is let go."""

    def __init__(self) -> None:
        self.let_go = threading.Event()
        self.reached = threading.Event()

    def __call__(self, _handle: int) -> None:
        self.reached.set()
        self.let_go.wait(60)


def test_a_disk_that_hangs_never_holds_up_the_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = HungDisk()
    monkeypatch.setattr(os, "fsync", disk)
    told: list[str] = []
    writer = recorder(tmp_path, on_problem=told.append)
    duration_s = QUEUE_S  # of both sides, twice as much as may wait
    blocks = [item for item in scripted(duration_s) if isinstance(item, AudioBlock)]
    writer.put_block(blocks[0])
    assert disk.reached.wait(30)
    for block in blocks[1:]:
        writer.put_block(block)
    assert writer.lost_s > 1.0
    disk.let_go.set()
    settled = writer.close()
    assert settled is not None
    assert len(told) == 1
    assert "too slow" in told[0]
    assert writer.problem == ""
    assert settled.duration_s < duration_s


def test_a_recording_that_is_read_waits_for_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = HungDisk()
    monkeypatch.setattr(os, "fsync", disk)
    writer = recorder(tmp_path, durable=False)
    script = list(scripted(3 * QUEUE_S))
    reader = threading.Thread(target=feed, args=(writer, script))
    reader.start()
    assert disk.reached.wait(30)
    disk.let_go.set()
    reader.join()
    settled = writer.close()
    assert settled is not None
    assert (writer.lost_s, settled.duration_s) == (0.0, 3 * QUEUE_S)
    assert not list(tmp_path.glob("pending-*"))


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there")
@pytest.mark.parametrize("limit", [40_000, 200_000])
def test_a_full_disk_stops_the_recording_and_nothing_else(tmp_path: Path, limit: int) -> None:
    told: list[str] = []
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    writer = recorder(tmp_path, on_problem=told.append)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        feed(writer, scripted(30.0))
        assert writer.close() is None
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert len(told) == 1
    assert told[0] == writer.problem
    assert "recovered at the next start" in told[0]
    assert "\n" not in told[0]
    assert not writer.keeping
    if limit > 100_000:
        assert cut_unreadable_end(tmp_path / "sound", SEALER, SOUND_KIND)
        assert kept_sound(tmp_path).any()
        assert SECRET not in repr(kept_events(tmp_path))


def test_a_redactor_that_fails_stops_the_recording_before_anything_is_kept(
    tmp_path: Path,
) -> None:
    class Broken(OneSecret):
        def redact(self, utterance: Utterance) -> Utterance:
            raise RuntimeError(SECRET)

    told: list[str] = []
    writer = Recorder(tmp_path, SEALER, Broken(), RATE_HZ, on_problem=told.append)
    feed(writer, scripted(12.0))
    assert writer.close() is None
    assert len(told) == 1
    assert SECRET not in told[0]
    assert "RuntimeError" in told[0]
    assert not [e for e in kept_events(tmp_path) if isinstance(e, Utterance)]
