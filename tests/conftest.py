"""What every test runs under: no screen, no network, no home but a fresh one."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

from tests.guards import network_guard

if TYPE_CHECKING:
    from callassist.engines.moonshine import MoonshineEngine

os.environ["QT_QPA_PLATFORM"] = "offscreen"
# Tests read what windows say, in English, whatever this computer speaks.
os.environ["LC_ALL"] = "C.UTF-8"
os.environ["LANGUAGE"] = "en"

hypothesis.settings.register_profile("local", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "local")

GUARDS = Path(network_guard.__file__).parent
HOMES = {
    "HOME": ".",
    "XDG_CACHE_HOME": ".cache",
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_RUNTIME_DIR": "run",
    "XDG_STATE_HOME": ".local/state",
}
# The user's own choices must not change what a test sees.
DROPPED_VARIABLES = [
    name
    for name in os.environ
    if name.lower().endswith("_proxy") or name.startswith(("CALLASSIST_", "PULSE_"))
]
THREADS_MAY_TAKE_S = 5.0


def _live_in(home: Path, patch: pytest.MonkeyPatch) -> None:
    """Make ``home`` the home folder, so that nothing touches the real one."""
    for variable, folder in HOMES.items():
        (home / folder).mkdir(mode=0o700, parents=True, exist_ok=True)
        patch.setenv(variable, str(home / folder))
    for variable in DROPPED_VARIABLES:
        patch.delenv(variable, raising=False)


@pytest.fixture(scope="session")
def moonshine() -> Iterator[MoonshineEngine]:
    """The real English engine; loaded by the first test that asks for it."""
    from callassist.engines.moonshine import MoonshineEngine

    engine = MoonshineEngine()
    yield engine
    engine.close()


@pytest.fixture(scope="session", autouse=True)
def _homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Iterator[Path]]:
    """Fresh home folders; fixtures wider than a test live in the first.

    Their paths are short, since those of sockets below them must be.
    """
    base = tmp_path_factory.mktemp("home")
    homes = (base / str(number) for number in count())
    with pytest.MonkeyPatch.context() as patch:
        _live_in(next(homes), patch)
        yield homes


@pytest.fixture(autouse=True)
def home(_homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """The test's own empty home folder."""
    folder = next(_homes)
    _live_in(folder, monkeypatch)
    return folder


@pytest.fixture(autouse=True)
def _only_loopback() -> Iterator[None]:
    """No test needs the network: whatever leaves the machine fails as if offline."""
    uninstall = network_guard.install(allow_loopback=True)
    yield
    uninstall()


@pytest.fixture(autouse=True)
def _no_thread_left() -> Iterator[None]:
    """Fail a test that leaves a thread running which would keep the program from ending."""
    before = set(threading.enumerate())
    yield
    patience_ends = time.monotonic() + THREADS_MAY_TAKE_S
    for thread in set(threading.enumerate()) - before:
        if not thread.daemon:
            thread.join(max(0.0, patience_ends - time.monotonic()))
            assert not thread.is_alive(), f"still running after the test: {thread.name}"


class NoNetwork:
    """What the ``no_network`` fixture gives.

    Attributes:
        attempts_are_fine: Set it where the test is about being offline; else an
            attempt to reach anything, here or in a subprocess, fails the test.
    """

    def __init__(self, log: Path) -> None:
        self.attempts_are_fine = False
        self._log = log

    @property
    def attempts(self) -> list[str]:
        """The hosts that this process or its children tried to reach."""
        return self._log.read_text(encoding="utf-8").splitlines() if self._log.exists() else []

    @staticmethod
    def command(*arguments: str) -> list[str]:
        """Return ``arguments`` as a command that holds code outside Python offline, too.

        Where the system lets us, the command runs in a network namespace with nothing in it.
        """
        prefix = ["unshare", "--user", "--map-root-user", "--net"]
        if shutil.which("unshare") is None:
            return [*arguments]
        allowed = subprocess.run([*prefix, "true"], capture_output=True, check=False)
        return [*prefix, *arguments] if allowed.returncode == 0 else [*arguments]


@pytest.fixture
def no_network(
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    _only_loopback: None,
) -> Iterator[NoNetwork]:
    """Block every socket but the machine's own (AF_UNIX), in Python subprocesses as well."""
    log = tmp_path_factory.mktemp("network") / "attempts"
    monkeypatch.setenv(network_guard.LOG_VARIABLE, str(log))
    monkeypatch.setenv("PYTHONPATH", str(GUARDS), prepend=os.pathsep)
    guard = NoNetwork(log)
    uninstall = network_guard.install(allow_loopback=False)
    yield guard
    uninstall()
    if not guard.attempts_are_fine:
        assert guard.attempts == []
