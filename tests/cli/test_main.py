"""The command as a process: its streams, its exit codes, never a traceback."""

from __future__ import annotations

import logging
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from callassist.cli import main as command
from callassist.errors import CallAssistError

posix = pytest.mark.skipif(sys.platform == "win32", reason="a POSIX shell closes the streams")


def in_shell(redirected: str) -> subprocess.CompletedProcess[str]:
    """Run callassist with ``redirected``: its words and where its streams go."""
    return subprocess.run(
        ["sh", "-c", f'exec "$0" -m callassist {redirected}', sys.executable],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


@pytest.fixture
def own_signals() -> Iterator[None]:
    """Put back what ``main`` changes."""
    before = {ending: signal.getsignal(ending) for ending in (signal.SIGINT, signal.SIGTERM)}
    yield
    for ending, handler in before.items():
        signal.signal(ending, handler)


@posix
@pytest.mark.parametrize("words", ["models list", "prompts show"])
@pytest.mark.parametrize("closed", [">&-", "<&-", "<&- >&- 2>&-"])
def test_closed_streams_are_no_mistake(words: str, closed: str) -> None:
    run = in_shell(f"{words} {closed}")
    assert (run.returncode, run.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has /dev/full")
@pytest.mark.parametrize("words", ["models list", "prompts show"])
def test_output_that_cannot_be_written_is_one_line(words: str) -> None:
    run = in_shell(f"{words} > /dev/full")
    assert run.returncode == 1
    (line,) = run.stderr.splitlines()
    assert "No space left on device" in line


@posix
def test_what_the_log_on_disk_holds_is_not_on_stderr() -> None:
    run = in_shell("live --jsonl")  # a wrong use, but of a command that keeps the log
    assert run.returncode == 2
    assert "INFO" not in run.stderr


@posix
def test_a_reader_that_has_read_enough_is_no_mistake() -> None:
    run = in_shell("prompts show | true")
    assert run.stderr == ""


def test_a_terminal_that_knows_only_ascii_gets_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    run = in_shell("prompts show")
    assert (run.returncode, run.stderr) == (0, "")
    assert "\\u2265" in run.stdout


@pytest.mark.usefixtures("own_signals")
@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (CallAssistError("no device: plug one in"), 1, "no device: plug one in"),
        (PermissionError(13, "Permission denied", "/x/y"), 1, "/x/y: Permission denied"),
        (ValueError("of\ntwo lines"), 1, "ValueError: of two lines"),
        (KeyboardInterrupt(), 1, "stopped"),
    ],
)
def test_whatever_goes_wrong_is_one_line(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: BaseException,
    code: int,
    said: str,
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(command, "cli", fail)
    with pytest.raises(SystemExit) as ended:
        command.main()
    assert ended.value.code == code
    (line,) = capsys.readouterr().err.splitlines()
    assert said in line


@pytest.mark.usefixtures("own_signals")
def test_verbose_tells_where_a_mistake_was(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ValueError("x")

    monkeypatch.setattr(command, "cli", fail)
    with caplog.at_level(logging.INFO), pytest.raises(SystemExit):
        command.main()
    assert [record.exc_info is not None for record in caplog.records] == [True]
