"""Which phrases match which words, and why: for the studio's test box."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from callassist.detect.detector import negated
from callassist.detect.language.acts import act_model
from callassist.detect.language.phrases import (
    Hit,
    PhraseBook,
    book_with,
    lexicon_path,
    phrasebook,
    read_lexicon,
)
from callassist.detect.memory.conversation import Conversation
from callassist.detect.memory.said import Said
from callassist.settings.custom import (
    COMPANY,
    OPEN_CATEGORIES,
    PRODUCT,
    Additions,
    Cue,
    CustomFinding,
)
from callassist.types import Channel, Utterance, Word

MatchKind = Literal["finding", "category", "taken back", "word"]
_WORD_S = 0.35
_MEANINGS = {
    **OPEN_CATEGORIES,
    PRODUCT: "one of your products: never a name, welcome in key phrases",
    COMPANY: "your company: neither a name nor a key phrase",
}


@dataclass(frozen=True, slots=True)
class Match:
    """Words that a phrase matches.

    Attributes:
        kind: ``"finding"`` for one of the pack's own, ``"category"`` of the lexicon,
            ``"taken back"`` for a category that a phrase with ``!`` forbids here,
            ``"word"`` for a product's or the company's name.
        name: The finding's or category's name.
        quote: The words.
        first: The first of them, counted from 0.
        last: The last of them.
        patterns: The phrases of the list that match here; none where a whole sentence was
            understood.
        why: One line for people.
        fires: Whether a finding is reported by these words alone.
    """

    kind: MatchKind
    name: str
    quote: str
    first: int
    last: int
    patterns: tuple[str, ...]
    why: str
    fires: bool = False


def spoken(line: str, side: Channel = "agent") -> Utterance:
    """Return a line as if it had just been said."""
    words = tuple(
        Word(word, at * _WORD_S, (at + 1) * _WORD_S) for at, word in enumerate(line.split())
    )
    end_s = len(words) * _WORD_S
    return Utterance(side, words, True, end_s, 0.0, end_s)


def explain(
    words: str | Utterance, additions: Additions, side: Channel = "agent", language: str = "en"
) -> list[Match]:
    """Return what matches in a line, by where it stands.

    Args:
        words: A line, or what somebody said in a call.
        additions: What a pack adds for the language.
        side: Who says the line.
        language: Of the line.

    Raises:
        CallAssistError: There are no phrases for the language.
    """
    utterance = spoken(words, side) if isinstance(words, str) else words
    book = book_with(phrasebook(language), additions)
    acts = act_model() if language == "en" else None
    said = Conversation(book, acts).hear(utterance)
    if said is None or not said.tokens:
        return []
    rules = {category: rule for rule in additions.findings for category in rule.categories()}
    found = list(_matches(said, book, additions, language, rules))
    order = ("finding", "word", "category", "taken back")
    return sorted(found, key=lambda match: (match.first, order.index(match.kind), match.name))


def _matches(
    said: Said,
    book: PhraseBook,
    additions: Additions,
    language: str,
    rules: Mapping[str, CustomFinding],
) -> Iterator[Match]:
    patterns = _Patterns(additions, language)
    for category, hits in said.hits.items():
        for hit in hits:
            named = patterns.of(category, said, hit)
            if category in rules:
                yield _of_finding(said, hit, category, rules[category], named)
            else:
                kind: MatchKind = "word" if category in (COMPANY, PRODUCT) else "category"
                why = _MEANINGS.get(category, "one of the program's own lists")
                if not named:
                    why += "; understood from the whole sentence"
                if negated(said, hit):
                    why += "; a “not” stands before it"
                yield _match(said, hit, kind, category, named, why)
    for hit in book.scan(said.tokens):
        if hit.category.startswith("!"):
            category = hit.category[1:]
            named = tuple("!" + each for each in patterns.of(hit.category, said, hit))
            if _would_match(book, said, category, hit):
                why = f"not {category} here: this phrase takes it back"
                yield _match(said, hit, "taken back", category, named, why)


def _would_match(book: PhraseBook, said: Said, category: str, bad: Hit) -> bool:
    """Return whether a phrase of ``category`` stands where one with ``!`` touches it."""
    return any(
        hit.category == category and hit.start < bad.end and bad.start < hit.end
        for hit in book.scan(said.tokens)
    )


def _of_finding(
    said: Said, hit: Hit, category: str, rule: CustomFinding, named: tuple[str, ...]
) -> Match:
    """Return the match of one of the pack's own findings, with what it still depends on."""
    if category != rule.kind:
        cue = category.removeprefix(rule.kind).strip()
        whose = rule.follows if cue == "follows" else rule.not_followed_by
        wrong = whose is not None and whose.side != said.channel
        why = f"{cue} of {rule.kind}" + (f", but for the {whose.side}" if whose and wrong else "")
        return _match(said, hit, "finding", rule.kind, named, why)
    if said.channel != rule.side:
        why = f"but only the {rule.side}'s words count"
        return _match(said, hit, "finding", rule.kind, named, why)
    needs = []
    if rule.follows:
        needs.append(f"only after {_spoken_of(rule.follows)}")
    if rule.times > 1:
        needs.append(f"only the {_nth(rule.times)} time within {rule.times_within_s:g} s")
    if rule.not_followed_by:
        needs.append(f"unless followed by {_spoken_of(rule.not_followed_by)}")
    why = "; ".join(needs) or "it fires"
    return _match(said, hit, "finding", rule.kind, named, why, fires=not needs)


def _spoken_of(cue: Cue) -> str:
    more = " or the like" if len(cue.any_of) > 1 else ""
    return f"“{cue.any_of[0]}”{more} of the {cue.side} within {cue.within_s:g} s"


def _nth(times: int) -> str:
    return {2: "2nd", 3: "3rd"}.get(times, f"{times}th")


def _match(
    said: Said,
    hit: Hit,
    kind: MatchKind,
    name: str,
    patterns: tuple[str, ...],
    why: str,
    *,
    fires: bool = False,
) -> Match:
    places = said.words_of(hit.start, hit.end)
    first, last = places[0], places[-1]
    quote = " ".join(word.text for word in said.words[first : last + 1])
    return Match(kind, name, quote, first, last, patterns, why, fires)


class _Patterns:
    """Tells which phrases of a category match: the book itself only knows that one does."""

    def __init__(self, additions: Additions, language: str) -> None:
        self._added = additions.categories()
        self._language = language

    def of(self, category: str, said: Said, hit: Hit) -> tuple[str, ...]:
        """Return the category's phrases that match within a hit, the added ones first."""
        takes_back = category.startswith("!")
        name = category.removeprefix("!")
        added = tuple(self._added.get(name, ()))
        shipped = _shipped(self._language).get(name, ())
        found: dict[str, None] = {}
        for group in (added, shipped):
            if group:
                for one in _by_pattern(group, takes_back).scan(said.tokens):
                    if hit.start <= one.start and one.end <= hit.end:
                        found[one.category] = None
        return tuple(found)


@lru_cache(maxsize=4)
def _shipped(language: str) -> dict[str, tuple[str, ...]]:
    phrases = read_lexicon(lexicon_path(language)).get("phrases", {})
    return {name: tuple(patterns) for name, patterns in phrases.items()}


@lru_cache(maxsize=256)
def _by_pattern(patterns: tuple[str, ...], takes_back: bool) -> PhraseBook:
    """Return a book in which every phrase is a category of its own."""
    texts = (pattern.strip() for pattern in patterns)
    chosen = (text.removeprefix("!") for text in texts if text.startswith("!") is takes_back)
    return PhraseBook({text: [text] for text in chosen})
