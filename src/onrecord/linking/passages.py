"""Shared passages of two texts: greedy string tiling over words.

Method: Wise, M. J. (1993), String similarity via greedy string tiling and running Karp-Rabin matching. The longest run
of words that stands in both texts is a passage; then the longest run of what is left; down to `BLOCK` words. So a copy
whose paragraphs were moved is found as well as one that was cut.
"""

from __future__ import annotations

import heapq

import numpy as np
from numpy.typing import NDArray

from onrecord.linking.words import BLOCK, Numbers, Words

#: Of a run of words that stands again and again in one text, so many places are looked at: hostile texts consist of one.
_PLACES = 16


def tiles(
    a: Words, b: Words, counted_a: NDArray[np.bool_], counted_b: NDArray[np.bool_]
) -> list[tuple[int, int, int]]:
    """The shared passages: index of the first word in `a`, in `b`, number of words; in the order of `b`.

    counted_a, counted_b  which words count; a passage holds no other
    """
    if np.array_equal(a.numbers, b.numbers) and counted_a.all() and counted_b.all():
        return [(0, 0, len(a))] if len(a) else []
    waiting = [(-length, at_b, at_a) for at_a, at_b, length in _diagonals(a, b, counted_a, counted_b)]
    heapq.heapify(waiting)
    free_a, free_b = np.ones(len(a), np.bool_), np.ones(len(b), np.bool_)
    found = []
    while waiting:
        length, at_b, at_a = heapq.heappop(waiting)
        length = -length
        free = free_a[at_a : at_a + length] & free_b[at_b : at_b + length]
        if free.all():
            found.append((at_a, at_b, length))
            free_a[at_a : at_a + length] = free_b[at_b : at_b + length] = False
            continue
        for start, end in stretches(free):
            if end - start >= BLOCK:
                heapq.heappush(waiting, (start - end, at_b + start, at_a + start))
    return sorted(found, key=lambda tile: tile[1])


def stretches(true: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """The half-open bounds of the runs that are true."""
    edges = np.flatnonzero(np.diff(true.astype(np.int8), prepend=0, append=0))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def clear(blocks: Numbers, counted: NDArray[np.bool_]) -> NDArray[np.intp]:
    """The blocks all of whose words count, by their index."""
    if counted.all():
        return np.arange(len(blocks))
    before = np.concatenate(([0], np.cumsum(~counted)))
    return np.flatnonzero(before[BLOCK : len(blocks) + BLOCK] == before[: len(blocks)])


def _diagonals(
    a: Words, b: Words, counted_a: NDArray[np.bool_], counted_b: NDArray[np.bool_]
) -> list[tuple[int, int, int]]:
    """The longest runs of equal words: first word in `a`, in `b`, number of words."""
    at_a, at_b = clear(a.blocks, counted_a), clear(b.blocks, counted_b)
    order = at_a[np.argsort(a.blocks[at_a], kind="stable")]
    sorted_a, wanted = a.blocks[order], b.blocks[at_b]
    first = np.searchsorted(sorted_a, wanted, "left")
    count = np.minimum(np.searchsorted(sorted_a, wanted, "right") - first, _PLACES)
    in_b = np.repeat(at_b, count)
    nth = np.arange(len(in_b)) - np.repeat(np.cumsum(count) - count, count)
    in_a = order[np.repeat(first, count) + nth]
    if not len(in_a):
        return []
    by_diagonal = np.lexsort((in_a, in_b - in_a))
    in_a, in_b = in_a[by_diagonal], in_b[by_diagonal]
    begins = np.flatnonzero((np.diff(in_a, prepend=-2) != 1) | (np.diff(in_b, prepend=-2) != 1))
    ends = np.append(begins[1:], len(in_a)) - 1
    lengths = in_a[ends] - in_a[begins] + BLOCK
    return list(zip(in_a[begins].tolist(), in_b[begins].tolist(), lengths.tolist(), strict=True))
