"""Cleans what a small recognizer writes: stray marks, and words that nobody said.

Sequence-to-sequence recognizers invent text on noise and on very short sound,
most often one phrase over and over (A. Koenecke et al., "Careless Whisper:
Speech-to-Text Hallucination Harms", FAccT 2024).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

MAX_WORDS_PER_S = 8.0
"""Nobody speaks faster: auctioneers reach about 6."""
MAX_REPEATS = 3
_LONGEST_PHRASE_WORDS = 12


def clean_words(text: str, spoken_s: float) -> list[str]:
    """Return the words of a transcript that can have been said.

    Args:
        text: What the recognizer wrote.
        spoken_s: Seconds from the first voice in the sound to the last.

    Returns:
        Words with their punctuation: no stray marks, no endless repeats, and no
        more than could be said in that time.
    """
    words = [word for word in text.split() if any(map(str.isalnum, word))]
    words = collapse_repeats(words)
    return words[: math.ceil(spoken_s * MAX_WORDS_PER_S)]


def collapse_repeats(words: Sequence[str]) -> list[str]:
    """Cut phrases repeated over three times in a row.

    One word stays three times ("no, no, no"), a longer phrase once.
    """
    kept = list(words)
    for size in range(1, _LONGEST_PHRASE_WORDS + 1):
        keys = [word.strip(".,;:?!…-").lower() for word in kept]
        at = 0
        while at + size * (MAX_REPEATS + 1) <= len(kept):
            end = at + size
            while keys[end : end + size] == keys[at : at + size]:
                end += size
            if (end - at) // size > MAX_REPEATS:
                stay = at + (MAX_REPEATS if size == 1 else size)
                del kept[stay:end], keys[stay:end]
                at = stay
            else:
                at += 1
    return kept
