"""What was done with kept calls, and when: a log without any content.

A line of JSON each, appended; it tells which call by its id, and how many, never who
or what. The file is rotated when it is full.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

log = logging.getLogger(__name__)

Action = Literal[
    "record", "import", "finish", "recover", "rename", "export", "delete", "purge", "key"
]
LOG_NAME = "activity.log"
MAX_BYTES = 1_000_000
OLD_FILES = 4


@dataclass(frozen=True, slots=True)
class Activity:
    """One thing that was done.

    Attributes:
        at: When.
        action: What.
        call: The call's id; empty if it was about none or many.
        counts: How much of what, e.g. ``{"sound_bytes": 1200}``.
    """

    at: datetime
    action: str
    call: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)


class ActivityLog:
    """The log in a folder."""

    def __init__(self, folder: Path) -> None:
        """Use ``folder``, which need not exist yet."""
        self._path = folder / LOG_NAME

    def note(self, action: Action, call: str = "", **counts: int) -> None:
        """Append a line; a log that cannot be written is no reason to stop."""
        at = datetime.now(UTC).isoformat(timespec="seconds")
        entry = {"at": at, "action": action} | ({"call": call} if call else {}) | counts
        line = (json.dumps(entry) + "\n").encode()
        try:
            self._rotate()
            handle = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                os.write(handle, line)  # at once, so that two programs do not mix their lines
            finally:
                os.close(handle)
        except OSError as error:
            log.warning("cannot write %s: %s", self._path, error.strerror)

    def entries(self) -> Iterator[Activity]:
        """Yield what was done, oldest first; lines that were torn are passed over."""
        for number in range(OLD_FILES, -1, -1):
            path = self._numbered(number)
            if not path.is_file():
                continue
            for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
                entry = _parsed(line)
                if entry is not None:
                    yield entry

    def _rotate(self) -> None:
        if not self._path.exists() or self._path.stat().st_size < MAX_BYTES:
            return
        for number in range(OLD_FILES, 0, -1):
            older = self._numbered(number - 1)
            if older.exists():
                older.replace(self._numbered(number))

    def _numbered(self, number: int) -> Path:
        return self._path.with_name(f"{LOG_NAME}.{number}") if number else self._path


def _parsed(line: str) -> Activity | None:
    try:
        entry = json.loads(line)
        at = datetime.fromisoformat(entry.pop("at"))
        action, call = str(entry.pop("action")), str(entry.pop("call", ""))
        return Activity(at, action, call, {name: int(count) for name, count in entry.items()})
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        return None
