"""Changes a key in the text of a pack's own file; comments and order stay as they are."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

import tomli_w
import tomlkit
from tomlkit.exceptions import TOMLKitError

from callassist.prompts.merge import DEFAULT_LANGUAGE, NAMED_BY, Document
from callassist.prompts.schema import SCHEMA
from callassist.settings.toml import parse_toml

SHORT_LIST = 2
"""Longer lists are written a line each."""

Place = tuple[str, ...]
"""Where a key stands: ``("version",)``, ``("budget", "min_gap_s")`` or
``("prompt", "listen", "say")``, with the table's name in the middle."""


def changed(text: str, place: Place, value: object) -> str:
    """Return ``text`` with a key set to a value, or without it.

    A table that is lacking is added at the end; one that is left with its name alone goes.

    Args:
        text: TOML without mistakes of syntax.
        place: Which key.
        value: A TOML value as ``tomllib`` gives it; ``None`` takes the key away.

    Raises:
        ValueError: The text is no TOML.
    """
    wanted = parse_toml(text)
    _put(wanted, place, value)
    try:
        kept = _in_place(text, place, value)
        if parse_toml(kept) == wanted:
            return kept
    except (TOMLKitError, ValueError, KeyError, TypeError, AttributeError, IndexError):
        pass  # what cannot be changed in place is written anew, below
    return tomli_w.dumps(wanted)


def _in_place(text: str, place: Place, value: object) -> str:
    document = tomlkit.parse(text)
    if value is not None and place[0] in NAMED_BY and _table(document, *place[:2]) is None:
        return _appended(
            text, _table_text(place[0], {NAMED_BY[place[0]]: place[1], place[2]: value})
        )
    _put(document, place, _item(value))
    return tomlkit.dumps(document)


def without_table(text: str, array: str, name: str) -> str:
    """Return ``text`` without a table of an array.

    Raises:
        ValueError: The text is no TOML.
    """
    table = _table(parse_toml(text), array, name) or {}
    for key in [key for key in table if key != NAMED_BY[array]]:
        text = changed(text, (array, name, key), None)
    return text


def words_of(text: str, language: str) -> dict[str, list[str]]:
    """Return the company's words that a text itself adds for a language, by key.

    Raises:
        ValueError: The text is no TOML.
    """
    table = _table(parse_toml(text), "words", language) or {}
    return {
        key: [word for word in words if isinstance(word, str)]
        for key, words in table.items()
        if isinstance(words, list)
    }


def with_entry(text: str, version: int, author: str, line: str, day: datetime.date) -> str:
    """Return ``text`` as a new version, with an entry in its changelog."""
    entry: Document = {"version": version, "date": day}
    if author:
        entry["author"] = author
    entry["text"] = line
    document = parse_toml(text)
    text = changed(text, ("version",), version)
    if document.get("schema") == 1:  # a changelog came with 2
        text = changed(text, ("schema",), SCHEMA)
    return _appended(text, _table_text("changelog", entry))


def with_version(text: str, version: int) -> str:
    """Return ``text`` as another version; so is the changelog's entry for the version it was.

    Raises:
        ValueError: The text is no TOML.
    """
    former = parse_toml(text).get("version")
    text = changed(text, ("version",), version)
    document = tomlkit.parse(text)
    entries = document.get("changelog", [])
    if former is not None and entries and entries[-1].get("version") == former:
        entries[-1]["version"] = version
    return tomlkit.dumps(document)


def _put(document: Any, place: Place, value: object) -> None:  # noqa: ANN401 - of either parser
    """Set or take away a key in a document of ``tomllib`` or of ``tomlkit``."""
    array = place[0]
    key = place[-1]
    if len(place) == 1:
        _set(document, key, value)
    elif array not in NAMED_BY:
        if array not in document and value is not None:
            document[array] = {}
        if array in document:
            _set(document[array], key, value)
    else:
        name = place[1]
        table = _table(document, array, name)
        if table is None:
            if value is not None:
                document.setdefault(array, []).append({NAMED_BY[array]: name, key: value})
            return
        _set(table, key, value)
        if not set(table) - {NAMED_BY[array]}:
            tables = document[array]
            del tables[next(at for at, each in enumerate(tables) if each is table)]
            if not tables:
                del document[array]


def _set(table: Any, key: str, value: object) -> None:  # noqa: ANN401
    if value is not None:
        table[key] = value
    elif key in table:
        del table[key]


def _table(document: Any, array: str, name: str) -> Any:  # noqa: ANN401
    """Return a table of an array by its name; words without a language are English."""
    tables = document.get(array, [])
    if not isinstance(tables, Sequence):
        return None
    key, unnamed = NAMED_BY[array], DEFAULT_LANGUAGE if array == "words" else None
    return next(
        (each for each in tables if isinstance(each, Mapping) and each.get(key, unnamed) == name),
        None,
    )


def _item(value: object) -> object:
    """Return a value as ``tomlkit`` takes it."""
    return None if value is None else tomlkit.value(_written(value))


def _written(value: object) -> str:
    """Return a value as it is best written: tables in braces, long lists a line each."""
    if isinstance(value, Mapping):
        pairs = [f"{_key(key)} = {_written(each)}" for key, each in value.items()]
        return "{ " + ", ".join(pairs) + " }" if pairs else "{}"
    if isinstance(value, list):
        each_line = [_written(each) for each in value]
        if len(value) > SHORT_LIST:
            return "[\n" + "".join(f"    {one},\n" for one in each_line) + "]"
        return "[" + ", ".join(each_line) + "]"
    return tomli_w.dumps({"x": value}).removeprefix("x = ").rstrip("\n")


def _key(name: str) -> str:
    return tomli_w.dumps({name: 0}).removesuffix(" = 0\n")


def _table_text(array: str, fields: Mapping[str, object]) -> str:
    lines = [f"{_key(key)} = {_written(value)}" for key, value in fields.items()]
    return "\n".join([f"[[{array}]]", *lines]) + "\n"


def _appended(text: str, block: str) -> str:
    return f"{text.rstrip()}\n\n{block}" if text.strip() else block
