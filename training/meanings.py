"""Vectors of word pieces by themselves, so that words can be compared without running a network.

Each piece of the vocabulary is read alone by the base encoder, as in model2vec (Tulkens and van Dongen 2024); the means of the
pieces' vectors are turned to their main axes, of which the first `WIDE` are kept, and rounded to int8.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from training.network import Encoder, Sizes

#: Axes that are kept; of the 384, these hold nearly all of how alike two words are.
WIDE = 128
_BATCH = 512


def write(base: Path, out: Path) -> None:
    """Writes `vectors.npz`: `pieces`, the vocabulary joined by line ends and
    `vectors` (pieces, WIDE) int8, of unit length before rounding.
    """
    vocabulary = Tokenizer.from_file(str(base / "tokenizer.json")).get_vocab()
    encoder = Encoder(Sizes(), 0.0).eval()
    with torch.no_grad():
        encoder.load_base(base / "model.safetensors")
        start, end = vocabulary["[CLS]"], vocabulary["[SEP]"]
        found = []
        for first in range(0, len(vocabulary), _BATCH):
            pieces = torch.arange(first, min(first + _BATCH, len(vocabulary)))
            ids = torch.stack([torch.full_like(pieces, start), pieces, torch.full_like(pieces, end)], 1)
            found.append(encoder(ids, torch.zeros_like(ids), None)[-1].mean(1))
    x = torch.cat(found).numpy()
    x -= x.mean(0)
    _, axes = np.linalg.eigh(x.T @ x)
    x = x @ axes[:, ::-1][:, :WIDE]
    x /= np.linalg.norm(x, axis=1, keepdims=True)
    words = "\n".join(sorted(vocabulary, key=vocabulary.__getitem__))
    np.savez_compressed(
        out / "vectors.npz",
        pieces=np.frombuffer(words.encode(), dtype=np.uint8),
        vectors=np.round(x * (127 / np.abs(x).max())).astype(np.int8),
    )
