"""From scores to structures."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from onrecord.language.decoding import best_tags, best_tree, spans_of

BIOES = ["O", "B-A", "I-A", "E-A", "S-A", "B-B", "I-B", "E-B", "S-B"]
BIO = ["O", "B-A", "I-A", "B-B", "I-B"]


def follows(tags: list[str], path: tuple[int, ...]) -> bool:
    """Whether a sequence is well formed, said in another way than the code under test does."""
    closes = any(t[0] in "ES" for t in tags)
    before = "O"
    for tag in [*(tags[i] for i in path), "O"]:
        open_ = before[2:] if before[0] in "BI" else ""
        if closes and (open_ or "") != (tag[2:] if tag[0] in "IE" else ""):
            return False
        if not closes and tag[0] == "I" and tag[2:] != open_:
            return False
        before = tag
    return True


@pytest.mark.parametrize("tags", [BIO, BIOES[:5]])
@given(data=st.data())
def test_the_best_tags_are_the_best_of_all_well_formed_ones(tags: list[str], data: st.DataObject) -> None:
    n = data.draw(st.integers(1, 4))
    scores = data.draw(arrays(np.float32, (n, len(tags)), elements=st.integers(-9, 9)))
    ways = (p for p in itertools.product(range(len(tags)), repeat=n) if follows(tags, p))
    best = max(sum(scores[i, t] for i, t in enumerate(p)) for p in ways)
    path = best_tags(scores, tags)
    assert follows(tags, tuple(path))
    assert sum(scores[i, t] for i, t in enumerate(path)) == best


def test_spans_of_tags() -> None:
    path = [BIOES.index(t) for t in ("O", "B-A", "I-A", "E-A", "S-B", "S-B", "O")]
    assert spans_of(path, BIOES) == [(1, 4, "A"), (4, 5, "B"), (5, 6, "B")]
    path = [BIO.index(t) for t in ("B-A", "I-A", "B-A", "O", "B-B")]
    assert spans_of(path, BIO) == [(0, 2, "A"), (2, 3, "A"), (4, 5, "B")]


def is_tree(heads: tuple[int, ...]) -> bool:
    roots = [i for i, h in enumerate(heads) if i == h]
    if len(roots) != 1:
        return False
    for start in range(len(heads)):
        seen, i = set(), start
        while i not in seen and heads[i] != i:
            seen.add(i)
            i = heads[i]
        if i in seen:
            return False
    return True


@given(st.data())
def test_the_best_tree_is_the_best_of_all_trees_with_one_root(data: st.DataObject) -> None:
    n = data.draw(st.integers(1, 5))
    scores = data.draw(arrays(np.float32, (n, n + 1), elements=st.integers(-9, 9)))

    def worth(heads: tuple[int, ...]) -> float:
        return float(sum(scores[i, 0 if h == i else h + 1] for i, h in enumerate(heads)))

    best = max(worth(h) for h in itertools.product(range(n), repeat=n) if is_tree(h))
    found = tuple(best_tree(scores))
    assert is_tree(found)
    assert worth(found) == best


@given(arrays(np.float32, (60, 61), elements=st.floats(-5, 5, width=32)))
def test_long_sentences_are_trees_too(scores: np.ndarray) -> None:
    assert is_tree(tuple(best_tree(scores)))
