"""Features of short texts that the tools which train weights share; nothing of it ships."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from minilm import MiniLM
from numpy.typing import NDArray
from scipy import sparse

BOUNDARY = ""
"""Stands before the first and after the last word in pairs of words."""
Floats = NDArray[np.float64]


def pairs_of(items: Sequence[str]) -> set[tuple[str, str]]:
    """Return the neighbours in a text, with its two ends marked."""
    return set(zip([BOUNDARY, *items], [*items, BOUNDARY], strict=True))


def letter_groups(words: Sequence[str]) -> sparse.csr_matrix:
    """Return words × their groups of 3 to 5 letters, rows of length 1."""
    index: dict[str, int] = {}
    rows, columns, values = [], [], []
    for row, word in enumerate(words):
        marked = f"<{word}>"
        groups = {marked[i : i + n] for n in (3, 4, 5) for i in range(len(marked) - n + 1)}
        for group in sorted(groups):
            rows.append(row)
            columns.append(index.setdefault(group, len(index)))
            values.append(len(groups) ** -0.5)
    return sparse.csr_matrix((values, (rows, columns)), shape=(len(words), len(index)))


def presence(
    bags: Sequence[set[str]] | Sequence[set[tuple[str, str]]], index: dict[object, int]
) -> sparse.csr_matrix:
    """Return texts × items, 1 where the text has the item."""
    rows, columns = [], []
    for row, bag in enumerate(bags):
        for column in sorted(index[item] for item in bag if item in index):
            rows.append(row)
            columns.append(column)
    return sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(bags), len(index)))


def word_vectors(words: Sequence[str], encoder: MiniLM, cache: Path | None) -> Floats:
    """Return each word's vector, from ``cache`` where it holds them."""
    known: dict[str, NDArray[np.float32]] = {}
    if cache is not None and cache.exists():
        stored = np.load(cache)
        known = dict(zip(stored["voc"].tolist(), stored["E"], strict=True))
    missing = [word for word in words if word not in known]
    if missing:
        print(f"encoding {len(missing)} words", flush=True)
        known.update(zip(missing, encoder.encode(missing), strict=True))
        if cache is not None:
            np.savez(cache, voc=np.array(list(known)), E=np.array(list(known.values())))
    return np.array([known[word] for word in words], np.float64)
