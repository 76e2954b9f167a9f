"""How alike words are, by what each means whatever stands around it.

`vectors.npz` has a vector for every piece of the encoder's vocabulary, which `python -m training meanings` makes: what the base
encoder gives the piece by itself (model2vec; Tulkens and van Dongen 2024). A word of several pieces has their mean. The vectors
know "house" from "home" but not a word from its opposite: what must not be confused has to be known otherwise.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

#: What is longer is no word.
_LONGEST = 40


class VectorsError(RuntimeError):
    """The word vectors are missing or damaged."""


@cache
def _loaded() -> tuple[dict[str, int], Floats]:
    try:
        with as_file(files("onrecord.meanings") / "vectors.npz") as path, np.load(path) as stored:
            pieces = bytes(stored["pieces"]).decode().split("\n")
            vectors = stored["vectors"].astype(np.float32)
    except Exception as error:  # a damaged archive fails in many ways, none of which says what to do
        raise VectorsError(
            f"cannot load the word vectors of onrecord: {error}. Reinstall onrecord."
        ) from error
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return {piece: number for number, piece in enumerate(pieces)}, vectors


def _pieces(word: str) -> list[int]:
    """The pieces of a word in lower case, the longest first (WordPiece); none where it cannot be put together."""
    known, _ = _loaded()
    found, at = [], 0
    if len(word) > _LONGEST:
        return []
    while at < len(word):
        for end in range(len(word), at, -1):
            number = known.get(word[at:end] if at == 0 else "##" + word[at:end])
            if number is not None:
                found.append(number)
                at = end
                break
        else:
            return []
    return found


@lru_cache(maxsize=1 << 16)
def meaning(word: str) -> Floats:
    """The vector of a word in lower case, of unit length (128,); zeros for a word that is none.

    Raises VectorsError where the vectors cannot be loaded.
    """
    _, vectors = _loaded()
    pieces = _pieces(word)
    if not pieces:
        return np.zeros(vectors.shape[1], dtype=np.float32)
    mean: Floats = vectors[pieces].mean(axis=0)
    return mean / max(float(np.linalg.norm(mean)), 1e-9)


def likeness(one: str, other: str) -> float:
    """The cosine of two words' vectors: 1 for the same word, about 0 for words that have nothing to do with each other."""
    return 1.0 if one == other else float(meaning(one) @ meaning(other))
