"""The words of one language by which spoken secrets are found, from a TOML file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from callassist.paths import resources_dir

_ANY_WORDS = r"(?:\S+ ){0,3}?"
_PIECE = re.compile(r"\(([^()]*)\)(\?)?|\*|(\S+)")


@dataclass(frozen=True, slots=True)
class NumberWords:
    """How digits are said; every mapping is from a word to the digits it stands for."""

    digits: Mapping[str, str]
    homophones: Mapping[str, str]
    teens: Mapping[str, str]
    tens: Mapping[str, str]
    repeats: Mapping[str, int]
    hundred: frozenset[str]
    thousand: frozenset[str]
    shy: frozenset[str]
    units: frozenset[str]
    before: frozenset[str]
    one_before: frozenset[str]
    one_after: frozenset[str]
    fillers: frozenset[str]
    links: frozenset[str]
    ranges: frozenset[str]
    months: frozenset[str]
    ordinals: frozenset[str]
    letters: frozenset[str]
    joins: frozenset[str]


@dataclass(frozen=True, slots=True)
class EmailWords:
    """How e-mail addresses are said."""

    providers: frozenset[str]
    halves: frozenset[tuple[str, ...]]
    at: frozenset[str]
    dots: frozenset[str]
    near_dots: frozenset[str]
    endings: frozenset[str]
    near_endings: frozenset[str]
    bounds: frozenset[str]


@dataclass(frozen=True, slots=True)
class PasswordWords:
    """What is said around passwords."""

    about: frozenset[str]
    skipped: frozenset[str]
    refusals: frozenset[str]
    ends: frozenset[str]
    end_pairs: frozenset[tuple[str, ...]]
    bare: frozenset[str]
    given: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything the redactor knows of a language.

    Attributes:
        numbers: How digits are said.
        email: How addresses are said.
        password: What is said around passwords.
        card_words: Words that tell that a card is spoken of.
        cues: Kind → the phrases that ask for it or announce it, over words joined by spaces.
    """

    numbers: NumberWords
    email: EmailWords
    password: PasswordWords
    card_words: frozenset[str]
    cues: Mapping[str, Sequence[re.Pattern[str]]]


@lru_cache(maxsize=4)
def lexicon(language: str = "en") -> Lexicon:
    """Return the lexicon of a language; English where there is none of its own.

    Args:
        language: BCP 47 code; only its first part counts.
    """
    folder = resources_dir() / "lexicons"
    path = folder / f"redaction.{language.partition('-')[0].lower()}.toml"
    if not path.is_file():
        path = folder / "redaction.en.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    numbers, dates, letters = data["numbers"], data["dates"], data["letters"]
    email, password = data["email"], data["password"]
    return Lexicon(
        numbers=NumberWords(
            digits=numbers["digits"],
            homophones=numbers["homophones"],
            teens=numbers["teens"],
            tens=numbers["tens"],
            repeats=numbers["repeats"],
            hundred=frozenset(numbers["hundred"]),
            thousand=frozenset(numbers["thousand"]),
            shy=frozenset(numbers["shy"]),
            units=_words(numbers["units"]),
            before=_words(numbers["before"]),
            one_before=_words(numbers["one_before"]),
            one_after=_words(numbers["one_after"]),
            fillers=_words(numbers["fillers"]),
            links=_words(numbers["links"]),
            ranges=_words(numbers["ranges"]),
            months=_words(dates["months"]),
            ordinals=_words(dates["ordinals"]),
            letters=_words(letters["words"]),
            joins=_words(letters["joins"]),
        ),
        email=EmailWords(
            providers=_words(email["providers"]),
            halves=_groups(email["halves"]),
            at=_words(email["at"]),
            dots=_words(email["dots"]),
            near_dots=_words(email["near_dots"]),
            endings=_words(email["endings"]),
            near_endings=_words(email["near_endings"]),
            bounds=_words(email["bounds"]),
        ),
        password=PasswordWords(
            about=_words(password["about"]),
            skipped=_words(password["skipped"]),
            refusals=_words(password["refusals"]),
            ends=_words(password["ends"]),
            end_pairs=_groups(password["end_pairs"]),
            bare=_words(password["bare"]),
            given=_words(password["is"]),
        ),
        card_words=_words(data["card_words"]),
        cues={kind: tuple(map(_pattern, phrases)) for kind, phrases in data["cues"].items()},
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _groups(items: list[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(item.split()) for item in items)


def _pattern(phrase: str) -> re.Pattern[str]:
    """Return what matches a phrase of the lexicon in words that each end with a space."""
    out: list[str] = []
    for piece in _PIECE.finditer(phrase):
        if piece[0] == "*":
            out.append(_ANY_WORDS)
        elif piece[1] is not None:
            choices = "|".join(re.escape(choice) + " " for choice in piece[1].split("|"))
            out.append(f"(?:{choices}){piece[2] or ''}")
        else:
            out.append(re.escape(piece[3]) + " ")
    return re.compile(r"(?<!\S)" + "".join(out))
