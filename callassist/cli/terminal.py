"""A terminal that obeys nothing but colors, whatever a title, a comment or a file holds."""

from __future__ import annotations

import io
import re
import sys

_COMMANDS = re.compile(r"(?!\x1b\[[0-9;]*m)[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Every control but tabs, line feeds and colors, and what turns the order of letters around."""
SHOWN = "\ufffd"


def without_commands(text: str) -> str:
    """Return ``text`` with U+FFFD for whatever a terminal would obey, but for colors."""
    return _COMMANDS.sub(SHOWN, text)


class _Terminal(io.TextIOWrapper):
    def write(self, text: str, /) -> int:
        super().write(without_commands(text))
        return len(text)


def guard_stdout() -> None:
    """Let nothing through to a terminal that would do more than be read; elsewhere do nothing.

    Progress and questions go to stderr, which keeps its cursor movements.
    """
    stream = sys.stdout
    if sys.platform != "win32" and type(stream) is io.TextIOWrapper and stream.isatty():
        encoding = stream.encoding
        sys.stdout = _Terminal(
            stream.detach(), encoding=encoding, errors="backslashreplace", line_buffering=True
        )
