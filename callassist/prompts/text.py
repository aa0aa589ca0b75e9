"""The words of a prompt: placeholders, the limit of eight words, filling in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from callassist.prompts.hints import did_you_mean, shown
from callassist.types import Finding

MAX_SAY_WORDS = 8  # what can be read at a glance, beside a talking customer
MAX_TEXT_CHARS = 200  # of any text in a pack
MAX_WHY_CHARS = 160  # two lines of the card
MAX_PHRASES = 3

PLACEHOLDERS: Mapping[str, str] = MappingProxyType(
    {
        "evidence": "what shows it: the best two quotes or measured seconds",
        "phrases": "up to three of the customer's own key phrases, each in quotes",
        "phrase": "the first key phrase alone, e.g. the customer's name",
        "seconds": "how long it lasted, in seconds: 2.4",
        "instead": "the better wording that the prompt's own `instead` table has for what was said",
    }
)
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def placeholders(text: str) -> list[str]:
    """Return the names in braces, in order, known or not."""
    return _PLACEHOLDER.findall(text)


def fixed_words(text: str) -> int:
    """Return how many words of ``text`` stand fast: all those without a placeholder."""
    return sum(not _PLACEHOLDER.search(word) for word in text.split())


def mistakes(text: str) -> list[str]:
    """Return what is wrong with a text of a pack, apart from its count of words."""
    if not text.strip():
        return ["must not be empty"]
    if len(text) > MAX_TEXT_CHARS:
        return [f"must have at most {MAX_TEXT_CHARS} characters, not {len(text)}"]
    found = []
    if not text.isprintable():
        found.append("must be one line without control characters")
    for name in placeholders(text):
        if name not in PLACEHOLDERS:
            hint = did_you_mean(name, PLACEHOLDERS, wrap="{{{}}}")
            found.append(f"unknown placeholder {{{shown(name)}}}{hint}")
    rest = _PLACEHOLDER.sub("", text)
    if "{" in rest or "}" in rest:
        found.append("has a brace that belongs to no {placeholder}")
    return found


def say_mistakes(text: str) -> list[str]:
    """Return what is wrong with what a prompt says."""
    found = mistakes(text)
    words = len(_PLACEHOLDER.sub("x", text).split())
    if words > MAX_SAY_WORDS:
        found.append(f"may have at most {MAX_SAY_WORDS} words, not {words}")
    if len(placeholders(text)) > 1:
        found.append("may have one placeholder only")
    return found


def fill_say(say: str, say_plain: str | None, finding: Finding, instead: Mapping[str, str]) -> str:
    """Return what to say of ``finding``: at most eight words.

    Key phrases that do not fit are left out; with nothing to put into the
    placeholder, ``say_plain`` is said.
    """
    names = placeholders(say)
    if not names:
        return say
    value = _value(names[0], finding, instead, MAX_SAY_WORDS - fixed_words(say))
    if not value:
        return say_plain or ""
    return _PLACEHOLDER.sub(lambda _: value, say)


def fill_why(why: str, finding: Finding, instead: Mapping[str, str], say: str = "") -> str:
    """Return why it is said, at most ``MAX_WHY_CHARS`` characters.

    Evidence that ``say`` quotes already is left out: there is no room to say it twice.
    """
    said = _plain(say)
    unsaid = tuple(it for it in finding.evidence if _plain(it).strip("“”\"' ") not in said)
    finding = replace(finding, evidence=unsaid)
    filled = _PLACEHOLDER.sub(lambda match: _value(match[1], finding, instead, MAX_WHY_CHARS), why)
    line = " ".join(filled.split()).strip(" :,–-")
    if len(line) <= MAX_WHY_CHARS:
        return line
    return line[: MAX_WHY_CHARS - 1].rsplit(" ", 1)[0] + "…"


def _value(name: str, finding: Finding, instead: Mapping[str, str], room: int) -> str:
    """Return what stands for a placeholder, in at most ``room`` words."""
    match name:
        case "evidence":
            return _clip(" · ".join(finding.evidence[:2]), room)
        case "phrases":
            return _phrases(finding.phrases, room)
        case "phrase":
            return _clip(finding.phrases[0], room) if finding.phrases else ""
        case "seconds":
            return f"{finding.end_s - finding.start_s:.1f}"
        case _:
            return _better(finding.evidence, instead)


def _phrases(phrases: tuple[str, ...], room: int) -> str:
    chosen: list[str] = []
    for phrase in phrases[:MAX_PHRASES]:
        words = len(phrase.split())
        if words and words <= room:
            chosen.append(" ".join(phrase.split()))
            room -= words
    if not chosen and phrases:
        chosen = [clipped] if (clipped := _clip(phrases[0], room)) else []
    return ", ".join(f"“{phrase}”" for phrase in chosen)


def _clip(text: str, room: int) -> str:
    words = text.split()
    return " ".join(words) if len(words) <= room else " ".join(words[:room]) + "…"


def _better(evidence: tuple[str, ...], instead: Mapping[str, str]) -> str:
    """Return the better wording for the longest phrase that the evidence quotes."""
    said = _plain(" ".join(evidence))
    for cold in sorted(instead, key=len, reverse=True):
        if re.search(rf"(?<!\w){re.escape(_plain(cold))}(?!\w)", said):
            return instead[cold]
    return ""


def _plain(text: str) -> str:
    """Return ``text`` in small letters, with straight apostrophes and single spaces."""
    return " ".join(text.lower().replace("’", "'").split())
