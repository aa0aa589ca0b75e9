"""What benchmarks share: the table that they fill, the engine, and what it has heard."""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from callassist.engines.moonshine import MoonshineEngine
from callassist.prompts.pack import default_pack
from callassist.run.batch.analyzing import analyze
from callassist.sources.recording import open_recording
from callassist.types import CallEvent
from tests.benchmarks.table import Table

PAGE = Path(__file__).parents[2] / "docs" / "benchmarks.md"
TABLE = pytest.StashKey[Table]()

Heard = Callable[[Path], list[CallEvent]]


@pytest.fixture(scope="session")
def table(pytestconfig: pytest.Config) -> Table:
    """Where a benchmark puts its figures; written when the run is over, if it is whole."""
    return pytestconfig.stash.setdefault(TABLE, Table())


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Print what was measured; keep it if nothing is missing."""
    measured = config.stash.get(TABLE, None)
    if measured is None:
        return
    terminalreporter.section("benchmarks")
    for line in measured.lines():
        terminalreporter.write_line(line)
    if measured.complete:
        measured.write(PAGE, datetime.datetime.now(tz=datetime.UTC).date())
        terminalreporter.write_line(f"written to docs/{PAGE.name}")
    else:
        terminalreporter.write_line("not all was measured: docs/benchmarks.md stays as it was")


@pytest.fixture(scope="session")
def heard(moonshine: MoonshineEngine) -> Heard:
    """Return a function that gives all events of a recording, analyzed once for all."""

    @cache
    def events(path: Path) -> list[CallEvent]:
        kept: list[CallEvent] = []
        analyze(open_recording(path), moonshine, default_pack(), observe=kept.append)
        return kept

    return events


@pytest.fixture
def screen_environment(tmp_path: Path) -> Iterator[dict[str, str] | None]:
    """What a subprocess needs to open windows on a virtual screen; ``None`` without Xvfb."""
    if shutil.which("Xvfb") is None:
        yield None
        return
    reader, writer = os.pipe()
    command = [
        "Xvfb", "-displayfd", str(writer), "-screen", "0", "1280x800x24", "-nolisten", "tcp",
    ]  # fmt: skip
    with (tmp_path / "xvfb.log").open("wb") as log:
        server = subprocess.Popen(command, pass_fds=[writer], stdout=log, stderr=log)
    os.close(writer)
    try:
        with os.fdopen(reader) as number:
            display = number.readline().strip()
        assert display, (tmp_path / "xvfb.log").read_text(errors="replace")
        kept = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
        yield {**kept, "DISPLAY": f":{display}", "WAYLAND_DISPLAY": ""}
    finally:
        server.terminate()
        server.wait(10)
