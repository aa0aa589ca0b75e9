"""The customer's own words that show frustration or relief, from a readable lexicon.

``resources/lexicons/frustration.en.toml`` says phrase by phrase how much each one
weighs and why; its head explains how to write them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from callassist.detect.language.phrases import PhraseBook, read_lexicon
from callassist.errors import CallAssistError
from callassist.paths import resources_dir

_NUMBERS = (
    "(2|3|4|5|6|7|8|9|10|12|15|20|30|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    "|fifteen|twenty|thirty|forty|fifty|hundred|thousand|several|many|few|multiple|countless"
    "|couple of|dozen)"
)
_NEGATORS = frozenset("not never without hardly nor".split())
_NEGATION_REACH_TOKENS = 3
_FILLERS = frozenset("like you know um uh so really very that particularly exactly too all".split())


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
class _Entry:
    """What the lexicon says of one phrase."""

    weight: float
    because: str
    mild: bool
    negatable: bool
    at_start: bool
    at_end: bool


class CueLexicon:
    """Finds cues among tokens; the longest phrase wins and none counts twice."""

    def __init__(self, book: PhraseBook, entries: dict[str, _Entry]) -> None:
        """Keep the compiled phrases and what each of them means."""
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
            if entry.negatable and "not" not in items[hit.start : hit.end]:
                denial = _denial(items, hit.start)
                if denial >= 0:
                    denials.add(denial)
                    continue
            found.append(Cue(hit.start, hit.end, entry.weight, entry.because, entry.mild))
        found = [cue for cue in found if denials.isdisjoint(range(cue.start, cue.end))]
        found.sort(key=lambda cue: cue.start)
        return found


def _denial(items: Sequence[str], start: int) -> int:
    """Return where a negation stands shortly before token ``start``; -1 for none.

    "No" denies only the next word: farther off it is an answer ("no, I am angry").
    Fillers do not count as words between.
    """
    if start and items[start - 1] == "no":
        return start - 1
    left = _NEGATION_REACH_TOKENS
    for index in range(start - 1, -1, -1):
        if items[index] in _NEGATORS:
            return index
        left -= items[index] not in _FILLERS
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
            words = phrase.split()
            entries[phrase] = _Entry(
                weight=float(weight),
                because=because,
                mild=bool(section.get("mild", False)),
                negatable=bool(section.get("negatable", False)),
                at_start=words[0] == "^",
                at_end=words[-1] == "$",
            )
            core = " ".join(word for word in words if word not in "^$")
            patterns[phrase] = [core.replace("#", _NUMBERS)]
    return CueLexicon(PhraseBook(patterns), entries)


@lru_cache(maxsize=4)
def cue_lexicon(language: str = "en") -> CueLexicon:
    """Return the shipped cues of a language (read once)."""
    return load_cues(resources_dir() / "lexicons" / f"frustration.{language}.toml")
