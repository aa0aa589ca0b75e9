"""Scripts with marked secrets, spoken to a redactor; and what of them it covered."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from callassist.store.redaction import Redactor
from callassist.types import Channel, Redaction, Utterance, Word
from tools.spoken_secrets import Style, parts

WORD_S = 0.36
GAP_S = 0.5
DIALOGUES = Path(__file__).with_name("dialogues.txt")
LATER = Path(__file__).with_name("dialogues_later.txt")
_MUTE = frozenset("um uh er let me see that's and then dash space pause the of".split())
_NUMBER_WORDS = frozenset(
    """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety oh
    nought double triple hundred thousand niner fife dot at underscore hyphen""".split()
)


@dataclass
class Spoken:
    """A script as utterances.

    Attributes:
        utterances: In order.
        secrets: Name of a secret → the (utterance, word) places it is in.
    """

    utterances: list[Utterance] = field(default_factory=list)
    secrets: dict[str, list[tuple[int, int]]] = field(default_factory=dict)


def speak(lines: Iterable[str], style: Style = "words", start_s: float = 1.0) -> Spoken:
    """Return lines as a recognizer would give them; see ``tools.spoken_secrets``."""
    dice = random.Random(0)
    spoken = Spoken()
    at_s = start_s
    for line in lines:
        who, said = line.split(":", 1)
        channel: Channel = "agent" if who == "agent" else "customer"
        begin_s = at_s
        words: list[Word] = []
        for text, name in parts(said):
            for word in text.split():
                if name and any(character.isalnum() for character in word):
                    place = (len(spoken.utterances), len(words))
                    spoken.secrets.setdefault(name, []).append(place)
                confidence = 0.6 if style == "numerals" else dice.uniform(0.5, 1.0)
                length_s = WORD_S * max(1, sum(c.isdigit() for c in word))
                words.append(Word(word, at_s, at_s + length_s, confidence))
                at_s += length_s
        spoken.utterances.append(Utterance(channel, tuple(words), True, at_s + 0.3, begin_s, at_s))
        at_s += GAP_S
    return spoken


def run(utterances: Sequence[Utterance]) -> Redactor:
    """Return a redactor that has heard a whole call."""
    redactor = Redactor()
    for utterance in utterances:
        redactor.take(utterance)
        redactor.advance(utterance.known_s, {})
    redactor.flush()
    return redactor


def missed(spoken: Spoken, redactor: Redactor) -> list[tuple[str, str]]:
    """Return (name, words left) of the secrets of which more than one character is left."""
    out = []
    kept = [
        {(word.start_s, word.text) for word in redactor.redact(utterance).words}
        for utterance in spoken.utterances
    ]
    for name, places in spoken.secrets.items():
        left = [
            word.text
            for at, place in places
            if ((word := spoken.utterances[at].words[place]).start_s, word.text) in kept[at]
        ]
        if sum(map(_weight, left)) > 1:
            out.append((name, " ".join(left)))
    return out


def _weight(word: str) -> int:
    """Return how many characters of a secret a word gives away."""
    plain = re.sub(r"\W", "", word.lower())
    if plain in _MUTE:
        return 0
    digits = sum(character.isdigit() for character in plain)
    if digits or plain in _NUMBER_WORDS:
        return max(1, digits)
    return len(plain)


def redacted_words(utterances: Sequence[Utterance], redactor: Redactor) -> list[tuple[str, str]]:
    """Return (kind, words) of what was redacted, for people."""
    out = []
    for item in redactor.redactions:
        words = [
            word.text
            for utterance in utterances
            if utterance.channel == item.channel
            for word in utterance.words
            if item.start_s <= word.start_s and word.end_s <= item.end_s
        ]
        out.append((item.kind, " ".join(words)))
    return out


def dialogues(path: Path = DIALOGUES) -> list[list[str]]:
    """Return hand-written dialogues."""
    text = path.read_text(encoding="utf-8")
    blocks = [
        [line for line in block.splitlines() if line and not line.startswith("#")]
        for block in text.split("\n\n")
    ]
    return [block for block in blocks if block]


def hours(utterances: Sequence[Utterance]) -> float:
    """Return how long some words take at 150 a minute."""
    return sum(len(utterance.words) for utterance in utterances) / 150.0 / 60.0


__all__ = ["Redaction", "Spoken", "dialogues", "hours", "missed", "redacted_words", "run", "speak"]
