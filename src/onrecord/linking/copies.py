"""Copies: articles that have another's words, whole, cut, retitled, or with text of their own between."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from onrecord.linking.direction import Origin, first
from onrecord.linking.links import Copy, Passage
from onrecord.linking.passages import tiles
from onrecord.linking.sketches import neighbours
from onrecord.linking.wordings import Wording
from onrecord.linking.words import BLOCK, Words
from onrecord.model import Span

#: How much of one of two texts must stand in the other. Copies in the annotated stories share 0.55 and more of the later
#: text, rewrites at most 0.30; the middle is left to what an editor adds.
SHARE = 0.42
#: So many shared words make a copy even where they are little of the other text. Fewer are a quotation or a line.
LEAST = 2 * BLOCK
#: How much of the smaller sketch two texts share at the least before they are held against each other word by word. Far
#: below what a copy shares: one whose every sentence was touched keeps few whole runs.
_NEAR = 0.1


def near(wordings: Sequence[Wording]) -> list[tuple[int, int]]:
    """Pairs, by their index, that may be copies."""
    return neighbours([wording.sketch for wording in wordings], _NEAR)


def may_copy(a: Wording, b: Wording) -> bool:
    """Whether two texts share enough for `near` to name them."""
    one, other = a.sketch, b.sketch
    shared = len(np.intersect1d(one, other, assume_unique=True))
    return shared > 0 and shared >= _NEAR * min(len(one), len(other))


def copies(origins: Sequence[Origin], wordings: Sequence[Wording]) -> list[Copy]:
    """The copies among articles, in the order of the articles; `wordings` has theirs."""
    found = (copy(origins[a], origins[b], wordings[a], wordings[b]) for a, b in near(wordings))
    return [one for one in found if one is not None]


def copy(a: Origin, b: Origin, wording_a: Wording, wording_b: Wording) -> Copy | None:
    """How one of two articles has the other's words; None where it is no copy."""
    shared = tiles(wording_a, wording_b, least=SHARE * min(wording_a.size, wording_b.size))
    many = sum(length for _, _, length in shared)
    if not many:
        return None
    share_a, share_b = many / wording_a.size, many / wording_b.size
    if max(share_a, share_b) < SHARE or (many < LEAST and min(share_a, share_b) < SHARE):
        return None
    if many < BLOCK and a.piece.reading.article.headline != b.piece.reading.article.headline:
        return None
    return _copy(a, b, wording_a, wording_b, shared)


def overlap(a: Origin, b: Origin, wording_a: Wording, wording_b: Wording) -> Copy | None:
    """What two articles have in common, in the form of a copy whether it is much or little; None where it is nothing."""
    shared = tiles(wording_a, wording_b)
    return _copy(a, b, wording_a, wording_b, shared) if shared else None


def _copy(
    a: Origin, b: Origin, wording_a: Wording, wording_b: Wording, shared: Sequence[tuple[int, int, int]]
) -> Copy:
    many = sum(length for _, _, length in shared)
    share_a, share_b = many / wording_a.size, many / wording_b.size
    spans = [
        (_span(a, wording_a.words, at_a, length), _span(b, wording_b.words, at_b, length))
        for at_a, at_b, length in shared
    ]
    if first(a, b, share_a, share_b):
        passages = [Passage(earlier=in_a, later=in_b) for in_a, in_b in spans]
        ids, shares = (a.piece.id, b.piece.id), (share_a, share_b)
    else:
        passages = [
            Passage(earlier=in_b, later=in_a) for in_a, in_b in sorted(spans, key=lambda pair: pair[0].start)
        ]
        ids, shares = (b.piece.id, a.piece.id), (share_b, share_a)
    return Copy(
        earlier=ids[0],
        later=ids[1],
        share_earlier=round(shares[0], 4),
        share=round(shares[1], 4),
        passages=tuple(passages),
    )


def _span(origin: Origin, words: Words, at: int, length: int) -> Span:
    start, end = int(words.bounds[at, 0]), int(words.bounds[at + length - 1, 1])
    return origin.piece.reading.article.span("text", start, end)
