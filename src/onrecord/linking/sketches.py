"""Which texts share a passage, found without holding each against each: an index of chosen runs of words.

Method: winnowing (Schleimer, Wilkerson and Aiken 2003, Winnowing: local algorithms for document fingerprinting). Of every
`WINDOW` runs of `BLOCK` words in a row the one with the least number is kept. What is kept depends on the words around it alone
and not on how long the text is, so a short item is found within a long round-up, where a MinHash signature of
fixed size has no room for it; two texts that share `BLOCK + WINDOW - 1` words in a row share at least one number.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.linking.words import BLOCK, Numbers, distinct, runs

#: Runs of which one is kept. With 8, a text of 300 words keeps some 65 numbers, and 15 shared words in a row are found.
WINDOW = 8
#: A number that very many texts hold links each of them with so many others; the chain holds them together.
MOST = 64


def least(blocks: Numbers) -> Numbers:
    """The least number of every `WINDOW` runs in a row; none where there are fewer runs."""
    step = 1
    while step < WINDOW:
        blocks = np.minimum(blocks[:-step], blocks[step:])
        step *= 2
    return blocks


def sketch(blocks: Numbers) -> Numbers:
    """The numbers that stand for a text in the index, each once, in rising order.

    blocks  the numbers of its runs of words that count
    """
    if len(blocks) < WINDOW:
        return blocks.min(keepdims=True) if len(blocks) else blocks
    return distinct(least(blocks))


def short_sketch(numbers: Numbers) -> Numbers:
    """The same for a text of fewer words than a block has: one number for the whole of it."""
    if not len(numbers):
        return numbers
    padded = np.concatenate((numbers, np.zeros(BLOCK - len(numbers), np.uint64)))
    return runs(padded, BLOCK)


def neighbours(sketches: Sequence[Numbers], least: float, most: int = MOST) -> list[tuple[int, int]]:
    """Pairs of texts whose sketches share at least this part of the smaller one, by their index, in rising order.

    most  how many others each text is held against for one number
    """
    sizes = np.array([len(one) for one in sketches], np.int64)
    if len(sketches) < 2 or not sizes.sum():
        return []
    numbers = np.concatenate(sketches)
    texts = np.repeat(np.arange(len(sketches)), sizes)
    order = np.argsort(numbers, kind="stable")
    numbers, texts = numbers[order], texts[order]
    met: list[NDArray[np.int64]] = []
    for distance in range(1, most + 1):
        same = np.flatnonzero(numbers[distance:] == numbers[:-distance])
        if not len(same):
            break
        met.append(texts[same] * len(sketches) + texts[same + distance])
    if not met:
        return []
    pairs, shared = np.unique(np.concatenate(met), return_counts=True)
    first, second = pairs // len(sketches), pairs % len(sketches)
    enough = shared >= least * np.minimum(sizes[first], sizes[second])
    return list(zip(first[enough].tolist(), second[enough].tolist(), strict=True))
