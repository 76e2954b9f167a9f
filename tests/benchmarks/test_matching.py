from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.matching import best_matching


@pytest.mark.parametrize(
    ("weights", "pairs"),
    [
        ([], []),
        ([[], []], []),
        ([[0.0]], []),
        ([[1.0, 0.0, 2.0], [2.0, 1.0, 0.0]], [(0, 2), (1, 0)]),
        ([[0.9], [1.0]], [(1, 0)]),
        # The best pair of all stands in the way of two good ones.
        ([[1.0, 0.75], [0.75, 0.0]], [(0, 1), (1, 0)]),
    ],
)
def test_examples(weights, pairs):
    assert best_matching(weights) == pairs


@given(
    st.integers(1, 4).flatmap(
        lambda n: st.lists(st.lists(st.integers(0, 9), min_size=n, max_size=n), max_size=4)
    )
)
def test_no_other_matching_weighs_more(weights):
    pairs = best_matching(weights)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    rows, columns = len(weights), len(weights[0]) if weights else 0
    size = max(rows, columns)

    def weight(i: int, j: int) -> int:
        return weights[i][j] if i < rows and j < columns else 0

    best = max((sum(weight(i, j) for i, j in enumerate(p)) for p in permutations(range(size))), default=0)
    assert sum(weight(i, j) for i, j in pairs) == best
