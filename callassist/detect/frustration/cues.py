"""The customer's own words that show frustration or relief, from a readable lexicon.

``resources/lexicons/frustration.en.toml`` says phrase by phrase how much each one
weighs and why; its head explains how to write them. Its ``[words]`` holds the single words
that the rules go by.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from callassist.detect.language.phrases import PhraseBook, read_lexicon
from callassist.detect.language.wordsets import check_name, check_table, read_words
from callassist.errors import CallAssistError
from callassist.paths import resources_dir

_NEGATION_REACH_TOKENS = 3
_PAIR = 2


class Cue(NamedTuple):
    """A phrase found in the customer's words.

    Attributes:
        start: Its first token.
        end: The token after its last.
        weight: Above 0 upset, below 0 relieved.
        because: The reason, for people.
        mild: Whether it only says that something is wrong.
    """

    start: int
    end: int
    weight: float
    because: str
    mild: bool


@dataclass(frozen=True, slots=True)
class CueWords:
    """The single words of ``[words]``; what is left out is not noticed.

    Attributes:
        numbers: What ``#`` in a phrase stands for; each may be several words.
        negators: Take a phrase back that may be denied.
        deny_themselves: A phrase that holds one of these cannot be denied.
        next_only: Those that deny only the next word: farther off they are an answer.
        fillers: Do not count as words between a negator and what it denies.
        bad_news: One of these in the agent's words is bad news, or regret.
        bad_pairs: The same of two words in a row.
    """

    numbers: tuple[str, ...] = ()
    negators: frozenset[str] = frozenset()
    deny_themselves: frozenset[str] = frozenset()
    next_only: frozenset[str] = frozenset()
    fillers: frozenset[str] = frozenset()
    bad_news: frozenset[str] = frozenset()
    bad_pairs: frozenset[tuple[str, str]] = frozenset()


NO_CUE_WORDS = CueWords()


@dataclass(frozen=True, slots=True)
class _Entry:
    """What the lexicon says of one phrase."""

    weight: float
    because: str
    mild: bool
    negatable: bool
    at_start: bool
    at_end: bool


class CueLexicon:
    """Finds cues among tokens; the longest phrase wins and none counts twice.

    Attributes:
        words: The single words that the rules go by.
    """

    def __init__(
        self, book: PhraseBook, entries: dict[str, _Entry], words: CueWords = NO_CUE_WORDS
    ) -> None:
        """Keep the compiled phrases, what each of them means, and the words of the rules."""
        self.words = words
        self._book = book
        self._entries = entries

    def find(self, items: Sequence[str]) -> list[Cue]:
        """Return the cues among tokens, in order."""
        total = len(items)
        hits = self._book.scan(items)
        hits.sort(key=lambda hit: (hit.start - hit.end, hit.start))
        taken = bytearray(total)
        denials: set[int] = set()
        found: list[Cue] = []
        for hit in hits:
            entry = self._entries[hit.category]
            if (entry.at_start and hit.start) or (entry.at_end and hit.end != total):
                continue
            if any(taken[hit.start : hit.end]):
                continue
            for index in range(hit.start, hit.end):
                taken[index] = 1
            if entry.negatable and self.words.deny_themselves.isdisjoint(
                items[hit.start : hit.end]
            ):
                denial = self._denial(items, hit.start)
                if denial >= 0:
                    denials.add(denial)
                    continue
            found.append(Cue(hit.start, hit.end, entry.weight, entry.because, entry.mild))
        found = [cue for cue in found if denials.isdisjoint(range(cue.start, cue.end))]
        found.sort(key=lambda cue: cue.start)
        return found

    def _denial(self, items: Sequence[str], start: int) -> int:
        """Return where a negation stands shortly before token ``start``; -1 for none.

        "No" denies only the next word: farther off it is an answer ("no, I am angry").
        Fillers do not count as words between.
        """
        words = self.words
        if start and items[start - 1] in words.next_only:
            return start - 1
        left = _NEGATION_REACH_TOKENS
        for index in range(start - 1, -1, -1):
            if items[index] in words.negators:
                return index
            left -= items[index] not in words.fillers
            if not left:
                break
        return -1


def load_cues(path: Path) -> CueLexicon:
    """Read a frustration lexicon.

    Raises:
        CallAssistError: The file is missing or not as its head describes; the text is
            one line that says what to correct.
    """
    data = read_lexicon(path)
    words = _read_words(data.pop("words", {}), path.name)
    any_number = f"({'|'.join(words.numbers)})"
    entries: dict[str, _Entry] = {}
    patterns: dict[str, list[str]] = {}
    for name, section in data.items():
        phrases = section.get("phrases") if isinstance(section, dict) else None
        because = section.get("because") if isinstance(section, dict) else None
        if not isinstance(phrases, dict) or not isinstance(because, str):
            raise CallAssistError(
                f'lexicon {path.name}: section "{name}" needs because = "…" and a '
                f"[{name}.phrases] table"
            )
        for phrase, weight in phrases.items():
            number = isinstance(weight, int | float) and not isinstance(weight, bool)
            if not number or not -1 <= weight <= 1:
                raise CallAssistError(
                    f'lexicon {path.name}: "{phrase}" needs a weight from -1 to 1, not {weight!r}'
                )
            parts = phrase.split()
            if "#" in phrase and not words.numbers:
                raise CallAssistError(
                    f'lexicon {path.name}: "{phrase}" has a #, but [words] has no numbers; add them'
                )
            entries[phrase] = _Entry(
                weight=float(weight),
                because=because,
                mild=bool(section.get("mild", False)),
                negatable=bool(section.get("negatable", False)),
                at_start=parts[0] == "^",
                at_end=parts[-1] == "$",
            )
            core = " ".join(word for word in parts if word not in "^$")
            patterns[phrase] = [core.replace("#", any_number)]
    return CueLexicon(PhraseBook(patterns), entries, words)


def _read_words(data: object, lexicon: str) -> CueWords:
    """Return what a lexicon's ``[words]`` holds."""
    data = check_table(data, "[words]", lexicon)
    known = [each.name for each in fields(CueWords)]
    read: dict[str, Any] = {}
    for key, value in data.items():
        check_name(key, known, "[words]", lexicon)
        if key == "numbers":
            read[key] = tuple(_listed(value, key, lexicon))
        elif key == "bad_pairs":
            pairs = [tuple(item.split()) for item in _listed(value, key, lexicon)]
            if any(len(pair) != _PAIR for pair in pairs):
                raise CallAssistError(
                    f'lexicon {lexicon}: "{key}" in [words] must be a list of two words each'
                )
            read[key] = frozenset(pairs)
        else:
            read[key] = read_words(value, key, "[words]", lexicon)
    return CueWords(**read)


def _listed(value: object, key: str, lexicon: str) -> list[str]:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return value
    raise CallAssistError(f'lexicon {lexicon}: "{key}" in [words] must be a list of phrases')


@lru_cache(maxsize=4)
def cue_lexicon(language: str = "en") -> CueLexicon:
    """Return the shipped cues of a language (read once)."""
    return load_cues(resources_dir() / "lexicons" / f"frustration.{language}.toml")
