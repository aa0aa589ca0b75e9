"""Small helps for messages: "did you mean", and text made safe to print on one line."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

MAX_SHOWN_CHARS = 40


def shown(value: object, most: int = MAX_SHOWN_CHARS) -> str:
    """Return ``value`` as printable text of ``most`` characters, odd ones escaped."""
    try:
        text = str(value)
    except ValueError:  # Python refuses to print integers of thousands of digits
        return "a huge number"
    clipped = text if len(text) <= most else text[: most - 1] + "…"
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode("ascii")
        for char in clipped
    )


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that ``word`` was most likely meant to be, if any is near."""
    near = difflib.get_close_matches(word[:MAX_SHOWN_CHARS].lower(), list(known), n=1, cutoff=0.6)
    return near[0] if near else None


def did_you_mean(word: str, known: Iterable[str], wrap: str = "'{}'") -> str:
    """Return " — did you mean 'x'?", or nothing where no known word is near."""
    near = nearest(word, known)
    return f" — did you mean {wrap.format(near)}?" if near else ""
