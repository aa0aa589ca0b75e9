"""Comments and bookmarks of a call that lies in a file of its own, not in the store."""

from __future__ import annotations

import dataclasses
import json
from datetime import datetime
from pathlib import Path
from typing import Literal

import msgspec

from callassist.errors import CallStoreError
from callassist.files import write_whole
from callassist.review.callfile import CALL_SUFFIX
from callassist.types import Mark, MarkKind

MARKS_SUFFIX = ".marks.json"
SCHEMA = "callassist.marks/1"
MAX_S = 1e7
"""No call is longer."""


class MarksFile:
    """Keeps :class:`callassist.protocols.Marks` in ``<stem>.marks.json`` beside a call file."""

    def __init__(self, call: Path, author: str = "") -> None:
        """Read the marks of a call file; there may be none yet.

        Raises:
            CallStoreError: If there is a file of marks that cannot be read.
        """
        self.path = call.with_name(call.name.removesuffix(CALL_SUFFIX) + MARKS_SUFFIX)
        self._author = author
        self._marks: dict[int, Mark] = {}
        if self.path.exists():
            self._marks = {mark.id: mark for mark in _read(self.path)}

    def all(self) -> list[Mark]:
        """Return them by time."""
        return sorted(self._marks.values(), key=lambda mark: (mark.at_s, mark.id))

    def add(self, kind: MarkKind, at_s: float, text: str = "", end_s: float | None = None) -> Mark:
        """Keep a new one; return it."""
        mark = Mark(
            id=max(self._marks, default=0) + 1,
            kind=kind,
            at_s=round(at_s, 3),
            end_s=None if end_s is None else round(end_s, 3),
            text=text,
            author=self._author,
            made_at=datetime.now().astimezone().isoformat(timespec="seconds"),
        )
        self._keep({**self._marks, mark.id: mark})
        return mark

    def change(self, mark: Mark) -> None:
        """Keep ``mark`` in the place of the one with its id, or again after ``remove``."""
        self._keep({**self._marks, mark.id: mark})

    def remove(self, mark_id: int) -> None:
        """Forget one."""
        self._keep({number: mark for number, mark in self._marks.items() if number != mark_id})

    def _keep(self, marks: dict[int, Mark]) -> None:
        entries = [dataclasses.asdict(marks[number]) for number in sorted(marks)]
        text = json.dumps({"schema": SCHEMA, "marks": entries}, ensure_ascii=False, indent=1)
        try:
            write_whole(self.path, text + "\n")
        except OSError as error:
            raise CallStoreError(
                f"cannot write {self.path}: {error.strerror or error}; the comment is not kept"
            ) from error
        self._marks = marks


def _read(path: Path) -> list[Mark]:
    try:
        return _MARKS.decode(path.read_bytes()).marks
    except OSError as error:
        raise CallStoreError(f"cannot read {path}: {error.strerror or error}") from error
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise CallStoreError(
            f"{path} holds no comments of callassist: move it away to comment anew"
        ) from error


class _File(msgspec.Struct):
    schema: Literal["callassist.marks/1"]
    marks: list[Mark]

    def __post_init__(self) -> None:
        """Refuse marks that lie before the call, or nowhere."""
        for mark in self.marks:
            ends_s = mark.at_s if mark.end_s is None else mark.end_s
            if not (0.0 <= mark.at_s < MAX_S and 0.0 <= ends_s < MAX_S and mark.id > 0):
                raise ValueError(f"mark {mark.id}")


_MARKS = msgspec.json.Decoder(_File)
