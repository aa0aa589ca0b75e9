"""Phrases of a language, found in words in one pass.

A lexicon (``resources/lexicons/en.toml``) lists phrases by category, in a form a
supervisor can read and extend::

    closing = ["anything else", "have a (nice|great) (day|evening)", "!anything else you tried"]

``(a|b)`` are alternatives (each may be several words), ``word?`` and ``(a|b)?`` may
be missing, ``minute(s)`` is with or without the ending, ``*`` stands for up to three
words, and a phrase that starts with ``!`` takes back what it touches. Contractions
may be written either way. ``[sets]`` holds single words (:mod:`.wordsets`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from functools import lru_cache
from pathlib import Path
from sys import intern
from typing import Any, NamedTuple, TypeVar

from callassist.detect.language.patterns import MAX_GAP_WORDS, Item, Reader
from callassist.detect.language.text import stem, tokens
from callassist.detect.language.wordsets import (
    NO_SETS,
    WordSets,
    check_name,
    check_table,
    read_sets,
)
from callassist.errors import CallAssistError
from callassist.paths import resources_dir
from callassist.settings.custom import NO_ADDITIONS, Additions


class Hit(NamedTuple):
    """A phrase found: tokens ``start`` to ``end`` (exclusive) belong to ``category``."""

    category: str
    start: int
    end: int


class _State:
    """Where the scan stands: which phrases it is within, as one state of an automaton.

    Attributes:
        ends: Categories of the phrases that end here.
        moves: Word → the next state, filled as words are met.
        sources: The same in terms of the patterns' own states.
        other: The next state after any other word, within a gap.
    """

    __slots__ = ("ends", "moves", "other", "sources")

    def __init__(self, ends: tuple[str, ...], sources: dict[str, set[int]]) -> None:
        self.ends = ends
        self.sources = sources
        self.moves: dict[str, _State] = {}
        self.other: _State | None = None


_SECTIONS = ("phrases", "words", "synonyms", "sets")
_Entry = TypeVar("_Entry")
_Table = list[list[_Entry] | tuple[()]]
"""A list for each pattern state: there are tens of thousands, and of most tables nearly all
are empty, which costs nothing."""


def _put(table: _Table[_Entry], state: int, entry: _Entry) -> None:
    """Append to a state's list."""
    entries = table[state]
    if entries:
        entries.append(entry)
    else:
        table[state] = [entry]


Begun = tuple[int, _State]
"""Phrases that more words may complete: where they start and how far they have come."""


class PhraseBook:
    """Every category's phrases in one automaton, and the word groups that mean the same.

    The patterns make a nondeterministic automaton; its subsets become states only
    when speech first reaches them (lazy subset construction), so loading is quick
    and a scan takes one look-up a word.

    Attributes:
        words: Lists of single words by name, as sets of stems.
        sets: The words that the detectors' rules go by, in just their forms.
        max_tokens: The longest a phrase can be.
        longest: The same of each category, those taken back included.
        categories: The names of all lists of phrases.
    """

    def __init__(
        self,
        phrases: Mapping[str, Iterable[str]],
        words: Mapping[str, Iterable[str]] | None = None,
        synonyms: Iterable[Iterable[str]] = (),
        sets: WordSets = NO_SETS,
    ) -> None:
        """Compile phrases.

        Args:
            phrases: Category → phrases.
            words: Name → single words; compared by stem.
            synonyms: Groups of words that name one thing; compared by stem.
            sets: The words that the detectors' rules go by.

        Raises:
            CallAssistError: A phrase cannot be read; the text says which.
        """
        self._edges: _Table[tuple[str, int]] = [()]
        self._gaps: _Table[int] = [()]
        self._skips: _Table[int] = [()]
        self._ends: _Table[str] = [()]
        self._states: dict[frozenset[int], _State] = {}
        self.sets = sets
        self.max_tokens = 0
        self.longest: dict[str, int] = {}
        self.categories = frozenset(phrases)
        self._add_all(phrases)
        self.words: dict[str, frozenset[str]] = {
            name: frozenset(stem(token) for word in group for token in tokens(word))
            for name, group in (words or {}).items()
        }
        self._same: dict[str, str] = {}
        for group in synonyms:
            stems = [stem(token) for word in group for token in tokens(word)]
            for item in stems:
                self._same[item] = stems[0]

    def with_phrases(self, phrases: Mapping[str, Iterable[str]]) -> PhraseBook:
        """Return a book with further phrases, of these and of new categories.

        It costs little: what was compiled is shared. Patterns begin in state 0 and
        never return to it, so a state without 0 is the same in both books.

        Raises:
            CallAssistError: A phrase cannot be read; the text says which.
        """
        book = copy(self)
        for name in ("_edges", "_gaps", "_skips", "_ends"):
            table = list(getattr(self, name))
            table[0] = list(table[0])
            setattr(book, name, table)
        book._states = {key: state for key, state in self._states.items() if 0 not in key}
        book.longest = dict(self.longest)
        book.categories = self.categories | phrases.keys()
        book._add_all(phrases)
        return book

    def _add_all(self, phrases: Mapping[str, Iterable[str]]) -> None:
        """Compile phrases and where every scan begins."""
        for category, patterns in phrases.items():
            for pattern in patterns:
                self._add(category, pattern)
        self._root = self._state({0})

    def _new(self) -> int:
        """Return a fresh pattern state."""
        self._edges.append(())
        self._gaps.append(())
        self._skips.append(())
        self._ends.append(())
        return len(self._edges) - 1

    def _add(self, category: str, pattern: str) -> None:
        """Put a pattern into the automaton, slot by slot."""
        name, text = category, pattern.strip()
        if text.startswith("!"):
            name, text = "!" + category, text[1:]
        sequence = Reader(text).sequence()
        longest = sum(item.longest for item in sequence)
        if not longest or sequence[0].is_gap or sequence[-1].is_gap:
            raise CallAssistError(
                f'lexicon: phrase "{pattern}" of "{category}" must start and end with a word; '
                "change or remove it"
            )
        self.max_tokens = max(self.max_tokens, longest)
        self.longest[category] = max(self.longest.get(category, 0), longest)
        _put(self._ends, self._lead(0, sequence), name)

    def _lead(self, state: int, sequence: Sequence[Item]) -> int:
        """Lead from a pattern state through a sequence; return where it ends."""
        for item in sequence:
            joint = self._new()
            if item.is_gap or item.optional:
                _put(self._skips, state, joint)
            if item.is_gap:
                for _ in range(MAX_GAP_WORDS):
                    following = self._new()
                    _put(self._gaps, state, following)
                    _put(self._skips, following, joint)
                    state = following
            for choice in item.choices:
                _put(self._skips, self._lead(state, choice), joint)
            if item.tokens:
                for token in item.tokens[:-1]:
                    following = self._new()
                    _put(self._edges, state, (intern(token), following))
                    state = following
                _put(self._edges, state, (intern(item.tokens[-1]), joint))
            state = joint
        return state

    def _state(self, reached: Iterable[int]) -> _State:
        """Return the state for a set of pattern states and all they skip to."""
        closed: set[int] = set()
        pending = list(reached)
        while pending:
            member = pending.pop()
            if member not in closed:
                closed.add(member)
                pending.extend(self._skips[member])
        members = frozenset(closed)
        known = self._states.get(members)
        if known is not None:
            return known
        passing = {target for member in members for target in self._gaps[member]}
        sources: dict[str, set[int]] = {}
        for member in members:
            for token, target in self._edges[member]:
                sources.setdefault(token, set(passing)).add(target)
        ends = tuple(sorted({name for member in members for name in self._ends[member]}))
        state = self._states[members] = _State(ends, sources)
        if passing:
            state.other = self._state(passing)
        return state

    def _make_move(self, state: _State, token: str) -> _State:
        """Return the state after a word of some pattern, made when first met."""
        following = state.moves[token] = self._state(state.sources[token])
        return following

    def canonical(self, word_stem: str) -> str:
        """Return the stem that stands for a stem's group of synonyms."""
        return self._same.get(word_stem, word_stem)

    def scan(self, items: Sequence[str], start: int = 0) -> list[Hit]:
        """Return every phrase that starts at or after token ``start``.

        Phrases within phrases are all returned; "!" phrases under "!category".
        """
        return self.follow(items, start, ())[0]

    def follow(
        self, items: Sequence[str], start: int, begun: Iterable[Begun]
    ) -> tuple[list[Hit], list[Begun]]:
        """Scan words that may go on later.

        Args:
            items: All tokens so far.
            start: The first token that is new.
            begun: What the scan of those before it left begun.

        Returns:
            Every phrase that ends in the new tokens, and what is begun at their end.
        """
        found: list[Hit] = []
        left: list[Begun] = []
        root = self._root
        begins = root.sources
        walks = [(first, start, state) for first, state in begun]
        fresh = enumerate(items[start:], start)
        walks += [(first, first, root) for first, token in fresh if token in begins]
        for first, at, state in walks:
            for token in items[at:]:
                following = state.moves.get(token)
                if following is None:
                    if token in state.sources:
                        following = self._make_move(state, token)
                    elif state.other is not None:
                        following = state.other
                    else:
                        break
                state = following
                at += 1
                if state.ends:
                    found.extend([Hit(category, first, at) for category in state.ends])
            else:
                left.append((first, state))
        return found, left

    def find(self, items: Sequence[str]) -> dict[str, list[Hit]]:
        """Return what :func:`merge` makes of a whole scan of ``items``."""
        return merge(self.scan(items))


class Found:
    """The phrases found in words that grow.

    Attributes:
        merged: Hits by category, in order: overlapping ones joined, "!" ones taken out.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self.merged: dict[str, list[Hit]] = {}
        self._all: dict[str, list[Hit]] = {}

    def add(self, fresh: Iterable[Hit]) -> None:
        """Take further hits."""
        touched: set[str] = set()
        for hit in fresh:
            self._all.setdefault(hit.category, []).append(hit)
            touched.add(hit.category.removeprefix("!"))
        for category in touched:
            kept = _joined(self._all.get(category, ()), self._all.get("!" + category, ()))
            if kept:
                self.merged[category] = kept
            else:
                self.merged.pop(category, None)


def _joined(hits: Iterable[Hit], taken_back: Iterable[Hit]) -> list[Hit]:
    """Return the hits of one category in order, overlapping ones joined."""
    kept: list[Hit] = []
    for hit in sorted(hits):
        if any(hit.start < bad.end and bad.start < hit.end for bad in taken_back):
            continue
        if kept and hit.start < kept[-1].end:
            last = kept[-1]
            kept[-1] = Hit(hit.category, last.start, max(last.end, hit.end))
        else:
            kept.append(hit)
    return kept


def merge(hits: Iterable[Hit]) -> dict[str, list[Hit]]:
    """Return hits by category, in order: overlapping ones joined, "!" ones taken out."""
    found = Found()
    found.add(hits)
    return found.merged


def read_lexicon(path: Path) -> dict[str, Any]:
    """Return a lexicon's TOML.

    Raises:
        CallAssistError: The file is missing or no TOML; the text is one line that says
            what to correct.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CallAssistError(
            f"lexicon {path} cannot be read ({error.strerror}); reinstall callassist"
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise CallAssistError(f"lexicon {path.name}: {error}; correct that line") from error


def load_phrasebook(path: Path) -> PhraseBook:
    """Read a lexicon file.

    Raises:
        CallAssistError: The file is missing, is no TOML or holds something else than
            lists of phrases and sets of words; the text is one line that says which.
    """
    data = read_lexicon(path)
    for section, content in data.items():
        check_name(section, _SECTIONS, "the file", path.name)
        check_table(content, f"[{section}]", path.name)
    phrases, words = data.get("phrases", {}), data.get("words", {})
    synonyms = data.get("synonyms", {}).get("groups", [])
    lists = [*phrases.items(), *words.items(), *(("synonyms", group) for group in synonyms)]
    for name, group in lists:
        if not isinstance(group, list) or not all(isinstance(item, str) for item in group):
            raise CallAssistError(f'lexicon {path.name}: "{name}" must be a list of phrases')
    return PhraseBook(phrases, words, synonyms, read_sets(data.get("sets", {}), path.name))


def lexicon_path(language: str = "en") -> Path:
    """Return the file of a language's phrases."""
    return resources_dir() / "lexicons" / f"{language}.toml"


@lru_cache(maxsize=4)
def phrasebook(language: str = "en") -> PhraseBook:
    """Return the shipped phrases of a language (read once)."""
    return load_phrasebook(lexicon_path(language))


@lru_cache(maxsize=16)
def book_with(book: PhraseBook, additions: Additions) -> PhraseBook:
    """Return ``book`` with what a pack adds (made once)."""
    if additions == NO_ADDITIONS:
        return book
    return book.with_phrases(additions.categories())
