"""The log of what was done."""

from __future__ import annotations

from pathlib import Path

import pytest

from callassist.store import activity
from callassist.store.activity import ActivityLog


def test_a_line_each_oldest_first(tmp_path: Path) -> None:
    log = ActivityLog(tmp_path)
    assert list(log.entries()) == []
    log.note("record", "abcdefgh")
    log.note("finish", "abcdefgh", sound_bytes=1200)
    log.note("purge", calls=3)
    found = [(entry.action, entry.call, dict(entry.counts)) for entry in log.entries()]
    assert found == [
        ("record", "abcdefgh", {}),
        ("finish", "abcdefgh", {"sound_bytes": 1200}),
        ("purge", "", {"calls": 3}),
    ]


def test_torn_and_foreign_lines_are_passed_over(tmp_path: Path) -> None:
    log = ActivityLog(tmp_path)
    log.note("delete", "abcdefgh")
    with (tmp_path / activity.LOG_NAME).open("ab") as file:
        file.write(b'{"at": "2026-11-\n[]\nnull\n\xff\xfe\n{"at": 3, "action": "x"}\n')
    log.note("purge", calls=1)
    assert [entry.action for entry in log.entries()] == ["delete", "purge"]


def test_a_full_log_is_rotated_and_the_oldest_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(activity, "MAX_BYTES", 1000)
    log = ActivityLog(tmp_path)
    for number in range(200):
        log.note("purge", calls=number)
    counts = [entry.counts["calls"] for entry in log.entries()]
    assert counts == list(range(counts[0], 200))
    assert 20 < len(counts) < 150
    assert len(list(tmp_path.iterdir())) == activity.OLD_FILES + 1


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    ActivityLog(tmp_path / "missing").note("delete", "abcdefgh")
    assert list(tmp_path.iterdir()) == []
