"""A passphrase's key is made in a process of its own, whose memory is not the program's."""

from __future__ import annotations

import subprocess
import sys

import pytest

from callassist.run.keeping.passphrase import stretched_apart
from callassist.store.keys import SCRYPT_COST, stretched

SECRET, SALT = "größer".encode(), b"0123456789abcdef"

PEAK = f"""
from pathlib import Path
from callassist.run.keeping.passphrase import stretched_apart

def peak_kb():
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0])

before = peak_kb()
key = stretched_apart({SECRET!r}, {SALT!r}, {SCRYPT_COST})
print(key.hex(), peak_kb() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_its_memory_is_not_the_programs() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", PEAK], capture_output=True, text=True, check=True, timeout=120
    )
    key, more_kb = ran.stdout.split()
    assert bytes.fromhex(key) == stretched(SECRET, SALT, SCRYPT_COST)
    assert int(more_kb) < 32 * 1024, "scrypt alone takes 128 MB"


def test_without_another_process_it_is_made_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    assert stretched_apart(SECRET, SALT, 2**10) == stretched(SECRET, SALT, 2**10)
