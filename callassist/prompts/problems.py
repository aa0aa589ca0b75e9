"""Turning what is wrong with a pack into lines that say where, what, and what was meant."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from callassist.prompts.company import Change, CountTable, CueTable, FindingRule, Words
from callassist.prompts.fields import LIMITS, WHOLE_MESSAGE
from callassist.prompts.hints import did_you_mean, nearest, shown
from callassist.prompts.lines import KeyPath, line_of
from callassist.prompts.merge import NAMED_BY, Merged
from callassist.prompts.schema import (
    SCHEMA,
    Budget,
    Condition,
    Pack,
    PromptRule,
    RecentCondition,
)
from callassist.types import CHANNELS, Severity

MAX_PROBLEMS = 100  # more help nobody; each costs a search for what was meant

_WORDS: Mapping[str, tuple[str, ...]] = {
    "severity": get_args(Severity),
    "channel": CHANNELS,
    "side": CHANNELS,
}
_HOMES = (
    (Budget, "[budget]"),
    (PromptRule, "a [[prompt]]"),
    (RecentCondition, "`unless`"),
    (FindingRule, "a [[finding]]"),
    (CountTable, "`count`"),
    (Words, "[[words]]"),
    (Change, "[[changelog]]"),
)
_MODELS: Mapping[str, type[BaseModel]] = {
    "budget": Budget,
    "prompt": PromptRule,
    "prompt.unless": RecentCondition,
    "prompt.only_after": RecentCondition,
    "prompt.when": Condition,
    "prompt.clears": Condition,
    "finding": FindingRule,
    "finding.follows": CueTable,
    "finding.not_followed_by": CueTable,
    "finding.count": CountTable,
    "words": Words,
    "changelog": Change,
}
_PATTERNS = {
    "id": "'id' must be small letters, digits and _, beginning with a letter, at most 40",
    "finding.id": "'id' must be custom. and small letters, digits and _, such as custom.jargon",
    "finding.language": "'language' must be the code of a language, such as \"en\"",
    "words.language": "'language' must be the code of a language, such as \"en\"",
}
_DEEP = ("instead", "phrases")  # tables whose keys are the author's
_TYPES = {
    "string_type": "text in quotes",
    "bool_type": "true or false, without quotes",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "finite_number": "a number",
    "model_type": "a table of keys",
    "dict_type": 'a table such as { "what was said" = "what to say instead" }',
    "tuple_type": "a list in square brackets",
    "date_type": "a date without quotes, such as 2026-11-02",
}


def of_checking(
    errors: list[ErrorDetails], merged: Merged, lines: Mapping[KeyPath, int], file: str
) -> tuple[str, ...]:
    """Return a line for each problem, in file order.

    Args:
        errors: What pydantic found in the merged document.
        merged: That document, with the problems of merging.
        lines: The line of each key of the upper file.
        file: The upper file's name.
    """
    found = list(merged.problems)
    for error in errors:
        path = tuple(error["loc"])
        found.append((merged.upper_path(path), _message(error, path, merged)))
    placed = [(line_of(lines, path), path, message) for path, message in found]
    placed.sort(key=lambda each: each[0] or 0)
    told = [
        _line(file, line, _place(path, merged) + message)
        for line, path, message in placed[:MAX_PROBLEMS]
    ]
    if len(placed) > MAX_PROBLEMS:
        told.append(f"{file}: and {len(placed) - MAX_PROBLEMS} more problems")
    return tuple(told)


def of_syntax(error: ValueError, text: str, file: str) -> str:
    """Return the line for text that is not TOML."""
    reason = str(error)
    match = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", reason)
    if match:
        reason = reason[: match.start()]
        line = int(match[1]) if match[1] else text.count("\n") + 1
    elif "integer string conversion" in reason:
        return _line(file, None, "not valid TOML: a number has thousands of digits")
    else:
        line = None
    source = text.split("\n")[line - 1] if line else ""
    return _line(file, line, f"not valid TOML: {shown(reason, 120)}{_hint(reason, source)}")


def _hint(reason: str, source: str) -> str:
    """Return what the author probably has to do, where the line shows it."""
    value = source.partition("=")[2].strip()
    if "“" in source or "”" in source:
        return ' — write straight quotes: "'
    if "Cannot overwrite" in reason or "twice" in reason or "Cannot declare" in reason:
        return " — this key or table stands twice"
    if value[:1].isalpha() and value.lower() in ("true", "false", "yes", "no", "on", "off"):
        return " — write true or false"
    if value[:1].isalpha():
        return ' — write text in quotes: say = "…"'
    if re.match(r"\s*[\w-]+\s*:", source):
        return " — write = between a key and its value"
    if re.match(r"\d+,\d", value):
        return " — write a decimal point, not a comma"
    if "{" in source and "}" not in source:
        return " — a table in braces must end on the line where it begins"
    return ""


def _line(file: str, line: int | None, message: str) -> str:
    return f"{file}:{line}: {message}" if line else f"{file}: {message}"


def _place(path: KeyPath, merged: Merged) -> str:
    """Return the table that ``path`` lies in, as the author wrote it."""
    if path[:1] == ("budget",) and len(path) > 1:
        return "[budget]: "
    if len(path) < 2 or not isinstance(path[1], int):
        return ""
    array, index = str(path[0]), path[1]
    inner = f"{path[2]}: " if len(path) > 3 and path[2] not in _DEEP else ""
    name = merged.name_of(array, index) if array in NAMED_BY else None
    if name is None:
        return f"[[{array}]] number {index + 1}: " + (inner if array not in NAMED_BY else "")
    return f"[[{array}]] '{shown(name)}': {inner}"


def _table_of(path: KeyPath) -> str:
    """Return the kind of table whose key ends ``path``, e.g. ``"prompt.when"``."""
    return ".".join(part for part in path if isinstance(part, str)).rpartition(".")[0]


def keys_of(model: type[BaseModel]) -> list[str]:
    """Return the keys that a table of a pack may have, as written in the file."""
    return [field.alias or name for name, field in model.model_fields.items()]


def _message(error: ErrorDetails, path: KeyPath, merged: Merged) -> str:
    """Return what is wrong at ``path`` of the merged document."""
    key = str(next((part for part in reversed(path) if isinstance(part, str)), "the file"))
    kind, value = error["type"], error.get("input")
    if kind == "extra_forbidden":
        return _unknown_key(key, path)
    if kind == "missing":
        return _missing(key, path, merged)
    if kind == "literal_error":
        if key == "schema":
            return f"this program reads schema 1 to {SCHEMA}, not {_quoted(value)}"
        words = _WORDS.get(key, ())
        hint = did_you_mean(value, words) if isinstance(value, str) else ""
        choices = ", ".join(f'"{word}"' for word in words)
        return f"'{key}' must be one of {choices}, not {_quoted(value)}{hint}"
    if kind in ("greater_than_equal", "less_than_equal"):
        return f"'{key}' must be {LIMITS[key]}, not {shown(value)}"
    if kind == "string_pattern_mismatch":
        known = _PATTERNS.get(".".join(part for part in path if isinstance(part, str)))
        return f"{known or _PATTERNS['id']}, not {_quoted(value)}"
    if kind in _TYPES:
        unit = f", {LIMITS[key]}" if key in LIMITS else ""
        return f"'{key}' must be {_TYPES[kind]}{unit}, not {_quoted(value)}"
    if kind == WHOLE_MESSAGE:
        return error["msg"]
    return f"'{shown(key)}' {error['msg']}"


def _quoted(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list | tuple):
        return "a list"
    return f'"{shown(value)}"' if isinstance(value, str) else shown(value)


def _unknown_key(key: str, path: KeyPath) -> str:
    if hint := did_you_mean(key, keys_of(_MODELS.get(_table_of(path), Pack))):
        return f"unknown key '{shown(key)}'{hint}"
    for model, home in _HOMES:
        if near := nearest(key, keys_of(model)):
            return f"unknown key '{shown(key)}' — '{near}' belongs in {home}"
    return f"unknown key '{shown(key)}'"


def _missing(key: str, path: KeyPath, merged: Merged) -> str:
    if len(path) != 3 or path[0] not in NAMED_BY or not isinstance(path[1], int):
        return f"missing key '{key}'"
    array = str(path[0])
    index = merged.indices[array][path[1]]
    if index is None or (array, index) not in merged.new:
        return f"missing key '{key}'"
    name = NAMED_BY[array]
    tables = merged.document[array]
    here = tables[path[1]][name]
    others = [table[name] for table in tables if table[name] != here]
    return f"missing key '{key}' in a new {array}{did_you_mean(here, others)}"
