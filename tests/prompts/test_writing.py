"""Saving packs: whole or not at all, and never over what somebody else has saved."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from callassist import files
from callassist.errors import PromptPackError
from callassist.prompts import writing
from callassist.prompts.writing import PackChangedError, read_for_change, save_pack, text_sha256


def names(folder) -> set[str]:
    return {path.name for path in folder.iterdir() if not path.name.endswith(".lock")}


def test_a_new_pack_and_its_next_versions_are_saved(tmp_path):
    path = tmp_path / "new" / "acme.toml"
    assert read_for_change(path) == ("", None)
    first = save_pack(path, "version = 1\r\n", None)
    assert path.read_bytes() == b"version = 1\r\n"
    assert read_for_change(path) == ("version = 1\r\n", first)
    second = save_pack(path, "version = 2\n", first)
    assert (path.read_text(), second) == ("version = 2\n", text_sha256("version = 2\n"))
    assert names(path.parent) == {"acme.toml"}


def test_what_somebody_else_saved_is_not_written_over_and_both_are_offered(tmp_path):
    path = tmp_path / "acme.toml"
    mine = save_pack(path, "a = 1\n", None)
    path.write_text("a = 2  # Eve's\n")
    with pytest.raises(PackChangedError, match="nothing was saved") as caught:
        save_pack(path, "a = 3\n", mine)
    both = caught.value
    assert (both.yours, both.theirs) == ("a = 3\n", "a = 2  # Eve's\n")
    assert path.read_text() == "a = 2  # Eve's\n"
    save_pack(path, both.yours, both.theirs_sha256)  # a person decided so
    assert path.read_text() == "a = 3\n"


def test_one_that_appeared_or_went_away_is_told_too(tmp_path):
    path = tmp_path / "acme.toml"
    path.write_text("a = 1\n")
    with pytest.raises(PackChangedError, match="changed by somebody else"):
        save_pack(path, "a = 2\n", None)
    known = text_sha256("a = 1\n")
    path.unlink()
    with pytest.raises(PackChangedError, match="was deleted") as caught:
        save_pack(path, "a = 2\n", known)
    assert (caught.value.theirs, caught.value.theirs_sha256) == (None, None)
    assert not path.exists()


def test_odd_bytes_are_no_reason_to_lose_them(tmp_path):
    path = tmp_path / "acme.toml"
    path.write_bytes(b"\xef\xbb\xbfa = '\xff'\n")
    text, known = read_for_change(path)
    assert text == "a = '\\xff'\n"
    save_pack(path, "a = 1\n", known)


def test_a_write_that_fails_leaves_what_was_there(tmp_path, monkeypatch):
    path = tmp_path / "acme.toml"
    known = save_pack(path, "a = 1\n", None)

    def full(_descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(PromptPackError, match=r"cannot save .*: No space left"):
        save_pack(path, "a = 2\n", known)
    assert path.read_text() == "a = 1\n"
    assert names(tmp_path) == {"acme.toml"}


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(PromptPackError, match="cannot save") as caught:
        save_pack(tmp_path / "file" / "acme.toml", "", None)
    assert len(str(caught.value).splitlines()) == 1


def test_a_saver_that_hangs_is_not_waited_for_for_ever(tmp_path, monkeypatch):
    path = tmp_path / "acme.toml"
    monkeypatch.setattr(writing, "LOCK_WAIT_S", 0.05)
    with (
        writing.FileLock(tmp_path / ".acme.toml.lock"),
        pytest.raises(PromptPackError, match="is being saved by somebody else"),
    ):
        save_pack(path, "a = 1\n", None)


SAVER = """
import sys
from pathlib import Path
from callassist.prompts.writing import PackChangedError, read_for_change, save_pack

path, who, rounds = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
for number in range(rounds):
    while True:  # each adds a line to what is there, and begins anew when it was too late
        text, known = read_for_change(path)
        assert text == "" or text.endswith("# end\\n"), "half a file was seen"
        body = text.removesuffix("# end\\n")
        try:
            save_pack(path, f"{body}{who}{number} = 1\\n# end\\n", known)
            break
        except PackChangedError as error:
            assert error.yours != error.theirs
"""


def test_two_processes_that_save_at_once_lose_nothing(tmp_path):
    path = tmp_path / "acme.toml"
    rounds = 25

    def saver(who: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", SAVER, str(path), who, str(rounds)],
            capture_output=True, text=True, check=False, env=os.environ,
        )  # fmt: skip

    with ThreadPoolExecutor(2) as pool:
        for done in pool.map(saver, ["a", "b"]):
            assert done.returncode == 0, done.stderr
    lines = path.read_text().splitlines()
    assert sorted(lines[:-1]) == sorted(f"{who}{n} = 1" for who in "ab" for n in range(rounds))
    assert names(tmp_path) == {"acme.toml"}
