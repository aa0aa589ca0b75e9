"""A PostgreSQL server of the tests' own, from the binaries that Debian installs."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OWNERS = ("postgres", "nobody")
"""Who may run it where the tests are run by root, whom it refuses."""


def binaries() -> Path | None:
    """Return the folder with the newest initdb, if there is one."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    on_path = shutil.which("initdb")
    if found:
        return found[-1].parent
    return Path(on_path).resolve().parent if on_path else None


def _owner() -> str | None:
    if os.geteuid() != 0:
        return None
    import pwd

    known = {user.pw_name for user in pwd.getpwall()}
    return next(name for name in OWNERS if name in known)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """Run a server; give the address of its first database."""
    base, owner, port = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp")), _owner(), _free_port()
    if owner is not None:
        shutil.chown(base, owner)

    def run(name: str, *words: str) -> None:
        subprocess.run(
            [folder / name, *words], user=owner, cwd=base, check=True, capture_output=True,
            env={"LC_ALL": "C", "PATH": "/usr/bin:/bin", "HOME": str(base)},
        )  # fmt: skip

    data = str(base / "data")
    run("initdb", "-D", data, "-U", "tester", "--auth=trust", "--encoding=UTF8", "--no-sync")
    options = f"-p {port} -k {base} -c listen_addresses=127.0.0.1 -c fsync=off"
    run("pg_ctl", "-D", data, "-o", options, "-l", str(base / "log"), "-w", "start")
    try:
        yield f"postgresql+pg8000://tester@127.0.0.1:{port}/postgres"
    finally:
        run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(base, ignore_errors=True)
