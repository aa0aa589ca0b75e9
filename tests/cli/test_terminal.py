"""What others wrote cannot command the terminal of whoever reads it."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from callassist.cli.terminal import SHOWN, without_commands
from callassist.store.store import CallStore
from callassist.store.unlock import PASSPHRASE_VARIABLE, Unlock
from tests.store.calls import keep

TRICKS = "\x1b]0;owned\x07\x1b[2J\x1b[31mred\x1b[0m\x9b2J\x08\u202egpj.exe"


def test_only_colors_are_left_to_a_terminal() -> None:
    text = without_commands(TRICKS + "\tand\nmore")
    assert text.replace(SHOWN, "") == "]0;owned[2J\x1b[31mred\x1b[0m2Jgpj.exe\tand\nmore"
    assert without_commands("\x1b[1;31mfail\x1b[0m") == "\x1b[1;31mfail\x1b[0m"


@pytest.mark.usefixtures("kept_for_ever")
def test_a_hostile_title_on_a_real_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CALLASSIST_CALLS", str(tmp_path / "kept"))
    monkeypatch.setenv(PASSPHRASE_VARIABLE, "correct horse battery")
    monkeypatch.setattr("callassist.store.keys.SCRYPT_COST", 2)
    with CallStore.open(unlock=Unlock(use_keyring=False)) as store:
        keep(store, title=TRICKS, agent="Ines")
    ours, theirs = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, "-m", "callassist", "calls", "list"],
        stdout=theirs, stdin=theirs, stderr=subprocess.PIPE,
    )  # fmt: skip
    os.close(theirs)
    seen = b""
    try:
        while more := os.read(ours, 65_536):
            seen += more
    except OSError:  # the other end is closed
        pass
    _, said = child.communicate(timeout=60)
    os.close(ours)
    assert b"owned" in seen, said
    for command in (b"\x1b]", b"\x07", b"\x1b[2J", b"\xc2\x9b", b"\x08", "\u202e".encode()):
        assert command not in seen
