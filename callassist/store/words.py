"""Words found without being kept: a blind index.

A word becomes a token, the first 8 bytes of an HMAC-SHA256 (RFC 2104) of its stem
under a key that only an open store has; so do pairs of neighboring words, for phrases.
Whoever reads the database sees which calls share a token and how often, but not
which word it stands for.
"""

from __future__ import annotations

import hmac
import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum
from itertools import pairwise
from typing import Any

from callassist.detect.language.text import stem, word_tokens
from callassist.store.inflating import inflated

_BEYOND_LATIN = re.compile(r"[^\W\d_a-zà-ÿ]")
_ANY_WORDS = re.compile(r"\w+")


class Part(IntEnum):
    """Where in a call a token comes from, so that one part can be indexed again."""

    DOCUMENT = 0
    HEAD = 1
    MARKS = 2


def words_of(text: str) -> list[str]:
    """Return the words of a text as the index knows them, before stemming.

    Contractions are opened as everywhere in callassist; words of scripts that its
    English rules do not know are taken as they are.
    """
    found: list[str] = []
    for written in text.split():
        lower = written.lower()
        if _BEYOND_LATIN.search(lower):
            found.extend(_ANY_WORDS.findall(lower))
        else:
            found.extend(word_tokens(written))
    return found


def document_lines(document: Mapping[str, Any]) -> list[str]:
    """Return what was said in a call, a turn a line, and the facts it was about."""
    lines = [turn["text"] for turn in document["turns"]]
    lines += [note["text"] for note in document.get("notes", ())]
    return lines


def joined(lines: Iterable[Sequence[str]]) -> str:
    """Return lines of words as one text in which phrases are looked for."""
    return "\n".join(f" {' '.join(line)} " for line in lines)


def pack_lines(lines: Iterable[Sequence[str]]) -> bytes:
    """Return lines of words as bytes."""
    return zlib.compress(joined(lines).encode())


def unpack_lines(packed: bytes) -> str:
    """Return the :func:`joined` text of packed lines."""
    return inflated(packed).decode()


def holds_phrase(text: str, phrase: Sequence[str]) -> bool:
    """Return whether the words of ``phrase`` follow each other in a line of joined text."""
    return f" {' '.join(phrase)} " in text


class BlindIndex:
    """Makes tokens, signed 64-bit numbers as databases like them."""

    def __init__(self, key: bytes) -> None:
        """Use the index key of a store."""
        self._key = key

    def word(self, word: str) -> int:
        """Return the token of a word, whatever its ending."""
        return self._token("word", stem(word))

    def pair(self, first: str, second: str) -> int:
        """Return the token of two neighboring words, endings and all."""
        return self._token("pair", f"{first} {second}")

    def agent(self, word: str) -> int:
        """Return the token of a word of an agent's name."""
        return self._token("agent", word)

    def name(self, kind: str, name: str) -> int:
        """Return the token of a whole name of a kind: a trainee, a practice set, a file."""
        return self._token(kind, " ".join(name.split()).casefold())

    def lines(self, lines: Iterable[Sequence[str]]) -> set[int]:
        """Return the tokens of lines of words: every word and every pair in a line."""
        words: set[str] = set()
        pairs: set[tuple[str, str]] = set()
        for line in lines:
            words.update(line)
            pairs.update(pairwise(line))
        return {self.word(word) for word in words} | {self.pair(*pair) for pair in pairs}

    def _token(self, kind: str, text: str) -> int:
        digest = hmac.digest(self._key, f"{kind}:{text}".encode(), "sha256")
        return int.from_bytes(digest[:8], "big", signed=True)
