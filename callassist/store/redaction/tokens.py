"""Words as recognizers write them, cut into the pieces that people said.

"J.Smith," is "j", "dot", "smith"; "4545-1234" is two groups of digits; "it's" is
"it", "is". A piece remembers the word it came from, since words are what is replaced.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from callassist.store.redaction.lexicon import Lexicon
from callassist.types import Channel, Utterance, Word

EXACT_MARGIN_S = 0.15
"""Sound around words whose times were measured: half a syllable."""
ESTIMATED_MARGIN_S = 0.5
"""Around words whose times were spread over the sound: their 90th percentile is 0.33 s off."""
MAX_MARGIN_S = max(EXACT_MARGIN_S, ESTIMATED_MARGIN_S)

_PIECES = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+(?:st|nd|rd|th)(?![^\W_])|\d+|[@._+/:$£€%-]")
_AMOUNT = re.compile(r"[$£€]?\d{1,3}(?:,\d{3})*\.\d{2}\W*|\w{0,3}[$£€]\S*")
_FILE = re.compile(r".*\.(?:png|jpe?g|gif|pdf|docx?)\W*", re.IGNORECASE)
"""File names, in text that is masked, are full of dates."""
_QUOTES = str.maketrans(dict.fromkeys("’‘`\u02bc\u00b4", "'") | {"–": "-", "—": "-"})
_ENDINGS = {"'s": "is", "'re": "are", "'ll": "will", "'ve": "have", "'d": "would", "'m": "am"}
_SPELLED_LETTERS = 4
_STOPS = (".", "?", "!")


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that ask for a secret or announce it.

    Attributes:
        kind: A kind of the lexicon's cues.
        channel: Who said them.
        start_s: When they began.
        end_s: When they ended.
    """

    kind: str
    channel: Channel
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a word.

    Attributes:
        text: In lower case; "@" is "at", "_" is "underscore".
        channel: Who said it.
        start_s: Start of its word.
        end_s: End of its word.
        utterance: Running number of its utterance in the call.
        word: Place of its word in the utterance.
        margin_s: How far its times may be off.
        first: Whether it starts its utterance.
        last: Whether it ends its utterance.
        stop: Whether a sentence ends after it.
        written: Whether it was written as a sign or glued to other pieces: "." for "dot".
        capitals: Whether it was written in capital letters alone.
        amount: Whether it is a part of a written sum of money or decimal number.
        cue: The asking or announcing phrase it is a part of.
    """

    text: str
    channel: Channel
    start_s: float
    end_s: float
    utterance: int
    word: int
    margin_s: float
    first: bool = False
    last: bool = False
    stop: bool = False
    written: bool = False
    capitals: bool = False
    amount: bool = False
    cue: Cue | None = None


def estimated_times(words: Sequence[Word]) -> bool:
    """Return whether word times were spread over the sound, not measured.

    An engine that measures times also measures confidence, word by word; one that does
    not gives every word the same, below 1.
    """
    return bool(words) and words[0].confidence < 1.0 and len({w.confidence for w in words}) == 1


def tokenize(utterance: Utterance, number: int, words: Lexicon) -> list[Token]:
    """Return the pieces of an utterance, in order, with its cues.

    Args:
        utterance: Any utterance.
        number: Its running number in the call.
        words: The language's words.
    """
    margin_s = ESTIMATED_MARGIN_S if estimated_times(utterance.words) else EXACT_MARGIN_S
    cut = [
        (piece, at, word, capitals, amount, stop, written)
        for at, word in enumerate(utterance.words)
        for piece, capitals, amount, stop, written in _pieces(word.text, words.numbers.units)
    ]
    cues = _cues([piece for piece, *_ in cut], words)
    made: dict[int, Cue] = {}
    out: list[Token] = []
    for place, (piece, at, word, capitals, amount, stop, written) in enumerate(cut):
        span = cues.get(place)
        cue = None
        if span is not None:
            kind, first, last = span
            cue = made.setdefault(
                first,
                Cue(kind, utterance.channel, cut[first][2].start_s, cut[last][2].end_s),
            )
        out.append(
            Token(
                text=piece,
                channel=utterance.channel,
                start_s=word.start_s,
                end_s=max(word.start_s, word.end_s),
                utterance=number,
                word=at,
                margin_s=margin_s,
                first=place == 0,
                last=place == len(cut) - 1,
                stop=stop,
                written=written,
                capitals=capitals,
                amount=amount,
                cue=cue,
            )
        )
    return out


def _spells(piece: str, units: frozenset[str]) -> bool:
    """Return whether letters beside digits in one word stand for themselves, as in "GB29"."""
    return piece.isalpha() and len(piece) <= _SPELLED_LETTERS and piece.lower() not in units


@lru_cache(maxsize=4096)
def _pieces(text: str, units: frozenset[str]) -> tuple[tuple[str, bool, bool, bool, bool], ...]:
    """Cut one written word: (piece, capitals, amount, stop after it, written)."""
    plain = unicodedata.normalize("NFKC", text.translate(_QUOTES))
    if _FILE.fullmatch(plain):
        return (("file", False, False, False, False),)
    amount = _AMOUNT.fullmatch(plain) is not None
    found = [match[0] for match in _PIECES.finditer(plain)]
    address = "@" in found or (
        "." in found and any(piece.isalpha() for piece in found) and not amount
    )
    out: list[tuple[str, bool, bool]] = []
    digits = sum(len(piece) for piece in found if piece.isdecimal())
    for at, piece in enumerate(found):
        inside = 0 < at < len(found) - 1
        if piece in ".-+_/:@":
            sign = _sign(piece, found, at, inside, address)
            if sign:
                out.append((sign, False, True))
        elif "'" in piece:
            head, _, tail = piece.rpartition("'")
            ending = _ENDINGS.get("'" + tail.lower())
            parts = [head.replace("'", ""), ending] if ending else [piece.replace("'", "")]
            out += [(part.lower(), False, False) for part in parts if part]
        elif digits >= 2 and not address and _spells(piece, units):
            out += [(letter.lower(), True, True) for letter in piece]
        else:
            capitals = piece.isalpha() and piece.isupper()
            out.append((piece.lower(), capitals, len(found) > 1 and address))
    stops = plain.rstrip("\"')]”").endswith(_STOPS)
    return tuple(
        (piece, capitals, amount, stops and at == len(out) - 1, written)
        for at, (piece, capitals, written) in enumerate(out)
    )


def _sign(sign: str, found: list[str], at: int, inside: bool, address: bool) -> str:
    """Return how a sign inside a word is said; nothing where it only separates."""
    if sign == "@":
        return "at"
    if sign == "_" and inside:
        return "underscore"
    if sign == "+" and at + 1 < len(found):
        return "plus"
    if not inside:
        return ""
    digits_beside = found[at - 1].isdecimal() and found[at + 1].isdecimal()
    if sign == "." and not digits_beside and found[at - 1].isalnum() and found[at + 1].isalnum():
        return "dot"
    if sign == "-" and address:
        return "dash"
    if sign in "/:" and digits_beside:
        return sign
    return ""


def _cues(pieces: list[str], words: Lexicon) -> dict[int, tuple[str, int, int]]:
    """Return place → (kind, first place, last place) of the cues, the longest where they meet."""
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    length = 0
    for place, piece in enumerate(pieces):
        starts[length] = place
        length += len(piece) + 1
        ends[length] = place
    line = "".join(piece + " " for piece in pieces)
    found = [
        (starts[match.start()], ends[match.end()], kind)
        for kind, patterns in words.cues.items()
        for pattern in patterns
        for match in pattern.finditer(line)
    ]
    found.sort(key=lambda span: (span[0] - span[1], span[0]))
    out: dict[int, tuple[str, int, int]] = {}
    for first, last, kind in found:
        if not any(place in out for place in range(first, last + 1)):
            out.update(dict.fromkeys(range(first, last + 1), (kind, first, last)))
    return out
