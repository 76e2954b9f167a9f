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


def chosen(blocks: Numbers) -> Numbers:
    """The numbers that stand for a text in the index, in the order of the text; the same one may come again and again.

    blocks  the numbers of its runs of words that count
    """
    if len(blocks) < WINDOW:
        return blocks.min(keepdims=True) if len(blocks) else blocks
    return least(blocks)


def short_sketch(numbers: Numbers) -> Numbers:
    """The same for a text of fewer words than a block has: one number for the whole of it."""
    if not len(numbers):
        return numbers
    padded = np.concatenate((numbers, np.zeros(BLOCK - len(numbers), np.uint64)))
    return runs(padded, BLOCK)


def neighbours(sketches: Sequence[Numbers], least: float, most: int = MOST) -> list[tuple[int, int]]:
    """Pairs of texts whose sketches share at least this part of the smaller one, by their index, in rising order.

    sketches  in any order, with any number as often as it comes
    most      how many others each text is held against for one number
    """
    if len(sketches) < 2:
        return []
    # The last bits of each number make room for its text, so that one sort puts equal numbers together, in the order of
    # their texts. What is left of a number tells runs of words apart as well.
    bits = np.uint64(len(sketches).bit_length())
    of = np.repeat(np.arange(len(sketches), dtype=np.uint64), [len(one) for one in sketches])
    marked = distinct(_changing(np.concatenate(sketches) >> bits << bits | of))
    if not len(marked):
        return []
    numbers, texts = marked >> bits, (marked & ((np.uint64(1) << bits) - np.uint64(1))).astype(np.int64)
    sizes = np.bincount(texts, minlength=len(sketches))
    met: list[NDArray[np.int64]] = []
    same = np.arange(len(numbers) - 1)
    for distance in range(1, most + 1):
        same = same[: np.searchsorted(same, len(numbers) - distance)]
        same = same[numbers[same + distance] == numbers[same]]
        if not len(same):
            break
        met.append(texts[same] * len(sketches) + texts[same + distance])
    if not met:
        return []
    pairs, shared = np.unique(np.concatenate(met), return_counts=True)
    first, second = pairs // len(sketches), pairs % len(sketches)
    enough = shared >= least * np.minimum(sizes[first], sizes[second])
    return list(zip(first[enough].tolist(), second[enough].tolist(), strict=True))


def _changing(numbers: Numbers) -> Numbers:
    """The numbers less those that are the same as the one before."""
    return numbers if len(numbers) < 2 else numbers[np.concatenate(([True], numbers[1:] != numbers[:-1]))]
