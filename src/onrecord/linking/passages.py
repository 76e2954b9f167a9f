"""Shared passages of two texts: greedy string tiling over words.

Method: Wise, M. J. (1993), String similarity via greedy string tiling and running Karp-Rabin matching. The longest run
of words that stands in both texts is a passage; then the longest run of what is left; down to `BLOCK` words. So a copy
whose paragraphs were moved is found as well as one that was cut.
"""

from __future__ import annotations

import heapq
from itertools import pairwise

import numpy as np

from onrecord.linking.wordings import Wording
from onrecord.linking.words import BLOCK, Truths

#: Of a run of words that stands again and again in one text, so many places are looked at: hostile texts consist of one.
_PLACES = 16


def tiles(a: Wording, b: Wording, least: float = 0) -> list[tuple[int, int, int]]:
    """The shared passages: index of the first word in `a`, in `b`, number of words; in the order of `b`.

    No passage holds a word that is not part of the report. Two texts of the same words are one passage, however short.

    least  how many words they must be together; where it is certain that they are fewer, there are none
    """
    if a.counted is None and b.counted is None and np.array_equal(a.words.numbers, b.words.numbers):
        return [(0, 0, len(a.words))] if len(a.words) else []
    diagonals = _diagonals(a, b, least)
    if sum(length for _, _, length in diagonals) < least:
        return []
    if _apart(diagonals, 0) and _apart(diagonals, 1):
        return sorted(diagonals, key=lambda tile: tile[1])
    waiting = [(-length, at_b, at_a) for at_a, at_b, length in diagonals]
    heapq.heapify(waiting)
    free_a, free_b = np.ones(len(a.words), np.bool_), np.ones(len(b.words), np.bool_)
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


def _apart(runs: list[tuple[int, int, int]], text: int) -> bool:
    """Whether no two runs have a word of this text in common, which makes all of them passages."""
    bounds = sorted((run[text], run[text] + run[2]) for run in runs)
    return all(before[1] <= after[0] for before, after in pairwise(bounds))


def stretches(true: Truths) -> list[tuple[int, int]]:
    """The half-open bounds of the runs that are true."""
    edges = np.flatnonzero(np.diff(true.astype(np.int8), prepend=0, append=0))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def _diagonals(a: Wording, b: Wording, least: float) -> list[tuple[int, int, int]]:
    """The longest runs of equal words: first word in `a`, in `b`, number of words; none where they cannot come to `least`."""
    (sorted_a, order), (wanted, at_b) = a.blocks, b.blocks
    if not len(sorted_a):
        return []
    first = sorted_a.searchsorted(wanted)
    found = np.flatnonzero(sorted_a[np.minimum(first, len(sorted_a) - 1)] == wanted)
    if BLOCK * len(found) < least or not len(found):
        return []
    first, at_b = first[found], at_b[found]
    count = np.minimum(sorted_a.searchsorted(wanted[found], "right") - first, _PLACES)
    if count.max() > 1:
        in_b = np.repeat(at_b, count)
        nth = np.arange(len(in_b)) - np.repeat(np.cumsum(count) - count, count)
        in_a = order[np.repeat(first, count) + nth]
    else:
        in_a, in_b = order[first], at_b
    by_diagonal = np.argsort((in_b - in_a + len(a.words)) * (len(a.words) + 1) + in_a)
    in_a, in_b = in_a[by_diagonal], in_b[by_diagonal]
    breaks = np.flatnonzero((in_a[1:] != in_a[:-1] + 1) | (in_b[1:] != in_b[:-1] + 1)) + 1
    begins = [0, *breaks.tolist()]
    ends = [*begins[1:], len(in_a)]
    return [
        (int(in_a[begin]), int(in_b[begin]), end - begin - 1 + BLOCK)
        for begin, end in zip(begins, ends, strict=True)
    ]
