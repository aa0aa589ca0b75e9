"""Reads one phrase of a lexicon: "have a (nice|great) day" into places for words.

See :mod:`callassist.detect.language.phrases` for the language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from callassist.detect.language.text import tokens

MAX_GAP_WORDS = 3
_SIGNS = re.compile(r"([\w'’]+)\((\w+)\)|([()|?*])|([^\s()|?*]+)")


@dataclass(frozen=True, slots=True)
class Item:
    """One place of a pattern: a word (several tokens), alternatives or a gap."""

    tokens: tuple[str, ...] = ()
    choices: tuple[list[Item], ...] = ()
    is_gap: bool = False
    optional: bool = False

    @property
    def longest(self) -> int:
        """The most tokens that it can hold."""
        if self.is_gap:
            return MAX_GAP_WORDS
        inner = (sum(item.longest for item in choice) for choice in self.choices)
        return max(inner, default=0) + len(self.tokens)


class Reader:
    """Reads the signs of one pattern."""

    def __init__(self, pattern: str) -> None:
        """Take a pattern apart."""
        self._signs = _SIGNS.findall(pattern)
        self._at = 0
        self._unbalanced = False

    def sequence(self, inside: bool = False) -> list[Item]:
        """Return items up to the end, or ``inside`` a group to "|" or ")".

        An unbalanced parenthesis at the top makes the pattern empty.
        """
        items: list[Item] = []
        while self._at < len(self._signs):
            stem_of, ending, sign, word = self._signs[self._at]
            if sign in ("|", ")") and sign:
                return items if inside else []
            self._at += 1
            if stem_of:
                both = [[Item(tuple(tokens(text)))] for text in (stem_of, stem_of + ending)]
                items.append(Item(choices=tuple(both)))
            elif sign == "(":
                items.append(Item(choices=self._group()))
            elif sign == "*":
                items.append(Item(is_gap=True))
            elif sign == "?" and items:
                items[-1] = replace(items[-1], optional=True)
            elif word and tokens(word):
                items.append(Item(tuple(tokens(word))))
        return [] if inside or self._unbalanced else items

    def _group(self) -> tuple[list[Item], ...]:
        """Return the alternatives up to the closing parenthesis."""
        choices = [self.sequence(inside=True)]
        while self._at < len(self._signs) and self._signs[self._at][2] == "|":
            self._at += 1
            choices.append(self.sequence(inside=True))
        self._unbalanced |= self._at >= len(self._signs)
        self._at += 1
        return tuple(choice for choice in choices if choice)
