"""From scores to structures: tag sequences to spans, arc scores to trees."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Indices = NDArray[np.int64]


@lru_cache(maxsize=8)
def _allowed(tags: tuple[str, ...]) -> tuple[NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_]]:
    """(first, pairs, last): which tags may begin, follow one another and end (BIO or BIOES)."""
    closes = any(t[0] in "ES" for t in tags)

    def open_label(tag: str) -> str:
        return tag[2:] if tag[0] in "BI" else ""

    first = np.array([t[0] in "OBS" for t in tags])
    pairs = np.zeros((len(tags), len(tags)), dtype=bool)
    for i, a in enumerate(tags):
        for j, b in enumerate(tags):
            continues = b[0] in "IE"
            if closes:
                pairs[i, j] = open_label(a) == (b[2:] if continues else "")
            else:
                pairs[i, j] = not continues or open_label(a) == b[2:]
    last = np.array([not closes or t[0] in "OES" for t in tags])
    return first, pairs, last


def best_tags(scores: Floats, tags: Sequence[str]) -> list[int]:
    """The best well-formed sequence of tags (Viterbi); scores (W, tags)."""
    first, pairs, last = _allowed(tuple(tags))
    if not len(scores):
        return []
    greedy = scores.argmax(axis=1)
    if first[greedy[0]] and last[greedy[-1]] and pairs[greedy[:-1], greedy[1:]].all():
        return [int(i) for i in greedy]
    barred = np.where(pairs, 0.0, -1e9)
    total = scores[0] + np.where(first, 0.0, -1e9)
    back = np.zeros(scores.shape, dtype=np.int64)
    for i in range(1, len(scores)):
        ways = total[:, None] + barred
        back[i] = ways.argmax(axis=0)
        total = ways.max(axis=0) + scores[i]
    path = [int((total + np.where(last, 0.0, -1e9)).argmax())]
    for i in range(len(scores) - 1, 0, -1):
        path.append(int(back[i, path[-1]]))
    return path[::-1]


def spans_of(path: Sequence[int], tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """Half-open spans of a well-formed sequence of tags."""
    spans: list[tuple[int, int, str]] = []
    start, label = 0, ""
    for i, tag in enumerate([*(tags[k] for k in path), "O"]):
        if label and tag[0] in "OBS":
            spans.append((start, i, label))
            label = ""
        if tag[0] in "BS":
            start, label = i, tag[2:]
    return spans


def best_tree(scores: Floats) -> list[int]:
    """The best tree with one root over N words.

    scores  (N, N + 1): of each word's head; column 0 is the root, column j + 1 word j
    Returns each word's head, its own index for the root. Greedy where that is a tree with one root, else
    Chu-Liu/Edmonds.
    """
    n = len(scores)
    scores = scores.astype(np.float64)
    scores[np.arange(n), np.arange(n) + 1] = -np.inf
    heads = scores.argmax(axis=1) - 1
    if (heads == -1).sum() != 1 or _cycle(heads) is not None:
        # A price on root arcs that outweighs everything else makes the best tree use one only (Gabow and Tarjan 1984).
        finite = scores[np.isfinite(scores)]
        price = (finite.max() - finite.min() + 1.0) * (n + 1)
        full = np.full((n + 1, n + 1), -np.inf)
        full[1:] = scores
        full[1:, 0] -= price
        heads = _arborescence(full)[1:] - 1
    return [i if h < 0 else int(h) for i, h in enumerate(heads)]


def _cycle(heads: Indices) -> list[int] | None:
    """The words of a cycle, or None; -1 stands for the root."""
    state = [0] * len(heads)
    for start in range(len(heads)):
        path = []
        i = start
        while i >= 0 and state[i] == 0:
            state[i] = 1
            path.append(i)
            i = int(heads[i])
        if i >= 0 and state[i] == 1:
            return path[path.index(i) :]
        for k in path:
            state[k] = 2
    return None


def _arborescence(scores: NDArray[np.float64]) -> Indices:
    """Heads of the best arborescence from node 0; scores[i, j] of j being the head of i (Chu-Liu/Edmonds)."""
    np.fill_diagonal(scores, -np.inf)
    heads: Indices = scores.argmax(axis=1)
    heads[0] = -1
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    inside = np.zeros(len(scores), dtype=bool)
    inside[cycle] = True
    rest = np.flatnonzero(~inside)  # node 0 stays first
    ring = np.array(cycle)
    cost = scores[ring, heads[ring]]
    # One node stands for the cycle: arcs into it give up the cycle's own arc, arcs out of it take the best member.
    into = scores[np.ix_(ring, rest)] - cost[:, None]
    out_of = scores[np.ix_(rest, ring)]
    entry, leave = into.argmax(axis=0), out_of.argmax(axis=1)
    n = len(rest)
    smaller = np.full((n + 1, n + 1), -np.inf)
    smaller[:n, :n] = scores[np.ix_(rest, rest)]
    smaller[n, :n] = into.max(axis=0)
    smaller[:n, n] = out_of.max(axis=1)
    chosen = _arborescence(smaller)
    for k in range(1, n):
        heads[rest[k]] = ring[leave[k]] if chosen[k] == n else rest[chosen[k]]
    source = int(chosen[n])
    heads[ring[entry[source]]] = rest[source]
    return heads
