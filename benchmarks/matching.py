"""The best one-to-one matching of two lists."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf


def best_matching(weights: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """The pairs (row, column) of greatest total weight, each row and column at most once; none of weight 0.

    weights  rows of one length, none negative
    The Hungarian method with potentials (Kuhn 1955; Jonker and Volgenant 1987), O(n^3).
    """
    if not weights or not weights[0]:
        return []
    size = max(len(weights), len(weights[0]))

    def cost(row: int, column: int) -> float:
        return -weights[row][column] if row < len(weights) and column < len(weights[0]) else 0.0

    # Rows and columns count from 1; row 0 and column 0 are where a search begins.
    row_price, column_price = [0.0] * (size + 1), [0.0] * (size + 1)
    row_of = [0] * (size + 1)
    for row in range(1, size + 1):
        row_of[0] = row
        slack, before, seen = [inf] * (size + 1), [0] * (size + 1), [False] * (size + 1)
        column = 0
        while row_of[column]:
            seen[column] = True
            step, nearest = inf, 0
            for j in range(1, size + 1):
                if seen[j]:
                    continue
                i = row_of[column]
                reduced = cost(i - 1, j - 1) - row_price[i] - column_price[j]
                if reduced < slack[j]:
                    slack[j], before[j] = reduced, column
                if slack[j] < step:
                    step, nearest = slack[j], j
            for j in range(size + 1):
                if seen[j]:
                    row_price[row_of[j]] += step
                    column_price[j] -= step
                else:
                    slack[j] -= step
            column = nearest
        while column:
            row_of[column] = row_of[before[column]]
            column = before[column]
    pairs = ((row_of[j] - 1, j - 1) for j in range(1, size + 1))
    return sorted((i, j) for i, j in pairs if cost(i, j) < 0)
