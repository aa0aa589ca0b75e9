"""On which line of a TOML file each key stands.

``tomllib`` gives values without their place, and the parsers that keep it are
heavy or no longer cared for. This walks over text that ``tomllib`` has already
accepted, so it need not judge it: on anything odd it stops and keeps what it has.
"""

from __future__ import annotations

import contextlib
import re
import tomllib
from collections.abc import Mapping

KeyPath = tuple[str | int, ...]
"""Where a value lies: keys and array indices, e.g. ``("prompt", 3, "when", "finding")``."""

_MAX_DEPTH = 8  # deeper values are passed over; no pack has them
_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_KEY_PART = re.compile(r"""[ \t]*(?:([A-Za-z0-9_-]+)|("(?:[^"\\\n]|\\.)*")|('[^'\n]*'))[ \t]*""")
_STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"""(?:""|")?'  # up to two more quotes may belong to the text
    r"|'''.*?'''(?:''|')?"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
_PLAIN = re.compile(r"[^,\]}#\n]*")


class _UnexpectedError(Exception):
    """The text is not what was expected: keep what was found so far."""


def key_lines(text: str) -> dict[KeyPath, int]:
    """Return the line, counted from 1, of every key, table and array element of ``text``."""
    walk = _Walk(text)
    with contextlib.suppress(_UnexpectedError, tomllib.TOMLDecodeError):
        walk.document()
    return walk.lines


def line_of(lines: Mapping[KeyPath, int], path: KeyPath) -> int | None:
    """Return the line of ``path``, or of the nearest thing around it that has one.

    Array indices that the file lacks are passed over: a checker may see a list
    where the file has a single table.
    """
    here: KeyPath = ()
    for part in path:
        if (*here, part) in lines:
            here = (*here, part)
        elif not isinstance(part, int):
            break
    return lines.get(here)


class _Walk:
    """One pass over a document."""

    def __init__(self, text: str) -> None:
        self.lines: dict[KeyPath, int] = {}
        self._text = text
        self._at = 0
        self._line = 1
        self._counted_to = 0
        self._array_tables: dict[KeyPath, int] = {}

    def document(self) -> None:
        table: KeyPath = ()
        self._blank()
        while self._at < len(self._text):
            if self._text.startswith("[[", self._at):
                table = self._header(closing="]]")
            elif self._text[self._at] == "[":
                table = self._header(closing="]")
            else:
                self._pair(table)
            self._blank()

    def _header(self, closing: str) -> KeyPath:
        line = self._here()
        self._at += len(closing)
        parts = self._key()
        self._expect(closing)
        path: KeyPath = ()
        for part in parts[:-1]:
            path = self._entered((*path, part))
            self.lines.setdefault(path, line)
        path = (*path, parts[-1])
        self.lines.setdefault(path, line)
        if closing == "]]":
            self._array_tables[path] = self._array_tables.get(path, -1) + 1
            path = self._entered(path)
            self.lines.setdefault(path, line)
        return path

    def _entered(self, path: KeyPath) -> KeyPath:
        """Within an array of tables, a header speaks of the last one."""
        last = self._array_tables.get(path)
        return path if last is None else (*path, last)

    def _pair(self, table: KeyPath) -> None:
        line = self._here()
        path = table
        for part in self._key():
            path = (*path, part)
            self.lines.setdefault(path, line)
        self._expect("=")
        self._value(path)

    def _key(self) -> list[str]:
        parts = []
        while match := _KEY_PART.match(self._text, self._at):
            self._at = match.end()
            bare, basic, literal = match.groups()
            if basic:
                parts.append(str(tomllib.loads(f"key = {basic}")["key"]))
            else:
                parts.append(bare or literal[1:-1])
            if not self._text.startswith(".", self._at):
                break
            self._at += 1
        if not parts:
            raise _UnexpectedError
        return parts

    def _value(self, path: KeyPath) -> None:
        while self._at < len(self._text) and self._text[self._at] in " \t":
            self._at += 1
        start = self._text[self._at : self._at + 1]
        if start in ("{", "[") and len(path) > _MAX_DEPTH:
            self._pass_over()
        elif start == "{":
            self._inline_table(path)
        elif start == "[":
            self._array(path)
        else:
            for pattern in (_STRING, _PLAIN):
                if match := pattern.match(self._text, self._at):
                    self._at = match.end()
                    break

    def _inline_table(self, path: KeyPath) -> None:
        self._at += 1
        self._blank()
        while not self._text.startswith("}", self._at):
            self._pair(path)
            self._blank()
            if not self._text.startswith(",", self._at):
                break
            self._at += 1
            self._blank()
        self._expect("}")

    def _array(self, path: KeyPath) -> None:
        self._at += 1
        self._blank()
        index = 0
        while not self._text.startswith("]", self._at):
            self.lines.setdefault((*path, index), self._here())
            self._value((*path, index))
            self._blank()
            if not self._text.startswith(",", self._at):
                break
            self._at += 1
            index += 1
            self._blank()
        self._expect("]")

    def _pass_over(self) -> None:
        """Go to the end of a bracketed value without looking at what is inside."""
        depth = 0
        while self._at < len(self._text):
            char = self._text[self._at]
            if char in "\"'" and (match := _STRING.match(self._text, self._at)):
                self._at = match.end()
                continue
            if char == "#":
                self._blank()
                continue
            depth += (char in "[{") - (char in "]}")
            self._at += 1
            if depth == 0:
                return
        raise _UnexpectedError

    def _blank(self) -> None:
        """Pass over spaces, line ends and comments."""
        match = _BLANK.match(self._text, self._at)
        if match:
            self._at = match.end()

    def _expect(self, token: str) -> None:
        while self._at < len(self._text) and self._text[self._at] in " \t":
            self._at += 1
        if not self._text.startswith(token, self._at):
            raise _UnexpectedError
        self._at += len(token)

    def _here(self) -> int:
        self._line += self._text.count("\n", self._counted_to, self._at)
        self._counted_to = self._at
        return self._line
