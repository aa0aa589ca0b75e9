"""Files that are written whole or not at all."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from callassist.files import SHARED, write_whole, written_whole


def test_a_file_is_replaced_by_a_whole_one(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("before")
    write_whole(path, "one\ntwo\n", newline="\r\n")
    assert path.read_bytes() == b"one\r\ntwo\r\n"
    assert list(tmp_path.iterdir()) == [path]


def test_what_fails_half_way_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("before")

    def fail_half_way() -> None:
        with written_whole(path) as file:
            file.write(b"half of it")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_half_way()
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_it_is_private_unless_it_is_to_be_shared(tmp_path: Path) -> None:
    mine, ours = tmp_path / "mine", tmp_path / "ours"
    write_whole(mine, "")
    write_whole(ours, "", mode=SHARED)
    assert mine.stat().st_mode & 0o777 == 0o600
    assert ours.stat().st_mode & 0o777 == 0o644
