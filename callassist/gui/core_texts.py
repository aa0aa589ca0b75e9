"""What the core says for people, in the language of the windows.

The core speaks English and knows nothing of languages. Its names are looked up
here in the window's language, and so are its sentences, by the words around what it fills
in (:mod:`callassist.gui.core_sentences`). What is in neither list stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QLocale

from callassist.gui.core_sentences import NUMBERS, SENTENCES
from callassist.gui.i18n import capital, date_text, number, translate
from callassist.review.event_names import OUTCOMES, OVERLAPS

_SIDES = {
    "agent": QT_TRANSLATE_NOOP("Core", "Agent"),
    "customer": QT_TRANSLATE_NOOP("Core", "Customer"),
}
_AT_A_WINDOW = {
    "callassist devices shows it": "Settings, Sound shows it",
    "(callassist devices)": "(open Settings, Sound)",
}
"""Commands that the core names, and where the same is for whoever sits at a window."""
_NUMBER = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?")
_SENTENCE_END = re.compile(r"(?<=\.) (?=[A-Z0-9])")
_DAY = re.compile(r"\d{1,2} [A-Z][a-z]{2}(?: \d{4})?")
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
LEAP_YEAR = 2024
"""Of days without a year, which may be February 29."""
_HOLE = re.compile(r"\{(\w+)\}")


def core(text: str) -> str:
    """Return what the core said, in the window's language."""
    for command, place in _AT_A_WINDOW.items():
        text = text.replace(command, place)
    return _said(text, QLocale().name()) if text else ""


def outcome_text(outcome: str | None) -> str:
    """Return in words what came of a prompt, as records name it."""
    return core(OUTCOMES.get(outcome, str(outcome)))


def side_text(side: str) -> str:
    """Return a side of the call in words, with a capital."""
    return core(_SIDES.get(side, side))


def overlap_text(overlap: Mapping[str, Any]) -> str:
    """Return in words what kind of overlap it is, and whose."""
    kind = core(OVERLAPS.get(overlap["kind"], overlap["kind"]))
    if overlap["by"] == "agent":
        return translate("Overlap", "{kind} by the agent").format(kind=kind)
    return translate("Overlap", "{kind} by the customer").format(kind=kind)


@lru_cache(maxsize=4096)
def _said(text: str, locale: str) -> str:
    if locale.startswith("en") or locale == "C":
        return text
    if (name := translate("Core", text)) != text:
        return name
    if _NUMBER.fullmatch(text):
        plain = text.replace(",", "")
        return number(float(plain), len(plain.partition(".")[2]))
    if _DAY.fullmatch(text):
        return _day(text)
    for pattern, sentence in _patterns():
        if found := pattern.fullmatch(text):
            filled = {hole: _said(part, locale) for hole, part in found.groupdict().items()}
            return translate("Core", sentence).format(**filled)
    if text[0].isupper():
        small = text[0].lower() + text[1:]
        if (name := translate("Core", small)) != small:
            return capital(name)
    sentences = _SENTENCE_END.split(text)
    return " ".join(_said(each, locale) for each in sentences) if len(sentences) > 1 else text


def _day(text: str) -> str:
    """Return a day as the core writes it, ``2 Nov`` or ``2 Nov 2026``, in words."""
    day, month, *year = text.split()
    if month not in MONTHS:
        return text
    known = date(int(year[0]) if year else LEAP_YEAR, MONTHS.index(month) + 1, int(day))
    return date_text(known, "d MMM yyyy" if year else "d MMM")


@lru_cache(maxsize=1)
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """Return the sentences as patterns, those with the most words of their own first."""
    ordered = sorted(SENTENCES, key=lambda sentence: len(_HOLE.sub("", sentence)), reverse=True)
    return [(_pattern(sentence), sentence) for sentence in ordered]


def _pattern(sentence: str) -> re.Pattern[str]:
    parts = _HOLE.split(sentence)
    holes = {name: r"[\d.,]+|–" if name in NUMBERS else r".+?" for name in parts[1::2]}
    holes |= {"nouns": r"[a-z ]+"} if "nouns" in holes else {}
    texts = [
        re.escape(part) if at % 2 == 0 else f"(?P<{part}>{holes[part]})"
        for at, part in enumerate(parts)
    ]
    return re.compile("".join(texts), re.DOTALL)
