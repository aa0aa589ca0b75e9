"""Words made comparable: tokens, stems and content words.

Every detector and the frustration model read these, so that "Don't", "don’t" and
"do not" are one thing, however an engine spells and punctuates. This and
:mod:`callassist.detect.language.numbers` are what reads English; another language brings
its own, beside its lexicon.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import chain
from typing import TypeVar

import snowballstemmer

_QUOTES = str.maketrans(dict.fromkeys("’‘`\u02bc\u00b4", "'") | {"–": "-", "\u2014": "-"})
_UNITS = {"£": "pounds", "$": "dollars", "€": "euros", "%": "percent"}
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
_MONEY = re.compile(r"([£$€])\s*(\d+(?:\.\d+)?)")
_PIECES = re.compile(r"[a-zà-ÿ']+|\d+(?:\.\d+)?(?:st|nd|rd|th)?|[%]")

_WHOLE = {
    "can't": ("can", "not"),
    "cannot": ("can", "not"),
    "cant": ("can", "not"),
    "won't": ("will", "not"),
    "wont": ("will", "not"),
    "shan't": ("shall", "not"),
    "ain't": ("is", "not"),
    "dont": ("do", "not"),
    "doesnt": ("does", "not"),
    "didnt": ("did", "not"),
    "isnt": ("is", "not"),
    "wasnt": ("was", "not"),
    "im": ("i", "am"),
    "ive": ("i", "have"),
    "let's": ("let", "us"),
    "lets": ("let", "us"),
    "y'all": ("you", "all"),
    "gonna": ("going", "to"),
    "wanna": ("want", "to"),
    "gotta": ("got", "to"),
    "gimme": ("give", "me"),
    "lemme": ("let", "me"),
    "dunno": ("do", "not", "know"),
    "'cause": ("because",),
    "cos": ("because",),
    "o'clock": ("oclock",),
    "ma'am": ("madam",),
    "ok": ("okay",),
    "alright": ("all", "right"),
    "mum": ("mother",),
    "mom": ("mother",),
    "dad": ("father",),
    "yep": ("yes",),
    "yeah": ("yes",),
    "nope": ("no",),
    "mr": ("mister",),
    "mrs": ("missus",),
}
_ENDINGS = {"'m": "am", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would"}
_IS_HOSTS = frozenset(
    "it that this there here what where who how when why he she everything nothing something"
    " everyone nobody somebody one name number".split()
)
_COMPOUNDS = {"e-mail": "email", "e-mails": "emails", "wi-fi": "wifi", "t-shirt": "tshirt"}

STOP_WORDS = frozenset(
    """a about above after again all also am an and another any anyone anything are around as at
    away back basically be because been before being between both but by can could did do does doing
    done down each either else even ever every few for from further get gets getting give given go
    goes going gone got had has have having he hello her here hers hi him his how however i if in
    into is it its itself just kind know let like look looking lot made make making many may maybe
    me mean might mine more most much must my myself no nor not now of off oh okay on once one only
    or other our ours out over own please put quite rather really right said same say saying says
    see seem she should since so some someone something sort still such sure take taken tell than
    thank thanks that the their theirs them then there these they thing things think this those
    through time to told too took try until up upon us very was we well went were what whatever
    when where whether which while who whom whose why will with within without would yes yet you
    your yours yourself um uh er erm hmm mm ah actually literally obviously anyway mister missus
    madam sir good morning afternoon evening hey bye goodbye want wanted need needed call calling
    called phone help speak talk come came comes coming day days today able bit quick course
    us going happen happened happens way""".split()
)
"""Words that carry no content of a problem; ``not`` and numbers are judged apart."""

_stemmer = snowballstemmer.stemmer("english")
_Result = TypeVar("_Result")
_REMEMBERED_WORDS = 32768


class _Memory(dict[str, _Result]):
    """What a function said of each word; all is forgotten when it is full.

    A look-up is several times faster than ``lru_cache``, which moves the word to the
    front every time, and these are looked up for every word that is said.
    """

    def __init__(self, function: Callable[[str], _Result]) -> None:
        super().__init__()
        self._function = function

    def __missing__(self, word: str) -> _Result:
        if len(self) >= _REMEMBERED_WORDS:
            self.clear()
        result = self[word] = self._function(word)
        return result


def remembered(function: Callable[[str], _Result]) -> Callable[[str], _Result]:
    """Let a pure function of a word remember what it said."""
    return _Memory(function).__getitem__


@remembered
def word_tokens(word: str) -> tuple[str, ...]:
    """Return the tokens of one written word, e.g. ``"Don't,"`` → ``("do", "not")``."""
    text = _THOUSANDS.sub("", word.lower().translate(_QUOTES))
    for compound, plain in _COMPOUNDS.items():
        text = text.replace(compound, plain)
    text = _MONEY.sub(lambda m: f"{m[2]} {_UNITS[m[1]]}", text)
    out: list[str] = []
    for piece in _PIECES.findall(text):
        if piece in _UNITS:
            out.append(_UNITS[piece])
        else:
            out.extend(_expand(piece))
    return tuple(out)


def _expand(piece: str) -> tuple[str, ...]:
    """Open one contraction; a possessive ``'s`` is dropped."""
    if piece in _WHOLE:
        return _WHOLE[piece]
    piece = piece.strip("'")
    if piece in _WHOLE:
        return _WHOLE[piece]
    if "'" not in piece:
        return (piece,) if piece else ()
    host, _, tail = piece.rpartition("'")
    host = host.replace("'", "")
    if tail == "t" and host.endswith("n"):
        return (host[:-1], "not")
    if tail == "s":
        return (host, "is") if host in _IS_HOSTS else (host,)
    ending = _ENDINGS.get("'" + tail)
    return (host, ending) if ending else (host + tail,)


def tokens_of(texts: Iterable[str]) -> list[str]:
    """Return the tokens of written words."""
    return list(chain.from_iterable(map(word_tokens, texts)))


def tokens(text: str) -> list[str]:
    """Return the tokens of a text.

    Lower case, punctuation dropped, contractions expanded ("don't" → "do not",
    "it's" → "it is"), possessive "'s" dropped, hyphens split, "$12" → "12 dollars".
    """
    return tokens_of(text.split())


@remembered
def stem(token: str) -> str:
    """Return the stem of a token (Snowball English, Porter 2001)."""
    return str(_stemmer.stemWord(token))


@remembered
def is_number(token: str) -> bool:
    """Return whether a token starts with a digit: "12", "3rd", "12.50"."""
    return token[:1].isdigit()


@remembered
def is_content(token: str) -> bool:
    """Return whether a token tells something of a matter: no stop word, no lone letter."""
    return len(token) > 2 and token not in STOP_WORDS and not is_number(token)


def content_stems(items: Iterable[str]) -> list[str]:
    """Return the stems of the content words among tokens, in order, repeats kept."""
    return [stem(token) for token in items if is_content(token)]


@lru_cache(maxsize=32768)
def skeleton(word_stem: str) -> str:
    """Return a stem's rough sound: consonants only, voiced and voiceless as one.

    Recognizers err in vowels and voicing ("leaked" → "liked"); two words of one
    skeleton are likely the same word misheard.
    """
    out = ""
    for letter in word_stem.translate(_SOUND):
        if letter not in "aeiouyhw" and not out.endswith(letter):
            out += letter
    return out


_SOUND = str.maketrans("dbgvzcqj", "tpkfskks")


NEAR_LETTERS = 4
"""Shorter stems are never taken for one another."""


@lru_cache(maxsize=65536)
def near(first: str, second: str) -> bool:
    """Return whether two stems are the same word, as far as a recognizer can tell.

    Equal, or for longer words one edit apart, or long and of one skeleton.
    """
    if first == second:
        return True
    short = min(len(first), len(second))
    if short < NEAR_LETTERS or abs(len(first) - len(second)) > 2:
        return False
    if short >= 5 and first[0] == second[0] and _one_edit(first, second):
        return True
    sound = skeleton(first)
    return len(sound) >= 3 and sound == skeleton(second)


def _one_edit(first: str, second: str) -> bool:
    """Return whether one insertion, deletion or replacement makes one of the other."""
    if len(first) > len(second):
        first, second = second, first
    if len(second) - len(first) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), None)
    if at is None:
        return True
    if len(first) == len(second):
        return first[at + 1 :] == second[at + 1 :]
    return first[at:] == second[at + 1 :]
