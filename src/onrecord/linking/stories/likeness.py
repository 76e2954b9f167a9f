"""How alike two articles are in what they are on, and what they have in common that says so.

Four likenesses (names, words, what the headline and the first paragraphs say, headlines), the numbers that both give and
the days between them are weighed against each other by a logistic model.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from threading import local

import numpy as np
from numpy.typing import NDArray

from onrecord.linking.stories.profile import SCALE, SIDES, SLOTS, Profile

#: Logistic regression over the pairs of articles, no more than 60 days apart, of the annotated stories and of one half of
#: BASIL's triplets; the other half and ECB+ were held out (docs/explanation/stories.md). In the order of `SIDES`.
_SIDES = np.array([8.0, 8.0, 3.5, 1.5])
_FIGURES, _APART = 1.65, -7.5
#: Time speaks against a pair by the logarithm of the first three days, on which most is written; then no more for as long
#: as developments are reported on; and after two weeks with every day, as what comes back then is often another meeting.
_DAYS, _FIRST_DAYS = 2.5, 3
_LATE, _LATE_FROM = 0.25, 14
#: Beyond this a pair tells no more, so that no single pair carries two stories together or apart.
_MOST = 8.0
#: Numbers beyond these say nothing more: lists of figures have many in common by chance.
_MOST_FIGURES = 4
#: What two articles share has to tell so much (`terms.tells`): as much as one name that the table does not know.
_LEAST = 7.0
#: Scores are thousandths, as whole numbers: their sums are the same in any order.
POINTS = 1000
#: Articles further apart than this many days are not held against each other.
WINDOW = 60


@dataclass(frozen=True, slots=True)
class Common:
    """What two articles have in common.

    names, words  the most telling first, as the first of the two has them
    figures       numbers that both give
    days          between them; None where one has no date
    """

    names: tuple[str, ...]
    words: tuple[str, ...]
    figures: tuple[str, ...]
    days: float | None


def likeness(one: Profile, others: Sequence[Profile]) -> NDArray[np.int64]:
    """How alike an article is to each other one, in thousandths; above 0 they are rather on one happening.

    The same for the pair whichever comes first, and in whatever company it is asked for.
    """
    if not others:
        return np.zeros(0, np.int64)
    products, shared = _products(one, others)
    alike = np.sqrt(products / SCALE**2)
    figures = np.array([min(len(one.figures & other.figures), _MOST_FIGURES) for other in others])
    days = np.array([apart(one, other) or 0.0 for other in others])
    late = _DAYS * np.log1p(np.minimum(days, _FIRST_DAYS)) + _LATE * np.maximum(0, days - _LATE_FROM)
    score = alike @ _SIDES + _FIGURES * np.log1p(figures) - late + _APART
    # Two lines with a word or two in common are on two happenings, however much of either that is.
    score[shared < _LEAST * 1000] = -_MOST
    points: NDArray[np.int64] = np.rint(np.clip(score, -_MOST, _MOST) * POINTS).astype(np.int64)
    return points


def apart(one: Profile, other: Profile) -> float | None:
    """The days between two articles; None where one has no date."""
    return None if one.moment is None or other.moment is None else abs(one.moment - other.moment)


def common(one: Profile, other: Profile) -> Common:
    """What two articles have in common."""
    found: dict[str, list[tuple[int, str]]] = {}
    for side, name in enumerate(SIDES[:2]):
        a, b = slice(*one.bounds[side : side + 2]), slice(*other.bounds[side : side + 2])
        shared, left, right = np.intersect1d(one.slots[a], other.slots[b], return_indices=True)
        products = one.weights[a][left].astype(np.int64) * other.weights[b][right]
        found[name] = sorted(
            ((-int(products[i]), one.terms[a][int(left[i])]) for i in range(len(shared))),
        )
    return Common(
        names=tuple(dict.fromkeys(word for _, word in found["names"])),
        words=tuple(dict.fromkeys(word for _, word in found["words"])),
        figures=tuple(sorted(one.figures & other.figures)),
        days=apart(one, other),
    )


class _Scratch(local):
    """A weight for each slot, all 0 between two calls; each thread has its own."""

    def __init__(self) -> None:
        self.at = np.zeros(SLOTS, np.int64)


_SCRATCH = _Scratch()


def _products(one: Profile, others: Sequence[Profile]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """The products of an article's sides with each other one's, and how much what they share tells.

    A row for each and a column for each side; thousandths for each, over names and words.
    """
    ends = np.cumsum([len(other.slots) for other in others])
    slots = np.concatenate([other.slots for other in others])
    weights = np.concatenate([other.weights for other in others])
    at = _SCRATCH.at
    try:
        at[one.slots] = one.weights
        products = at[slots] * weights
    finally:
        at[one.slots] = 0
    bounds = np.stack([other.bounds for other in others]) + np.concatenate(([0], ends[:-1]))[:, None]
    sums = np.concatenate(([0], np.cumsum(products)))[bounds]
    telling = np.concatenate([other.telling for other in others]) * (products > 0)
    told = np.concatenate(([0], np.cumsum(telling, dtype=np.int64)))[bounds]
    return np.diff(sums, axis=1).astype(np.float64), told[:, 2] - told[:, 0]
