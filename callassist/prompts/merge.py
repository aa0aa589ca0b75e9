"""Laying one pack's file over another, key by key, before either is checked as a whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from callassist.prompts.hints import shown
from callassist.prompts.lines import KeyPath

Document = dict[str, Any]

NAMED_BY: Mapping[str, str] = MappingProxyType(
    {"prompt": "id", "finding": "id", "words": "language"}
)
"""The arrays of tables that are merged one by one, and the key that names each table."""

DEFAULT_LANGUAGE = "en"
_CONDITIONS = ("when", "unless", "only_after", "clears")
_CUES = ("follows", "not_followed_by", "count")


@dataclass(slots=True)
class Merged:
    """A merged document, and where its parts come from.

    Attributes:
        document: As ``tomllib`` would give it, ready to be checked.
        problems: What could not be merged: where in the upper file, and why.
        indices: For each table of an array, by the array's name, its index in the upper
            file, or ``None``.
        new: Array and index in the upper file of tables that the lower one lacks.
    """

    document: Document
    problems: list[tuple[KeyPath, str]] = field(default_factory=list)
    indices: dict[str, list[int | None]] = field(default_factory=dict)
    new: set[tuple[str, int]] = field(default_factory=set)

    def upper_path(self, path: KeyPath) -> KeyPath:
        """Return where a path of ``document`` lies in the upper file."""
        if len(path) > 1 and path[0] in self.indices and isinstance(path[1], int):
            array = str(path[0])
            index = self.indices[array][path[1]]
            return () if index is None else (array, index, *path[2:])
        return path

    def name_of(self, array: str, index: int) -> str | None:
        """Return the name of a table of the upper file, if it could be merged."""
        for at, table in zip(self.indices[array], self.document[array], strict=False):
            if at == index:
                return str(table[NAMED_BY[array]])
        return None


def lay_over(lower: Document, upper: Document) -> Merged:
    """Return ``upper`` laid over ``lower``: tables key by key, those of arrays by their name."""
    merged = Merged({**lower, **upper})
    budget, upper_budget = lower.get("budget"), upper.get("budget")
    if isinstance(budget, dict) and isinstance(upper_budget, dict):
        merged.document["budget"] = {**budget, **upper_budget}
    if upper.get("schema") == 1 and "schema" in lower:
        merged.document["schema"] = lower["schema"]  # 1 is a part of whatever is newer
    for array, over in (("prompt", _prompt_over), ("finding", _finding_over), ("words", _words)):
        if array in lower or array in upper:
            _merge_array(array, over, lower, upper, merged)
    return merged


def _merge_array(
    array: str,
    over: Callable[[Document, Document], Document],
    lower: Document,
    upper: Document,
    merged: Merged,
) -> None:
    """Merge an array of tables by the tables' names."""
    key = NAMED_BY[array]
    tables: list[Document] = [dict(table) for table in lower.get(array, [])]
    indices = merged.indices[array] = [None] * len(tables)
    place = {_name(table, key): at for at, table in enumerate(tables)}
    for index, table in enumerate(_tables(array, upper, merged)):
        if table is None:
            continue
        name = _name(table, key)
        at = place.get(name)
        if at is None:
            place[name] = len(tables)
            tables.append({**table, key: name})
            indices.append(index)
            merged.new.add((array, index))
        elif indices[at] is not None:
            twice = f"the {key} '{shown(name)}' stands twice in the file"
            merged.problems.append(((array, index, key), twice))
        else:
            tables[at] = over(tables[at], table)
            indices[at] = index
    merged.document[array] = tables


def _name(table: Document, key: str) -> str:
    name: str = table.get(key, DEFAULT_LANGUAGE) if key == "language" else table[key]
    return name


def _tables(array: str, upper: Document, merged: Merged) -> list[Document | None]:
    """Return the file's tables, ``None`` for each that has no shape to be merged by."""
    found = upper.get(array, [])
    key = NAMED_BY[array]
    called = array if array == "words" else f"{array}s"
    brackets = f"{called} are written [[{array}]], in double brackets"
    if not isinstance(found, list):
        merged.problems.append(((array,), brackets))
        return []
    tables: list[Document | None] = []
    for index, table in enumerate(found):
        path: KeyPath = (array, index)
        tables.append(None)
        if not isinstance(table, dict):
            merged.problems.append((path, brackets))
        elif key not in table and key != "language":
            merged.problems.append((path, f"missing key '{key}'"))
        elif not isinstance(table.get(key, ""), str):
            merged.problems.append(((*path, key), f"'{key}' must be text in quotes"))
        else:
            tables[-1] = table
    return tables


def _prompt_over(lower: Document, upper: Document) -> Document:
    prompt = {**lower, **upper}
    for key in (*_CONDITIONS, "instead"):
        below, above = lower.get(key), upper.get(key)
        # A condition that names its finding says all; one that does not changes the one below.
        if isinstance(below, dict) and isinstance(above, dict) and "finding" not in above:
            prompt[key] = {**below, **above}
    return prompt


def _finding_over(lower: Document, upper: Document) -> Document:
    merged = {**lower, **upper}
    for key in _CUES:
        below, above = lower.get(key), upper.get(key)
        if isinstance(below, dict) and isinstance(above, dict):
            merged[key] = {**below, **above}
    return merged


def _words(lower: Document, upper: Document) -> Document:
    """Return both lists of words as one: a pack adds to them."""
    merged = {**lower, **upper}
    for key, above in upper.items():
        below = lower.get(key)
        if isinstance(below, dict) and isinstance(above, dict):
            merged[key] = _words(below, above)
        elif isinstance(below, list) and isinstance(above, list):
            # The upper file's come first: where they stand is where their mistakes are.
            merged[key] = [*above, *(word for word in below if word not in above)]
    return merged
