"""What people say of fired prompts, right, wrong or missing, read from their files.

One mark is a verdict of one person on one prompt of one call; ``docs/what-if.md`` shows
the three forms of a file, TOML, JSON and CSV, which hold the same fields.
"""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast, get_args

from callassist.errors import CallAssistError
from callassist.prompts.hints import did_you_mean, shown
from callassist.settings.toml import parse_toml

Verdict = Literal["right", "wrong", "missing"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
FIELDS = ("call", "prompt", "at_s", "verdict", "marker")
_NEEDED = FIELDS[:-1]
MAX_BYTES = 64 * 1024 * 1024


class MarksError(CallAssistError):
    """A file of marks cannot be read; the text says where and what to do."""


@dataclass(frozen=True, slots=True)
class PromptMark:
    """One person's verdict.

    Attributes:
        call: The call's name.
        prompt_id: The prompt.
        at_s: When it was shown or, for ``"missing"``, should have been.
        verdict: ``"right"`` (shown, and rightly), ``"wrong"`` (shown, and should not have
            been) or ``"missing"`` (not shown, and should have been).
        marker: Who says so.
    """

    call: str
    prompt_id: str
    at_s: float
    verdict: Verdict
    marker: str = ""

    @property
    def wanted(self) -> bool:
        """Whether the prompt belongs there, shown or not."""
        return self.verdict != "wrong"


def read_marks(path: Path) -> list[PromptMark]:
    """Read a file of marks; its ending says which form it has.

    Raises:
        MarksError: If it cannot be read or holds a mistake.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise MarksError(f"cannot read the marks {path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise MarksError(f"{path} is not UTF-8 text: save it as UTF-8") from error
    if len(data) > MAX_BYTES:
        raise MarksError(f"{path} is too large for a file of marks")
    return parse_marks(text, path.suffix.lower(), str(path))


def parse_marks(text: str, ending: str, file: str) -> list[PromptMark]:
    """Return the marks of a file's text.

    Args:
        text: What the file holds.
        ending: ``".toml"``, ``".json"`` or ``".csv"``.
        file: Its name, for messages.

    Raises:
        MarksError: If it holds a mistake.
    """
    readers = {".toml": _of_toml, ".json": _of_json, ".csv": _of_csv}
    reader = readers.get(ending)
    if reader is None:
        raise MarksError(f"{file}: marks are read from .toml, .json and .csv files")
    try:
        return [_mark(fields, f"{file}, {where}") for where, fields in reader(text, file)]
    except (ValueError, csv.Error, RecursionError) as error:
        what = " ".join(str(error).split())
        raise MarksError(f"{file}: not {ending[1:].upper()} ({shown(what, 100)})") from error


_Entries = Iterator[tuple[str, Mapping[Any, Any]]]


def _of_toml(text: str, file: str) -> _Entries:
    return _of_list(parse_toml(text).get("mark", []), file)


def _of_json(text: str, file: str) -> _Entries:
    whole = json.loads(text)
    return _of_list(whole.get("mark") if isinstance(whole, dict) else whole, file)


def _of_list(entries: object, file: str) -> _Entries:
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise MarksError(f"{file}: marks stand in a list 'mark', each with {', '.join(FIELDS)}")
    return ((f"mark {number}", entry) for number, entry in enumerate(entries, start=1))


def _of_csv(text: str, file: str) -> _Entries:
    rows = csv.DictReader(io.StringIO(text), strict=True)
    heads = [head.strip() for head in rows.fieldnames or ()]
    missing = [field for field in _NEEDED if field not in heads]
    if missing:
        raise MarksError(f"{file}, line 1: the heading lacks {', '.join(missing)}")
    for row in rows:
        plain = {
            str(head).strip(): value.strip()
            for head, value in row.items()
            if isinstance(value, str)
        }
        if any(plain.values()):
            yield f"line {rows.line_num}", plain


def _mark(fields: Mapping[Any, Any], where: str) -> PromptMark:
    for name in fields:
        if name not in FIELDS:
            hint = did_you_mean(str(name), FIELDS) or f": there are {', '.join(FIELDS)}"
            raise MarksError(f"{where}: unknown field '{shown(str(name))}'{hint}")
    for name in _NEEDED:
        if fields.get(name) in (None, ""):
            raise MarksError(f"{where}: {name} is missing")
    for name in ("call", "prompt", "verdict", "marker"):
        if not isinstance(fields.get(name, ""), str):
            raise MarksError(f"{where}: {name} must be text")
    verdict = fields["verdict"].lower()
    if verdict not in VERDICTS:
        raise MarksError(
            f"{where}: verdict must be right, wrong or missing, not '{shown(verdict)}'"
        )
    return PromptMark(
        fields["call"],
        fields["prompt"],
        _seconds(fields["at_s"], where),
        cast("Verdict", verdict),
        fields.get("marker", ""),
    )


def _seconds(given: object, where: str) -> float:
    try:
        if isinstance(given, bool) or not isinstance(given, str | int | float):
            raise ValueError
        at_s = float(given)
    except (ValueError, OverflowError):
        at_s = math.nan
    if not 0.0 <= at_s < math.inf:
        raise MarksError(f"{where}: at_s must be seconds from the start of the call")
    return at_s
