"""Which recordings names, folders, patterns and URLs stand for."""

from __future__ import annotations

from pathlib import Path

import pytest

from callassist.errors import RecordingError
from callassist.run.batch.recordings import find_recordings


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("b.wav", "a.FLAC", "notes.txt", ".hidden.wav", "deep/er/c.mp3", ".git/d.wav"):
        path = tmp_path / "calls" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "calls"


def below(*names: str | Path) -> list[str]:
    return [one.below.as_posix() for one in find_recordings(map(str, names))]


def test_a_folder_stands_for_all_recordings_below_it(folder: Path) -> None:
    assert below(folder) == ["a.FLAC", "b.wav", "deep/er/c.mp3"]


def test_a_file_that_is_named_is_tried_whatever_its_name(folder: Path) -> None:
    assert below(folder / "notes.txt", "missing.wav") == ["notes.txt", "missing.wav"]


def test_patterns_are_for_all_systems(folder: Path) -> None:
    assert below("calls/*.wav") == ["b.wav"]
    assert below("calls/**/*.mp3") == ["c.mp3"]


def test_a_file_with_a_pattern_for_a_name_is_itself(folder: Path) -> None:
    (folder / "x[1].wav").write_bytes(b"x")
    assert below("calls/x[1].wav") == ["x[1].wav"]


def test_each_recording_is_there_once(folder: Path) -> None:
    assert below("calls/b.wav", folder / "b.wav", folder) == ["b.wav", "a.FLAC", "deep/er/c.mp3"]


def test_a_folder_that_loops_ends(folder: Path) -> None:
    try:
        (folder / "loop").symlink_to(folder)
    except OSError:
        pytest.skip("this system does not let us make links")
    assert below(folder) == ["a.FLAC", "b.wav", "deep/er/c.mp3"]


@pytest.mark.parametrize("name", ["calls/*.ogg", "empty", "file:///nowhere/*.wav"])
def test_nothing_found_is_one_line(folder: Path, name: str) -> None:
    (folder.parent / "empty").mkdir()
    if name.startswith("file:"):
        pytest.importorskip("fsspec")
    with pytest.raises(RecordingError, match=r"^[^\n]+$"):
        find_recordings([name])


def test_urls_may_be_files_folders_and_patterns(folder: Path) -> None:
    pytest.importorskip("fsspec")
    base = f"file://{folder}"
    (one,) = find_recordings([f"{base}/b.wav"])
    assert (one.url, one.path, one.below) == (f"{base}/b.wav", Path("b.wav"), Path("b.wav"))
    assert below(base) == ["a.FLAC", "b.wav", "deep/er/c.mp3"]
    assert below(f"{base}/**/*.mp3") == ["c.mp3"]


def test_a_protocol_that_nobody_knows_is_one_line() -> None:
    pytest.importorskip("fsspec")
    with pytest.raises(RecordingError, match=r"nosuch://x/\*.wav cannot be reached: "):
        find_recordings(["nosuch://x/*.wav"])
