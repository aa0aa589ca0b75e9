"""The program's own log: small, rotating, and without a word of any call.

It is content-free by how it is written, not by care: of a message only the text that
stands in the program is kept, with numbers and a few known words filled in; of an error
only its type and the lines of the program it went through. What people said, and what
their files, devices and they themselves are called, has no way into it.
"""

from __future__ import annotations

import contextlib
import logging
import logging.handlers
import os
import re
import sys
import threading
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, get_args

import platformdirs

from callassist import __version__
from callassist.paths import APP
from callassist.types import CHANNELS, CallEnded, CallEvent, Gap, Health, HealthState, Hold, Load
from callassist.types.events import SHED_ORDER

LOG_NAME = "callassist.log"
CRASH_NAME = "crash.txt"
MAX_BYTES = 256 * 1024
OLD_FILES = 2
MOST_FRAMES = 40
HIDDEN = "…"
KNOWN_WORDS = frozenset({*CHANNELS, *get_args(HealthState), *SHED_ORDER, "none"})
"""What a message may have filled in besides numbers."""

log = logging.getLogger(__name__)
_PLACE = re.compile(r"%(?:\(\w+\))?[-#0 +]*(?:\d+|\*)?(?:\.(?:\d+|\*))?[a-zA-Z%]")


def log_dir() -> Path:
    """Return the folder of the log (it may not exist yet)."""
    return Path(platformdirs.user_log_dir(APP, appauthor=False))


class ContentFree(logging.Formatter):
    """Writes a record as one line of which only the program's own text is kept."""

    def __init__(self) -> None:
        """Write times in UTC."""
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self.converter = time.gmtime

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        bare = logging.makeLogRecord(
            {**record.__dict__, "msg": message_of(record), "args": None, "exc_text": None,
             "exc_info": None, "stack_info": None}
        )  # fmt: skip
        line = super().format(bare)
        error = record.exc_info[1] if record.exc_info else None
        return f"{line} [{' < '.join(lines_of(error))}]" if error is not None else line


def message_of(record: logging.LogRecord) -> str:
    """Return a record's message with nothing filled in but numbers and known words."""
    if not isinstance(record.msg, str):
        return type(record.msg).__name__
    arguments = record.args
    if not arguments:
        return _printable(record.msg)
    if isinstance(arguments, tuple):
        values = iter(arguments)
        return _printable(
            _PLACE.sub(
                lambda found: "%" if found[0] == "%%" else bare(next(values, ""), found[0]),
                record.msg,
            )
        )
    return _printable(_PLACE.sub(HIDDEN, record.msg))


def bare(value: object, place: str = "%s") -> str:
    """Return a number as ``place`` writes it, a known word, and nothing of anything else."""
    if isinstance(value, int | float):
        try:
            return place % value
        except (TypeError, ValueError, OverflowError):
            return str(value)
    return value if isinstance(value, str) and value in KNOWN_WORDS else HIDDEN


def lines_of(error: BaseException | None) -> list[str]:
    """Return an error's type and where it was raised, innermost first; no text and no value."""
    found: list[str] = []
    seen: set[int] = set()
    while error is not None and id(error) not in seen and len(found) < MOST_FRAMES:
        seen.add(id(error))
        found.append(type(error).__qualname__)
        frames = traceback.extract_tb(error.__traceback__)
        found += [f"{_module(frame.filename)}:{frame.lineno}" for frame in reversed(frames)]
        error = error.__cause__ or error.__context__
    return found[:MOST_FRAMES]


def _module(path: str) -> str:
    """Return a source file's place in its package, never where that is installed."""
    parts = Path(path).parts
    for root in ("site-packages", f"python{sys.version_info[0]}.{sys.version_info[1]}"):
        if root in parts:
            return "/".join(parts[len(parts) - parts[::-1].index(root) :])
    if APP in parts:
        return "/".join(parts[len(parts) - parts[::-1].index(APP) - 1 :])
    return parts[-1] if parts else HIDDEN


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text)


class _Private(logging.handlers.RotatingFileHandler):
    """A file that only its owner may read."""

    def _open(self) -> Any:  # noqa: ANN401  as the handler's own
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
        return os.fdopen(os.open(self.baseFilename, flags, 0o600), "a", encoding="utf-8")


@contextlib.contextmanager
def kept_log(folder: Path | None = None) -> Iterator[None]:
    """Write what happens meanwhile to the log, and faults that nobody catches to a file.

    A folder that cannot be written is no reason not to start.
    """
    folder = folder or log_dir()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = _Private(folder / LOG_NAME, maxBytes=MAX_BYTES, backupCount=OLD_FILES)
    except OSError:
        yield
        return
    handler.setFormatter(ContentFree())
    logger = logging.getLogger(APP)
    level = logger.level
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    hooks = sys.excepthook, threading.excepthook
    _hear_of_crashes(folder)
    log.info("callassist started on %d CPUs", os.cpu_count() or 0)
    try:
        yield
    finally:
        log.info("callassist ended")
        sys.excepthook, threading.excepthook = hooks
        logger.removeHandler(handler)
        logger.setLevel(level)
        handler.close()


def _hear_of_crashes(folder: Path) -> None:
    """Note what nobody catches, and then let it be told as before."""
    before, before_in_thread = sys.excepthook, threading.excepthook

    def of_program(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        note_crash(error, "the program", folder)
        before(kind, error, trace)

    def of_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            note_crash(args.exc_value, "a thread", folder)
        before_in_thread(args)

    sys.excepthook, threading.excepthook = of_program, of_thread


def note_crash(error: BaseException, where: str = "a command", folder: Path | None = None) -> None:
    """Write an unhandled error's type and lines to the crash file, in the place of the last."""
    if isinstance(error, KeyboardInterrupt | SystemExit):
        return
    folder = folder or log_dir()
    at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    text = "\n".join([f"{at} callassist {__version__} in {where}", *lines_of(error)]) + "\n"
    log.info("an error that was not foreseen: its lines are in the crash file", exc_info=error)
    with contextlib.suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary = folder / f".{CRASH_NAME}.part"
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        temporary.replace(folder / CRASH_NAME)


def note_event(event: CallEvent) -> None:
    """Log what of a call says how the computer did: lights, gaps, holds, load and its end."""
    match event:
        case Health():
            log.info("light of the %s: %s at %.0f s", event.channel, event.state, event.at_s)
        case Gap():
            gap_s = event.end_s - event.start_s
            log.info("gap of the %s: %.1f s at %.0f s", event.channel, gap_s, event.start_s)
        case Hold(end_s=None):
            log.info("hold at %.0f s", event.start_s)
        case Load():
            last = event.shed[-1] if event.shed else "none"
            log.info("load sheds %s, %.1f s behind, at %.0f s", last, event.behind_s, event.at_s)
        case CallEnded():
            log.info("a call ended after %.0f s, by a mishap: %s", event.at_s, bool(event.problem))
        case _:
            pass
