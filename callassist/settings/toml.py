"""TOML that people or strangers wrote, read with limits: what is hostile is refused at once."""

from __future__ import annotations

import tomllib
from typing import Any

MAX_CHARS = 1_000_000
MAX_DOTS_A_LINE = 100
"""A key of thousands of dotted parts takes the parser minutes."""


def parse_toml(text: str) -> dict[str, Any]:
    """Return the tables of ``text``.

    Raises:
        ValueError: If it is no TOML, or made to be too much for a parser; one line.
    """
    if len(text) > MAX_CHARS:
        raise ValueError(f"more than {MAX_CHARS:,} characters")
    for number, line in enumerate(text.split("\n"), start=1):
        if line.count(".") > MAX_DOTS_A_LINE:
            raise ValueError(f"more than {MAX_DOTS_A_LINE} dots in line {number}")
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ValueError("brackets are nested too deeply") from None
    except ValueError as error:  # the text of some holds what was written
        raise ValueError(" ".join(str(error).split())) from None
