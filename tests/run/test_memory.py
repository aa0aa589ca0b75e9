"""The C library keeps little of what is free, and gives it back when it is told to."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(
    platform.libc_ver()[0] != "glibc", reason="only glibc can be told what to keep"
)

BEGINNING = """
import ctypes, os, threading
from pathlib import Path
from callassist.run.memory import ARENAS, LARGE_BYTES, give_back, keep_little

libc = ctypes.CDLL(None)
libc.malloc.restype = libc.fdopen.restype = ctypes.c_void_p
libc.malloc.argtypes = [ctypes.c_size_t]
libc.free.argtypes = libc.fflush.argtypes = [ctypes.c_void_p]
libc.malloc_info.argtypes = [ctypes.c_int, ctypes.c_void_p]

def resident():
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")

def touched(size):
    place = libc.malloc(size)
    ctypes.memset(place, 1, size)
    return place
"""

LARGE = """
libc.free(touched(4 * LARGE_BYTES))
before = resident()
large = touched(2 * LARGE_BYTES)
guard = touched(1000)
libc.free(large)
print(resident() - before < LARGE_BYTES)
"""

SMALL = """
places = [touched(100_000) for _ in range(200)]
full = resident()
for place in places[:-1]:
    libc.free(place)
before = resident()
give_back()
print(full - before < 1_000_000, before - resident() > 15_000_000)
"""

ARENAS = """
together = threading.Barrier(8)

def ask():
    together.wait()
    for _ in range(200):
        libc.free(touched(50_000))
    together.wait()

threads = [threading.Thread(target=ask) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
memory = os.memfd_create("told")
file = libc.fdopen(memory, b"w")
libc.malloc_info(0, file)
libc.fflush(file)
told = Path(f"/proc/self/fd/{memory}").read_text()
print(told.count("<heap nr=") <= ARENAS)
"""


def answer(code: str) -> str:
    """Return what a process of its own says, for nothing of this can be taken back."""
    command = [sys.executable, "-c", BEGINNING + code]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


@pytest.mark.parametrize("code", [LARGE, ARENAS], ids=["large pieces", "arenas"])
def test_little_is_kept_where_glibc_would_keep_much(code: str) -> None:
    assert answer("keep_little()\n" + code) == "True"
    assert answer(code) == "False"


def test_what_is_free_between_other_things_is_given_back() -> None:
    assert answer(SMALL) == "True True"
