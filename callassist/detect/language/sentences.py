"""Sentences of recognized speech, with or without punctuation, and quotes from it."""

from __future__ import annotations

from collections.abc import Sequence, Set

from callassist.detect.language.numbers import takes_and
from callassist.settings.frustration import (
    CHUNK_CLAUSE_WORDS,
    CHUNK_MIN_WORDS,
    CHUNK_PAUSE_S,
    CHUNK_WORDS,
    QUOTE_CHARACTERS,
)
from callassist.types import Word


def quote(words: Sequence[Word], first: int, last: int, limit: int = QUOTE_CHARACTERS) -> str:
    """Return words ``first`` to ``last`` and what fits around them, at most ``limit`` long."""
    length = sum(len(word.text) + 1 for word in words[first : last + 1]) - 1
    growing = True
    while growing:
        growing = False
        if first > 0 and length + len(words[first - 1].text) < limit:
            first -= 1
            length += len(words[first].text) + 1
            growing = True
        if last + 1 < len(words) and length + len(words[last + 1].text) < limit:
            last += 1
            length += len(words[last].text) + 1
            growing = True
    text = " ".join(word.text for word in words[first : last + 1]).strip(" ,.;:-")
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def sentences(words: Sequence[Word], starts: Set[str]) -> list[tuple[Sequence[Word], bool]]:
    """Cut an utterance into sentences and say of each whether it has ended.

    At a full stop where the recognizer writes them, at a pause, in a long one before one of
    ``starts`` ("and", "but"), or at a length; where a cut falls never depends on words more
    than one later, so a growing utterance keeps it.
    """
    cut: list[tuple[Sequence[Word], bool]] = []
    first = 0
    for index in range(1, len(words) + 1):
        count = index - first
        if count < CHUNK_MIN_WORDS:
            continue
        last = words[index - 1]
        pause = index < len(words) and words[index].start_s - last.end_s >= CHUNK_PAUSE_S
        stop = pause or last.text.endswith((".", "?", "!"))
        stop = stop or (count >= CHUNK_CLAUSE_WORDS and _starts(words, index, starts))
        if stop or count >= CHUNK_WORDS:
            cut.append((words[first:index], True))
            first = index
    if first < len(words):
        cut.append((words[first:], False))
    return cut


def _starts(words: Sequence[Word], index: int, starts: Set[str]) -> bool:
    """Return whether a clause starts with word ``index``: no "and" of a number."""
    if index >= len(words) or words[index].text.lower().strip(",.") not in starts:
        return False
    return not takes_and(words[index - 1].text.lower())
