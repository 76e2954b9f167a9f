"""Shared passages of two texts: greedy string tiling over words.

Method: Wise, M. J. (1993), String similarity via greedy string tiling and running Karp-Rabin matching. The longest run
of words that stands in both texts is a passage; then the longest run of what is left; down to `BLOCK` words. So a copy
whose paragraphs were moved is found as well as one that was cut.

Many pairs are looked at together: a text has a few hundred words, and each pass over so few takes less time than it
takes to begin one.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from onrecord.linking.wordings import Wording
from onrecord.linking.words import BLOCK, Numbers, Truths

#: Of a run of words that stands again and again in one text, so many places are looked at: hostile texts consist of one.
PLACES = 16
#: About so many words are looked at together: enough that the passes count and few enough to stay in the cache.
_TOGETHER = 16_000
#: So many of the first bits of a number tell where in a table it is looked for.
_BITS = 17
#: What the number of a text is multiplied by to change its blocks' numbers: odd, so that no two texts are changed alike.
_MARK = 0xD1342543DE82EF95

#: A run of words that two texts share: index of the first word in one, in the other, number of words.
Tile = tuple[int, int, int]
Pair = tuple[Wording, Wording]


def tiles(a: Wording, b: Wording) -> list[Tile]:
    """The shared passages: index of the first word in `a`, in `b`, number of words; in the order of `b`.

    No passage holds a word that is not part of the report. Two texts of the same words are one passage, however short.
    """
    return next(tiles_of_each([(a, b)]))


def tiles_of_each(pairs: Iterable[Pair], least: float = 0) -> Iterator[list[Tile]]:
    """The passages of each two texts, as `tiles` has them; in less time where pairs with the same first text are in a row.

    least  how much of the shorter of the two texts they must be together, 0 to 1; where it is certain that they are less,
           there are none
    """
    some: list[Pair] = []
    words = 0
    for pair in pairs:
        some.append(pair)
        words += len(pair[1].words)
        if words >= _TOGETHER:
            yield from _tiles_of_some(some, least)
            some, words = [], 0
    yield from _tiles_of_some(some, least)


def _tiles_of_some(pairs: Sequence[Pair], least: float) -> Iterator[list[Tile]]:
    same = [_same(a, b) for a, b in pairs]
    found = iter(_runs([pair for pair, equal in zip(pairs, same, strict=True) if not equal], least))
    for (a, _), equal in zip(pairs, same, strict=True):
        if equal:
            yield [(0, 0, len(a.words))] if len(a.words) else []
            continue
        runs = next(found)
        if _apart(runs, 0) and _apart(runs, 1):
            yield sorted(runs, key=lambda tile: tile[1])
        else:
            yield _tiled(runs)


def _same(a: Wording, b: Wording) -> bool:
    """Whether two texts are of the same words, all of which count."""
    return (
        a.counted is None
        and b.counted is None
        and len(a.words) == len(b.words)
        and bool((a.words.numbers == b.words.numbers).all())
    )


def _tiled(runs: Sequence[Tile]) -> list[Tile]:
    """What is left of runs that overlap each other, when the longest is taken first."""
    waiting = [(-length, at_b, at_a) for at_a, at_b, length in runs]
    heapq.heapify(waiting)
    # A byte for each word, which is looked through faster than an array for the few words of a run.
    taken_a, taken_b = (bytearray(max(run[text] + run[2] for run in runs)) for text in (0, 1))
    found = []
    while waiting:
        length, at_b, at_a = heapq.heappop(waiting)
        length = -length
        mine, theirs = taken_a[at_a : at_a + length], taken_b[at_b : at_b + length]
        if 1 not in mine and 1 not in theirs:
            found.append((at_a, at_b, length))
            taken_a[at_a : at_a + length] = taken_b[at_b : at_b + length] = b"\1" * length
            continue
        free = ~(np.frombuffer(mine, np.bool_) | np.frombuffer(theirs, np.bool_))
        for start, end in stretches(free):
            if end - start >= BLOCK:
                heapq.heappush(waiting, (start - end, at_b + start, at_a + start))
    return sorted(found, key=lambda tile: tile[1])


def _apart(runs: Sequence[Tile], text: int) -> bool:
    """Whether no two runs have a word of this text in common, which makes all of them passages."""
    bounds = sorted((run[text], run[text] + run[2]) for run in runs)
    return all(before[1] <= after[0] for before, after in pairwise(bounds))


def stretches(true: Truths) -> list[tuple[int, int]]:
    """The half-open bounds of the runs that are true, of at least one truth."""
    edges = [*([0] if true[0] else []), *((true[1:] != true[:-1]).nonzero()[0] + 1).tolist(), len(true)]
    return list(zip(edges[::2], edges[1::2], strict=False))


def _runs(pairs: Sequence[Pair], least: float) -> list[list[Tile]]:
    """The longest runs of equal words of each pair; none where they do not come to this part of the shorter text."""
    found: list[list[Tile]] = [[] for _ in pairs]
    firsts: list[Wording] = []
    which = []
    for a, _ in pairs:
        if not firsts or firsts[-1] is not a:
            firsts.append(a)
        which.append(len(firsts) - 1)
    # Each number is changed by its first text, so that one table serves all of them.
    known, places_a, _ = _blocks(firsts, range(len(firsts)))
    if not len(known):
        return found
    wanted, places_b, of = _blocks([b for _, b in pairs], which)
    kept, at = equal(wanted, known)
    at_a = places_a[at]
    # One number for each pair of places: by text, by how far apart they are, then by place. Runs are what goes up by one.
    last = int(places_a.max())
    size, far = last + 2, last + int(places_b.max(initial=0)) + 2
    places = np.sort((of[kept] * far + places_b[kept] - at_a + last) * size + at_a)
    begins = np.flatnonzero(_changes(places, 1))
    lengths = np.diff(begins, append=len(places)) + (BLOCK - 1)
    of, rest = np.divmod(places[begins], far * size)
    sizes = np.array([min(a.size, b.size) for a, b in pairs])
    kept = np.flatnonzero((np.bincount(of, lengths, len(pairs)) >= least * sizes)[of])
    apart, at_a = np.divmod(rest[kept], size)
    runs = zip(at_a.tolist(), (apart + at_a - last).tolist(), lengths[kept].tolist(), strict=True)
    for pair, run in zip(of[kept].tolist(), runs, strict=True):
        found[pair].append(run)
    return found


def equal(wanted: Numbers, known: Numbers) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The pairs of equal numbers, by index, in no order; of more than `PLACES` equal ones that are known the first so many.

    A number is looked for in a table by its first bits. The few whose place is another's are searched for.
    """
    shift = np.uint64(64 - _BITS)
    slots, numbers = known >> shift, np.arange(1, len(known) + 1, dtype=np.int32)
    table = np.zeros(1 << _BITS, np.int32)
    table[slots[::-1]] = numbers[::-1]  # the first of several stands
    found = table[wanted >> shift]
    kept = found.nonzero()[0]
    at = found[kept].astype(np.intp) - 1
    same = known[at] == wanted[kept]
    others = (table[slots] != numbers).nonzero()[0]
    if not len(others):
        return kept[same], at[same]
    there = np.zeros(1 << _BITS, np.bool_)
    there[slots[others]] = True
    again = there[wanted[kept] >> shift].nonzero()[0]
    # Of equal numbers the earlier comes first, whatever the processor's way of sorting.
    others = others[np.argsort(known[others], kind="stable")]
    rising = known[others]
    first = rising.searchsorted(wanted[kept[again]])
    shared = rising.take(first, mode="clip") == wanted[kept[again]]
    again, first = again[shared], first[shared]
    count = np.minimum(_times(rising)[first], PLACES - same[again])
    nth = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    return (
        np.concatenate((kept[same], np.repeat(kept[again], count))),
        np.concatenate((at[same], others[np.repeat(first, count) + nth])),
    )


def _blocks(
    texts: Sequence[Wording], marks: Sequence[int]
) -> tuple[Numbers, NDArray[np.intp], NDArray[np.intp]]:
    """The blocks of texts: the numbers, changed by the mark of the text; the first word; the number of the text."""
    blocks = [text.blocks for text in texts]
    sizes = [len(numbers) for numbers, _ in blocks]
    numbers = np.concatenate([numbers for numbers, _ in blocks] or [np.zeros(0, np.uint64)])
    return (
        numbers + np.repeat(np.array(marks, np.uint64) * np.uint64(_MARK), sizes),
        np.concatenate([at for _, at in blocks] or [np.zeros(0, np.intp)]),
        np.repeat(np.arange(len(texts)), sizes),
    )


def _changes(numbers: Numbers | NDArray[np.int64], step: int) -> Truths:
    """Which of some numbers are not the one before and so much."""
    changes = np.ones(len(numbers), np.bool_)
    changes[1:] = numbers[1:] != numbers[:-1] + numbers.dtype.type(step)
    return changes


def _times(rising: Numbers) -> NDArray[np.intp]:
    """How often each number comes, beside the first of its kind."""
    begins = np.flatnonzero(_changes(rising, 0))
    times = np.ones(len(rising), np.intp)
    times[begins] = np.diff(begins, append=len(rising))
    return times
