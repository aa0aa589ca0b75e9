"""The program's log tells what went wrong and where, and never what was said or by whom."""

from __future__ import annotations

import ast
import logging
import stat
import sys
import threading
from pathlib import Path

import pytest

import callassist
from callassist.run import logfile
from callassist.run.logfile import CRASH_NAME, LOG_NAME, ContentFree, kept_log, note_crash
from callassist.types import CallEnded, Gap, Health, Hold, Load

SECRET = "zanzibar"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "log"


def test_only_the_programs_own_words_and_numbers_are_kept(folder: Path) -> None:
    log = logging.getLogger("callassist.some.room")
    with kept_log(folder):
        log.info("the %s's device %s: %s after %.1f s, %d%%", "agent", SECRET, SECRET, 2.5, 40)
        log.info("%(name)s was not analyzed", {"name": SECRET})
        log.debug("not this")
        try:
            raise ValueError(SECRET)
        except ValueError:
            log.warning("this was not foreseen\n%s", SECRET, exc_info=True)
    log.info("nor this")
    text = (folder / LOG_NAME).read_text()
    assert SECRET not in text
    assert "the agent's device …: … after 2.5 s, 40%" in text
    assert "[ValueError < test_logfile.py:" in text
    assert "not this" not in text
    assert "nor this" not in text
    assert stat.S_IMODE((folder / LOG_NAME).stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_it_is_bounded(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logfile, "MAX_BYTES", 2_000)
    with kept_log(folder):
        for number in range(500):
            logging.getLogger("callassist.x").info("line %d of many", number)
    files = [*folder.iterdir()]
    assert len(files) == 1 + logfile.OLD_FILES
    assert sum(file.stat().st_size for file in files) < 7_000


def test_what_nobody_catches_is_noted_without_its_values(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda *args: told.append(args))
    monkeypatch.setattr(threading, "excepthook", told.append)

    def fail() -> None:
        raise KeyError(SECRET)

    with kept_log(folder):
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
        assert "in a thread" in (folder / CRASH_NAME).read_text()
        try:
            fail()
        except KeyError as error:
            sys.excepthook(KeyError, error, error.__traceback__)
    text = (folder / CRASH_NAME).read_text()
    assert text.splitlines()[1] == "KeyError"
    assert "test_logfile.py:" in text
    assert SECRET not in text + (folder / LOG_NAME).read_text()
    assert len(told) == 2
    assert [path.name for path in folder.glob(".*")] == []


def test_the_cause_of_an_error_is_told_and_rings_end() -> None:
    outer, inner = ValueError(SECRET), OSError(SECRET)
    outer.__cause__, inner.__context__ = inner, outer
    assert logfile.lines_of(outer) == ["ValueError", "OSError"]


def test_where_libraries_are_installed_is_not_told(folder: Path) -> None:
    import json

    try:
        json.loads("{")
    except ValueError as error:
        lines = logfile.lines_of(error)
    assert lines[0] == "JSONDecodeError"
    assert lines[1].startswith("json/decoder.py:")
    note_crash(KeyboardInterrupt(), "here", folder)
    assert not folder.exists()


def test_how_the_computer_did_is_logged_without_names(folder: Path) -> None:
    with kept_log(folder):
        for event in (
            Health("agent", "lost", 4.0, SECRET), Gap("customer", 4.0, 9.0, SECRET),
            Hold(10.0, None, 12.0), Load(20.0, ("partials", "pitch"), 1.5),
            CallEnded(60.0, SECRET),
        ):  # fmt: skip
            logfile.note_event(event)
    text = (folder / LOG_NAME).read_text()
    for part in (
        "light of the agent: lost",
        "gap of the customer: 5.0 s",
        "hold at 10",
        "load sheds pitch, 1.5 s behind",
        "a call ended after 60 s, by a mishap: True",
    ):
        assert part in text
    assert SECRET not in text


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with kept_log(tmp_path / "file" / "log"):
        logging.getLogger("callassist.x").info("fine")


LOGS = {"debug", "info", "warning", "error", "exception", "critical"}


def _is_log(call: ast.Call) -> bool:
    of = call.func
    return (
        isinstance(of, ast.Attribute)
        and of.attr in LOGS
        and isinstance(of.value, ast.Name)
        and of.value.id in ("log", "_log", "logging", "logger", "_logger")
    )


def test_every_message_stands_in_the_program() -> None:
    """What is put together before it is logged could not be told from the program's own text."""
    package = Path(callassist.__file__).parent
    seen = 0
    for file in package.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _is_log(node):
                seen += 1
                message = node.args[0]
                assert isinstance(message, ast.Constant), f"{file}:{node.lineno}"
    assert seen > 10


def test_the_formatter_takes_whatever_comes() -> None:
    for msg, args in ((SECRET, ()), (ValueError(SECRET), ()), ("%s %s", ("one",)), ("%", ()),
                      ("100%", ("x",)), ("%*d", (3, 4))):  # fmt: skip
        record = logging.LogRecord("x", logging.INFO, "p", 1, msg, args, None)
        line = ContentFree().format(record)
        assert "\n" not in line
        if msg is not SECRET:
            assert SECRET not in line
