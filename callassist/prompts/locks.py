"""Keys that a policy locks: the team's value stays, whatever the user's own file says."""

from __future__ import annotations

from fnmatch import fnmatchcase

from callassist.prompts.hints import shown
from callassist.prompts.lines import KeyPath, key_lines, line_of
from callassist.prompts.merge import DEFAULT_LANGUAGE, NAMED_BY, Document

_FREE = ("schema", "id", "version", "author", "changelog")  # of the file itself
_NAMES = ("id", "language")


def without_locked(
    upper: Document, text: str, file: str, locked: tuple[str, ...], by: str
) -> tuple[Document, tuple[str, ...]]:
    """Return a document without what is locked, and a line for each thing left out.

    Args:
        upper: The user's document.
        text: What it was read from, for the lines.
        file: The file's name, for messages.
        locked: Patterns of ``budget.key``, ``prompt id.key``, ``finding id.key`` and
            ``words.key``, with ``*`` for any letters: ``"dont_rush.*"``.
        by: Whose policy it is.
    """
    if not locked:
        return upper, ()
    kept: Document = {}
    told: list[KeyPath] = []
    for key, value in upper.items():
        if key in NAMED_BY and isinstance(value, list):
            free = [
                _free(table, _prefix(key, table), (key, index), locked, told)
                for index, table in enumerate(value)
            ]
            # A table left with its name alone says nothing, and a new one could not stand so.
            whole = zip(value, free, strict=True)
            kept[key] = [now for table, now in whole if now == table or not _is_bare(now)]
        elif isinstance(value, dict):
            kept[key] = _free(value, f"{key}.", (key,), locked, told)
        elif key in _FREE or not is_locked(key, locked):
            kept[key] = value
        else:
            told.append((key,))
    lines = key_lines(text)
    return kept, tuple(_told(upper, path, line_of(lines, path), file, by) for path in told)


def _prefix(array: str, table: object) -> str:
    if array == "words" or not isinstance(table, dict):
        return "words."
    return f"{table.get(NAMED_BY[array], '')}."


def _free(
    table: object, prefix: str, path: KeyPath, locked: tuple[str, ...], told: list[KeyPath]
) -> object:
    """Return a table without its locked keys, and note where they stood."""
    if not isinstance(table, dict):
        return table
    kept = {}
    for key, value in table.items():
        if (path[0] in NAMED_BY and key in _NAMES) or not is_locked(prefix + key, locked):
            kept[key] = value
        else:
            told.append((*path, key))
    return kept


def _is_bare(table: object) -> bool:
    return isinstance(table, dict) and all(key in _NAMES for key in table)


def is_locked(name: str, locked: tuple[str, ...]) -> bool:
    """Return whether a key such as ``"dont_rush.say"`` is locked."""
    return any(fnmatchcase(name, pattern) for pattern in locked)


def _told(upper: Document, path: KeyPath, line: int | None, file: str, by: str) -> str:
    place = ""
    if len(path) == 3:
        array, index = str(path[0]), int(path[1])
        name = upper[array][index].get(NAMED_BY[array], DEFAULT_LANGUAGE)
        place = f"[[{array}]] '{shown(name)}': "
    elif len(path) == 2:
        place = f"[{path[0]}]: "
    where = f"{file}:{line}" if line else file
    key = shown(path[-1])
    return f"{where}: {place}'{key}' is locked by the policy of {shown(by)}; your value is not used"
