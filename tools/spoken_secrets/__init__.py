"""Spoken secrets as recognizers would write them, with what must be covered marked.

A line is ``agent: words`` or ``customer: words``; what is secret stands in braces with its
kind, ``{card: four nine two nine}``. Braces of one kind in one script are one secret.
Everything is invented: names, numbers and words are drawn at random.

This shares no word list with the redactor, so that the one can be measured by the other.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from tools.spoken_secrets.kinds import MAKERS
from tools.spoken_secrets.writer import Style, Writer, luhn

__all__ = ["Script", "Style", "luhn", "parts", "scripts"]

_MARK = re.compile(r"\{([a-z_0-9]+): ([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Script:
    """A short exchange.

    Attributes:
        kind: The kind of secret in it.
        style: How its recognizer writes.
        lines: ``agent: …`` and ``customer: …``, secrets in braces.
    """

    kind: str
    style: Style
    lines: tuple[str, ...]


def scripts(count: int, seed: int) -> list[Script]:
    """Return ``count`` scripts as recognizers write them, every kind in turn.

    The same seed gives the same scripts.
    """
    kinds = list(MAKERS)
    return [
        _script(kinds[at // 2 % len(kinds)], "words" if at % 2 else "numerals", f"{seed}/{at}")
        for at in range(count)
    ]


def _script(kind: str, style: Style, seed: str) -> Script:
    writer = Writer(random.Random(seed), style)
    lines = MAKERS[kind](writer)
    return Script(kind, style, tuple(writer.written(line) for line in lines))


def parts(line: str) -> list[tuple[str, str]]:
    """Return the pieces of a line's words with the secret they belong to (``""`` for none)."""
    out: list[tuple[str, str]] = []
    at = 0
    for mark in _MARK.finditer(line):
        out += [(line[at : mark.start()], ""), (mark[2], mark[1])]
        at = mark.end()
    return [(text, name) for text, name in [*out, (line[at:], "")] if text.strip()]
