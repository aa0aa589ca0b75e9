"""Text from calls and people made fit for every file format."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_LINES = re.compile(r"[\r\n\t\v\f\x1c-\x1e\x85\u2028\u2029]+")
# What HTML and XML forbid or browsers replace: controls, lone surrogates, noncharacters.
_FORBIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_LAST = "".join(chr(plane << 16 | last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
_BEYOND = re.compile(f"[{_LAST}]")
_SURROGATES = re.compile("[\ud800-\udfff]")


def one_line(text: str) -> str:
    """Return ``text`` on one line, without characters that a file format would not survive.

    Breaks and tabs become a space; controls, lone surrogates and noncharacters become
    U+FFFD, so that it shows that something was there.
    """
    return fit(_LINES.sub(" ", text)).strip()


def fit(text: str) -> str:
    """Return ``text`` with its line feeds, and U+FFFD for what no file format takes."""
    return _BEYOND.sub("\ufffd", _FORBIDDEN.sub("\ufffd", text))


def writable(value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Return a JSON value in which every text can be written as UTF-8.

    Only lone surrogates cannot: they become U+FFFD.
    """
    if isinstance(value, str):
        return _SURROGATES.sub("\ufffd", value)
    if isinstance(value, Mapping):
        return {writable(key): writable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [writable(each) for each in value]
    return value
