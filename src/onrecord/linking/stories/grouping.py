"""Puts what is alike into groups: average linkage, where some of it is known to go together and some to stay apart.

Average linkage (Sokal and Michener 1958) joins two groups by the mean likeness of their members, so that one article which
is a little like two stories does not run them together, as it would where the nearest pair decides.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def grouped(
    sums: NDArray[np.int64], sizes: NDArray[np.int64], settled: NDArray[np.bool_]
) -> list[tuple[int, ...]]:
    """The groups, as the numbers of the units in them, both in order.

    sums     for each two units the sum of the likeness of the pairs between them; only its upper half is read
    sizes    how many members of each unit these sums were made over
    settled  units that are stories already: no two of them come into one group

    Whole numbers are added and the first of equals is taken, so the result hangs on the units and their order alone.
    """
    if not len(sizes):
        return []
    sums = np.triu(sums, 1) + np.triu(sums, 1).T
    sizes, settled = sizes.copy(), settled.copy()
    members: list[list[int]] = [[unit] for unit in range(len(sizes))]
    mean = sums / np.multiply.outer(sizes, sizes)
    mean[np.multiply.outer(settled, settled)] = -np.inf
    np.fill_diagonal(mean, -np.inf)
    # The best other unit of each one is kept, so that a step looks at the rows that it changes and at no others.
    best, other_of = mean.max(axis=1, initial=-np.inf), mean.argmax(axis=1)
    while (one := int(best.argmax())) < len(best) and best[one] >= 0:
        one, other = sorted((one, int(other_of[one])))
        members[one] += members[other]
        members[other] = []
        sums[one] += sums[other]
        sums[:, one] = sums[one]
        sizes[one] += sizes[other]
        settled[one] |= settled[other]
        gone = np.isneginf(mean[one]) & np.isneginf(mean[other])
        row = sums[one] / (sizes[one] * sizes)
        row[gone | (settled & settled[one])] = -np.inf
        row[[one, other]] = -np.inf
        mean[one], mean[:, one] = row, row
        mean[other, :] = mean[:, other] = -np.inf
        stale = (other_of == one) | (other_of == other) | (row >= best)
        stale[[one, other]] = True
        best[stale], other_of[stale] = mean[stale].max(axis=1), mean[stale].argmax(axis=1)
    return [tuple(sorted(group)) for group in members if group]
