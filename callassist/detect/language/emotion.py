"""How upset a customer's words are: a small linear text model, numpy only.

The weights are trained by ``tools/train_emotion.py`` on GoEmotions (Demszky et al.
2020) alone: anger, annoyance, disappointment, disapproval and sadness against the
rest. Two linear models are averaged: words, word pairs and letter groups; and the
direction of the sum of static word vectors distilled from MiniLM (Wang et al. 2020).
Every word's part is summed up in advance, so a text costs a few look-ups a word.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from callassist.detect.language.weights import stored_weights
from callassist.paths import resources_dir
from callassist.settings.frustration import SHORT_TEXT_SCORE, SHORT_TEXT_TOKENS

BOUNDARY = ""
"""Stands before the first and after the last word in pairs of words."""
_NONE: dict[str, float] = {}


class EmotionModel:
    """Scores tokens; loaded once, then pure."""

    def __init__(self, path: Path) -> None:
        """Load weights.

        Raises:
            ModelError: The file is missing or no weights of this program.
        """
        with stored_weights(path) as stored:
            words = str(stored["words"]).split(" ")
            # Not lists: a float of Python's own takes 24 bytes, and a look-up is as quick.
            self._word_weight = array("d", stored["word_weight"].astype(np.float64).tobytes())
            self._vector_weight = array("d", stored["vector_weight"].astype(np.float64).tobytes())
            self._vectors = stored["vectors"]
            self._bias = float(stored["bias"])
            pairs = stored["pairs"].tolist()
            pair_weight = stored["pair_weight"].astype(np.float64).tolist()
        names = [*words, BOUNDARY]
        follows: dict[str, dict[str, float]] = {}
        for (first, second), weight in zip(pairs, pair_weight, strict=True):
            follows.setdefault(names[first], {})[names[second]] = weight
        self._rows = {word: row for row, word in enumerate(words)}
        self._follows = follows

    def knows(self, word: str) -> bool:
        """Return whether a word is common enough to be in the model's vocabulary."""
        return word in self._rows

    def score(self, items: Sequence[str]) -> float:
        """Return how upset tokens are, in standard deviations over common comments.

        0 is usual, 2 clearly upset. Few words are weak evidence ("no" is an answer more
        often than a protest): short texts are drawn to :data:`SHORT_TEXT_SCORE`.
        """
        count = len(items)
        if not count:
            return SHORT_TEXT_SCORE
        rows: dict[int, None] = {}
        pairs: dict[tuple[str, str], float] = {}
        words = vectors = 0.0
        follows, last = self._follows.get(BOUNDARY, _NONE), BOUNDARY
        for item in items:
            if item in follows:
                pairs[last, item] = follows[item]
            row = self._rows.get(item)
            last = item
            if row is None:
                follows = _NONE
                continue
            follows = self._follows.get(item, _NONE)
            if row not in rows:
                rows[row] = None
                words += self._word_weight[row]
                vectors += self._vector_weight[row]
        if BOUNDARY in follows:
            pairs[last, BOUNDARY] = follows[BOUNDARY]
        for weight in pairs.values():
            words += weight
        value = self._bias + words / math.sqrt(count)
        if rows:
            total = np.add.reduce(self._vectors.take(list(rows), axis=0), dtype=np.float32)
            length = math.sqrt(total.dot(total))
            value += vectors / max(length, 1e-9)
        trust = min(1.0, math.sqrt(count / SHORT_TEXT_TOKENS))
        return SHORT_TEXT_SCORE + (0.5 * value - SHORT_TEXT_SCORE) * trust


@lru_cache(maxsize=1)
def emotion_model() -> EmotionModel:
    """Return the shipped model (loaded once)."""
    return EmotionModel(resources_dir() / "weights" / "emotion.npz")
