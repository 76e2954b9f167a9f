"""The likeness of pairs of articles, kept for as long as it is likely to be asked for again."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.linking.stories.likeness import likeness
from onrecord.linking.stories.profile import Profile

_UNKNOWN = np.iinfo(np.int16).min
_FEWEST, _MOST = 256, 4096  # articles


class Scores:
    """The likeness of each two of some articles; those of the last few thousand are kept.

    profile  gives the profile of an article
    """

    def __init__(self, profile: Callable[[str], Profile]) -> None:
        self._profile = profile
        self._row: dict[str, int] = {}
        self._matrix = _unknown(_FEWEST)

    def among(self, articles: Sequence[str]) -> NDArray[np.int64]:
        """A row and a column for each article, in thousandths; 0 on the diagonal."""
        rows = self._rows(articles)
        found = self._matrix[np.ix_(rows, rows)]
        unknown = found == _UNKNOWN
        for number in np.flatnonzero(unknown.any(axis=1)).tolist():
            missing = np.flatnonzero(found[number] == _UNKNOWN).tolist()
            scores = likeness(
                self._profile(articles[number]), [self._profile(articles[other]) for other in missing]
            )
            found[number, missing] = found[missing, number] = scores
            self._matrix[rows[number], rows[missing]] = self._matrix[rows[missing], rows[number]] = scores
        return found.astype(np.int64)

    def _rows(self, articles: Sequence[str]) -> NDArray[np.int64]:
        """Where each article stands in the matrix."""
        new = [article for article in articles if article not in self._row]
        if len(self._row) + len(new) > len(self._matrix):
            size = len(self._matrix)
            if 2 * size <= _MOST:
                old, self._matrix = self._matrix, _unknown(2 * size)
                self._matrix[:size, :size] = old
                return self._rows(articles)
            self._row, self._matrix = {}, _unknown(max(_MOST, len(articles)))
            new = list(articles)
        for article in new:
            row = self._row[article] = len(self._row)
            self._matrix[row, row] = 0
        return np.array([self._row[article] for article in articles], np.int64)


def _unknown(size: int) -> NDArray[np.int16]:
    return np.full((size, size), _UNKNOWN, np.int16)
