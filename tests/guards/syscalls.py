"""Counts what any program, whatever it is written in, sends towards a network."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

CALLS = "connect,sendto,sendmsg,sendmmsg,bind,listen"
_INTERNET = re.compile(r"sa_family=AF_(?:INET6?|PACKET|VSOCK|BLUETOOTH)\b|\blisten\(\d+<(?!UNIX)")
_ASKS_THE_SYSTEM = re.compile(
    r"bind\(\d+(?:<[^>]*>+)?, \{sa_family=AF_INET6?, sin6?_port=htons\(0\), .*(?:::1|127\.0\.0\.1)"
)
"""How urllib3 finds out, when it is loaded, whether the system knows IPv6: nothing is sent,
and nobody could send anything, as it does not listen."""


def can_trace() -> bool:
    """Whether system calls can be followed here."""
    if shutil.which("strace") is None:
        return False
    tried = subprocess.run(["strace", "-qq", "-o", "/dev/null", "true"], check=False)
    return tried.returncode == 0


def traced(command: Sequence[str], log: Path) -> list[str]:
    """Return ``command`` as one that notes its calls, and its children's, in ``log``."""
    return ["strace", "-f", "--seccomp-bpf", "-qq", "-yy", "-e", f"trace={CALLS}", "-o", str(log),
            *command]  # fmt: skip


def internet_calls(log: Path) -> list[str]:
    """Return each call that named an address of a network, of this machine or another."""
    lines = log.read_text(errors="replace").splitlines()
    return [line for line in lines if _INTERNET.search(line) and not _ASKS_THE_SYSTEM.search(line)]


def run(command: Sequence[str], log: Path, environment: Mapping[str, str]) -> list[str]:
    """Run a command to its end; return its calls to a network."""
    done = subprocess.run(
        traced(command, log), env=environment, capture_output=True, text=True, check=False,
        timeout=300, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.returncode == 0, f"{command}: {done.stderr[-3000:]}"
    return internet_calls(log)
