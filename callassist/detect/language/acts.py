"""What a sentence does: a small linear text model, numpy only.

Phrases catch what people usually say; this catches what they say otherwise. The weights
are trained by ``tools/train_acts.py`` on sentences written for callassist: words, word
pairs and letter groups, and the direction of the sum of static word vectors distilled
from MiniLM (Wang et al. 2020). Every word's part is summed up in advance.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from callassist.detect.language.weights import stored_weights
from callassist.paths import resources_dir
from callassist.types import CHANNELS, Channel

SIDES: tuple[Channel, ...] = CHANNELS
LEAST_TOKENS = 4
"""Shorter sentences do nothing that words alone can tell."""
_BOUNDARY = -1
_REMEMBERED = 16
_NOTHING: Mapping[str, bool] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Sense:
    """What an act counts as for the detectors.

    Attributes:
        categories: The phrase categories it stands for.
        sure: Whether it must be sure; so wherever it could call for a prompt, while
            what speaks for the agent need only be likely.
    """

    categories: tuple[str, ...]
    sure: bool = False


SENSES: Final[dict[Channel, dict[str, Sense]]] = {
    "agent": {
        "admission": Sense(("admission",)),
        "alignment": Sense(("alignment",)),
        "apology": Sense(("apology",)),
        "argument": Sense(("argument_mild",), sure=True),
        "asks_feedback": Sense(("asks_feedback",)),
        "asks_open": Sense(("question_open",)),
        "assumes": Sense(("assumes",), sure=True),
        "closing": Sense(("closing_soft",), sure=True),
        "empathy": Sense(("empathy",)),
        "flippant": Sense(("cheer_mild",), sure=True),
        "go_on": Sense(("go_on",)),
        "hollow_option": Sense(("hollow_option",), sure=True),
        "next_step": Sense(("next_step",)),
        "option": Sense(("option",)),
        "owned": Sense(("owned",)),
        "passed_on": Sense(("passed_on",), sure=True),
        "reflects": Sense(("restate_open",)),
        "refusal": Sense(("refusal",), sure=True),
        "remark": Sense(("remark",)),
        "solution": Sense(("solution",)),
        "sympathy": Sense(("sympathy",)),
        "urgency": Sense(("urgency", "doing")),
        "wait_announced": Sense(("hold_reason", "hold_moment"), sure=True),
    },
    "customer": {
        "deadline": Sense(("deadline",), sure=True),
        "distress": Sense(("exasperated",), sure=True),
        "new_to_it": Sense(("puzzled",), sure=True),
        "not_heard": Sense(("not_heard",), sure=True),
        "repeated": Sense(("exasperated",), sure=True),
        "slower": Sense(("say_again",), sure=True),
        "threatens": Sense(("exasperated",), sure=True),
        "upset": Sense(("exasperated",), sure=True),
        "waited": Sense(("long_wait",), sure=True),
    },
}


@dataclass(frozen=True, slots=True, eq=False)
class _Side:
    """One side's labels and weights; the arrays hold a row a word or pair.

    ``words`` has three groups of columns: each label's weight of the word, each label's
    weight of the word's vector, and the vector itself. They are small integers: ``step``
    of each column makes them weights.
    """

    labels: list[str]
    words: NDArray[np.int8]
    word_step: NDArray[np.float32]
    pairs: NDArray[np.int8]
    pair_step: NDArray[np.float32]
    pair_rows: dict[tuple[int, int], int]
    likely: NDArray[np.float32]
    sure: NDArray[np.float32]


class ActModel:
    """Says what sentences do; loaded once, then pure.

    It remembers the last few sentences, for the customer's are asked about twice: by what
    was said, and by how upset they are.
    """

    def __init__(self, path: Path) -> None:
        """Load weights.

        Raises:
            ModelError: The file is missing or no weights of this program.
        """
        with stored_weights(path) as stored:
            words = str(stored["words"]).split(" ")
            self._sides = {side: _read_side(stored, side) for side in SIDES}
        self._rows = {word: row for row, word in enumerate(words)}
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._read)

    def acts(self, side: Channel, items: Sequence[str]) -> Mapping[str, bool]:
        """Return what a sentence of tokens does, each with whether that is sure.

        What is likely is right for all but 1 % of sentences that only sound like it,
        what is sure for all but 0.3 %.
        """
        if len(items) < LEAST_TOKENS:
            return _NOTHING
        return self._remembered(side, tuple(items))

    def _read(self, side: Channel, items: tuple[str, ...]) -> Mapping[str, bool]:
        """Read a sentence that is long enough."""
        model = self._sides[side]
        at = [self._rows.get(item, -2) for item in items]
        rows = [row for row in dict.fromkeys(at) if row >= 0]
        if not rows:
            return _NOTHING
        count = len(model.labels)
        total = np.add.reduce(model.words.take(rows, axis=0), dtype=np.float32)
        vector = total[2 * count :]
        length = max(math.sqrt(vector.dot(vector)), 1e-9)
        weight = total[: 2 * count] * model.word_step
        score = weight[:count]
        known = model.pair_rows
        ends = zip((_BOUNDARY, *at), (*at, _BOUNDARY), strict=True)
        pairs = [known[pair] for pair in dict.fromkeys(ends) if pair in known]
        if pairs:
            both = np.add.reduce(model.pairs.take(pairs, axis=0), dtype=np.float32)
            score += both * model.pair_step
        score /= math.sqrt(len(items))
        score += weight[count:] / length
        over = np.flatnonzero(score > model.likely)
        found = {model.labels[label]: bool(score[label] > model.sure[label]) for label in over}
        return MappingProxyType(found) if found else _NOTHING


def sensed(model: ActModel, side: Channel, items: Sequence[str]) -> list[str]:
    """Return the phrase categories that a sentence of tokens belongs to by what it does."""
    senses = SENSES[side]
    categories: list[str] = []
    for act, is_sure in model.acts(side, items).items():
        sense = senses.get(act)
        if sense is not None and (is_sure or not sense.sure):
            categories += sense.categories
    return categories


def _read_side(stored: Mapping[str, NDArray[np.generic]], side: Channel) -> _Side:
    def part(name: str, kind: type[np.number[Any]]) -> NDArray[Any]:
        return np.asarray(stored[f"{side}_{name}"], kind)

    likely, sure = part("limits", np.float32)
    vectors = np.asarray(stored["vectors"], np.int8)
    words = [part("word_weight", np.int8), part("vector_weight", np.int8), vectors]
    pairs: list[tuple[int, int]] = [(a, b) for a, b in part("pairs", np.int32).tolist()]
    return _Side(
        labels=str(stored[f"{side}_labels"]).split(" "),
        words=np.ascontiguousarray(np.concatenate(words, axis=1)),
        word_step=np.concatenate([part("word_step", np.float32), part("vector_step", np.float32)]),
        pairs=np.ascontiguousarray(part("pair_weight", np.int8)),
        pair_step=part("pair_step", np.float32),
        pair_rows={pair: row for row, pair in enumerate(pairs)},
        likely=likely,
        sure=sure,
    )


@lru_cache(maxsize=1)
def act_model() -> ActModel:
    """Return the shipped model (loaded once)."""
    return ActModel(resources_dir() / "weights" / "acts.npz")
